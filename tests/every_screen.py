"""Every screen, cover and sheet of the window, over one demo shop with some days behind it.

Places, pages of Settings and reports are taken from the program's own lists; a new sheet must be
named in `SHEETS`, or the test of this list fails. What is to hold of all of them is asked here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import pos_desktop.ui
from pos_desktop.app import ShopBackend, desk_for
from pos_desktop.application import (
    billing,
    customers,
    items,
    orders,
    outlet,
    people,
    shifts,
    tax,
)
from pos_desktop.application.gst_returns import Problem, Subject
from pos_desktop.application.lines import LineInput
from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.application.terminal_printers import Place
from pos_desktop.cli.demo_days import PlayedClock
from pos_desktop.cli.demo_shop import make_demo_shop
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.preferences import Preferences, Theme
from pos_desktop.domain.shifts import CashKind
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import Catalogue
from pos_desktop.ui.language.translator import speak_with
from pos_desktop.ui.look.appearance import appearance_for, apply_appearance
from pos_desktop.ui.places import add_places
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.story.hands import windows
from pos_desktop.ui.strip import status_of
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.sheet import Sheet

DAY = date(2026, 2, 18)
DAYS_BEHIND = 2
CART = ("1040", "1041", "1050", "1060", "1070", "1150")


class Dress(Struct, frozen=True, kw_only=True):
    """How the till is looked at."""

    name: str
    width: int = 1366
    height: int = 690
    points: int = 10
    touch: bool = False
    theme: Theme = Theme.LIGHT
    catalogue: Catalogue | None = None


class Seen(Struct, frozen=True, kw_only=True):
    """One of them in front: what it is called, and the widget that it is."""

    name: str
    widget: QWidget


def ask_nothing(*_given: object) -> None:
    """Whatever is told here, nobody listens."""


def make_shop_with_days(folder: Path) -> None:
    """``shop`` and its ``keys`` in *folder*; POS_KEYS must say so."""
    make_demo_shop(folder / "shop", days=DAYS_BEHIND, seed=1, today=DAY).close()


class Stage:
    """The window with the owner at an open shift, a cart and a customer."""

    def __init__(self, folder: Path, dress: Dress, tasks: InlineTasks | None = None) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.dress = dress
        self.folder = folder
        wanted = Preferences(theme=dress.theme, text_pt=dress.points, touch=dress.touch)
        apply_appearance(application, appearance_for(application, wanted))
        speak_with(dress.catalogue)
        self.store = open_shop(folder / "shop")
        clock = PlayedClock(datetime(2026, 2, 18, 5, 0, tzinfo=UTC))
        self.tasks = tasks or InlineTasks()
        desk = people.sign_in(desk_for(self.store, clock=clock), "owner", "demo-owner")
        self.window = MainWindow()
        self.window.resize(dress.width, dress.height)
        self.counter = Counter(desk, self.tasks, tell=self.window.display_message)
        self.counter.outlet = outlet.get(desk, outlet.GetOutlet())
        self.backend = ShopBackend(folder / "none", clock=clock)
        self.counter.rescue = ShopBackend(folder / "shop", clock=clock).rescue
        opened = shifts.current(desk, shifts.CurrentShift()).shift
        self.shift = opened or shifts.open_shift(desk, shifts.OpenShift(opening_cash=2000_00))
        self._sell()
        add_places(self.window, self.counter, shift_closed=ask_nothing, sound=ask_nothing)
        status = status_of(self.counter.outlet, desk.signed_in, self.shift, (), None)
        self.window.display_status(status)

    def close(self) -> None:
        """End everything that was opened."""
        for sheet in open_sheets():
            end(sheet)
        self.window.close()
        self.window.deleteLater()
        flush()
        self.store.close()
        speak_with(None)

    # --- the shop behind --------------------------------------------------------------------

    def _sell(self) -> None:
        desk = self.counter.desk
        (regular, *_others) = customers.search(
            desk, customers.SearchCustomers(q="rajesh")
        ).customers
        buyer = billing.BuyerInput(id=regular.id)
        line = LineInput(item=CART[0])
        cash = billing.TenderInput(method=Method.CASH, amount=500_00)
        sold = billing.issue(desk, billing.IssueBill(lines=(line, line), tenders=(cash,)))
        self.bill = sold.bill_number
        credit = billing.TenderInput(method=Method.CREDIT, amount=200_00)
        dear = LineInput(description="Gift basket", unit_price=200_00, gst_rate=0)
        self.credit_bill = billing.issue(
            desk, billing.IssueBill(lines=(dear,), tenders=(credit,), customer=buyer)
        ).bill_number
        self.customer = customers.get(desk, customers.CustomerId(id=regular.id))
        held = self._ring_up(CART[:2])
        orders.hold(desk, orders.HoldOrder(order_id=held.order_id, label="Blue shirt"))

    def _ring_up(self, codes: tuple[str, ...]) -> orders.OrderView:
        order = None
        for code in codes:
            order = orders.add_line(
                self.counter.desk,
                orders.AddLine(order_id=order.order_id if order else None, item=code),
            )
        assert order is not None
        return order

    @property
    def billing(self) -> BillingScreen:
        """The billing place."""
        page = self.page("billing")
        assert isinstance(page, BillingScreen)
        return page

    @property
    def order(self) -> orders.OrderView:
        """What is in the cart."""
        order = self.billing.presenter.order
        assert order is not None
        return order

    def page(self, place: str) -> QWidget:
        """A place, shown."""
        if self.window.is_covered:
            self.window.uncover()
        self.window.go(place)
        self.settle()
        page = self.window.page(place)
        assert page is not None
        return page

    def settle(self) -> None:
        """Let everything that was asked for happen and be laid out."""
        for _ in range(2):
            self.tasks.fire()
            QApplication.processEvents()

    def fill_cart(self) -> None:
        """Some lines in the cart, and whose they are."""
        screen = self.billing
        if screen.presenter.order is None:
            for code in CART:
                screen.presenter.search_submitted(code)
                self.settle()
            screen.presenter.customer_chosen(self.customer.id)
            self.settle()

    # --- one after another --------------------------------------------------------------------

    def covers(self) -> Iterator[Seen]:
        """What fills the window before there are places."""
        for name, make in COVERS.items():
            cover = make(self)
            self.window.show_cover(cover)
            self.window.show()
            self.settle()
            yield from _steps(name, cover)

    def places(self) -> Iterator[Seen]:
        """Every place of the rail; Settings and reports page by page."""
        self.window.show()
        self.window.uncover()
        self.settle()
        yield Seen(name="billing, empty", widget=self.billing)
        self.fill_cart()
        frame = self.window._frame
        assert frame is not None
        for place in tuple(frame.pages.places):
            page = self.page(place)
            pages = getattr(page, "list", None)
            if place in ("settings", "reports"):
                assert pages is not None
                for row in range(pages.count()):
                    pages.setCurrentRow(row)
                    self.settle()
                    yield Seen(name=f"{place}, {row + 1}", widget=page)
            else:
                yield Seen(name=place, widget=page)

    def sheets(self) -> Iterator[Seen]:
        """Every sheet, each over the place it belongs to."""
        self.window.show()
        self.fill_cart()
        for name, make in SHEETS.items():
            sheet = make(self)
            sheet.open()
            self.settle()
            yield Seen(name=name, widget=sheet)
            end(sheet)
            for left in open_sheets():
                end(left)
            flush()
        for name, press in OPENED_BY.items():
            press(self)
            self.settle()
            (sheet,) = open_sheets()
            yield Seen(name=name, widget=sheet)
            end(sheet)
            flush()

    def everything(self) -> Iterator[Seen]:
        """All of it."""
        yield from self.covers()
        yield from self.places()
        yield from self.sheets()


def _steps(name: str, cover: QWidget) -> Iterator[Seen]:
    from pos_desktop.ui.first_run.screen import FirstRunScreen
    from pos_desktop.ui.first_run.state import FirstRunState, Step

    if not isinstance(cover, FirstRunScreen):
        yield Seen(name=name, widget=cover)
        return
    for step in Step:
        cover.display(FirstRunState(step=step))
        QApplication.processEvents()
        yield Seen(name=f"{name}, {step + 1}", widget=cover)


def open_sheets() -> list[QDialog]:
    """Those to be seen."""
    return [widget for widget in windows() if isinstance(widget, QDialog) and widget.isVisible()]


def end(dialog: QDialog) -> None:
    """Close it, whatever it would ask first."""
    dialog.done(0)
    dialog.deleteLater()


def flush() -> None:
    """Let what was ended be gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


