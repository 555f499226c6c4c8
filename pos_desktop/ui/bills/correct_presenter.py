"""Putting right how a bill of the open shift was paid, without Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.tender_corrections import (
    CORRECTABLE,
    AskTenders,
    BillTenders,
    CorrectTender,
    TenderCorrected,
    correct_tender,
    tenders,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.widgets.messages import Message

METHOD_WORDS = {Method.CASH: "Cash", Method.UPI: "UPI", Method.CARD: "Card"}
NOT_THIS_SHIFT = (
    "Only a bill of this terminal's open shift can be corrected here. For an older one, a credit "
    "note and a new bill put it right."
)


def _in_words(method: Method, amount: int) -> str:
    return f"{said(METHOD_WORDS.get(method, method.value))} {format_rupees(amount)}"


class CorrectState(Struct, frozen=True, kw_only=True):
    """The sheet. Ways of paying are (id, words); ``says`` stands instead of the fields."""

    bill_number: str
    paid: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    says: str = ""
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class CorrectView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CorrectState) -> None: ...
    def close_sheet(self) -> None: ...


class CorrectPresenter:
    """What was written down, what it really was, and why."""

    def __init__(self, counter: Counter, view: CorrectView, bill_number: str) -> None:
        self._counter = counter
        self._view = view
        self._state = CorrectState(bill_number=bill_number)
        self._from = ""

    def opened(self) -> None:
        """The sheet came up: fetch how the bill is paid."""
        self._view.display(self._state)
        request = AskTenders(bill_number=self._state.bill_number)
        self._counter.read(tenders, request, self._known, failed=self._failed)

    def from_chosen(self, method: str) -> None:
        """The way that was written down: the others are what it may have been."""
        self._from = method
        self._display(others=self._others())

    def submitted(self, given_to: str, reference: str, reason: str) -> None:
        """Correct it; a cashier needs a manager's approval, in place."""
        if self._state.is_saving or not self._state.paid:
            return
        if not reason.strip():
            self._failed(BadInput("Say how it came to be wrong.", field="reason"))
            return
        self._display(is_saving=True, problem="", problem_at="")
        self._counter.write(
            correct_tender,
            CorrectTender(
                bill_number=self._state.bill_number,
                taken_from=Method(self._from),
                given_to=Method(given_to),
                reference=reference,
                reason=reason,
            ),
            self._done,
            failed=self._failed,
            dropped=self._dropped,
        )

    def _known(self, found: BillTenders) -> None:
        if not found.may_correct:
            self._display(says=NOT_THIS_SHIFT)
            return
        paid = tuple(
            (line.method.value, _in_words(line.method, line.amount))
            for line in found.tenders
            if line.method in CORRECTABLE
        )
        self._from = paid[0][0]
        self._display(paid=paid, others=self._others())

    def _others(self) -> tuple[tuple[str, str], ...]:
        outlet = self._counter.outlet
        on = outlet.methods if outlet else CORRECTABLE
        return tuple(
            (method.value, METHOD_WORDS[method])
            for method in CORRECTABLE
            if method in on and method.value != self._from
        )

    def _done(self, done: TenderCorrected) -> None:
        self._view.close_sheet()
        now = ", ".join(_in_words(line.method, line.amount) for line in done.tenders)
        words = f"Bill {done.bill_number} is paid by {now} now."
        if done.approved_by:
            words += f" Approved by {done.approved_by}."
        self._counter.tell(Message(kind="success", text=words))

    def _dropped(self) -> None:
        self._display(is_saving=False)

    def _failed(self, error: PosError) -> None:
        self._display(is_saving=False, problem=error.message, problem_at=error.field or "")

    def _display(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)
        self._view.display(self._state)
