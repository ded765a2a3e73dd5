"""The table of settings: what each is called, what it may be, and where preferences show it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from app.i18n import QT_TRANSLATE_NOOP

Shortcuts = Mapping[str, tuple[str, ...]]
SettingValue = bool | int | float | str | Shortcuts

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MOST_KEYS = 8


class Kind(Enum):
    """What a setting holds, and with it the control that shows it."""

    SWITCH = auto()
    CHOICE = auto()
    WHOLE = auto()
    DECIMAL = auto()
    COLOUR = auto()
    """Text like "#ff2d55"."""
    KEYS = auto()
    """Action id -> portable key texts; only for `shortcuts`."""


class Choice(NamedTuple):
    """One value of a CHOICE and its name, to be translated in the context "Settings"."""

    value: str
    label: str


class Page(NamedTuple):
    """One page of the preferences; the label's context is "Settings"."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One setting. `label`, `help`, `unit` and the choices' labels have the context "Settings"."""

    key: str
    """Name of the field in `Settings` and in the file."""
    kind: Kind
    page: str
    """Id of the page."""
    label: str
    help: str
    choices: tuple[Choice, ...] = ()
    more: str = ""
    """Pattern of values that are allowed beside the choices: whether they are of use is seen when
    they are used."""
    minimum: float = 0
    maximum: float = 0
    step: float = 1
    unit: str = ""
    factor: float = 1
    """The number shown is the value times this: 100 for percent."""
    zero_label: str = ""
    """Shown instead of the number 0."""

    def checked(self, value: object) -> SettingValue | None:
        """The value in the setting's own type; None when it is not allowed."""
        return _CHECKS[self.kind](self, value)


def _switch(_row: Row, value: object) -> SettingValue | None:
    return value if isinstance(value, bool) else None


def _choice(row: Row, value: object) -> SettingValue | None:
    if not isinstance(value, str):
        return None
    is_known = any(choice.value == value for choice in row.choices)
    return value if is_known or (row.more and re.fullmatch(row.more, value)) else None


def _whole(row: Row, value: object) -> SettingValue | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if row.minimum <= value <= row.maximum else None


def _decimal(row: Row, value: object) -> SettingValue | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    inside = row.minimum <= value <= row.maximum and not math.isnan(value)
    return float(value) if inside else None


def _colour(_row: Row, value: object) -> SettingValue | None:
    fits = isinstance(value, str) and _COLOUR.fullmatch(value) is not None
    return value.lower() if fits and isinstance(value, str) else None


def _keys(_row: Row, value: object) -> SettingValue | None:
    if not isinstance(value, Mapping):
        return None
    found: dict[str, tuple[str, ...]] = {}
    for action, keys in value.items():
        if not isinstance(action, str) or not isinstance(keys, list | tuple):
            return None
        texts = [key for key in keys if isinstance(key, str) and key.strip()]
        if len(texts) != len(keys) or len(texts) > _MOST_KEYS:
            return None
        found[action] = tuple(texts)
    return found


_CHECKS = {
    Kind.SWITCH: _switch,
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.COLOUR: _colour,
    Kind.KEYS: _keys,
}


PAGES = (
    Page("general", QT_TRANSLATE_NOOP("Settings", "General")),
    Page("tools", QT_TRANSLATE_NOOP("Settings", "Tools")),
    Page("removing", QT_TRANSLATE_NOOP("Settings", "Removing")),
    Page("view", QT_TRANSLATE_NOOP("Settings", "View")),
    Page("files", QT_TRANSLATE_NOOP("Settings", "Files and safety")),
    Page("shortcuts", QT_TRANSLATE_NOOP("Settings", "Shortcuts")),
)


def _row_switch(page: str, key: str, label: str, help: str) -> Row:  # noqa: A002 - the field's name
    return Row(key=key, kind=Kind.SWITCH, page=page, label=label, help=help)