# --- covers ----------------------------------------------------------------------------------


def _sign_in(stage: Stage) -> QWidget:
    from pos_desktop.ui.sign_in.screen import SignInScreen

    return SignInScreen(
        stage.counter, ask_nothing, cancelled=ask_nothing, kept="The cart of Asha Patel is kept."
    )


def _open_shift(stage: Stage) -> QWidget:
    from pos_desktop.ui.open_shift.screen import OpenShiftScreen

    return OpenShiftScreen(stage.counter, ask_nothing, ask_nothing)


def _first_run(stage: Stage) -> QWidget:
    from pos_desktop.ui.first_run.screen import FirstRunScreen

    return FirstRunScreen(stage.backend, stage.tasks, made=ask_nothing, demo_made=ask_nothing)


def _not_opened(stage: Stage) -> QWidget:
    from pos_desktop.ui.restore.not_opened import NotOpenedScreen

    del stage
    return NotOpenedScreen("The shop's data is damaged. Stop billing and restore the last backup.")


COVERS: dict[str, Callable[[Stage], QWidget]] = {
    "SignInScreen": _sign_in,
    "OpenShiftScreen": _open_shift,
    "FirstRunScreen": _first_run,
    "NotOpenedScreen": _not_opened,
}


# --- sheets ----------------------------------------------------------------------------------


