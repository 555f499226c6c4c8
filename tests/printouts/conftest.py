"""A receipt printer that believes nothing, and a shop to print for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.letterhead import PLAIN
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.accounts import Allocation, PaymentReceipt
from pos_desktop.domain.bills import Bill, BillLine, Buyer, Offered, Seller, settle
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.gst import Discount, Supply, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import NO_GST_DETAILS, OrderLine, OrderType, price_lines
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.states import state_of
from pos_desktop.printouts.bill import ReprintMark
from pos_desktop.printouts.receipts import ReceiptPrintouts
from tests.printouts.strict_printer import Paper, Undecodable, decode_job

IST = timezone(timedelta(hours=5, minutes=30))
ISSUED = datetime(2026, 11, 18, 8, 35, tzinfo=UTC)
SELLER = Seller(
    name="Shree Balaji Kirana Store",
    legal_name="Balaji Traders",
    address="12 Station Road, Near Bus Stand\nRatlam 457001",
    phone="07412-234567",
    state_code="23",
    state_name="Madhya Pradesh",
    registration=Registration.REGULAR,
    gstin="23AABCU9603R1ZV",
    fssai="11421850000123",
    upi_id="balaji@okaxis",
    header="",
    footer="Thank you, come again!",
    is_demo=False,
)


def terms(rate: int, treatment: Treatment = Treatment.TAXABLE, **more: Any) -> TaxTerms:
    return TaxTerms(treatment=treatment, supply=Supply.GOODS, gst_rate=rate, **more)


NIL = terms(0, Treatment.NIL)


def order_line(description: str, price: int, line_terms: TaxTerms = NIL, **more: Any) -> OrderLine:
    given: dict[str, Any] = {
        "line": 1,
        "item_id": 1,
        "description": description,
        "description_hi": "",
        "hsn": "1905",
        "qty": 1000,
        "unit": "PCS",
        "unit_price": price,
        "price_includes_tax": True,
        "mrp": None,
        "terms": line_terms,
    }
    return OrderLine(**(given | more))


TEN_LINES = (
    order_line("Amul Gold Milk 1 L", 6900, hsn="04012000", qty=2000, unit="PAC", mrp=6900),
    order_line("Potato", 2800, hsn="0701", qty=1250, unit="KGS"),
    order_line("Sugar (Loose)", 4600, terms(500), hsn="1701", qty=2000, unit="KGS"),
    order_line(
        "Parle-G Gold Biscuits 1 kg Family Pack",
        13500,
        terms(500),
        hsn="19053100",
        unit="PAC",
        mrp=15000,
    ),
    order_line(
        "Surf Excel Easy Wash Detergent 1 kg",
        15500,
        terms(1800),
        hsn="34022010",
        unit="PAC",
        mrp=15500,
        discount=Discount(amount=500),
    ),
    order_line(
        "Colgate Strong Teeth 200 g", 12000, terms(1800), hsn="33061020", qty=3000, mrp=13400
    ),
    order_line("Tata Salt 1 kg", 2800, hsn="25010020", unit="PAC", mrp=2800),
    order_line(
        "Fortune Sunlite Oil 1 L",
        16550,
        terms(500),
        hsn="15121910",
        qty=2000,
        unit="BTL",
        mrp=17500,
    ),
    order_line("Maggi Noodles 12 Pack", 16800, terms(500), hsn="19023010", unit="PAC", mrp=16800),
    order_line("पनीर Paneer (Loose)", 38000, terms(500), hsn="0406", qty=250, unit="KGS"),
)
PART_ON_ACCOUNT = (Offered(method=Method.CASH, amount=100000), Offered(method=Method.CREDIT))


def make_bill(lines: tuple[OrderLine, ...] = TEN_LINES, **more: Any) -> Bill:
    """A bill as the till would issue it; *more* replaces fields, or says how it is paid."""
    seller = more.get("seller", SELLER)
    gst = more.get("gst", NO_GST_DETAILS)
    priced = price_lines(
        lines,
        seller_state=seller.state_code,
        registration=seller.registration,
        gst=gst,
        bill_discount=more.pop("bill_discount", None),
        rounded=more.pop("rounded", True),
    )
    offered = more.pop("offered", (Offered(method=Method.CREDIT),))
    paid = settle(priced.cart.totals.total, offered, methods=tuple(Method))
    copied = [name for name in OrderLine.__struct_fields__ if name not in ("line", "discount")]
    given: dict[str, Any] = {
        "id": 1,
        "uuid": "0192f0c0-0000-7000-8000-000000000001",
        "number": "A/26-27/000123",
        "order_id": 1,
        "order_number": "ORD-20261118-0045",
        "document": priced.document,
        "order_type": OrderType.COUNTER,
        "issued_at": ISSUED,
        "local_time": ISSUED.astimezone(IST),
        "business_date": ISSUED.date(),
        "outlet_id": 1,
        "terminal_id": 1,
        "shift_id": 1,
        "cashier_id": 1,
        "cashier_name": "Asha",
        "customer_id": 1,
        "seller": seller,
        "buyer": Buyer(name="रमेश शर्मा", phone="+91 98260 12345"),
        "gst": gst,
        "place_of_supply": priced.place.state_code,
        "place_name": state_of(priced.place.state_code, field="state").name,
        "is_interstate": priced.place.is_interstate,
        "reason": priced.place.reason,
        "lines": tuple(
            BillLine(line=i, taxed=taxed, **{name: getattr(line, name) for name in copied})
            for i, (line, taxed) in enumerate(zip(lines, priced.cart.lines, strict=True), start=1)
        ),
        "totals": priced.cart.totals,
        "tenders": paid.tenders,
        "change": paid.change,
    }
    return Bill(**(given | more))


RECEIPT = PaymentReceipt(
    id=1,
    uuid="0192f0c0-0000-7000-8000-000000000002",
    number="AP/26-27/000007",
    outlet_name=SELLER.name,
    outlet_address=SELLER.address,
    outlet_phone=SELLER.phone,
    is_demo=False,
    customer_id=1,
    customer_name="Ramesh Sharma",
    customer_phone="+91 98260 12345",
    received_at=ISSUED,
    local_time=ISSUED.astimezone(IST),
    business_date=ISSUED.date(),
    terminal_id=1,
    user_id=1,
    cashier_name="Asha",
    method=Method.UPI,
    amount=100000,
    reference="UTR 632211884411",
    balance_before=-120000,
    balance_after=-20000,
    allocations=(
        Allocation(bill_id=1, bill_number="A/26-27/000101", amount=53100),
        Allocation(bill_id=2, bill_number="A/26-27/000123", amount=46900),
    ),
)


@dataclass(frozen=True)
class Shop:
    """What tests of printouts take; test modules do not import each other."""

    seller: Seller = SELLER
    receipt: PaymentReceipt = RECEIPT
    ten_lines: tuple[OrderLine, ...] = TEN_LINES
    part_on_account: tuple[Offered, ...] = PART_ON_ACCOUNT
    bill: Callable[..., Bill] = make_bill
    line: Callable[..., OrderLine] = order_line
    terms: Callable[..., TaxTerms] = terms

    def seller_with(self, **changes: Any) -> Seller:
        return replace(SELLER, **changes)


@pytest.fixture(scope="session")
def shop() -> Shop:
    return Shop()


class PrintoutsWithText(ReceiptPrintouts):
    """Also tells what a printer that takes no pictures would print."""

    def bill_text(
        self,
        bill: Bill,
        columns: int,
        *,
        native_qr: bool = False,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
    ) -> str:
        mark = None
        if reprinted_at is not None and copy:
            mark = ReprintMark(copy=copy, at=reprinted_at, by=reprinted_by)
        return self.bill(bill, PLAIN, mark).text(_text_printer(columns, native_qr=native_qr))

    def credit_note_text(self, note: CreditNote, columns: int) -> str:
        return self.credit_note(note, PLAIN).text(_text_printer(columns))

    def payment_text(self, receipt: PaymentReceipt, columns: int) -> str:
        return self.payment(receipt, PLAIN).text(_text_printer(columns))


def _text_printer(columns: int, *, native_qr: bool = False) -> PrinterSettings:
    return PrinterSettings(
        name="till", connection="none", columns=columns, native_qr=native_qr, pictures=False
    )


@pytest.fixture(scope="session")
def printouts() -> PrintoutsWithText:
    return PrintoutsWithText()


@pytest.fixture(scope="session")
def decode() -> Callable[..., Paper]:
    """The strict printer."""
    return decode_job


@pytest.fixture(scope="session")
def undecodable() -> type[Exception]:
    return Undecodable
