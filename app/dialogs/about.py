"""About: version, licences, the sample photos' authors, and diagnostics to copy. [Qt]"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.text_size import TallLines, fixed_font, resize_for_text
from app.i18n import translate
from app.support.diagnostics import Diagnostics
from app.support.licences import Component, components, own_licence, samples

_ICON_PX = 64
_TOLD_MS = 2500


def screen_lines() -> list[str]:
    """One line a screen for the diagnostics: size in device-independent pixels, and scale."""
    lines = [f"Qt platform: {QGuiApplication.platformName()}"]
    for screen in QGuiApplication.screens():
        size, depth = screen.size(), screen.depth()
        lines.append(
            f"screen: {size.width()} × {size.height()}, scale {screen.devicePixelRatio():g}, "
            f"{screen.logicalDotsPerInch():.0f} dpi, {depth} bit"
        )
    return lines


class AboutDialog(QDialog):
    """Opens no address unless its link is clicked.

    Args:
        open_log: Shows the folder of the log.
    """

    def __init__(
        self, parent: QWidget | None, diagnostics: Diagnostics, open_log: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._open_log = open_log
        self.setWindowTitle(translate("About", "About Moebius"))
        resize_for_text(self, columns=110, lines=38)
        self._diagnostics = diagnostics
        self.tabs = QTabWidget()
        self.tabs.addTab(_about_page(diagnostics.version), translate("About", "About"))
        self.licences = _LicencesPage()
        self.tabs.addTab(self.licences, translate("About", "Licences"))
        self.tabs.addTab(_samples_page(), translate("About", "Sample photos"))
        self.tabs.addTab(self._diagnostics_page(), translate("About", "Diagnostics"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)

    def _diagnostics_page(self) -> QWidget:
        page = QWidget()
        told = QLabel(
            translate(
                "About",
                "For a report of a fault. Your name and your home folder are left out; "
                "read it before you pass it on.",
            )
        )
        told.setWordWrap(True)
        self.report = _plain_text(translate("About", "Diagnostics"))
        self.report.setPlainText(self._diagnostics.text())
        told.setBuddy(self.report)
        self.copy_button = QPushButton(translate("About", "&Copy diagnostics"))
        self.copy_button.clicked.connect(self._copy)
        self._copied = QLabel(translate("About", "Copied."))
        self._copied.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._copied.hide)
        self.log_button = QPushButton(translate("About", "Open the &log folder"))
        self.log_button.clicked.connect(lambda: self._open_log())
        below = QHBoxLayout()
        below.addWidget(self.copy_button)
        below.addWidget(self._copied)
        below.addStretch(1)
        below.addWidget(self.log_button)
        layout = QVBoxLayout(page)
        layout.addWidget(told)
        layout.addWidget(self.report, 1)
        layout.addLayout(below)
        return page

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnostics.text())
        self._copied.show()
        self._timer.start(_TOLD_MS)


class _LicencesPage(QWidget):
    """Moebius and its parts; each one's text is read when it is selected."""

    def __init__(self) -> None:
        super().__init__()
        self.components: tuple[Component, ...] = components()
        told = QLabel(
            translate("About", "Moebius is made with the following; each keeps its own licence.")
        )
        told.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("About", "Licences"))
        self.list.setItemDelegate(TallLines(self.list))
        self.list.addItem("Moebius")
        self.list.addItems([part.name for part in self.components])
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 32)
        self.facts = _linked_label()
        self.text = _plain_text(translate("About", "Text of the licence"))
        self.list.currentRowChanged.connect(self._show)
        right = QVBoxLayout()
        right.addWidget(self.facts)
        right.addWidget(self.text, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addLayout(middle, 1)
        self.list.setCurrentRow(0)

    def _show(self, index: int) -> None:
        if index <= 0:
            self.facts.setText("<b>Moebius</b> · Apache-2.0")
            self.text.setPlainText(own_licence())
            return
        part = self.components[index - 1]
        self.facts.setText(
            f"<b>{escape(part.name)}</b> {escape(part.version)} · {escape(part.licence)}<br>"
            f'<a href="{escape(part.url)}">{escape(part.url)}</a>'
        )
        missing = translate("About", "No text came with this part; see its address above.")
        self.text.setPlainText(part.text() or missing)


def _about_page(version: str) -> QWidget:
    page = QWidget()
    picture = QLabel()
    icon = QGuiApplication.windowIcon()
    picture.setPixmap(icon.pixmap(_ICON_PX, _ICON_PX))
    picture.setVisible(not icon.isNull())
    name = QLabel(translate("About", "Moebius {version}").format(version=version))
    font = name.font()
    font.setPointSizeF(name.fontInfo().pointSizeF() * 1.6)
    font.setBold(True)
    name.setFont(font)
    told = QLabel(
        translate(
            "About",
            "Paint over what should not be in a photo, and it is gone: full resolution, "
            "on your own computer.",
        )
        + "\n\n"
        + translate("About", "Your photos never leave it. Moebius uses no network unless you ask.")
        + "\n\n"
        + translate("About", "Free software under the Apache licence, version 2.0.")
    )
    told.setWordWrap(True)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.addWidget(picture)
    layout.addWidget(name)
    layout.addWidget(told)
    layout.addStretch(1)
    return page


def _samples_page() -> QWidget:
    browser = QTextBrowser()
    browser.setOpenExternalLinks(True)
    browser.setAccessibleName(translate("About", "Sample photos"))
    by = translate("About", "by {author}")
    browser.setHtml(
        "".join(
            f"<p><b>{escape(s.title)}</b> {escape(by.format(author=s.author))}<br>"
            f'{escape(s.licence)} · <a href="{escape(s.source)}">{escape(s.source)}</a></p>'
            for s in samples()
        )
    )
    return browser


def _plain_text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setFont(fixed_font())
    text.setAccessibleName(name)
    return text


def _linked_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setOpenExternalLinks(True)
    return label
