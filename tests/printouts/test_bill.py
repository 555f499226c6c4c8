"""What a bill says on paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.domain.bills import Buyer, Offered
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.gst import Discount, Treatment
from pos_desktop.domain.money import MOST_PAISE
from pos_desktop.domain.orders import GstDetails, OrderType
from pos_desktop.domain.outlet import Method, Registration

GOLDEN = Path(__file__).parents[1] / "golden"
ACROSS = GstDetails(gstin="27AABCU9603R1ZN", company_name="Umbrella Retail", state_code="27")


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_ten_line_bill_prints_as_it_always_has(shop: Any, printouts: Any, columns: int) -> None:
    bill = shop.bill(offered=shop.part_on_account)
    printed = printouts.bill_text(bill, columns, native_qr=True)
    assert printed == (GOLDEN / f"bill_{columns}.txt").read_text(encoding="utf-8")


def test_an_interstate_reprint_with_taxes_on_top_prints_as_it_always_has(
    shop: Any, printouts: Any
) -> None:
    lines = tuple(
        shop.line(name, price, shop.terms(rate), price_includes_tax=False, hsn="8471")
        for name, price, rate in [("Keyboard", 120050, 1800), ("Mouse", 45000, 1800)]
    )
    bill = shop.bill(lines, gst=ACROSS, bill_discount=Discount(percent=500))
    printed = printouts.bill_text(
        bill,
        42,
        copy=2,
        reprinted_at=bill.local_time + timedelta(hours=2),
        reprinted_by="Meena",
    )
    assert printed == (GOLDEN / "bill_interstate_reprint_42.txt").read_text(encoding="utf-8")


def test_a_tax_invoice_says_what_rule_46_asks(shop: Any, printouts: Any) -> None:
    lines = (shop.line("Soap", 11800, shop.terms(1800), hsn="3401"),)
    text = printouts.bill_text(shop.bill(lines), 48)
    for said in (
        "Tax Invoice",
        "ORIGINAL FOR RECIPIENT",
        "GSTIN: 23AABCU9603R1ZV",
        "FSSAI: 11421850000123",
        "State: Madhya Pradesh (23)",
        "A/26-27/000123",
        "ORD-20261118-0045",
        "18-11-2026",
        "14:05",
        "Tax on reverse charge: No",
        "Computer generated",
    ):
        assert said in text
    assert "DEMO" not in text


@pytest.mark.parametrize(
    ("registration", "title"),
    [(Registration.COMPOSITION, "Bill of Supply"), (Registration.UNREGISTERED, "Bill")],
)
def test_a_shop_that_charges_no_tax_prints_none(
    shop: Any, printouts: Any, registration: Registration, title: str
) -> None:
    bill = shop.bill(seller=shop.seller_with(registration=registration, gstin=None))
    lines = printouts.bill_text(bill, 48).splitlines()
    text = "\n".join(lines)
    assert title in [line.strip() for line in lines]
    assert "CGST" not in text
    assert "reverse charge" not in text
    assert "ORIGINAL" not in text
    composition = registration is Registration.COMPOSITION
    assert ("Composition taxable person, not eligible" in text) is composition


def test_the_demo_shop_says_so_above_and_below(shop: Any, printouts: Any) -> None:
    bill = shop.bill(seller=shop.seller_with(is_demo=True))
    lines = [line.strip() for line in printouts.bill_text(bill, 32).splitlines()]
    assert lines[0] == lines[-1] == "DEMO - NOT A TAX DOCUMENT"
    receipt = printouts.payment_text(shop.receipt, 32)
    assert "DEMO" not in receipt


def test_a_reprint_differs_from_the_original_in_its_mark_alone(shop: Any, printouts: Any) -> None:
    bill = shop.bill((shop.line("Soap", 11800, shop.terms(1800)),))
    first = printouts.bill_text(bill, 48).splitlines()
    again = printouts.bill_text(
        bill, 48, copy=3, reprinted_at=bill.local_time, reprinted_by="Asha"
    ).splitlines()
    changed = [(a.strip(), b.strip()) for a, b in zip(first, again, strict=True) if a != b]
    assert changed == [("ORIGINAL FOR RECIPIENT", "REPRINT 3 - 18-11-2026 14:05 - Asha")]


def test_the_place_of_supply_is_said_across_a_state_border_alone(shop: Any, printouts: Any) -> None:
    assert "Place of supply" not in printouts.bill_text(shop.bill(), 48)
    text = printouts.bill_text(shop.bill(gst=ACROSS), 48)
    assert "Place of supply: Maharashtra (27)" in text
    assert "GSTIN: 27AABCU9603R1ZN" in text
    assert "IGST" in text
    assert "CGST" not in text


def test_a_union_territory_has_utgst(shop: Any, printouts: Any) -> None:
    chandigarh = shop.seller_with(state_code="04", state_name="Chandigarh")
    text = printouts.bill_text(shop.bill(seller=chandigarh), 48)
    assert "UTGST" in text
    assert " SGST" not in text


def test_a_part_payment_shows_what_is_due_and_asks_for_it_by_upi(shop: Any, printouts: Any) -> None:
    text = printouts.bill_text(shop.bill(offered=shop.part_on_account), 42)
    assert "BALANCE DUE                      Rs.532.00" in text
    assert "Pay by UPI: balaji@okaxis" in text


def test_a_paid_bill_asks_for_nothing(shop: Any, printouts: Any) -> None:
    bill = shop.bill(offered=(Offered(method=Method.CASH, amount=200000),))
    text = printouts.bill_text(bill, 42, native_qr=True)
    assert "Change                              468.00" in text
    assert "BALANCE DUE" not in text
    assert "UPI" not in text
    assert "[QR code]" not in text


def test_savings_count_against_the_mrp_only_where_it_is_known_and_higher(
    shop: Any, printouts: Any
) -> None:
    lines = (
        shop.line("Oil", 9000, qty=2000, mrp=10000),
        shop.line("Loose sugar", 4600, discount=Discount(amount=100)),
        shop.line("Soap", 3000, mrp=3000),
    )
    assert "You saved Rs.20.00 on MRP" in printouts.bill_text(shop.bill(lines), 48)
    assert "You saved" not in printouts.bill_text(shop.bill(lines[1:]), 48)


def test_untaxed_lines_stay_apart_in_the_table_of_taxes(shop: Any, printouts: Any) -> None:
    lines = (
        shop.line("Milk", 5000, shop.terms(0, Treatment.NIL)),
        shop.line("Bread", 4000, shop.terms(0, Treatment.EXEMPT)),
        shop.line("Petrol", 10000, shop.terms(0, Treatment.NON_GST)),
        shop.line("Soap", 11800, shop.terms(1800)),
    )
    rows = [line.split() for line in printouts.bill_text(shop.bill(lines), 48).splitlines()]
    assert ["Nil", "50.00", "0.00", "0.00"] in rows
    assert ["Exempt", "40.00", "0.00", "0.00"] in rows
    assert ["Non-GST", "100.00", "0.00", "0.00"] in rows
    assert ["18%", "100.00", "9.00", "9.00"] in rows
    assert ["All", "290.00", "9.00", "9.00"] in rows


def test_a_name_that_is_too_long_is_cut_and_its_figures_are_not(shop: Any, printouts: Any) -> None:
    lines = (shop.line("Basmati " * 40, 123456, hsn="10063020"),)
    text = printouts.bill_text(shop.bill(lines), 32)
    assert text.count("Basmati") <= 6
    assert ".." in text
    assert "10063020" in text
    assert "1,234.56" in text


def test_the_largest_bill_fits_the_narrowest_paper(shop: Any, printouts: Any) -> None:
    lines = (shop.line("Ring", MOST_PAISE, shop.terms(300, cess_rate=100), hsn="71131910"),)
    text = printouts.bill_text(shop.bill(lines, rounded=False), 32)
    assert "TOTAL" + " " * 9 + "Rs.99,99,99,999.99\n" in text
    assert max(map(len, text.splitlines())) <= 32


def test_a_figure_that_does_not_fit_is_refused_not_cut(shop: Any, printouts: Any) -> None:
    bill = shop.bill((shop.line("Cloth", 100, unit="M" * 40),))
    with pytest.raises(Refused, match="32 columns") as refusal:
        printouts.bill_text(bill, 32)
    assert refusal.value.code == "figure_too_wide"


def test_every_kind_of_tender_is_named_with_its_reference(shop: Any, printouts: Any) -> None:
    offered = (
        Offered(method=Method.CARD, amount=10000, reference="4432"),
        Offered(method=Method.UPI, amount=20000, reference="632211884411"),
        Offered(method=Method.ADVANCE, amount=5000),
        Offered(method=Method.CASH, amount=200000),
    )
    text = printouts.bill_text(shop.bill(offered=offered), 48)
    rows = [" ".join(line.split()) for line in text.splitlines()]
    for row in ("Card (4432) 100.00", "UPI (632211884411) 200.00", "From advance 50.00"):
        assert row in rows
    assert "Cash 2,000.00" in rows
    assert "Change 818.00" in rows


def test_a_walk_in_buyer_takes_no_paper(shop: Any, printouts: Any) -> None:
    named = printouts.bill_text(shop.bill(), 48).splitlines()
    walk_in = printouts.bill_text(shop.bill(buyer=Buyer()), 48).splitlines()
    assert len(named) - len(walk_in) == 3
    assert "Customer" not in "\n".join(walk_in)


def test_a_dish_that_is_eaten_here_says_so(shop: Any, printouts: Any) -> None:
    text = printouts.bill_text(shop.bill(order_type=OrderType.DINE_IN), 32)
    assert "Cashier: Asha            Dine in\n" in text


def test_prices_within_and_without_tax_stand_on_one_bill(shop: Any, printouts: Any) -> None:
    lines = (
        shop.line("Soap", 11800, shop.terms(1800)),
        shop.line("Tile", 10000, shop.terms(1800), price_includes_tax=False),
    )
    text = printouts.bill_text(shop.bill(lines), 48)
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "Sub-total (2 items) 218.00" in rows
    assert "Add CGST 9.00" in rows
    assert "TOTAL Rs.236.00" in rows
    assert "GST, in part included in the prices:" in rows
    assert "18% 200.00 18.00 18.00" in rows
