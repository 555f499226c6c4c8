"""The check finds a drawer's book that does not add up; each row is tampered with in turn."""

from __future__ import annotations

import pytest

from pos_desktop.application import shifts, tender_corrections
from pos_desktop.domain.outlet import Method
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.tampers


@pytest.fixture
def closed(open_shop_today: ShopAtHand) -> ShopAtHand:
    shop = open_shop_today
    bill = shop.sell("150.00", cash=150_00)
    tender_corrections.correct_tender(
        shop.manager,
        tender_corrections.CorrectTender(
            bill_number=bill.bill_number, taken_from=Method.CASH, given_to=Method.UPI, reason="x"
        ),
    )
    shifts.payout(shop.manager, shifts.MoveCash(amount=80_00, reason="Milk"))
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=1_900_00))
    return shop


def faults(shop: ShopAtHand) -> str:
    report = shop.store.check(None, lambda _area, _done, _total: None)
    return "\n".join(fault.words for fault in report.faults)


def test_what_is_as_it_was_written_has_no_fault(closed: ShopAtHand) -> None:
    assert faults(closed) == ""


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("variance_posting", "amount = amount + 1", "what was posted of it"),
        ("tender_correction", "amount = -140_00 WHERE amount < 0", "its two entries make"),
        ("cash_slip", "amount = 70_00", "Cash slip"),
        ("z_report", "number = 'AZ/25-26/000009'", "AZ/25-26"),
    ],
)
def test_a_changed_row_is_found(closed: ShopAtHand, table: str, change: str, told: str) -> None:
    with closed.store.work() as work:
        run = work.sql.exec_driver_sql
        run(f"DROP TRIGGER {table}_no_update")
        run(f"UPDATE {table} SET {change.replace('_00', '00')}")
        work.commit()
    found = faults(closed)
    assert told in found
    assert "was changed" in found
