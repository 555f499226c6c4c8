"""Before a count is handed in, a cashier finds the expected cash nowhere.

Every use case is called as a cashier, and every screen is opened and read: texts, tips,
accessible names and descriptions, what tables hold, what papers print. What is looked for is a
figure that nothing else comes to.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pos_desktop.application import shifts
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.outlet import GetOutlet, get
from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.application.registry import REGISTRY
from pos_desktop.application.wire import encode
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_amount, plain_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import CashKind
from pos_desktop.ui.approval.ask import AskForApproval
from pos_desktop.ui.bills.correct_sheet import CorrectTenderSheet
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.open_shift.screen import OpenShiftScreen
from pos_desktop.ui.places import add_places
from pos_desktop.ui.printout.paper import Paper
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.settings.pages import settings_pages
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.shift.cash_move_sheet import CashMoveSheet
from pos_desktop.ui.shift.hand_over_sheet import HandOverSheet
from pos_desktop.ui.shift.match_sheet import MatchSheet
from pos_desktop.ui.shift.no_sale_sheet import NoSaleSheet
from pos_desktop.ui.shift.screen import ShiftPage
from pos_desktop.ui.shift.trend_sheet import TrendSheet
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Show = Callable[[QWidget], None]
# Opening 2,000.00, sales 137.31 and 219.47 in cash, 83.19 on UPI, out 41.13: no figure is round.
OPENING, SALES, MOVED, EXPECTED = 2_000_00, 356_78, 41_13, 2_315_65
TELLING = (EXPECTED, SALES, EXPECTED - OPENING)
"""Expected cash, and figures from which it follows: cash sales, and what the drawer gained."""


@pytest.fixture
def busy(open_shop_today: ShopAtHand) -> ShopAtHand:
    """A cashier's shift with sales; nothing is counted."""
    shop = open_shop_today
    shop.set(round_to_rupee=False)
    shop.sell("137.31", cash=137_31)
    shop.sell("219.47", cash=219_47)
    shop.sell("83.19", upi=83_19)
    shifts.payout(shop.manager, shifts.MoveCash(amount=MOVED, reason="Milk"))
    return shop


def leaks(text: str) -> list[str]:
    """Telling figures that stand in a text, in any of the ways they are written."""
    return [
        written
        for amount in TELLING
        for written in {format_amount(amount), plain_rupees(amount), str(amount)}
        if written in text
    ]


# --- use cases ----------------------------------------------------------------------------------

GUESSES: dict[str, Any] = {
    "number": "A/25-26/000001",
    "bill_number": "A/25-26/000001",
    "method": "upi",
    "slips": [],
    "kind": "x_report",
    "reason": "Because",
    "amount": "10.00",
    "q": "A/25",
    "order_id": 1,
    "id": 1,
    "customer_id": 1,
    "name": "Somebody",
    "phone": "9876543210",
    "taken_from": "cash",
    "given_to": "upi",
    "print": False,
}
# They end what is looked at: a count that is handed in tells, and is meant to.
TELL_AFTER_A_COUNT = {"shifts.count", "shifts.close"}


def answers(desk: Desk) -> Iterator[tuple[str, str]]:
    """What every use case answers or refuses a cashier, with what can be guessed of requests."""
    from pos_desktop.application.wire import decode, describe

    for name, use_case in sorted(REGISTRY.items()):
        if name in TELL_AFTER_A_COUNT:
            continue
        fields = describe(use_case.request)
        given = {field: GUESSES[field] for field in fields if field in GUESSES}
        variants = [given, {}]
        if name == "printouts.render":
            variants = [
                {"kind": kind.value, "number": number}
                for kind in PrintoutKind
                for number in ("", "A/25-26/000001", "AS/25-26/000001", "AZ/25-26/000001")
            ]
        for variant in variants:
            for as_who in (desk, replace(desk, request_id=f"{name}{variant}")):
                try:
                    request = decode(use_case.request, variant)
                    told = json.dumps(encode(use_case(as_who, request)), ensure_ascii=False)
                except PosError as error:
                    told = f"{error.message} {error.field}"
                yield name, told


