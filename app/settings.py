"""What a person has set: an immutable value, and the store that reads, checks and writes it."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from app.events import Event
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.setting_rows import PAGES, ROWS, Choice, Kind, Page, Row, SettingValue, Shortcuts
from app.toml_text import toml_text
from moebius_core.errors import BadInputError, MoebiusError

__all__ = [
    "PAGES",
    "ROWS",
    "ROW_OF",
    "Choice",
    "Kind",
    "Page",
    "Row",
    "SettingValue",
    "Settings",
    "SettingsStore",
    "Shortcuts",
]

_LOG = logging.getLogger(__name__)
_HEAD = "# Settings of Moebius. Only what differs from the default; comments are not kept.\n"

ROW_OF: Mapping[str, Row] = MappingProxyType({row.key: row for row in ROWS})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings with their defaults; what each means stands in `ROWS`."""

    language: str = "system"
    theme: str = "system"
    reduce_motion: bool = False
    recent_count: int = 10
    private: bool = False

    tool: str = "brush"
    brush_size: float = 80.0
    brush_hardness: float = 1.0
    pressure_to_size: bool = False
    fill_loops: bool = True
    wand_tolerance: int = 24
    wand_contiguous: bool = True

    engine: str = "auto"
    device: str = "auto"
    offer_weights: bool = True
    quality: str = "balanced"
    grow: int = 4
    feather: int = 3
    context: float = 1.0
    remove_after_stroke: bool = False
    carry_mask: bool = False

    overlay_colour: str = "#ff2d55"
    overlay_opacity: float = 0.45
    overlay_pattern: str = "hatch"
    wheel_zooms: bool = False
    pixel_grid: bool = True
    tab_hides_panels: bool = False
    hold_tab_compares: bool = False

    metadata: str = "keep"
    save_quality: int = 0
    """0: as the source."""
    confirm_overwrite: bool = True
    undo_budget_mb: int = 1024
    journal: bool = True

    shortcuts: Shortcuts = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Action id -> portable key texts, only of the actions that were changed."""


DEFAULTS = Settings()


def default_of(key: str) -> SettingValue:
    """The default value of one setting."""
    return cast(SettingValue, getattr(DEFAULTS, key))


@dataclass(frozen=True)
class _Note:
    """A sentence kept in English, since the language is only known after reading the settings."""

    text: str
    parts: Mapping[str, object]

    def __str__(self) -> str:
        return translate("SettingsStore", self.text).format_map(self.parts)


class SettingsStore:
    """The settings in force; every change is checked, announced and written to the file.

    Other running instances are respected: a write reads the file again and touches only the keys
    that were changed here. Keys this version does not know stay in the file.
    """

    def __init__(
        self,
        value: Settings = DEFAULTS,
        path: Path | None = None,
        *,
        schedule: Callable[[Callable[[], None]], object] | None = None,
    ) -> None:
        """Args:
        value: What is set at the start.
        path: The file; None keeps everything in memory.
        schedule: Takes `flush` to call it soon, so that a dragged slider writes once;
            None writes at each change.
        """
        self._value = value
        self._path = path
        self._schedule = schedule
        self._unwritten: set[str] = set()
        self._notes: list[_Note] = []
        self._unwritable_told = False
        self.changed: Event[[Settings]] = Event()
        self.noted: Event[[str]] = Event()
        """A note that arose after loading: the file cannot be written, for instance."""

    @classmethod
    def load(
        cls,
        path: Path | None = None,
        *,
        schedule: Callable[[Callable[[], None]], object] | None = None,
    ) -> SettingsStore:
        """Read the settings from `path`, by default `places.settings_file()`.

        Never raises: what cannot be used falls back to its default and is told in `notes`; a file
        that is no TOML is renamed to `settings.toml.broken`.
        """
        if path is None:
            from app.places import settings_file

            path = settings_file()
        store = cls(DEFAULTS, path, schedule=schedule)
        try:
            document = store._read(path)
        except OSError as error:
            _LOG.warning("settings not read: %s", error)
            store._note(_UNREADABLE, path=path)
            document = {}
        store._value = store._understood(document)
        return store

    @property
    def value(self) -> Settings:
        return self._value

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the person on what was found while reading and writing, translated."""
        return tuple(str(note) for note in self._notes)

    def set(self, key: str, value: object) -> None:
        """Change one setting.

        Raises:
            BadInputError: there is no such setting, or the value is not allowed; nothing changes.
        """
        self.set_all({key: value})

    def set_all(self, values: Mapping[str, object]) -> None:
        """Change several settings with one announcement and one write; all or none.

        Raises:
            BadInputError: as for `set`.
        """
        changes: dict[str, SettingValue] = {}
        for key, value in values.items():
            row = ROW_OF.get(key)
            checked = row.checked(value) if row else None
            if checked is None:
                raise BadInputError(f"The setting {key} cannot be {value!r}.")
            if checked != getattr(self._value, key):
                changes[key] = checked
        if not changes:
            return
        self._value = _with(self._value, changes)
        self._unwritten |= changes.keys()
        self.changed.emit(self._value)
        if self._schedule is None:
            self.flush()
        else:
            self._schedule(self.flush)

    def reset(self, key: str) -> None:
        """Set one setting back to its default."""
        self.set(key, default_of(key))

    def reset_all(self) -> None:
        """Set everything back to the defaults."""
        self.set_all({row.key: default_of(row.key) for row in ROWS})

    def differing(self) -> dict[str, SettingValue]:
        """What differs from the defaults, in the order of the table."""
        pairs = ((row.key, getattr(self._value, row.key)) for row in ROWS)
        return {key: value for key, value in pairs if value != default_of(key)}

    def flush(self) -> None:
        """Write what was changed since the last time; a failure is noted once, never raised."""
        if self._path is None or not self._unwritten:
            return
        from moebius_core.system import write_atomically

        try:
            document = self._read(self._path)
            for key, value in self._to_write(document).items():
                document.pop(key, None)
                if value != default_of(key):
                    document[key] = value
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, [(_HEAD + toml_text(document)).encode()])
        except (OSError, MoebiusError) as error:
            _LOG.warning("settings not written: %s", error)
            if not self._unwritable_told:
                self._unwritable_told = True
                self._note(_UNWRITABLE, path=self._path)
            return
        self._unwritten.clear()
        self._unwritable_told = False

    def _to_write(self, document: Mapping[str, object]) -> dict[str, SettingValue]:
        keys = self._unwritten if document else ROW_OF.keys()  # a file that is gone is made anew
        return {key: getattr(self._value, key) for key in ROW_OF if key in keys}

    def _read(self, path: Path) -> dict[str, Any]:
        """The file's content, empty where there is none; a damaged file is set aside.

        Raises:
            OSError: the file may be there but cannot be read.
        """
        try:
            return tomllib.loads(path.read_bytes().decode())
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError) as error:
            _LOG.warning("settings file is damaged: %s", error)
            self._set_aside(path)
        return {}

    def _set_aside(self, path: Path) -> None:
        broken = path.with_name(path.name + ".broken")
        try:
            path.replace(broken)
        except OSError:
            self._note(_DAMAGED, path=path)
        else:
            self._note(_SET_ASIDE, path=broken)

    def _understood(self, document: Mapping[str, object]) -> Settings:
        good: dict[str, SettingValue] = {}
        for key, value in document.items():
            row = ROW_OF.get(key)
            if row is None:
                self._note(_UNKNOWN, key=key)
                continue
            checked = row.checked(value)
            if checked is None:
                self._note(_BAD_VALUE, key=key, value=value)
            else:
                good[key] = checked
        return _with(DEFAULTS, good)

    def _note(self, text: str, **parts: object) -> None:
        note = _Note(text, parts)
        self._notes.append(note)
        self.noted.emit(str(note))


def _with(settings: Settings, changes: Mapping[str, SettingValue]) -> Settings:
    frozen = {
        key: MappingProxyType(dict(value)) if isinstance(value, Mapping) else value
        for key, value in changes.items()
    }
    return replace(settings, **cast(Any, frozen))


_UNWRITABLE = QT_TRANSLATE_NOOP(
    "SettingsStore",
    "The settings cannot be written to “{path}”; changes hold until Moebius is closed.",
)
_UNREADABLE = QT_TRANSLATE_NOOP(
    "SettingsStore", "The settings in “{path}” cannot be read; the defaults are used."
)
_DAMAGED = QT_TRANSLATE_NOOP(
    "SettingsStore", "The settings in “{path}” are damaged; the defaults are used."
)
_SET_ASIDE = QT_TRANSLATE_NOOP(
    "SettingsStore",
    "The settings file was damaged and is now called “{path}”; the defaults are used.",
)
_UNKNOWN = QT_TRANSLATE_NOOP(
    "SettingsStore", "The setting “{key}” is unknown to this version and is left as it is."
)
_BAD_VALUE = QT_TRANSLATE_NOOP(
    "SettingsStore", "The setting “{key}” cannot be “{value}”; its default is used."
)
