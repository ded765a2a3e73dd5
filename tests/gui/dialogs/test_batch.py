"""The batch dialog by clicks: dry run, run, pause, cancel, going on after a restart, failures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.dialogs.batch import BatchDialog
from app.dialogs.batch_parts import Leave, ask_leave
from app.dialogs.batch_request import BatchForm, current_mask_file, to_request
from app.dialogs.batch_texts import RowState
from app.editing.engine_shelf import EngineShelf
from app.editing.state import State
from app.settings import Settings
from moebius_core.arrays import Image, Mask
from moebius_core.batch import plan_batch, run_batch
from moebius_core.batch.work import EngineOpener
from moebius_core.engines.engine import InpaintEngine
from moebius_core.errors import EngineUnavailableError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress
from tests.app.benches import shelf_of
from tests.fakes import EndlessFill, FailingOnRed, MeanFill, write_mask, write_photo

Show = Callable[..., BatchDialog]
NAMES = ("a.png", "b.png", "c.png")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos with masks, one that is none, one without a mask."""
    folder = tmp_path / "holiday"
    folder.mkdir()
    for name in NAMES:
        write_photo(folder / name)
        write_mask(folder / name.replace(".", "_mask."))
    (folder / "corrupt.jpg").write_bytes(b"not a picture")
    write_mask(folder / "corrupt_mask.png")
    write_photo(folder / "lonely.png")
    return folder


@pytest.fixture
def state() -> State:
    return State.load()


@pytest.fixture
def show(qtbot: QtBot, folder: Path, state: State) -> Iterator[Show]:
    """Opens the dialog; working in this process with a quick engine unless told otherwise."""
    dialogs: list[BatchDialog] = []

    def show(
        *,
        opener: EngineOpener | None = MeanFill,
        workers: int | None = 0,
        mask: Mask | None = None,
        folder: Path | None = folder,
        settings: Settings | None = None,
        engines: EngineShelf | None = None,
    ) -> BatchDialog:
        dialog = BatchDialog(
            None,
            settings=settings or Settings(),
            state=state,
            engines=engines or shelf_of(),
            current_mask=mask,
            folder=folder,
            opener=opener,
            workers=workers,
        )
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    yield show
    for dialog in dialogs:
        dialog.shut_down()


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def run_to_the_end(qtbot: QtBot, dialog: BatchDialog, button: QPushButton) -> None:
    with qtbot.waitSignal(dialog.ended, timeout=60_000):
        click(qtbot, button)
    assert not dialog.is_running


def states(dialog: BatchDialog) -> dict[str, RowState]:
    return {row.photo: row.state for row in dialog.run_view.table.rows()}


def listed(dialog: BatchDialog) -> list[str]:
    return [row.photo for row in dialog.run_view.filter.shown()]


DONE = {
    **dict.fromkeys(NAMES, RowState.DONE),
    "corrupt.jpg": RowState.FAILED,
    "lonely.png": RowState.NO_MASK,
}


def test_a_dry_run_lists_all_with_reasons_and_writes_nothing(
    qtbot: QtBot, show: Show, folder: Path
) -> None:
    dialog = show()
    write_mask(folder / "nobody_mask.png")
    before = sorted(folder.rglob("*"))
    with qtbot.waitSignal(dialog.work.planned):
        click(qtbot, dialog.dry_run)
    assert states(dialog) == {
        **dict.fromkeys((*NAMES, "corrupt.jpg"), RowState.TO_DO),
        "lonely.png": RowState.NO_MASK,
    }
    reasons = {row.photo: row.reason for row in dialog.run_view.table.rows()}
    assert "lonely_mask" in reasons["lonely.png"]
    assert "nobody_mask.png" in dialog.run_view.line.text()
    assert "nothing has been written" in dialog.message.text
    assert sorted(folder.rglob("*")) == before
    assert not Path(dialog.form.form.target).exists()
    assert dialog.start.isEnabled()


