"""The bar of keys under the cart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_desktop.ui.look.type_scale import HALF_GRID_PX
from pos_desktop.ui.widgets.key_button import KeyButton

ACTIONS = (
    "item_search",
    "customer",
    "quantity",
    "price",
    "remove_line",
    "undo",
    "hold",
    "recall",
    "return",
    "reprint",
    "exact_cash",
)
#: Left out where there is little room, the first first; their keys are heard all the same.
SPARED = ("undo", "remove_line", "item_search")


class KeyBar(QWidget):
    """Shows what the keys do, for fingers too. The screen hears the keys itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, KeyButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF_GRID_PX)
        for action in ACTIONS:
            button = KeyButton(action, stacked=True)
            button.setShortcut(QKeySequence())
            button.setObjectName(f"key.{action}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.buttons[action] = button
            row.addWidget(button, 1)

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: without the buttons that can be spared, or they would keep the window wide."""
        kept = [button for action, button in self.buttons.items() if action not in SPARED]
        width = sum(button.minimumSizeHint().width() + HALF_GRID_PX for button in kept)
        return QSize(width, kept[0].minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: no button is cut; rather one is left out."""
        super().resizeEvent(event)
        self._spare()

    def display_undo(self, *, possible: bool) -> None:
        """Whether there is a change to take back."""
        if self.buttons["undo"].isEnabled() is not possible:
            self.buttons["undo"].setEnabled(possible)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._spare()

    def _spare(self) -> None:
        widths = {
            action: button.minimumSizeHint().width() + HALF_GRID_PX
            for action, button in self.buttons.items()
        }
        too_much = sum(widths.values()) - HALF_GRID_PX - self.width()
        for action in SPARED:
            self.buttons[action].setVisible(too_much <= 0)
            too_much -= widths[action] if too_much > 0 else 0
