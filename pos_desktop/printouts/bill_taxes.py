"""The taxes of a bill or a credit note: those added on top of prices, and the table by rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from pos_desktop.domain.bills import Bill, BillLine
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.gst import TaxedLine, Treatment
from pos_desktop.domain.measures import format_percent
from pos_desktop.domain.money import Paise, format_amount
from pos_desktop.printouts.blocks import Block, Rule, Table, Text

TAXES = (
    ("CGST", attrgetter("cgst")),
    ("SGST", attrgetter("sgst")),
    ("UTGST", attrgetter("utgst")),
    ("IGST", attrgetter("igst")),
    ("Cess", attrgetter("cess")),
)
UNTAXED = {
    Treatment.NIL: "Nil",
    Treatment.EXEMPT: "Exempt",
    Treatment.NON_GST: "Non-GST",
}
_UNTAXED_ORDER = list(UNTAXED)


def tax_on_top(bill: Bill | CreditNote) -> Iterator[tuple[str, Paise]]:
    """The taxes that come on top of prices without tax, by name; those in a price do not count."""
    taxed = [line.taxed for line in bill.lines if not line.price_includes_tax]
    for name, part in TAXES:
        amount = sum(map(part, taxed))
        if amount:
            yield name, amount


def tax_blocks(bill: Bill | CreditNote, say: Callable[[str], str]) -> Iterator[Block]:
    """Taxable value and taxes by rate, with their sums; nothing on a bill that bears no tax."""
    totals = bill.totals
    if not totals.tax:
        return
    shown = [(name, part) for name, part in TAXES if part(totals)]
    groups: dict[tuple[int, int], list[TaxedLine]] = {}
    for line in bill.lines:
        groups.setdefault(_group(line), []).append(line.taxed)
    rows = [
        (
            _label(group),
            format_amount(sum(line.taxable for line in groups[group])),
            *(format_amount(sum(map(part, groups[group]))) for _, part in shown),
        )
        for group in sorted(groups)
    ]
    if len(rows) > 1:
        sums = (format_amount(part(totals)) for _, part in shown)
        rows.append(("All", format_amount(totals.taxable), *sums))
    if any(line.price_includes_tax and line.taxed.tax for line in bill.lines):
        within = _all_within(bill)
        yield Text(text=say(f"GST{'' if within else ', in part'} included in the prices:"))
    yield Table(head=("GST", "Taxable", *(name for name, _ in shown)), rows=tuple(rows))
    yield Rule()


def _all_within(bill: Bill | CreditNote) -> bool:
    return all(line.price_includes_tax or not line.taxed.tax for line in bill.lines)


def _group(line: BillLine) -> tuple[int, int]:
    """A sort key: the untaxed treatments first, apart from each other, then the rates."""
    treatment = line.terms.treatment
    if treatment is Treatment.TAXABLE:
        return len(_UNTAXED_ORDER), line.terms.gst_rate
    return _UNTAXED_ORDER.index(treatment), 0


def _label(group: tuple[int, int]) -> str:
    order, rate = group
    if order < len(_UNTAXED_ORDER):
        return UNTAXED[_UNTAXED_ORDER[order]]
    return f"{format_percent(rate)}%"
