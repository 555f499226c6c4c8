"""Putting a backup back in the window: looked at first, by whom, and what is refused."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_desktop.app import ShopBackend, desk_for
from pos_desktop.application import audit, backups, billing, people, shifts
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui.restore.sheet import RestoreSheet
from pos_desktop.ui.story.hands import Hands
from pos_desktop.ui.till import Till

_Key = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def at_nine() -> datetime:
    """09:05 in India."""
    return datetime(2026, 2, 18, 3, 35, tzinfo=UTC)


class Shop:
    """A demo shop with a backup of one bill, after which a second was issued."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        store = open_shop(folder)
        desk = people.sign_in(desk_for(store, clock=at_nine), "owner", "demo-owner")
        shifts.open_shift(desk, shifts.OpenShift(opening_cash=1000_00))
        self.first = self._sell(desk)
        self.backup = backups.back_up(desk, backups.TakeBackup()).path
        self._sell(desk)
        self.lines, self.qr = store.recovery_code()
        store.close()

    def _sell(self, desk: object) -> str:
        line = LineInput(description="Tea", unit_price=10_00, gst_rate=0)
        cash = billing.TenderInput(method=Method.CASH, amount=10_00)
        request = billing.IssueBill(lines=(line,), tenders=(cash,))
        return billing.issue(desk, request).bill_number  # type: ignore[arg-type]

    @property
    def bills(self) -> int:
        """How many the shop has now."""
        store = open_shop(self.folder)
        try:
            return store.row_counts()["bill"]
        finally:
            store.close()


@pytest.fixture
def shop(demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    folder = tmp_path / "demo"
    shutil.copytree(demo_template, folder)
    monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
    return Shop(folder / "shop")


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
    """A till, and hands at its keys."""

    def __init__(self, folder: Path, pictures: Path) -> None:
        self.till = Till(ShopBackend(folder, clock=at_nine))
        self.till.window.resize(1366, 690)
        self.hands = Hands(self.till, pictures)
        self.till.window.show()

    @property
    def sheet(self) -> RestoreSheet:
        found = QApplication.activeModalWidget()
        assert isinstance(found, RestoreSheet)
        return found

    @property
    def words(self) -> str:
        labels = [label for label in self.sheet.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.text() for label in labels)

    def comes_to(self, cover: str) -> None:
        self.hands.wait_until(lambda: self.till.cover == cover, cover)
        self.hands.settle()

    def looks(self) -> None:
        self.hands.press(_Key.Key_Return, _CTRL)
        self.hands.wait_until(self.sheet.do.isEnabled, "what it holds")
        self.hands.settle()

    def does(self) -> None:
        self.sheet.do.setFocus()
        self.hands.press(_Key.Key_Space)


@pytest.fixture
def open_till(qtbot: QtBot, tmp_path: Path, log: None) -> Iterator[Callable[[Path], AtTheTill]]:
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


OpenTill = Callable[[Path], AtTheTill]


def test_a_shop_that_is_missing_is_restored_by_its_owner(shop: Shop, open_till: OpenTill) -> None:
    (shop.folder / "shop.db").unlink()
    at = open_till(shop.folder)
    at.comes_to("NotOpenedScreen")
    at.hands.press(_Key.Key_B, _ALT)
    at.hands.wait_until(lambda: at.sheet.file.text() == shop.backup, "the newest backup")
    at.looks()
    for told in ("Sharma Kirana & Snacks", "1 bill", shop.first, "18-02-2026 09:05"):
        assert told in at.words
    assert "cannot be read; it is kept" in at.sheet.loss.text()
    assert not (shop.folder / "shop.db").exists()

    at.sheet.login.setFocus()
    at.hands.type("owner")
    at.sheet.password.setFocus()
    at.hands.type("wrong-password")
    at.does()
    at.hands.wait_until(lambda: "not the owner's" in at.words, "the refusal")
    at.sheet.password.selectAll()
    at.hands.type("demo-owner")
    at.does()
    at.comes_to("SignInScreen")
    at.till.close()
    assert shop.bills == 1


def test_with_the_recovery_sheet_a_shop_is_restored_without_its_keys(
    shop: Shop, open_till: OpenTill
) -> None:
    (shop.folder / "shop.db").unlink()
    for key in (shop.folder.parent / "keys").glob("*.key"):
        key.unlink()
    at = open_till(shop.folder)
    at.comes_to("NotOpenedScreen")
    at.hands.press(_Key.Key_B, _ALT)
    at.hands.wait_until(lambda: at.sheet.file.text() == shop.backup, "the newest backup")
    at.hands.press(_Key.Key_Return, _CTRL)
    at.hands.wait_until(lambda: "is not on this computer" in at.words, "the missing key")
    at.sheet.code.setPlainText("\n".join(shop.lines))
    at.looks()
    at.does()
    at.comes_to("SignInScreen")
    at.till.close()
    assert shop.bills == 1


def signs_in_and_opens(at: AtTheTill, secret: str, login: str = "owner") -> None:
    at.comes_to("SignInScreen")
    signed_in = people.sign_in(at.till.counter.desk, login, secret)
    at.till.signed_in(signed_in)
    at.hands.wait_until(lambda: at.till.window.place == "billing", "billing")
    at.hands.settle()


def test_the_owner_restores_from_settings_and_what_is_lost_is_told_first(
    shop: Shop, open_till: OpenTill
) -> None:
    at = open_till(shop.folder)
    signs_in_and_opens(at, "demo-owner")
    at.hands.press(_Key.Key_9, _CTRL)
    at.hands.press(_Key.Key_Down, _ALT)
    at.hands.press(_Key.Key_B, _ALT)
    at.hands.wait_until(lambda: at.sheet.file.text() == shop.backup, "the newest backup")
    assert not at.sheet.login.isVisible()
    at.looks()
    assert "1 bill of ₹10.00 were made after it" in at.sheet.loss.text()
    at.does()
    at.comes_to("SignInScreen")
    desk = people.sign_in(at.till.counter.desk, "owner", "demo-owner")
    log = audit.search(desk, audit.SearchAudit(action="backup.restored")).entries
    assert "Meena Sharma" in log[0].details
    at.till.close()
    assert shop.bills == 1
    kept = list(shop.folder.glob("shop.db.before-restore-*"))
    assert len(kept) == 1


def test_enter_never_puts_a_backup_back(shop: Shop, open_till: OpenTill) -> None:
    at = open_till(shop.folder)
    signs_in_and_opens(at, "demo-owner")
    at.hands.press(_Key.Key_9, _CTRL)
    at.hands.press(_Key.Key_Down, _ALT)
    at.hands.press(_Key.Key_B, _ALT)
    at.hands.wait_until(lambda: at.sheet.file.text() == shop.backup, "the newest backup")
    at.looks()
    at.hands.press(_Key.Key_Return)
    at.hands.settle()
    at.till.close()
    assert shop.bills == 2
