"""A customer's account over a period, without Qt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application import accounts, adjustments, balance_papers, reversals, statements
from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.domain.accounts import EntryKind, StatementLine
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.ui.balances.csv_file import save_file
from pos_desktop.ui.bills.periods import Period, chosen_dates
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.state import phone_words
from pos_desktop.ui.widgets.messages import Message

_ADJUSTED = (EntryKind.OPENING, EntryKind.CORRECTION, EntryKind.WRITE_OFF, EntryKind.DISCOUNT)

# A payment that is an advance for a service shows as its receipt voucher.
_PAPERS = {
    EntryKind.BILL: PrintoutKind.BILL,
    EntryKind.ADVANCE_USED: PrintoutKind.BILL,
    EntryKind.CREDIT_NOTE: PrintoutKind.CREDIT_NOTE,
    EntryKind.PAYMENT: PrintoutKind.PAYMENT_RECEIPT,
    EntryKind.REFUND: PrintoutKind.REFUND_VOUCHER,
}


class StatementRow(Struct, frozen=True, kw_only=True):
    """One entry, with the balance after it as signed paise."""

    date: str
    time: str
    document: str
    kind: str
    debit: str
    credit: str
    balance: Paise


class StatementState(Struct, frozen=True, kw_only=True):
    """The whole sheet. Balances are signed paise, None until they are known."""

    name: str = ""
    phone: str = ""
    period: Period = Period.ALL
    first: date | None = None
    last: date | None = None
    opening: Paise | None = None
    closing: Paise | None = None
    billed: str = ""
    paid: str = ""
    rows: tuple[StatementRow, ...] = ()
    problem: str = ""


class StatementView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: StatementState) -> None: ...
    def open_reversal(self, payment_number: str) -> None: ...
    def open_adjustment_reversal(self, number: str) -> None: ...
    def open_history(self, customer_id: int, name: str) -> None: ...
    def open_document(self, kind: PrintoutKind, number: str) -> None: ...
    def ask_where_to_save(self, suggested_name: str) -> None: ...


class StatementPresenter:
    """Shows the entries of one customer, all of them or those of a period."""

    def __init__(self, counter: Counter, view: StatementView, customer_id: int) -> None:
        self._counter = counter
        self._view = view
        self._customer_id = customer_id
        self._state = StatementState()
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up: this financial year."""
        self.period_chosen(Period.THIS_YEAR)

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def period_chosen(self, period: Period) -> None:
        """One of the named periods; the user's own begins with the dates shown last."""
        today = self._counter.today
        shown = self._state.first, self._state.last
        first, last = chosen_dates(period, today, shown)
        self._state = replace(self._state, period=period)
        self._read(first, last)

    def dates_chosen(self, first: date, last: date) -> None:
        """The user's own dates, inclusive."""
        self._state = replace(self._state, period=Period.CHOSEN)
        self._read(first, last)

    def history_pressed(self) -> None:
        """The balance over time."""
        self._view.open_history(self._customer_id, self._state.name)

    def print_pressed(self) -> None:
        """The statement of the period on paper."""
        request = statements.PrintStatement(
            customer_id=self._customer_id, first=self._state.first, last=self._state.last
        )
        self._counter.write(statements.print_statement, request, self._printed, failed=self._failed)

    def save_pressed(self) -> None:
        """The statement of the period as a file for A4 paper."""
        name = "-".join(self._state.name.split()) or "customer"
        self._view.ask_where_to_save(f"statement-{name}-{self._counter.today:%Y-%m-%d}.pdf")

    def place_chosen(self, path: Path) -> None:
        """Where the file goes."""
        desk = self._counter.desk
        request = statements.PrintStatement(
            customer_id=self._customer_id, first=self._state.first, last=self._state.last
        )

        def save() -> Path:
            return save_file(path, balance_papers.statement_pdf(desk, request).content)

        self._counter.aside(save, self._saved, failed=self._failed)

    def take_back_pressed(self, row: StatementRow) -> None:
        """The payment or the adjustment of a row was wrong."""
        if row.kind == EntryKind.PAYMENT:
            self._view.open_reversal(row.document)
        elif row.kind in _ADJUSTED:
            self._view.open_adjustment_reversal(row.document)
        else:
            self._display(
                problem="Choose a payment or an adjustment: only these are taken back here."
            )

    def document_opened(self, row: StatementRow) -> None:
        """The paper of a row, as it printed."""
        kind = _PAPERS.get(EntryKind(row.kind))
        if kind is None:
            self._display(problem="An adjustment has no paper; its reason stands in the statement.")
        else:
            self._view.open_document(kind, row.document)

    def taken_back(self, done: reversals.PaymentReversed) -> None:
        """A payment was taken back in its sheet."""
        text = f"Payment {done.payment_number} is taken back. Now: {done.balance_words}."
        if done.cash_out:
            text += f" {format_rupees(done.cash_out)} goes out of the drawer."
        self._counter.tell(Message(kind="success", text=text))
        self._read(self._state.first, self._state.last)

    def adjustment_taken_back(self, done: adjustments.Adjusted) -> None:
        """An adjustment was taken back in its sheet."""
        text = f"{done.number} takes the adjustment back. Now: {done.balance_words}."
        self._counter.tell(Message(kind="success", text=text))
        self._read(self._state.first, self._state.last)

    def _saved(self, path: Path) -> None:
        self._counter.tell(Message(kind="success", text=f"The statement is saved in {path}."))

    def _printed(self, done: statements.StatementPrinted) -> None:
        text = f"The statement with {done.entries} entries is printing."
        self._counter.tell(Message(kind="success", text=text))

    def _read(self, first: date | None, last: date | None) -> None:
        self._display(first=first, last=last, problem="")
        self._counter.read(
            accounts.statement,
            accounts.StatementRequest(customer_id=self._customer_id, first=first, last=last),
            self._show,
            failed=self._failed,
            latest="customers.statement",
        )

    def _show(self, answer: accounts.Statement) -> None:
        self._display(
            name=answer.customer.name,
            phone=phone_words(answer.customer.phone),
            opening=answer.opening_balance,
            closing=answer.closing_balance,
            billed=format_rupees(sum(line.debit for line in answer.lines)),
            paid=format_rupees(sum(line.credit for line in answer.lines)),
            # The last entry is what is asked about: it stands first.
            rows=tuple(self._row(line) for line in reversed(answer.lines)),
        )

    def _row(self, line: StatementLine) -> StatementRow:
        local = self._counter.local_time(line.at)
        return StatementRow(
            date=f"{local:%d-%m-%Y}",
            time=f"{local:%H:%M}",
            document=line.document,
            kind=line.kind.value,
            debit=format_amount(line.debit) if line.debit else "",
            credit=format_amount(line.credit) if line.credit else "",
            balance=line.balance,
        )

    def _failed(self, error: PosError) -> None:
        self._display(problem=error.message)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
