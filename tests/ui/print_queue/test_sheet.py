"""The print queue on the screen, worked by keys over a real store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet
from pos_desktop.application.outlet import SetPrinter, set_printer
from pos_desktop.application.print_queue import SeePrintQueue, see
from pos_desktop.application.printing import JobKind, JobState
from pos_desktop.application.terminal_printers import Place
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.translator import speak
from pos_desktop.ui.print_queue.sheet import QueueSheet
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key


class AtQueue:
    """A shop with a printer, the sheet over it, and hands at its keys."""

    def __init__(self, shop: Any, show: Callable[[QWidget], None], qtbot: QtBot) -> None:
        self.shop = shop
        self._show = show
        self._qtbot = qtbot
        self.told: list[Message] = []
        shop.set_printer()

    def open(self) -> QueueSheet:
        desk = self.shop.cashier
        counter = Counter(desk, InlineTasks(), tell=self.told.append)
        counter.outlet = outlet.get(desk, outlet.GetOutlet())
        window = QWidget()
        window.resize(1180, 680)
        self._show(window)
        self.sheet = QueueSheet(counter, window)
        self.sheet.open()
        handle = self.sheet.windowHandle()
        self._qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        return self.sheet

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.sheet.windowHandle(), key)  # type: ignore[call-overload]

    def bill(self, *states: JobState, error: str | None = "The connection broke.") -> str:
        """A bill whose printout has come through these states; its number."""
        issued = self.shop.sell("100.00", cash=100_00)
        jobs = see(self.shop.cashier, SeePrintQueue()).jobs
        mine = [job for job in jobs if job.number == issued.bill_number]
        for job in mine:
            for state in states if job.kind is JobKind.ORIGINAL else ():
                last = state is states[-1]
                self.shop.store.print_jobs().mark(job.id, state, error if last else None)
        return str(issued.bill_number)

    def states(self, number: str) -> dict[JobKind, JobState]:
        jobs = see(self.shop.cashier, SeePrintQueue()).jobs
        return {job.kind: job.state for job in jobs if job.number == number}

    def shown(self) -> list[tuple[str, str]]:
        rows = self.sheet.presenter._state.rows
        return [(row.what, row.state) for row in rows]


@pytest.fixture
def here(open_shop_today: Any, show: Callable[[QWidget], None], qtbot: QtBot) -> AtQueue:
    return AtQueue(open_shop_today, show, qtbot)


IN_DOUBT = (JobState.SENDING, JobState.UNCONFIRMED)
NOT_SENT = (JobState.SENDING, JobState.NOT_SENT)


def test_the_queue_speaks_the_language_of_the_screen(here: AtQueue) -> None:
    number = here.bill()
    speak("hi")
    try:
        sheet = here.open()
        columns = range(sheet.list.rows_model.columnCount())
        cells = [sheet.list.rows_model.index(0, column).data() for column in columns]
        heads = [
            sheet.list.rows_model.headerData(column, Qt.Orientation.Horizontal)
            for column in columns
        ]
        assert cells[1:] == [f"बिल {number}", "रसीद प्रिंटर", "इंतज़ार में"]
        assert heads[-1] == "स्थिति"
    finally:
        speak("en")


def test_what_asks_for_somebody_is_chosen_and_said(here: AtQueue) -> None:
    here.bill()
    number = here.bill(*IN_DOUBT)
    sheet = here.open()
    assert (f"Bill {number}", "Did it come out?") in here.shown()
    assert "The connection broke. Look at the paper: did it come out?" in sheet.told.text()
    enabled = {deed.value for deed, button in sheet.buttons.items() if button.isEnabled()}
    assert enabled == {"came_out", "again", "skip"}


def test_it_came_out_by_one_key(here: AtQueue) -> None:
    number = here.bill(*IN_DOUBT)
    sheet = here.open()
    here.press(_Key.Key_F2)
    assert here.states(number)[JobKind.ORIGINAL] is JobState.PRINTED
    assert sheet.outcome.text() == f"Noted: Bill {number} came out."
    assert (f"Bill {number}", "Printed") in here.shown()


def test_it_is_printed_again_with_a_mark_by_one_key(here: AtQueue) -> None:
    number = here.bill(*IN_DOUBT)
    here.open()
    here.press(_Key.Key_F4)
    states = here.states(number)
    assert states[JobKind.ORIGINAL] is JobState.CANCELLED
    assert states[JobKind.REPRINT] is JobState.QUEUED
    assert (f"Bill {number}, reprint 1", "Waits") in here.shown()


def test_it_is_given_up_by_one_key(here: AtQueue) -> None:
    number = here.bill(*IN_DOUBT)
    here.open()
    here.press(_Key.Key_Delete)
    assert here.states(number)[JobKind.ORIGINAL] is JobState.CANCELLED


def test_what_was_not_sent_is_tried_now_or_goes_elsewhere(here: AtQueue) -> None:
    folder = here.shop.folder / "spare"
    folder.mkdir()
    spare = SetPrinter(place=Place.SPARE, connection="file", address=str(folder))
    set_printer(here.shop.owner, spare)
    first, second = here.bill(*NOT_SENT), here.bill(*NOT_SENT)
    sheet = here.open()
    choose(here, first)
    assert "It prints by itself then." in sheet.told.text()
    here.press(_Key.Key_F5)
    assert here.states(first)[JobKind.ORIGINAL] is JobState.QUEUED
    choose(here, second)
    here.press(_Key.Key_F6)
    jobs = {job.number: job.printer for job in see(here.shop.cashier, SeePrintQueue()).jobs}
    assert jobs[second] == "Spare printer"


def test_of_two_other_printers_one_is_picked(here: AtQueue) -> None:
    for place in (Place.SECOND, Place.SPARE):
        folder = here.shop.folder / place.value
        folder.mkdir()
        given = SetPrinter(place=place, connection="file", address=str(folder))
        set_printer(here.shop.owner, given)
    number = here.bill(*NOT_SENT)
    sheet = here.open()
    choose(here, number)
    assert sheet.other.isVisible()
    sheet.other.setFocus()
    here.press(_Key.Key_Down, _Key.Key_F6)
    jobs = {job.number: job.printer for job in see(here.shop.cashier, SeePrintQueue()).jobs}
    assert jobs[number] == "Spare printer"


def test_a_key_that_does_not_fit_does_nothing(here: AtQueue) -> None:
    number = here.bill(JobState.SENDING, JobState.PRINTED, error=None)
    here.open()
    choose(here, number)
    here.press(_Key.Key_F2, _Key.Key_F5, _Key.Key_F6, _Key.Key_Delete)
    assert here.states(number)[JobKind.ORIGINAL] is JobState.PRINTED


def test_the_list_follows_the_printers_and_keeps_what_is_chosen(here: AtQueue) -> None:
    first, second = here.bill(*NOT_SENT), here.bill(*NOT_SENT)
    sheet = here.open()
    choose(here, second)
    here.shop.store.print_jobs().requeue_not_sent("Receipt printer")
    sheet.presenter.printers_changed()
    assert (f"Bill {first}", "Waits") in here.shown()
    chosen = sheet.list.current_row()
    assert chosen is not None
    assert chosen.what == f"Bill {second}"


def test_an_empty_queue_says_what_it_is(here: AtQueue) -> None:
    sheet = here.open()
    assert here.shown() == []
    assert not any(button.isEnabled() for button in sheet.buttons.values())


def choose(here: AtQueue, number: str) -> None:
    """Go down the list to a bill, by the arrow keys."""
    here.sheet.list.setFocus()
    here.press(*[_Key.Key_Up] * len(here.shown()))
    for _ in here.shown():
        row = here.sheet.list.current_row()
        if row is not None and row.what == f"Bill {number}":
            return
        here.press(_Key.Key_Down)
    row = here.sheet.list.current_row()
    assert row is not None
    assert row.what == f"Bill {number}"