def _billing_sheets() -> dict[str, Callable[[Stage], Sheet]]:
    from pos_desktop.application.orders import AddLine
    from pos_desktop.ui.approval.sheet import ApprovalSheet
    from pos_desktop.ui.billing.advance_sheet import AdvanceSheet
    from pos_desktop.ui.billing.customer_sheet import CustomerSheet
    from pos_desktop.ui.billing.discard_sheet import DiscardSheet
    from pos_desktop.ui.billing.gst_sheet import GstSheet
    from pos_desktop.ui.billing.held_sheets import HoldSheet, RecallSheet
    from pos_desktop.ui.billing.line_sheets import PriceSheet, QuantitySheet
    from pos_desktop.ui.billing.mrp_presenter import MrpPresenter, MrpRow
    from pos_desktop.ui.billing.mrp_sheet import MrpSheet
    from pos_desktop.ui.billing.new_item_sheet import NewItemSheet
    from pos_desktop.ui.billing.order_type_sheet import OrderTypeSheet
    from pos_desktop.ui.billing.supply_sheet import SupplySheet
    from pos_desktop.ui.crash.sheet import CrashSheet
    from pos_desktop.ui.help.sheet import HelpSheet
    from pos_desktop.ui.pay.sheet import PaySheet
    from pos_desktop.ui.printout.sheet import PreviewSheet
    from pos_desktop.ui.restore.sheet import RestoreSheet
    from pos_desktop.ui.shell.go_to import GoToSheet, PlaceRow
    from pos_desktop.ui.shell.keys_sheet import KeysSheet

    mrp_rows = tuple(
        MrpRow(mrp=mrp, printed=f"₹{mrp}.00", price=f"₹{mrp - 5}.00") for mrp in (125, 110)
    )

    def mrp(stage: Stage) -> Sheet:
        presenter = MrpPresenter(stage.counter, stage.billing, ask_nothing)
        presenter._waiting.append(AddLine(barcode="8906000000017"))
        return MrpSheet(presenter, "Tea 250 g", mrp_rows, stage.billing)

    def key(stage: Stage) -> Sheet:
        from pos_desktop.ui.settings.keys_page import KeySheet
        from pos_desktop.ui.settings.keys_presenter import KeyRow, KeysPresenter

        row = KeyRow(
            action="hold", scope="billing", does="Hold this order for later", printed="F6",
            usual="", is_fixed=False,
        )  # fmt: skip
        presenter = KeysPresenter(stage.counter, stage.billing, str)
        return KeySheet(presenter, row, stage.billing)

    def pay(stage: Stage) -> Sheet:
        screen, outlet_view = stage.billing, stage.counter.outlet
        assert outlet_view is not None
        return PaySheet(stage.counter, stage.order, outlet_view, ask_nothing, screen)

    def go_to(stage: Stage) -> Sheet:
        rows = (
            PlaceRow(place_id="billing", title="Billing", key="Alt+1"),
            PlaceRow(place_id="bills", title="Bills", key="Alt+2"),
        )
        return GoToSheet(rows, "bills", stage.window)

    def approval(stage: Stage) -> Sheet:
        what = "A manager must approve to sell Maida 500 g more than 10% below its price."
        return ApprovalSheet(stage.counter, what, ask_nothing, ask_nothing, stage.billing)

    def restore(stage: Stage) -> Sheet:
        rescue = stage.counter.rescue
        assert rescue is not None
        return RestoreSheet(
            rescue, stage.tasks, stage.window, counter=stage.counter, go=ask_nothing
        )

    def crash(stage: Stage) -> Sheet:
        return CrashSheet(stage.backend, stage.tasks, stage.window, ValueError("a fault"))

    return {
        "PaySheet": pay,
        "CustomerSheet": lambda stage: CustomerSheet(
            stage.counter, None, ask_nothing, ask_nothing, stage.billing,
            usual=ask_nothing, collect=ask_nothing,
        ),
        "CustomerSheet, linked": lambda stage: CustomerSheet(
            stage.counter, stage.customer, ask_nothing, ask_nothing, stage.billing,
            usual=ask_nothing, collect=ask_nothing,
        ),
        "GstSheet": lambda stage: GstSheet(
            stage.counter, stage.billing.presenter.cart, stage.billing
        ),
        "SupplySheet": lambda stage: SupplySheet(
            stage.counter, stage.billing.presenter.cart, stage.order, stage.billing
        ),
        "AdvanceSheet": lambda stage: AdvanceSheet(
            stage.counter, stage.billing, stage.customer, taken=ask_nothing
        ),
        "QuantitySheet": lambda stage: QuantitySheet(
            stage.billing.presenter.cart, 1, stage.billing
        ),
        "PriceSheet": lambda stage: PriceSheet(stage.billing.presenter.cart, 1, stage.billing),
        "NewItemSheet": lambda stage: NewItemSheet(
            stage.counter, "4006381333931", ask_nothing, stage.billing
        ),
        "HoldSheet": lambda stage: HoldSheet(stage.billing.asks.held, "Blue shirt", stage.billing),
        "RecallSheet": lambda stage: RecallSheet(stage.billing.asks.held, stage.billing),
        "DiscardSheet": lambda stage: DiscardSheet("Blue shirt", ask_nothing, stage.billing),
        "OrderTypeSheet": lambda stage: OrderTypeSheet(stage.billing.asks.types, stage.billing),
        "MrpSheet": mrp,
        "KeySheet": key,
        "PreviewSheet": lambda stage: PreviewSheet(
            stage.counter, PrintoutKind.BILL, stage.bill, stage.billing
        ),
        "ApprovalSheet": approval,
        "RestoreSheet": restore,
        "CrashSheet": crash,
        "KeysSheet": lambda stage: KeysSheet(stage.window),
        "HelpSheet": lambda stage: HelpSheet("sell-on-account", stage.window),
        "GoToSheet": go_to,
    }  # fmt: skip


