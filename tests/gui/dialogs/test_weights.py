"""The weights window with real clicks, against a hub on this computer."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.dialogs.weights import WeightsDialog
from app.dialogs.weights_parts import ask_remove
from moebius_core.weights.store import WeightsStore, default_store
from tests.core.weights.conftest import AUTOENCODER, STUDENT
from tests.core.weights.hub_server import Hub
from tests.core.weights.making import flip, write_graphs, write_tiny
from tests.gui.scenes import PATIENCE_MS

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """The dialog, and what it told and asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.let_go = 0
        self.changes = 0
        self.told: list[str] = []
        self.asked: list[tuple[str, str]] = []
        self.agrees = True
        self._qtbot = qtbot
        self.dialog = WeightsDialog(None, self._let_go)
        qtbot.addWidget(self.dialog)
        self.dialog.ask_remove = self._ask
        self.dialog.changed.connect(self._count)
        self.dialog.ended.connect(self.told.append)
        self.dialog.show_now()
        self.wait(lambda: self.dialog.row is not None)

    @property
    def state(self) -> dict[str, str]:
        """Id -> the last column."""
        return {name: texts[-1] for name, texts in self.dialog.list.texts().items()}

    def wait(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    def click(self, button: QPushButton) -> None:
        assert button.isEnabled()
        assert button.isVisible()
        self._qtbot.mouseClick(button, LEFT)

    def settle(self) -> None:
        """Wait for the end of what runs, and for the list after it."""
        self.wait(lambda: not self.dialog.is_running)
        before = self.changes
        self.dialog.work.look()
        self.wait(lambda: self.changes > before)

    def bring(self, path: Path) -> None:
        """Import without the file dialog."""
        self.dialog.work.import_from(path)
        self.settle()

    def _let_go(self, then: Callable[[], object]) -> None:
        self.let_go += 1
        then()

    def _ask(self, _parent: object, text: str, consequence: str) -> bool:
        self.asked.append((text, consequence))
        return self.agrees

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.dialog.shut_down()


@pytest.fixture
def store() -> WeightsStore:
    return default_store()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """What somebody brings: a published student with its autoencoder."""
    write_tiny(tmp_path / "stick" / "ft_places2" / "diffusion_pytorch_model.safetensors", "student")
    write_tiny(tmp_path / "stick" / "vae" / "diffusion_pytorch_model.safetensors", "autoencoder")
    return tmp_path / "stick"


def test_all_that_is_published_is_listed_with_what_it_needs(desk: Desk) -> None:
    texts = desk.dialog.list.texts()
    assert list(texts) == ["places2", "pretrained", "celebahq", "ffhq", "vae", "onnx-places2"]
    assert texts["places2"][2:] == ["905 MB", "Not installed"]
    assert desk.dialog.list.chosen == "places2"
    for told in ("Licence:", "Apache-2.0", "huggingface.co/hustvl/Moebius", "vae", "1.07 GB"):
        assert told in desk.dialog.details.text
    assert "are free on the disk of" in desk.dialog.room.text()
    assert not desk.dialog.verify.isEnabled()
    assert not desk.dialog.remove.isEnabled()
    assert not desk.dialog.cancel.isVisible()


def test_a_download_brings_what_is_needed_too(desk: Desk, hub: Hub, store: WeightsStore) -> None:
    seen: list[str] = []
    desk.dialog.work.progressed.connect(lambda _f, text, _left: seen.append(text))
    desk.click(desk.dialog.download)
    assert desk.dialog.cancel.isVisible()
    assert not desk.dialog.import_file.isEnabled()
    desk.settle()
    assert desk.dialog.message.text == "“places2” is installed; the next removal can use it."
    assert desk.told == [desk.dialog.message.text]
    assert (desk.state["places2"], desk.state["vae"]) == ("Installed", "Installed")
    assert any(text.startswith("Downloading places2: ") for text in seen)
    assert store.autoencoder_for("places2").is_file()
    assert not desk.dialog.download.isEnabled()
    assert not desk.dialog.bar.isVisible()


def test_a_stopped_download_goes_on_where_it_was(desk: Desk, hub: Hub) -> None:
    hub.stall_at = 2_000_000
    desk.dialog.choose("vae")
    desk.click(desk.dialog.download)
    desk.wait(hub.stalled.is_set)
    desk.wait(lambda: "MB" in desk.dialog.doing.text())
    desk.click(desk.dialog.cancel)
    assert desk.dialog.doing.text() == "Stopping…"
    desk.settle()
    assert desk.dialog.message.text.startswith("Stopped. What has come is kept")
    assert not desk.dialog.message.is_trouble
    assert desk.state["vae"].endswith("have come")
    assert desk.dialog.download.text() == "&Continue Download"
    hub.stall_at = None
    hub.go_on.set()
    desk.click(desk.dialog.download)
    desk.settle()
    assert desk.state["vae"] == "Installed"
    assert hub.sent(AUTOENCODER)[-1] > 0


def test_only_what_was_stopped_goes_on(desk: Desk, hub: Hub) -> None:
    """The autoencoder comes first; other networks need it too, but nobody has begun with them."""
    hub.stall_at = 2_000_000
    desk.click(desk.dialog.download)
    desk.wait(hub.stalled.is_set)
    desk.wait(lambda: "MB" in desk.dialog.doing.text())
    desk.click(desk.dialog.cancel)
    desk.settle()
    hub.stall_at = None
    hub.go_on.set()
    assert desk.dialog.download.text() == "&Continue Download"
    assert desk.state["places2"] == "Not installed"
    assert desk.state["vae"].endswith("have come")
    desk.dialog.choose("ffhq")
    assert desk.dialog.download.text() == "&Download"
    desk.dialog.choose("places2")
    desk.click(desk.dialog.download)
    desk.settle()
    assert desk.state["places2"] == "Installed"
    assert hub.sent(AUTOENCODER)[-1] > 0


def test_what_a_stopped_download_left_can_be_removed(desk: Desk, hub: Hub) -> None:
    hub.stall_at = 2_000_000
    desk.dialog.choose("vae")
    desk.click(desk.dialog.download)
    desk.wait(hub.stalled.is_set)
    desk.wait(lambda: "MB" in desk.dialog.doing.text())
    desk.click(desk.dialog.cancel)
    desk.settle()
    hub.go_on.set()
    desk.click(desk.dialog.remove)
    desk.settle()
    assert desk.state["vae"] == "Not installed"
    assert desk.dialog.download.text() == "&Download"


def test_a_failed_download_is_a_sentence_and_a_hint_for_the_window(desk: Desk, hub: Hub) -> None:
    hub.errors[STUDENT] = (404, {"X-Error-Code": "EntryNotFound"})
    desk.click(desk.dialog.download)
    desk.settle()
    assert desk.dialog.message.is_trouble
    assert "no longer has the file ft_places2/" in desk.dialog.message.text
    assert "Update Moebius" in desk.dialog.message.text
    assert "moebius weights" not in desk.dialog.message.text
    assert desk.dialog.download.isEnabled()


def test_no_network_is_asked_for_before_download_is_pressed(
    qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(*_arguments: object, **_more: object) -> None:
        asked.append("network")
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.delitem(sys.modules, "huggingface_hub", raising=False)
    desk = Desk(qtbot)
    for name in desk.dialog.list.texts():
        desk.dialog.choose(name)
    desk.bring(stick)
    desk.click(desk.dialog.verify)
    desk.settle()
    desk.click(desk.dialog.remove)
    desk.settle()
    assert asked == []
    assert "huggingface_hub" not in sys.modules
    desk.dialog.shut_down()


def test_files_without_a_network(
    desk: Desk, stick: Path, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    desk.click(desk.dialog.import_folder)
    desk.settle()
    assert desk.dialog.message.text == "Imported: places2, vae."
    assert desk.dialog.list.chosen == "places2"
    assert desk.state["places2"] == "Installed"
    assert "imported on " in desk.dialog.details.text
    assert [each.id for each in store.installed()] == ["places2", "vae"]


def test_a_student_alone_says_what_it_lacks_and_gets_it(
    desk: Desk, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_tiny(tmp_path / "mine.safetensors", "student")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    desk.click(desk.dialog.import_file)
    desk.settle()
    assert desk.dialog.list.chosen == "mine"
    assert desk.state["mine"] == "Incomplete"
    assert "vae, which is missing" in desk.dialog.details.text
    desk.click(desk.dialog.download)
    desk.settle()
    assert (desk.state["mine"], desk.state["vae"]) == ("Installed", "Installed")
    assert desk.dialog.list.chosen == "mine"


def test_what_is_no_weights_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes.bin").write_bytes(b"nothing of the kind")
    desk.bring(tmp_path / "notes.bin")
    assert desk.dialog.message.is_trouble
    assert "notes.bin cannot be read" in desk.dialog.message.text


def test_a_dropped_folder_is_imported(desk: Desk, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_graphs(tmp_path / "graphs")))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    desk.dialog.dropEvent(event)
    desk.settle()
    assert desk.state["graphs"] == "Installed"


def test_checking_finds_a_changed_byte(desk: Desk, stick: Path, store: WeightsStore) -> None:
    desk.bring(stick)
    desk.click(desk.dialog.verify)
    desk.settle()
    assert desk.dialog.message.text == "“places2” is sound, down to the last byte."
    flip(store.student("places2"), -20)
    desk.click(desk.dialog.verify)
    desk.settle()
    assert desk.dialog.message.is_trouble
    assert "has changed since it was imported" in desk.dialog.message.text
    assert desk.dialog.message.text.endswith("Remove it and get it again.")


def test_removing_asks_and_closes_the_engine_first(desk: Desk, stick: Path) -> None:
    desk.bring(stick)
    desk.agrees = False
    desk.click(desk.dialog.remove)
    assert (desk.let_go, desk.state["places2"]) == (0, "Installed")
    desk.agrees = True
    desk.click(desk.dialog.remove)
    desk.settle()
    assert (desk.let_go, desk.state["places2"]) == (1, "Not installed")
    assert "are free again" in desk.dialog.message.text
    assert desk.asked[0] == (
        "Remove “places2” from this computer?",
        "The files it was imported from stay as they are.",
    )


def test_removing_what_others_need_says_so(desk: Desk, stick: Path) -> None:
    desk.bring(stick)
    desk.dialog.choose("vae")
    desk.click(desk.dialog.remove)
    desk.settle()
    assert desk.asked[0][1] == "Without it these cannot be used: places2."
    assert desk.state["places2"] == "Incomplete"


def test_the_question_defaults_to_no(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMessageBox] = []

    def look(box: QMessageBox) -> int:
        shown.append(box)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    assert not ask_remove(desk.dialog, "Remove?", "It can be downloaded again.")
    assert shown[0].defaultButton() is shown[0].escapeButton()


def test_a_download_goes_on_behind_a_closed_window(desk: Desk, hub: Hub) -> None:
    hub.stall_at = 2_000_000
    desk.click(desk.dialog.download)
    desk.wait(hub.stalled.is_set)
    desk.click(desk.dialog.close_)
    assert not desk.dialog.isVisible()
    assert desk.dialog.is_running
    assert desk.told[-1] == "Goes on behind: “Weights…” shows it again."
    hub.go_on.set()
    desk.settle()
    assert desk.told[-1] == "“places2” is installed; the next removal can use it."
    desk.dialog.show_now()
    assert desk.state["places2"] == "Installed"


def test_enter_starts_no_download(qtbot: QtBot, desk: Desk) -> None:
    for widget in (desk.dialog.list, desk.dialog.download):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert not desk.dialog.is_running
    assert desk.dialog.isVisible()


def test_keys_reach_everything(qtbot: QtBot, desk: Desk) -> None:
    desk.dialog.activateWindow()
    desk.dialog.list.setFocus()
    qtbot.keyClick(desk.dialog.list, Qt.Key.Key_Down)
    assert desk.dialog.list.chosen == "pretrained"
    reached = [desk.dialog.focusWidget()]
    for _ in range(20):
        desk.dialog.focusNextChild()
        reached.append(desk.dialog.focusWidget())
    dialog = desk.dialog
    for button in (dialog.download, dialog.import_file, dialog.import_folder, dialog.close_):
        assert button in reached
