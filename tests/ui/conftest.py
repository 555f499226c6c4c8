"""Every test of the windows starts in the light look, at 10 points, with the bundled fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.keys import DEFAULT_KEYS, use_keys
from pos_desktop.ui.look.appearance import Appearance, appearance_in_use, apply_appearance


@pytest.fixture(autouse=True)
def light_look(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put the look on only for tests that have an application, and only if another was left."""
    if "qtbot" in request.fixturenames or "qapp" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        assert isinstance(app, QApplication)
        if appearance_in_use() != Appearance() or not app.styleSheet():
            apply_appearance(app, Appearance())
    yield
    use_keys(DEFAULT_KEYS)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a window and waits until keys go to it, and closes it at the end.

    A dialog counts as active as soon as its parent is: that is too soon for keys.
    """

    def show_and_wait(window: QWidget) -> None:
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())

    return show_and_wait