ROWS: tuple[Row, ...] = (
    Row(
        key="language",
        kind=Kind.CHOICE,
        page="general",
        label=QT_TRANSLATE_NOOP("Settings", "Language"),
        help=QT_TRANSLATE_NOOP("Settings", "Takes effect when Moebius is started again."),
        choices=(
            Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            Choice("en", "English"),
            Choice("de", "Deutsch"),
            Choice("zh_CN", "简体中文"),
        ),
    ),
    Row(
        key="theme",
        kind=Kind.CHOICE,
        page="general",
        label=QT_TRANSLATE_NOOP("Settings", "Appearance"),
        help=QT_TRANSLATE_NOOP("Settings", "The photo's surround stays a neutral grey in each."),
        choices=(
            Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            Choice("light", QT_TRANSLATE_NOOP("Settings", "Light")),
            Choice("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
        ),
    ),
    _row_switch(
        "general",
        "reduce_motion",
        QT_TRANSLATE_NOOP("Settings", "Reduce motion"),
        QT_TRANSLATE_NOOP("Settings", "Nothing moves or fades by itself."),
    ),
    Row(
        key="recent_count",
        kind=Kind.WHOLE,
        page="general",
        label=QT_TRANSLATE_NOOP("Settings", "Recent photos"),
        help=QT_TRANSLATE_NOOP("Settings", "How many the File menu lists."),
        maximum=50,
        zero_label=QT_TRANSLATE_NOOP("Settings", "none"),
    ),
    _row_switch(
        "general",
        "private",
        QT_TRANSLATE_NOOP("Settings", "Private mode"),
        QT_TRANSLATE_NOOP("Settings", "Opened photos and folders are not remembered."),
    ),
    Row(
        key="tool",
        kind=Kind.CHOICE,
        page="tools",
        label=QT_TRANSLATE_NOOP("Settings", "Tool at the start"),
        help=QT_TRANSLATE_NOOP("Settings", "The tool in hand when a photo is opened first."),
        choices=(
            Choice("brush", QT_TRANSLATE_NOOP("Settings", "Brush")),
            Choice("eraser", QT_TRANSLATE_NOOP("Settings", "Eraser")),
            Choice("restore", QT_TRANSLATE_NOOP("Settings", "Restore brush")),
            Choice("lasso", QT_TRANSLATE_NOOP("Settings", "Lasso")),
            Choice("polygon", QT_TRANSLATE_NOOP("Settings", "Polygon lasso")),
            Choice("rectangle", QT_TRANSLATE_NOOP("Settings", "Rectangle")),
            Choice("ellipse", QT_TRANSLATE_NOOP("Settings", "Ellipse")),
            Choice("object", QT_TRANSLATE_NOOP("Settings", "Object selection")),
            Choice("wand", QT_TRANSLATE_NOOP("Settings", "Magic wand")),
            Choice("hand", QT_TRANSLATE_NOOP("Settings", "Hand")),
        ),
    ),
    Row(
        key="brush_size",
        kind=Kind.DECIMAL,
        page="tools",
        label=QT_TRANSLATE_NOOP("Settings", "Brush size"),
        help=QT_TRANSLATE_NOOP("Settings", "Diameter in pixels of the photo."),
        minimum=1,
        maximum=5000,
        unit=QT_TRANSLATE_NOOP("Settings", "px"),
    ),
    Row(
        key="brush_hardness",
        kind=Kind.DECIMAL,
        page="tools",
        label=QT_TRANSLATE_NOOP("Settings", "Brush hardness"),
        help=QT_TRANSLATE_NOOP("Settings", "100 % has a hard edge, 0 % fades from the centre."),
        maximum=1,
        step=0.05,
        unit=QT_TRANSLATE_NOOP("Settings", "%"),
        factor=100,
    ),
    _row_switch(
        "tools",
        "pressure_to_size",
        QT_TRANSLATE_NOOP("Settings", "Pen pressure sets the brush size"),
        QT_TRANSLATE_NOOP("Settings", "For graphics tablets."),
    ),
    _row_switch(
        "tools",
        "fill_loops",
        QT_TRANSLATE_NOOP("Settings", "Fill closed loops"),
        QT_TRANSLATE_NOOP("Settings", "Circle an object with the brush: the inside is masked too."),
    ),
    Row(
        key="wand_tolerance",
        kind=Kind.WHOLE,
        page="tools",
        label=QT_TRANSLATE_NOOP("Settings", "Magic wand tolerance"),
        help=QT_TRANSLATE_NOOP("Settings", "How far a colour may differ and still be taken."),
        maximum=255,
    ),
    _row_switch(
        "tools",
        "wand_contiguous",
        QT_TRANSLATE_NOOP("Settings", "Magic wand takes only connected areas"),
        QT_TRANSLATE_NOOP("Settings", "Off: the colour is taken everywhere in the photo."),
    ),
    Row(
        key="engine",
        kind=Kind.CHOICE,
        page="removing",
        label=QT_TRANSLATE_NOOP("Settings", "Engine"),
        help=QT_TRANSLATE_NOOP("Settings", "What invents the picture where something is removed."),
        choices=(
            Choice("auto", QT_TRANSLATE_NOOP("Settings", "Automatic (the best that runs here)")),
            Choice("content-fill", QT_TRANSLATE_NOOP("Settings", "Content fill")),
            Choice("moebius", QT_TRANSLATE_NOOP("Settings", "Moebius (automatic)")),
        ),
        more=r"moebius:[a-z0-9][a-z0-9._-]{0,63}",
    ),
    Row(
        key="device",
        kind=Kind.CHOICE,
        page="removing",
        label=QT_TRANSLATE_NOOP("Settings", "Device"),
        help=QT_TRANSLATE_NOOP("Settings", "Where the engine computes."),
        choices=(
            Choice("auto", QT_TRANSLATE_NOOP("Settings", "Automatic")),
            Choice("cpu", QT_TRANSLATE_NOOP("Settings", "Processor (CPU)")),
            Choice("cuda", QT_TRANSLATE_NOOP("Settings", "Graphics card (CUDA)")),
            Choice("directml", QT_TRANSLATE_NOOP("Settings", "Graphics card (DirectML)")),
            Choice("coreml", QT_TRANSLATE_NOOP("Settings", "Apple chip (CoreML)")),
            Choice("mps", QT_TRANSLATE_NOOP("Settings", "Apple graphics (MPS)")),
        ),
    ),
    _row_switch(
        "removing",
        "offer_weights",
        QT_TRANSLATE_NOOP("Settings", "Offer the Moebius network"),
        QT_TRANSLATE_NOOP("Settings", "On the start page, as long as it is not installed."),
    ),
    Row(
        key="quality",
        kind=Kind.CHOICE,
        page="removing",
        label=QT_TRANSLATE_NOOP("Settings", "Quality"),
        help=QT_TRANSLATE_NOOP("Settings", "Draft is faster, Best takes longer."),
        choices=(
            Choice("draft", QT_TRANSLATE_NOOP("Settings", "Draft")),
            Choice("balanced", QT_TRANSLATE_NOOP("Settings", "Balanced")),
            Choice("best", QT_TRANSLATE_NOOP("Settings", "Best")),
        ),
    ),
    Row(
        key="grow",
        kind=Kind.WHOLE,
        page="removing",
        label=QT_TRANSLATE_NOOP("Settings", "Widen the mask's edges"),
        help=QT_TRANSLATE_NOOP("Settings", "So that no rim of the object stays."),
        maximum=500,
        unit=QT_TRANSLATE_NOOP("Settings", "px"),
    ),
    Row(
        key="feather",
        kind=Kind.WHOLE,
        page="removing",
        label=QT_TRANSLATE_NOOP("Settings", "Soft edge"),
        help=QT_TRANSLATE_NOOP("Settings", "Width in which fill and photo blend."),
        maximum=500,
        unit=QT_TRANSLATE_NOOP("Settings", "px"),
    ),
    Row(
        key="context",
        kind=Kind.DECIMAL,
        page="removing",
        label=QT_TRANSLATE_NOOP("Settings", "Look further around"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "How far around the mask the engine looks; 1 is its usual distance."
        ),
        minimum=0.25,
        maximum=4,
        step=0.25,
        unit=QT_TRANSLATE_NOOP("Settings", "×"),
    ),
    _row_switch(
        "removing",
        "remove_after_stroke",
        QT_TRANSLATE_NOOP("Settings", "Remove after each stroke"),
        QT_TRANSLATE_NOOP("Settings", "Without pressing Enter."),
    ),
    _row_switch(
        "removing",
        "carry_mask",
        QT_TRANSLATE_NOOP("Settings", "Carry the mask to the next photo"),
        QT_TRANSLATE_NOOP("Settings", "For a series with the same spot in each photo."),
    ),
    Row(
        key="overlay_colour",
        kind=Kind.COLOUR,
        page="view",
        label=QT_TRANSLATE_NOOP("Settings", "Mask colour"),
        help=QT_TRANSLATE_NOOP("Settings", "Choose one that the photo does not have."),
    ),
    Row(
        key="overlay_opacity",
        kind=Kind.DECIMAL,
        page="view",
        label=QT_TRANSLATE_NOOP("Settings", "Mask opacity"),
        help=QT_TRANSLATE_NOOP("Settings", "0 % is invisible, 100 % hides the photo below."),
        maximum=1,
        step=0.05,
        unit=QT_TRANSLATE_NOOP("Settings", "%"),
        factor=100,
    ),
    Row(
        key="overlay_pattern",
        kind=Kind.CHOICE,
        page="view",
        label=QT_TRANSLATE_NOOP("Settings", "Mask pattern"),
        help=QT_TRANSLATE_NOOP("Settings", "Shows the mask where its colour does not stand out."),
        choices=(
            Choice("hatch", QT_TRANSLATE_NOOP("Settings", "Hatching")),
            Choice("dots", QT_TRANSLATE_NOOP("Settings", "Dots")),
            Choice("none", QT_TRANSLATE_NOOP("Settings", "Colour only")),
        ),
    ),
    _row_switch(
        "view",
        "wheel_zooms",
        QT_TRANSLATE_NOOP("Settings", "Mouse wheel zooms"),
        QT_TRANSLATE_NOOP("Settings", "Off: the wheel scrolls, with Ctrl it zooms."),
    ),
    _row_switch(
        "view",
        "pixel_grid",
        QT_TRANSLATE_NOOP("Settings", "Pixel grid"),
        QT_TRANSLATE_NOOP("Settings", "From 800 % on."),
    ),
    _row_switch(
        "view",
        "tab_hides_panels",
        QT_TRANSLATE_NOOP("Settings", "Tab hides the panels"),
        QT_TRANSLATE_NOOP("Settings", "While the photo has the keyboard; Shift+Tab leaves it."),
    ),
    _row_switch(
        "view",
        "hold_tab_compares",
        QT_TRANSLATE_NOOP("Settings", "Holding Tab shows the original"),
        QT_TRANSLATE_NOOP("Settings", "As the backslash key does."),
    ),
    Row(
        key="metadata",
        kind=Kind.CHOICE,
        page="files",
        label=QT_TRANSLATE_NOOP("Settings", "Metadata"),
        help=QT_TRANSLATE_NOOP(
            "Settings", "What a saved photo tells about camera, time and place."
        ),
        choices=(
            Choice("keep", QT_TRANSLATE_NOOP("Settings", "Keep all")),
            Choice("no-location", QT_TRANSLATE_NOOP("Settings", "Without location")),
            Choice("strip", QT_TRANSLATE_NOOP("Settings", "Remove all")),
        ),
    ),
    Row(
        key="save_quality",
        kind=Kind.WHOLE,
        page="files",
        label=QT_TRANSLATE_NOOP("Settings", "Quality of saved photos"),
        help=QT_TRANSLATE_NOOP("Settings", "For JPEG, WebP, AVIF and HEIC."),
        maximum=100,
        zero_label=QT_TRANSLATE_NOOP("Settings", "as the source"),
    ),
    _row_switch(
        "files",
        "confirm_overwrite",
        QT_TRANSLATE_NOOP("Settings", "Ask before the original is overwritten"),
        QT_TRANSLATE_NOOP("Settings", "Is switched off once you have confirmed it."),
    ),
    Row(
        key="undo_budget_mb",
        kind=Kind.WHOLE,
        page="files",
        label=QT_TRANSLATE_NOOP("Settings", "Memory for undo"),
        help=QT_TRANSLATE_NOOP("Settings", "Older steps move to the disk; none are lost."),
        minimum=64,
        maximum=65536,
        step=64,
        unit=QT_TRANSLATE_NOOP("Settings", "MB"),
    ),
    _row_switch(
        "files",
        "journal",
        QT_TRANSLATE_NOOP("Settings", "Restore edits after a crash"),
        QT_TRANSLATE_NOOP("Settings", "Edits are also kept on the disk until the photo is saved."),
    ),
    Row(
        key="shortcuts",
        kind=Kind.KEYS,
        page="shortcuts",
        label=QT_TRANSLATE_NOOP("Settings", "Shortcuts"),
        help=QT_TRANSLATE_NOOP("Settings", "Keys of menu items and tools."),
    ),
)
