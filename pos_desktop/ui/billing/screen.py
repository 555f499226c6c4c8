"""The billing screen: what the presenter says is shown, what the person does is reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.items import QuickKeyList
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.billing.cart_table import CartTable
from pos_desktop.ui.billing.empty_cart import EmptyCart
from pos_desktop.ui.billing.found_list import FoundList
from pos_desktop.ui.billing.key_bar import KeyBar
from pos_desktop.ui.billing.mrp_presenter import MrpRow
from pos_desktop.ui.billing.order_asks import OrderAsks
from pos_desktop.ui.billing.order_panel import OrderPanel
from pos_desktop.ui.billing.presenter import BillingPresenter
from pos_desktop.ui.billing.scan_field import ScanField
from pos_desktop.ui.billing.state import BillingState, FoundRow
from pos_desktop.ui.billing.unknown_row import UnknownRow
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pos_desktop.ui.pay.sheet import PaySheet

_NARROW_PX = 1000


class BillingScreen(QWidget):
    """The place "billing". Focus always comes home to the field."""

    #: A sound to make: "scan", "unknown" or "done".
    sounded = Signal(str)

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._pay_sheet: PaySheet | None = None
        self.setObjectName("billing")
        self.field = ScanField(self.tr("Scan or type item name / code"))
        self.field.setObjectName("scan")
        self._waiting = TextLabel(size="section", bold=True)
        self._waiting.setObjectName("waiting")
        self._waiting.hide()
        self.unknown = UnknownRow()
        self.cart = CartTable()
        self.empty = EmptyCart()
        self.cart.set_empty_state(self.empty)
        self.panel = OrderPanel()
        self.keys = KeyBar()
        self._lay_out()
        self.found = FoundList(self)
        self.presenter = BillingPresenter(counter, self)
        self.asks = OrderAsks(counter, self.presenter, self, self._open)
        self.setFocusProxy(self.field)
        self._connect()
        self._hear_keys()

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: BillingState) -> None:
        """Show the order as it now is."""
        self.unknown.display(state.unknown_code)
        self.cart.display_cart(state.rows, state.selected_line)
        if not state.rows:
            self.empty.display(state.last_sale)
        self.panel.display(state)
        self.keys.display_undo(possible=state.can_undo)
        if state.waiting != self._waiting.text():
            self._waiting.setText(state.waiting)
            self._waiting.setVisible(bool(state.waiting))

    def display_found(self, typed: str, rows: tuple[FoundRow, ...]) -> None:
        """Show what was found, unless the field says something else by now."""
        if typed.strip() == self.field.text().strip():
            self.found.display(typed.strip(), rows)

    def display_quick_keys(self, keys: QuickKeyList) -> None:
        """Show the favourites."""
        self.panel.quick_keys.display(keys)

    def clear_entry(self) -> None:
        """The text of the field has been used."""
        self.field.clear()

    def open_pay(self, order: OrderView) -> None:
        """Let the payment be taken."""
        from pos_desktop.ui.pay.sheet import PaySheet

        outlet = self._counter.outlet
        if outlet is None:
            raise RuntimeError("nobody is signed in at an outlet")
        sheet = PaySheet(self._counter, order, outlet, self.presenter.paid, self)
        sheet.finished.connect(self._leave_payment)
        self._pay_sheet = sheet
        self._open(sheet)

    def ask_buyer(self, missing: PosError) -> None:
        """The invoice must name its buyer before it is paid: ask here."""
        from pos_desktop.ui.billing.gst_sheet import GstSheet

        self._open(GstSheet(self._counter, self.presenter.cart, self, missing=missing))

    def open_receipt(self, bill_number: str) -> None:
        """Show a bill as it prints."""
        from pos_desktop.application.printouts import PrintoutKind
        from pos_desktop.ui.printout.sheet import PreviewSheet

        self._open(PreviewSheet(self._counter, PrintoutKind.BILL, bill_number, self))

    def open_new_item(self, typed: str) -> None:
        """Write down an item that there is not yet."""
        from pos_desktop.ui.billing.new_item_sheet import NewItemSheet

        self._open(NewItemSheet(self._counter, typed, self.presenter.item_created, self))

    def open_mrp(self, name: str, rows: tuple[MrpRow, ...]) -> None:
        """Ask which printed price is on the pack."""
        from pos_desktop.ui.billing.mrp_sheet import MrpSheet

        self._open(MrpSheet(self.presenter.mrps, name, rows, self))

    def sound(self, name: str) -> None:
        """Make a sound."""
        self.sounded.emit(name)

    # --- what happens here ------------------------------------------------------------------

    def barcode_scanned(self, code: str) -> None:
        """The window's scans come here: see `scan_arrived`."""
        self.scan_arrived(code)

    def scan_arrived(self, code: str) -> None:
        """A scan: it adds its item, also behind a sheet; while paying it is refused."""
        if self._pay_sheet is not None:
            self._pay_sheet.barcode_scanned(code)
            self.sounded.emit("unknown")
            return
        self.presenter.barcode_scanned(code, self.field.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the place is entered."""
        super().showEvent(event)
        if not event.spontaneous():
            self.presenter.entered()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: a small screen leaves out what it can spare."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        self.panel.display_narrow(narrow=narrow)
        self._settle_found()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc that the field had no text for."""
        if event.key() == Qt.Key.Key_Escape:
            self.field.setFocus()
            self.presenter.escape_pressed()
            return
        super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID_PX)
        top.addWidget(self._waiting)
        top.addWidget(self.field, 1)
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addLayout(top)
        left.addWidget(self.unknown)
        left.addWidget(self.cart, 1)
        left.addWidget(self.keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(GRID_PX)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.field.searched.connect(self.presenter.search_changed)
        self.field.textChanged.connect(self._forget_found)
        self.field.returnPressed.connect(self._submit)
        self.field.arrow_pressed.connect(self._move)
        self.found.picked.connect(self._pick)
        self.panel.quick_keys.pressed.connect(self._pick)
        self.panel.chip.clicked.connect(self._ask_customer)
        self.panel.pay.clicked.connect(self.presenter.pay_pressed)
        self.empty.last_sale.receipt.setShortcut(QKeySequence())  # the screen hears it always
        self.empty.last_sale.receipt.clicked.connect(self.presenter.receipt_pressed)

    def _hear_keys(self) -> None:
        presenter = self.presenter
        calls: dict[str, Callable[[], object]] = {
            "item_search": self._go_home,
            "customer": self._ask_customer,
            "quantity": self._ask_quantity,
            "price": self._ask_price,
            "remove_line": self._remove,
            "return": self._ask_return,
            "reprint": presenter.reprint_pressed,
            "exact_cash": presenter.exact_cash_pressed,
            "undo": presenter.undo_pressed,
            "redo": presenter.redo_pressed,
            "receipt": presenter.receipt_pressed,
            "gst_details": self._ask_gst,
            "create": lambda: presenter.create_pressed(self.field.text()),
            "no_sale": self._ask_no_sale,
            "supply": self._ask_supply,
            "advance": self._ask_advance,
            "collect": self._ask_collect,
            **self.asks.calls(),
        }
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for action, call in calls.items():
            keys = keys_in_use()[action].keys
            # The number pad has an Enter of its own.
            for text in {keys, keys.replace("Return", "Enter")}:
                shortcut = QShortcut(QKeySequence.fromString(text), self, context=within)
                shortcut.activated.connect(call)
            if action in self.keys.buttons:
                self.keys.buttons[action].clicked.connect(call)

    def _submit(self) -> None:
        typed = self.field.text()
        row = self.found.current
        if row is not None and self.found.typed == typed.strip():
            self.presenter.item_chosen(row.item_id, typed)
        else:
            self.presenter.search_submitted(typed)

    def _pick(self, item_id: int) -> None:
        self.presenter.item_chosen(item_id, self.field.text())
        self.field.setFocus()

    def _forget_found(self, text: str) -> None:
        if not text.strip():
            self.found.display("", ())

    def _move(self, step: int) -> None:
        if self.found.isVisible():
            self.found.move_on(step)
        else:
            self.cart.move_on(step)

    def _settle_found(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        below = self.field.geometry().bottom() + 2
        self.found.setGeometry(self.field.x(), below, self.field.width(), self.found.height())
        self.found.settle_height()
        self.cart.settle_columns()

    def _go_home(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _remove(self) -> None:
        row = self.cart.current_row()
        if row is not None:
            self.presenter.line_removed(row.line)

    def _ask_quantity(self) -> None:
        from pos_desktop.ui.billing.line_sheets import QuantitySheet

        self._on_line(lambda line: QuantitySheet(self.presenter.cart, line, self))

    def _ask_price(self) -> None:
        from pos_desktop.ui.billing.line_sheets import PriceSheet

        self._on_line(lambda line: PriceSheet(self.presenter.cart, line, self))

    def _on_line(self, make: Callable[[int], Sheet]) -> None:
        """Open a sheet on the current line, once what is being saved is in the cart."""

        def step() -> None:
            row = self.cart.current_row()
            if row is None:
                self.presenter.nothing_to_change()
            else:
                self._open(make(row.line))

        self.presenter.cart.run(step)

    def _ask_return(self) -> None:
        from pos_desktop.ui.returns.money_back import OpenCart
        from pos_desktop.ui.returns.sheet import ReturnSheet

        def step() -> None:
            order = self.presenter.order
            phone = order.customer.phone if order is not None and order.customer else None
            cart = None
            if order is not None and order.lines:
                cart = OpenCart(order_id=order.order_id, total=order.totals.total)
            done = self.presenter.goods_returned
            self._open(ReturnSheet(self._counter, self, done=done, search=phone or "", cart=cart))

        self.presenter.cart.run(step)

    def _ask_customer(self) -> None:
        from pos_desktop.ui.billing.customer_sheet import CustomerSheet

        order = self.presenter.order
        linked = order.customer if order is not None else None
        chosen = self.presenter.customer_chosen
        usual = self.presenter.usual_chosen
        sheet = CustomerSheet(
            self._counter, linked, chosen, self._ask_gst, self, usual=usual, collect=self._collect
        )
        self._open(sheet)

    def _ask_collect(self) -> None:
        order = self.presenter.order
        if order is None or order.customer is None:
            self._ask_customer()
        else:
            self._collect(order.customer.id)

    def _collect(self, customer_id: int) -> None:
        from pos_desktop.ui.customers.collect_sheet import CollectSheet

        def collected(_payment: object) -> None:
            if self.presenter.order is not None:
                self.presenter.account_changed()

        sheet = CollectSheet(self._counter, self, customer_id=customer_id, collected=collected)
        self._open(sheet)

    def _ask_gst(self) -> None:
        from pos_desktop.ui.billing.gst_sheet import GstSheet

        self._open(GstSheet(self._counter, self.presenter.cart, self))

    def _ask_no_sale(self) -> None:
        from pos_desktop.ui.shift.no_sale_sheet import NoSaleSheet

        self._open(NoSaleSheet(self._counter, self))

    def _ask_supply(self) -> None:
        from pos_desktop.ui.billing.supply_sheet import SupplySheet

        def step() -> None:
            order = self.presenter.order
            if order is None or not order.lines:
                self.presenter.nothing_to_change()
            else:
                self._open(SupplySheet(self._counter, self.presenter.cart, order, self))

        self.presenter.cart.run(step)

    def _ask_advance(self) -> None:
        from pos_desktop.ui.billing.advance_sheet import AdvanceSheet

        def step() -> None:
            order = self.presenter.order
            if order is None or order.customer is None:
                self.presenter.nobody_chosen()
                return
            taken = self.presenter.account_changed
            self._open(AdvanceSheet(self._counter, self, order.customer, taken=taken))

        self.presenter.cart.run(step)

    def _open(self, sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.finished.connect(lambda _: self.field.setFocus())
        self.found.display("", ())
        sheet.open()

    def _leave_payment(self) -> None:
        self._pay_sheet = None
        self.presenter.payment_left()
