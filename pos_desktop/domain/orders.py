"""What is being rung up: an order with frozen lines, priced anew by one pure function."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.documents import DocumentKind, document_kind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount, Levy, LineToTax, TaxedCart, Treatment, tax_cart
from pos_desktop.domain.gst_data import gst_data
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.measures import HUNDRED_PERCENT, Milli, check_sold_quantity, percent_of
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.outlet import Outlet, Registration
from pos_desktop.domain.place_of_supply import BuyerOnInvoice, Override, Place, decide_place

MOST_LINES = 500
"""A limit on everything: a longer order is two orders."""


class OrderStatus(StrEnum):
    """Where an order stands."""

    OPEN = "open"
    HELD = "held"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class OrderType(StrEnum):
    """How the goods reach the buyer."""

    COUNTER = "counter"
    DINE_IN = "dine_in"
    TAKEAWAY = "takeaway"
    DELIVERY = "delivery"


class OrderLine(Struct, frozen=True, kw_only=True):
    """One line, with everything about the item copied into it when it was added."""

    line: int
    """Its number in the order; stable while the order lives."""
    item_id: int | None
    description: str
    description_hi: str
    hsn: str
    qty: Milli
    unit: str
    unit_price: Paise
    price_includes_tax: bool
    mrp: Paise | None
    terms: TaxTerms
    discount: Discount | None = None


class GstDetails(Struct, frozen=True, kw_only=True):
    """The buyer's GST particulars, as put on one order."""

    gstin: str | None
    company_name: str | None
    state_code: str | None
    is_sez: bool = False


NO_GST_DETAILS = GstDetails(gstin=None, company_name=None, state_code=None)


class InvoiceTo(Struct, frozen=True, kw_only=True):
    """Name and address that the invoice shall state, as given for one order."""

    name: str | None = None
    address: str | None = None


NOBODY_NAMED = InvoiceTo()


class Order(Struct, frozen=True, kw_only=True):
    """An order. ``id`` is 0 until it is stored; ``uuid`` is fixed before any payment."""

    id: int
    uuid: str
    number: str
    outlet_id: int
    terminal_id: int
    business_date: date
    opened_at: datetime
    opened_by: int
    status: OrderStatus
    order_type: OrderType
    customer_id: int | None
    gst: GstDetails
    bill_discount: Discount | None
    label: str
    lines: tuple[OrderLine, ...]
    invoice_to: InvoiceTo = NOBODY_NAMED
    override: Override | None = None

    def changeable(self) -> Order:
        """Itself. Raises Refused when it can no longer be changed."""
        if self.status in (OrderStatus.COMPLETED, OrderStatus.CANCELLED):
            raise Refused(
                f"Order {self.number} is {self.status.value} and cannot be changed. "
                "Start a new bill, or issue a credit note for the old one.",
                code="order_not_open",
                field="order_id",
            )
        return self

    def line_numbered(self, line: int) -> OrderLine:
        """The line of that number. Raises BadInput naming ``line``."""
        for candidate in self.lines:
            if candidate.line == line:
                return candidate
        raise BadInput(f"There is no line {line} in {self.number}.", field="line", code="no_line")

    def with_added(self, added: OrderLine, *, counts_up: bool, collects: bool = True) -> Order:
        """The order with one more line, or with more of a line that is there.

        With *counts_up* (pieces, not weighed goods) the same item on the same terms, without a
        discount on either, is counted up; *collects* as in `check_price`. Raises BadInput for a
        bad quantity.
        """
        for line in self.lines:
            if not counts_up or line.item_id != added.item_id or line.discount is not None:
                continue
            if replace(added, line=line.line, qty=line.qty) == line:
                more = replace(line, qty=line.qty + added.qty)
                return self.with_line(more, collects=collects)
        return self.with_new_line(added)

    def with_new_line(self, line: OrderLine) -> Order:
        """The order with one more line, numbered after the last. Raises Refused when full."""
        if len(self.lines) >= MOST_LINES:
            raise Refused(
                f"A bill can have {MOST_LINES} lines. Pay this one and go on with a new bill.",
                code="too_many_lines",
            )
        number = 1 + max((existing.line for existing in self.lines), default=0)
        return replace(self, lines=(*self.lines, replace(line, line=number)))

    def with_line(self, changed: OrderLine, *, collects: bool = True) -> Order:
        """The order with one line exchanged for *changed*. Raises BadInput for its figures."""
        check_sold_quantity(changed.qty, field="qty")
        check_price(changed, collects=collects)
        self.line_numbered(changed.line)
        return replace(
            self,
            lines=tuple(changed if line.line == changed.line else line for line in self.lines),
        )

    def without_line(self, line: int) -> Order:
        """The order without that line; the others keep their numbers. Raises BadInput."""
        gone = self.line_numbered(line)
        return replace(self, lines=tuple(kept for kept in self.lines if kept is not gone))


