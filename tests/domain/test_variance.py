"""What explains a variance: each rule alone, and their order."""

from __future__ import annotations

import pytest

from pos_desktop.domain.drawer import Recorded, Slip, match_slips
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.variance import BillTender, Evidence, Moved, explain, looks_like_upi

CASH, UPI = Method.CASH, Method.UPI


def evidence(variance: int, **known: object) -> Evidence:
    facts: dict[str, object] = {
        "counted": 1_000_00,
        "counts": {},
        "tenders": (),
        "moves": (),
    } | known
    return Evidence(variance=variance, **facts)  # type: ignore[arg-type]


def kinds(variance: int, **known: object) -> list[str]:
    return [found.kind for found in explain(evidence(variance, **known))]


def bill(number: str, method: Method, amount: int, **more: object) -> BillTender:
    return BillTender(bill_number=number, method=method, amount=amount, **more)  # type: ignore[arg-type]


def test_an_exact_drawer_needs_no_explanation() -> None:
    assert explain(evidence(0, tenders=(bill("A", CASH, 0),))) == ()


def test_a_bill_equal_to_the_difference_or_half_of_it() -> None:
    tenders = (bill("A", CASH, 150_00), bill("B", CASH, 75_00), bill("C", CASH, 10_00))
    assert kinds(-150_00, tenders=tenders) == ["bill_equal", "bill_half"]
    assert kinds(150_00, tenders=(bill("A", UPI, 150_00),)) == ["bill_equal"]


def test_cash_with_a_upi_reference_comes_first() -> None:
    paid = (bill("A", CASH, 150_00), bill("B", CASH, 150_00, reference="604912345678"))
    found = explain(evidence(-150_00, tenders=paid))
    assert [(f.rank, f.kind, f.bill_number) for f in found] == [
        (1, "upi_in_cash", "B"),
        (2, "bill_equal", "A"),
    ]


@pytest.mark.parametrize(
    ("reference", "is_upi"),
    [
        ("604912345678", True),
        ("someone@okaxis", True),
        ("HDF1234567890abcdefghijk", True),
        ("12", False),
        ("", False),
        ("9876543210", False),
    ],
)
def test_what_a_upi_reference_looks_like(reference: str, is_upi: bool) -> None:
    assert looks_like_upi(reference) is is_upi


@pytest.mark.parametrize(("counted", "meant"), [(12, 21), (1, 12), (112, 12), (5, 50), (10, 1)])
def test_a_slip_of_the_pen_in_a_line_of_the_count(counted: int, meant: int) -> None:
    variance = (counted - meant) * 100 * 100
    (found,) = [
        f
        for f in explain(evidence(variance, counts={"100": counted}))
        if f.kind == "count_line" and "₹100 " in f.sentence
    ]
    assert f"with {meant} the drawer would be exact" in found.sentence


def test_two_lines_swapped() -> None:
    counts = {"500": 2, "200": 7}
    assert "count_lines_swapped" in kinds(-(500 - 200) * (7 - 2) * 100, counts=counts)


def test_an_amount_with_swapped_digits() -> None:
    assert kinds(15_850_00 - 18_550_00, counted=15_850_00) == ["amount_typed"]


def test_moves_that_went_the_other_way_or_were_forgotten() -> None:
    there = Moved(number="S1", amount=50_00, reason="Change")
    assert kinds(-100_00, moves=(there,)) == ["move_reversed"]
    assert kinds(-50_00, moves=(there,)) == ["move_not_made"]
    before = Moved(
        number="S0", amount=-80_00, reason="Milk", is_of_this_shift=False, day="17-02-2026"
    )
    assert kinds(-80_00, moves=(before, before)) == ["payout_missing"]
    assert kinds(80_00, moves=(before,)) == []


def test_change_given_twice_or_never() -> None:
    paid = (bill("A", CASH, 150_00, change=50_00),)
    twice, never = explain(evidence(-50_00, tenders=paid)), explain(evidence(50_00, tenders=paid))
    assert ("given twice" in twice[0].sentence, "never given" in never[0].sentence) == (True, True)


def test_slips_match_by_reference_then_by_amount() -> None:
    recorded = (
        Recorded(document="A", amount=100, reference="12 34"),
        Recorded(document="B", amount=200),
        Recorded(document="C", amount=300, reference="9"),
    )
    slips = (
        Slip(amount=100, reference="1234"),
        Slip(amount=200, reference="77"),
        Slip(amount=350, reference="9"),
        Slip(amount=5),
    )
    found = match_slips(recorded, slips)
    assert found.matched == 2
    assert [pair.recorded.document for pair in found.differing] == ["C"]
    assert found.without_slip == ()
    assert [slip.amount for slip in found.without_record] == [5]
