"""Start page, recent photos, filmstrip and thumbnails."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.editing.filmstrip import Filmstrip
from app.jobs.runner import Runner
from app.panels.filmstrip import FilmstripView
from app.panels.recent_menu import RecentMenu
from app.panels.start_page import StartPage
from app.panels.thumbnails import Thumbnails
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, editor_of, opened

LEFT = Qt.MouseButton.LeftButton


def test_recent_photos_open_by_click_and_missing_ones_do_not(qtbot: QtBot) -> None:
    page = StartPage(open_action=QAction("Open"), sample_action=QAction("Sample"), offer=QWidget())
    qtbot.addWidget(page)
    assert page.recent.isHidden()
    here, gone = Path("here.jpg"), Path("gone.jpg")
    page.set_recent([(gone, False), (here, True)])
    page.resize(600, 500)
    page.show()
    chosen: list[Path] = []
    page.chosen.connect(chosen.append)
    for row in (0, 1):
        rect = page.recent.visualItemRect(page.recent.item(row))
        assert rect.height() >= 24
        qtbot.mouseClick(page.recent.viewport(), LEFT, pos=rect.center())
    assert chosen == [here]
    assert "gone.jpg" in page.recent.item(0).toolTip()


def test_the_recent_menu_greys_what_is_gone_and_can_be_cleared(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with editor_of() as editor:
        menu = QMenu()
        qtbot.addWidget(menu)
        RecentMenu(menu, editor)
        assert not menu.isEnabled()
        first = write_photo(tmp_path / "a & b.png")
        opened(qtbot, editor, first)
        opened(qtbot, editor, write_photo(tmp_path / "c.png"))
        first.unlink()
        with qtbot.waitSignal(editor.recent_changed, timeout=PATIENCE_MS):
            editor.refresh_recent()
        qtbot.waitUntil(lambda: (first, False) in editor.recent, timeout=PATIENCE_MS)
        assert menu.isEnabled()
        menu.aboutToShow.emit()
        texts = [(action.text(), action.isEnabled()) for action in menu.actions()]
        assert texts[:2] == [("&1 c.png", True), ("&2 a && b.png", False)]
        menu.actions()[-1].trigger()
        assert editor.recent == ()
        assert not menu.isEnabled()


def test_thumbnails_come_in_their_own_time(qtbot: QtBot, tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "a.jpg", size=(300, 150))
    broken = tmp_path / "b.jpg"
    broken.write_bytes(b"no picture")
    runner = Runner("thumbnails")
    thumbnails = Thumbnails(runner, side_px=60)
    try:
        with qtbot.waitSignal(thumbnails.arrived, timeout=PATIENCE_MS):
            assert thumbnails.get(photo) is None
        picture = thumbnails.get(photo)
        assert picture is not None
        assert (picture.width(), picture.height()) == (60, 30)
        with qtbot.waitSignal(thumbnails.arrived, timeout=PATIENCE_MS):
            assert thumbnails.get(broken) is None
        assert thumbnails.get(broken) is None
        assert not runner.is_busy
    finally:
        runner.shut_down()


class _NoThumbnails(Thumbnails):
    """Notes what is asked for."""

    def __init__(self) -> None:
        super().__init__(Runner("none"), side_px=10)
        self.asked: set[Path] = set()

    def get(self, path: Path) -> None:
        self.asked.add(path)


def test_a_long_filmstrip_asks_only_for_what_is_in_view(qtbot: QtBot) -> None:
    paths = [Path(f"photo {number}.jpg") for number in range(3000)]
    strip, thumbnails = Filmstrip(), _NoThumbnails()
    view = FilmstripView(strip, thumbnails)
    qtbot.addWidget(view)
    view.resize(500, 120)
    strip.set_paths(paths, paths[1500])
    view.show()
    qtbot.waitUntil(lambda: paths[1500] in thumbnails.asked, timeout=PATIENCE_MS)
    assert len(thumbnails.asked) < 60
    assert view.currentIndex().row() == 1500


def test_clicks_and_page_keys_choose_a_photo(qtbot: QtBot) -> None:
    paths = [Path(name) for name in ("a.jpg", "b.jpg", "c.jpg")]
    strip = Filmstrip()
    view = FilmstripView(strip, _NoThumbnails())
    qtbot.addWidget(view)
    view.resize(500, 120)
    strip.set_paths(paths, paths[1])
    view.show()
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    rect = view.visualRect(view.model().index(2, 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=rect.center())
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    strip.show(paths[0])
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert chosen == [2, 0]


def test_a_press_that_is_let_go_elsewhere_moves_no_frame(qtbot: QtBot) -> None:
    paths = [Path(name) for name in ("a.jpg", "b.jpg", "c.jpg")]
    strip = Filmstrip()
    view = FilmstripView(strip, _NoThumbnails())
    qtbot.addWidget(view)
    view.resize(500, 120)
    strip.set_paths(paths, paths[0])
    view.show()
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    places = [view.visualRect(view.model().index(row, 0)).center() for row in (2, 1)]
    qtbot.mousePress(view.viewport(), LEFT, pos=places[0])
    qtbot.mouseMove(view.viewport(), places[1])
    qtbot.mouseRelease(view.viewport(), LEFT, pos=places[1])
    assert chosen == []
    assert view.currentIndex().row() == 0


def test_a_name_of_a_camera_has_room(qtbot: QtBot) -> None:
    view = FilmstripView(strip := Filmstrip(), _NoThumbnails())
    qtbot.addWidget(view)
    view.resize(500, 120)
    strip.set_paths([Path("DSC_1234.jpeg"), Path("b.jpg")], Path("b.jpg"))
    view.show()
    room = view.visualRect(view.model().index(0, 0)).width()
    assert room > view.fontMetrics().horizontalAdvance("DSC_1234.jpeg")
