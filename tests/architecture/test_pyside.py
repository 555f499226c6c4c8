"""Traps of the Qt binding that is installed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import QObject

CALLS = 1_000
WIDGETS = Path(__file__).parents[2] / "pos_desktop" / "ui"
ASKS_FOR_A_NEIGHBOUR = re.compile(r"\.(nextInFocusChain|previousInFocusChain|focusProxy)\(")


def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    # PySide6 6.12.0 drops a reference to None at each such call; after some 5,000 of them
    # Python 3.10 and 3.11 abort. Half the calls leaves room for what other threads do meanwhile.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("till")
    assert sys.getrefcount(None) > before - CALLS // 2


def test_only_the_order_of_tab_asks_a_widget_for_its_neighbour() -> None:
    # PySide takes the answer for a child of the one that was asked: see `tab_order`.
    asking = [
        path.name
        for path in WIDGETS.rglob("*.py")
        if ASKS_FOR_A_NEIGHBOUR.search(path.read_text(encoding="utf-8"))
    ]
    assert asking == ["tab_order.py"]
