"""Fields that open something: they draw their arrow in the colours of the look."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.icons import pixmap
from pos_desktop.ui.look.type_scale import GRID_PX

_ICON_PX = 16


class PickBox(QComboBox):
    """One of a few. Every choice has an id beside its words."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def display(self, choices: tuple[tuple[str, str], ...], chosen: str = "") -> None:
        """Offer (id, words) pairs, silently; `chosen` is the id shown, else the first."""
        self.blockSignals(True)
        self.clear()
        for choice, words in choices:
            self.addItem(said(words), choice)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    @property
    def chosen(self) -> str:
        """The id of the choice shown, or "" when there is none."""
        return str(self.currentData() or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        super().paintEvent(event)
        _draw_at_end(self, "chevron-down")


class PickField(PickBox):
    """A pick in a form: its Enter goes on to the next field and presses no default button."""

    returnPressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class DateField(QDateEdit):
    """A day, typed or taken from a calendar."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd-MM-yyyy")

    def display(self, day: date) -> None:
        """Show a day; the clock is not asked."""
        self.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """The day that stands there."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        super().paintEvent(event)
        _draw_at_end(self, "calendar")


def _draw_at_end(widget: QWidget, icon: str) -> None:
    painter = QPainter(widget)
    drawn = pixmap(icon, tone="muted", size_px=_ICON_PX, ratio=widget.devicePixelRatioF())
    left = widget.width() - _ICON_PX - GRID_PX
    painter.drawPixmap(left, (widget.height() - _ICON_PX) // 2, drawn)
    painter.end()
