"""Bills made of carts, and the credit notes that take them back one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from msgspec.structs import replace

from pos_desktop.domain.bills import Bill, BillLine, Buyer, ReturnState, Seller, Tender
from pos_desktop.domain.credit_notes import (
    CreditNote,
    Earlier,
    NoteLine,
    Returned,
    check_quantities,
    take_back,
)
from pos_desktop.domain.gst import TaxedLine, Totals
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.outlet import Method
from tests.any_cart import AnyCart

COLUMNS = (
    "gross",
    "discount",
    "bill_discount",
    "taxable",
    "cgst",
    "sgst",
    "utgst",
    "igst",
    "cess",
    "total",
)
NOON = datetime(2026, 2, 18, 12, tzinfo=UTC)


def bill_of_cart(cart: AnyCart, *, number: int = 1) -> Bill:
    """The bill that the program makes of a cart."""
    priced = cart.priced()
    total = priced.cart.totals.total
    return Bill(
        id=number,
        uuid="",
        number=f"A/25-26/{number:06d}",
        order_id=number,
        order_number="",
        document=priced.document,
        order_type=OrderType.COUNTER,
        issued_at=NOON,
        local_time=NOON,
        business_date=NOON.date(),
        outlet_id=1,
        terminal_id=1,
        shift_id=1,
        cashier_id=1,
        cashier_name="",
        customer_id=None,
        seller=_seller(cart),
        buyer=Buyer(),
        gst=cart.gst,
        place_of_supply=priced.place.state_code,
        place_name="",
        is_interstate=priced.place.is_interstate,
        reason=priced.place.reason,
        lines=tuple(
            BillLine(
                line=line.line,
                item_id=None,
                description=line.description,
                description_hi="",
                hsn=line.hsn,
                qty=line.qty,
                unit=line.unit,
                unit_price=line.unit_price,
                price_includes_tax=line.price_includes_tax,
                mrp=line.mrp,
                terms=line.terms,
                taxed=taxed,
            )
            for line, taxed in zip(cart.lines, priced.cart.lines, strict=True)
        ),
        totals=priced.cart.totals,
        tenders=(Tender(method=Method.CASH, amount=total, handed=total),),
        change=0,
    )


def _seller(cart: AnyCart) -> Seller:
    return Seller(
        name="Shop",
        legal_name="Shop",
        address="",
        phone="",
        state_code=cart.seller_state,
        state_name="",
        registration=cart.registration,
        gstin=None,
        fssai=None,
        upi_id=None,
        header="",
        footer="",
        is_demo=False,
    )


@dataclass
class Book:
    """Notes of a bill as they are written one after the other."""

    bill: Bill
    earlier: Earlier = field(default_factory=Earlier)
    totals: list[Totals] = field(default_factory=list)
    notes: list[CreditNote] = field(default_factory=list)

    @property
    def left(self) -> dict[int, int]:
        """What can still be taken back of each line."""
        left = {line.line: line.qty - self.earlier.of(line.line).qty for line in self.bill.lines}
        return {line: qty for line, qty in left.items() if qty}

    @property
    def is_whole(self) -> bool:
        """Whether all of the bill came back."""
        return self.earlier.state(self.bill) is ReturnState.ALL

    def take(self, wanted: dict[int, int], *, is_gst: bool, rounded: bool) -> Totals:
        """One more note."""
        fields = {line: f"lines[{line}]" for line in wanted}
        check_quantities(self.bill, self.earlier, wanted, fields=fields)
        parts, totals = take_back(self.bill, self.earlier, wanted, is_gst=is_gst, rounded=rounded)
        lines = dict(self.earlier.lines)
        for line, qty, part in parts:
            before = lines.get(line.line, Returned())
            lines[line.line] = Returned(qty=before.qty + qty, taxed=added(before.taxed, part))
        self.earlier = replace(
            self.earlier,
            lines=lines,
            total=self.earlier.total + totals.total,
            notes=self.earlier.notes + 1,
            is_gst=self.earlier.is_gst and is_gst,
        )
        self.totals.append(totals)
        self.notes.append(self._note(parts, totals))
        return totals

    def _note(
        self, parts: tuple[tuple[BillLine, int, TaxedLine], ...], totals: Totals
    ) -> CreditNote:
        told = {
            name: getattr(self.bill, name)
            for name in CreditNote.__struct_fields__
            if name in Bill.__struct_fields__
        }
        lines = tuple(
            NoteLine(
                **{name: getattr(line, name) for name in BillLine.__struct_fields__}
                | {"line": number, "qty": qty, "taxed": part},
                bill_line=line.line,
                restock=True,
            )
            for number, (line, qty, part) in enumerate(parts, start=1)
        )
        return CreditNote(
            **told
            | {
                "number": f"AC/25-26/{1000 * self.bill.id + len(self.notes):06d}",
                "lines": lines,
                "totals": totals,
            },
            bill_id=self.bill.id,
            bill_number=self.bill.number,
            bill_date=self.bill.local_time.date(),
            is_gst=True,
            approved_by=None,
        )


def some_of(draw: Random, left: dict[int, int], *, the_rest: bool) -> dict[int, int]:
    """What the next note takes back: parts of some lines, or all that is left."""
    if the_rest:
        return left
    wanted = {
        line: draw.choice((most, draw.randint(1, most), min(most, 1000)))
        for line, most in left.items()
        if draw.random() < 0.6
    }
    return wanted or left


def take_all_back(
    bill: Bill, draw: Random, *, rounded: bool, after_each: Callable[[Book, Totals], None]
) -> Book:
    """The whole bill back, in up to four notes."""
    book = Book(bill)
    while not book.is_whole:
        wanted = some_of(draw, book.left, the_rest=len(book.totals) == 3)
        after_each(book, book.take(wanted, is_gst=True, rounded=rounded))
    return book


def added(first: TaxedLine, second: TaxedLine) -> TaxedLine:
    """Two parts of a line together."""
    return TaxedLine(**{name: getattr(first, name) + getattr(second, name) for name in COLUMNS})
