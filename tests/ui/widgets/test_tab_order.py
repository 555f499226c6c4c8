"""Going along Qt's order of Tab takes no widget from its parent."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.widgets.tab_order import beside, follow_tab

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A page with two buttons and a date, which has a field of its own within."""
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    column = QVBoxLayout(page)
    for widget in (QPushButton("one"), QDateEdit(), QPushButton("two")):
        column.addWidget(widget)
    window.show()
    return window


@pytest.mark.parametrize("forward", [True, False])
def test_every_widget_stays_with_its_parent(window: QWidget, forward: bool) -> None:
    (page,) = window.findChildren(QWidget, options=_DIRECT)
    one, date, two = page.findChildren(QWidget, options=_DIRECT)
    widget = beside(window, forward=forward)
    while widget is not None and widget is not window:
        widget = beside(widget, forward=forward)
    for _ in range(4):
        follow_tab(window, forward=forward)
    assert belongs_to(window) is None
    assert belongs_to(page) == id(window)
    assert [belongs_to(widget) for widget in (one, date, two)] == [id(page)] * 3


def belongs_to(widget: QWidget) -> int | None:
    """The id of what PySide takes for the parent, whose end it would share."""
    told = [line for line in shiboken6.dump(widget).splitlines() if line.startswith("parent")]
    return int(told[0].rpartition(" at ")[2].rstrip(">"), 16) if told else None
