"""`moebius remove`, from files, boxes, transparency and streams to files and streams."""

from __future__ import annotations

import io
import json
import signal
import sys
import threading
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from moebius_core.arrays import Image, Mask
from moebius_core.cli import main, remove
from moebius_core.engines import selection
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress
from tests.core.cli.conftest import Run, Terminal
from tests.fakes import (
    EndlessFill,
    MeanFill,
    StandingStill,
    read_pixels,
    write_cutout,
    write_mask,
    write_photo,
)


class Recording(MeanFill):
    """Keeps what it was asked for."""

    def __init__(self) -> None:
        self.options: InpaintOptions | None = None
        self.asked: tuple[str, selection.Device] | None = None
        self.precision = ""
        self.notes: tuple[str, ...] = ()
        self.holes: list[Mask] = []
        self.was_closed = False

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        self.options = options
        self.holes.append(mask)
        return super().fill(image, mask, options, progress)

    def close(self) -> None:
        self.was_closed = True


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Recording:
    recording = Recording()

    def opened(
        name: str, device: selection.Device, *, precision: str, progress: Progress
    ) -> selection.Opened:
        recording.asked = name, device
        recording.precision = precision
        progress.report(1.0)
        return selection.Opened(recording)

    monkeypatch.setattr(selection, "open_engine", opened)
    return recording


def listing(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_removes_beside_the_photo_with_the_real_engine(photo: Path, mask: Path) -> None:
    before = read_pixels(photo)
    assert main(["remove", str(photo), "--mask", str(mask), "--quality", "draft"]) == 0
    after = read_pixels(photo.with_name("beach_removed.png"))
    changed = (before != after).any(axis=2)
    assert changed[16:21, 20:26].any()
    outside = np.ones_like(changed)
    outside[16 - 8 : 21 + 8, 20 - 8 : 26 + 8] = False  # grow 4 + feather 3 + 1
    assert not changed[outside].any()


def test_without_o_the_photo_keeps_its_kind(tmp_path: Path, engine: Recording) -> None:
    photo, mask = write_photo(tmp_path / "a.jpg"), write_mask(tmp_path / "m.png")
    assert main(["remove", str(photo), "--mask", str(mask)]) == 0
    with PIL.Image.open(tmp_path / "a_removed.jpg") as saved:
        assert saved.format == "JPEG"
    assert engine.was_closed


@pytest.mark.parametrize(
    ("output", "made"),
    [("clean.webp", "clean.webp"), ("clean", "clean.png"), ("sub", "sub/beach_removed.png")],
)
def test_o_names_a_file_or_a_folder(
    output: str, made: str, photo: Path, mask: Path, tmp_path: Path, engine: Recording
) -> None:
    (tmp_path / "sub").mkdir()
    assert main(["remove", str(photo), "--mask", str(mask), "-o", str(tmp_path / output)]) == 0
    assert (tmp_path / made).is_file()


def test_says_where_it_saved(
    photo: Path, mask: Path, engine: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["remove", str(photo), "--mask", str(mask)])
    streams = capsys.readouterr()
    assert str(photo.with_name("beach_removed.png")) in streams.out
    assert streams.err == ""  # no bar: this is no terminal


def test_options_reach_the_engine(photo: Path, mask: Path, engine: Recording) -> None:
    given = "--seed 7 --grow 2 --feather 1 --context 0.5 --quality best --no-colour-match"
    flags = [*given.split(), "--engine", "content-fill", "--device", "cpu"]
    assert main(["remove", str(photo), "--mask", str(mask), *flags]) == 0
    options = engine.options
    assert options is not None
    assert (options.seed, options.grow, options.feather) == (7, 2, 1)
    assert (options.context, options.quality.value, options.colour_match) == (0.5, "best", False)
    assert engine.asked == ("content-fill", selection.Device.CPU)
    assert engine.precision == "auto"
    assert (options.steps, options.guidance, options.strength) == (None, None, None)


def test_what_is_set_of_the_network_reaches_it(photo: Path, mask: Path, engine: Recording) -> None:
    flags = "--steps 12 --guidance 2.5 --strength 0.8 --precision fp32 --device directml"
    assert main(["remove", str(photo), "--mask", str(mask), *flags.split()]) == 0
    options = engine.options
    assert options is not None
    assert (options.steps, options.guidance, options.strength) == (12, 2.5, 0.8)
    assert engine.precision == "fp32"
    assert engine.asked == ("auto", selection.Device.DIRECTML)


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--steps", "0"], "--steps: “0” is not a whole number of 1 or more"),
        (["--steps", "1001"], "steps must be 1 to 1000"),
        (["--guidance", "30"], "guidance must be 0 to 20"),
        (["--strength", "0"], "strength must be above 0"),
        (["--engine", "moebius:plces2"], "Did you mean moebius:places2"),
        (["--engine", "magic"], "There is no engine “magic”"),
    ],
)
def test_settings_that_cannot_be_are_a_wrong_command(
    flags: list[str], told: str, photo: Path, mask: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["remove", str(photo), "--mask", str(mask), *flags]) == 2
    assert told in capsys.readouterr().err


