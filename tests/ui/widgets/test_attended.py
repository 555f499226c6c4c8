from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.widgets.attended import AttendedWidget


class Attending:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def entered(self) -> None:
        self.told.append("entered")

    def gone(self) -> None:
        self.told.append("gone")


def test_a_presenter_is_told_each_time_its_view_comes_and_once_when_it_ends(qtbot: QtBot) -> None:
    stack, page, presenter = QStackedWidget(), AttendedWidget(), Attending()
    qtbot.addWidget(stack)
    page.attend(presenter)
    stack.addWidget(QWidget())
    stack.addWidget(page)
    stack.show()
    assert presenter.told == []
    stack.setCurrentWidget(page)
    stack.setCurrentIndex(0)
    stack.setCurrentWidget(page)
    assert presenter.told == ["entered", "entered"]
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    assert presenter.told == ["entered", "entered", "gone"]


def test_a_window_that_comes_back_from_the_task_bar_enters_nothing(qtbot: QtBot) -> None:
    class FromOutside(QShowEvent):
        def spontaneous(self) -> bool:
            return True

    page, presenter = AttendedWidget(), Attending()
    qtbot.addWidget(page)
    page.attend(presenter)
    page.showEvent(FromOutside())
    assert presenter.told == []
