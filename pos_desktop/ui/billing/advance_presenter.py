"""Taking an advance for a service from the bill's customer. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.vouchers import (
    AdvanceReceived,
    ReceiveAdvance,
    ServiceClasses,
    ServiceClassList,
    receive_advance,
    service_classes,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import format_rupees, parse_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

AMOUNT, TAX_CLASS, WHAT, SAC, METHOD, REFERENCE = (
    "amount",
    "tax_class",
    "description",
    "sac",
    "method",
    "reference",
)
PAID_BY = (Method.CASH, Method.UPI, Method.CARD)


class AdvanceState(Struct, frozen=True, kw_only=True):
    """The sheet. ``classes`` are (code, words) to offer."""

    classes: tuple[tuple[str, str], ...] = ()
    methods: tuple[Method, ...] = (Method.CASH,)
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class AdvanceView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: AdvanceState) -> None: ...
    def close_sheet(self) -> None: ...


class AdvancePresenter:
    """A second Enter takes no second advance. ``taken`` hears that the account has changed."""

    def __init__(
        self, counter: Counter, view: AdvanceView, customer_id: int, taken: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._view = view
        self._customer_id = customer_id
        self._taken = taken
        self._classes: tuple[tuple[str, str], ...] = ()
        self._is_saving = False
        self._request_id = counter.desk.new_uuid()

    def opened(self) -> None:
        """The sheet came up."""
        self._display()
        self._counter.read(service_classes, ServiceClasses(), self._known)

    def submitted(self, texts: dict[str, str]) -> None:
        """Take the advance."""
        if self._is_saving:
            return
        try:
            amount = parse_rupees(texts[AMOUNT], field=AMOUNT)
        except BadInput as error:
            self._failed(error)
            return
        request = ReceiveAdvance(
            customer_id=self._customer_id,
            amount=amount,
            tax_class=texts[TAX_CLASS],
            description=texts[WHAT],
            sac=texts[SAC],
            method=Method(texts[METHOD]),
            reference=texts[REFERENCE],
        )
        self._is_saving = True
        self._display()
        self._counter.write(
            receive_advance,
            request,
            self._done,
            failed=self._failed,
            request_id=self._request_id,
        )

    def _known(self, found: ServiceClassList) -> None:
        self._classes = tuple((known.code, known.name) for known in found.classes)
        self._display()

    def _done(self, told: AdvanceReceived) -> None:
        self._view.close_sheet()
        words = (
            f"Voucher {told.voucher_number} of {format_rupees(told.figures.amount)}, "
            f"{format_rupees(told.figures.tax)} of it GST."
        )
        self._counter.tell(Message(kind="success", text=words))
        self._taken()

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._display(problem=error.message, at=error.field or "")

    def _display(self, *, problem: str = "", at: str = "") -> None:
        outlet = self._counter.outlet
        on = outlet.methods if outlet else (Method.CASH,)
        self._view.display(
            AdvanceState(
                classes=self._classes,
                methods=tuple(method for method in PAID_BY if method in on),
                is_saving=self._is_saving,
                problem=problem,
                problem_at=at,
            )
        )
