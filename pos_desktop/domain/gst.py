"""The tax arithmetic: one pure function from priced lines to taxed lines and totals.

Rules (CGST Act s.15, Rule 46 and s.170; in whole paise, half up on the absolute value):

* exclusive line: the taxable value is quantity × price − discounts, the taxes are added;
* inclusive line: the customer pays exactly the marked price less discounts, the taxes are
  taken out of it, and the taxable value is what remains;
* CGST and SGST (or UTGST) are computed each at half the rate, and so are always equal;
* goods valued on their retail price (CGST Rule 31D) bear the tax that is within the price printed
  on the pack, whatever they are sold for; the taxable value that is shown and reported is what
  they are sold for without that tax (the portal's advisory of 23 January 2026);
* a discount on the bill is spread over the lines by their value and taxed nowhere;
* totals are sums of lines; the round-off to the rupee is a figure of its own, never taxed.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import (
    HUNDRED_PERCENT,
    ONE,
    BasisPoints,
    Milli,
    amount_of,
    percent_of,
)
from pos_desktop.domain.money import (
    MOST_PAISE,
    Paise,
    apportion,
    divide_half_up,
    format_rupees,
    round_to_rupee,
)


class Treatment(StrEnum):
    """How GST looks at the thing sold; the three without tax stay apart in GSTR-1."""

    TAXABLE = "taxable"
    NIL = "nil"
    EXEMPT = "exempt"
    NON_GST = "non_gst"


class Supply(StrEnum):
    """What kind of supply it is; a restaurant's has its own place-of-supply rule."""

    GOODS = "goods"
    SERVICE = "service"
    RESTAURANT = "restaurant"


class Levy(StrEnum):
    """Which taxes a line bears."""

    NONE = "none"
    CGST_SGST = "cgst_sgst"
    CGST_UTGST = "cgst_utgst"
    IGST = "igst"


class Discount(Struct, frozen=True, kw_only=True):
    """Rupees or a percentage off: exactly one of the two is given."""

    amount: Paise | None = None
    percent: BasisPoints | None = None

    def off(self, value: Paise, *, field: str) -> Paise:
        """The paise taken off *value*. Raises BadInput when that is more than the value."""
        if (self.amount is None) == (self.percent is None):
            raise BadInput("Give the discount as an amount or as a percentage.", field=field)
        off = self.amount if self.percent is None else percent_of(value, self.percent)
        if off is None or off < 0:
            raise BadInput("A discount cannot be negative.", field=field)
        if off > value:
            raise BadInput(
                f"The discount of {format_rupees(off)} is more than the {format_rupees(value)} "
                "it is taken from. Make it smaller.",
                field=field,
                code="discount_too_large",
            )
        return off


class LineToTax(Struct, frozen=True, kw_only=True):
    """One line as it is priced, before tax."""

    qty: Milli
    unit_price: Paise
    price_includes_tax: bool
    gst_rate: BasisPoints
    cess_rate: BasisPoints = 0
    cess_per_unit: Paise = 0
    discount: Discount | None = None
    levy: Levy
    retail_price: Paise | None = None
    """The price printed on the pack, for one; given only where the law taxes that price."""


class TaxedLine(Struct, frozen=True, kw_only=True):
    """One line with its tax; a value that does not add up cannot be built."""

    gross: Paise
    """Quantity × price, before any discount."""
    discount: Paise
    """Taken off this line by itself."""
    bill_discount: Paise
    """This line's share of the discount on the bill."""
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise
    total: Paise

    def __post_init__(self) -> None:
        if self.taxable + self.tax != self.total:
            raise ValueError(f"line does not add up: {self!r}")
        if self.cgst != self.sgst + self.utgst:
            raise ValueError(f"CGST differs from SGST/UTGST: {self!r}")

    @property
    def tax(self) -> Paise:
        """All taxes and cess of the line."""
        return self.cgst + self.sgst + self.utgst + self.igst + self.cess


class Totals(Struct, frozen=True, kw_only=True):
    """Sums of lines, and the round-off that makes the total a whole rupee."""

    discount: Paise = 0
    """All discounts: of lines and of the bill."""
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise
    round_off: Paise
    total: Paise

    def __post_init__(self) -> None:
        if self.taxable + self.tax + self.round_off != self.total:
            raise ValueError(f"totals do not add up: {self!r}")

    @property
    def tax(self) -> Paise:
        """All taxes and cess of the document."""
        return self.cgst + self.sgst + self.utgst + self.igst + self.cess


class TaxedCart(Struct, frozen=True):
    """Every line with its tax, in the order given, and the totals."""

    lines: tuple[TaxedLine, ...]
    totals: Totals


