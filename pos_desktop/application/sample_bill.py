"""A bill that nobody bought anything with: to see how papers look before one is issued."""

from __future__ import annotations

from datetime import datetime

from pos_desktop.application.parties import seller_of
from pos_desktop.domain.bills import Bill, BillLine, Buyer, Offered, settle
from pos_desktop.domain.documents import Series, document_number, financial_year
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.measures import ONE
from pos_desktop.domain.orders import NO_GST_DETAILS, OrderLine, OrderType, price_lines
from pos_desktop.domain.outlet import Method, Outlet, Terminal
from pos_desktop.domain.states import state_of

_GOODS = (
    # English and Hindi name, HSN, paise, GST in hundredths of a percent.
    ("Sugar (Loose)", "चीनी (खुली)", "1701", 46_00, 500),
    ("Surf Excel 1 kg", "सर्फ़ एक्सेल 1 किलो", "3402", 155_00, 1800),
    ("Toor Dal 1 kg", "तूर दाल 1 किलो", "0713", 164_50, 0),
)


def sample_bill(outlet: Outlet, terminal: Terminal, cashier: str, now: datetime) -> Bill:
    """Three goods sold for cash; *now* is in UTC. It is stored nowhere."""
    local = outlet.local(now)
    lines = tuple(_line(number, *goods) for number, goods in enumerate(_GOODS, start=1))
    priced = price_lines(
        lines,
        seller_state=outlet.state_code,
        registration=outlet.registration,
        gst=NO_GST_DETAILS,
        bill_discount=None,
        rounded=outlet.round_to_rupee,
    )
    total = priced.cart.totals.total
    paid = settle(total, (Offered(method=Method.CASH, amount=total),), methods=(Method.CASH,))
    copied = [name for name in OrderLine.__struct_fields__ if name not in ("line", "discount")]
    return Bill(
        id=0,
        uuid="",
        number=document_number(terminal.code, Series.BILL, financial_year(local.date()), 1),
        order_id=0,
        order_number=f"ORD-{local:%Y%m%d}-0001",
        document=priced.document,
        order_type=OrderType.COUNTER,
        issued_at=now,
        local_time=local,
        business_date=outlet.business_date(now),
        outlet_id=outlet.id,
        terminal_id=terminal.id,
        shift_id=0,
        cashier_id=0,
        cashier_name=cashier,
        customer_id=None,
        seller=seller_of(outlet),
        buyer=Buyer(),
        gst=NO_GST_DETAILS,
        place_of_supply=priced.place.state_code,
        place_name=state_of(priced.place.state_code, field="state_code").name,
        is_interstate=priced.place.is_interstate,
        reason=priced.place.reason,
        lines=tuple(
            BillLine(line=line.line, taxed=taxed, **{name: getattr(line, name) for name in copied})
            for line, taxed in zip(lines, priced.cart.lines, strict=True)
        ),
        totals=priced.cart.totals,
        tenders=paid.tenders,
        change=paid.change,
    )


def _line(number: int, name: str, hindi: str, hsn: str, price: int, rate: int) -> OrderLine:
    treatment = Treatment.TAXABLE if rate else Treatment.NIL
    return OrderLine(
        line=number,
        item_id=None,
        description=name,
        description_hi=hindi,
        hsn=hsn,
        qty=ONE,
        unit="PCS",
        unit_price=price,
        price_includes_tax=True,
        mrp=None,
        terms=TaxTerms(treatment=treatment, supply=Supply.GOODS, gst_rate=rate),
    )