def _shift_sheets() -> dict[str, Callable[[Stage], Sheet]]:
    from pos_desktop.ui.bills.correct_sheet import CorrectTenderSheet
    from pos_desktop.ui.returns.gst_bill_sheet import GstBillSheet
    from pos_desktop.ui.returns.sheet import ReturnSheet
    from pos_desktop.ui.shift.cash_move_sheet import CashMoveSheet
    from pos_desktop.ui.shift.hand_over_sheet import HandOverSheet
    from pos_desktop.ui.shift.match_sheet import MatchSheet
    from pos_desktop.ui.shift.no_sale_sheet import NoSaleSheet
    from pos_desktop.ui.shift.trend_sheet import TrendSheet

    def moves(kind: CashKind) -> Callable[[Stage], Sheet]:
        return lambda stage: CashMoveSheet(stage.counter, kind, stage.page("shift"))

    kinds = (CashKind.PAY_IN, CashKind.PAYOUT, CashKind.DROP)
    return {f"CashMoveSheet, {kind.value}": moves(kind) for kind in kinds} | {
        "HandOverSheet": lambda stage: HandOverSheet(stage.counter, stage.page("shift")),
        "NoSaleSheet": lambda stage: NoSaleSheet(stage.counter, stage.page("shift")),
        "MatchSheet": lambda stage: MatchSheet(stage.counter, stage.page("shift")),
        "TrendSheet": lambda stage: TrendSheet(stage.counter, stage.page("shift")),
        "CorrectTenderSheet": lambda stage: CorrectTenderSheet(
            stage.counter, stage.bill, stage.page("bills")
        ),
        "ReturnSheet": lambda stage: ReturnSheet(
            stage.counter, stage.page("bills"), done=ask_nothing
        ),
        "ReturnSheet, of a bill": lambda stage: ReturnSheet(
            stage.counter, stage.page("bills"), done=ask_nothing, number=stage.bill
        ),
        "GstBillSheet": lambda stage: GstBillSheet(
            stage.counter, stage.page("bills"), number=stage.bill, done=ask_nothing
        ),
    }


