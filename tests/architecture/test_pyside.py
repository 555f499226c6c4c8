"""The Qt binding that is installed does not wear Python out."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1_000


def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    # PySide6 6.12.0 drops a reference to None at each such call; after some 5,000 of them
    # Python 3.10 and 3.11 abort. Half the calls leaves room for what other threads do meanwhile.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("till")
    assert sys.getrefcount(None) > before - CALLS // 2
