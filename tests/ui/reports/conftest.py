"""The reports place at an open shop, and hands at its keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet
from pos_desktop.application.desk import Desk
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.reports.screen import ReportsScreen
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


class AtReports:
    """The place, and hands at its keys."""

    def __init__(
        self, desk: Desk, told: list[Message], show: Callable[[QWidget], None], qtbot: QtBot
    ) -> None:
        self._qtbot = qtbot
        counter = Counter(desk, InlineTasks(), tell=told.append)
        counter.outlet = outlet.get(desk, outlet.GetOutlet())
        self.screen = ReportsScreen(counter)
        self.screen.resize(1180, 620)
        show(self.screen)

    def go(self, title: str) -> None:
        """Walk down the list with the keys until this report is in front."""
        names = [self.screen.list.item(at).text() for at in range(self.screen.list.count())]
        for _ in range(names.index(title) - self.screen.list.currentRow()):
            self.press(Qt.Key.Key_Down, ALT)
        item = self.screen.list.currentItem()
        assert item is not None
        assert item.text() == title

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self._front(), key, modifiers)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self._front(), character)  # type: ignore[call-overload]

    def sheet(self) -> QWidget | None:
        return QApplication.activeModalWidget()

    def cells(self) -> list[list[str]]:
        """The table in front, cell by cell."""
        table = self.screen.report.table
        assert table is not None
        assert table.isVisible()
        return [list(row.cells) for row in table.rows_model.rows]

    def _front(self) -> QWidget:
        front = self.sheet() or self.screen
        handle = front.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            front.activateWindow()
            self._qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        return handle  # type: ignore[return-value]


@pytest.fixture
def at(
    open_shop_today: ShopAtHand,
    told: list[Message],
    show: Callable[[QWidget], None],
    qtbot: QtBot,
) -> Callable[[Desk], AtReports]:
    return lambda desk: AtReports(desk, told, show, qtbot)
