"""From an empty folder to the first printed sale, by keys; and what is refused on the way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.app import ShopBackend
from pos_desktop.application import backups, outlet, people, preferences
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.people import Role
from pos_desktop.domain.preferences import Language
from pos_desktop.persistence.shop_folder import is_vacant, open_shop
from pos_desktop.ui.first_run import screen as screen_module
from pos_desktop.ui.first_run.screen import FirstRunScreen
from pos_desktop.ui.first_run.state import Step
from pos_desktop.ui.language.translator import speak
from pos_desktop.ui.story.hands import Hands
from pos_desktop.ui.till import Till
from pos_desktop.ui.widgets.enter_field import EnterField

_Key = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
GSTIN = "23AABFS4821K1ZB"
MOST_INPUTS = 25


def at_nine() -> datetime:
    """09:05 in India."""
    return datetime(2026, 2, 18, 3, 35, tzinfo=UTC)


class AtTheFirstRun:
    """A till over an empty folder; ``inputs`` counts texts typed and keys that commit or press."""

    def __init__(self, folder: Path, pictures: Path, backend: ShopBackend) -> None:
        self.folder = folder
        self.till = Till(backend)
        self.till.window.resize(1366, 690)
        self.hands = Hands(self.till, pictures)
        self.till.window.show()
        self.inputs = 0

    @property
    def screen(self) -> FirstRunScreen:
        covers = self.till.window.findChildren(FirstRunScreen)
        return next(cover for cover in covers if not cover.isHidden())

    @property
    def step(self) -> int:
        return self.screen.stack.currentIndex()

    @property
    def words(self) -> str:
        """What is wrong, as it stands on the page."""
        page = self.screen.page(Step(self.step))
        return "\n".join(
            field.words
            for form in (page.left, getattr(page, "right", page.left))
            for field in form.fields.values()
            if field.words
        )

    def begins(self) -> None:
        self.hands.wait_until(lambda: self.till.cover == "FirstRunScreen", "the first run")
        self.hands.wait_until(lambda: QApplication.focusWidget() is not None, "the focus")

    def type(self, text: str) -> None:
        self.inputs += 1
        self.hands.type(text)

    def press(self, key: _Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.inputs += 1
        if modifiers is None:
            self.hands.press(key)
        else:
            self.hands.press(key, modifiers)

    def enter(self, text: str) -> None:
        self.type(text)
        self.press(_Key.Key_Return)

    def goes_on(self) -> None:
        self.press(_Key.Key_Return, _CTRL)

    def fills_shop(self, gstin: str = GSTIN) -> None:
        self.goes_on()
        self.enter("Gupta Kirana")
        self.type(gstin)

    def fills_owner(self) -> None:
        self.enter("Ravi Gupta")
        self.press(_Key.Key_Return)
        self.enter("a-good-secret")
        self.type("a-good-secret")

    def focus(self, name: str) -> None:
        field = self.screen.findChild(QWidget, name)
        assert field is not None
        field.setFocus()


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


Start = Callable[..., AtTheFirstRun]


@pytest.fixture
def start(
    qtbot: QtBot, tmp_path: Path, log: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Opens a till over a folder with nothing in it."""
    begun: list[Till] = []
    monkeypatch.setenv("POS_KEYS", str(tmp_path / "keys"))
    papers = tmp_path / "papers"
    papers.mkdir()
    monkeypatch.setattr(screen_module, "documents_folder", lambda: papers)

    def begin(folder: Path | None = None, **given: object) -> AtTheFirstRun:
        shop = folder or tmp_path / "shop"
        at = AtTheFirstRun(shop, tmp_path / "pictures", ShopBackend(shop, clock=at_nine, **given))
        begun.append(at.till)
        qtbot.addWidget(at.till.window)
        return at

    yield begin
    for till in begun:
        till.close()
        till.window.close()
    speak(Language.ENGLISH.value)


@pytest.fixture
def at(start: Start) -> AtTheFirstRun:
    """At the first page."""
    begun = start()
    begun.begins()
    return begun


