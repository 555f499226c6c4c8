"""What the balance report shows; the figures of its rows already in words."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.accounts import NO_PHONE, BalanceRow, UnpaidBill
from pos_desktop.application.balance_history import BalancePoint, Totals
from pos_desktop.domain.accounts import Ageing, BalanceSort, BalanceState
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.phones import format_phone
from pos_desktop.ui.bills.paging import FIRST_PAGE, PageState
from pos_desktop.ui.bills.periods import day_words

NOTHING_DUE = Ageing()
AGES = (30, 60, 90)
"""Days: the ages that can be asked for."""


class BalanceLine(Struct, frozen=True, kw_only=True):
    """One row of the report. ``key`` tells it from all others; ``balance`` is signed paise."""

    key: str
    customer_id: int | None
    name: str
    phone: str
    balance: Paise
    days_0_30: str
    days_31_60: str
    days_61_90: str
    over_90: str
    oldest: str
    bills: tuple[UnpaidBill, ...]
    """The figures as they are: of thousands, three are seen at a time."""


class ReportFilter(Struct, frozen=True, kw_only=True):
    """What was asked for, as it stands in the controls."""

    state: BalanceState = BalanceState.OWING
    text: str = ""
    older_than_days: int | None = None
    least_typed: str = ""
    least: Paise | None = None
    most: Paise | None = None
    sort: BalanceSort = BalanceSort.BALANCE

    @property
    def narrows(self) -> bool:
        """Whether it leaves out anyone that its state lists."""
        return bool(self.text or self.older_than_days is not None or self.least or self.most)


class BalancesState(Struct, frozen=True, kw_only=True):
    """The whole screen."""

    filter: ReportFilter = ReportFilter()
    total_credit: str = format_rupees(0)
    customers: str = "0"
    average: str = format_rupees(0)
    rows: tuple[BalanceLine, ...] = ()
    chosen: BalanceLine | None = None
    page: PageState = FIRST_PAGE
    ages: Ageing = NOTHING_DUE
    totals: Totals | None = None
    over_time: tuple[BalancePoint, ...] = ()
    as_of: str = ""
    """When the figures were read, on the outlet's clock; "" before the first time."""
    least_problem: str = ""
    most_problem: str = ""
    exporting: bool = False
    export_done: int = 0
    export_total: int = 0
    """Rows read so far and in all, while a file is being made; 0 before that is known."""


def balance_line(row: BalanceRow) -> BalanceLine:
    """A row as the report shows it."""
    ages = row.ageing
    return BalanceLine(
        key=f"bill {row.bills[0].bill_number}" if row.customer_id is None else str(row.customer_id),
        customer_id=row.customer_id,
        name=row.name,
        phone=row.phone if row.phone == NO_PHONE else format_phone(row.phone),
        balance=row.balance,
        days_0_30=_figure(ages.days_0_30),
        days_31_60=_figure(ages.days_31_60),
        days_61_90=_figure(ages.days_61_90),
        over_90=_figure(ages.over_90),
        oldest=day_words(min(bill.date for bill in row.bills)) if row.bills else "",
        bills=row.bills,
    )


def _figure(amount: Paise) -> str:
    return format_amount(amount) if amount else "–"