@pytest.mark.parametrize("workers", [0, 1])
def test_a_run_gives_the_same_files_as_the_core(
    qtbot: QtBot, show: Show, folder: Path, tmp_path: Path, workers: int
) -> None:
    dialog = show(workers=workers)
    run_to_the_end(qtbot, dialog, dialog.start)
    assert states(dialog) == DONE
    target = Path(dialog.form.form.target)
    assert target == folder.with_name("holiday_removed")
    form = replace(dialog.form.form, target=str(tmp_path / "expected"))
    run_batch(plan_batch(to_request(form)), workers=0, opener=MeanFill)
    made = {path.name: path.read_bytes() for path in target.glob("*.png")}
    expected = {path.name: path.read_bytes() for path in (tmp_path / "expected").glob("*.png")}
    assert made == expected
    assert sorted(made) == sorted(NAMES)
    assert made["a.png"] != (folder / "a.png").read_bytes()


def test_failures_are_listed_with_reasons_and_can_be_copied(qtbot: QtBot, show: Show) -> None:
    dialog = show()
    run_to_the_end(qtbot, dialog, dialog.start)
    assert listed(dialog) == ["corrupt.jpg", "lonely.png"]
    assert "failures" in dialog.message.text
    assert dialog.message.is_trouble
    qtbot.keyClicks(dialog.run_view.search, "CORR")
    assert listed(dialog) == ["corrupt.jpg"]
    click(qtbot, dialog.run_view.copy)
    photo, word, reason = QGuiApplication.clipboard().text().split("\t")
    assert (photo, word) == ("corrupt.jpg", "Failed")
    assert "corrupt.jpg" in reason
    dialog.run_view.search.clear()
    dialog.run_view.which.setCurrentIndex(0)
    assert len(listed(dialog)) == 5


def test_a_bug_in_an_engine_is_one_failed_photo(qtbot: QtBot, show: Show, folder: Path) -> None:
    write_photo(folder / "b.png", red=True)
    dialog = show(opener=FailingOnRed)
    run_to_the_end(qtbot, dialog, dialog.start)
    assert states(dialog) == {**DONE, "b.png": RowState.FAILED}
    assert any("dislikes red" in row.reason for row in dialog.run_view.table.rows())


