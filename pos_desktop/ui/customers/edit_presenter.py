"""Writing a customer down, and changing what is written; without Qt.

A GSTIN fills the State in as soon as it is whole. A wrong check character is explained at once,
with two ways out: the GSTIN it would be, or the one that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application import customers
from pos_desktop.application.customers import CustomerInput, CustomerView, UpdateCustomer
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.gstin import Gstin, parse_gstin
from pos_desktop.domain.money import Paise, parse_rupees
from pos_desktop.domain.states import state_of
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.edit_state import FIELDS, EditState, Form, Prefill, form_of

GSTIN_LENGTH = 15
KEPT = "Kept as typed: its last character does not fit the others."


class EditView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: EditState) -> None: ...
    def close_sheet(self) -> None: ...


class EditPresenter:
    """One customer on one form; ``saved`` hears the customer once it is in the store."""

    def __init__(
        self,
        counter: Counter,
        view: EditView,
        customer: CustomerView | None,
        prefill: Prefill,
        saved: Callable[[CustomerView], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._customer = customer
        self._saved = saved
        new = Form(name=prefill.name, phone=prefill.phone)
        self._before = form_of(customer) if customer else new
        self._form = self._before
        # A GSTIN that was kept once is not asked about again while it stays the same.
        self._keeps = customer is not None and bool(customer.gstin) and not customer.gstin_verified
        # A State that a GSTIN brought along goes with the next GSTIN, too.
        self._state_from_gstin = self._before.gstin[:2]
        self._state = EditState(is_new=customer is None)
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up."""
        self._display(form=self._form, gstin_note=KEPT if self._keeps else "")

    def gone(self) -> None:
        """The sheet was closed; an answer still on its way only tells that it was saved."""
        self._is_gone = True

    def field_changed(self, name: str, value: str | bool) -> None:
        """A field now holds *value*; what was wrong with it is looked at again."""
        self._form = replace(self._form, **{name: value})
        if name == "gstin":
            self._keeps = False
            self._look_at_gstin()
        elif self._state.problem and self._state.problem_at == name:
            self._display(problem="", problem_at="")

    def offered_gstin_taken(self) -> None:
        """“Use …”: the GSTIN with the right check character."""
        if self._state.gstin_offered:
            self._form = replace(self._form, gstin=self._state.gstin_offered)
            self._look_at_gstin(show_form=True)

    def gstin_kept(self) -> None:
        """“Keep as typed”: the papers say so."""
        if self._state.gstin_offered:
            self._keeps = True
            self._look_at_gstin()

    def submitted(self) -> None:
        """Save."""
        if self._state.busy:
            return
        try:
            limit = self._limit()
        except BadInput as error:
            self._failed(error)
            return
        if self._customer is not None and self._form == self._before:
            self._view.close_sheet()
            return
        self._display(busy=True, problem="", problem_at="")
        if self._customer is None:
            request = CustomerInput(**self._texts(Form()), credit_limit=limit)
            self._counter.write(customers.create, request, self._done, failed=self._failed)
            return
        changes = UpdateCustomer(
            id=self._customer.id,
            **self._texts(self._before),
            credit_limit=limit,
            no_credit_limit=limit is None,
        )
        self._counter.write(customers.update, changes, self._done, failed=self._failed)

    # -- inside --------------------------------------------------------------------------

    def _look_at_gstin(self, *, show_form: bool = False) -> None:
        """Say what the GSTIN tells; one that is only half typed is no fault yet."""
        gstin: Gstin | None = None
        problem = offered = ""
        if len(self._form.gstin.replace(" ", "")) >= GSTIN_LENGTH:
            try:
                gstin = parse_gstin(self._form.gstin, field="gstin", keep_as_typed=True)
            except BadInput as error:
                problem = error.message
        if gstin is not None and not gstin.verified and not self._keeps:
            offered = gstin.corrected
            problem = (
                "The last character does not fit the others: a typing mistake? "
                f"It would be {gstin.expected}."
            )
        filled = gstin is not None and self._fill_state(gstin)
        note = state_of(gstin.state_code, field="gstin").name if gstin and not problem else ""
        self._display(
            form=self._form if show_form or filled else None,
            problem=problem,
            problem_at="gstin" if problem else "",
            gstin_offered=offered,
            gstin_note=KEPT if gstin and self._keeps and not gstin.verified else note,
        )

    def _fill_state(self, gstin: Gstin) -> bool:
        """Put the GSTIN's State in, unless another was chosen by hand. Returns whether it did."""
        by_hand = self._form.gst_state_code not in ("", self._state_from_gstin)
        before = self._form
        self._form = replace(before, is_gst_customer=True)
        if not by_hand:
            self._state_from_gstin = gstin.state_code
            self._form = replace(self._form, gst_state_code=gstin.state_code)
        return self._form != before

    def _texts(self, before: Form) -> dict[str, Any]:
        """The fields for the use case, without the limit: those that are not as *before*."""
        given = {
            name: getattr(self._form, name)
            for name in FIELDS
            if name != "credit_limit" and getattr(self._form, name) != getattr(before, name)
        }
        if "gstin" in given:
            given["keep_gstin_as_typed"] = self._keeps
        return given

    def _limit(self) -> Paise | None:
        text = self._form.credit_limit.strip()
        return parse_rupees(text, field="credit_limit") if text else None

    def _failed(self, error: PosError) -> None:
        at = error.field if error.field in FIELDS else ""
        self._display(problem=error.message, problem_at=at or "", focus_problem=True, busy=False)

    def _done(self, customer: CustomerView) -> None:
        if not self._is_gone:
            self._view.close_sheet()
        self._saved(customer)

    def _display(self, **changes: Any) -> None:
        shown = {"form": None, "focus_problem": False, **changes}
        self._state = replace(self._state, **shown)
        if not self._is_gone:
            self._view.display(self._state)
