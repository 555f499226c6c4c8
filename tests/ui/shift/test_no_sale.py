"""The drawer is opened without a sale, by keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_desktop.application import audit
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.ui.approval.sheet import ApprovalSheet
from pos_desktop.ui.shift.no_sale_sheet import NoSaleSheet
from tests.ui.shift.test_shift_page import ENTER, Show, Till, desk_of, front, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def opened(desk: Desk) -> list[Any]:
    """Who opened the drawer, as the owner reads it."""
    owner = sign_in(desk, "owner", "demo-owner")
    return list(audit.search(owner, audit.SearchAudit(action="drawer.opened")).entries)


def test_a_manager_opens_the_drawer_with_a_reason(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "manager"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F5)
    press(front(qtbot, NoSaleSheet), *"Change for 500", ENTER)
    assert QApplication.activeModalWidget() is None
    (entry,) = opened(demo_desk)
    assert (entry.user_name, "Change for 500" in entry.details) == ("Vikram Rao", True)
    assert till.message()


def test_a_cashier_needs_somebody_else_to_open_it(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F5)
    press(front(qtbot, NoSaleSheet), *"Change", ENTER)
    assert opened(demo_desk) == []
    press(front(qtbot, ApprovalSheet), *"2468", ENTER, *"Notes", ENTER)
    (entry,) = opened(demo_desk)
    assert "Vikram Rao" in entry.details


def test_without_a_reason_it_stays_shut(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    till = Till(desk_of(demo_desk, "manager"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F5)
    sheet = front(qtbot, NoSaleSheet)
    press(sheet, ENTER)
    assert isinstance(sheet, NoSaleSheet)
    assert sheet.isVisible()
    assert "Say why the drawer is opened." in [label.text() for label in sheet.findChildren(QLabel)]
    assert opened(demo_desk) == []
