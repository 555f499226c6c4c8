"""Carts that nobody thought of: outlet, buyer, lines and discounts drawn from one seed.

Drawn without hypothesis, of which a hundred thousand carts would cost hours; what hypothesis does
for whoever looks for the fault, `smallest` does: it takes away what the failure does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.gst import Discount, LineToTax, Supply, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import (
    NO_GST_DETAILS,
    GstDetails,
    OrderLine,
    PricedOrder,
    price_lines,
)
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.place_of_supply import Override, SupplyWithin
from tests.exact_tax import exact_levy

RATES = (0, 10, 25, 150, 300, 500, 600, 1200, 1800, 2800, 4000)
STATES = ("23", "27", "07", "04", "38", "97")
GSTINS = ("23AABCU9603R1ZV", "27AABCU9603R1ZN", "04AABCU9603R1ZV")


class AnyCart(Struct, frozen=True, kw_only=True):
    """Everything that a bill is priced by."""

    seller_state: str
    registration: Registration
    rounded: bool
    gst: GstDetails
    override: Override | None
    bill_discount: Discount | None
    lines: tuple[OrderLine, ...]

    def priced(self) -> PricedOrder:
        """As the program prices it."""
        return price_lines(
            self.lines,
            seller_state=self.seller_state,
            registration=self.registration,
            gst=self.gst,
            bill_discount=self.bill_discount,
            rounded=self.rounded,
            override=self.override,
        )

    def to_tax(self) -> list[LineToTax]:
        """Its lines with the levies that the law gives them."""
        return [
            LineToTax(
                qty=line.qty,
                unit_price=line.unit_price,
                price_includes_tax=line.price_includes_tax,
                gst_rate=line.terms.gst_rate,
                cess_rate=line.terms.cess_rate,
                cess_per_unit=line.terms.cess_per_unit,
                discount=line.discount,
                levy=exact_levy(
                    line.terms,
                    seller_state=self.seller_state,
                    registration=self.registration,
                    gst=self.gst,
                    override=self.override,
                ),
                retail_price=line.mrp if line.terms.rsp_valued else None,
            )
            for line in self.lines
        ]


def any_carts(seed: int) -> Iterator[AnyCart]:
    """Carts without end, the same ones for a seed."""
    draw = Random(seed)
    while True:
        yield any_cart(draw)


def any_cart(draw: Random) -> AnyCart:
    """One cart: mostly small and ordinary, now and then with what rarely happens."""
    seller_state = draw.choice(STATES)
    regular = draw.random() < 0.9
    other = (Registration.COMPOSITION, Registration.UNREGISTERED)
    gst = any_buyer(draw)
    return AnyCart(
        seller_state=seller_state,
        registration=Registration.REGULAR if regular else draw.choice(other),
        rounded=draw.random() < 0.7,
        gst=gst,
        override=_any_override(draw, seller_state) if draw.random() < 0.05 else None,
        bill_discount=any_discount(draw, 5_00) if draw.random() < 0.3 else None,
        lines=tuple(any_line(draw, number) for number in range(1, draw.randint(2, 7))),
    )


def any_buyer(draw: Random) -> GstDetails:
    """Mostly nobody; else a State or a GSTIN, some of a special economic zone."""
    kind = draw.random()
    if kind < 0.5:
        return NO_GST_DETAILS
    if kind < 0.7:
        return replace(NO_GST_DETAILS, state_code=draw.choice(STATES))
    gstin = draw.choice(GSTINS)
    state = gstin[:2] if draw.random() < 0.9 else None
    return GstDetails(
        gstin=gstin, company_name="Buyer", state_code=state, is_sez=draw.random() < 0.2
    )


def any_line(draw: Random, number: int) -> OrderLine:
    """One line, of a few paise or of lakhs."""
    kind = draw.random()
    treatment = Treatment.TAXABLE if kind < 0.8 else draw.choice(tuple(Treatment))
    supply = Supply.GOODS if draw.random() < 0.7 else draw.choice(tuple(Supply))
    taxed = treatment is Treatment.TAXABLE
    price = draw.choice((0, draw.randint(1, 300), draw.randint(1, 99_99)))
    if draw.random() < 0.4:
        price = draw.choice((100 * draw.randint(1, 2_000), draw.randint(1, 30_000_00)))
    qty = draw.choice((1000, 1000, 1000 * draw.randint(1, 12), draw.randint(1, 40_000)))
    valued = taxed and supply is Supply.GOODS and draw.random() < 0.1
    # A cess above the price that includes it is refused: of cheap things seldom.
    by_unit = (0, 0, 0, 0, 3, 4_17, 20_00) if price > 100_00 or draw.random() < 0.05 else (0,)
    return OrderLine(
        line=number,
        item_id=None,
        description=draw.choice(("Soap", "Rice", "Book")),
        description_hi="",
        hsn=draw.choice(("3401", "100630", "49019900")),
        qty=qty,
        unit=draw.choice(("NOS", "KGS", "BAG", "SACK")),
        unit_price=price,
        price_includes_tax=draw.random() < 0.5,
        mrp=price + draw.randint(0, 1_000_00) if valued else None,
        terms=TaxTerms(
            treatment=treatment,
            supply=supply,
            gst_rate=draw.choice(RATES) if taxed else 0,
            cess_rate=draw.choice((0, 0, 0, 100, 1200, 29_000)) if taxed else 0,
            cess_per_unit=draw.choice(by_unit) if taxed else 0,
            rsp_valued=valued,
        ),
        discount=any_discount(draw, price * qty // 1000) if draw.random() < 0.3 else None,
    )


def any_discount(draw: Random, value: int) -> Discount:
    """Rupees up to about a value, or percent up to all of it."""
    if draw.random() < 0.5:
        return Discount(amount=draw.randint(0, value))
    return Discount(percent=draw.choice((0, 1_00, 5_00, 12_50, draw.randint(0, 100_00), 100_00)))


def _any_override(draw: Random, seller_state: str) -> Override:
    inter = draw.random() < 0.5
    elsewhere = draw.choice([state for state in STATES if state != seller_state])
    return Override(
        supply=SupplyWithin.INTER if inter else SupplyWithin.INTRA,
        state_code=elsewhere if inter else None,
        reason="As agreed",
        by="Manager",
    )


def smallest(cart: AnyCart, fails: Callable[[AnyCart], bool]) -> AnyCart:
    """The cart without what its failure does not need."""
    smaller = True
    while smaller:
        smaller = False
        for candidate in _simpler(cart):
            if candidate != cart and fails(candidate):
                cart, smaller = candidate, True
                break
    return cart


def _simpler(cart: AnyCart) -> Iterator[AnyCart]:
    """What is simpler by one step."""
    if len(cart.lines) > 1:
        for i in range(len(cart.lines)):
            yield replace(cart, lines=(*cart.lines[:i], *cart.lines[i + 1 :]))
    yield replace(cart, bill_discount=None)
    yield replace(cart, override=None)
    yield replace(cart, gst=NO_GST_DETAILS)
    yield replace(cart, rounded=False)
    for i, line in enumerate(cart.lines):
        terms = line.terms
        for change in (
            replace(line, discount=None),
            replace(line, qty=1000),
            replace(line, unit_price=100_00, mrp=100_00 if line.mrp else None),
            replace(line, terms=replace(terms, cess_rate=0)),
            replace(line, terms=replace(terms, cess_per_unit=0)),
            replace(line, terms=replace(terms, gst_rate=min(terms.gst_rate, 1800))),
        ):
            yield replace(cart, lines=(*cart.lines[:i], change, *cart.lines[i + 1 :]))
