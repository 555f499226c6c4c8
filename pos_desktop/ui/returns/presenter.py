"""Taking goods back, without Qt: find the bill, choose what comes back, give the money back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from msgspec import Struct

from pos_desktop.application import bills, credit_notes, exchange
from pos_desktop.application.billing import IssueBill
from pos_desktop.application.returning import ReturnLine
from pos_desktop.domain.bills import ReturnState
from pos_desktop.domain.credit_notes import RefundMethod
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.measures import ONE, Milli, format_quantity, parse_quantity
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.returns.money_back import MoneyBack, OpenCart
from pos_desktop.ui.returns.state import (
    FoundBill,
    ReturnSheetState,
    found_bill,
    refund_words,
    return_rows,
)
from pos_desktop.ui.widgets.messages import Message

BILLS_SHOWN = 20


class Done(Struct, frozen=True, kw_only=True):
    """What the sheet did: a note, and with an exchange the new bill."""

    note: credit_notes.IssuedNote
    exchanged: exchange.Exchanged | None = None


class ReturnView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: ReturnSheetState) -> None: ...
    def close_sheet(self) -> None: ...


class ReturnPresenter:
    """One return; ``done`` hears it once it is durable."""

    def __init__(
        self,
        counter: Counter,
        view: ReturnView,
        done: Callable[[Done], None],
        cart: OpenCart | None = None,
    ) -> None:
        self._counter = counter
        self._view = view
        self._done = done
        self._cart = cart
        self._found: tuple[FoundBill, ...] = ()
        self._was_read, self._found_for = False, ""
        self._record: bills.BillRecord | None = None
        self._wanted: dict[int, Milli] = {}
        self._spoilt: frozenset[int] = frozenset()
        self._preview: credit_notes.NotePreview | None = None
        self._current = 0
        self._method: RefundMethod | None = None
        self._exchanges = False
        self._problem = self._problem_at = ""
        self._busy = self._is_gone = False
        # Two Enters, and an Enter after a slow answer, are one return.
        self._request_id = str(uuid4())

    # -- finding the bill ----------------------------------------------------------------

    def opened(self, number: str = "", search: str = "") -> None:
        """The sheet came up, for a bill or to find one."""
        if number:
            self.bill_chosen(number)
        else:
            self.search_changed(search)

    def gone(self) -> None:
        """The sheet was closed; what is on its way is still told of when it is durable."""
        self._is_gone = True

    def search_changed(self, text: str) -> None:
        """Part of a number, a name or a phone; nothing shows the last bills."""
        self._counter.read(
            bills.search,
            bills.SearchBills(q=text.strip(), limit=BILLS_SHOWN),
            lambda answer: self._show_found(answer, text),
            failed=self._failed,
            latest="returns.found",
        )

    def has_found(self, text: str) -> bool:
        """Whether the bills that are shown are those of *text*, not of what was typed before."""
        return self._was_read and self._found_for == text.strip()

    def scanned(self, code: str) -> None:
        """A bill's number was scanned, alone or within its UPI code."""
        tr = parse_qs(urlsplit(code).query).get("tr", [""])[0] if "://" in code else ""
        self.bill_chosen(tr or code)

    def bill_chosen(self, number: str) -> None:
        """A bill is to be taken back."""
        if number.strip():
            self._counter.read(
                bills.get,
                bills.BillNumber(bill_number=number.strip().upper()),
                self._show_bill,
                failed=self._failed,
                latest="returns.bill",
            )

    # -- choosing what comes back --------------------------------------------------------

    def line_chosen(self, line: int) -> None:
        """Another line is current."""
        if self._record is not None and line != self._current:
            self._current = line
            self._display(qty_text=self._qty_text())

    def moved(self, step: int) -> None:
        """The arrow keys of the quantity field move through the lines."""
        if self._record is None:
            return
        lines = [line.line for line in self._record.lines]
        at = lines.index(self._current) + step
        self.line_chosen(lines[min(max(at, 0), len(lines) - 1)])

    def qty_typed(self, text: str) -> None:
        """How much of the current line; a half-typed figure is no fault yet."""
        self._problem = self._problem_at = ""
        try:
            qty = parse_quantity(text, field="qty") if text.strip() else 0
        except BadInput as error:
            self._problem, self._problem_at = error.message, "qty"
            self._display()
            return
        self._set(qty)

    def stepped(self, step: int) -> None:
        """One more or one less of the current line."""
        self._set(self._wanted.get(self._current, 0) + step * ONE, fills=True)

    def all_pressed(self) -> None:
        """All that is left of every line."""
        if self._record is not None and not self._busy:
            self._wanted = {line.line: line.left for line in self._record.lines_left if line.left}
            self._changed(qty_text=self._qty_text())

    def restock_chosen(self, restocks: bool) -> None:
        """Whether the current line goes back on the shelf."""
        spoilt = set(self._spoilt)
        (spoilt.discard if restocks else spoilt.add)(self._current)
        self._spoilt = frozenset(spoilt)
        self._display()

    # -- giving the money back -----------------------------------------------------------

    def method_chosen(self, method: RefundMethod) -> None:
        """Another way; the one that is chosen again is let go: then it goes back as suggested."""
        if self._preview is not None and not self._busy:
            self._method = None if method is self._method else method
            self._display()

    def exchange_chosen(self) -> None:
        """What comes back is to pay the open cart, or not."""
        if self._cart is not None and not self._busy:
            self._exchanges = not self._exchanges
            self._display()

    def submitted(self, reason: str, reference: str) -> None:
        """Enter: take it back."""
        record, preview = self._record, self._preview
        if self._busy or record is None or preview is None or not self._lines():
            return
        self._problem = self._problem_at = ""
        if not reason.strip():
            self._problem, self._problem_at = "Say why it is taken back.", "reason"
            self._display()
            return
        self._busy = True
        self._display()
        money, told = self._money(preview), reference.strip() if self._asks_reference() else ""
        if money.cart is not None:
            sale = IssueBill(order_id=money.cart.order_id, tenders=money.tenders(told))
            swap = exchange.ExchangeGoods(
                bill_number=record.bill_number,
                lines=self._lines(),
                reason=reason.strip(),
                sale=sale,
                refund=money.offered(told),
            )
            self._write(exchange.exchange, swap)
            return
        request = credit_notes.IssueNote(
            bill_number=record.bill_number,
            lines=self._lines(),
            refund=money.offered(told),
            reason=reason.strip(),
        )
        self._write(credit_notes.issue, request)

    # -- inside --------------------------------------------------------------------------

    def _write(self, use_case: Any, request: Any) -> None:
        self._counter.write(
            use_case,
            request,
            self._taken,
            failed=self._failed,
            dropped=self._dropped,
            request_id=self._request_id,
        )

    def _money(self, preview: credit_notes.NotePreview) -> MoneyBack:
        cart = self._cart if self._exchanges else None
        return MoneyBack(preview=preview, method=self._method, cart=cart)

    def _lines(self) -> tuple[ReturnLine, ...]:
        return tuple(
            ReturnLine(line=line, qty=qty, restock=line not in self._spoilt)
            for line, qty in sorted(self._wanted.items())
        )

    def _set(self, qty: Milli, *, fills: bool = False) -> None:
        """So much of the current line, within what is left of it when it comes by a step."""
        if self._record is None or self._busy:
            return
        left = {line.line: line.left for line in self._record.lines_left}[self._current]
        if fills:
            qty = min(max(qty, 0), left)
        elif qty > left:
            self._problem = f"Only {format_quantity(left)} can still be taken back."
            self._problem_at = "qty"
            self._display()
            return
        self._wanted = {**self._wanted, self._current: qty}
        if not qty:
            del self._wanted[self._current]
        self._changed(qty_text=self._qty_text() if fills else None)

    def _changed(self, qty_text: str | None) -> None:
        """Ask what the choice gives back; what was shown of it before is no longer true."""
        self._preview = None
        self._display(qty_text=qty_text)
        if self._record is not None and self._wanted:
            self._counter.read(
                credit_notes.preview,
                credit_notes.PreviewNote(bill_number=self._record.bill_number, lines=self._lines()),
                self._show_preview,
                failed=self._failed,
                latest="returns.preview",
            )

    def _show_found(self, answer: bills.BillList, searched: str) -> None:
        self._found, self._found_for = tuple(map(found_bill, answer.bills)), searched.strip()
        self._was_read = True
        self._problem = self._problem_at = ""
        self._display()

    def _show_bill(self, record: bills.BillRecord) -> None:
        self._problem = self._problem_at = ""
        if record.return_state is ReturnState.ALL:
            self._problem = f"All of bill {record.bill_number} was taken back already."
            self._problem_at = "find"
            self._display()
            return
        self._record = record
        self._wanted, self._spoilt, self._preview = {}, frozenset(), None
        self._current = next(line.line for line in record.lines_left if line.left)
        self._changed(qty_text="")

    def _show_preview(self, preview: credit_notes.NotePreview) -> None:
        wanted = {line.bill_line: line.qty for line in preview.lines}
        if wanted == self._wanted:
            self._preview = preview
            if self._method not in (None, *preview.methods):
                self._method = None
            self._display()

    def _taken(self, answer: credit_notes.IssuedNote | exchange.Exchanged) -> None:
        swap = answer if isinstance(answer, exchange.Exchanged) else None
        note = swap.credit_note if swap else answer
        assert isinstance(note, credit_notes.IssuedNote)
        words = refund_words(note.refund, self._preview.due if self._preview else 0)
        text = f"Credit note {note.credit_note_number} · {format_rupees(note.totals.total)}"
        if swap:
            text += f" · new bill {swap.bill.bill_number}"
        elif words:
            text += f" · {words}"
        self._counter.tell(Message(kind="success", text=text, sound="done"))
        if not self._is_gone:
            self._view.close_sheet()
        self._done(Done(note=note, exchanged=swap))

    def _dropped(self) -> None:
        self._busy = False
        self._display()

    def _failed(self, error: PosError) -> None:
        if self._is_gone:
            self._counter.tell_error(error)
            return
        self._busy = False
        self._problem, self._problem_at = error.message, error.field or ""
        self._display()

    def _asks_reference(self) -> bool:
        return self._method in (RefundMethod.UPI, RefundMethod.CARD)

    def _qty_text(self) -> str:
        qty = self._wanted.get(self._current, 0)
        return format_quantity(qty) if qty else ""

    def _display(self, qty_text: str | None = None) -> None:
        if self._is_gone:
            return
        record, preview = self._record, self._preview
        if record is None:
            self._view.display(
                ReturnSheetState(
                    found=self._found,
                    was_read=self._was_read,
                    problem=self._problem,
                    problem_at=self._problem_at or "find",
                )
            )
            return
        issued = self._counter.local_time(record.issued_at)
        head = (record.bill_number, f"{issued:%d-%m-%Y}", record.customer_name or "")
        unit = next(line.unit for line in record.lines if line.line == self._current)
        cart = self._cart
        self._view.display(
            ReturnSheetState(
                number=record.bill_number,
                head=" · ".join(part for part in head if part),
                rows=return_rows(record, self._wanted, self._spoilt, preview),
                current=self._current,
                qty_text=qty_text,
                unit=unit,
                restocks=self._current not in self._spoilt,
                total=format_rupees(preview.totals.total) if preview else "₹0.00",
                tax=_tax_words(preview),
                goes_back=self._money(preview).words() if preview else "",
                methods=preview.methods if preview else (),
                method=self._method,
                asks_reference=self._asks_reference(),
                cart=format_rupees(cart.total) if cart else "",
                exchanges=self._exchanges,
                warning=_warning(preview),
                problem=self._problem,
                problem_at=self._problem_at,
                can_take=preview is not None and not self._busy,
                busy=self._busy,
            )
        )


def _tax_words(preview: credit_notes.NotePreview | None) -> str:
    if preview is None or not preview.totals.tax:
        return ""
    return f"with {format_rupees(preview.totals.tax)} tax"


def _warning(preview: credit_notes.NotePreview | None) -> str:
    if preview is None:
        return ""
    if not preview.is_gst:
        return "It is past 30 November after the bill's year: the tax stays paid."
    return "Another person must approve." if preview.needs_approval else ""