def _customer_sheets() -> dict[str, Callable[[Stage], Sheet]]:
    from pos_desktop.ui.customers import account_sheets as of
    from pos_desktop.ui.customers.collect_sheet import CollectSheet
    from pos_desktop.ui.customers.edit_sheet import EditSheet
    from pos_desktop.ui.customers.history_sheet import HistorySheet
    from pos_desktop.ui.customers.openings_sheet import OpeningsSheet
    from pos_desktop.ui.customers.reminder_sheet import ReminderSheet
    from pos_desktop.ui.customers.statement_sheet import StatementSheet

    def merge(stage: Stage) -> Sheet:
        others = customers.search(stage.counter.desk, customers.SearchCustomers(q="98"))
        known = tuple(each for each in others.customers if each.id != stage.customer.id)
        page = stage.page("customers")
        return of.merge_sheet(stage.counter, page, stage.customer, known, ask_nothing)

    def about(make: Callable[..., Sheet]) -> Callable[[Stage], Sheet]:
        return lambda stage: make(
            stage.counter, stage.page("customers"), stage.customer, ask_nothing
        )

    return {
        "EditSheet": lambda stage: EditSheet(
            stage.counter, stage.page("customers"), saved=ask_nothing
        ),
        "EditSheet, known": lambda stage: EditSheet(
            stage.counter, stage.page("customers"), saved=ask_nothing, customer=stage.customer
        ),
        "CollectSheet": lambda stage: CollectSheet(
            stage.counter,
            stage.page("customers"),
            customer_id=stage.customer.id,
            collected=ask_nothing,
        ),
        "StatementSheet": lambda stage: StatementSheet(
            stage.counter, stage.page("customers"), customer_id=stage.customer.id
        ),
        "HistorySheet": lambda stage: HistorySheet(
            stage.counter,
            stage.page("customers"),
            customer_id=stage.customer.id,
            name=stage.customer.name,
        ),
        "OpeningsSheet": lambda stage: OpeningsSheet(
            stage.counter, stage.page("balances"), done=lambda: None
        ),
        "ReminderSheet": lambda stage: ReminderSheet(
            stage.counter, stage.page("balances"), customer_ids=(stage.customer.id,)
        ),
        "FormSheet, terms": about(of.terms_sheet),
        "FormSheet, adjustment": about(of.adjust_sheet),
        "FormSheet, promise": about(of.promise_sheet),
        "FormSheet, merge": merge,
        "FormSheet, reverse": lambda stage: of.reverse_sheet(
            stage.counter, stage.page("customers"), "PAY/25-26/A/000001", ask_nothing
        ),
        "FormSheet, link": lambda stage: of.link_sheet(
            stage.counter, stage.page("bills"), stage.bill, ask_nothing
        ),
    }


