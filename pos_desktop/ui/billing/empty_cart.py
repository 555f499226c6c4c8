"""What stands in the cart's place while it is empty: what to do, or the change of the last sale."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from pos_desktop.ui.billing.state import LastSale
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import pixmap
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton

CHANGE_PX_AT_10_PT = 42
_ICON_PX = 40


class ChangeLabel(QWidget):
    """The change, in the largest type of the screen; smaller rather than cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setObjectName("change")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def display(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(240, QFontMetrics(self.type()).height())

    def type(self) -> QFont:
        """The font at its full size."""
        font = QFont(self.font())
        font.setPixelSize(CHANGE_PX_AT_10_PT * appearance_in_use().scale.body_pt // 10)
        font.setBold(True)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        font = self.type()
        wide = QFontMetrics(font).horizontalAdvance(self._text)
        if wide > self.width() > 0:
            font.setPixelSize(font.pixelSize() * self.width() // wide)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(appearance_in_use().look.text))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class LastSaleView(QWidget):
    """The change, the bill and its total, and the way to the receipt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self.change = ChangeLabel()
        self._bill = TextLabel(size="section")
        self._account = TextLabel(size="section", tone="owes")
        self.receipt = KeyButton("receipt", icon="receipt-indian-rupee")
        self.receipt.setObjectName("receipt")
        for label in (self._picture, self._bill, self._account):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.receipt)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX)
        column.addStretch(2)
        for widget in (self._picture, self.change, self._bill, self._account):
            column.addWidget(widget)
        column.addSpacing(GRID_PX)
        column.addLayout(buttons)
        column.addStretch(3)

    def display(self, sale: LastSale) -> None:
        """Show a sale."""
        if sale.change:
            self.change.display(self.tr("Change {amount}").format(amount=sale.change))
        else:
            self.change.display(self.tr("No change", "money back"))
        bill = self.tr("Bill {number} · {total}")
        self._bill.setText(bill.format(number=sale.bill_number, total=sale.total))
        self._account.setVisible(bool(sale.on_account))
        on_account = self.tr("▲ {amount} of it is on the account")
        self._account.setText(on_account.format(amount=sale.on_account))
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(
            pixmap("circle-check", tone="credit", size_px=_ICON_PX, ratio=ratio)
        )
        said = (self.change.text, self._bill.text())
        self.setAccessibleName(", ".join(said))


class EmptyCart(QWidget):
    """Lies in the table's place; the receipt's button can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.last_sale = LastSaleView()
        self._empty = EmptyState(
            "scan-barcode",
            self.tr("The cart is empty"),
            self.tr(
                "Scan an item, or type its name or code and press Enter. {key} adds an item that "
                "is not there yet."
            ).format(key=keys_in_use()["create"].printed),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.last_sale)

    def display(self, sale: LastSale | None) -> None:
        """Show the last sale, or what to do."""
        if sale is not None:
            self.last_sale.display(sale)
        self._stack.setCurrentWidget(self._empty if sale is None else self.last_sale)
