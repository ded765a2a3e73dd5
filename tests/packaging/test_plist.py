"""What macOS reads about the program."""

from __future__ import annotations

import plistlib

import pytest

from moebius_build import plist
from moebius_core.formats.kinds import FileKind


def test_it_is_a_property_list_as_it_stands() -> None:
    entries = plist.info_plist("1.2.3")

    assert plistlib.loads(plistlib.dumps(entries)) == entries


@pytest.mark.parametrize(("version", "stamped"), [("1.2.3", "1.2.3"), ("2.0rc1", "2.0.0")])
def test_the_version_is_three_numbers(version: str, stamped: str) -> None:
    entries = plist.info_plist(version)

    assert entries["CFBundleShortVersionString"] == entries["CFBundleVersion"] == stamped


def test_it_offers_itself_for_every_kind_and_seizes_none() -> None:
    documents = plist.info_plist("0.1.0")["CFBundleDocumentTypes"]

    assert {each["LSHandlerRank"] for each in documents} == {"Alternate"}
    assert set(plist.CONTENT_TYPES) == set(FileKind)
    types = [name for each in documents for name in each["LSItemContentTypes"]]
    assert len(types) == len(set(types))
    assert {"public.jpeg", "public.heic", "public.camera-raw-image", "public.folder"} <= set(types)


def test_kinds_that_a_build_cannot_open_are_not_offered() -> None:
    documents = plist.info_plist("0.1.0", kinds=[FileKind.PNG])["CFBundleDocumentTypes"]

    assert [each["LSItemContentTypes"] for each in documents] == [["public.png"], ["public.folder"]]


def test_windows_are_sharp_and_follow_the_systems_appearance() -> None:
    entries = plist.info_plist("0.1.0")

    assert entries["NSHighResolutionCapable"] is True
    assert entries["NSRequiresAquaSystemAppearance"] is False
    assert entries["CFBundlePackageType"] == "APPL"


def test_each_folder_that_macos_guards_has_a_reason() -> None:
    reasons = {name for name in plist.info_plist("0.1.0") if name.endswith("UsageDescription")}

    assert reasons == {
        "NSDesktopFolderUsageDescription",
        "NSDocumentsFolderUsageDescription",
        "NSDownloadsFolderUsageDescription",
        "NSNetworkVolumesUsageDescription",
        "NSRemovableVolumesUsageDescription",
    }
