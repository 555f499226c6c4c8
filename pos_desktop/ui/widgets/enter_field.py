"""A field whose Enter is its own: it goes on to the next field and presses no default button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_desktop.ui.widgets.page_undo import is_left_to_page


class EnterField(QLineEdit):
    """``returnPressed`` comes as ever; the key goes no further."""

    def __init__(
        self, *, name: str, is_figure: bool = False, parent: QWidget | None = None
    ) -> None:
        """Take what a screen reader says, and whether a figure is typed: it stands at the right."""
        super().__init__(parent)
        self.setAccessibleName(name)
        if is_figure:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def display(self, text: str) -> None:
        """Show *text* from its beginning, leaving the cursor alone when it stands there already."""
        if self.text() != text:
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def display_problem(self, *, there: bool) -> None:
        """Draw the border of a field at fault, or the usual one."""
        if bool(self.property("invalid")) is not there:
            self.setProperty("invalid", there)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Qt's hook."""
        if is_left_to_page(event):
            event.ignore()
            return True
        return super().event(event)

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
