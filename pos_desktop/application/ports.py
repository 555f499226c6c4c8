"""What the use cases need from outside, as Protocols. Adapters live in the outer packages.

All times are aware UTC datetimes; money is paise, quantities are thousandths.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from pos_desktop.domain.accounts import BalanceSort, BalanceState
from pos_desktop.domain.measures import BasisPoints, Milli
from pos_desktop.domain.money import Paise

if TYPE_CHECKING:
    from pos_desktop.application.account_ports import Accounts, Customers
    from pos_desktop.application.audit_port import AuditLog
    from pos_desktop.application.credit_notes_port import CreditNotes
    from pos_desktop.application.drawer_port import DrawerBook, Shifts
    from pos_desktop.application.item_ports import ItemCards, Stock
    from pos_desktop.application.journal_port import Journal
    from pos_desktop.application.letterhead import Letterheads
    from pos_desktop.application.print_queue_port import PrintQueue
    from pos_desktop.application.printing import PrinterSettings, PrintJobs
    from pos_desktop.application.report_ports import SalesFigures, Supplies
    from pos_desktop.application.tax_ports import Tax, Vouchers
    from pos_desktop.application.terminal_printers import TerminalPrinterStore
    from pos_desktop.domain.backups import Backup, Occasion
    from pos_desktop.domain.bills import Bill, BillSummary
    from pos_desktop.domain.checks import ChainKey, CheckReport, Progress
    from pos_desktop.domain.clock import Doubt, Moment
    from pos_desktop.domain.credit_notes import CreditNote
    from pos_desktop.domain.documents import Series
    from pos_desktop.domain.gst import Supply, Treatment
    from pos_desktop.domain.item_cards import PrintedPrice
    from pos_desktop.domain.items import Category, Item
    from pos_desktop.domain.lockout import Guard
    from pos_desktop.domain.orders import Order, OrderStatus
    from pos_desktop.domain.outlet import Outlet, Terminal
    from pos_desktop.domain.own_keys import OwnKey
    from pos_desktop.domain.people import Role, User
    from pos_desktop.domain.preferences import Preferences


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a long list: page 1 is the first."""

    page: int = 1
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceFilter:
    """Which rows of the balance report. Amounts are sizes of balances, none negative."""

    state: BalanceState = BalanceState.OWING
    least: Paise | None = None
    most: Paise | None = None
    older_than: date | None = None
    """Only who has an unpaid bill from before this business date."""
    text: str = ""
    sort: BalanceSort = BalanceSort.BALANCE
    page: Page = Page()


class Clock(Protocol):
    """Now, as an aware UTC datetime."""

    def __call__(self) -> datetime: ...


class NewUuid(Protocol):
    """A new UUIDv7 in its 36-character form."""

    def __call__(self) -> str: ...


class Secrets(Protocol):
    """PINs and passwords, never kept in the clear."""

    def hash(self, secret: str) -> str: ...
    def verify(self, hashed: str, secret: str) -> bool: ...


class People(Protocol):
    """Outlets, terminals and users."""

    def outlet(self, outlet_id: int) -> Outlet: ...
    def save_outlet(self, outlet: Outlet) -> None: ...
    def only_outlet(self) -> Outlet: ...
    def terminal(self, code: str) -> Terminal | None: ...
    def users(self, outlet_id: int) -> Sequence[User]: ...
    def user_by_login(self, login: str) -> User | None: ...
    def printer(self, terminal_id: int) -> PrinterSettings: ...
    def set_printer(self, terminal_id: int, settings: PrinterSettings) -> None: ...
    def add_outlet(self, outlet: Outlet, *, organisation: str, organisation_uuid: str) -> int: ...
    def add_terminal(self, terminal: Terminal) -> int: ...
    def add_user(self, user: User) -> int: ...
    def role_now(self, user_id: int) -> Role | None: ...
    def save_user(self, user: User) -> None: ...
    def guard(self, user_id: int) -> Guard: ...
    def set_guard(self, user_id: int, guard: Guard) -> None: ...
    def preferences(self, user_id: int) -> Preferences | None: ...
    def own_keys(self, user_id: int) -> Sequence[OwnKey]: ...
    def set_own_keys(self, user_id: int, keys: Sequence[OwnKey]) -> None: ...
    def has_display(self, terminal_id: int) -> bool: ...
    def set_display(self, terminal_id: int, *, is_on: bool) -> None: ...
    def set_preferences(self, user_id: int, wanted: Preferences) -> None: ...


