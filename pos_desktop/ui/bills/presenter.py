"""The bills screen's behaviour, without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application import bill_links, bills, credit_notes, printouts
from pos_desktop.application.paging import Pagination
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.bills.paging import page_state
from pos_desktop.ui.bills.periods import Period, chosen_dates
from pos_desktop.ui.bills.state import BillLine, BillsState, Receipt, bill_line, note_line
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.printout.sharing import content_of
from pos_desktop.ui.widgets.messages import Message

BILLS_A_PAGE = 50


class BillsView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: BillsState) -> None: ...
    def open_link(self, bill_number: str) -> None: ...


class BillsPresenter:
    """Finds bills, shows one exactly as it prints, and prints copies."""

    def __init__(self, counter: Counter, view: BillsView) -> None:
        self._counter = counter
        self._view = view
        self._state = BillsState()
        self._is_gone = False

    def entered(self) -> None:
        """The place was opened or come back to: there may be newer bills."""
        self._read(self._state.page.page)

    def gone(self) -> None:
        """The screen was ended: answers that are still on their way have nowhere to go."""
        self._is_gone = True

    def notes_pressed(self) -> None:
        """Credit notes in the place of bills, and back; search and dates stay."""
        shows = not self._state.shows_notes
        self._state = replace(
            self._state, shows_notes=shows, rows=(), chosen="", receipt=None, was_read=False
        )
        self._read(1)

    def search_changed(self, text: str) -> None:
        """Part of a number, a name or a phone."""
        if text.strip() != self._state.text:
            self._state = replace(self._state, text=text.strip())
            self._read(1)

    def period_chosen(self, period: Period) -> None:
        """One of the named periods; the user's own begins with the dates shown last."""
        today = self._counter.today
        shown = self._state.first, self._state.last
        first, last = chosen_dates(period, today, shown)
        self._state = replace(self._state, period=period, first=first, last=last)
        self._read(1)

    def dates_chosen(self, first: date, last: date) -> None:
        """The user's own dates, inclusive."""
        self._state = replace(self._state, period=Period.CHOSEN, first=first, last=last)
        self._read(1)

    def page_turned(self, step: int) -> None:
        """The next page (1), or the one before (-1)."""
        page = self._state.page.page + step
        if 1 <= page <= self._state.page.pages:
            self._read(page)

    def bill_chosen(self, number: str) -> None:
        """A bill is current now, or another screen asked for it."""
        if number == self._state.chosen:
            return
        self._display(chosen=number)
        kinds = printouts.PrintoutKind
        kind = kinds.CREDIT_NOTE if self._state.shows_notes else kinds.BILL
        self._counter.read(
            printouts.render,
            printouts.RenderPrintout(
                kind=kind,
                number=number,
                format=printouts.PrintoutFormat.PNG,
            ),
            self._show_receipt,
            latest="bills.receipt",
        )

    def copy_pressed(self) -> None:
        """The chosen document once more on paper, marked as a copy."""
        if self._state.chosen and self._state.shows_notes:
            note = credit_notes.NoteNumber(credit_note_number=self._state.chosen)
            self._counter.write(credit_notes.reprint, note, self._note_copied)
        elif self._state.chosen:
            request = bills.BillNumber(bill_number=self._state.chosen)
            self._counter.write(bills.reprint, request, self._copied)

    def link_pressed(self) -> None:
        """Whose bill the chosen one was is known now."""
        if self._state.can_link:
            self._view.open_link(self._state.chosen)

    def linked(self, done: bill_links.LinkedBill) -> None:
        """The bill has a customer."""
        text = f"{done.bill_number} is in the history of {done.customer_name}."
        if done.put_on_account:
            text += f" Now: {done.balance_words}."
        self._counter.tell(Message(kind="success", text=text))
        self._read(self._state.page.page)

    # -- inside --------------------------------------------------------------------------

    def _read(self, page: int) -> None:
        self._display(problem="")
        if self._state.shows_notes:
            self._counter.read(
                credit_notes.search,
                credit_notes.SearchNotes(
                    q=self._state.text,
                    first=self._state.first,
                    last=self._state.last,
                    page=page,
                    limit=BILLS_A_PAGE,
                ),
                lambda notes: self._show(map(note_line, notes.credit_notes), notes.pagination),
                failed=self._failed,
                latest="bills",
            )
            return
        self._counter.read(
            bills.search,
            bills.SearchBills(
                q=self._state.text,
                first=self._state.first,
                last=self._state.last,
                page=page,
                limit=BILLS_A_PAGE,
            ),
            lambda found: self._show(map(bill_line, found.bills), found.pagination),
            failed=self._failed,
            latest="bills",
        )

    def _show(self, lines: Iterable[BillLine], pagination: Pagination) -> None:
        rows = tuple(lines)
        numbers = [row.number for row in rows]
        chosen = self._state.chosen
        receipt = self._state.receipt
        if not rows:
            chosen, receipt = "", None
        self._display(
            rows=rows,
            page=page_state(pagination),
            was_read=True,
            chosen=chosen,
            receipt=receipt,
        )
        if rows and chosen not in numbers:
            self.bill_chosen(numbers[0])

    def _failed(self, error: PosError) -> None:
        self._display(problem=error.message, rows=(), chosen="", receipt=None)

    def _show_receipt(self, printout: printouts.RenderedPrintout) -> None:
        if printout.number == self._state.chosen:
            receipt = Receipt(
                number=printout.number, text=printout.text or "", picture=content_of(printout)
            )
            self._display(receipt=receipt)

    def _copied(self, copy: bills.Reprinted) -> None:
        text = f"Copy {copy.copy} of {copy.bill_number} is printing."
        self._counter.tell(Message(kind="success", text=text))

    def _note_copied(self, copy: credit_notes.NoteReprinted) -> None:
        text = f"Copy {copy.copy} of {copy.credit_note_number} is printing."
        self._counter.tell(Message(kind="success", text=text))

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
