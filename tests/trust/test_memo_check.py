"""The check proves that the day's one invoice is the sum of its memos, each in exactly one."""

from __future__ import annotations

import pytest

from pos_desktop.application import shifts
from pos_desktop.application.billing import IssueBill, TenderInput, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.keys import keys_folder
from tests.shop_at_hand import ShopAtHand
from tests.trust.test_tampering import Shell

pytestmark = pytest.mark.tampers


@pytest.fixture
def shell(open_shop_today: ShopAtHand) -> Shell:
    """Three memos in the invoice of their day; then the store behind the till's back."""
    shop = open_shop_today
    shop.set(cash_memos=True)
    for rupees, rate in ((100, 1800), (33, 500), (50, 1800)):
        line = LineInput(description="Rusk", unit_price=rupees * 100, gst_rate=rate, hsn="1905")
        cash = TenderInput(method=Method.CASH, amount=200_00)
        issue(shop.cashier, IssueBill(lines=(line,), tenders=(cash,)))
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_212_00))
    shop.store.close()
    return Shell(shop.folder, keys_folder())


def told_after(shell: Shell, statement: str) -> list[str]:
    """What the books' check says once somebody wrote past the till."""
    with shell.opened() as sql:
        sql.execute(statement)
        return [fault.words for _, faults in books(sql) for fault in faults]


def test_a_sound_invoice_is_found_sound(shell: Shell) -> None:
    assert told_after(shell, "SELECT 1") == []


MEMOS, LINES, SOLD = "its cash memos make", "its lines make", "its cash memos sold"
NONE, KIND = "is in no consolidated invoice", "a number of another kind"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE consolidated_invoice SET total = total + 1", MEMOS),
        ("UPDATE consolidated_invoice SET cgst = cgst + 1, igst = igst - 1", MEMOS),
        ("UPDATE consolidated_invoice SET round_off = round_off + 1", MEMOS),
        ("UPDATE consolidated_invoice SET memos = 2", MEMOS),
        ("UPDATE consolidated_invoice SET day = '2026-02-17'", MEMOS),
        ("UPDATE consolidated_invoice SET first_memo = 'AM/25-26/000002'", MEMOS),
        ("UPDATE consolidated_invoice SET last_memo = 'AM/25-26/000009'", MEMOS),
        ("UPDATE bill SET total = total + 100 WHERE number = 'AM/25-26/000001'", MEMOS),
        ("DELETE FROM consolidated_memo WHERE bill_id = 1", MEMOS),
        ("DELETE FROM consolidated_memo WHERE bill_id = 1", NONE),
        ("DELETE FROM consolidated_memo", NONE),
        ("UPDATE consolidated_memo SET consolidated_id = 9 WHERE bill_id = 2", MEMOS),
        ("UPDATE consolidated_line SET total = total + 1 WHERE line = 1", LINES),
        ("UPDATE consolidated_line SET gst_rate = 1200 WHERE line = 1", SOLD),
        ("UPDATE consolidated_line SET qty = 1 WHERE line = 1", SOLD),
        ("DELETE FROM consolidated_line WHERE line = 2", SOLD),
        ("UPDATE bill SET document = 'tax_invoice' WHERE id = 1", KIND),
        ("UPDATE consolidated_invoice SET number = 'A/25-26/000002'", "numbers are missing"),
        ("DELETE FROM consolidated_invoice", "numbers are missing"),
    ],
)
def test_what_was_tampered_with_is_found(shell: Shell, statement: str, words: str) -> None:
    assert any(words in told for told in told_after(shell, statement))


def test_a_memo_cannot_be_in_two_invoices(shell: Shell) -> None:
    with shell.opened() as sql, pytest.raises(Exception, match="UNIQUE"):
        sql.execute("INSERT INTO consolidated_memo (bill_id, consolidated_id) VALUES (1, 1)")


def test_what_is_issued_is_never_changed_nor_deleted(open_shop_today: ShopAtHand) -> None:
    with open_shop_today.store.look() as look:
        triggers = look.sql.exec_driver_sql(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
            " AND tbl_name LIKE 'consolidated_%'"
        ).scalar_one()
    assert triggers == 6
