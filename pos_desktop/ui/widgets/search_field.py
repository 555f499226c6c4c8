"""A field to search with."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.icons import icon

#: A hand pauses longer than this between keys, a scanner does not.
QUIET_MS = 50


class SearchField(QLineEdit):
    """Icon, placeholder, cross. Esc empties it; when it is empty, Esc goes on to the screen.

    `searched` comes at once for the first character and for each that a hand types; while
    characters come faster than a hand types them it waits for the last. So a scan of thirteen
    digits costs at most one search, and typing is never delayed.
    """

    #: The text to search for, stripped.
    searched = Signal(str)
    #: Arrow down (1) or up (-1): the list below moves while the focus stays here.
    arrow_pressed = Signal(int)

    def __init__(
        self,
        placeholder: str,
        *,
        name: str = "",
        leading_icon: str = "search",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._leading_icon = leading_icon
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._picture = QAction(self)
        self._picture.setEnabled(False)
        self._cross = QAction(self.tr("Clear"), self)
        self._cross.triggered.connect(self.clear)
        self._cross.setVisible(False)
        self.addAction(self._picture, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._changed_ms = 0.0
        self._said = ""
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self._say)
        self.textChanged.connect(self._hear)
        self._draw_icons()

    def reached_by(
        self,
        action: str,
        within: QWidget,
        *,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        """Come here, over what was typed before, by the key of *action*, while *within* has focus.

        Raises KeyError for an action that has no key.
        """
        keys = QKeySequence.fromString(keys_in_use()[action].keys)
        QShortcut(keys, within, self._begin_anew, context=context)

    def _begin_anew(self) -> None:
        self.setFocus()
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Qt's hook: claim Esc before a shortcut does, while there is text to clear."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.arrow_pressed.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: the icons follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _hear(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        now_ms = time.monotonic_ns() / 1e6
        quick = now_ms - self._changed_ms <= QUIET_MS
        self._changed_ms = now_ms
        # Zero still lets the keys that wait in the queue go first.
        self._quiet.start(QUIET_MS if quick else 0)

    def _say(self) -> None:
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def _draw_icons(self) -> None:
        self._picture.setIcon(icon(self._leading_icon, tone="muted"))
        self._cross.setIcon(icon("x", tone="muted"))
