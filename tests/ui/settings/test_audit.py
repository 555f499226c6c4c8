"""The pages of the audit log and of what stands out, worked by keys."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import pos_desktop
from pos_desktop.application import billing, orders, shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.people import sign_in
from pos_desktop.domain.audit import AuditEntry
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.language.catalogue import catalogue_of, said, use_catalogue
from pos_desktop.ui.settings.audit_actions import ACTIONS
from pos_desktop.ui.settings.audit_page import AuditPage
from pos_desktop.ui.settings.audit_words import sentence_of, value_words
from pos_desktop.ui.settings.exceptions_page import ExceptionsPage
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_Ctrl = Qt.KeyboardModifier.ControlModifier
Enter = Callable[[Desk], Any]


@pytest.fixture
def busy_day(open_shop_today: ShopAtHand) -> ShopAtHand:
    """A bill with a discount, a removed line, a discarded cart, a no-sale, a wrong PIN."""
    shop = open_shop_today
    line = LineInput(
        description="Thing", unit_price=100_00, gst_rate=0, discount=Discount(amount=20_00)
    )
    pay = billing.TenderInput(method=Method.CASH, amount=80_00)
    billing.issue(shop.cashier, billing.IssueBill(lines=(line,), tenders=(pay,)))
    cart = shop.ring_up("1040", "1041")
    left = orders.remove_line(shop.cashier, orders.RemoveLine(order_id=cart.order_id, line=1))
    orders.cancel(shop.cashier, orders.CancelOrder(order_id=left.order_id, reason="Changed mind"))
    shifts.no_sale(shop.manager, shifts.NoSale(reason="Change for 500"))
    with pytest.raises(PosError):
        sign_in(shop.desk, "cashier", "0000")
    return shop


def audit_of(here: Any) -> AuditPage:
    page = here.page("audit", steps=2)
    assert isinstance(page, AuditPage)
    return page


def sentences(page: AuditPage) -> list[str]:
    return [row.sentence for row in page.list.rows_model.rows]


def test_every_row_is_a_sentence(busy_day: ShopAtHand, at: Enter) -> None:
    page = audit_of(at(busy_day.owner))
    told = sentences(page)
    assert told[0] == "A wrong PIN or password was typed to sign in as cashier"
    assert told[1] == "Opened the drawer without a sale: Change for 500"
    assert told[2].startswith("Discarded ORD-20260218-")
    assert any(words.startswith("Gave ₹20.00 off on bill ") for words in told)
    assert not any("…" in words or "{" in words for words in told)


def test_the_log_is_searched_filtered_and_read_in_detail_by_keys(
    busy_day: ShopAtHand, at: Enter, qtbot: QtBot
) -> None:
    here = at(busy_day.owner)
    page = audit_of(here)
    here.press(_Key.Key_F3)
    here.type("for 500")
    qtbot.waitUntil(lambda: len(sentences(page)) == 1)
    page.list.setFocus()
    here.press(_Key.Key_Down)
    here.press(_Key.Key_Return)
    assert "Vikram Rao" in here.words()
    assert "18-02-2026 15:00:00" in here.words()
    here.press(_Key.Key_Return)
    assert here.sheet() is None


def test_the_log_is_filtered_by_person_action_and_day(busy_day: ShopAtHand, at: Enter) -> None:
    here = at(busy_day.owner)
    page = audit_of(here)
    page.person.setFocus()
    QTest.keyClick(page.person, _Key.Key_End)
    assert {row.who for row in page.list.rows_model.rows} == {"Vikram Rao"}
    page.person.setCurrentIndex(0)
    page.action.setCurrentIndex(page.action.findData("line.removed"))
    (words,) = sentences(page)
    assert words.startswith("Took ")
    page.action.setCurrentIndex(0)
    page.presenter.period_chosen(Period.YESTERDAY)
    assert sentences(page) == []


def test_bills_are_left_out_until_they_are_asked_for(busy_day: ShopAtHand, at: Enter) -> None:
    page = audit_of(at(busy_day.owner))
    assert not any(words.startswith("Issued bill") for words in sentences(page))
    page.bills.setFocus()
    QTest.keyClick(page.bills, _Key.Key_Space)
    assert any(words.startswith("Issued bill") for words in sentences(page))


def test_the_log_is_turned_page_by_page(open_shop_today: ShopAtHand, at: Enter) -> None:
    for number in range(60):
        shifts.no_sale(open_shop_today.manager, shifts.NoSale(reason=f"Reason {number}"))
    here = at(open_shop_today.owner)
    page = audit_of(here)
    first = sentences(page)
    assert len(first) == 50
    here.press(_Key.Key_PageDown, _Ctrl)
    assert sentences(page)[0] == "Opened the drawer without a sale: Reason 9"
    here.press(_Key.Key_PageUp, _Ctrl)
    assert sentences(page) == first


def test_what_stands_out_is_told_by_person_with_its_sum(busy_day: ShopAtHand, at: Enter) -> None:
    page = at(busy_day.owner).page("exceptions", steps=3)
    assert isinstance(page, ExceptionsPage)
    rows = {row.name: row for row in page.list.rows_model.rows}
    asha, vikram, everybody = rows["Asha Patel"], rows["Vikram Rao"], rows["Everybody"]
    assert (asha.bills, asha.billed, asha.discounts) == ("1", "80.00", "1 · 20.00")
    assert (asha.removed_lines, asha.wrong_pins, asha.no_sales) == ("1", "1", "")
    assert asha.discarded.startswith("1 · ")
    assert (vikram.no_sales, vikram.bills) == ("1", "")
    assert (everybody.no_sales, everybody.bills, everybody.is_sum) == ("1", "1", True)
    page.presenter.period_chosen(Period.YESTERDAY)
    assert page.list.rows_model.rows == ()
    page.presenter.period_chosen(Period.ALL)
    assert len(page.list.rows_model.rows) == 3


@pytest.mark.parametrize("login", ["cashier", "manager"])
def test_who_may_not_see_the_log_is_told_with_whom_to_speak(
    shop: ShopAtHand, at: Enter, login: str
) -> None:
    here = at(shop.signed_in(login))
    for _ in range(2):
        here.press(_Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert here.screen.page("audit") is None
    assert here.screen.refusal.accessibleName().endswith("Speak with Meena Sharma (Owner).")


def audited_actions() -> set[str]:
    """Every action that the program writes down by a name of its own."""
    found = set()
    for path in Path(pos_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "audit"
                and len(node.args) > 1
                and isinstance(node.args[1], ast.Constant)
            ):
                found.add(str(node.args[1].value))
    return found


def test_every_action_of_the_program_has_its_sentence() -> None:
    found = audited_actions()
    assert len(found) > 15
    assert found - set(ACTIONS) == set()


def test_a_switch_is_told_as_yes_or_no() -> None:
    assert [value_words("calibration", value) for value in (True, False)] == ["Yes", "No"]


def test_what_a_sentence_is_about_is_translated_once() -> None:
    entry = AuditEntry(
        at=datetime(2026, 2, 18, tzinfo=UTC),
        user_name="Asha",
        action="printer.tried",
        subject="Receipt printer",
        details="{}",
    )
    hindi = catalogue_of("hi")
    assert hindi is not None
    use_catalogue(hindi)
    try:
        words = said(sentence_of(entry, lambda text: hindi.exact(text) or text))
    finally:
        use_catalogue(None)
    assert words == "रसीद प्रिंटर पर टेस्ट पेज छापा"


def test_an_entry_of_another_version_is_told_all_the_same() -> None:
    entry = AuditEntry(
        at=datetime(2026, 2, 18, tzinfo=UTC),
        user_name="Asha",
        action="shelf.swept",
        subject="Rice",
        details='{"approved_by": "Vikram", "reason": "Year end"}',
    )
    assert sentence_of(entry) == "Shelf swept: Rice · approved by Vikram: Year end"


@pytest.mark.parametrize(
    ("action", "details", "told"),
    [
        ("shift.counted", '{"counted": 123456, "variance": -100}', ("₹1,234.56", "₹1.00")),
        (
            "shift.slips_matched",
            '{"method": "card", "counted": 5000, "recorded": 4500}',
            ("₹50.00", "₹45.00"),
        ),
        ("shift.closed", '{"variance": -1000}', ("Short ₹10.00",)),
        ("account.adjusted", '{"debit": 12300, "credit": 0}', ("₹123.00", "₹0.00")),
        ("account.reminded", '{"name": "Ravi", "owed": 99900}', ("₹999.00",)),
    ],
)
def test_money_is_told_in_rupees(action: str, details: str, told: tuple[str, ...]) -> None:
    at = datetime(2026, 2, 18, tzinfo=UTC)
    entry = AuditEntry(at=at, user_name="Asha", action=action, subject="A-1", details=details)
    assert all(amount in sentence_of(entry) for amount in told)


def test_the_pages_fit_a_small_window(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.owner)
    audit_of(here)
    here.page("exceptions", steps=1)
    assert here.screen.minimumSizeHint().width() <= 900
    assert here.screen.minimumSizeHint().height() <= 470


def test_another_page_takes_the_focus_to_its_list(busy_day: ShopAtHand, at: Enter) -> None:
    here = at(busy_day.owner)
    people = here.page("people")
    people.setFocus()
    for page_id in ("backups", "audit", "exceptions", "check"):
        page = here.page(page_id, steps=1)
        proxy = page.focusProxy() or page
        assert proxy.hasFocus(), page_id
