"""The balance report's behaviour, without Qt."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application import accounts, balance_history, balance_papers, dues, exports
from pos_desktop.application.payments import PaymentReceived
from pos_desktop.domain.accounts import Ageing, BalanceSort, BalanceState
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.domain.money import Paise, format_rupees, parse_rupees
from pos_desktop.ui.balances.csv_file import save_csv, save_file
from pos_desktop.ui.balances.state import (
    BalanceLine,
    BalancesState,
    ReportFilter,
    balance_line,
)
from pos_desktop.ui.bills.paging import page_state
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

ROWS_A_PAGE = 50
EXCEL, PDF = ".xlsx", ".pdf"
LOOK_MS = 100
_STOPPED = "export_stopped"
NO_CUSTOMER = "This bill has no customer, so there is no account to pay into."


class BalancesView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: BalancesState) -> None: ...
    def open_collect(self, customer_id: int) -> None: ...
    def open_statement(self, customer_id: int) -> None: ...
    def open_reminders(self, customer_ids: tuple[int, ...]) -> None: ...
    def open_more(self, *, has_account: bool) -> None: ...
    def open_history(self, customer_id: int, name: str) -> None: ...
    def ask_where_to_save(self, suggested_name: str) -> None: ...


class BalancesPresenter:
    """Lists who owes, shows one row's unpaid bills, and hands the report out as a file."""

    def __init__(self, counter: Counter, view: BalancesView) -> None:
        self._counter = counter
        self._view = view
        self._state = BalancesState()
        self._is_gone = self._wants_stop = False
        self._heard = (0, 0)

    def entered(self) -> None:
        """The place was opened or come back to."""
        self._read_totals()
        self._read(self._state.page.page)

    def gone(self) -> None:
        """The screen was ended: answers that are still on their way have nowhere to go."""
        self._is_gone = self._wants_stop = True

    def refreshed(self) -> None:
        """Read everything anew; the chosen row stays chosen."""
        self._read_totals()
        self._read(self._state.page.page)

    def state_chosen(self, state: BalanceState) -> None:
        """Who owes, who has credit, who is up to date, or all."""
        self._filter(state=state)

    def text_changed(self, text: str) -> None:
        """Part of a name, phone, company or GSTIN."""
        if text.strip() != self._state.filter.text:
            self._filter(text=text.strip())

    def older_chosen(self, days: int | None) -> None:
        """Only who has an unpaid bill older than so many days."""
        self._filter(older_than_days=days)

    def least_changed(self, typed: str) -> None:
        """Only balances of at least so much; what is no amount changes nothing yet."""
        try:
            least = _least(typed)
        except BadInput as error:
            self._display(least_problem=error.message)
            return
        self._display(least_problem="")
        if least != self._state.filter.least:
            self._filter(least=least, least_typed=typed.strip())

    def most_changed(self, typed: str) -> None:
        """Only balances of at most so much; what is no amount changes nothing yet."""
        try:
            most = _least(typed)
        except BadInput as error:
            self._display(most_problem=error.message)
            return
        self._display(most_problem="")
        if most != self._state.filter.most:
            self._filter(most=most)

    def sort_chosen(self, sort: BalanceSort) -> None:
        """Another order."""
        self._filter(sort=sort)

    def page_turned(self, step: int) -> None:
        """The next page (1), or the one before (-1)."""
        page = self._state.page.page + step
        if 1 <= page <= self._state.page.pages:
            self._read(page)

    def row_chosen(self, row: BalanceLine | None) -> None:
        """Another row is current: its unpaid bills are shown."""
        if row is not None and row != self._state.chosen:
            self._display(chosen=row)

    def collect_pressed(self) -> None:
        """The chosen customer pays on account."""
        customer_id = self._chosen_customer()
        if customer_id is not None:
            self._view.open_collect(customer_id)

    def statement_pressed(self) -> None:
        """The chosen customer's account, entry by entry."""
        customer_id = self._chosen_customer()
        if customer_id is not None:
            self._view.open_statement(customer_id)

    def more_pressed(self) -> None:
        """What else can be done."""
        chosen = self._state.chosen
        self._view.open_more(has_account=chosen is not None and chosen.customer_id is not None)

    def history_pressed(self) -> None:
        """How the chosen customer's balance went over time."""
        customer_id, chosen = self._chosen_customer(), self._state.chosen
        if customer_id is not None and chosen is not None:
            self._view.open_history(customer_id, chosen.name)

    def remind_pressed(self) -> None:
        """Everyone on this page who has an account and owes something, one after the other."""
        ids = [
            row.customer_id
            for row in self._state.rows
            if row.customer_id is not None and row.balance < 0
        ]
        chosen = self._state.chosen
        if chosen is not None and chosen.customer_id in ids:
            at = ids.index(chosen.customer_id)
            ids = ids[at:] + ids[:at]
        if ids:
            self._view.open_reminders(tuple(ids))

    def collected(self, payment: PaymentReceived) -> None:
        """A payment was taken in the sheet, which told of it."""
        del payment
        self._read_totals()
        self._read(self._state.page.page)

    def export_pressed(self) -> None:
        """The report is wanted as a file."""
        if not self._state.exporting:
            today = self._counter.today
            self._view.ask_where_to_save(f"customer-balances-{today:%Y-%m-%d}.csv")

    def place_chosen(self, path: Path) -> None:
        """Where the file goes: all rows of the filter are read and written off this thread."""
        if self._state.exporting:
            return
        self._wants_stop, self._heard = False, (0, 0)
        desk, request = replace(self._counter.desk, steps=self._hear), self._whole()
        self._display(exporting=True, export_done=0, export_total=0)
        self._counter.tasks.later(LOOK_MS, self._tick)

        def export() -> tuple[Path, int]:
            if path.suffix.lower() == PDF:
                paper = balance_papers.balances_pdf(desk, request)
                return save_file(path, paper.content), paper.rows
            if path.suffix.lower() == EXCEL:
                book = exports.export_balances_excel(desk, request)
                return save_file(path, base64.b64decode(book.content_base64)), book.rows
            made = exports.export_balances(desk, request)
            return save_csv(path, made.text), made.rows

        self._counter.aside(export, self._exported, failed=self._not_exported)

    def stop_pressed(self) -> None:
        """The export takes too long: nothing of it is kept."""
        self._wants_stop = True

    # -- inside --------------------------------------------------------------------------

    def _filter(self, **changes: Any) -> None:
        self._state = replace(self._state, filter=replace(self._state.filter, **changes))
        self._read(1)

    def _read(self, page: int) -> None:
        whole = self._whole()
        request = accounts.BalancesRequest(
            state=whole.state,
            min=whole.min,
            max=whole.max,
            older_than_days=whole.older_than_days,
            q=whole.q,
            sort=whole.sort,
            page=page,
            limit=ROWS_A_PAGE,
        )
        self._counter.read(accounts.balances, request, self._show, latest="balances")
        self._counter.read(dues.by_age, whole, self._show_ages, latest="balances.ages")

    def _read_totals(self) -> None:
        """What no filter changes."""
        self._counter.read(
            balance_history.totals,
            balance_history.TotalsRequest(),
            lambda totals: self._display(totals=totals),
            latest="balances.totals",
        )
        self._counter.read(
            balance_history.history,
            balance_history.HistoryRequest(),
            lambda answer: self._display(over_time=answer.points),
            latest="balances.over_time",
        )

    def _whole(self) -> dues.WholeReport:
        wanted: ReportFilter = self._state.filter
        return dues.WholeReport(
            state=wanted.state,
            min=wanted.least,
            max=wanted.most,
            older_than_days=wanted.older_than_days,
            q=wanted.text,
            sort=wanted.sort,
        )

    def _show(self, report: accounts.BalanceReport) -> None:
        pages = report.pagination.total_pages
        if not report.rows and 1 <= pages < report.pagination.page:
            self._read(pages)  # the last page was paid away
            return
        rows = tuple(balance_line(row) for row in report.rows)
        before = self._state.chosen
        same = [row for row in rows if before is not None and row.key == before.key]
        self._display(
            total_credit=format_rupees(report.summary.total_credit),
            customers=str(report.summary.customers),
            average=format_rupees(report.summary.average_balance),
            rows=rows,
            chosen=next(iter((*same, *rows)), None),
            page=page_state(report.pagination),
            as_of=f"{self._counter.local_time(self._counter.desk.clock()):%H:%M}",
        )

    def _show_ages(self, ages: Ageing) -> None:
        self._display(ages=ages)

    def _chosen_customer(self) -> int | None:
        chosen = self._state.chosen
        if chosen is None:
            return None
        if chosen.customer_id is None:
            self._counter.tell(Message(kind="info", text=NO_CUSTOMER))
        return chosen.customer_id

    def _exported(self, saved: tuple[Path, int]) -> None:
        path, rows = saved
        self._display(exporting=False)
        self._counter.tell(Message(kind="success", text=f"{rows} rows are saved in {path}."))

    def _not_exported(self, error: PosError) -> None:
        self._display(exporting=False)
        if error.code == _STOPPED:
            self._counter.tell(Message(kind="info", text=error.message))
        else:
            self._counter.tell_error(error)

    def _hear(self, done: int, total: int) -> None:
        """On the thread that exports."""
        if self._wants_stop:
            raise Refused("The export was stopped. No file was written.", code=_STOPPED)
        self._heard = (done, total)

    def _tick(self) -> None:
        if self._state.exporting and not self._is_gone:
            done, total = self._heard
            self._display(export_done=done, export_total=total)
            self._counter.tasks.later(LOOK_MS, self._tick)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _least(typed: str) -> Paise | None:
    if not typed.strip():
        return None
    least = parse_rupees(typed, field="min")
    if least < 0:
        raise BadInput("Give the size of the balance, without a sign.", field="min")
    return least
