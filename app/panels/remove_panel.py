"""The side panel for the one thing the program is about: how to remove, and doing it. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.editing.engine_shelf import EngineShelf
from app.i18n import translate
from app.language.engine_names import engine_title
from app.panels.primary_button import PrimaryButton
from app.panels.setting_controls import Scale, SettingCheck, SettingChoice, SettingSlider
from app.settings import Settings, SettingsStore
from moebius_core.engines.names import AUTO, MOEBIUS

_FEATHER_PER_GROW = 0.75
_ENGINE_LETTERS = 12
"""A long name shows whole in the open list; it must not widen the panel."""


class RemovePanel(QWidget):
    """Remove button, quality, engine, edges, how far to look around."""

    def __init__(
        self,
        store: SettingsStore,
        engines: EngineShelf,
        *,
        remove: QAction,
        try_again: QAction,
        previous: QAction,
        following: QAction,
    ) -> None:
        super().__init__()
        self.setObjectName("remove-panel")
        self._store = store
        self.button = PrimaryButton(remove, translate("RemovePanel", "Remove"))
        self.again = _button(try_again, translate("RemovePanel", "Try again"))
        quality_name = translate("RemovePanel", "&Quality")
        self.quality = SettingChoice(
            store,
            "quality",
            quality_name.replace("&", ""),
            (
                ("draft", translate("RemovePanel", "Draft – quick")),
                ("balanced", translate("RemovePanel", "Balanced")),
                ("best", translate("RemovePanel", "Best – takes longer")),
            ),
        )
        self._engines = engines
        engine_name = translate("RemovePanel", "Engine")
        self.engine = SettingChoice(store, "engine", engine_name, ())
        self.engine.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.engine.setMinimumContentsLength(_ENGINE_LETTERS)
        self._engine_label = QLabel(engine_name)
        self.edges = SettingSlider(
            store,
            "grow",
            translate("RemovePanel", "Ed&ges"),
            Scale(0, 50, translate("RemovePanel", " px")),
            stacked=True,
            tip=translate(
                "RemovePanel",
                "How far beyond the mask to work, so that no rim of the object stays.",
            ),
        )
        self.context = SettingSlider(
            store,
            "context",
            translate("RemovePanel", "&Look further around"),
            Scale(0.25, 4, " ×", decimals=2, is_logarithmic=True),
            stacked=True,
            tip=translate(
                "RemovePanel",
                "How much of the surroundings is used; the frame on the photo shows it.",
            ),
        )
        self.after_stroke = SettingCheck(
            store,
            "remove_after_stroke",
            translate("RemovePanel", "Remove after each stro&ke"),
            tip=translate("RemovePanel", "No button needed: let go, and it is gone."),
        )
        variations = QHBoxLayout()
        variations.setSpacing(4)
        variations.addWidget(self.again, 1)
        for action in (previous, following):
            step = QToolButton()
            step.setDefaultAction(action)
            step.setAccessibleName(action.text().replace("&", ""))
            step.setMinimumSize(QSize(28, 28))
            variations.addWidget(step)
        grid = QGridLayout()
        for row, (name, choice) in enumerate(
            ((QLabel(quality_name), self.quality), (self._engine_label, self.engine))
        ):
            name.setBuddy(choice)
            grid.addWidget(name, row, 0)
            grid.addWidget(choice, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(10)
        column.addWidget(self.button)
        column.addLayout(variations)
        column.addLayout(grid)
        column.addWidget(self.edges)
        column.addWidget(self.context)
        column.addWidget(self.after_stroke)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.edges.edited.connect(self._soften)
        self._offer_engines()
        store.changed.connect(self._offer_engines)
        engines.changed.connect(self._offer_engines)
        self.destroyed.connect(lambda: store.changed.disconnect(self._offer_engines))
        self.destroyed.connect(lambda: engines.changed.disconnect(self._offer_engines))

    def _offer_engines(self, _settings: Settings | None = None) -> None:
        """Where content fill is all there is, there is nothing to choose."""
        chosen = self._store.value.engine
        choices = dict(self._engines.choices("engine", chosen)) | {AUTO: engine_title(AUTO)}
        self.engine.set_choices(tuple(choices.items()))
        is_choice = bool(self._engines.networks) or chosen.startswith(MOEBIUS)
        for widget in (self._engine_label, self.engine):
            widget.setVisible(is_choice)

    def _soften(self, grow: float) -> None:
        """One slider for the edge: a wider one is softer too."""
        self._store.set("feather", round(grow * _FEATHER_PER_GROW))


def _button(action: QAction, text: str) -> QToolButton:
    """A wide button for an action, with a shorter text than the menu's."""
    button = QToolButton()
    action.setIconText(text)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setMinimumHeight(28)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
