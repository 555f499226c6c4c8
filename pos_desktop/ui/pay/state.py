"""What the payment sheet shows."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method

QrMatrix = tuple[tuple[bool, ...], ...]
"""The modules of a QR code, row by row; True is dark."""


class TakenRow(Struct, frozen=True, kw_only=True):
    """A tender already taken in a split."""

    index: int
    method: Method
    amount: str
    reference: str


class Suggestion(Struct, frozen=True, kw_only=True):
    """An amount that can be chosen with one key."""

    label: str
    amount: Paise


class AccountLine(Struct, frozen=True, kw_only=True):
    """What putting the rest on the account would do."""

    name: str
    limit: str
    balance_before: Paise
    """Signed: negative owes."""
    balance_after: Paise
    over_limit: bool
    warns_only: bool = False
    """Over the limit it is only warned of; else a manager must approve."""
    can_take_rest: bool


class PayState(Struct, frozen=True, kw_only=True):
    """The whole sheet. ``amount_text`` is given only when the field is to be filled in."""

    order_number: str
    total: str
    remaining: str
    """What is still to pay before the amount in the field."""
    methods: tuple[Method, ...]
    method: Method
    taken: tuple[TakenRow, ...] = ()
    amount_text: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    change: str = ""
    """Change to give when the amount in the field is taken; empty for none."""
    can_keep_change: bool = False
    can_be_memo: bool = False
    """Whether the sale is a cash memo unless an invoice is asked for."""
    invoice_asked: bool = False
    left_after: str = ""
    """What would still be to pay then; empty when the sale can end."""
    needs_reference: bool = False
    upi_link: str = ""
    """The link that the QR on the sheet carries while UPI is chosen."""
    upi_id: str = ""
    qr: QrMatrix = ()
    """The code of ``upi_link``, with its quiet zone; empty until it is made."""
    account: AccountLine | None = None
    can_finish: bool = False
    error: str = ""
    busy: bool = False
