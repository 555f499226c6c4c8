from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.people import ListUsers, list_users, sign_in
from pos_desktop.application.shifts import CashMoved, MoveCash, OpenShift, open_shift, payout
from pos_desktop.ui.approval.ask import AskForApproval
from pos_desktop.ui.approval.presenter import NOBODY, ApprovalPresenter, ApprovalState
from pos_desktop.ui.approval.sheet import ApprovalSheet
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.tasks import InlineTasks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Show = Callable[[QWidget], None]


class FakeView:
    def __init__(self) -> None:
        self.states: list[ApprovalState] = []
        self.closed = 0

    @property
    def state(self) -> ApprovalState:
        return self.states[-1]

    def display(self, state: ApprovalState) -> None:
        self.states.append(state)

    def clear_secret(self) -> None:
        return

    def close_sheet(self) -> None:
        self.closed += 1


class LateTasks(InlineTasks):
    """Reads are answered when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[Callable[[], None]] = []

    def read(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        latest: str | None = None,
    ) -> None:
        self._answers.append(lambda: done(job()))

    def answer(self) -> None:
        for answer in self._answers:
            answer()


class Asked:
    def __init__(self, desk: Desk) -> None:
        self.view = FakeView()
        self.approvals: list[Approval] = []
        self.dropped = 0
        counter = Counter(desk, InlineTasks(), tell=lambda _message: None)
        self.presenter = ApprovalPresenter(
            counter, self.view, "A manager must approve.", self.approvals.append, self._drop
        )
        self.presenter.opened()

    def _drop(self) -> None:
        self.dropped += 1


@pytest.fixture
def cashier(demo_desk: Desk) -> Desk:
    desk = sign_in(demo_desk, "cashier", "1357")
    open_shift(desk, OpenShift(opening_cash=2_000_00))
    return desk


def test_managers_and_above_are_asked_the_one_at_hand_first(cashier: Desk) -> None:
    asked = Asked(cashier)
    assert [user.login for user in asked.view.state.users] == ["manager", "owner"]
    assert asked.view.state.chosen == "manager"


def test_who_asks_is_not_among_them(demo_desk: Desk) -> None:
    asked = Asked(sign_in(demo_desk, "manager", "2468"))
    assert [user.login for user in asked.view.state.users] == ["owner"]


def test_a_namesake_is_asked_all_the_same(demo_desk: Desk) -> None:
    with demo_desk.store.work() as work:
        twin = next(
            u for u in work.people.users(work.people.only_outlet().id) if u.login == "manager"
        )
        work.people.add_user(replace(twin, id=0, uuid=demo_desk.new_uuid(), login="vikram2"))
        work.commit()
    asked = Asked(sign_in(demo_desk, "manager", "2468"))
    assert {user.login for user in asked.view.state.users} == {"owner", "manager", "vikram2"}
    asked.presenter.user_chosen("manager")
    asked.presenter.submitted("2468", "Because")
    assert asked.view.state.problem == "Another person must approve."
    assert asked.approvals == []


def test_the_right_pin_and_a_reason_approve(cashier: Desk) -> None:
    asked = Asked(cashier)
    asked.presenter.submitted("2468", "  Milk delivery ")
    asked.presenter.cancelled()
    assert asked.approvals == [Approval(user="manager", pin="2468", reason="Milk delivery")]
    assert (asked.view.closed, asked.dropped) == (1, 0)


def test_a_wrong_pin_is_told_and_asked_for_again(cashier: Desk) -> None:
    asked = Asked(cashier)
    asked.presenter.submitted("0000", "Milk")
    assert asked.view.state.problem == "That is not the PIN of Vikram Rao. Try again."
    assert (asked.approvals, asked.dropped, asked.view.closed) == ([], 0, 0)
    asked.presenter.submitted("2468", "Milk")
    assert len(asked.approvals) == 1


def test_a_reason_is_required(cashier: Desk) -> None:
    asked = Asked(cashier)
    asked.presenter.submitted("2468", "  ")
    assert asked.view.state.problem_at == "approval.reason"
    assert asked.approvals == []


def test_cancel_drops_it_once(cashier: Desk) -> None:
    asked = Asked(cashier)
    asked.presenter.cancelled()
    asked.presenter.cancelled()
    assert (asked.dropped, asked.approvals) == (1, [])


def test_an_answer_that_comes_after_cancel_approves_nothing(cashier: Desk) -> None:
    asked = Asked(cashier)
    late = LateTasks()
    asked.presenter._counter.tasks = late
    asked.presenter.submitted("2468", "Milk")
    asked.presenter.cancelled()
    late.answer()
    assert (asked.dropped, asked.approvals) == (1, [])


def test_with_nobody_to_ask_it_says_so(demo_desk: Desk) -> None:
    asked = Asked(sign_in(demo_desk, "owner", "demo-owner"))
    found = list_users(demo_desk, ListUsers())
    only = tuple(user for user in found.users if user.login != "manager")
    asked.presenter._listed(replace(found, users=only))
    assert asked.view.state.problem == NOBODY
    asked.presenter.submitted("1", "x")
    assert asked.approvals == []


def front_sheet(qtbot: QtBot) -> ApprovalSheet:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ApprovalSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ApprovalSheet)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is sheet.windowHandle())
    return sheet


def press(sheet: ApprovalSheet, *keys: Qt.Key | str) -> None:
    for key in keys:
        QTest.keyClick(sheet.windowHandle(), key)


class Payout:
    """A cashier's payout, which needs approval."""

    def __init__(self, desk: Desk, show: Show) -> None:
        self.window = QWidget()
        self.window.resize(900, 600)
        show(self.window)
        self.moved: list[CashMoved] = []
        self.dropped = 0
        counter = Counter(desk, InlineTasks(), tell=lambda _message: None)
        counter.ask_approval = AskForApproval(counter, self.window)
        request = MoveCash(amount=100_00, reason="Milk")
        counter.write(payout, request, self.moved.append, dropped=self._drop)

    def _drop(self) -> None:
        self.dropped += 1


