"""The story: a cashier's day from signing in to closing the drawer, told in keys."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
from pos_desktop.ui.story.hands import Hands
from pos_desktop.ui.till import Backend, Till

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
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
    _split_and_interstate(hands)
    _look_around(till, hands)
    _close(till, hands)


def _open(till: Till, hands: Hands) -> None:
    """Asha signs in with her PIN and opens the shift with what the drawer holds."""
    hands.settle()
    hands.picture("sign-in")
    hands.press(_Key.Key_Right)
    hands.press(_Key.Key_Right)
    hands.enter("1357")
    hands.wait_until(lambda: "OpenShift" in till.front_name, "the opening of the shift")
    hands.picture("open-shift")
    hands.press(_Key.Key_Return)
    hands.wait_until(lambda: till.window.place == "billing", "billing")
    hands.picture("billing-empty")


def _cash_sale(hands: Hands) -> None:
    """Scans, a search by name, three of one thing, cash with change."""
