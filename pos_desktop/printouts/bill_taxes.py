"""The taxes of a bill or a credit note: those added on top of prices, and the table by rate."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from pos_desktop.domain.bills import Bill, BillLine
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.measures import format_percent
from pos_desktop.domain.money import Paise, format_amount
from pos_desktop.printouts.blocks import Block, Rule, Table, Text
from pos_desktop.printouts.labels import Say

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


def tax_blocks(bill: Bill | CreditNote, say: Say) -> Iterator[Block]:
    """Taxable value and taxes by rate, with their sums; nothing on a bill that bears no tax."""
    totals = bill.totals
    if not totals.tax:
        return
    names = [name for name, part in TAXES if part(totals)]
    # All its figures at once: a bill has many lines, and this is made while somebody waits.
    figures = attrgetter("taxable", *map(str.lower, names))
    groups: dict[tuple[int, int], list[tuple[Paise, ...]]] = {}
    for line in bill.lines:
        groups.setdefault(_group(line), []).append(figures(line.taxed))
    rows = [
        (_label(group), *map(format_amount, map(sum, zip(*groups[group], strict=True))))
        for group in sorted(groups)
    ]
    if len(rows) > 1:
        rows.append(("All", *map(format_amount, figures(totals))))
    if any(line.price_includes_tax and line.taxed.tax for line in bill.lines):
        within = _all_within(bill)
        yield Text(text=say(f"GST{'' if within else ', in part'} included in the prices:"))
    yield Table(head=("GST", "Taxable", *names), rows=tuple(rows))
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
