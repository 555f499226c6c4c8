"""The check compares receipt vouchers with their payments and with what bills used up of them."""

from __future__ import annotations

import pytest

from pos_desktop.application import customers, refund_vouchers, vouchers
from pos_desktop.application.billing import BuyerInput, IssueBill, TenderInput, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.keys import keys_folder
from tests.shop_at_hand import ShopAtHand
from tests.trust.test_tampering import Shell

pytestmark = pytest.mark.tampers


@pytest.fixture
def shell(open_shop_today: ShopAtHand) -> Shell:
    """An advance of 1,050: a dinner used up 525, 210 was paid back; then the store behind it."""
    shop = open_shop_today
    given = customers.CustomerInput(name="Anita", phone="9876543210")
    who = customers.create(shop.cashier, given).id
    request = vouchers.ReceiveAdvance(
        customer_id=who, amount=1050_00, tax_class="REST5", description="Dinner"
    )
    vouchers.receive_advance(shop.cashier, request)
    dinner = LineInput(
        description="Dinner", unit_price=500_00, gst_rate=500, supply=Supply.RESTAURANT
    )
    paid = TenderInput(method=Method.ADVANCE, amount=525_00)
    issue(
        shop.cashier,
        IssueBill(lines=(dinner,), tenders=(paid,), customer=BuyerInput(id=who)),
    )
    back = refund_vouchers.RefundAdvance(
        voucher_number="AV/25-26/000001", amount=210_00, reason="Fewer guests"
    )
    refund_vouchers.refund_advance(shop.manager, back)
    shop.store.close()
    return Shell(shop.folder, keys_folder())


def told_after(shell: Shell, *statements: str) -> list[str]:
    """What the books' check says once somebody wrote past the till."""
    with shell.opened() as sql:
        for statement in statements:
            sql.execute(statement)
        return [fault.words for _, faults in books(sql) for fault in faults]


def test_sound_vouchers_are_found_sound(shell: Shell) -> None:
    assert told_after(shell) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE voucher_use SET amount = 105001", "was used up or paid back, or more tax"),
        ("UPDATE voucher_use SET cgst = 2501", "was used up or paid back, or more tax"),
        ("UPDATE receipt_voucher SET amount = 105001", "its receipt voucher of"),
        ("DELETE FROM receipt_voucher", "its receipt voucher of"),
        ("UPDATE refund_voucher SET amount = 52501", "its refund voucher of"),
        ("UPDATE refund_voucher SET amount = 52501", "paid back in cash, the drawer gave"),
        ("UPDATE refund_voucher SET cgst = 1251", "was used up or paid back, or more tax"),
        ("UPDATE refund_voucher SET payment_id = 99", "its refund voucher of"),
        ("DELETE FROM refund_voucher", "its refund voucher of"),
        ("UPDATE adjustment SET kind = 'correction'", "or it is of no receipt voucher"),
        ("UPDATE adjustment SET number = 'AR/25-26/000003'", "numbers are missing"),
        ("UPDATE cash_movement SET amount = -20900 WHERE amount = -21000", "the drawer gave"),
        ("UPDATE payment SET number = 'AV/25-26/000002'", "numbers are missing"),
    ],
)
def test_a_voucher_that_was_tampered_with_is_found(
    shell: Shell, statement: str, words: str
) -> None:
    assert any(words in told for told in told_after(shell, statement))


def test_a_voucher_is_never_changed_nor_deleted(open_shop_today: ShopAtHand) -> None:
    with open_shop_today.store.look() as look:
        triggers = look.sql.exec_driver_sql(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
            " AND tbl_name IN ('receipt_voucher', 'refund_voucher', 'voucher_use',"
            " 'gst_data_version')"
        ).scalar_one()
    assert triggers == 9
