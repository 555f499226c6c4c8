"""Making a bill out anew to a business. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import uuid4

from msgspec import Struct

from pos_desktop.application import exchange
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.billing.gstin_advice import NO_ADVICE, GstinAdvice, advice_on
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

GSTIN = "customer_gstin"


class GstBillState(Struct, frozen=True, kw_only=True):
    """The sheet."""

    advice: GstinAdvice = NO_ADVICE
    problem: str = ""
    problem_at: str = ""
    can_make: bool = False


class GstBillView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: GstBillState) -> None: ...
    def close_sheet(self) -> None: ...


class GstBillPresenter:
    """One bill; ``done`` hears of the new one once it is durable."""

    def __init__(
        self,
        counter: Counter,
        view: GstBillView,
        number: str,
        done: Callable[[exchange.Exchanged], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._number = number
        self._done = done
        self._advice = NO_ADVICE
        self._gstin = ""
        self._kept = self._busy = self._is_gone = False
        self._request_id = str(uuid4())

    def gone(self) -> None:
        """The sheet was closed; what is on its way is still told of when it is durable."""
        self._is_gone = True

    def gstin_changed(self, typed: str) -> None:
        """The GSTIN was typed over."""
        self._kept = False
        self._judge(typed)

    def gstin_kept(self) -> None:
        """The GSTIN is to stay as it was typed."""
        self._kept = True
        self._judge(self._gstin)

    def submitted(self, company: str) -> None:
        """Enter: make the bill out anew."""
        if self._busy or not self._gstin:
            return
        self._busy = True
        self._display()
        self._counter.write(
            exchange.make_gst_bill,
            exchange.MakeGstBill(
                bill_number=self._number,
                customer_gstin=self._gstin,
                customer_company_name=company.strip() or None,
                keep_gstin_as_typed=self._kept,
            ),
            self._made,
            failed=self._failed,
            dropped=self._dropped,
            request_id=self._request_id,
        )

    # -- inside --------------------------------------------------------------------------

    def _judge(self, typed: str) -> None:
        self._gstin = typed.strip()
        self._advice = advice_on(typed, kept=self._kept)
        self._display()

    def _made(self, done: exchange.Exchanged) -> None:
        text = f"Bill {done.bill.bill_number} takes the place of {self._number}"
        self._counter.tell(Message(kind="success", text=text, sound="done"))
        if not self._is_gone:
            self._view.close_sheet()
        self._done(done)

    def _dropped(self) -> None:
        self._busy = False
        self._display()

    def _failed(self, error: PosError) -> None:
        self._busy = False
        if self._is_gone:
            self._counter.tell_error(error)
        else:
            self._display(problem=error.message, problem_at=error.field or "")

    def _display(self, problem: str = "", problem_at: str = "") -> None:
        if self._is_gone:
            return
        if self._advice.problem and not problem:
            problem_at = GSTIN
        self._view.display(
            GstBillState(
                advice=self._advice,
                problem=problem,
                problem_at=problem_at,
                can_make=bool(self._gstin) and not self._busy,
            )
        )
