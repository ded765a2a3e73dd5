"""The menu entry and the software centre's description."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.application import desktop_name
from app.start.words import NEW_WINDOW
from moebius_build.desktop import (
    DESKTOP_FILE,
    METAINFO_FILE,
    MIME_TYPES,
    desktop_entry,
    kinds_opened_by,
    metainfo,
)
from moebius_build.identity import APP_ID
from moebius_core.formats.kinds import READABLE, FileKind
from tests.packaging.linux_programs import EPOCH, make_program

_SHARED_TYPES = Path("/usr/share/mime/packages/freedesktop.org.xml")
_NEWER_TYPES = {"image/apng", "image/heic"}
"""Of releases since 2.3; elsewhere they are aliases or unknown, which does no harm."""


def entry_of(text: str, group: str = "Desktop Entry") -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return parser[group]


def test_every_kind_of_photo_has_a_type() -> None:
    assert set(MIME_TYPES) == set(READABLE)


def test_the_entry_hands_files_over_and_is_the_windows_own() -> None:
    entry = entry_of(desktop_entry(list(FileKind)))

    assert entry["Exec"] == "moebius %F"
    assert f"{desktop_name({})}.desktop" == DESKTOP_FILE
    assert desktop_name({"FLATPAK_ID": APP_ID}) == APP_ID
    assert "image/x-canon-cr3" in entry["MimeType"].split(";")
    assert "inode/directory" not in entry["MimeType"]
    for key in ("GenericName", "Comment", "Keywords"):
        assert len({entry[key], entry[f"{key}[de]"], entry[f"{key}[zh_CN]"]}) == 3


def test_a_second_window_is_one_of_its_actions() -> None:
    text = desktop_entry(list(FileKind))

    assert entry_of(text)["Actions"] == "new-window;"
    assert entry_of(text, "Desktop Action new-window")["Exec"] == f"moebius {NEW_WINDOW}"


def test_only_kinds_that_this_build_opens_are_offered(tmp_path: Path) -> None:
    kinds = kinds_opened_by(make_program(tmp_path, opens_raw=False))

    assert FileKind.HEIC in kinds
    assert FileKind.RAW not in kinds
    assert "x-canon" not in desktop_entry(kinds)
    assert "x-canon" not in metainfo(kinds, "1.2.3", EPOCH)


def test_the_description_tells_version_and_date() -> None:
    root = ET.fromstring(metainfo([FileKind.PNG], "1.2.3", EPOCH))

    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2023-11-14"}
    assert root.findtext("launchable") == DESKTOP_FILE
    assert f"{root.findtext('id')}.metainfo.xml" == METAINFO_FILE
    texts = root.findall("description/p") + root.findall("description/ul/li")
    languages = [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in texts]
    assert languages == [None, "de", "zh-CN"] * (len(texts) // 3)


@pytest.mark.skipif(not _SHARED_TYPES.exists(), reason="needs shared-mime-info")
def test_types_are_called_as_the_desktop_calls_them() -> None:
    known = {
        each.get("type")
        for each in ET.parse(_SHARED_TYPES).iter()
        if each.tag.endswith("mime-type")
    }

    wanted = {name for names in MIME_TYPES.values() for name in names}
    assert wanted - known <= _NEWER_TYPES


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils"
)
def test_the_entry_is_valid(tmp_path: Path) -> None:
    path = tmp_path / DESKTOP_FILE
    path.write_text(desktop_entry(list(FileKind)), encoding="utf-8")

    checked = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="needs appstream")
def test_the_description_is_valid(tmp_path: Path) -> None:
    path = tmp_path / METAINFO_FILE
    path.write_text(metainfo(list(FileKind), "1.2.3", EPOCH), encoding="utf-8")

    words = ["appstreamcli", "validate", "--no-net", "--no-color", path]
    checked = subprocess.run(words, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
