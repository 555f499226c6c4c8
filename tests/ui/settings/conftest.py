"""Settings at an open shop, and hands at its keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet
from pos_desktop.application.desk import Desk
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.screen import SettingsScreen
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

_Key = Qt.Key


class AtSettings:
    """The place, and hands at its keys."""

    def __init__(
        self, desk: Desk, told: list[Message], show: Callable[[QWidget], None], qtbot: QtBot
    ) -> None:
        self._qtbot = qtbot
        counter = Counter(desk, InlineTasks(), tell=told.append)
        counter.outlet = outlet.get(desk, outlet.GetOutlet())
        self.screen = SettingsScreen(counter)
        self.screen.resize(1180, 600)
        show(self.screen)

    def page(self, page_id: str, steps: int = 0) -> QWidget:
        """A page, so many pages below the first."""
        for _ in range(steps):
            self.press(_Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        page = self.screen.page(page_id)
        assert page is not None
        return page

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._front(), key, modifiers)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self._front(), character)  # type: ignore[call-overload]

    def enter(self, *texts: str) -> None:
        for text in texts:
            self.type(text)
            self.press(_Key.Key_Return)

    def sheet(self) -> QWidget | None:
        return QApplication.activeModalWidget()

    def words(self) -> str:
        sheet = self.sheet()
        assert sheet is not None
        labels = [child for child in sheet.findChildren(QLabel) if child.isVisible()]
        return "\n".join(label.text() for label in labels)

    def _front(self) -> QWidget:
        sheet = self.sheet()
        front = sheet or self.screen
        handle = front.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            front.activateWindow()
            self._qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        return handle  # type: ignore[return-value]


@pytest.fixture
def at(
    shop: ShopAtHand, told: list[Message], show: Callable[[QWidget], None], qtbot: QtBot
) -> Callable[[Desk], AtSettings]:
    return lambda desk: AtSettings(desk, told, show, qtbot)