def test_results_are_opened_by_button_and_by_double_click(qtbot: QtBot, show: Show) -> None:
    dialog = show()
    run_to_the_end(qtbot, dialog, dialog.start)
    view = dialog.run_view
    view.which.setCurrentIndex(0)
    assert not view.open.isEnabled()
    view.view.selectRow(1)
    result = Path(dialog.form.form.target) / "b.png"
    with qtbot.waitSignal(dialog.open_requested) as opened:
        click(qtbot, view.open)
    assert opened.args == [result]
    place = view.view.visualRect(view.filter.index(1, 0)).center()
    qtbot.mouseClick(view.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(dialog.open_requested) as opened:
        qtbot.mouseDClick(view.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [result]
    view.view.selectRow(3)
    assert view.view.currentIndex().data() == "corrupt.jpg"
    assert not view.open.isEnabled()
    assert "corrupt.jpg" in view.detail.text()


class _Gate(MeanFill):
    """Lets photos through while the file of this name exists."""

    def __init__(self, gate: Path) -> None:
        self.gate = gate
        self.begun = 0

    def __call__(self) -> _Gate:
        return self

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        self.begun += 1
        while not self.gate.exists():
            progress.report(0.5)
        return super().fill(image, mask, options, progress)


def test_pause_resume_and_stop_after_the_photo_in_work(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    engine = _Gate(tmp_path / "gate")
    dialog = show(opener=engine)
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: states(dialog).get("a.png") is RowState.RUNNING)
    assert not dialog.form.isEnabled()
    click(qtbot, dialog.pause)
    engine.gate.touch()
    qtbot.waitUntil(lambda: states(dialog)["a.png"] is RowState.DONE)
    assert "1 of 4" in dialog.run_view.line.text()
    assert (engine.begun, dialog.is_running) == (1, True)
    engine.gate.unlink()
    click(qtbot, dialog.pause)
    qtbot.waitUntil(lambda: states(dialog)["b.png"] is RowState.RUNNING)
    click(qtbot, dialog.stop)
    engine.gate.touch()
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert states(dialog) == {
        "a.png": RowState.DONE,
        "b.png": RowState.DONE,
        "c.png": RowState.NOT_RUN,
        "corrupt.jpg": RowState.NOT_RUN,
        "lonely.png": RowState.NO_MASK,
    }
    assert "goes on where it stopped" in dialog.message.text


def test_cancel_ends_at_once_and_leaves_nothing_half_done(qtbot: QtBot, show: Show) -> None:
    dialog = show(opener=EndlessFill)
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: states(dialog).get("a.png") is RowState.RUNNING)
    click(qtbot, dialog.cancel)
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert states(dialog)["a.png"] is RowState.NOT_RUN
    assert not list(Path(dialog.form.form.target).glob("*.png"))
    assert dialog.start.isEnabled()


def test_a_new_dialog_offers_to_go_on(
    qtbot: QtBot, show: Show, state: State, tmp_path: Path
) -> None:
    engine = _Gate(tmp_path / "gate")
    dialog = show(opener=engine)
    dialog.form.name_pattern.setText("{stem}_clean")
    dialog.form.grow.setValue(6)
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: states(dialog).get("a.png") is RowState.RUNNING)
    click(qtbot, dialog.stop)
    engine.gate.touch()
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert states(dialog)["a.png"] is RowState.DONE
    dialog.shut_down()

    again = show(folder=tmp_path)
    qtbot.waitUntil(again.banner.isVisible)
    assert "1 of 4" in again.banner.text
    run_to_the_end(qtbot, again, again.banner.accept)
    assert again.form.form.name_pattern == "{stem}_clean"
    assert again.form.form.grow == 6
    assert states(again) == {**DONE, "a.png": RowState.UNCHANGED}
    again.shut_down()
    later = State.load()
    assert later.batch["unfinished"] is False
    third = show()
    assert not third.banner.isVisible()


def test_the_canvas_mask_is_used_and_kept(qtbot: QtBot, show: Show, folder: Path) -> None:
    mask = np.zeros((40, 48), np.uint8)
    mask[10:14, 20:26] = 255
    dialog = show(mask=mask)
    dialog.form.masks.setCurrentIndex(dialog.form.masks.findData("current"))
    dialog.form.fit.setCurrentIndex(dialog.form.fit.findData("scale"))
    run_to_the_end(qtbot, dialog, dialog.start)
    assert states(dialog)["lonely.png"] is RowState.DONE
    assert current_mask_file().is_file()
    without = show()
    assert without.form.masks.findData("current") == -1


def _cannot_open() -> InpaintEngine:
    raise EngineUnavailableError("The engine cannot start.", "Choose another one.")


def test_an_engine_that_cannot_open_is_one_early_error(qtbot: QtBot, show: Show) -> None:
    dialog = show(opener=_cannot_open)
    run_to_the_end(qtbot, dialog, dialog.start)
    assert dialog.message.text == "The engine cannot start. Choose another one."
    assert dialog.message.is_trouble
    assert not Path(dialog.form.form.target).exists()
    assert dialog.start.isEnabled()


