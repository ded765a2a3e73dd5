"""What helps to find a fault, as text to copy; in English, for whoever reads the report.

The person's home folder and user name are taken out. Nothing is imported for its version.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.support.licences import version_of
from moebius_core.extras import is_bundled

_PACKAGES = (
    "PySide6-Essentials",
    "shiboken6",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "platformdirs",
    "pillow-heif",
    "rawpy",
    "onnxruntime",
    "onnxruntime-directml",
    "onnxruntime-gpu",
    "torch",
)
_LOG_LINES = 60


@dataclass(frozen=True)
class Section:
    """A heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Diagnostics:
    """Everything the About window copies."""

    version: str
    """Of Moebius."""
    sections: tuple[Section, ...]

    def text(self) -> str:
        """The report, plain text."""
        blocks = [
            "\n".join([section.title, *(f"  {line}" for line in section.lines or ("none",))])
            for section in self.sections
        ]
        return "\n\n".join(blocks) + "\n"


def gather(
    *,
    settings: Mapping[str, object],
    screens: Sequence[str] = (),
    engine: Sequence[str] = (),
    log: Sequence[str] = (),
) -> Diagnostics:
    """Collect the report.

    Args:
        settings: What differs from the defaults (`SettingsStore.differing()`).
        screens: One line a screen (`app.dialogs.about.screen_lines()`).
        engine: What runs and what was rejected, one line each.
        log: Lines of the log; the last 60 are used.
    """
    import moebius_core

    found = [f"{name} {version}" for name in _PACKAGES if (version := version_of(name))]
    changed = [f"{key} = {_shown(value)}" for key, value in settings.items()]
    sections = (
        Section(f"Moebius {moebius_core.__version__}", (_python(), *found)),
        Section("System", (*_system(), *screens)),
        Section("Engines", (*_engines(), *engine)),
        Section("Settings that differ from the default", tuple(changed)),
        Section("Log", tuple(log[-_LOG_LINES:])),
    )
    clean = tuple(Section(s.title, tuple(map(anonymised, s.lines))) for s in sections)
    return Diagnostics(moebius_core.__version__, clean)


def anonymised(text: str, *, home: Path | None = None, user: str | None = None) -> str:
    """The text with the home folder as "~" and the user's name as "(user)".

    Args:
        text: Anything.
        home: The home folder; None: this person's.
        user: The login name; None: this person's.
    """
    folder = str(home if home is not None else _home())
    name = user if user is not None else _user()
    for spelling in (folder, folder.replace("\\", "/"), folder.replace("\\", "\\\\")):
        if len(spelling) > 1:
            text = re.sub(re.escape(spelling) + r"(?![\w.-])", "~", text, flags=re.IGNORECASE)
    if len(name) > 1:
        whole = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
        text = re.sub(whole, "(user)", text, flags=re.IGNORECASE)
    return text


def _python() -> str:
    how = ", bundled" if is_bundled() else ""
    return f"Python {platform.python_version()} ({platform.python_implementation()}{how})"


def _system() -> list[str]:
    lines = [platform.platform(), f"{platform.machine()}, {os.cpu_count() or 1} cores"]
    with contextlib.suppress(OSError, KeyError):  # only Linux has it
        lines.append(platform.freedesktop_os_release()["PRETTY_NAME"])
    session = os.environ.get("XDG_SESSION_TYPE")
    return [*lines, f"session: {session}"] if session else lines


def _engines() -> list[str]:
    """What there is to compute with; cards are not asked for, which would import torch."""
    from moebius_core.engines.names import installed_networks
    from moebius_core.engines.processor import this_processor

    networks = ", ".join(installed_networks()) or "none"
    return [f"processor: {this_processor()}", f"installed networks: {networks}"]


def _shown(value: object) -> str:
    return str(dict(value)) if isinstance(value, Mapping) else repr(value)


def _home() -> Path | str:
    try:
        return Path.home()
    except RuntimeError:
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
