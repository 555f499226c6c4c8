"""What the use cases of customers and their khata need from the store, as Protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from pos_desktop.application.ports import Page
from pos_desktop.domain.accounts import BalanceSort, BalanceState
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise

if TYPE_CHECKING:
    from pos_desktop.domain.accounts import (
        Adjustment,
        Ageing,
        BalanceTotal,
        DueBill,
        Entry,
        PaymentReceipt,
        Settled,
        StatementLine,
    )
    from pos_desktop.domain.bills import Bill
    from pos_desktop.domain.customers import Customer, CustomerDetails


class BalanceFilter(Struct, frozen=True, kw_only=True):
    """Which rows of the balance report. Amounts are sizes of balances, none negative."""

    state: BalanceState = BalanceState.OWING
    least: Paise | None = None
    most: Paise | None = None
    older_than: date | None = None
    """Only who has an unpaid bill from before this business date."""
    text: str = ""
    sort: BalanceSort = BalanceSort.BALANCE
    page: Page = Page()


class Customers(Protocol):
    """Customers of an outlet."""

    def add(self, outlet_id: int, uuid: str, details: CustomerDetails, at: datetime) -> int: ...
    def update(self, customer_id: int, details: CustomerDetails, at: datetime) -> None: ...
    def get(self, outlet_id: int, customer_id: int) -> Customer | None: ...
    def by_phone(self, outlet_id: int, phone: str) -> Customer | None: ...
    def search(self, outlet_id: int, text: str, limit: int) -> Sequence[Customer]: ...
    def record_order(self, customer_id: int, spent: Paise, at: datetime) -> None: ...
    def record_return(self, customer_id: int, given_back: Paise) -> None: ...
    def set_active(self, customer_id: int, *, active: bool, at: datetime) -> None: ...
    def merge(self, gone_id: int, kept_id: int, at: datetime) -> None:
        """Move totals, dues and what points to it; entries and bills stay as they are."""
        ...

    def promise(self, customer_id: int, on: date | None, note: str) -> None: ...
    def reminded(self, customer_id: int, at: datetime) -> None: ...
    def link_bill(
        self, *, outlet_id: int, bill_id: int, customer_id: int, uuid: str, at: datetime, by: int
    ) -> None: ...
    def opened(self, outlet_id: int) -> Sequence[OpenedAccount]:
        """Every opening balance that was put on an account, in the order they were."""
        ...

    def usual_items(self, outlet_id: int, customer_id: int) -> Sequence[tuple[int, int, Milli]]:
        """Item, in how many of the last orders it was, and its usual quantity; most often first."""
        ...


class OpenedAccount(Struct, frozen=True, kw_only=True):
    """An opening balance by its number, as the customer was named, and whose account it is now."""

    customer_id: int
    name: str
    nickname: str
    landmark: str
    number: str
    stands: bool
    """False when it was taken back."""


class AccountTotals(Struct, frozen=True, kw_only=True):
    """What is owed to the shop, and what it owes (advances), in paise, each a positive figure."""

    owed: Paise
    owing_customers: int
    advances: Paise
    customers_with_advance: int
    without_customer: Paise
    bills_without_customer: int


class DueChange(Struct, frozen=True, kw_only=True):
    """A part of a due that is settled (negative) or due again (positive), and by what.

    Without a ``due_id`` a new due of the bill ``bill_id`` is begun.
    """

    uuid: str
    outlet_id: int
    customer_id: int
    due_id: int | None
    bill_id: int | None = None
    business_date: date
    total: Paise
    amount: Paise
    payment_id: int | None = None
    adjustment_id: int | None = None
    at: datetime


class Accounts(Protocol):
    """The khata: entries, unpaid parts of bills, payments."""

    def post(self, entry: Entry) -> Paise: ...
    def add_due(self, bill: Bill) -> None: ...
    def dues(self, outlet_id: int, customer_id: int) -> Sequence[DueBill]: ...
    def due_of(self, bill_id: int) -> Paise: ...
    def add_payment(self, receipt: PaymentReceipt, *, outlet_id: int, shift_id: int) -> int: ...
    def allocate(
        self,
        *,
        payment_id: int | None = None,
        credit_note_id: int | None = None,
        bill_id: int,
        amount: Paise,
        uuid: str,
        at: datetime,
    ) -> None: ...
    def payment(self, outlet_id: int, number: str) -> PaymentReceipt | None: ...
    def entries(
        self, outlet_id: int, customer_id: int, first: date | None, last: date | None
    ) -> tuple[Paise, Sequence[StatementLine]]: ...
    def balances(
        self, outlet_id: int, wanted: BalanceFilter
    ) -> tuple[Sequence[BalanceTotal], int, Paise]: ...
    def unpaid_bills(
        self, outlet_id: int, customer_ids: Sequence[int]
    ) -> dict[int, list[DueBill]]: ...
    def computed_balances(
        self, outlet_id: int, customer_id: int | None
    ) -> Sequence[tuple[int, Paise, Paise]]: ...
    def set_balance(self, customer_id: int, balance: Paise) -> None: ...
    def balance(self, customer_id: int) -> Paise: ...
    def add_adjustment(self, adjustment: Adjustment) -> int: ...
    def adjustment(self, outlet_id: int, number: str) -> Adjustment | None: ...
    def adjustments_of(
        self, outlet_id: int, *, payment_id: int | None = None, batch: str | None = None
    ) -> Sequence[Adjustment]: ...
    def last_import(self, outlet_id: int) -> str:
        """The batch of the last import of opening balances that stands; "" without one."""
        ...

    def is_reversed(
        self, *, payment_id: int | None = None, reverses: int | None = None
    ) -> bool: ...
    def add_adjustment_due(self, adjustment: Adjustment) -> None: ...
    def settled(self, outlet_id: int, customer_id: int) -> Sequence[Settled]:
        """What could be due again, newest first."""
        ...

    def change_due(self, change: DueChange) -> None: ...
    def own_dues(self, bill_id: int, customer_id: int) -> Paise:
        """Put what is due of a bill without a customer on an account; returns how much."""
        ...

    def by_day(
        self, outlet_id: int, customer_id: int | None = None
    ) -> Sequence[tuple[date, Paise]]:
        """Per business date, by how much all balances together, or one, moved."""
        ...

    def ages(self, outlet_id: int, wanted: BalanceFilter, today: date) -> Ageing:
        """What is unpaid in all rows of a filter, by age on *today*; its page does not matter."""
        ...

    def totals(self, outlet_id: int, *, whole_organisation: bool) -> AccountTotals: ...
