"""The shift page (F12): the open shift, moving cash, closing, and the history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.application.shifts import ShiftClosed
from pos_desktop.domain.shifts import CashKind
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.shift.cash_move_sheet import CashMoveSheet
from pos_desktop.ui.shift.close_presenter import CloseHeard, ClosePresenter, CloseState, ResultState
from pos_desktop.ui.shift.count_page import CountPage
from pos_desktop.ui.shift.drawer_terms import DrawerResult
from pos_desktop.ui.shift.hand_over_sheet import HandOverSheet
from pos_desktop.ui.shift.history_presenter import HistoryPresenter, HistoryState
from pos_desktop.ui.shift.history_view import HistoryTable
from pos_desktop.ui.shift.match_sheet import MatchSheet
from pos_desktop.ui.shift.no_sale_sheet import NoSaleSheet
from pos_desktop.ui.shift.presenter import ShiftFacts, ShiftPresenter, ShiftState, Step
from pos_desktop.ui.shift.result_view import ResultPage, ResultSheet
from pos_desktop.ui.shift.save_dialog import csv_dialog
from pos_desktop.ui.shift.trend_sheet import TrendSheet
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

_STEPS = (Step.SHIFT, Step.COUNT, Step.RESULT)


class _Facts(Panel):
    """Who opened the shift, when, and with what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: list[ElidedLabel] = []
        self._notes: list[ElidedLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX)
        row.setSpacing(3 * GRID_PX)
        for title in (self.tr("Shift"), self.tr("Opened by"), self.tr("Opening cash")):
            column = QVBoxLayout()
            column.setSpacing(0)
            figure, note = ElidedLabel(size="section", bold=True), ElidedLabel(tone="muted")
            column.addWidget(TextLabel(title, tone="muted"))
            column.addWidget(figure)
            column.addWidget(note)
            self._figures.append(figure)
            self._notes.append(note)
            row.addLayout(column, 1)

    def display(self, facts: ShiftFacts | None, *, is_known: bool) -> None:
        """Show the open shift, or that there is none."""
        if facts is None:
            words = self.tr("No shift is open") if is_known else "…"
            figures, notes = (words, "", ""), ("", "", "")
        else:
            figures = (str(facts.number), facts.opened_by, facts.opening_cash)
            where = self.tr("Terminal {code} · {date}")
            notes = (
                where.format(code=facts.terminal, date=facts.business_date),
                self.tr("since {time}").format(time=facts.since),
                facts.gap,
            )
        for label, words in zip(self._figures, figures, strict=True):
            label.display(words)
        for label, words in zip(self._notes, notes, strict=True):
            label.display(words)
        self._notes[-1].display(notes[-1], "warning")
        if facts is not None and facts.held_by:
            taken = self.tr("taken over by {name}").format(name=facts.held_by)
            self._notes[1].display(taken, "muted")
        before = facts is not None and facts.is_from_before
        self._notes[0].display(
            self.tr("Left open since {date}: count and close it").format(date=facts.business_date)
            if facts is not None and before
            else notes[0],
            "warning" if before else "muted",
        )


