"""Taking a payment on account, without Qt.

What is owed is filled in and selected, so that Enter takes all of it and typing replaces it. The
bills it settles are shown before it is taken: those that were chosen, then the oldest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_desktop.application import dues
from pos_desktop.application.payments import PaymentReceived, ReceivePayment, receive_payment
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import Paise, format_amount, format_rupees, parse_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_state import CollectState, settled_rows
from pos_desktop.ui.customers.state import phone_words
from pos_desktop.ui.widgets.messages import Message

SETTLED = "Settled with what was paid"
_ON_ACCOUNT = (Method.CREDIT, Method.ADVANCE)


class CollectView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CollectState) -> None: ...
    def close_sheet(self) -> None: ...


class CollectPresenter:
    """Takes one payment of one customer; ``collected`` hears it once it is durable."""

    def __init__(
        self,
        counter: Counter,
        view: CollectView,
        customer_id: int,
        collected: Callable[[PaymentReceived], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._customer_id = customer_id
        self._collected = collected
        self._dues: dues.CustomerDues | None = None
        self._amount: Paise | None = None
        self._method = Method.CASH
        self._problem = self._problem_at = ""
        self._lets_off = False
        self._chosen: tuple[str, ...] = ()
        self._is_typed = False
        self._busy = False
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up."""
        self._display()
        self._counter.read(
            dues.of_customer,
            dues.DuesOfCustomer(customer_id=self._customer_id),
            self._show,
            failed=self._failed,
        )

    def gone(self) -> None:
        """The sheet was closed; a payment on its way is still told of when it is durable."""
        self._is_gone = True

    def amount_changed(self, text: str) -> None:
        """The amount was typed over; a half-typed one is no fault yet."""
        self._problem = self._problem_at = ""
        self._is_typed = True
        try:
            self._amount = parse_rupees(text, field="amount") if text.strip() else None
        except BadInput as error:
            self._amount = None
            self._problem, self._problem_at = error.message, "amount"
        self._display()

    def method_chosen(self, method: Method) -> None:
        """Another way to pay."""
        if method in self._methods() and not self._busy:
            self._method = method
            if self._problem_at != "amount":
                self._problem = self._problem_at = ""
            self._display()

    def bill_toggled(self, number: str) -> None:
        """The payment is for this bill first, or no longer.

        Until another amount was typed, the amount is what is due of the chosen bills.
        """
        if self._busy or self._dues is None:
            return
        if number in self._chosen:
            self._chosen = tuple(other for other in self._chosen if other != number)
        else:
            self._chosen = (*self._chosen, number)
        if self._is_typed:
            self._display()
            return
        self._fill_amount(self._owed())

    def let_off_toggled(self) -> None:
        """What this payment leaves unpaid is let off, or is not."""
        if not self._busy:
            self._lets_off = not self._lets_off
            self._display()

    def submitted(self, reference: str) -> None:
        """Enter: take the payment."""
        if self._busy or self._dues is None:
            return
        if self._amount is None or self._amount <= 0:
            self._problem = self._problem or "Type an amount above zero."
            self._problem_at = "amount"
            self._display()
            return
        self._busy = True
        self._problem = self._problem_at = ""
        self._display()
        self._counter.write(
            receive_payment,
            ReceivePayment(
                customer_id=self._customer_id,
                amount=self._amount,
                method=self._method,
                reference=reference.strip() if self._asks_reference() else "",
                bills=self._chosen,
                discount=self._let_off() or None,
                discount_reason=SETTLED,
            ),
            self._taken,
            failed=self._failed,
        )

    # -- inside --------------------------------------------------------------------------

    def _show(self, answer: dues.CustomerDues) -> None:
        self._dues = answer
        self._fill_amount(self._owed())

    def _owed(self) -> Paise:
        """What is due of the chosen bills; without any, all that is owed."""
        if self._dues is None:
            return 0
        if self._chosen:
            return sum(due.due for due in self._dues.bills if due.bill_number in self._chosen)
        return max(-self._dues.customer.balance, 0)

    def _fill_amount(self, owed: Paise) -> None:
        self._amount = owed or None
        self._display(amount_text=format_amount(owed).replace(",", "") if owed else "")

    def _taken(self, payment: PaymentReceived) -> None:
        name = self._dues.customer.name if self._dues else ""
        self._counter.tell(
            Message(
                kind="success",
                text=f"Payment receipt {payment.payment_number} · "
                f"{format_rupees(payment.amount)} from {name} · {payment.balance_words}",
                sound="done",
            )
        )
        if not self._is_gone:
            self._view.close_sheet()
        self._collected(payment)

    def _failed(self, error: PosError) -> None:
        if self._is_gone:
            self._counter.tell_error(error)
            return
        self._busy = False
        self._problem, self._problem_at = error.message, error.field or ""
        self._display()

    def _methods(self) -> tuple[Method, ...]:
        outlet = self._counter.outlet
        methods = outlet.methods if outlet else (Method.CASH,)
        return tuple(method for method in methods if method not in _ON_ACCOUNT)

    def _left(self) -> Paise:
        """What this payment leaves unpaid."""
        all_due = sum(bill.due for bill in self._dues.bills) if self._dues else 0
        return max(all_due - max(self._amount or 0, 0), 0)

    def _let_off(self) -> Paise:
        return self._left() if self._lets_off and (self._amount or 0) > 0 else 0

    def _asks_reference(self) -> bool:
        return self._method is not Method.CASH

    def _display(self, amount_text: str | None = None) -> None:
        if self._is_gone:
            return
        known, amount = self._dues, max(self._amount or 0, 0)
        rows = settled_rows(amount, known.bills, self._chosen) if known else ()
        all_due = sum(bill.due for bill in known.bills) if known else 0
        self._view.display(
            CollectState(
                name=known.customer.name if known else "",
                phone=phone_words(known.customer.phone) if known else "",
                balance=known.customer.balance if known else None,
                balance_after=known.customer.balance + amount + self._let_off() if known else None,
                let_off=self._let_off(),
                can_let_off=self._lets_off or (amount > 0 and self._left() > 0),
                amount_text=amount_text,
                methods=self._methods(),
                method=self._method,
                asks_reference=self._asks_reference(),
                rows=rows,
                advance=max(amount - all_due, 0),
                problem=self._problem,
                problem_at=self._problem_at,
                can_take=known is not None and amount > 0 and not self._busy,
                busy=self._busy,
            )
        )