def _item_and_settings_sheets() -> dict[str, Callable[[Stage], Sheet]]:
    from pos_desktop.ui.items.card_sheet import CardSheet
    from pos_desktop.ui.items.import_sheet import ImportSheet
    from pos_desktop.ui.items.labels_sheet import LabelsSheet
    from pos_desktop.ui.items.plan_sheet import PlanSheet
    from pos_desktop.ui.items.stock_sheet import StockSheet
    from pos_desktop.ui.print_queue.sheet import QueueSheet
    from pos_desktop.ui.reports.hsn_sheet import HsnSheet
    from pos_desktop.ui.settings.calibrate_sheet import CalibrateSheet
    from pos_desktop.ui.settings.folder_sheet import FolderSheet
    from pos_desktop.ui.settings.gst_data_sheet import GstDataSheet
    from pos_desktop.ui.settings.rate_sheet import RateSheet
    from pos_desktop.ui.settings.recovery_sheet import RecoverySheetSheet
    from pos_desktop.ui.settings.secret_sheet import SecretSheet

    def item(stage: Stage) -> int:
        found = items.search(stage.counter.desk, items.SearchItems(q=CART[0]))
        return found.items[0].id

    def rate(stage: Stage) -> Sheet:
        known = tax.classes(stage.counter.desk, tax.AllTaxClasses()).classes[0]
        return RateSheet(stage.counter, stage.page("settings"), known, saved=ask_nothing)

    def hsn(stage: Stage) -> Sheet:
        problem = Problem(
            code="hsn_missing",
            must=True,
            subject=Subject.ITEM,
            subject_id=str(item(stage)),
            subject_name="Gift basket",
            example=stage.bill,
            words="Gift basket has no HSN.",
            mend="Write it down.",
        )
        return HsnSheet(stage.counter, stage.page("reports"), problem, ask_nothing)

    return {
        "CardSheet": lambda stage: CardSheet(
            stage.counter, stage.page("items"), saved=ask_nothing, item_id=item(stage)
        ),
        "CardSheet, new": lambda stage: CardSheet(
            stage.counter, stage.page("items"), saved=ask_nothing
        ),
        "PlanSheet": lambda stage: PlanSheet(
            stage.counter, stage.page("items"), item(stage), saved=ask_nothing
        ),
        "StockSheet": lambda stage: StockSheet(
            stage.counter, stage.page("items"), item(stage), saved=ask_nothing
        ),
        "LabelsSheet": lambda stage: LabelsSheet(
            stage.counter, stage.page("items"), ((item(stage), 30),)
        ),
        "ImportSheet": lambda stage: ImportSheet(
            stage.counter, stage.page("items"), done=ask_nothing
        ),
        "HsnSheet": hsn,
        "QueueSheet": lambda stage: QueueSheet(stage.counter, stage.window),
        "CalibrateSheet": lambda stage: CalibrateSheet(
            stage.counter, stage.page("settings"), Place.RECEIPT, done=ask_nothing
        ),
        "RateSheet": rate,
        "GstDataSheet": lambda stage: GstDataSheet(
            stage.counter, stage.page("settings"), taken=ask_nothing
        ),
        "SecretSheet": lambda stage: SecretSheet(stage.counter, stage.page("settings")),
        "RecoverySheetSheet": lambda stage: RecoverySheetSheet(
            stage.counter, stage.page("settings"), ask_nothing
        ),
        "FolderSheet": lambda stage: FolderSheet(
            stage.counter,
            stage.page("settings"),
            first="/media/backups/first",
            now="/media/backups/second",
            saved=ask_nothing,
        ),
    }


SHEETS: dict[str, Callable[[Stage], Sheet]] = (
    _billing_sheets() | _shift_sheets() | _customer_sheets() | _item_and_settings_sheets()
)
"""How each is made; after the name of its class, which of its faces it is."""


def _setting(stage: Stage, page_id: str) -> QWidget:
    from pos_desktop.ui.settings.screen import SettingsScreen

    screen = stage.page("settings")
    assert isinstance(screen, SettingsScreen)
    screen.presenter.page_chosen(page_id)
    stage.settle()
    page = screen.page(page_id)
    assert page is not None
    return page


def _new_person(stage: Stage) -> None:
    _setting(stage, "people").add.click()  # type: ignore[attr-defined]


def _entry(stage: Stage) -> None:
    table = _setting(stage, "audit").list  # type: ignore[attr-defined]
    table.row_activated.emit(table.rows_model.rows[0])


def _closed_shift(stage: Stage) -> None:
    history = stage.page("shift").history  # type: ignore[attr-defined]
    history.table.row_activated.emit(history.table.rows_model.rows[-1])


OPENED_BY: dict[str, Callable[[Stage], None]] = {
    "PersonSheet": _new_person,
    "DetailsSheet": _entry,
    "ResultSheet": _closed_shift,
}
"""Sheets about something that only their screen knows."""


def sheets_of_the_code() -> set[str]:
    """The names of all sheets that the program has; one that others build on begins with _."""
    for module in pkgutil.walk_packages(pos_desktop.ui.__path__, "pos_desktop.ui."):
        importlib.import_module(module.name)
    found: set[str] = set()
    waiting = list(Sheet.__subclasses__())
    while waiting:
        sheet = waiting.pop()
        waiting += sheet.__subclasses__()
        if sheet.__module__.startswith("pos_desktop.") and not sheet.__name__.startswith("_"):
            found.add(sheet.__name__)
    return found
