"""The side panel for the one thing the program is about: how to remove, and doing it. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import translate
from app.panels.primary_button import PrimaryButton
from app.panels.setting_controls import Scale, SettingCheck, SettingChoice, SettingSlider
from app.settings import SettingsStore

_FEATHER_PER_GROW = 0.75


class RemovePanel(QWidget):
    """Remove button, quality, edges, how far to look around."""

    def __init__(
        self,
        store: SettingsStore,
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
        label = QLabel(quality_name)
        label.setBuddy(self.quality)
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
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.quality, 0, 1)
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
