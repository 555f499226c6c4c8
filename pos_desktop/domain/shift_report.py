"""What an X report, a Z report and the owner's evening slip say: figures of shifts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct, field

from pos_desktop.domain.drawer import CashSlip, SlipKind
from pos_desktop.domain.measures import BasisPoints
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import CashSums


class Heading(Struct, frozen=True, kw_only=True):
    """The outlet as it was when the report was made."""

    name: str
    legal_name: str
    address: str
    phone: str
    gstin: str | None
    is_demo: bool


class NumberRange(Struct, frozen=True, kw_only=True):
    """The documents of one series: from its first to its last number."""

    first: str
    last: str
    count: int


class KindLine(Struct, frozen=True, kw_only=True):
    """Bills of one kind of document."""

    document: str
    count: int
    total: Paise


class RateLine(Struct, frozen=True, kw_only=True):
    """Sales of one treatment and GST rate. ``tax`` is all GST; cess stands beside it."""

    treatment: str
    rate: BasisPoints
    taxable: Paise
    tax: Paise
    cess: Paise


class MethodLine(Struct, frozen=True, kw_only=True):
    """Money by the way it was paid; bills after corrections of their tenders."""

    method: Method
    count: int
    amount: Paise


class RefundLine(Struct, frozen=True, kw_only=True):
    """What credit notes gave back, by how: ``cash``, ``upi``, ``card``, and so on."""

    method: str
    count: int
    amount: Paise


class SlipLine(Struct, frozen=True, kw_only=True):
    """Cash slips of one kind."""

    kind: SlipKind
    count: int
    amount: Paise


class ShiftFigures(Struct, frozen=True, kw_only=True):
    """Everything that was sold, taken, given and done; of one shift, or of several together."""

    bills: int = 0
    total: Paise = 0
    discounts: Paise = 0
    round_off: Paise = 0
    kinds: tuple[KindLine, ...] = ()
    rates: tuple[RateLine, ...] = ()
    tenders: tuple[MethodLine, ...] = ()
    collections: tuple[MethodLine, ...] = ()
    taken_back: tuple[MethodLine, ...] = ()
    """Payments on account that were reversed, and advances that were paid back, meanwhile; those in
    cash left this drawer."""
    returns: int = 0
    returned: Paise = 0
    refunds: tuple[RefundLine, ...] = ()
    advances_taken: Paise = 0
    cash: CashSums = field(default_factory=CashSums)
    slips: tuple[SlipLine, ...] = ()
    corrections: int = 0
    voids: int = 0
    voided: Paise = 0
    failed_sign_ins: int = 0
    documents: tuple[NumberRange, ...] = ()

    def by_method(self, method: Method) -> Paise:
        """What was paid of bills in that way."""
        return sum(line.amount for line in self.tenders if line.method is method)


class CountLine(Struct, frozen=True, kw_only=True):
    """A count of the close, as it was handed in."""

    at: datetime
    by: str
    counted: Paise
    variance: Paise


class HandOver(Struct, frozen=True, kw_only=True):
    """A count at which another person took the drawer over."""

    at: datetime
    given_by: str
    taken_by: str
    counted: Paise
    variance: Paise


class MatchLine(Struct, frozen=True, kw_only=True):
    """Card slips or the UPI list against what was recorded."""

    method: Method
    recorded: Paise
    counted: Paise


class Closing(Struct, frozen=True, kw_only=True):
    """How the drawer was closed."""

    counts: tuple[CountLine, ...]
    closing_cash: Paise
    cash_variance: Paise
    variance_words: str
    reason: str
    approved_by: str
    matches: tuple[MatchLine, ...]


class ShiftReport(Struct, frozen=True, kw_only=True):
    """An X report, or with a number and a closing a Z report. Times are the outlet's."""

    number: str = ""
    heading: Heading
    terminal: str
    shift_number: int
    business_date: date
    opened_at: datetime
    opened_by: str
    until: datetime
    made_by: str
    opening_cash: Paise
    handover_gap: Paise
    expected_cash: Paise
    figures: ShiftFigures
    hand_overs: tuple[HandOver, ...] = ()
    held_orders: tuple[str, ...] = ()
    closing: Closing | None = None


class DayShift(Struct, frozen=True, kw_only=True):
    """One shift of the owner's evening slip; what was counted is None while it is open."""

    terminal: str
    number: int
    opened_by: str
    total: Paise
    expected_cash: Paise
    closing_cash: Paise | None
    cash_variance: Paise | None