def test_a_target_that_cannot_be_written_is_one_sentence(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    dialog = show()
    dialog.form.target.text = str(tmp_path / "file" / "inside")
    run_to_the_end(qtbot, dialog, dialog.start)
    assert "cannot be created" in dialog.message.text


def test_a_folder_that_is_gone_is_one_sentence(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    dialog = show()
    dialog.form.source.text = str(tmp_path / "nowhere")
    with qtbot.waitSignal(dialog.work.failed):
        click(qtbot, dialog.dry_run)
    assert "nowhere" in dialog.message.text
    assert dialog.dry_run.isEnabled()


def test_what_is_missing_is_said_before_anything_can_be_pressed(qtbot: QtBot, show: Show) -> None:
    dialog = show(folder=None)
    assert "folder with the photos" in dialog.message.text
    assert not dialog.start.isEnabled()
    assert not dialog.dry_run.isEnabled()


@pytest.mark.parametrize("answer", list(Leave))
def test_closing_while_it_runs_asks(qtbot: QtBot, show: Show, answer: Leave) -> None:
    dialog = show(opener=EndlessFill)
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: states(dialog).get("a.png") is RowState.RUNNING)
    asked: list[Leave] = []
    dialog.ask_leave = lambda _parent: asked.append(answer) or answer  # pyright: ignore
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [answer]
    assert dialog.isVisible() == (answer is Leave.STAY)
    if answer is Leave.STOP:
        qtbot.waitUntil(lambda: not dialog.is_running)
    else:
        assert dialog.is_running


@pytest.mark.parametrize(
    ("key", "expected"),
    [(Qt.Key.Key_Return, Leave.GO_ON), (Qt.Key.Key_Escape, Leave.STAY)],
)
def test_the_question_is_answered_by_keys(
    qtbot: QtBot, show: Show, key: Qt.Key, expected: Leave
) -> None:
    dialog = show()

    def press() -> None:
        box = dialog.findChild(QMessageBox)
        assert "still running" in box.text()
        qtbot.keyClick(box, key)

    QTimer.singleShot(0, press)
    assert ask_leave(dialog) is expected


def test_closing_remembers_what_was_filled_in(qtbot: QtBot, show: Show, state: State) -> None:
    dialog = show()
    dialog.form.feather.setValue(8)
    click(qtbot, dialog.close_)
    assert not dialog.isVisible()
    again = show()
    assert again.form.form.feather == 8
    assert not again.banner.isVisible()


def test_the_engine_is_the_one_of_the_settings_not_the_last_one(
    qtbot: QtBot, show: Show, state: State
) -> None:
    state.batch = {**BatchForm(engine="content-fill").as_json(), "unfinished": False}
    dialog = show(settings=Settings(engine="auto", device="cpu"))
    assert (dialog.form.form.engine, dialog.form.form.device) == ("auto", "cpu")
    dialog.set_settings(Settings(engine="content-fill"))
    assert (dialog.form.form.engine, dialog.form.form.device) == ("content-fill", "auto")


def test_nothing_is_remembered_in_private(qtbot: QtBot, show: Show, state: State) -> None:
    dialog = show(settings=Settings(private=True))
    run_to_the_end(qtbot, dialog, dialog.start)
    click(qtbot, dialog.close_)
    assert not state.batch


def test_an_offer_can_be_declined(qtbot: QtBot, show: Show, state: State, folder: Path) -> None:
    form = BatchForm(source=str(folder), target=str(folder.with_name("out")))
    state.batch = {**form.as_json(), "unfinished": True}
    dialog = show(folder=None)
    qtbot.waitUntil(dialog.banner.isVisible)
    click(qtbot, dialog.banner.decline)
    assert not dialog.banner.isVisible()
    assert state.batch["unfinished"] is False


def test_the_form_gives_back_what_it_was_given(qtbot: QtBot, show: Show) -> None:
    dialog = show(mask=np.zeros((4, 4), np.uint8))
    forms = [
        BatchForm(
            source="x",
            target="y",
            recursive=True,
            masks=masks,
            mask_folder="m",
            mask_file="n.png",
            fit="anchor",
            anchor="top",
            name_pattern="{stem}-",
            format="webp",
            quality=77,
            metadata="strip",
            force=True,
            effort="best",
            grow=1,
            feather=2,
            context=1.5,
        )
        for masks in ("beside", "folder", "one", "current", "alpha")
    ]
    for form in [*forms, BatchForm(source="x", target="y")]:
        dialog.form.form = form
        assert dialog.form.form == form


def test_only_fields_that_matter_are_shown(qtbot: QtBot, show: Show) -> None:
    form = show().form
    fields = (form.mask_folder, form.mask_file, form.fit, form.anchor)
    expected = {
        "beside": (False, False, True, False),
        "folder": (True, False, True, False),
        "one": (False, True, True, False),
        "alpha": (False, False, False, False),
    }
    for masks, shown in expected.items():
        form.masks.setCurrentIndex(form.masks.findData(masks))
        assert tuple(not field.isHidden() for field in fields) == shown
    form.masks.setCurrentIndex(0)
    form.fit.setCurrentIndex(form.fit.findData("anchor"))
    assert not form.anchor.isHidden()
    form.anchor.button("bottom-right").setFocus()
    for key, place in (
        (Qt.Key.Key_Up, "right"),
        (Qt.Key.Key_Left, "centre"),
        (Qt.Key.Key_Left, "left"),
        (Qt.Key.Key_Left, "left"),
    ):
        qtbot.keyClick(form.anchor.button(form.anchor.value), key)
        assert form.form.anchor == place


def test_the_example_follows_folder_pattern_and_format(qtbot: QtBot, show: Show) -> None:
    form = show().form
    qtbot.waitUntil(lambda: form.example.text() == "a.png becomes a.png")
    form.name_pattern.setText("{stem}_clean")
    form.format.setCurrentIndex(form.format.findData("webp"))
    assert form.example.text() == "a.png becomes a_clean.webp"
    form.name_pattern.setText("same")
    assert "call every result the same" in form.example.text()


def test_the_first_photo_is_shown_with_its_mask(qtbot: QtBot, show: Show, folder: Path) -> None:
    form = show().form
    qtbot.waitUntil(lambda: not form.preview.pixmap().isNull())
    assert form.preview.toolTip() == "a.png"
    write_mask(folder.parent / "other.png", size=(9, 9))
    form.masks.setCurrentIndex(form.masks.findData("one"))
    form.mask_file.text = str(folder.parent / "other.png")
    qtbot.waitUntil(lambda: "9 × 9" in form.preview.text())


def test_thousands_of_photos_stay_quick(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(2000):
        (many / f"{number:04}.png").touch()
    dialog = show(folder=many)
    with qtbot.waitSignal(dialog.work.planned, timeout=20_000):
        click(qtbot, dialog.dry_run)
    assert dialog.run_view.filter.rowCount() == 2000
    assert len(dialog.run_view.view.findChildren(QPushButton)) < 3


def test_the_engine_can_be_chosen_among_those_that_are_installed(
    qtbot: QtBot, show: Show, folder: Path
) -> None:
    shelf = shelf_of()
    dialog = show(engines=shelf)
    engine = dialog.form.engine
    assert [engine.itemData(index) for index in range(engine.count())] == ["auto", "content-fill"]
    shelf.networks = ("places2",)
    shelf.changed.emit()
    engine.setCurrentIndex(engine.findText("Moebius (places2)"))
    assert to_request(dialog.form.form).recipe.engine == "moebius:places2"
    dialog.set_settings(Settings(device="cpu"))
    assert dialog.form.form.engine == "moebius:places2"
    shelf.networks = ()
    shelf.changed.emit()
    assert engine.currentText() == "Moebius (places2) – not installed"


def test_an_engine_that_is_gone_is_a_sentence(qtbot: QtBot, show: Show) -> None:
    dialog = show(opener=None, settings=Settings(engine="moebius:ffhq"))
    click(qtbot, dialog.start)
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=20_000)
    assert dialog.message.is_trouble
    assert dialog.message.text.startswith("The weights “ffhq” are not on this computer.")
