"""What is done ahead while nobody waits, and what is said where messages appear."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from pos_desktop.ui.tasks import Tasks

WARM_UP_MS = 400
"""So long after billing came up, what the first sale needs is imported."""


def prepare_places(tasks: Tasks, names: Sequence[str], wanted: Callable[[], bool]) -> None:
    """Import the pages not visited yet, one at a time, so that no key waits for long."""
    if not names or not wanted():
        return
    importlib.import_module(f"pos_desktop.ui.{names[0]}")
    tasks.later(WARM_UP_MS, lambda: prepare_places(tasks, names[1:], wanted))


def hint_of(place: str) -> str:
    """What to know of a place."""
    word = QCoreApplication.translate
    hints = {
        "billing": word(
            "Till",
            "3* before a scan makes it three · ₹50* before a loose item's name buys fifty "
            "rupees' worth · F1 shows every key",
        ),
        "balances": word("Till", "Enter on a row shows its unpaid bills · F9 takes a payment"),
    }
    return hints.get(place, word("Till", "F1 shows every key"))
