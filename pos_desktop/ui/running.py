"""The window from its start to its end: one till a folder, and nothing unexpected unseen."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from pos_desktop.ui.freeing import collecting_here
from pos_desktop.ui.look.appearance import appearance_for, begin_appearance
from pos_desktop.ui.till import Till

if TYPE_CHECKING:
    from pos_desktop.ui.backend import Backend


def run(backend: Backend) -> int:
    """Open the window over a shop until it is closed; returns the exit status."""
    from pos_desktop.ui.instance.single_instance import SingleInstance, bring_to_front

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise RuntimeError("the till needs a QApplication")
    application.setApplicationName("POS Desktop")
    instance = SingleInstance(backend.folder)
    if not instance.claim():
        instance.call_first()
        return 0
    begin_appearance(application, appearance_for(application, backend.screen()))
    till = Till(backend)
    sys.excepthook = till.crashed
    instance.raise_asked.connect(lambda: bring_to_front(till.window))
    till.window.opened.connect(instance.listen_if_possible)
    claimed = [instance]

    def claim(folder: Path) -> bool:
        other = SingleInstance(folder)
        if not other.claim():
            return False
        other.raise_asked.connect(lambda: bring_to_front(till.window))
        other.listen_if_possible()
        claimed.append(other)
        return True

    till.claim = claim
    till.window.resize(1366, 690)
    till.window.show()
    try:
        with collecting_here(), closing(till):
            return application.exec()
    finally:
        for one in claimed:
            one.release()
        sys.excepthook = sys.__excepthook__
