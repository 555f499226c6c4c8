"""The story: a cashier's day from signing in to closing the drawer, told in keys."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from pos_desktop.ui.backend import Backend
from pos_desktop.ui.freeing import collecting_here
from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
from pos_desktop.ui.reports.pages import REPORT_PAGES
from pos_desktop.ui.settings.pages import settings_pages
from pos_desktop.ui.story.hands import Hands
from pos_desktop.ui.till import Till

_Key = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_WIDTH_PX, _HEIGHT_PX = 1366, 690


def play(backend: Backend, pictures: Path) -> list[Path]:
    """Play the day; returns the pictures taken. Raises TimeoutError where the till is stuck."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise RuntimeError("the till needs a QApplication")
    begin_appearance(application, chosen_appearance(application, theme="light"))
    till = Till(backend)
    till.window.resize(_WIDTH_PX, _HEIGHT_PX)
    till.window.show()
    hands = Hands(till, pictures)
    with collecting_here():
        try:
            hands.wait_until(lambda: till.is_open, "the open shop")
            _tell(till, hands)
        finally:
            till.close()
            till.window.close()
    return hands.pictures


def _tell(till: Till, hands: Hands) -> None:
    _open(till, hands)
    _cash_sale(hands)
    _credit_sale(hands)
    _split_sale(hands)
    _interstate_sale(hands)
    _look_around(till, hands)
    _take_back(hands)
    _the_owner_looks_in(till, hands)
    _close(hands)


def _open(till: Till, hands: Hands) -> None:
    """Asha signs in with her PIN and opens the shift with what the drawer holds."""
    hands.picture("sign-in")
    hands.type("1357")
    hands.press(_Key.Key_Return)
    hands.wait_until(lambda: till.cover == "OpenShiftScreen", "the opening of the shift")
    hands.picture("open-shift")
    hands.type("2000")
    hands.press(_Key.Key_Return)
    hands.wait_until(lambda: till.window.place == "billing", "billing")
    hands.picture("billing-empty")


def _cash_sale(hands: Hands) -> None:
    """Scans, three of one thing, a search by name, half a kilo, cash with change."""
    for code in codes(range(1040, 1047)):
        hands.scan(code)
    hands.type("3*")
    hands.scan(codes([1050])[0])
    hands.type("samosa")
    hands.picture("billing-search")
    hands.press(_Key.Key_Return)
    hands.enter("0.5*potato")
    hands.picture("billing")
    hands.scan("4006381333931")
    hands.picture("billing-unknown-code")
    hands.press(_Key.Key_F9)
    hands.type("2000")
    hands.picture("pay-cash")
    hands.press(_Key.Key_Return)
    hands.picture("change")


def _credit_sale(hands: Hands) -> None:
    """A regular buys on account: part in cash, the rest on the khata."""
    for code in codes([1060, 1061, 1062]):
        hands.scan(code)
    hands.press(_Key.Key_F3)
    hands.type("98765")
    hands.picture("customer")
    hands.press(_Key.Key_Return)
    hands.picture("billing-customer")
    hands.press(_Key.Key_F9)
    hands.type("100")
    hands.press(_Key.Key_Return)
    hands.picture("pay-rest")
    hands.press(_Key.Key_F8)
    hands.picture("on-account")


def _split_sale(hands: Hands) -> None:
    """Part cash, the rest by UPI with its QR on the screen."""
    for code in codes([1070, 1071, 1072, 1073]):
        hands.scan(code)
    hands.press(_Key.Key_F9)
    hands.type("50")
    hands.press(_Key.Key_Return)
    hands.picture("pay-upi")
    hands.press(_Key.Key_Return)
    hands.picture("paid-split")


def _interstate_sale(hands: Hands) -> None:
    """A business from another State: its GSTIN turns the bill to IGST, and the till says why."""
    for code in codes([1150, 1151]):
        hands.scan(code)
    hands.press(_Key.Key_F3)
    hands.type("sahyadri")
    hands.picture("customer-business")
    hands.press(_Key.Key_Return)
    hands.picture("billing-interstate")
    hands.press(_Key.Key_F6)
    hands.enter("Blue shirt")
    hands.press(_Key.Key_F7)
    hands.picture("held")
    hands.press(_Key.Key_Return)
    hands.press(_Key.Key_Return, _CTRL)
    hands.press(_Key.Key_P, _CTRL)
    hands.picture("receipt")
    hands.press(_Key.Key_Escape)


