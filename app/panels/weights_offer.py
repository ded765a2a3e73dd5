"""The start page's quiet offer of the Moebius network, as long as it is not there. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from app.editing.engine_shelf import EngineShelf
from app.i18n import translate
from app.language.error_texts import translated_part
from app.looks.icons import icon
from app.settings import Settings, SettingsStore

OFFERED = "places2"
"""Id of the weights that serve most photos."""

_ICON_PX = 24
_TARGET_PX = 28


class WeightsOffer(QFrame):
    """Hidden until it is known that no network is installed, and once the person has answered."""

    wanted = Signal()
    """“Download…” was pressed."""

    def __init__(self, store: SettingsStore, engines: EngineShelf) -> None:
        super().__init__()
        self.setObjectName("weights-offer")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._store = store
        self._engines = engines
        self._is_put_off = False
        sign = QLabel()
        sign.setPixmap(icon("download").pixmap(QSize(_ICON_PX, _ICON_PX)))
        self._text = QLabel(wordWrap=True)
        self.download = _button(translate("WeightsOffer", "&Download…"))
        self.later = _button(translate("WeightsOffer", "&Later"))
        self.never = _button(translate("WeightsOffer", "D&on't offer again"))
        self.download.clicked.connect(self.wanted)
        self.later.clicked.connect(self._put_off)
        self.never.clicked.connect(self._decline)
        buttons = QHBoxLayout()
        for each in (self.download, self.later, self.never):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(self._text)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._follow()
        store.changed.connect(self._follow)
        engines.changed.connect(self._follow)
        self.destroyed.connect(lambda: store.changed.disconnect(self._follow))
        self.destroyed.connect(lambda: engines.changed.disconnect(self._follow))

    @property
    def text(self) -> str:
        return self._text.text()

    def _follow(self, _settings: Settings | None = None) -> None:
        is_missing = self._engines.networks == ()
        is_open = is_missing and self._store.value.offer_weights and not self._is_put_off
        if is_open and not self.text:
            self._text.setText(_offer_text())
        self.setVisible(is_open)

    def _put_off(self) -> None:
        self._is_put_off = True
        self._follow()

    def _decline(self) -> None:
        self._store.set("offer_weights", False)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setMinimumHeight(_TARGET_PX)
    button.setAutoDefault(False)
    return button


def _offer_text() -> str:
    from moebius_core.weights.registry import known_sets

    published = known_sets()
    needed = (OFFERED, *published[OFFERED].requires)
    size = sum(published[name].bytes for name in needed) / 1e9
    return translate(
        "WeightsOffer",
        "Get the Moebius network (about {size}) for better removals, above all of large things.",
    ).format(size=translated_part(f"{size:.1f} GB"))
