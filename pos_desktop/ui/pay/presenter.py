"""The payment sheet's behaviour, without Qt.

Cash is chosen and the exact amount filled in: Enter ends the sale. A smaller amount is taken as
a part, and the sheet asks for the rest: that is all a split is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_desktop.application.billing import IssueBill, IssuedBill, TenderInput, issue
from pos_desktop.application.order_view import OrderView
from pos_desktop.application.outlet import OutletView
from pos_desktop.domain.credit import CreditTerms
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import Paise, format_amount, format_rupees, parse_rupees
from pos_desktop.domain.outlet import CreditPolicy, Method
from pos_desktop.domain.upi import upi_link
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.pay.qr_code import qr_matrix
from pos_desktop.ui.pay.state import AccountLine, PayState, QrMatrix, Suggestion, TakenRow

_NOTES: tuple[Paise, ...] = (10_00, 50_00, 100_00, 500_00, 1000_00)
_WITH_REFERENCE = (Method.CARD, Method.UPI)
_ON_ACCOUNT = (Method.CREDIT, Method.ADVANCE)
SCAN_REFUSED = "{code} was scanned and not added. Finish the payment, or go back with Esc."


class PayView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: PayState) -> None: ...
    def close_sheet(self) -> None: ...


class PayPresenter:
    """Takes the payment of one order; ``paid`` hears the bill."""

    def __init__(
        self,
        counter: Counter,
        view: PayView,
        order: OrderView,
        outlet: OutletView,
        paid: Callable[[IssuedBill], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._order = order
        self._outlet = outlet
        self._paid = paid
        self._taken: list[TenderInput] = []
        self._method = Method.CASH
        self._amount: Paise | None = None
        self._error = ""
        self._busy = False
        self._invoice_asked = False
        self._qr: tuple[str, QrMatrix] = ("", ())

    @property
    def is_busy(self) -> bool:
        """Whether the bill is being saved or waits for an approval; and once it is issued."""
        return self._busy

    @property
    def remaining(self) -> Paise:
        """What is still to pay, in paise."""
        return self._order.totals.total - sum(t.amount or 0 for t in self._taken)

    def opened(self) -> None:
        """The sheet came up."""
        self._fill_in(self.remaining)

    def method_chosen(self, method: Method) -> None:
        """Another way to pay: what remains is filled in, an advance up to what there is."""
        if self._busy or method not in self._methods():
            return
        self._method = method
        advance = method is Method.ADVANCE
        self._fill_in(min(self.remaining, self._advance()) if advance else self.remaining)

    def barcode_scanned(self, code: str) -> None:
        """A scan came meanwhile: it neither ends the payment nor changes the cart."""
        self._error = SCAN_REFUSED.format(code=code)
        self._display()

    def amount_changed(self, text: str) -> None:
        """The amount was typed over."""
        self._error = ""
        try:
            self._amount = parse_rupees(text, field="amount") if text.strip() else None
        except BadInput as error:
            self._amount = None
            self._error = error.message
        self._display()

    def suggestion_chosen(self, amount: Paise) -> None:
        """One of the suggested amounts: cash that was handed over, so the sale can end."""
        if self._busy:
            return
        self._amount = amount
        self._error = ""
        self.submitted(reference="")

    def rest_to_account(self) -> None:
        """What remains goes onto the customer's account."""
        if self._busy or Method.CREDIT not in self._methods():
            return
        self._method = Method.CREDIT
        self._fill_in(self.remaining)
        self.submitted(reference="")

    def keep_change(self) -> None:
        """The change stays with the shop, on the customer's account; the sale ends."""
        tender = None if self._busy or self._change() <= 0 else self._tender("")
        if tender is not None and self._order.customer is not None:
            self._issue([*self._taken, tender], keep_change=True)

    def invoice_pressed(self) -> None:
        """The buyer of a small sale asks for a tax invoice, or does not after all."""
        if self._order.can_be_memo and not self._busy:
            self._invoice_asked = not self._invoice_asked
            self._display()

    def taken_removed(self, index: int) -> None:
        """A part already taken was wrong: it is taken out again."""
        if not self._busy and 0 <= index < len(self._taken):
            del self._taken[index]
            self._fill_in(self.remaining)

    def submitted(self, reference: str) -> None:
        """Enter: take the amount; when nothing remains, the bill is issued."""
        if self._busy:
            return
        tender = self._tender(reference)
        if tender is None:
            self._display()
            return
        tenders = [*self._taken, tender] if tender.amount else list(self._taken)
        if (tender.amount or 0) >= self.remaining:
            self._issue(tenders)
            return
        self._taken = tenders
        self._method = Method.CASH if tender.method is not Method.CASH else self._next_method()
        self._fill_in(self.remaining)

    def _tender(self, reference: str) -> TenderInput | None:
        """The tender as it stands, or None with the reason in ``_error``."""
        remaining = self.remaining
        if self._amount is None:
            self._error = self._error or "Type the amount."
            return None
        if self._amount <= 0 < remaining:
            self._error = "Type an amount above zero."
            return None
        if self._method is Method.ADVANCE and self._amount > self._advance():
            self._error = f"Only {format_rupees(self._advance())} of the advance is left."
            return None
        if self._method is not Method.CASH and self._amount > remaining:
            self._error = f"Only {format_rupees(remaining)} is due: change is given from cash only."
            return None
        return TenderInput(method=self._method, amount=self._amount, reference=reference.strip())

    def _next_method(self) -> Method:
        """After a part in cash, the next most likely way."""
        return Method.UPI if Method.UPI in self._methods() else self._method

    def _change(self) -> Paise:
        """What would be given back of the cash in the field."""
        is_cash = self._method is Method.CASH
        return max((self._amount or 0) - self.remaining, 0) if is_cash else 0

    def _issue(self, tenders: list[TenderInput], *, keep_change: bool = False) -> None:
        self._busy = True
        self._error = ""
        self._display()
        self._counter.write(
            issue,
            IssueBill(
                order_id=self._order.order_id,
                tenders=tuple(tenders),
                keep_change=keep_change,
                invoice_asked=self._invoice_asked,
            ),
            self._issued,
            failed=self._failed,
            dropped=self._dropped,
        )

    def _issued(self, bill: IssuedBill) -> None:
        # Busy for good: a second Enter that was under way must not tell of the bill twice.
        self._view.close_sheet()
        self._paid(bill)

    def _failed(self, error: PosError) -> None:
        self._busy = False
        self._error = error.message
        self._display()

    def _dropped(self) -> None:
        """The approval that was asked for was not given."""
        self._busy = False
        self._display()

    def _fill_in(self, amount: Paise) -> None:
        self._amount = amount
        self._error = ""
        self._display(amount_text=format_amount(amount).replace(",", ""))

    def _methods(self) -> tuple[Method, ...]:
        """The ways open here: the account's only for a known customer, an advance if there."""
        known = self._order.customer is not None
        return tuple(
            m
            for m in self._outlet.methods
            if m not in _ON_ACCOUNT
            or (known and m is Method.CREDIT)
            or (m is Method.ADVANCE and self._advance() > 0)
        )

    def _advance(self) -> Paise:
        """What is left of the customer's advance."""
        if self._order.customer is None:
            return 0
        used = sum(t.amount or 0 for t in self._taken if t.method is Method.ADVANCE)
        return max(self._order.customer.balance - used, 0)

    def _display(self, amount_text: str | None = None) -> None:
        remaining = self.remaining
        left = remaining - (self._amount or 0)
        is_cash = self._method is Method.CASH
        link = self._upi_link() if self._method is Method.UPI else ""
        state = PayState(
            order_number=self._order.order_number,
            total=format_rupees(self._order.totals.total),
            remaining=format_rupees(remaining),
            methods=self._methods(),
            method=self._method,
            taken=tuple(
                TakenRow(
                    index=i,
                    method=t.method,
                    amount=format_rupees(t.amount or 0),
                    reference=t.reference,
                )
                for i, t in enumerate(self._taken)
            ),
            amount_text=amount_text,
            suggestions=suggested_amounts(remaining) if is_cash else (),
            change=format_rupees(-left) if is_cash and left < 0 else "",
            can_keep_change=self._change() > 0 and self._order.customer is not None,
            can_be_memo=self._order.can_be_memo,
            invoice_asked=self._invoice_asked,
            left_after=format_rupees(left) if left > 0 else "",
            needs_reference=self._method in _WITH_REFERENCE,
            upi_link=link,
            upi_id=self._outlet.upi_id or "",
            qr=self._qr[1] if link and self._qr[0] == link else (),
            account=self._account_line(),
            can_finish=self._amount is not None and left <= 0 and not self._busy,
            error=self._error,
            busy=self._busy,
        )
        self._view.display(state)
        if self._counter.buyer is not None:
            self._counter.buyer.payment_shown(state)
        if link and self._qr[0] != link:
            self._draw_qr(link)

    def _draw_qr(self, link: str) -> None:
        """Make the code off the GUI thread: the library takes a while to load the first time."""
        self._qr = (link, ())

        def made(matrix: QrMatrix) -> None:
            self._qr = (link, matrix)
            self._display()

        def failed(error: Exception) -> None:
            raise error

        self._counter.tasks.read(lambda: qr_matrix(link), made, failed, latest="upi qr")

    def _upi_link(self) -> str:
        amount = min(self._amount or self.remaining, self.remaining)
        if not self._outlet.upi_id or amount <= 0:
            return ""
        return upi_link(
            payee=self._outlet.upi_id,
            name=self._outlet.name,
            amount=amount,
            reference=self._order.order_number,
            note=f"Bill {self._order.order_number}",
        )

    def _account_line(self) -> AccountLine | None:
        customer = self._order.customer
        if customer is None:
            return None
        used = sum(t.amount or 0 for t in self._taken if t.method in _ON_ACCOUNT)
        after = customer.balance - used - self.remaining
        terms = CreditTerms(
            limit=customer.credit_limit,
            temporary_limit=customer.temporary_limit,
            temporary_until=customer.temporary_until,
        )
        limit = terms.limit_on(self._counter.today)
        policy = customer.credit_policy or self._outlet.credit_policy
        return AccountLine(
            name=customer.name,
            limit="" if limit is None else format_rupees(limit),
            balance_before=customer.balance,
            balance_after=after,
            over_limit=limit is not None and -after > limit,
            warns_only=policy is CreditPolicy.WARN,
            can_take_rest=Method.CREDIT in self._methods() and self.remaining > 0,
        )


def suggested_amounts(due: Paise) -> tuple[Suggestion, ...]:
    """Exact, and the next whole ₹10, 50, 100, 500, 1000 above it, each once; at most five."""
    amounts = [due]
    for note in _NOTES:
        rounded = -(-due // note) * note
        if rounded not in amounts and rounded > 0:
            amounts.append(rounded)
    return tuple(Suggestion(label=format_rupees(a), amount=a) for a in amounts[:5])