class ShiftPage(QWidget):
    """A place. ``closed`` hears that the closed shift's result was read."""

    def __init__(
        self, counter: Counter, closed: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._closed = closed
        self._step = Step.SHIFT
        self._facts = _Facts()
        self.pay_in = self._button("shift.pay_in", self.tr("Pay-in"))
        self.payout = self._button("shift.payout", self.tr("Payout"))
        self.drop = self._button("shift.cash_drop", self.tr("Cash drop"))
        self.no_sale = self._button("shift.no_sale", self.tr("Open drawer"))
        self.hand_over = KeyButton("shift.hand_over")
        self.close_shift = KeyButton(
            "shift.close", label=self.tr("Close the shift"), variant="next"
        )
        self.close_shift.setObjectName("close_shift")
        self.history = HistoryTable()
        self.count_page = CountPage()
        self.result_page = ResultPage()
        self._pages = QStackedWidget()
        for page in (self._overview(), self.count_page, self.result_page):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.history_presenter = HistoryPresenter(counter, self)
        self.presenter = ShiftPresenter(counter, self, self._resume)
        self.close_presenter = ClosePresenter(
            counter,
            self,
            CloseHeard(
                counted=self.presenter.counted,
                recounting=self.presenter.recounting,
                closed=self._tell_closed,
            ),
        )
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # no button is lit on arrival

    # --- what the presenters ask ------------------------------------------------------------

    def display(self, state: ShiftState) -> None:
        """Show the shift and the part of the page that is in front."""
        self._facts.display(state.facts, is_known=state.is_known)
        for button in (*self._moves(), self.history.bar.x_report, self.close_shift):
            button.setEnabled(state.facts is not None)
        self.hand_over.setEnabled(state.facts is not None and not state.facts.is_counted)
        if state.step is not self._step:
            self._step = state.step
            self._pages.setCurrentIndex(_STEPS.index(state.step))
            self._settle_focus()

    def display_count(self, state: CloseState) -> None:
        """Show the count."""
        self.count_page.display(state)

    def display_result(self, state: ResultState) -> None:
        """Show what a count came to, or what the close found."""
        self.result_page.display(state)

    def display_history(self, state: HistoryState) -> None:
        """Show a page of the history."""
        self.history.display(state)

    def start_again(self) -> None:
        """The cursor into the first field of the count."""
        self.count_page.count.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the page came to the front."""
        super().showEvent(event)
        if not event.spontaneous():
            self.presenter.entered()
            if self.presenter.step is Step.RESULT:
                self.close_presenter.returned()
            self.history_presenter.entered()

    # --- inside -----------------------------------------------------------------------------

    def _button(self, action: str, label: str) -> KeyButton:
        button = KeyButton(action, label=label)
        button.setObjectName(action.replace("shift.", ""))
        return button

    def _moves(self) -> tuple[KeyButton, ...]:
        return self.pay_in, self.payout, self.drop, self.no_sale

    def _overview(self) -> QWidget:
        page = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        for button in (*self._moves(), self.hand_over):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_shift)
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, GRID_PX)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._facts)
        column.addLayout(buttons)
        column.addWidget(self.history, 1)
        return page

    def _connect(self) -> None:
        self.pay_in.clicked.connect(lambda: self._move(CashKind.PAY_IN))
        self.payout.clicked.connect(lambda: self._move(CashKind.PAYOUT))
        self.drop.clicked.connect(lambda: self._move(CashKind.DROP))
        self.no_sale.clicked.connect(lambda: self._open(NoSaleSheet(self._counter, self)))
        self.close_shift.clicked.connect(self.presenter.close_pressed)
        closing = self.close_presenter
        self.count_page.count.mode_chosen.connect(closing.mode_chosen)
        self.count_page.count.amount_typed.connect(closing.amount_typed)
        self.count_page.count.count_typed.connect(closing.count_typed)
        self.count_page.note_typed.connect(closing.note_typed)
        self.count_page.submitted.connect(closing.submitted)
        self.count_page.left.connect(self.presenter.count_left)
        result = self.result_page
        result.done.connect(self._leave_result)
        result.close_asked.connect(closing.close_pressed)
        result.recount_asked.connect(closing.recount_pressed)
        result.left.connect(self.presenter.count_left)
        result.note_typed.connect(closing.note_typed)
        result.match_asked.connect(lambda: self._open(MatchSheet(self._counter, self)))
        result.document_asked.connect(self._open_document)
        self.hand_over.clicked.connect(self._hand_over)
        self.history.earlier.connect(self.history_presenter.earlier_pressed)
        self.history.later.connect(self.history_presenter.later_pressed)
        self.history.chosen.connect(self._open_result)
        bar = self.history.bar
        bar.filtered.connect(self.history_presenter.filtered)
        bar.export_asked.connect(self.history_presenter.export_pressed)
        bar.trend_asked.connect(lambda: self._open(TrendSheet(self._counter, self)))
        bar.x_asked.connect(lambda: self._open_document(PrintoutKind.X_REPORT, ""))
        bar.day_asked.connect(lambda: self._open_document(PrintoutKind.OWNER_SLIP, ""))

    def _settle_focus(self) -> None:
        if self._step is Step.COUNT:
            self.close_presenter.entered()
        elif self._step is Step.RESULT:
            self.result_page.settle_focus()
        else:
            self.setFocus()

    def _resume(self) -> None:
        self.close_presenter.resumed()

    def _tell_closed(self, _closed: ShiftClosed) -> None:
        self.presenter.closed()

    def _leave_result(self) -> None:
        self.presenter.result_left()
        self._closed()

    def _move(self, kind: CashKind) -> None:
        self._open(CashMoveSheet(self._counter, kind, self))

    def _open_result(self, result: DrawerResult) -> None:
        sheet = ResultSheet(self._counter, result, self)
        sheet.document_asked.connect(self._open_document)
        self._open(sheet)

    def _open_document(self, kind: PrintoutKind, number: str) -> None:
        self._open(PreviewSheet(self._counter, kind, number, self))

    def _hand_over(self) -> None:
        sheet = HandOverSheet(self._counter, self)
        sheet.finished.connect(self.presenter.handed_over)
        self._open(sheet)

    def ask_where_to_save(self, suggested_name: str) -> None:
        """Ask where the file of the history goes."""
        dialog = csv_dialog(self, self.tr("Save the shift history"), suggested_name)
        dialog.fileSelected.connect(lambda path: self.history_presenter.place_chosen(Path(path)))
        dialog.open()

    def _open(self, sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
