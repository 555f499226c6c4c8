"""The tax of a cart in exact fractions: slow, and written from the law, not from the calculator."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.gst import Discount, Levy, LineToTax, Supply, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import GstDetails
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.place_of_supply import Override, SupplyWithin

FIGURES = ("taxable", "cgst", "sgst", "utgst", "igst", "cess", "total")
WITHOUT_LEGISLATURE = {"04", "26", "31", "35", "38", "97"}
MOST = 99_99_99_999_99


class RightlyRefusedError(Exception):
    """The cart cannot be billed: a discount or a tax is more than the price."""


def half_up(value: Fraction) -> int:
    """Whole paise, half up on the absolute value."""
    size = abs(value)
    whole = size.numerator // size.denominator
    if size - whole >= Fraction(1, 2):
        whole += 1
    return whole if value >= 0 else -whole


def off(discount: Discount | None, value: int) -> int:
    """The paise a discount takes off."""
    if discount is None:
        return 0
    if discount.amount is not None:
        taken = discount.amount
    else:
        assert discount.percent is not None
        taken = half_up(Fraction(value) * discount.percent / 10_000)
    if taken > value:
        raise RightlyRefusedError
    return taken


def exact_line(line: LineToTax, value: int) -> dict[str, int]:
    """The law's words, line by line. *value* is quantity × price less discounts."""
    gst, cess = Fraction(line.gst_rate, 10_000), Fraction(line.cess_rate, 10_000)
    by_unit = Fraction(line.cess_per_unit * line.qty, 1000)
    figures = dict.fromkeys(FIGURES, 0)
    if line.levy is Levy.NONE:
        return figures | {"taxable": value, "total": value}
    if line.retail_price is not None:
        printed = half_up(Fraction(line.retail_price * line.qty, 1000))
        base = Fraction(printed) / (1 + gst + cess)
        figures["cess"] = half_up(base * cess) + half_up(by_unit)
    elif line.price_includes_tax:
        if half_up(by_unit) > value:
            raise RightlyRefusedError
        base = Fraction(value - half_up(by_unit)) / (1 + gst + cess)
        figures["cess"] = half_up(base * cess) + half_up(by_unit)
    else:
        base = Fraction(value)
        figures["cess"] = half_up(base * cess + by_unit)
    if line.levy is Levy.IGST:
        figures["igst"] = half_up(base * gst)
    else:
        other = "utgst" if line.levy is Levy.CGST_UTGST else "sgst"
        figures["cgst"] = figures[other] = half_up(base * gst / 2)
    taxes = sum(figures.values())
    if line.retail_price is not None and line.price_includes_tax and taxes > value:
        raise RightlyRefusedError
    figures["taxable"] = value - taxes if line.price_includes_tax else value
    figures["total"] = figures["taxable"] + taxes
    return figures


def exact_cart(
    lines: Sequence[LineToTax], bill_discount: Discount | None, *, rounded: bool
) -> tuple[list[dict[str, int]], dict[str, int]]:
    """Every line's figures, and the totals with their round-off. Raises RightlyRefusedError."""
    values = []
    for line in lines:
        gross = half_up(Fraction(line.qty * line.unit_price, 1000))
        values.append(gross - off(line.discount, gross))
    whole = sum(values)
    wanted = off(bill_discount, whole)
    if wanted:
        shares = [int(Fraction(wanted * value, whole)) for value in values]
        while sum(shares) < wanted:
            room = [i for i, value in enumerate(values) if shares[i] < value]
            shares[max(room, key=lambda i: (values[i], -i))] += 1
        values = [value - share for value, share in zip(values, shares, strict=True)]
    taxed = [exact_line(line, value) for line, value in zip(lines, values, strict=True)]
    totals = {name: sum(line[name] for line in taxed) for name in FIGURES}
    rupees = 100 * half_up(Fraction(totals["total"], 100)) if rounded else totals["total"]
    if rupees > MOST:
        raise RightlyRefusedError
    return taxed, totals | {"round_off": rupees - totals["total"], "total": rupees}


def exact_levy(
    terms: TaxTerms,
    *,
    seller_state: str,
    registration: Registration,
    gst: GstDetails,
    override: Override | None,
) -> Levy:
    """The tax that a line bears, by the seven rules in their order."""
    if registration is not Registration.REGULAR or terms.treatment is not Treatment.TAXABLE:
        return Levy.NONE
    local = Levy.CGST_UTGST if seller_state in WITHOUT_LEGISLATURE else Levy.CGST_SGST
    if terms.supply is Supply.RESTAURANT:
        return local
    if gst.is_sez:
        return Levy.IGST
    if override is not None:
        return Levy.IGST if override.supply is SupplyWithin.INTER else local
    buyers = gst.state_code or (gst.gstin or seller_state)[:2]
    return local if buyers == seller_state else Levy.IGST


def exact_document(
    registration: Registration, treatments: Sequence[Treatment], *, has_gstin: bool
) -> DocumentKind:
    """What the sale is billed by."""
    if registration is Registration.UNREGISTERED:
        return DocumentKind.PLAIN_BILL
    if registration is Registration.COMPOSITION or Treatment.TAXABLE not in treatments:
        return DocumentKind.BILL_OF_SUPPLY
    if any(one is not Treatment.TAXABLE for one in treatments) and not has_gstin:
        return DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY
    return DocumentKind.TAX_INVOICE
