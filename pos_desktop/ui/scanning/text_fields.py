"""What a text field held before a scan landed in it, and putting it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

#: A field with this dynamic property set to True is there to be scanned into (an item's barcode,
#: a UPI reference): the code stays in it, and only the Enter is swallowed.
KEEPS_SCAN = "keepsScan"


def text_field_of(focus: QObject | None) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The field that a character typed now would land in, or None: one to be read takes none."""
    if isinstance(focus, QAbstractSpinBox | QComboBox):
        focus = focus.findChild(QLineEdit)
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and not focus.isReadOnly():
        return focus
    return None


def keeps_scan(field: QWidget) -> bool:
    """Whether `field` asked to keep what is scanned into it."""
    return bool(field.property(KEEPS_SCAN))


def remember(field: QLineEdit | QPlainTextEdit | QTextEdit) -> Callable[[], None]:
    """A call that puts text, cursor and selection back to what they are now."""
    if isinstance(field, QLineEdit):
        return _remember_line(field)
    return _remember_document(field)


def _remember_line(field: QLineEdit) -> Callable[[], None]:
    text, cursor = field.text(), field.cursorPosition()
    start, length = field.selectionStart(), field.selectionLength()

    def put_back() -> None:
        if field.text() != text:
            field.setText(text)
            field.textEdited.emit(text)  # what followed the characters follows them back
        if start < 0:
            field.setCursorPosition(cursor)
        elif cursor == start:  # selected from right to left
            field.setSelection(start + length, -length)
        else:
            field.setSelection(start, length)

    return put_back


def _remember_document(field: QPlainTextEdit | QTextEdit) -> Callable[[], None]:
    text = field.toPlainText()
    position, anchor = field.textCursor().position(), field.textCursor().anchor()

    def put_back() -> None:
        field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)

    return put_back
