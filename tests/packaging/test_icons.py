"""The program's icon for Windows and macOS, read back by Pillow."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from moebius_build import icons


@pytest.fixture(scope="module")
def ico(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return icons.write_ico(tmp_path_factory.mktemp("icons") / "moebius.ico")


@pytest.fixture(scope="module")
def icns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return icons.write_icns(tmp_path_factory.mktemp("icons") / "moebius.icns")


def test_windows_finds_every_size_it_shows(ico: Path) -> None:
    with Image.open(ico) as read:
        assert {(size, size) for size in icons.ICO_SIZES} == read.info["sizes"]


@pytest.mark.parametrize("size", icons.ICO_SIZES)
def test_each_size_is_the_drawing_itself(ico: Path, size: int) -> None:
    with Image.open(ico) as read:
        read.size = (size, size)  # chooses the picture inside
        assert read.convert("RGBA").tobytes() == icons.picture(size).tobytes()


def test_only_the_largest_is_packed_as_png(ico: Path) -> None:
    content = ico.read_bytes()
    assert content.count(b"\x89PNG") == 1
    assert content[6 + 16 * (len(icons.ICO_SIZES) - 1)] == 0  # 256 is written as 0


def test_macos_finds_its_sizes_with_a_margin(icns: Path) -> None:
    with Image.open(icns) as read:
        widths = {width * scale for width, _, scale in read.info["sizes"]}
        assert widths == set(icons.ICNS_SIZES)
        read.size = (512, 512)
        read.load(scale=2)
        whole = read.convert("RGBA")
    assert whole.size == (1024, 1024)
    left, top, right, bottom = whole.getchannel("A").point(lambda a: 255 * (a > 127)).getbbox()
    assert (left, top, right, bottom) == pytest.approx((100, 100, 924, 924), abs=1)


def test_the_same_drawing_gives_the_same_bytes(ico: Path, icns: Path, tmp_path: Path) -> None:
    assert icons.write_ico(tmp_path / "again.ico").read_bytes() == ico.read_bytes()
    assert icons.write_icns(tmp_path / "again.icns").read_bytes() == icns.read_bytes()


def test_a_png_has_the_size_asked_for_and_a_clear_corner() -> None:
    with Image.open(io.BytesIO(icons.png(48))) as read:
        assert (read.format, read.size, read.mode) == ("PNG", (48, 48), "RGBA")
        assert read.getpixel((0, 0))[3] == 0


def test_the_builds_own_tools_draw_where_the_python_that_packs_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    added: list[str] = []
    monkeypatch.setattr("site.addsitedir", added.append)
    icons.find_drawing_tools(tmp_path)
    assert added == []

    monkeypatch.setattr(icons, "find_spec", lambda name: None)
    icons.find_drawing_tools(tmp_path)

    (folder,) = map(Path, added)
    assert folder.name == "site-packages"
    assert tmp_path in folder.parents