def test_weights_that_are_not_installed_come_with_the_command_to_get_them(
    photo: Path,
    mask: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "weights"))
    before = listing(tmp_path)
    command = ["remove", str(photo), "--mask", str(mask), "--engine", "moebius:places2"]
    assert main(command) == 1
    assert "moebius weights download places2" in capsys.readouterr().err
    assert listing(tmp_path) == before


def test_what_failed_on_the_way_is_told_as_a_note(
    photo: Path, mask: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = Recording()
    engine.notes = ("CUDA in bf16 was given up for CPU: The card was lost.",)
    failed = selection.Rejection("CUDA with torch", "The driver is too old.", is_failure=True)
    missing = selection.Rejection("DirectML", "only on Windows")
    opened = selection.Opened(engine, (failed, missing))
    monkeypatch.setattr(selection, "open_engine", lambda *_, **__: opened)

    assert main(["remove", str(photo), "--mask", str(mask)]) == 0

    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Note: ")]
    assert notes == [
        "Note: CUDA with torch failed, so it was not used: The driver is too old.",
        "Note: CUDA in bf16 was given up for CPU: The card was lost.",
    ]


def test_the_bar_shows_on_a_terminal_only(
    photo: Path, mask: Path, monkeypatch: pytest.MonkeyPatch, engine: Recording
) -> None:
    command = ["remove", str(photo), "--mask", str(mask), "--force"]
    monkeypatch.delenv("TERM", raising=False)
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr(sys, "stderr", stream)
        assert main(command) == 0
        drawn = stream.getvalue()
        assert ("%" in drawn) is stream.isatty()
        assert drawn.endswith("\r" if stream.isatty() else "")
        assert engine.was_closed


@pytest.mark.parametrize("mode", ["LA", "RGBA", "I;16", "L"])
def test_alpha_depth_and_everything_outside_survive_in_the_file(
    mode: str, tmp_path: Path, engine: Recording
) -> None:
    """Transparent pixels are no source: the hole is next to them and gets none of their colour."""
    channels = {"LA": 2, "RGBA": 4}.get(mode, 1)
    kind = np.uint16 if mode == "I;16" else np.uint8
    pixels = np.random.default_rng(3).integers(60, 120, (40, 48, channels)).astype(kind)
    if channels > 1:
        pixels[:20, :, -1] = 0
        pixels[:20, :, :-1] = 255
        pixels[20:, :, -1] = 200
    source = pixels if channels > 1 else pixels[..., 0]
    photo, result = tmp_path / "a.png", tmp_path / "b.png"
    PIL.Image.fromarray(source).save(photo)
    flags = ["--box", "20,24,6,5", "--grow", "1", "--feather", "1", "--no-colour-match"]
    assert main(["remove", str(photo), *flags, "-o", str(result)]) == 0
    with PIL.Image.open(result) as picture:
        assert picture.mode == mode
        after = np.asarray(picture).reshape(pixels.shape)
    outside = np.ones((40, 48), bool)
    outside[22:31, 18:28] = False
    assert (after == pixels)[outside].all()
    hole = after[24:29, 20:26]
    assert (hole != pixels[24:29, 20:26]).any()
    if channels > 1:
        assert (hole[..., -1] == 200).all()
        assert (hole[..., :-1] < 120).all()
    assert engine.was_closed


@pytest.mark.parametrize(
    "flags",
    [
        ["--grow", "501"],
        ["--grow", "-1"],
        ["--feather", "x"],
        ["--context", "9"],
        ["--seed", "1.5"],
        ["--save-quality", "0"],
        ["--jpeg-quality", "101"],
        ["--max-megapixels", "-1"],
        ["--fit", "anchor=nowhere"],
        ["--engine", "magic"],
        ["--metadata", "some"],
        ["--box", "1,2,3"],
        ["--box", "1,2,0,4"],
    ],
    ids=" ".join,
)
def test_wrong_values_are_exit_code_2_and_write_nothing(
    flags: list[str], photo: Path, mask: Path, engine: Recording, tmp_path: Path
) -> None:
    before = listing(tmp_path)
    assert main(["remove", str(photo), "--mask", str(mask), *flags]) == 2
    assert listing(tmp_path) == before


def test_boxes_and_mask_add_up(photo: Path, mask: Path, engine: Recording) -> None:
    flags = ["--grow", "0", "--feather", "0", "--json"]
    boxes = ["--box", "2,3,4,5", "--box", "40,30,4,4"]
    before = read_pixels(photo)
    assert main(["remove", str(photo), "--mask", str(mask), *boxes, *flags]) == 0
    changed = (before != read_pixels(photo.with_name("beach_removed.png"))).any(axis=2)
    expected = np.zeros_like(changed)
    for left, top, width, height in [(20, 16, 6, 5), (2, 3, 4, 5), (40, 30, 4, 4)]:
        expected[top : top + height, left : left + width] = True
    assert not changed[~expected].any()
    assert changed[expected].mean() > 0.9  # a noisy pixel may equal the mean by chance


def test_a_box_outside_the_photo_is_bad_input(photo: Path, engine: Recording) -> None:
    assert main(["remove", str(photo), "--box", "500,0,4,4"]) == 3


def test_transparency_as_the_mask_gives_an_opaque_photo(tmp_path: Path, engine: Recording) -> None:
    cutout = write_cutout(tmp_path / "cutout.png")
    assert main(["remove", str(cutout), "--mask-from-alpha"]) == 0
    with PIL.Image.open(tmp_path / "cutout_removed.png") as saved:
        assert saved.mode == "RGB"
    assert (engine.holes[0] > 0).sum() >= 6 * 5


def test_no_transparency_to_take_is_bad_input(
    photo: Path, engine: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["remove", str(photo), "--mask-from-alpha"]) == 3
    assert "no transparent" in capsys.readouterr().err


def test_an_empty_mask_saves_the_photo_and_says_so(
    photo: Path, tmp_path: Path, engine: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    mask = write_mask(tmp_path / "m.png", box=(0, 0, 0, 0))
    assert main(["remove", str(photo), "--mask", str(mask)]) == 0
    assert (read_pixels(photo) == read_pixels(photo.with_name("beach_removed.png"))).all()
    assert "empty" in capsys.readouterr().err


def test_fit_rules(photo: Path, tmp_path: Path, engine: Recording) -> None:
    half = str(write_mask(tmp_path / "half.png", size=(24, 20), box=(18, 14, 4, 4)))
    common = ["remove", str(photo), "--mask", half, "--grow", "0", "--feather", "0", "--force"]
    assert main(common) == 3
    before = read_pixels(photo)

    def changed(rule: str) -> tuple[int, int, int, int]:
        assert main([*common, "--fit", rule]) == 0
        different = (before != read_pixels(photo.with_name("beach_removed.png"))).any(axis=2)
        ys, xs = np.nonzero(different)
        return int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max())

    assert changed("anchor=bottom-right") == (42, 34, 45, 37)
    assert changed("anchor=top-left") == (18, 14, 21, 17)
    left, top, right, bottom = changed("scale")
    assert abs(left - 36) <= 1
    assert abs(top - 28) <= 1
    assert abs(right - 43) <= 1
    assert abs(bottom - 35) <= 1


def test_nothing_to_remove_is_a_usage_error(
    photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["remove", str(photo)]) == 2
    assert "--mask MASK" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x.dng", "x.gif", "x.docx"])
def test_a_kind_that_is_not_written_is_refused_before_any_work(
    name: str, photo: Path, mask: Path, tmp_path: Path, engine: Recording
) -> None:
    command = ["remove", str(photo), "--mask", str(mask), "-o", str(tmp_path / name)]
    assert main(command) == 2
    assert not engine.holes


def test_a_format_that_contradicts_the_name_is_refused(
    photo: Path, mask: Path, tmp_path: Path, engine: Recording
) -> None:
    command = ["remove", str(photo), "--mask", str(mask), "--format", "png", "-o"]
    assert main([*command, str(tmp_path / "a.jpg")]) == 2
    assert main([*command, str(tmp_path / "a.png")]) == 0
    assert main(command[:-1]) == 0
    assert (tmp_path / "beach_removed.png").exists()


def test_an_existing_file_is_replaced_only_with_force(
    photo: Path,
    mask: Path,
    tmp_path: Path,
    engine: Recording,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "mine.png"
    target.write_bytes(b"mine")
    command = ["remove", str(photo), "--mask", str(mask), "-o", str(target)]
    assert main(command) == 2
    assert target.read_bytes() == b"mine"
    assert "--force" in capsys.readouterr().err
    assert not engine.holes  # refused before any work
    assert main([*command, "--force"]) == 0
    assert target.read_bytes() != b"mine"


def test_the_photo_itself_is_replaced_only_with_force(
    photo: Path, mask: Path, engine: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    before = photo.read_bytes()
    command = ["remove", str(photo), "--mask", str(mask), "-o", str(photo)]
    assert main(command) == 2
    assert "the photo itself" in capsys.readouterr().err
    assert photo.read_bytes() == before
    assert main([*command, "--force"]) == 0
    assert photo.read_bytes() != before


def test_the_default_name_is_not_replaced_either(
    photo: Path, mask: Path, engine: Recording
) -> None:
    command = ["remove", str(photo), "--mask", str(mask)]
    assert main(command) == 0
    assert main(command) == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("gone.jpg", None, 3), ("empty.jpg", b"", 3), ("text.jpg", b"not a picture at all", 3)],
)
def test_photos_that_are_none(
    name: str,
    content: bytes | None,
    code: int,
    mask: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = listing(tmp_path)
    assert main(["remove", str(tmp_path / name), "--mask", str(mask)]) == code
    told = capsys.readouterr().err
    assert name in told
    assert "Traceback" not in told
    assert listing(tmp_path) == before


def test_a_missing_folder_for_the_result_is_told_before_any_work(
    photo: Path, mask: Path, tmp_path: Path, engine: Recording
) -> None:
    target = tmp_path / "nowhere" / "out.png"
    assert main(["remove", str(photo), "--mask", str(mask), "-o", str(target)]) == 3
    assert main(["remove", str(photo), "--mask", str(mask), "-o", f"{tmp_path}/new/"]) == 3
    assert not engine.holes


def test_the_megapixel_limit_and_its_switch(photo: Path, mask: Path, engine: Recording) -> None:
    command = ["remove", str(photo), "--mask", str(mask), "--max-megapixels"]
    assert main([*command, "0.001"]) == 3
    assert main([*command, "0"]) == 0


def test_json_keys_are_those_that_the_help_documents(
    photo: Path, mask: Path, engine: Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["remove", str(photo), "--mask", str(mask), "--json", "--seed", "5"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.keys() == {
        *("photo", "mask", "output", "format", "size_bytes", "size", "engine", "device"),
        *("precision", "seed", "metadata", "mask_pixels", "edit_zone_pixels", "changed_pixels"),
        *("seconds", "notes"),
    }
    assert main(["remove", "--help"]) == 0
    told = capsys.readouterr().out.split("--json prints")[1]
    assert all(key in told for key in found)
    saved = photo.with_name("beach_removed.png")
    assert found["size"] == {"width": 48, "height": 40}
    assert (found["output"], found["size_bytes"]) == (str(saved), saved.stat().st_size)
    assert found["mask_pixels"] == 30
    changed = (read_pixels(photo) != read_pixels(saved)).any(axis=2).sum()
    assert found["changed_pixels"] == changed > 0
    assert 30 < found["edit_zone_pixels"] <= (6 + 14) * (5 + 14)
    assert (found["seed"], found["engine"], found["metadata"]) == (5, "mean", "keep")


def test_metadata_policy_and_quality_reach_the_file(
    mask: Path, tmp_path: Path, engine: Recording
) -> None:
    photo = tmp_path / "a.jpg"
    exif = PIL.Image.Exif()
    exif[0x010E] = "a day at the sea"
    PIL.Image.fromarray(read_pixels(write_photo(tmp_path / "b.png"))).save(photo, exif=exif)
    sizes = []
    for flags in (["--metadata", "keep"], ["--metadata", "strip", "--save-quality", "20"]):
        target = tmp_path / f"out{len(sizes)}.jpg"
        command = ["remove", str(photo), "--mask", str(mask), "-o", str(target)]
        assert main([*command, *flags]) == 0
        with PIL.Image.open(target) as saved:
            assert (saved.getexif().get(0x010E) is not None) == (flags[1] == "keep")
        sizes.append(target.stat().st_size)
    assert sizes[1] < sizes[0]


def test_streams_in_and_out_carry_the_same_bytes_as_files(
    photo: Path, mask: Path, moebius: Run, tmp_path: Path
) -> None:
    common = ("--mask", mask, "--quality", "draft")
    assert moebius("remove", photo, *common, "-o", "file.png").returncode == 0
    ran = moebius("remove", "-", *common, "-o", "-", stdin=photo.read_bytes())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout == (tmp_path / "file.png").read_bytes()
    unnamed = moebius("remove", "-", *common, stdin=photo.read_bytes())
    assert unnamed.stdout == ran.stdout


def test_the_mask_as_a_stream_and_another_format_out(photo: Path, mask: Path, moebius: Run) -> None:
    ran = moebius(
        *("remove", photo, "--mask", "-", "-o", "-", "--format", "webp", "--quality", "draft"),
        stdin=mask.read_bytes(),
    )
    assert ran.returncode == 0
    assert PIL.Image.open(io.BytesIO(ran.stdout)).format == "WEBP"


@pytest.mark.parametrize(
    "arguments",
    [["-", "--mask", "-"], ["-", "--box", "1,1,2,2", "--json"], ["-", "--box", "1,1,2,2", "-o"]],
)
def test_streams_that_cannot_be_both(arguments: list[str], moebius: Run) -> None:
    assert moebius("remove", *arguments).returncode == 2


def test_an_empty_stream_is_bad_input(moebius: Run) -> None:
    ran = moebius("remove", "-", "--box", "1,1,2,2")
    assert ran.returncode == 3
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_cancels_and_leaves_nothing(
    number: signal.Signals,
    photo: Path,
    mask: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Interrupted(EndlessFill):
        def fill(
            self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress
        ) -> Image:
            signal.raise_signal(number)
            return super().fill(image, mask, options, progress)

    monkeypatch.setattr(selection, "open_engine", lambda *_, **__: selection.Opened(Interrupted()))
    before, handler = listing(tmp_path), signal.getsignal(signal.SIGINT)
    assert main(["remove", str(photo), "--mask", str(mask)]) == 130
    assert listing(tmp_path) == before
    assert signal.getsignal(signal.SIGINT) is handler
    assert "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize("at", ["encode", "guided", "decode"])
def test_ctrl_c_stops_a_graph_call_that_runs(
    at: str, photo: Path, mask: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The main thread is inside the call and runs no handlers: another one got the signal."""
    backend = StandingStill(at)
    engine = DiffusionEngine("moebius:fake", backend)
    monkeypatch.setattr(selection, "open_engine", lambda *_, **__: selection.Opened(engine))
    before, wakeup = listing(tmp_path), signal.set_wakeup_fd(-1)

    def press() -> None:
        assert backend.began.wait(20)
        signal.raise_signal(signal.SIGINT)

    other = threading.Thread(target=press)
    other.start()
    code = main(["remove", str(photo), "--mask", str(mask)])
    other.join()

    assert code == 130
    assert backend.calls[-1] == at
    assert backend.is_closed
    assert listing(tmp_path) == before
    assert signal.set_wakeup_fd(wakeup) == -1
    assert not [each for each in threading.enumerate() if each.name == "interrupts"]


def test_a_second_ctrl_c_does_not_wait_for_the_engine(
    photo: Path, mask: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf(MeanFill):
        def fill(
            self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress
        ) -> Image:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            raise AssertionError("the second signal interrupts at once")

    monkeypatch.setattr(selection, "open_engine", lambda *_, **__: selection.Opened(Deaf()))
    before = listing(tmp_path)
    assert main(["remove", str(photo), "--mask", str(mask)]) == 130
    assert listing(tmp_path) == before


def test_a_box_may_begin_outside_the_photo(photo: Path, tmp_path: Path) -> None:
    result = tmp_path / "result.png"
    assert main(["remove", str(photo), "--box", "-4,-3,9,8", "-o", str(result), "--grow", "0"]) == 0
    changed = (read_pixels(photo) != read_pixels(result)).any(axis=2)
    assert changed[:5, :5].any()
    assert not changed[12:, :].any()
    assert not changed[:, 12:].any()


def test_box_text() -> None:
    assert remove.box("1,2,3,4") == (1, 2, 4, 6)
    assert remove.box(" 1, 2, 3, 4 ") == (1, 2, 4, 6)
    assert remove.box("-5,2,10,4") == (-5, 2, 5, 6)
