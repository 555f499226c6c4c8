"""A field whose Enter is its own: it goes on to the next field and presses no default button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class EnterField(QLineEdit):
    """``returnPressed`` comes as ever; the key goes no further."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def display(self, text: str) -> None:
        """Show *text*, leaving the cursor alone when it stands there already."""
        if self.text() != text:
            self.setText(text)

    def display_problem(self, *, there: bool) -> None:
        """Draw the border of a field at fault, or the usual one."""
        if bool(self.property("invalid")) is not there:
            self.setProperty("invalid", there)
            self.style().unpolish(self)
            self.style().polish(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: reached by key, all is selected, so that typing replaces."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
