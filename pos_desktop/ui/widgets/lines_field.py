"""A field of a few lines: Enter begins the next one, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.page_undo import is_left_to_page


class LinesField(QPlainTextEdit):
    """As high as *lines* lines; a key with Ctrl is left to the page."""

    def __init__(self, *, name: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 2 * GRID_PX)

    def display(self, text: str) -> None:
        """Show *text*, leaving the cursor alone when it stands there already."""
        if self.toPlainText() != text:
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        """Qt's hook."""
        if is_left_to_page(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
