"""The owner looks at what was done, and what stands out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from pos_desktop.application import audit, billing, orders, shifts
from pos_desktop.application.lines import LineInput
from pos_desktop.application.people import sign_in
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.outlet import Method
from tests.shop_at_hand import ShopAtHand


@pytest.fixture
def busy_day(open_shop_today: ShopAtHand) -> ShopAtHand:
    """Two bills, one with a discount; a discarded cart, a removed line, a wrong PIN, a no-sale."""
    shop = open_shop_today
    shop.sell("40.00", cash=40_00)
    line = LineInput(
        description="Thing", unit_price=100_00, gst_rate=0, discount=Discount(amount=20_00)
    )
    pay = billing.TenderInput(method=Method.CASH, amount=80_00)
    billing.issue(shop.cashier, billing.IssueBill(lines=(line,), tenders=(pay,)))
    cart = shop.ring_up("1040", "1041")
    removed = orders.RemoveLine(order_id=cart.order_id, line=1)
    left = orders.remove_line(shop.cashier, removed)
    orders.cancel(shop.cashier, orders.CancelOrder(order_id=left.order_id, reason="Changed mind"))
    shifts.no_sale(shop.manager, shifts.NoSale(reason="Change"))
    with pytest.raises(PosError):
        sign_in(shop.desk, "cashier", "0000")
    return shop


def test_the_newest_comes_first_without_the_daily_bulk(busy_day: ShopAtHand) -> None:
    found = audit.search(busy_day.owner, audit.SearchAudit())
    actions = [entry.action for entry in found.entries]
    assert actions[:3] == ["sign_in.failed", "drawer.opened", "order.cancelled"]
    assert "bill.issued" not in actions
    everything = audit.search(busy_day.owner, audit.SearchAudit(notable=False))
    assert everything.pagination.total == found.pagination.total + 2


@pytest.mark.parametrize(
    ("wanted", "actions"),
    [
        ({"user": "vikram rao"}, {"drawer.opened"}),
        ({"action": "bill.discounted"}, {"bill.discounted"}),
        ({"q": "Changed mind"}, {"order.cancelled"}),
        ({"q": "100%"}, set()),
        ({"first": date(2026, 2, 19)}, set()),
        ({"last": date(2026, 2, 17)}, set()),
    ],
)
def test_filters(busy_day: ShopAtHand, wanted: dict[str, object], actions: set[str]) -> None:
    found = audit.search(busy_day.owner, replace(audit.SearchAudit(), **wanted))
    assert {entry.action for entry in found.entries} == actions


def test_exceptions_stand_beside_what_was_billed(busy_day: ShopAtHand) -> None:
    report = audit.exceptions(busy_day.owner, audit.AskExceptions())
    asha = next(row for row in report.people if row.user_name == "Asha Patel")
    assert (asha.bills, asha.billed) == (2, 120_00)
    assert (asha.discounts, asha.discounted) == (1, 20_00)
    assert (asha.removed_lines, asha.discarded_carts, asha.wrong_pins) == (1, 1, 1)
    assert asha.discarded > 0
    vikram = next(row for row in report.people if row.user_name == "Vikram Rao")
    assert vikram.no_sales == 1
    tomorrow = report.last + timedelta(days=1)
    ask = audit.AskExceptions(first=tomorrow, last=tomorrow)
    assert audit.exceptions(busy_day.owner, ask).people == ()
    with pytest.raises(BadInput):
        audit.exceptions(busy_day.owner, audit.AskExceptions(first=tomorrow, last=report.last))


def test_only_owners_and_admins_look(busy_day: ShopAtHand) -> None:
    for desk in (busy_day.cashier, busy_day.manager):
        with pytest.raises(Refused):
            audit.search(desk, audit.SearchAudit())


def test_the_partial_index_finds_the_notable(busy_day: ShopAtHand) -> None:
    with busy_day.store.look() as look:
        plan = look.sql.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT at FROM audit_entry WHERE outlet_id = 1"
            " AND audit_entry.action <> 'bill.issued' ORDER BY at DESC, id DESC LIMIT 50"
        ).all()
    assert "ix_audit_entry_notable" in str(plan)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("25", 1), ("25.00", 1), ("₹25", 1), ("500", 0), ("2500", 0), ("amount", 0), ("Bank", 1)],
)
def test_a_search_finds_what_is_shown_and_not_what_is_stored(
    open_shop_today: ShopAtHand, typed: str, found: int
) -> None:
    move = shifts.MoveCash(amount=25_00, reason="Bank charges")
    shifts.payout(open_shop_today.manager, move)
    request = audit.SearchAudit(q=typed, action="cash.payout")
    assert len(audit.search(open_shop_today.owner, request).entries) == found


def test_a_search_does_not_find_what_only_an_id_says(open_shop_today: ShopAtHand) -> None:
    shifts.payout(open_shop_today.manager, shifts.MoveCash(amount=25_00, reason="Bank charges"))
    asked = audit.SearchAudit(action="cash.payout")
    (entry,) = audit.search(open_shop_today.owner, asked).entries
    assert entry.subject.count("-") == 4
    for part in entry.subject.split("-"):
        request = audit.SearchAudit(q=part, action="cash.payout")
        assert audit.search(open_shop_today.owner, request).entries == ()