def test_from_an_empty_folder_to_the_first_printed_sale_in_25_inputs(
    at: AtTheFirstRun, tmp_path: Path
) -> None:
    hands = at.hands
    at.fills_shop()
    at.goes_on()
    assert at.step == Step.OWNER
    at.fills_owner()
    at.goes_on()
    assert at.step == Step.PRINTER
    at.type("Into")
    at.goes_on()
    hands.wait_until(lambda: at.till.cover == "OpenShiftScreen", "opening a shift")
    hands.settle()
    session = at.till.counter.desk.signed_in
    assert (session.login, session.role) == ("ravi", Role.SUPER_ADMIN)

    at.enter("500")
    hands.wait_until(lambda: at.till.window.place == "billing", "billing")
    hands.settle()
    at.enter("Parle-G 100 g")
    at.press(_Key.Key_C, _ALT)
    at.type("10")
    at.goes_on()
    at.goes_on()

    printouts = at.folder / "printouts"
    hands.wait_until(lambda: bool(list(printouts.glob("job-*"))), "the receipt")
    (receipt,) = printouts.glob("job-*")
    assert b"Gupta Kirana" in receipt.read_bytes()
    assert b"Parle-G 100 g" in receipt.read_bytes()
    assert at.inputs <= MOST_INPUTS, f"{at.inputs} inputs"

    now = outlet.get(at.till.counter.desk, outlet.GetOutlet())
    assert (now.state_code, now.registration) == ("23", Registration.REGULAR)
    assert not now.is_demo
    (sheet,) = (tmp_path / "papers").glob("*.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    assert backups.status(at.till.counter.desk, backups.AskBackups()).recovery_sheet_at


def test_the_language_of_the_first_page_stays_that_of_the_owner(
    at: AtTheFirstRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This computer is not to remember it for the tests that follow.
    monkeypatch.setattr(ShopBackend, "keep_screen", lambda *_: None)
    before = at.screen
    at.press(_Key.Key_Down)
    at.hands.wait_until(lambda: at.screen is not before, "the page in Hindi")
    at.begins()
    assert at.screen.step_label.text() == "चरण 1 / 4 · आप क्या बेचते हैं?"
    at.fills_shop()
    at.goes_on()
    assert not at.screen.kind_page.language.isEnabled()
    at.fills_owner()
    at.goes_on()
    at.goes_on()
    at.hands.wait_until(lambda: at.till.cover == "OpenShiftScreen", "opening a shift")
    at.hands.settle()
    wanted = preferences.get(at.till.counter.desk, preferences.GetPreferences())
    assert wanted.language is Language.HINDI


def test_a_wrong_check_character_is_explained_and_the_right_one_offered(
    at: AtTheFirstRun,
) -> None:
    at.fills_shop("23AABFS4821K1ZA")
    assert "it would be B" in at.words
    at.goes_on()
    assert at.step == Step.SHOP
    at.press(_Key.Key_U, _ALT)
    assert at.screen.shop()["gstin"] == GSTIN
    at.goes_on()
    assert at.step == Step.OWNER


def test_a_gstin_can_be_kept_as_it_was_typed(at: AtTheFirstRun) -> None:
    at.fills_shop("23AABFS4821K1ZA")
    at.press(_Key.Key_K, _ALT)
    at.goes_on()
    assert at.step == Step.OWNER


def test_a_state_that_contradicts_the_gstin_is_refused_at_its_field(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.focus("state_code")
    at.type("Goa")
    at.goes_on()
    assert at.step == Step.SHOP
    assert "The GSTIN is of State 23" in at.words


def test_a_shop_without_gstin_needs_only_name_and_state(at: AtTheFirstRun) -> None:
    at.goes_on()
    at.type("Gupta Kirana")
    at.goes_on()
    assert "Choose the State" in at.words
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "state_code"
    at.type("Goa")
    at.goes_on()
    assert at.step == Step.OWNER


def test_a_step_is_made_when_it_is_first_reached(at: AtTheFirstRun) -> None:
    at.begins()
    assert at.screen.stack.count() == 1
    at.goes_on()
    assert at.screen.stack.count() == 2


def test_going_back_keeps_what_was_typed(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.goes_on()
    at.enter("Ravi Gupta")
    at.press(_Key.Key_Escape)
    assert at.step == Step.SHOP
    assert at.screen.shop()["name"] == "Gupta Kirana"
    at.goes_on()
    assert at.screen.owner()["name"] == "Ravi Gupta"


def test_passwords_that_differ_or_are_weak_are_refused_at_their_field(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.goes_on()
    at.enter("Ravi Gupta")
    at.press(_Key.Key_Return)
    at.enter("short")
    at.goes_on()
    assert "at least 8 characters" in at.words
    at.enter("a-good-secret")
    at.type("another-secret")
    at.goes_on()
    assert at.step == Step.OWNER
    assert "not the same" in at.words


def test_a_cashier_can_be_added_at_once(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.goes_on()
    at.fills_owner()
    at.press(_Key.Key_Return)
    at.type("A")
    at.press(_Key.Key_Return)
    at.enter("Asha Patel")
    at.press(_Key.Key_Return)
    at.enter("1357")
    at.type("1357")
    at.goes_on()
    assert at.step == Step.PRINTER
    at.goes_on()
    at.hands.wait_until(lambda: at.till.cover == "OpenShiftScreen", "opening a shift")
    at.hands.settle()
    users = people.list_users(at.till.counter.desk, people.ListUsers()).users
    assert {user.login: user.role for user in users} == {
        "ravi": Role.SUPER_ADMIN,
        "asha": Role.CASHIER,
    }


def test_a_test_page_is_printed_before_there_is_a_shop(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.goes_on()
    at.fills_owner()
    at.goes_on()
    at.type("Into")
    at.press(_Key.Key_P, _CTRL)
    at.hands.wait_until(lambda: bool(at.screen.printer_page.tried.text()), "the test")
    assert "says that it printed" in at.screen.printer_page.tried.text()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "connection"
    (page,) = (at.folder / "printouts").glob("job-test-page*")
    assert b"Gupta Kirana" in page.read_bytes()
    assert is_vacant(at.folder)


def test_an_address_that_cannot_be_is_refused_at_its_field(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.goes_on()
    at.fills_owner()
    at.goes_on()
    at.type("On")
    at.goes_on()
    assert at.step == Step.PRINTER
    assert "192.168.1.50" in at.words


def test_a_sheet_that_cannot_be_written_makes_no_shop(at: AtTheFirstRun) -> None:
    at.fills_shop()
    at.goes_on()
    at.fills_owner()
    at.goes_on()
    field = at.screen.printer_page.right.fields["file"].field
    assert isinstance(field, EnterField)
    field.setText("not/whole.pdf")
    at.goes_on()
    at.hands.wait_until(lambda: "whole path" in at.words, "the refusal")
    assert is_vacant(at.folder)


def test_the_demo_shop_is_made_beside_and_opened(start: Start, demo_template: Path) -> None:
    import shutil

    told: list[tuple[int, int]] = []

    def make(tell: Callable[[int, int], None]) -> Path:
        tell(1, 2)
        told.append((1, 2))
        folder = demo_template.parent / "made-demo"
        if not folder.exists():
            shutil.copytree(demo_template / "shop", folder)
        return folder

    import os

    keys = Path(os.environ["POS_KEYS"])
    shutil.copytree(demo_template / "keys", keys)
    at = start(make_demo=make)
    at.begins()
    at.press(_Key.Key_F5)
    at.hands.wait_until(lambda: at.till.cover == "SignInScreen", "the demo shop")
    assert told
    assert is_vacant(at.folder)


def test_a_shop_half_moved_is_finished_at_the_next_start(
    at: AtTheFirstRun, start: Start, tmp_path: Path
) -> None:
    at.fills_shop()
    at.goes_on()
    at.fills_owner()
    at.goes_on()
    at.goes_on()
    at.hands.wait_until(lambda: at.till.cover == "OpenShiftScreen", "opening a shift")
    at.hands.settle()
    at.till.close()
    making = tmp_path / "shop.making"
    making.mkdir()
    (at.folder / "shop.db").rename(making / "shop.db")
    again = start(at.folder)
    again.hands.wait_until(lambda: again.till.cover == "SignInScreen", "the sign-in")
    again.till.close()
    with closing(open_shop(at.folder)) as store, store.look() as look:
        assert look.people.only_outlet().name == "Gupta Kirana"
