"""The whole till over a real shop: from the first paint to the last thread's end."""

from __future__ import annotations

import gc
import json
import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_desktop.app import ShopBackend, desk_for
from pos_desktop.application import orders, people, shifts
from pos_desktop.application.desk import Desk
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.keys import read_keys
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui import running
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.crash.sheet import CrashSheet
from pos_desktop.ui.instance.single_instance import SingleInstance
from pos_desktop.ui.print_queue.sheet import QueueSheet
from pos_desktop.ui.restore.not_opened import NotOpenedScreen
from pos_desktop.ui.sign_in.idle_lock import IdleLock
from pos_desktop.ui.story.hands import Hands, windows
from pos_desktop.ui.till import Till
from pos_desktop.ui.warming import WARM_UP_MS

ROOT = Path(__file__).parents[2]
CODE = "1040"
MOST_ENTERS = 12
_Key = Qt.Key


def at_nine() -> datetime:
    """09:05 in India."""
    return datetime(2026, 2, 18, 3, 35, tzinfo=UTC)


@pytest.fixture
def shop_folder(demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo shop, its printouts within."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_template, folder)
    monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
    shop = folder / "shop"
    with closing(open_shop(shop)) as store, store.work() as work:
        terminal = work.people.terminal("A")
        assert terminal is not None
        printer = replace(work.people.printer(terminal.id), address=str(shop / "printouts"))
        work.people.set_printer(terminal.id, printer)
        work.commit()
    return shop


@pytest.fixture
def log() -> Iterator[None]:
    """The log that a till begins is ended with the test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


class AtTheTill:
    """A till with its window shown, and hands at its keys."""

    def __init__(self, folder: Path, pictures: Path) -> None:
        self.till = Till(ShopBackend(folder, clock=at_nine))
        self.till.window.resize(1366, 690)
        self.hands = Hands(self.till, pictures)
        self.till.window.show()

    def opens(self) -> None:
        self.hands.wait_until(lambda: self.till.is_open, "the open shop")
        self.hands.wait_until(lambda: self.till.cover == "SignInScreen", "the sign-in")
        self.hands.settle()

    def signs_in(self, pin: str = "1357") -> None:
        self.hands.type(pin)
        self.hands.press(_Key.Key_Return)

    def opens_shift(self, cash: str = "2000") -> None:
        self.hands.wait_until(lambda: self.till.cover == "OpenShiftScreen", "opening a shift")
        self.hands.settle()
        self.hands.type(cash)
        self.hands.press(_Key.Key_Return)
        self.hands.wait_until(lambda: self.till.cover == "", "the places")
        self.hands.settle()

    def closes_shift(self) -> None:
        self.hands.press(_Key.Key_F12)
        self.hands.press(_Key.Key_F9)
        self.hands.type("4")
        # One Enter a denomination, the last one closes.
        for _ in range(MOST_ENTERS):
            if self.shift is None:
                break
            self.hands.press(_Key.Key_Return)
        assert self.shift is None
        self.hands.press(_Key.Key_Return)

    @property
    def desk(self) -> Desk:
        return self.till.counter.desk

    @property
    def shift(self) -> Any:
        return shifts.current(self.desk, shifts.CurrentShift()).shift

    @property
    def billing(self) -> BillingScreen:
        page = self.till.window.page("billing")
        assert isinstance(page, BillingScreen)
        return page

    @property
    def cart(self) -> list[str]:
        order = self.billing.presenter.order
        return [line.description for line in order.lines] if order else []

    @property
    def bills(self) -> list[Bill]:
        with self.desk.store.look() as look:
            ids = look.sql.exec_driver_sql("SELECT number FROM bill ORDER BY id").scalars()
            found = [look.bills.by_number(self.desk.signed_in.outlet_id, n) for n in ids]
        return [bill for bill in found if bill is not None]

    @property
    def told(self) -> str:
        message = self.till.window.messages.message
        return message.text if message else ""


OpenTill = Callable[[Path], AtTheTill]


@pytest.fixture
def open_till(
    qtbot: QtBot, tmp_path: Path, log: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenTill]:
    """Opens a till on a folder; what is left open is closed with the test."""
    opened: list[Till] = []

    def start(folder: Path) -> AtTheTill:
        at = AtTheTill(folder, tmp_path / "pictures")
        opened.append(at.till)
        qtbot.addWidget(at.till.window)
        return at

    yield start
    for till in opened:
        till.close()
        till.window.close()


@pytest.fixture
def at(open_till: OpenTill, shop_folder: Path) -> AtTheTill:
    """A till at its sign-in."""
    till = open_till(shop_folder)
    till.opens()
    return till


@pytest.fixture
def selling(at: AtTheTill) -> AtTheTill:
    """A till at which Asha sells; her drawer holds 2,000 rupees."""
    at.signs_in()
    at.opens_shift()
    return at


def test_from_the_first_paint_to_the_closed_shift(at: AtTheTill, shop_folder: Path) -> None:
    hands = at.hands
    at.signs_in()
    assert at.desk.signed_in.user_name == "Asha Patel"
    at.opens_shift()
    assert at.till.window.place == "billing"
    assert at.shift.opening_cash == 2000_00

    hands.scan(barcode(CODE))
    hands.enter(CODE)
    (line,) = at.billing.presenter.order.lines  # type: ignore[union-attr]
    assert line.qty == 2000
    hands.press(_Key.Key_F9)
    hands.type("5000")
    hands.press(_Key.Key_Return)

    (bill,) = at.bills
    assert bill.number.endswith("/000001")
    assert bill.change == 5000_00 - bill.totals.total
    sale = at.billing.empty.last_sale
    assert sale.isVisible()
    assert at.cart == []
    hands.wait_until(lambda: bool(list((shop_folder / "printouts").glob("*"))), "the receipt")

    at.closes_shift()
    hands.wait_until(lambda: at.till.cover == "OpenShiftScreen", "the next shift")


def test_a_second_shift_is_opened_without_another_sign_in(selling: AtTheTill) -> None:
    selling.closes_shift()
    selling.opens_shift("1500")
    assert selling.till.window.place == "billing"
    assert selling.shift.opening_cash == 1500_00
    selling.hands.scan(barcode(CODE))
    assert len(selling.cart) == 1


def barcode(code: str) -> str:
    from pos_desktop.ui.story.day import codes

    return codes([int(code)])[0]


# --- shops that cannot be opened -------------------------------------------------------------


def remove_store(shop: Path) -> None:
    (shop / "shop.db").unlink()


def empty_store(shop: Path) -> None:
    (shop / "shop.db").write_bytes(b"")


def put_another_programs_database(shop: Path) -> None:
    (shop / "shop.db").unlink()
    with closing(sqlite3.connect(shop / "shop.db")) as plain:
        plain.execute("CREATE TABLE t (a)")
        plain.commit()


def put_newer_store(shop: Path) -> None:
    about = json.loads((shop / "shop.json").read_text(encoding="utf-8"))
    keys = read_keys(shop.parent / "keys", about["store_id"])
    with closing(connect(shop / "shop.db", keys.store)) as newer:
        newer.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (remove_store, "is missing. Restore the last backup."),
        (empty_store, "is empty. Restore the last backup."),
        (put_another_programs_database, "Restore the last backup, or its key file."),
        (put_newer_store, "A newer version of the program has used this shop's data."),
    ],
)
def test_a_shop_that_cannot_be_opened_says_so_and_offers_its_backups(
    open_till: OpenTill,
    shop_folder: Path,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
    words: str,
) -> None:
    damage(shop_folder)
    before = files_in(shop_folder)
    at = open_till(shop_folder)
    at.hands.wait_until(lambda: at.till.cover == "NotOpenedScreen", "the refusal")
    cover = at.till.window.findChild(NotOpenedScreen)
    assert cover is not None
    assert words in cover.accessibleName()
    assert not at.till.is_open
    assert "Traceback" not in caplog.text
    assert files_in(shop_folder) == before


def test_what_is_mended_outside_is_opened_at_the_next_try(
    open_till: OpenTill, shop_folder: Path
) -> None:
    (shop_folder / "shop.db").rename(shop_folder / "away")
    at = open_till(shop_folder)
    at.hands.wait_until(lambda: at.till.cover == "NotOpenedScreen", "the refusal")
    (shop_folder / "away").rename(shop_folder / "shop.db")
    at.hands.press(_Key.Key_F5)
    at.opens()


def files_in(folder: Path) -> list[str]:
    # The log beside a store that was closed well comes and goes with looking at it.
    return sorted(p.name for p in folder.glob("*") if p.suffix not in {".db-wal", ".db-shm"})


# --- people ----------------------------------------------------------------------------------


def test_another_person_goes_on_with_the_cart(selling: AtTheTill) -> None:
    selling.hands.scan(barcode(CODE))
    cart = selling.cart
    assert cart
    selling.till.window.chip_pressed.emit("user")
    selling.hands.settle()
    assert selling.till.cover == "SignInScreen"
    choose(selling, "manager")
    selling.signs_in("2468")
    selling.hands.wait_until(lambda: selling.till.cover == "", "the places")
    selling.hands.settle()
    assert selling.desk.signed_in.user_name == "Vikram Rao"
    assert selling.cart == cart
    selling.hands.press(_Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (bill,) = selling.bills
    assert bill.cashier_name == "Vikram Rao"


def test_a_till_that_nobody_touches_is_locked_and_keeps_the_cart(selling: AtTheTill) -> None:
    selling.hands.scan(barcode(CODE))
    cart = selling.cart
    lock = selling.till.findChild(IdleLock)
    assert lock is not None
    assert lock.is_watching
    lock.locked.emit()
    selling.hands.settle()
    assert selling.till.cover == "SignInScreen"
    selling.hands.press(_Key.Key_Escape)
    assert selling.till.cover == "SignInScreen"
    selling.signs_in("1357")
    selling.hands.wait_until(lambda: selling.till.cover == "", "the places")
    selling.hands.settle()
    assert selling.cart == cart


def test_a_touch_puts_the_lock_off_and_zero_minutes_is_never(
    selling: AtTheTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = selling.till.findChild(IdleLock)
    assert lock is not None
    lock.start(1)
    timer = lock.findChild(QTimer)
    assert timer is not None
    put_off: list[bool] = []
    with monkeypatch.context() as patch:
        patch.setattr(timer, "start", lambda: put_off.append(True))
        selling.hands.press(_Key.Key_Down)
    assert put_off
    lock.start(0)
    assert not lock.is_watching


def choose(at: AtTheTill, login: str) -> None:
    from pos_desktop.ui.sign_in.screen import SignInScreen

    screen = at.till.window.findChild(SignInScreen)
    assert screen is not None
    logins = [user.login for user in people.list_users(at.desk, people.ListUsers()).users]
    steps = logins.index(login) - logins.index(screen.tiles.chosen_tile().login)  # type: ignore[union-attr]
    for _ in range(abs(steps)):
        at.hands.press(_Key.Key_Right if steps > 0 else _Key.Key_Left)


def test_whoever_was_there_may_go_back_to_the_cart(selling: AtTheTill) -> None:
    selling.hands.scan(barcode(CODE))
    cart = selling.cart
    selling.till.window.chip_pressed.emit("user")
    selling.hands.settle()
    selling.hands.press(_Key.Key_Escape)
    assert selling.till.cover == ""
    assert (selling.desk.signed_in.user_name, selling.cart) == ("Asha Patel", cart)


def test_a_cart_is_found_again_at_the_next_start(
    selling: AtTheTill, open_till: OpenTill, shop_folder: Path
) -> None:
    selling.hands.scan(barcode(CODE))
    cart = selling.cart
    selling.till.close()
    selling.till.window.close()
    again = open_till(shop_folder)
    again.opens()
    again.signs_in()
    again.hands.wait_until(lambda: again.till.cover == "", "the places")
    again.hands.settle()
    assert again.cart == cart


# --- the end ---------------------------------------------------------------------------------


def test_closing_ends_every_thread_and_closes_the_store(
    open_till: OpenTill, shop_folder: Path, qtbot: QtBot
) -> None:
    before = set(threading.enumerate())
    at = open_till(shop_folder)
    at.opens()
    at.signs_in()
    at.opens_shift()
    at.hands.scan(barcode(CODE))
    assert set(threading.enumerate()) > before
    store = at.desk.store
    at.till.window.close()
    at.till.close()
    assert set(threading.enumerate()) <= before
    with pytest.raises(Unavailable, match="closed"), store.look():
        pass
    # What was put off until billing is idle does not call a till that is gone.
    qtbot.wait(WARM_UP_MS + 50)
    assert not (shop_folder / "shop.db-wal").exists()


def test_a_scan_that_waits_behind_another_is_saved_at_the_close(
    selling: AtTheTill, shop_folder: Path
) -> None:
    for code in ("1040", "1041", "1042"):
        selling.billing.barcode_scanned(barcode(code))
    session = selling.desk.session
    selling.till.close()
    with closing(open_shop(shop_folder)) as store:
        desk = replace(desk_for(store, clock=at_nine), session=session)
        (order,) = orders.list_orders(desk, orders.ListOrders(this_terminal=True)).orders
    assert len(order.lines) == 3


def test_closing_while_the_shop_is_opening_leaves_nothing_open(
    open_till: OpenTill, shop_folder: Path, qtbot: QtBot
) -> None:
    before = set(threading.enumerate())
    at = open_till(shop_folder)
    with qtbot.waitSignal(at.till.window.opened):
        pass
    at.till.close()
    qtbot.wait(50)
    assert set(threading.enumerate()) <= before
    assert not (shop_folder / "shop.db-wal").exists()


def test_a_till_closed_before_its_first_paint_ends(qtbot: QtBot, shop_folder: Path) -> None:
    till = Till(ShopBackend(shop_folder))
    qtbot.addWidget(till.window)
    till.close()


def test_the_print_queue_opens_by_its_key_and_follows_the_printer(selling: AtTheTill) -> None:
    selling.hands.scan(barcode(CODE))
    selling.hands.press(_Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    selling.hands.press(_Key.Key_Q, Qt.KeyboardModifier.AltModifier)

    def sheets() -> list[QueueSheet]:
        return [one for one in windows() if isinstance(one, QueueSheet) and one.isVisible()]

    selling.hands.wait_until(lambda: bool(sheets()), "the print queue")
    (sheet,) = sheets()

    def states() -> list[str]:
        return [row.state for row in sheet.presenter._state.rows if row.what.startswith("Bill")]

    selling.hands.wait_until(lambda: states() == ["Printed"], "the receipt on paper")
    selling.hands.press(_Key.Key_Escape)
    assert not sheets()


# --- faults ----------------------------------------------------------------------------------


def broken(*_given: object) -> None:
    raise ZeroDivisionError("a fault nobody expected")


def crash_sheet(at: AtTheTill) -> CrashSheet:
    """The one crash sheet that is open."""
    at.hands.wait_until(lambda: bool(crash_sheets()), "the crash sheet")
    (sheet,) = crash_sheets()
    return sheet


def crash_sheets() -> list[CrashSheet]:
    return [one for one in windows() if isinstance(one, CrashSheet) and one.isVisible()]


def test_a_fault_in_a_presenter_is_told_on_a_sheet_and_the_cart_stays(
    selling: AtTheTill, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    selling.hands.scan(barcode(CODE))
    cart = selling.cart
    monkeypatch.setattr(sys, "excepthook", selling.till.crashed)
    with monkeypatch.context() as patch:
        patch.setattr("pos_desktop.ui.billing.presenter.items.search", broken)
        selling.hands.type("s")
        sheet = crash_sheet(selling)
    assert "ZeroDivisionError: a fault nobody expected" in sheet.what.text()
    assert "ZeroDivisionError: a fault nobody expected" in caplog.text
    selling.hands.wait_until(lambda: "crash-" in sheet.report.text(), "the report's file")
    report = Path(sheet.report.text().removeprefix("The report is in "))
    assert "ZeroDivisionError" in report.read_text("utf-8")
    stored = orders.list_orders(selling.desk, orders.ListOrders(this_terminal=True)).orders
    assert [[line.description for line in order.lines] for order in stored] == [cart]
    selling.hands.press(_Key.Key_Escape)
    assert not crash_sheets()
    assert selling.cart == cart


def test_after_a_slot_that_raised_the_cart_is_there_and_sells(
    selling: AtTheTill, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", selling.till.crashed)
    selling.hands.scan(barcode(CODE))
    with monkeypatch.context() as patch:
        patch.setattr(selling.billing.presenter._last_bill, "show_by", broken)
        selling.hands.press(_Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        crash_sheet(selling)
    selling.hands.press(_Key.Key_Return)
    selling.hands.scan(barcode("1051"))
    assert len(selling.cart) == 2
    selling.hands.press(_Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(selling.bills) == 1


def test_two_faults_are_one_sheet_also_from_another_thread(
    selling: AtTheTill, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", selling.till.crashed)
    try:
        broken()
    except ZeroDivisionError:
        selling.till.crashed(*sys.exc_info())  # type: ignore[arg-type]
    sheet = crash_sheet(selling)
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    selling.hands.wait_until(lambda: "1 more" in sheet.what.text(), "the count")
    assert crash_sheets() == [sheet]


def test_the_bundle_is_saved_from_the_crash_sheet(
    selling: AtTheTill, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pos_desktop.ui.crash.sheet.documents_folder", lambda: tmp_path)
    try:
        broken()
    except ZeroDivisionError:
        selling.till.crashed(*sys.exc_info())  # type: ignore[arg-type]
    sheet = crash_sheet(selling)
    selling.hands.settle()
    sheet.save.click()
    selling.hands.wait_until(lambda: "The bundle is" in sheet.saved.text(), "the bundle")
    (bundle,) = tmp_path.glob("*.zip")
    assert zipfile.is_zipfile(bundle)
    assert bundle.stat().st_mode & 0o077 == 0


def test_a_fault_before_the_shop_is_open_is_told_too(
    open_till: OpenTill,
    shop_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(ShopBackend, "open", broken)
    at = open_till(shop_folder)
    monkeypatch.setattr(sys, "excepthook", at.till.crashed)
    at.hands.wait_until(lambda: "ZeroDivisionError" in caplog.text, "the log")
    assert "ZeroDivisionError" in crash_sheet(at).what.text()


# --- one till a shop -------------------------------------------------------------------------


def test_a_second_start_raises_the_first_window_and_ends(
    qtbot: QtBot, shop_folder: Path, log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[subprocess.Popen[bytes]] = []
    raised: list[Any] = []
    # A test that failed before keeps its window in what it tells of the failure.
    others = windows()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("pos_desktop.ui.instance.single_instance.bring_to_front", raised.append)

    def stay() -> int:
        """In place of the event loop, which belongs to the tests."""
        (window,) = [w for w in windows() if w.isVisible() and w not in others]
        starts.append(start_till(shop_folder))
        qtbot.waitUntil(lambda: bool(raised) and starts[0].poll() is not None, timeout=20_000)
        assert raised == [window]
        return 0

    monkeypatch.setattr(QApplication, "exec", staticmethod(stay))
    assert running.run(ShopBackend(shop_folder, clock=at_nine)) == 0
    output, complaint = starts[0].communicate()
    assert (starts[0].returncode, output, complaint) == (0, b"", b"")
    # The claim ended with the window.
    next_start = SingleInstance(shop_folder)
    assert next_start.claim()
    next_start.release()


def test_a_till_that_cannot_be_called_works_all_the_same(
    qtbot: QtBot,
    shop_folder: Path,
    log: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def deaf(_instance: object) -> None:
        raise Unavailable("Another start cannot call this one.", code="no_local_socket")

    def stay() -> int:
        qtbot.waitUntil(lambda: "cannot call this one" in caplog.text)
        # Garbage is the event loop's work: no worker ends a widget, and no sale waits for it.
        assert not gc.isenabled()
        return 0

    monkeypatch.setattr(SingleInstance, "listen", deaf)
    monkeypatch.setattr(QApplication, "exec", staticmethod(stay))
    assert running.run(ShopBackend(shop_folder, clock=at_nine)) == 0
    assert "a fault in the program" not in caplog.text
    assert gc.isenabled()


def start_till(folder: Path) -> subprocess.Popen[bytes]:
    """``pos-desktop --shop`` once more."""
    return subprocess.Popen(
        [sys.executable, "-m", "pos_desktop", "--shop", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
