"""Any bill on any paper, with names that mean harm."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer, Offered
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import GstDetails
from pos_desktop.domain.outlet import Method
from pos_desktop.printouts import layout

COLUMNS = (32, 42, 48)
REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
HARM = (
    "\x1bp\x00\x19\xfa",
    "\x1dV\x00",
    "\x10\x04\x01",
    "\x10\x14\x01\x00\x01",
    "\x1b@\n\n\n\n",
    "TOTAL Rs.1.00\nTOTAL",
    "👩‍👩‍👧 family 🇮🇳",
    "\u202eevil\u202c شکریہ",
    "आलू प्याज",
    "x" * 300,
    "\u0000\u0085\u2028\u2029\ufeff\ud800",
    "१२३",
    " " * 70,
    "",
)
texts = st.one_of(st.sampled_from(HARM), st.text(max_size=60))
AMOUNT = re.compile(r"(-?)([\d,]+)\.(\d\d)$")


def paise(line: str) -> Paise:
    sign, rupees, rest = AMOUNT.search(line.rstrip()).groups()  # type: ignore[union-attr]
    return int(f"{sign}{rupees.replace(',', '')}{rest}")


@st.composite
def bills(draw: st.DrawFn) -> dict[str, Any]:
    """What a bill is made of; the shop makes it."""
    amounts = st.integers(0, 2_000_00)
    lines = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "name": texts,
                    "price": amounts,
                    "rate": st.sampled_from([0, 25, 300, 500, 1800, 4000]),
                    "qty": st.integers(1, 30_000),
                    "price_includes_tax": st.booleans(),
                    "cess_rate": st.sampled_from([0, 0, 1200]),
                    "mrp": st.one_of(st.none(), st.just(3_000_00)),
                    "percent_off": st.sampled_from([0, 0, 1000, 10000]),
                }
            ),
            min_size=1,
            max_size=6,
        )
    )
    return {
        "lines": lines,
        "percent_off": draw(st.sampled_from([0, 0, 250])),
        "across": draw(st.booleans()),
        "party": draw(st.fixed_dictionaries({"name": texts, "phone": texts, "address": texts})),
        "cashier": draw(texts),
        "footer": draw(texts),
        "seller": draw(texts),
        "demo": draw(st.booleans()),
        "cash": draw(st.integers(0, 5_000_00)),
        "copy": draw(st.integers(0, 3)),
    }


def made(shop: Any, facts: dict[str, Any]) -> Any:
    lines = tuple(
        shop.line(
            given_line["name"],
            given_line["price"],
            shop.terms(given_line["rate"], cess_rate=given_line["cess_rate"]),
            qty=given_line["qty"],
            price_includes_tax=given_line["price_includes_tax"],
            mrp=given_line["mrp"],
            discount=Discount(percent=given_line["percent_off"]),
        )
        for given_line in facts["lines"]
    )
    gst = GstDetails(
        gstin="27AABCU9603R1ZN" if facts["across"] else None,
        company_name=facts["party"]["name"] if facts["across"] else None,
        state_code="27" if facts["across"] else None,
    )
    return shop.bill(
        lines,
        gst=gst,
        bill_discount=Discount(percent=facts["percent_off"]),
        buyer=Buyer(**facts["party"]),
        cashier_name=facts["cashier"],
        seller=shop.seller_with(
            footer=facts["footer"], name=facts["seller"], is_demo=facts["demo"]
        ),
        offered=(
            Offered(method=Method.CASH, amount=facts["cash"]),
            Offered(method=Method.CREDIT),
        ),
    )


@given(facts=bills(), columns=st.sampled_from(COLUMNS), native_qr=st.booleans())
def test_any_bill_prints_whole_on_any_paper(
    shop: Any,
    printouts: Any,
    decode: Any,
    facts: dict[str, Any],
    columns: int,
    native_qr: bool,
) -> None:
    bill = made(shop, facts)
    printer = PrinterSettings(
        name="till", connection="none", columns=columns, native_qr=native_qr, pictures=False
    )
    reprint = {"copy": facts["copy"], "reprinted_at": bill.local_time, "reprinted_by": "Asha"}
    data = printouts.bill_bytes(bill, printer, **reprint)
    assert not any(command in data for command in REAL_TIME)

    paper = decode(data, columns)
    assert paper.kicks == []
    assert paper.cuts == ["partial"]
    assert len(paper.qr) == (1 if native_qr and bill.balance_due else 0)
    assert all(line.width <= columns for line in paper.lines)

    shown = printouts.bill_text(bill, columns, native_qr=False, **reprint).splitlines()
    printed = [line.text for line in paper.lines]
    if paper.qr:  # the empty lines of its quiet zone
        del printed[paper.qr_after_line[0] - 1 : paper.qr_after_line[0] + 1]
    assert [line.split() for line in printed] == [line.split() for line in shown]
    assert all(len(line) <= columns for line in shown)
    check_sums(bill, shown)


def check_sums(bill: Any, shown: list[str]) -> None:
    """The amounts on the paper, added up by hand, are the stored total."""
    first = max(i for i, line in enumerate(shown) if line.startswith(" Qty x Price"))
    last = next(i for i, line in enumerate(shown) if i > first and line.startswith("Sub-total"))
    amounts = [
        paise(line) for line in shown[first:last] if re.match(r" (\S+ \S+ x |Discount)", line)
    ]
    assert sum(amounts) == paise(shown[last])
    assert len(amounts) == len(bill.lines) + sum(line.taxed.discount > 0 for line in bill.lines)
    end = next(i for i, line in enumerate(shown) if i > last and line.startswith("TOTAL"))
    steps = sum(paise(line) for line in shown[last:end])
    assert steps == paise(shown[end]) == bill.totals.total


@pytest.mark.parametrize("harm", HARM)
def test_no_name_commands_the_printer(shop: Any, printouts: Any, decode: Any, harm: str) -> None:
    seller = shop.seller_with(
        name=harm, legal_name=harm, address=harm, phone=harm, header=harm, footer=harm, upi_id=harm
    )
    bill = shop.bill(
        (shop.line(harm, 1000, hsn="1905"),),
        seller=seller,
        buyer=Buyer(name=harm, phone=harm, address=harm),
        cashier_name=harm,
        offered=(Offered(method=Method.UPI, amount=1000, reference=harm[:64]),),
    )
    printer = PrinterSettings(name="till", connection="none", columns=32, native_qr=True)
    data = printouts.bill_bytes(
        bill, printer, copy=1, reprinted_at=bill.local_time, reprinted_by=harm
    )
    paper = decode(data, 32)
    assert paper.kicks == []
    assert paper.cuts == ["partial"]
    assert paper.resets == 1
    assert not any(command in data for command in REAL_TIME)


def test_two_hundred_lines_print_every_one(shop: Any, printouts: Any, decode: Any) -> None:
    lines = tuple(shop.line(f"Item {i}", 100 + i) for i in range(200))
    printer = PrinterSettings(name="till", connection="none", columns=32)
    text = decode(printouts.bill_bytes(shop.bill(lines), printer), 32).text
    assert [line.split()[1] for line in text if line.startswith("Item ")][1:] == [
        str(i) for i in range(200)
    ]


def test_without_the_filter_the_printer_would_have_obeyed(
    shop: Any,
    printouts: Any,
    decode: Any,
    undecodable: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The rupee sign is put right even here, so that the harm is what the printer stumbles over.
    monkeypatch.setattr(layout, "on_paper", lambda text: text.replace("₹", "Rs."))
    printer = PrinterSettings(name="till", connection="none", pictures=False)

    def printed(name: str) -> Any:
        bill = shop.bill((shop.line(name, 1000),), buyer=Buyer())
        return decode(printouts.bill_bytes(bill, printer), 48)

    assert printed("Soap").kicks == []
    assert printed("\x1bp\x00\x19\x20Soap").kicks == [(0, 25, 32)]
    with pytest.raises(undecodable):
        printed("\x10\x04\x01")
    with pytest.raises(UnicodeEncodeError):
        printed("आलू")


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b@\x07",
        b"\x10\x04\x01",
        b"\x1b@text",
        b"\x1bp\x00",
        b"\x1bZ",
        b"\x1dV\x07",
        b"\x1b!\x02\n",
        b"\x1bE\x01bold\n",
        b"x" * 49 + b"\n",
        b"\x1b!\x30" + b"x" * 25 + b"\n\x1b!\x00",
        b"\x1b!\x30x\tx\n\x1b!\x00",
        b"x" * 48 + b"\t\n",
        b"text\x1dV\x01",
        b"\x1d(k\x03\x001Q0",
        "é\n".encode("cp437"),
    ],
)
def test_the_printer_of_these_tests_refuses_what_a_printer_would_misread(
    decode: Any, undecodable: type[Exception], data: bytes
) -> None:
    with pytest.raises(undecodable):
        decode(data, 48)
