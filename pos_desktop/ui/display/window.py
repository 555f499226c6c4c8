"""The buyer's window: painted, without a control in it, so that no key or scan can reach it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_desktop.ui.display.feed import BuyerLine, BuyerState
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.pay.qr_view import QrView

_SIZE_PX = QSize(1024, 600)
_LINE_SHARE = 17
"""So many lines of text fit one above the other."""
_BIG = 2.6
_NARROW_QR = 0.42


class BuyerWindow(QWidget):
    """Cart, total, change and the UPI code in large type; the shop's name while nobody buys.

    It takes no focus. On a computer with two screens it fills the one where the till is not;
    else it is a window that can be moved there.
    """

    def __init__(self, till: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._till = till
        self._state = BuyerState()
        self.setObjectName("customer_display")
        self.setWindowTitle(self.tr("For the customer"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the till's window, not with this one.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._qr = QrView(0, self)
        self._qr.hide()
        self.resize(_SIZE_PX)

    def open_beside(self) -> None:
        """Show it, on the other screen where there is one."""
        others = [s for s in QApplication.screens() if s is not self._till.screen()]
        if others:
            self.setScreen(others[0])
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()

    def display(self, state: BuyerState) -> None:
        """Show what the buyer may see."""
        self._state = state
        self._qr.display(state.qr, self.tr("UPI code to pay"))
        self._qr.setVisible(bool(state.qr))
        self._settle()
        self.setAccessibleName(f"{state.shop} {state.total} {state.change}".strip())
        self.update()

    @property
    def shows_code(self) -> bool:
        """Whether the UPI code is to be seen."""
        return not self._qr.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look, state = appearance_in_use().look, self._state
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.base))
        if state.mood in ("idle", "paid"):
            self._paint_middle(painter)
        else:
            self._paint_cart(painter)
        painter.end()

    # -- inside --------------------------------------------------------------------------

    def _line_px(self) -> float:
        return self.height() / _LINE_SHARE

    def _font(self, share: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(8, round(self._line_px() * share)))
        font.setBold(bold)
        return font

    def _settle(self) -> None:
        """The code's place: at the right, above the total."""
        line = self._line_px()
        side = round(min(self.width() * _NARROW_QR, self.height() - 8 * line))
        self._qr.setGeometry(self.width() - side - round(line), round(2.5 * line), side, side)

    def _paint_middle(self, painter: QPainter) -> None:
        """The shop's name; after a sale thanks, and the change."""
        look, state, line = appearance_in_use().look, self._state, self._line_px()
        words = [(state.shop, 1.6, look.text)]
        if state.mood == "paid":
            words = [(self.tr("Thank you!"), 1.2, look.muted)]
            words.append((self.tr("Total {amount}").format(amount=state.total), 1.2, look.text))
            if state.change:
                told = self.tr("Change {amount}").format(amount=state.change)
                words.append((told, _BIG, look.credit))
        height = sum(share * 1.5 * line for _, share, _ in words)
        top = (self.height() - height) / 2
        for text, share, colour in words:
            area = QRectF(line, top, self.width() - 2 * line, share * 1.5 * line)
            self._write(painter, area, text, share, colour, Qt.AlignmentFlag.AlignHCenter)
            top += area.height()

    def _paint_cart(self, painter: QPainter) -> None:
        look, state, line = appearance_in_use().look, self._state, self._line_px()
        width = self.width() - 2 * line
        top = QRectF(line, line / 2, width, 1.3 * line)
        self._write(painter, top, state.shop, 0.8, look.muted, Qt.AlignmentFlag.AlignLeft)
        below = 4.6 * line
        room = self.height() - 2.2 * line - below
        beside = self._qr.width() + line if self.shows_code else 0
        shown = state.lines[-int(room // (1.35 * line)) :]
        for place, row in enumerate(shown):
            at = QRectF(line, 2.2 * line + place * 1.35 * line, width - beside, 1.35 * line)
            self._paint_line(painter, at, row, is_last=place == len(shown) - 1)
        edge = self.height() - below
        painter.fillRect(QRectF(0, edge, self.width(), below), QColor(look.alternate))
        total = QRectF(line, edge + line / 2, width, 2.2 * line)
        self._write(painter, total, self.tr("Total"), 1.2, look.text, Qt.AlignmentFlag.AlignLeft)
        right = Qt.AlignmentFlag.AlignRight
        self._write(painter, total, state.total, 1.9, look.text, right, bold=True)
        second = QRectF(line, edge + 2.7 * line, width, 1.6 * line)
        told, colour = "", look.text
        if state.change:
            told = self.tr("Change {amount}").format(amount=state.change)
            colour = look.credit
        elif state.left:
            told = self.tr("Still to pay {amount}").format(amount=state.left)
        elif self.shows_code:
            told = self.tr("Scan the code to pay by UPI")
        self._write(painter, second, told, 1.1, colour, right)

    def _paint_line(
        self, painter: QPainter, area: QRectF, row: BuyerLine, *, is_last: bool
    ) -> None:
        look, line = appearance_in_use().look, self._line_px()
        figures = QFontMetricsF(self._font(0.85, bold=True))
        amount = figures.horizontalAdvance(row.amount) + line
        qty = figures.horizontalAdvance(row.qty) + line
        name = area.adjusted(0, 0, -(amount + qty), 0)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._write(painter, name, row.name, 0.85, look.text, left, bold=is_last)
        middle = area.adjusted(0, 0, -amount, 0)
        self._write(painter, middle, row.qty, 0.85, look.muted, right)
        self._write(painter, area, row.amount, 0.85, look.text, right, bold=is_last)

    def _write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        share: float,
        colour: str,
        align: Qt.AlignmentFlag,
        *,
        bold: bool = False,
    ) -> None:
        font = self._font(share, bold=bold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        fits = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), fits)
