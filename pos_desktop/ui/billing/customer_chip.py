"""The customer of the bill, above the figures; a press chooses another."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pos_desktop.ui.billing.state import CustomerChip as Chip
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.figures import balance_words
from pos_desktop.ui.widgets.painting import draw_box, draw_focus_ring, sized_font

_ICON_PX = 20
_LEFT_PX = _ICON_PX + 2 * GRID_PX


class CustomerChip(QAbstractButton):
    """Name, what the account says, and the GST details on the bill; prints the key F3.

    The key is heard by the button in the bar below: two would be one too many.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip: Chip | None = None
        self._gst = ""
        self.setObjectName("customer_chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._settle()

    def display(self, chip: Chip | None, gst: str) -> None:
        """Show a customer, or that there is none; and the GST details on the bill."""
        if (chip, gst) == (self._chip, self._gst):
            return
        other_height = bool(gst) is not bool(self._gst)
        self._chip, self._gst = chip, gst
        self._settle()
        if other_height:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        lines = 3 if self._gst else 2
        height = lines * QFontMetrics(self.font()).height() + 2 * GRID_PX
        return QSize(240, max(height, appearance_in_use().scale.control_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        fill = look.pressed if self.isDown() else look.hover if self.underMouse() else look.base
        draw_box(painter, QRectF(self.rect()), fill=fill, border=look.line)
        name_colour = look.text if self._chip is not None else look.muted
        drawn = coloured("user", name_colour, _ICON_PX, self.devicePixelRatioF())
        painter.drawPixmap(GRID_PX, (self.height() - _ICON_PX) // 2, drawn)
        key_px = self._paint_key(painter)
        room = self.width() - _LEFT_PX - key_px - 2 * GRID_PX
        top = GRID_PX
        for text, tone, bold in self._lines():
            font = self._font(bold=bold)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(look.tone(tone)))
            whole = room if top == GRID_PX else room + key_px
            words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, whole)
            painter.drawText(_LEFT_PX, top + metrics.ascent(), words)
            top += QFontMetrics(self.font()).height()
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), on_accent=False)
        painter.end()

    def _lines(self) -> list[tuple[str, Tone, bool]]:
        chip = self._chip
        lines: list[tuple[str, Tone, bool]]
        if chip is None:
            lines = [
                (self.tr("Walk-in customer"), "text", True),
                (self.tr("Phone or name to choose one"), "muted", False),
            ]
        else:
            words, tone = balance_words(chip.balance)
            if chip.limit:
                both = self.tr("{balance} · limit {limit}")
                words = both.format(balance=words, limit=chip.limit)
            name = f"{chip.name} · {chip.phone}" if chip.phone else chip.name
            lines = [(name, "text", True), (words, tone, tone != "muted")]
        return [*lines, (self._gst, "muted", False)] if self._gst else lines

    def _paint_key(self, painter: QPainter) -> int:
        """The key's cap in the upper corner; returns the room it takes."""
        look = appearance_in_use().look
        printed = keys_in_use()["customer"].printed
        font = sized_font(self, appearance_in_use().scale.small_pt)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(printed) + GRID_PX + HALF_GRID_PX
        cap = QRectF(self.width() - width - GRID_PX, GRID_PX, width, metrics.height() + 2)
        painter.setFont(font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(look.line))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(look.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, printed)
        return width + GRID_PX

    def _font(self, *, bold: bool) -> QFont:
        return sized_font(self, appearance_in_use().scale.body_pt, bold=bold)

    def _settle(self) -> None:
        said = ", ".join(text.lstrip("▲▼ ") for text, _, _ in self._lines())
        self.setAccessibleName(self.tr("Customer: {who}").format(who=said))
        self.setToolTip(said)
