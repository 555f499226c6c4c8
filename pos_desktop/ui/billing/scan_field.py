"""The one field of the billing screen: scans, codes and names."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.painting import sized_font
from pos_desktop.ui.widgets.search_field import SearchField


class ScanField(SearchField):
    """While it is empty, undo, redo and Del belong to the cart; with text, to the text."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, leading_icon="scan-barcode", parent=parent)
        self.settle_size()

    def settle_size(self) -> None:
        """Larger than other fields: everything begins here."""
        scale = appearance_in_use().scale
        self.setFont(sized_font(self, scale.section_pt))
        self.setFixedHeight(scale.control_px + GRID_PX)

    def event(self, event: QEvent) -> bool:
        """Qt's hook: a key that an empty field has no use for is left to the screen."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not self.text()
            and _is_carts(event)
        ):
            event.ignore()
            return True
        return super().event(event)


def _is_carts(event: QKeyEvent) -> bool:
    return (
        event.key() == Qt.Key.Key_Delete
        or event.matches(QKeySequence.StandardKey.Undo)
        or event.matches(QKeySequence.StandardKey.Redo)
    )
