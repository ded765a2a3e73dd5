"""The offer on the start page: each answer, and what is left of it after a restart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.weights_offer import OFFERED, WeightsOffer
from app.settings import SettingsStore
from moebius_core.weights.registry import known_sets
from moebius_core.weights.store import default_store
from tests.app.benches import shelf_of
from tests.core.weights.making import write_graphs
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS
from tests.gui.window.acting import shown, window_of


def offer_of(qtbot: QtBot, store: SettingsStore, *networks: str) -> WeightsOffer:
    offer = WeightsOffer(store, shelf_of(*networks))
    qtbot.addWidget(offer)
    if not offer.isHidden():
        offer.show()
    return offer


def press(qtbot: QtBot, button: QPushButton) -> None:
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def look(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.engines.look()
    qtbot.waitUntil(lambda: window.editor.engines.networks is not None, timeout=PATIENCE_MS)


def test_it_says_how_much_it_is(qtbot: QtBot) -> None:
    offer = offer_of(qtbot, SettingsStore())
    assert offer.isVisible()
    assert "about 1.1 GB" in offer.text
    assert OFFERED in known_sets()


def test_nothing_is_offered_before_anybody_looked_or_where_a_network_is(qtbot: QtBot) -> None:
    engines = shelf_of()
    engines.networks = None
    unknown = WeightsOffer(SettingsStore(), engines)
    qtbot.addWidget(unknown)
    assert unknown.isHidden()
    assert offer_of(qtbot, SettingsStore(), "mine").isHidden()


def test_later_means_at_the_next_start(qtbot: QtBot) -> None:
    store = SettingsStore.load()
    offer = offer_of(qtbot, store)
    press(qtbot, offer.later)
    assert offer.isHidden()
    store.set("theme", "dark")
    assert offer.isHidden()
    assert not offer_of(qtbot, SettingsStore.load()).isHidden()


def test_never_is_for_ever_until_the_preferences_say_otherwise(qtbot: QtBot) -> None:
    store = SettingsStore.load()
    offer = offer_of(qtbot, store)
    press(qtbot, offer.never)
    assert offer.isHidden()
    again = SettingsStore.load()
    assert not again.value.offer_weights
    restarted = offer_of(qtbot, again)
    assert restarted.isHidden()
    again.reset("offer_weights")
    assert not restarted.isHidden()


def test_download_opens_the_weights_window_at_what_is_offered(qtbot: QtBot) -> None:
    with window_of(qtbot) as window:
        look(qtbot, window)
        assert window.offer.isVisible()
        assert window.start_page.open_button.hasFocus()
        press(qtbot, window.offer.download)
        weights = window.dialogs.weights
        assert weights is not None
        qtbot.waitUntil(lambda: weights.row is not None, timeout=PATIENCE_MS)
        assert weights.isVisible()
        assert weights.row is not None
        assert weights.row.id == OFFERED
        assert not weights.is_running
        assert weights.download.isEnabled()


def test_it_goes_when_weights_have_come_and_does_not_follow_into_a_photo(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_of(qtbot) as window:
        look(qtbot, window)
        assert window.offer.isVisible()
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        assert not window.offer.isVisible()
        window.editor.close_document()
        qtbot.waitUntil(window.offer.isVisible, timeout=PATIENCE_MS)
        default_store().import_local(write_graphs(tmp_path / "mine"))
        window.editor.engines.look()
        qtbot.waitUntil(lambda: not window.offer.isVisible(), timeout=PATIENCE_MS)
