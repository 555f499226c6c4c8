"""Changing a line's quantity, price and discount, and the discount on the bill. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from msgspec import Struct

from pos_desktop.application import orders
from pos_desktop.application.lines import LineView
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.measures import (
    Milli,
    check_sold_quantity,
    format_percent,
    format_quantity,
    parse_percent,
    parse_quantity,
)
from pos_desktop.domain.money import format_rupees, parse_rupees, plain_rupees
from pos_desktop.ui.billing.cart import Cart

QTY, PRICE, DISCOUNT, BILL_DISCOUNT = "qty", "unit_price", "discount", "bill_discount"


class LineTerms(Struct, frozen=True, kw_only=True):
    """What the fields of a line begin with."""

    line: int
    description: str
    unit: str
    qty: str
    price: str
    mrp: str
    discount: str
    bill_discount: str


class LineFormView(Protocol):
    """What the presenter asks of a sheet; *field* is one of the names above, or another."""

    def display_problem(self, text: str, field: str) -> None: ...
    def close_sheet(self) -> None: ...


class LinePresenter:
    """One line of the cart while a sheet is open on it.

    The sheet stays, with what was typed, until the change is saved.
    """

    def __init__(self, cart: Cart, view: LineFormView, line: int) -> None:
        self._cart = cart
        self._view = view
        self._line = line

    def terms(self) -> LineTerms:
        """The line as it is. Raises KeyError when it has gone."""
        line = self._now()
        order = self._cart.order
        return LineTerms(
            line=line.line,
            description=line.description,
            unit=line.unit,
            qty=format_quantity(line.qty),
            price=plain_rupees(line.unit_price),
            mrp="" if line.mrp is None else format_rupees(line.mrp),
            discount=_discount_text(line.discount_given),
            bill_discount=_discount_text(order.bill_discount if order else None),
        )

    def quantity_given(self, text: str) -> None:
        """A quantity was typed."""
        qty = self._read(lambda: _quantity(text))
        if qty is not None:
            self._change_line({"qty": qty}, done=self._view.close_sheet)

    def removed(self) -> None:
        """The line was taken out."""
        self._cart.change(
            orders.remove_line,
            lambda order_id: orders.RemoveLine(order_id=order_id, line=self._line),
            done=self._view.close_sheet,
            failed=self._failed,
        )

    def terms_given(self, price: str, discount: str, bill_discount: str) -> None:
        """Price and discounts were typed: rupees, a percentage with ``%``, or nothing for none.

        Only what differs is changed, so that a price left alone is no price change in the log.
        """
        given = self._read(lambda: self._differences(price, discount))
        on_bill = self._read(lambda: _discount_from(bill_discount, BILL_DISCOUNT))
        if given is None or on_bill is None:
            return
        order = self._cart.order
        before = order.bill_discount if order else None
        bill_changes = on_bill.given != before

        def bill() -> None:
            if not bill_changes:
                self._view.close_sheet()
                return
            self._cart.change(
                orders.change,
                lambda order_id: orders.ChangeOrder(
                    order_id=order_id,
                    bill_discount=on_bill.given,
                    no_bill_discount=on_bill.given is None,
                ),
                done=self._view.close_sheet,
                failed=lambda error: self._failed(error, field=BILL_DISCOUNT),
            )

        if given:
            self._change_line(given, done=bill)
        else:
            bill()

    def _differences(self, price: str, discount: str) -> dict[str, Any]:
        line = self._now()
        given: dict[str, Any] = {}
        unit_price = parse_rupees(price, field=PRICE)
        if unit_price != line.unit_price:
            given["unit_price"] = unit_price
        new = _discount_from(discount, DISCOUNT).given
        if new != line.discount_given:
            given |= {"no_discount": True} if new is None else {"discount": new}
        return given

    def _change_line(self, given: dict[str, Any], *, done: Callable[[], None]) -> None:
        self._cart.change(
            orders.change_line,
            lambda order_id: orders.ChangeLine(order_id=order_id, line=self._line, **given),
            done=done,
            failed=self._failed,
        )

    def _read(self, read: Callable[[], Any]) -> Any:
        """What was typed, or None after its fault was shown."""
        try:
            return read()
        except BadInput as error:
            self._view.display_problem(error.message, error.field or "")
            return None

    def _failed(self, error: PosError, field: str = "") -> None:
        at = field or (error.field or "").rpartition(".")[2]
        self._view.display_problem(error.message, at)

    def _now(self) -> LineView:
        return {line.line: line for line in self._cart.lines}[self._line]


class _Typed(Struct, frozen=True):
    """A discount that was read; ``given`` is None for no discount."""

    given: Discount | None


def _quantity(text: str) -> Milli:
    qty = parse_quantity(text, field=QTY)
    check_sold_quantity(qty, field=QTY)
    return qty


def _discount_from(text: str, field: str) -> _Typed:
    cleaned = text.strip()
    if not cleaned:
        return _Typed(None)
    if cleaned.endswith("%"):
        percent = parse_percent(cleaned, field=field)
        return _Typed(Discount(percent=percent) if percent else None)
    amount = parse_rupees(cleaned, field=field)
    if amount < 0:
        raise BadInput("A discount cannot be negative.", field=field)
    return _Typed(Discount(amount=amount) if amount else None)


def _discount_text(discount: Discount | None) -> str:
    if discount is None:
        return ""
    if discount.percent is not None:
        return f"{format_percent(discount.percent)}%"
    return plain_rupees(discount.amount or 0)
