"""A receipt printer that believes nothing, and a shop to print for.

The decoder is written from Epson's ESC/POS command reference. It knows the commands that receipts
need, each with the parameters the reference allows, and refuses every other byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from pos_desktop.domain.accounts import Allocation, PaymentReceipt
from pos_desktop.domain.bills import Bill, BillLine, Buyer, Offered, Seller, settle
from pos_desktop.domain.gst import Discount, Supply, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import NO_GST_DETAILS, OrderLine, OrderType, price_lines
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.states import state_of
from pos_desktop.printouts.receipts import ReceiptPrintouts


class Undecodable(Exception):
    """A byte that the command reference does not allow there."""


@dataclass(frozen=True)
class Line:
    """A line on paper. ``width`` is in columns of the ordinary size."""

    text: str
    width: int
    tall: bool
    wide: bool
    bold: bool


@dataclass
class Paper:
    """What came out of the printer, in order."""

    lines: list[Line] = field(default_factory=list)
    qr: list[str] = field(default_factory=list)
    qr_after_line: list[int] = field(default_factory=list)
    qr_module: int = 3
    cuts: list[str] = field(default_factory=list)
    cut_after_line: list[int] = field(default_factory=list)
    kicks: list[tuple[int, int, int]] = field(default_factory=list)
    resets: int = 0
    fed: int = 0

    @property
    def text(self) -> list[str]:
        return [line.text for line in self.lines]


class Decoder:
    """One print job, byte by byte."""

    def __init__(self, data: bytes, columns: int) -> None:
        self.data, self.columns, self.at = data, columns, 0
        self.paper = Paper()
        self.buffer = ""
        self.stored_qr: bytes | None = None
        self.reset()

    def reset(self) -> None:
        self.align = 0
        self.bold = self.tall = self.wide = False

    def fail(self, why: str) -> Undecodable:
        around = self.data[max(self.at - 8, 0) : self.at + 8]
        return Undecodable(f"{why} before offset {self.at}: …{around!r}…")

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise self.fail("the job ends inside a command")
        self.at += 1
        return self.data[self.at - 1]

    def one_of(self, what: str, *allowed: int) -> int:
        value = self.byte()
        if value not in allowed:
            raise self.fail(f"{what} {value:#04x}")
        return value

    def run(self) -> Paper:
        while self.at < len(self.data):
            first = self.byte()
            if 0x20 <= first <= 0x7E:
                self.buffer += chr(first)
            elif first == 0x0A:
                self.print_buffer()
            elif first == 0x1B:
                self.escape()
            elif first == 0x1D:
                self.group()
            else:
                raise self.fail(f"unknown byte {first:#04x}")
        if self.buffer:
            raise self.fail("text is left in the buffer")
        if self.align or self.bold or self.tall or self.wide:
            raise self.fail("the printer is not left in its ordinary state")
        return self.paper

    def print_buffer(self) -> None:
        scale = 2 if self.wide else 1
        width = len(self.buffer) * scale
        if width > self.columns:
            raise self.fail(f"the line {self.buffer!r} is {width} columns wide")
        text = self.buffer
        if self.align:
            free = (self.columns - width) // scale
            text = " " * (free // 2 if self.align == 1 else free) + text if text else ""
        line = Line(text, width, self.tall, self.wide, self.bold)
        self.paper.lines.append(line)
        self.buffer = ""

    def at_line_start(self, command: str) -> None:
        if self.buffer:
            raise self.fail(f"{command} works at the beginning of a line only")

    def escape(self) -> None:
        command = self.byte()
        if command == ord("@"):
            if self.buffer:
                raise self.fail("a reset throws away what is in the buffer")
            self.reset()
            self.paper.resets += 1
        elif command == ord("!"):
            mode = self.byte()
            if mode & 0b0100_0110:
                raise self.fail(f"print mode {mode:#04x} has undefined bits")
            if mode & 0b1000_0001:
                raise self.fail(f"print mode {mode:#04x} underlines or takes font B")
            self.bold, self.tall, self.wide = bool(mode & 8), bool(mode & 16), bool(mode & 32)
        elif command == ord("E"):
            self.bold = bool(self.byte() & 1)
        elif command == ord("a"):
            self.at_line_start("ESC a")
            self.align = self.one_of("alignment", 0, 1, 2, 48, 49, 50) % 48
        elif command == ord("d"):
            count = self.byte()
            if self.buffer:
                self.print_buffer()
            self.paper.fed += count
        elif command == ord("p"):
            pin = self.one_of("drawer pin", 0, 1, 48, 49) % 48
            self.paper.kicks.append((pin, self.byte(), self.byte()))
        else:
            raise self.fail(f"unknown command ESC {command:#04x}")

    def group(self) -> None:
        command = self.byte()
        if command == ord("V"):
            self.at_line_start("GS V")
            mode = self.one_of("cut", 0, 1, 48, 49, 65, 66)
            if mode >= 65:
                self.paper.fed += self.byte()
            self.paper.cuts.append("full" if mode in (0, 48, 65) else "partial")
            self.paper.cut_after_line.append(len(self.paper.lines))
        elif command == ord("("):
            self.one_of("GS (", ord("k"))
            self.symbol()
        else:
            raise self.fail(f"unknown command GS {command:#04x}")

    def symbol(self) -> None:
        length = self.byte() + 256 * self.byte()
        self.one_of("symbol", 49)
        function = self.one_of("QR function", 65, 67, 69, 80, 81)
        rest = bytes(self.byte() for _ in range(length - 2))
        if function == 65 and not (len(rest) == 2 and rest[0] in (49, 50, 51) and rest[1] == 0):
            raise self.fail(f"QR model {rest!r}")
        if function == 67:
            if not (len(rest) == 1 and 1 <= rest[0] <= 16):
                raise self.fail(f"QR module {rest!r}")
            self.paper.qr_module = rest[0]
        if function == 69 and not (len(rest) == 1 and 48 <= rest[0] <= 51):
            raise self.fail(f"QR error correction {rest!r}")
        if function == 80:
            if not (2 <= len(rest) <= 7090 and rest[0] == 48):
                raise self.fail("QR data without data")
            self.stored_qr = rest[1:]
        if function == 81:
            self.at_line_start("printing a symbol")
            if rest != b"0" or self.stored_qr is None:
                raise self.fail("there is no QR code to print")
            self.paper.qr.append(self.stored_qr.decode("ascii"))
            self.paper.qr_after_line.append(len(self.paper.lines))


def decode_job(data: bytes, columns: int) -> Paper:
    return Decoder(data, columns).run()


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
    copied = [name for name in OrderLine.__dataclass_fields__ if name not in ("line", "discount")]
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


@pytest.fixture(scope="session")
def printouts() -> ReceiptPrintouts:
    return ReceiptPrintouts()


@pytest.fixture(scope="session")
def decode() -> Callable[[bytes, int], Paper]:
    """The strict printer."""
    return decode_job


@pytest.fixture(scope="session")
def undecodable() -> type[Exception]:
    return Undecodable