class Items(Protocol):
    """What is sold, with the tax terms of a day."""

    def by_barcode(self, outlet_id: int, barcode: str, day: date) -> Item | None: ...
    def by_code(self, outlet_id: int, code: str, day: date) -> Item | None: ...
    def by_id(self, outlet_id: int, item_id: int, day: date) -> Item | None: ...
    def search(self, outlet_id: int, text: str, day: date, limit: int) -> Sequence[Item]: ...
    def favourites(self, outlet_id: int, day: date) -> Sequence[Item]: ...
    def categories(self, outlet_id: int) -> Sequence[Category]: ...
    def move_stock(self, bill: Bill, new_uuid: NewUuid) -> None: ...
    def take_back(self, note: CreditNote, new_uuid: NewUuid) -> None: ...
    def further_mrps(self, item_id: int) -> Sequence[PrintedPrice]: ...
    def stock(self, item_id: int) -> Milli: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item as it is first written down; the first barcode is the one that is shown."""

    uuid: str
    code: str
    name: str
    name_hi: str = ""
    category_id: int | None = None
    tax_class_id: int
    hsn: str = ""
    unit: str = "NOS"
    sold_by_weight: bool = False
    price: Paise
    price_includes_tax: bool = True
    mrp: Paise | None = None
    stock: Milli = 0
    low_stock: Milli | None = None
    is_favourite: bool = False
    barcodes: tuple[str, ...] = ()


class Catalogue(Protocol):
    """Writes down what is sold: categories, tax classes with their dated rates, items."""

    def add_category(
        self, outlet_id: int, *, uuid: str, name: str, name_hi: str, colour: str
    ) -> int: ...
    def add_tax_class(
        self,
        outlet_id: int,
        *,
        uuid: str,
        code: str,
        name: str,
        treatment: Treatment,
        supply: Supply,
    ) -> int: ...
    def add_tax_rate(
        self,
        tax_class_id: int,
        *,
        valid_from: date,
        gst_rate: BasisPoints,
        cess_rate: BasisPoints = 0,
        cess_per_unit: Paise = 0,
        rsp_valued: bool = False,
    ) -> None: ...
    def add_item(self, outlet_id: int, item: NewItem, *, at: datetime) -> int: ...
    def add_barcode(self, outlet_id: int, item_id: int, barcode: str) -> None: ...


class Orders(Protocol):
    """Orders that are being rung up; saved at every change."""

    def add(self, order: Order) -> Order: ...
    def get(self, outlet_id: int, order_id: int) -> Order | None: ...
    def save(self, order: Order, *, at: datetime) -> None: ...
    def complete(self, order: Order, *, at: datetime) -> None: ...
    def listed(
        self, outlet_id: int, statuses: Sequence[OrderStatus], terminal_id: int | None
    ) -> Sequence[Order]: ...
    def next_number(self, outlet_id: int, day: date) -> int: ...


class Bills(Protocol):
    """Issued bills: added once, never changed."""

    def add(self, bill: Bill, new_uuid: NewUuid) -> int: ...
    def by_number(self, outlet_id: int, number: str) -> Bill | None: ...
    def by_order(self, outlet_id: int, order_id: int) -> Bill | None: ...
    def search(
        self, outlet_id: int, text: str, first: date | None, last: date | None, page: Page
    ) -> tuple[Sequence[BillSummary], int]: ...
    def of_customer(
        self, outlet_id: int, customer_id: int, page: Page
    ) -> tuple[Sequence[BillSummary], int]: ...
    def next_number(self, terminal_id: int, series: Series, year: str) -> int: ...


class Work(Protocol):
    """One transaction: the repositories of the store. Leaving without commit rolls back."""

    @property
    def people(self) -> People: ...
    @property
    def items(self) -> Items: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def tax(self) -> Tax: ...
    @property
    def vouchers(self) -> Vouchers: ...
    @property
    def item_cards(self) -> ItemCards: ...
    @property
    def stock(self) -> Stock: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def bills(self) -> Bills: ...
    @property
    def credit_notes(self) -> CreditNotes: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def shifts(self) -> Shifts: ...
    @property
    def letterheads(self) -> Letterheads: ...
    @property
    def terminal_printers(self) -> TerminalPrinterStore: ...
    @property
    def print_queue(self) -> PrintQueue: ...
    @property
    def drawer(self) -> DrawerBook: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def audit_log(self) -> AuditLog: ...
    @property
    def supplies(self) -> Supplies: ...
    @property
    def sales(self) -> SalesFigures: ...
    def seal(self) -> str:
        """Seal what was added so far; returns the proof that its printout shows."""
        ...

    def end_day(self) -> None:
        """Replace the key of the chain once this transaction is sealed."""
        ...

    def clock_doubt(self) -> tuple[Doubt, datetime] | None:
        """Why now cannot be believed, and the last moment that is; None when it can."""
        ...

    def trust_clock(self) -> None:
        """Take the clock for right from this transaction on."""
        ...

    def commit(self) -> None: ...


class Store(Protocol):
    """The shop's store. ``work`` takes the write lock, ``look`` never does and cannot write."""

    def work(
        self, terminal_id: int = 0, now: Moment | None = None
    ) -> AbstractContextManager[Work]: ...
    def look(self) -> AbstractContextManager[Work]: ...
    def print_jobs(self) -> PrintJobs: ...
    def back_up(self, second: str, now: datetime, occasion: Occasion) -> tuple[Backup, ...]: ...
    def backup_place(self) -> str:
        """The folder in which backups lie first, beside the shop."""
        ...

    def recovery_code(self) -> tuple[list[str], str]: ...
    def check(self, first_key: ChainKey | None, tell: Progress) -> CheckReport: ...