def test_pin_enter_reason_enter_approve_in_place(cashier: Desk, show: Show, qtbot: QtBot) -> None:
    asked = Payout(cashier, show)
    sheet = front_sheet(qtbot)
    press(sheet, *"2468", Qt.Key.Key_Return, *"Morning milk", Qt.Key.Key_Return)
    assert [moved.approved_by for moved in asked.moved] == ["Vikram Rao"]
    assert QApplication.activeModalWidget() is None


def test_a_wrong_pin_keeps_the_sheet_up(cashier: Desk, show: Show, qtbot: QtBot) -> None:
    asked = Payout(cashier, show)
    sheet = front_sheet(qtbot)
    press(sheet, *"1111", Qt.Key.Key_Return, "x", Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert (asked.moved, asked.dropped) == ([], 0)
    assert (sheet.secret.text(), sheet.reason.text()) == ("", "x")
    assert sheet.secret.hasFocus()
    press(sheet, *"2468", Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert len(asked.moved) == 1


def test_the_owner_approves_with_the_password(cashier: Desk, show: Show, qtbot: QtBot) -> None:
    asked = Payout(cashier, show)
    sheet = front_sheet(qtbot)
    press(sheet, Qt.Key.Key_Right, *"demo-owner", Qt.Key.Key_Return, "x", Qt.Key.Key_Return)
    assert asked.moved[0].approved_by == "Meena Sharma"


def test_esc_drops_it(cashier: Desk, show: Show, qtbot: QtBot) -> None:
    asked = Payout(cashier, show)
    sheet = front_sheet(qtbot)
    press(sheet, Qt.Key.Key_Escape)
    assert (asked.moved, asked.dropped) == ([], 1)