class PricedOrder(Struct, frozen=True, kw_only=True):
    """Lines with their tax, where the supply takes place, and the document it will be."""

    cart: TaxedCart
    place: Place
    document: DocumentKind
    taxable_supplies: Paise
    """The taxable value of what is taxed: without what is nil-rated, exempt or outside GST."""


def check_price(line: OrderLine, *, field: str = "unit_price", collects: bool = True) -> None:
    """Refuse a negative price, or one above the MRP on the pack.

    The MRP includes all taxes (Legal Metrology (Packaged Commodities) Rules 2(m), 18(2)), so a
    price without them is compared with them, where the outlet *collects* tax.
    """
    if line.unit_price < 0:
        raise BadInput("A price cannot be negative.", field=field, code="negative_price")
    terms = line.terms
    asked = line.unit_price
    if collects and not line.price_includes_tax and terms.treatment is Treatment.TAXABLE:
        asked = price_with_tax(line.unit_price, line.mrp, terms)
    if line.mrp is not None and asked > line.mrp:
        raise BadInput(
            "The price is above the MRP printed on the pack, which the law forbids. "
            "Charge the MRP or less.",
            field=field,
            code="price_above_mrp",
        )


def price_with_tax(price: Paise, mrp: Paise | None, terms: TaxTerms) -> Paise:
    """What a buyer pays for one at a *price* that tax comes on top of."""
    return price + _tax_on_top(price, mrp, terms) + terms.cess_per_unit


def _tax_on_top(price: Paise, mrp: Paise | None, terms: TaxTerms) -> Paise:
    rates = terms.gst_rate + terms.cess_rate
    if terms.rsp_valued and mrp is not None:
        return divide_half_up(mrp * rates, HUNDRED_PERCENT + rates)
    return percent_of(price, rates)


def price_lines(
    lines: tuple[OrderLine, ...],
    *,
    seller_state: str,
    registration: Registration,
    gst: GstDetails,
    bill_discount: Discount | None,
    rounded: bool,
    override: Override | None = None,
) -> PricedOrder:
    """Tax lines for a seller and a buyer: place of supply, arithmetic and document at once.

    Raises BadInput as ``tax_cart`` and ``decide_place`` do, and naming ``lines[i].mrp`` where the
    tax is on a retail price that nobody gave.
    """
    buyer = BuyerOnInvoice(gstin=gst.gstin, state_code=gst.state_code, is_sez=gst.is_sez)
    place = decide_place(
        seller_state=seller_state,
        registration=registration,
        buyer=buyer,
        lines=[(line.terms.treatment, line.terms.supply) for line in lines],
        override=override,
    )
    cart = tax_cart(
        [_to_tax(line, place.levies[i], field=f"lines[{i}]") for i, line in enumerate(lines)],
        bill_discount=bill_discount,
        rounded=rounded,
    )
    kind = document_kind(
        registration,
        (line.terms.treatment for line in lines),
        buyer_registered=gst.gstin is not None,
    )
    supplies = sum(
        taxed.taxable
        for line, taxed in zip(lines, cart.lines, strict=True)
        if line.terms.treatment is Treatment.TAXABLE
    )
    return PricedOrder(cart=cart, place=place, document=kind, taxable_supplies=supplies)


def _to_tax(line: OrderLine, levy: Levy, *, field: str) -> LineToTax:
    terms = line.terms
    on_retail_price = terms.rsp_valued and levy is not Levy.NONE
    if on_retail_price and line.mrp is None:
        raise BadInput(
            f"{line.description or 'This line'} is taxed on the retail price printed on its pack "
            "(MRP), which is not known. Enter it with the item first.",
            field=f"{field}.mrp",
            code="no_retail_price",
        )
    return LineToTax(
        qty=line.qty,
        unit_price=line.unit_price,
        price_includes_tax=line.price_includes_tax,
        gst_rate=terms.gst_rate,
        cess_rate=terms.cess_rate,
        cess_per_unit=terms.cess_per_unit,
        discount=line.discount,
        levy=levy,
        retail_price=line.mrp if on_retail_price else None,
    )


def price_order(order: Order, outlet: Outlet) -> PricedOrder:
    """Price an order at its outlet, with the outlet's rounding.

    Kept for the last few: what the screen has shown is asked for again when it is paid.
    """
    return _price_order(order, outlet, gst_data().version)


@lru_cache(maxsize=4)
def _price_order(order: Order, outlet: Outlet, _law: str) -> PricedOrder:
    return price_lines(
        order.lines,
        seller_state=outlet.state_code,
        registration=outlet.registration,
        gst=order.gst,
        bill_discount=order.bill_discount,
        rounded=outlet.round_to_rupee,
        override=order.override,
    )
