"""A new item in the middle of a sale, without Qt: a name, a price, how it is taxed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.item_cards import AskChoices, CreateItem, ItemChoices, choices, create
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.item_cards import ItemCard, PackBarcode
from pos_desktop.domain.money import format_rupees, parse_rupees
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

NAME, PRICE, TAX, HSN, BARCODE = "name", "price", "tax_class", "hsn", "barcode"
_LEAST_BARCODE = 4


class NewItemState(Struct, frozen=True, kw_only=True):
    """The sheet. ``taxes`` are (code, words); the shop's own comes first."""

    taxes: tuple[tuple[str, str], ...] = ()
    may_save: bool = True
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class NewItemView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: NewItemState) -> None: ...
    def close_sheet(self) -> None: ...


def told_apart(typed: str) -> tuple[str, str]:
    """What was not found, as (name, barcode): digits are a code, anything else a name."""
    text = typed.strip()
    is_code = len(text) >= _LEAST_BARCODE and text.isascii() and text.isdecimal()
    return ("", text) if is_code else (text, "")


class NewItemPresenter:
    """``made`` hears of the item, to put it into the cart."""

    def __init__(
        self, counter: Counter, view: NewItemView, made: Callable[[ItemCard], None]
    ) -> None:
        self._counter = counter
        self._view = view
        self._made = made
        self._state = NewItemState()
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up."""
        role = self._counter.desk.signed_in.role
        if may(role, Right.EDIT_ITEMS) is not Answer.YES:
            words = "Your sign-in may not add items. Ask a manager to sign in and add it."
            self._display(may_save=False, problem=words)
            return
        self._counter.read(choices, AskChoices(), self._know, failed=self._failed)

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def typed(self) -> None:
        """What was wrong before is being mended."""
        if self._state.may_save and self._state.problem:
            self._display(problem="", problem_at="")

    def submitted(self, texts: Mapping[str, str]) -> None:
        """Write it down, and sell it."""
        if self._state.is_saving or not self._state.may_save:
            return
        try:
            price = parse_rupees(texts[PRICE].strip() or "x", field=PRICE)
        except BadInput as error:
            self._failed(error)
            return
        self._display(is_saving=True, problem="", problem_at="")
        barcode = texts[BARCODE].strip()
        request = CreateItem(
            name=texts[NAME],
            price=price,
            tax_class=texts[TAX],
            hsn=texts[HSN],
            barcodes=(PackBarcode(barcode=barcode),) if barcode else (),
        )
        self._counter.write(create, request, self._done, failed=self._failed)

    def _know(self, found: ItemChoices) -> None:
        self._display(taxes=tuple((tax.code, tax.name) for tax in found.tax_classes))

    def _done(self, item: ItemCard) -> None:
        self._state = replace(self._state, is_saving=False)
        self._view.close_sheet()
        facts = item.facts
        words = f"{facts.name} is added at {format_rupees(facts.price)}, code {facts.code}."
        self._counter.tell(Message(kind="success", text=words))
        self._made(item)

    def _failed(self, error: PosError) -> None:
        at = BARCODE if (error.field or "").startswith("barcodes") else error.field or ""
        self._display(is_saving=False, problem=error.message, problem_at=at)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