def _look_around(till: Till, hands: Hands) -> None:
    """Bills, a customer's account, who owes, and the keys."""
    till.window.go("bills")
    hands.picture("bills")
    till.window.go("customers")
    hands.enter("rajesh")
    hands.picture("customers")
    till.window.go("balances")
    hands.picture("balances")
    hands.press(_Key.Key_F9)
    hands.picture("collect")
    hands.press(_Key.Key_Return)
    hands.picture("collected")
    till.window.go("billing")
    hands.press(_Key.Key_F1)
    hands.picture("keys")
    hands.press(_Key.Key_Escape)


def _take_back(hands: Hands) -> None:
    """Goods come back: the bill is found, and the till says what goes back and how."""
    hands.press(_Key.Key_F8)
    hands.enter("rajesh")
    hands.type("1")
    hands.picture("return")
    hands.press(_Key.Key_Escape)
    hands.press(_Key.Key_Escape)


def _the_owner_looks_in(till: Till, hands: Hands) -> None:
    """Meena takes the till for a moment: items, reports, settings; then Asha goes on."""
    _switch(till, hands, right=1, typed="demo-owner")
    till.window.go("items")
    hands.picture("items")
    hands.press(_Key.Key_F2)
    hands.picture("item-card")
    hands.press(_Key.Key_Escape)
    hands.press(_Key.Key_F7)
    for code in ("1050", "1050", "1050", "1040", "1060", "1060"):
        hands.enter(code)
    hands.picture("labels")
    hands.press(_Key.Key_Escape)
    till.window.go("reports")
    for report in REPORT_PAGES:
        hands.picture(f"report-{report.report_id}")
        hands.press(_Key.Key_Down, _ALT)
    till.window.go("settings")
    for page in settings_pages():
        if page.facts.page_id == "check":
            _check(till, hands)
        hands.picture(f"settings-{page.facts.page_id}")
        hands.press(_Key.Key_Down, _ALT)
    hands.press(_Key.Key_F12)
    hands.picture("shift-history")
    _switch(till, hands, right=0, typed="1357")


def _check(till: Till, hands: Hands) -> None:
    """The check has a thread of its own: its button comes back when it is through."""
    hands.press(_Key.Key_K, _ALT)
    (button,) = till.window.findChildren(QPushButton, "check_now")
    hands.wait_until(button.isEnabled, "the end of the check")


def _switch(till: Till, hands: Hands, *, right: int, typed: str) -> None:
    """Another person signs in over the cart, by tile and secret."""
    till.switch_user()
    hands.settle()
    for _ in range(right):
        hands.press(_Key.Key_Right)
    hands.enter(typed)
    hands.wait_until(lambda: till.window.place == "billing" and not till.cover, "billing again")


def _close(hands: Hands) -> None:
    """The drawer is counted before anyone says what should be in it."""
    hands.press(_Key.Key_F12)
    hands.picture("shift")
    hands.press(_Key.Key_F9)
    hands.picture("count")
    for count in ("9", "2", "3", "1", "1", "2", "0", "2"):
        hands.enter(count)
    hands.enter("0")
    hands.press(_Key.Key_Return)
    hands.picture("counted")
    hands.press(_Key.Key_Return)
    if QApplication.activeModalWidget() is not None:
        hands.picture("approval")
        hands.enter("2468")
        hands.enter("Counted twice")
    hands.picture("closed")


def codes(plu: range | list[int]) -> list[str]:
    """The barcodes of the demo catalogue's items by their PLU."""
    import csv

    import pos_desktop

    catalogue = Path(pos_desktop.__file__).parent / "resources" / "demo" / "catalogue.csv"
    with catalogue.open(encoding="utf-8", newline="") as file:
        by_plu = {row["code"]: row["barcode"] for row in csv.DictReader(file)}
    return [by_plu[str(n)] for n in plu]