def test_no_use_case_tells_a_cashier(busy: ShopAtHand, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    found = {name: leaks(told) for name, told in answers(busy.cashier) if leaks(told)}
    assert found == {}
    assert leaks(caplog.text) == []
    assert busy.count("shift_count") == 0


def test_an_approvers_pin_opens_no_view(busy: ShopAtHand) -> None:
    """The right to see has no approval: a manager's PIN shows a cashier nothing."""
    approval = Approval(user="owner", pin="demo-owner", reason="Please")
    for name in ("shifts.x_report", "shifts.owner_slip"):
        use_case = REGISTRY[name]
        with pytest.raises(PosError) as refusal:
            use_case(replace(busy.cashier, approval=approval), use_case.request())
        assert leaks(refusal.value.message) == []


def test_a_use_case_that_tells_would_be_seen(
    busy: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: the open shift tells what it expects."""
    use_case = REGISTRY["shifts.current"]
    run = use_case._run

    def telling(desk: Any, work: Any, request: Any) -> Any:
        answer: Any = run(desk, work, request)
        return replace(answer, last_closing_cash=EXPECTED)

    monkeypatch.setattr(use_case, "_run", telling)
    assert any(leaks(told) for _, told in answers(busy.cashier))


# --- screens ------------------------------------------------------------------------------------


def readable(root: QWidget) -> Iterator[str]:
    """Everything of a widget and all inside it that can be read, seen or heard."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (
            widget.toolTip(),
            widget.statusTip(),
            widget.whatsThis(),
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.windowTitle(),
        )
        if isinstance(widget, QLabel | QLineEdit):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        if isinstance(widget, Paper):
            yield "\n".join(widget.lines)
        if hasattr(widget, "label") and isinstance(widget.label, str):
            yield widget.label
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    columns = 1 if isinstance(view, QListView) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in roles:
                value = model.data(model.index(row, column), role)
                if value is not None:
                    yield str(value)


@pytest.fixture
def screens(busy: ShopAtHand, show: Show, qtbot: QtBot) -> dict[str, QWidget]:
    """Every screen and sheet, opened as the cashier."""
    window = MainWindow()
    window.resize(1366, 690)
    counter = Counter(busy.cashier, InlineTasks(), tell=window.display_message)
    counter.outlet = get(busy.cashier, GetOutlet())
    counter.ask_approval = AskForApproval(counter, window)
    show(window)
    window.uncover()
    add_places(window, counter, shift_closed=lambda: None, sound=lambda _name: None)
    assert window._frame is not None
    places = list(window._frame.pages.places)
    assert {"billing", "bills", "customers", "balances", "shift", "settings"} <= set(places)
    made: dict[str, QWidget] = {"window": window}
    for place in places:
        window.go(place)
    opening = OpenShiftScreen(counter, lambda _shift: None, lambda: None)
    counting = ShiftPage(counter, lambda: None)
    made |= {"open shift": opening, "counting": counting}
    made |= {page.title: page.make(counter) for page in settings_pages()}
    for page in list(made.values())[1:]:
        qtbot.addWidget(page)
        page.show()
    counting.presenter.close_pressed()
    counting.count_page.count.field(500).setText("4")
    number = "A/25-26/000001"
    sheets: dict[str, QDialog] = {
        "hand over": HandOverSheet(counter, window),
        "match": MatchSheet(counter, window),
        "trend": TrendSheet(counter, window),
        "no sale": NoSaleSheet(counter, window),
        "correct": CorrectTenderSheet(counter, number, window),
        **{
            f"move {kind}": CashMoveSheet(counter, kind, window)
            for kind in (CashKind.PAY_IN, CashKind.PAYOUT, CashKind.DROP)
        },
        **{f"preview {kind}": PreviewSheet(counter, kind, number, window) for kind in PrintoutKind},
    }
    for sheet in sheets.values():
        qtbot.addWidget(sheet)
        sheet.show()
    match = sheets["match"]
    assert isinstance(match, MatchSheet)
    match.presenter.submitted(Method.UPI.value, "83.19 1")
    return {**made, **sheets}


def on_screen(screens: dict[str, QWidget]) -> dict[str, list[str]]:
    """Where a telling figure can be read."""
    found = {name: leaks("\n".join(readable(page))) for name, page in screens.items()}
    return {name: figures for name, figures in found.items() if figures}


def test_no_screen_tells_a_cashier(screens: dict[str, QWidget]) -> None:
    assert on_screen(screens) == {}


def test_a_leak_in_a_tip_would_be_found(screens: dict[str, QWidget]) -> None:
    """The sabotage: the expected cash is planted in the tip of a button."""
    page = screens["window"].findChild(ShiftPage)
    assert isinstance(page, ShiftPage)
    page.close_shift.setToolTip(f"₹{format_amount(EXPECTED)} should be there")
    assert list(on_screen(screens)) == ["window"]