def tax_cart(
    lines: list[LineToTax], *, bill_discount: Discount | None = None, rounded: bool
) -> TaxedCart:
    """Tax a whole cart.

    Args:
        lines: as priced; their discounts are checked against their values.
        bill_discount: spread over the lines by value (quantity × price − own discount).
        rounded: whether the total is brought to the nearest rupee by a round-off.

    A negative quantity mirrors the same line sold; it takes no discount.

    Raises BadInput naming ``lines[i].qty``, ``lines[i].discount``, ``lines[i].cess_per_unit``,
    ``bill_discount`` or ``lines``.
    """
    gross = [_gross(line, field=f"lines[{i}].qty") for i, line in enumerate(lines)]
    discounts = [
        line.discount.off(value, field=f"lines[{i}].discount") if line.discount else 0
        for i, (line, value) in enumerate(zip(lines, gross, strict=True))
    ]
    values = [value - off for value, off in zip(gross, discounts, strict=True)]
    off_bill = bill_discount.off(sum(values), field="bill_discount") if bill_discount else 0
    shares = apportion(off_bill, values) if off_bill else [0] * len(lines)
    taxed = tuple(
        _tax_line(line, gross[i], discounts[i], shares[i], field=f"lines[{i}]")
        for i, line in enumerate(lines)
    )
    return TaxedCart(taxed, sum_lines(taxed, rounded=rounded))


def sum_lines(lines: tuple[TaxedLine, ...], *, rounded: bool) -> Totals:
    """The totals of lines; ``round_off`` is zero unless *rounded*. Raises BadInput past the
    largest amount a bill can carry.
    """
    total = sum(line.total for line in lines)
    round_off = round_to_rupee(total) - total if rounded else 0
    if abs(total + round_off) > MOST_PAISE:
        raise BadInput(
            f"A bill cannot be more than {format_rupees(MOST_PAISE)}. Check quantities and prices.",
            field="lines",
            code="too_much_money",
        )
    return Totals(
        discount=sum(line.discount + line.bill_discount for line in lines),
        taxable=sum(line.taxable for line in lines),
        cgst=sum(line.cgst for line in lines),
        sgst=sum(line.sgst for line in lines),
        utgst=sum(line.utgst for line in lines),
        igst=sum(line.igst for line in lines),
        cess=sum(line.cess for line in lines),
        round_off=round_off,
        total=total + round_off,
    )


def _gross(line: LineToTax, *, field: str) -> Paise:
    gross = amount_of(line.qty, line.unit_price)
    if abs(gross) > MOST_PAISE:
        raise BadInput(
            f"{format_rupees(gross)} on one line is more than the till can bill. "
            "Check quantity and price.",
            field=field,
            code="too_much_money",
        )
    return gross


class _Base(Struct, frozen=True, kw_only=True):
    """What a percentage is taken of: ``amount`` × rate / ``divisor``; and cess that is fixed."""

    amount: Paise
    divisor: int
    fixed_cess: Paise = 0


def _base(line: LineToTax, value: Paise, *, field: str) -> _Base:
    """The base of a line whose taxes are within a price."""
    rates = HUNDRED_PERCENT + line.gst_rate + line.cess_rate
    fixed_cess = divide_half_up(line.cess_per_unit * line.qty, ONE)
    if line.retail_price is not None:
        printed = amount_of(line.qty, line.retail_price)
        return _Base(amount=printed, divisor=rates, fixed_cess=fixed_cess)
    if abs(fixed_cess) > abs(value):
        raise BadInput(
            f"The cess of {format_rupees(fixed_cess)} is more than the price that is "
            "said to include it. Raise the price or lower the discount.",
            field=f"{field}.cess_per_unit",
        )
    return _Base(amount=value - fixed_cess, divisor=rates, fixed_cess=fixed_cess)


def _tax_line(
    line: LineToTax, gross: Paise, discount: Paise, share: Paise, *, field: str
) -> TaxedLine:
    value = gross - discount - share
    half = whole = cess = 0
    if line.levy is not Levy.NONE:
        if line.price_includes_tax or line.retail_price is not None:
            base = _base(line, value, field=field)
            cess = divide_half_up(base.amount * line.cess_rate, base.divisor) + base.fixed_cess
        else:
            base = _Base(amount=value, divisor=HUNDRED_PERCENT)
            # Both parts of the cess over one denominator, so that they are rounded once.
            cess = divide_half_up(
                value * line.cess_rate * ONE + line.cess_per_unit * line.qty * HUNDRED_PERCENT,
                HUNDRED_PERCENT * ONE,
            )
        if line.levy is Levy.IGST:
            whole = divide_half_up(base.amount * line.gst_rate, base.divisor)
        else:
            half = divide_half_up(base.amount * line.gst_rate, 2 * base.divisor)
    tax = 2 * half + whole + cess
    printed = line.retail_price is not None
    if printed and line.price_includes_tax and abs(tax) > abs(value):
        raise BadInput(
            f"The tax on the price printed on the pack is {format_rupees(tax)}, more than the "
            f"{format_rupees(value)} charged. Raise the price or lower the discount.",
            field=f"{field}.unit_price",
            code="tax_above_price",
        )
    taxable = value - tax if line.price_includes_tax else value
    return TaxedLine(
        gross=gross,
        discount=discount,
        bill_discount=share,
        taxable=taxable,
        cgst=half,
        sgst=0 if line.levy is Levy.CGST_UTGST else half,
        utgst=half if line.levy is Levy.CGST_UTGST else 0,
        igst=whole,
        cess=cess,
        total=taxable + tax,
    )
