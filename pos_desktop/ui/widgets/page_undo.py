"""Ctrl+Z in a field: what the page undoes goes before what the field does."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_left_to_page(event: QEvent) -> bool:
    """Whether a field is to let a shortcut of its page have this key.

    Qt's fields claim it for their own undo before any shortcut is looked for, and then the same
    key would mean one thing in a field of text and another in a list to pick from. Where the page
    has none, or nothing to undo, the key comes to the field after all.
    """
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.matches(QKeySequence.StandardKey.Undo)
    )
