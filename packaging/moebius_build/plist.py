"""What macOS reads about the program: Info.plist, with the kinds of photo it opens.

https://developer.apple.com/documentation/bundleresources/information-property-list
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from moebius_build.identity import APP_ID
from moebius_build.version import version_numbers
from moebius_core.formats.kinds import FileKind

APP_NAME = "Moebius"
APP_FOLDER = f"{APP_NAME}.app"
MINIMUM_SYSTEM = "14.0"
"""Older systems have no wheels of onnxruntime (arm64) or OpenCV (x86-64)."""

CONTENT_TYPES: dict[FileKind, tuple[str, ...]] = {
    FileKind.JPEG: ("public.jpeg",),
    FileKind.PNG: ("public.png",),
    FileKind.TIFF: ("public.tiff",),
    FileKind.WEBP: ("org.webmproject.webp",),
    FileKind.BMP: ("com.microsoft.bmp",),
    FileKind.GIF: ("com.compuserve.gif",),
    FileKind.AVIF: ("public.avif",),
    FileKind.HEIC: ("public.heic", "public.heif"),
    FileKind.RAW: ("public.camera-raw-image",),
}
"""As the system declares them; every maker's raw format conforms to the last one.

https://developer.apple.com/documentation/uniformtypeidentifiers/system-declared-uniform-type-identifiers
"""

_FOLDER_REASON = "Moebius opens photos there and saves them where you say."
_GUARDED_FOLDERS = ("Desktop", "Documents", "Downloads", "NetworkVolumes", "RemovableVolumes")


def info_plist(version: str, kinds: Collection[FileKind] = tuple(FileKind)) -> dict[str, Any]:
    """The entries of Info.plist, for PyInstaller's BUNDLE.

    The program offers itself for photos and never becomes what opens them by default
    (LSHandlerRank is Alternate). Files arrive as events, which the application turns into paths.

    Args:
        version: The project's; macOS takes three numbers of it.
        kinds: What this build can open.
    """
    numbers = ".".join(str(number) for number in version_numbers(version)[:3])
    reasons = {f"NS{name}UsageDescription": _FOLDER_REASON for name in _folder_keys()}
    return {
        "CFBundleName": APP_NAME,
        "CFBundleDisplayName": APP_NAME,
        "CFBundleIdentifier": APP_ID,
        "CFBundleShortVersionString": numbers,
        "CFBundleVersion": numbers,
        "CFBundlePackageType": "APPL",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "de", "zh-Hans"],
        "CFBundleAllowMixedLocalizations": True,
        "CFBundleDocumentTypes": [*_documents(kinds), _folders()],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": MINIMUM_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Moebius contributors. Apache License 2.0.",
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,  # dark windows where the system is dark
        "NSSupportsAutomaticGraphicsSwitching": True,
        **reasons,
    }


def _documents(kinds: Collection[FileKind]) -> list[dict[str, Any]]:
    return [
        {
            "CFBundleTypeName": f"{kind.value} photo",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": list(types),
        }
        for kind, types in CONTENT_TYPES.items()
        if kind in kinds
    ]


def _folders() -> dict[str, Any]:
    """A folder dropped on the icon opens as a filmstrip."""
    return {
        "CFBundleTypeName": "Folder of photos",
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": ["public.folder"],
    }


def _folder_keys() -> list[str]:
    """The names under which the system asks the person before a program may look there."""
    return [n if n.endswith("Volumes") else f"{n}Folder" for n in _GUARDED_FOLDERS]