class DayReport(Struct, frozen=True, kw_only=True):
    """The owner's evening slip: a business date over all shifts of the outlet."""

    heading: Heading
    business_date: date
    made_at: datetime
    made_by: str
    shifts: tuple[DayShift, ...]
    figures: ShiftFigures


class CopyMark(Struct, frozen=True, kw_only=True):
    """Marks a copy: which, when on the outlet's clock, and who asked for it."""

    copy: int
    at: datetime
    by: str


class PrintedReport(Struct, frozen=True, kw_only=True):
    """A shift's report with what its printout shows of its entry in the chain of proof."""

    report: ShiftReport
    proof: str = ""


class PrintedSlip(Struct, frozen=True, kw_only=True):
    """A cash slip under the heading of its outlet."""

    heading: Heading
    terminal: str
    slip: CashSlip


DrawerPrintout = PrintedReport | PrintedSlip | DayReport


def together(parts: Iterable[ShiftFigures]) -> ShiftFigures:
    """The figures of several shifts added up; their documents stand one after the other."""
    found = list(parts)
    sums = {
        name: sum(getattr(part, name) for part in found)
        for name in (
            "bills",
            "total",
            "discounts",
            "round_off",
            "returns",
            "returned",
            "advances_taken",
            "corrections",
            "voids",
            "voided",
            "failed_sign_ins",
        )
    }
    cash = CashSums(
        **{n: sum(getattr(part.cash, n) for part in found) for n in CashSums.__struct_fields__}
    )
    return ShiftFigures(
        **sums,
        cash=cash,
        kinds=_kinds(line for part in found for line in part.kinds),
        rates=_rates(line for part in found for line in part.rates),
        tenders=_methods(line for part in found for line in part.tenders),
        collections=_methods(line for part in found for line in part.collections),
        taken_back=_methods(line for part in found for line in part.taken_back),
        refunds=_refunds(line for part in found for line in part.refunds),
        slips=_slips(line for part in found for line in part.slips),
        documents=tuple(line for part in found for line in part.documents),
    )


def _kinds(lines: Iterable[KindLine]) -> tuple[KindLine, ...]:
    sums: dict[str, tuple[int, Paise]] = {}
    for line in lines:
        count, total = sums.get(line.document, (0, 0))
        sums[line.document] = (count + line.count, total + line.total)
    return tuple(KindLine(document=k, count=c, total=t) for k, (c, t) in sorted(sums.items()))


def _rates(lines: Iterable[RateLine]) -> tuple[RateLine, ...]:
    sums: dict[tuple[str, BasisPoints], tuple[Paise, Paise, Paise]] = {}
    for line in lines:
        key = (line.treatment, line.rate)
        taxable, tax, cess = sums.get(key, (0, 0, 0))
        sums[key] = (taxable + line.taxable, tax + line.tax, cess + line.cess)
    return tuple(
        RateLine(treatment=t, rate=r, taxable=s[0], tax=s[1], cess=s[2])
        for (t, r), s in sorted(sums.items())
    )


def _methods(lines: Iterable[MethodLine]) -> tuple[MethodLine, ...]:
    sums: dict[Method, tuple[int, Paise]] = {}
    for line in lines:
        count, amount = sums.get(line.method, (0, 0))
        sums[line.method] = (count + line.count, amount + line.amount)
    return tuple(
        MethodLine(method=m, count=sums[m][0], amount=sums[m][1]) for m in Method if m in sums
    )


def _refunds(lines: Iterable[RefundLine]) -> tuple[RefundLine, ...]:
    sums: dict[str, tuple[int, Paise]] = {}
    for line in lines:
        count, amount = sums.get(line.method, (0, 0))
        sums[line.method] = (count + line.count, amount + line.amount)
    return tuple(RefundLine(method=m, count=c, amount=a) for m, (c, a) in sorted(sums.items()))


def _slips(lines: Iterable[SlipLine]) -> tuple[SlipLine, ...]:
    sums: dict[SlipKind, tuple[int, Paise]] = {}
    for line in lines:
        count, amount = sums.get(line.kind, (0, 0))
        sums[line.kind] = (count + line.count, amount + line.amount)
    return tuple(
        SlipLine(kind=k, count=sums[k][0], amount=sums[k][1]) for k in SlipKind if k in sums
    )
