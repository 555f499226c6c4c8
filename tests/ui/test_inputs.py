"""How many inputs the work of the day takes, counted at the keys. A scan is one; a count with its
Enter is one; every other key is one.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_desktop.app import ShopBackend
from pos_desktop.application import shifts
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui.story.day import codes
from pos_desktop.ui.story.hands import Hands
from pos_desktop.ui.till import Till

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
CASH_SALE, CREDIT_SALE, CLOSE = 13, 18, 12
KNOWN_PHONE = "9876543210"
COUNTS = ("4", "0", "0", "0", "0", "0", "0", "0", "0")


def at_nine() -> datetime:
    """09:05 in India."""
    return datetime(2026, 2, 18, 3, 35, tzinfo=UTC)


class Counted:
    """A till at which Asha sells, and the number of her inputs."""

    def __init__(self, folder: Path, pictures: Path) -> None:
        self.folder = folder
        self.till = Till(ShopBackend(folder, clock=at_nine))
        self.till.window.resize(1366, 690)
        self.hands = Hands(self.till, pictures)
        self.till.window.show()
        self.inputs = 0

    def begin(self) -> None:
        """Sign in and open the shift; then count."""
        self.hands.wait_until(lambda: self.till.cover == "SignInScreen", "the sign-in")
        self.hands.settle()
        self.hands.enter("1357")
        self.hands.wait_until(lambda: self.till.cover == "OpenShiftScreen", "opening a shift")
        self.hands.settle()
        self.hands.enter("2000")
        self.hands.wait_until(lambda: self.till.cover == "", "the places")
        self.hands.settle()
        self.inputs = 0

    def scan(self, plu: range) -> None:
        for code in codes(plu):
            self.inputs += 1
            self.hands.scan(code)

    def press(self, key: _Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.inputs += 1
        self.hands.press(key, *modifiers)

    def type(self, text: str) -> None:
        self.inputs += len(text)
        self.hands.type(text)

    def count(self, text: str) -> None:
        self.inputs += 1
        self.hands.enter(text)

    def only_bill(self) -> Bill:
        desk = self.till.counter.desk
        with desk.store.look() as look:
            (number,) = look.sql.exec_driver_sql("SELECT number FROM bill").scalars()
            bill = look.bills.by_number(desk.signed_in.outlet_id, number)
        assert bill is not None
        return bill

    def wait_for_receipt(self) -> None:
        printed = self.folder / "printouts"
        self.hands.wait_until(lambda: any(printed.iterdir()), "the receipt")


@pytest.fixture
def counted(
    demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Counted]:
    """A till over a copy of the demo shop whose receipts go into a folder."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    folder = tmp_path / "demo"
    shutil.copytree(demo_template, folder)
    monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
    shop = folder / "shop"
    (shop / "printouts").mkdir(exist_ok=True)
    with closing(open_shop(shop)) as store, store.work() as work:
        terminal = work.people.terminal("A")
        assert terminal is not None
        printer = replace(work.people.printer(terminal.id), address=str(shop / "printouts"))
        work.people.set_printer(terminal.id, printer)
        work.commit()
    made = Counted(shop, tmp_path / "pictures")
    qtbot.addWidget(made.till.window)
    made.begin()
    yield made
    made.till.close()
    made.till.window.close()
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_ten_scanned_items_paid_exactly_and_printed(counted: Counted) -> None:
    counted.scan(range(1040, 1050))
    counted.press(_Key.Key_Return, _CTRL)

    bill = counted.only_bill()
    assert len(bill.lines) == 10
    assert [tender.method for tender in bill.tenders] == [Method.CASH]
    counted.wait_for_receipt()
    assert counted.inputs <= CASH_SALE, counted.inputs


def test_three_items_on_the_account_of_a_known_phone(counted: Counted) -> None:
    counted.scan(range(1060, 1063))
    counted.press(_Key.Key_F3)
    counted.type(KNOWN_PHONE)
    counted.press(_Key.Key_Return)
    counted.press(_Key.Key_F9)
    counted.press(_Key.Key_F8)

    bill = counted.only_bill()
    assert len(bill.lines) == 3
    assert [tender.method for tender in bill.tenders] == [Method.CREDIT]
    counted.wait_for_receipt()
    assert counted.inputs <= CREDIT_SALE, counted.inputs


def test_closing_with_nine_denominations_and_a_note(counted: Counted) -> None:
    counted.press(_Key.Key_F12)
    counted.press(_Key.Key_F9)
    for count in COUNTS:
        counted.count(count)
    so_far = counted.inputs
    counted.hands.enter("All in order")  # the note
    counted.press(_Key.Key_Return)

    desk = counted.till.counter.desk
    assert shifts.current(desk, shifts.CurrentShift()).shift is None
    assert so_far == len(COUNTS) + 2
    assert counted.inputs <= CLOSE, counted.inputs
