"""How the money of a return goes back, as it is chosen on the sheet. No Qt."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.billing import TenderInput
from pos_desktop.application.credit_notes import NotePreview
from pos_desktop.domain.credit_notes import Refund, RefundMethod
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.refunds import RefundOffered
from pos_desktop.ui.returns.state import refund_words

_TENDERS = {
    RefundMethod.CASH: Method.CASH,
    RefundMethod.UPI: Method.UPI,
    RefundMethod.CARD: Method.CARD,
    RefundMethod.ACCOUNT: Method.CREDIT,
}
_PAYS = {
    RefundMethod.CASH: "in cash",
    RefundMethod.UPI: "by UPI",
    RefundMethod.CARD: "by card",
    RefundMethod.ACCOUNT: "on the account",
}


class OpenCart(Struct, frozen=True, kw_only=True):
    """What stands in billing: an order that goods can be exchanged for."""

    order_id: int
    total: Paise


class MoneyBack(Struct, frozen=True, kw_only=True):
    """What a preview gives back, in the chosen way; None is as it suggests."""

    preview: NotePreview
    method: RefundMethod | None
    cart: OpenCart | None
    """Only while the goods are exchanged for it."""

    @property
    def off_due(self) -> Paise:
        """What comes off the account before anything else."""
        return min(self.preview.totals.total, self.preview.due)

    @property
    def difference(self) -> tuple[Paise, Paise]:
        """What the buyer of an exchange pays, and what is given back."""
        worth = self.preview.totals.total - self.off_due
        cart = self.cart.total if self.cart else 0
        return max(cart - worth, 0), max(worth - cart, 0)

    def tenders(self, reference: str) -> tuple[TenderInput, ...]:
        """What pays the rest of the cart."""
        pays, _ = self.difference
        if not pays:
            return ()
        method = _TENDERS[self.method or RefundMethod.CASH]
        return (TenderInput(method=method, amount=pays, reference=reference),)

    def offered(self, reference: str = "") -> tuple[RefundOffered, ...]:
        """The refund to ask for; empty leaves it as it is suggested."""
        if self.method is None:
            return ()
        if self.cart is not None:
            _, back = self.difference
            parts = [(self.method, back)]
        else:
            rest = self.preview.totals.total - self.off_due
            parts = [(RefundMethod.ACCOUNT, self.off_due), (self.method, rest)]
        return tuple(
            RefundOffered(
                method=way, amount=part, reference=reference if way is self.method else ""
            )
            for way, part in parts
            if part
        )

    def words(self) -> str:
        """What goes back how, or what the customer still pays."""
        if self.cart is None:
            chosen = [Refund(method=r.method, amount=r.amount or 0) for r in self.offered()]
            return refund_words(tuple(chosen) or self.preview.refund, self.preview.due)
        off = f"{format_rupees(self.off_due)} off what is due · " if self.off_due else ""
        return off + self._difference_words()

    def _difference_words(self) -> str:
        pays, back = self.difference
        if pays:
            way = _PAYS[self.method or RefundMethod.CASH]
            return f"the customer pays {format_rupees(pays)} more {way}"
        if not back:
            return "nothing is paid and nothing given back"
        if self.method is None:
            return f"{format_rupees(back)} goes back as it was paid"
        given = refund_words((Refund(method=self.method, amount=back),), 0)
        return f"{given} goes back"
