"""The page of taxes: every class with its rates by date. No Qt."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.tax import (
    AllTaxClasses,
    TakeBackRate,
    TaxClassList,
    TaxClassView,
    classes,
    take_back_rate,
)
from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.measures import format_percent
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.tax_classes import DatedRate
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

NO_CHANGE = "No change of “{name}” is still to come."
_UNTAXED = {
    Treatment.NIL: "Nil rated",
    Treatment.EXEMPT: "Exempt",
    Treatment.NON_GST: "Outside GST",
}


class TaxRow(Struct, frozen=True, kw_only=True):
    """A tax class in the list; ``change`` is what is still to come, or nothing."""

    code: str
    name: str
    now: str
    change: str
    items: str


class TaxState(Struct, frozen=True, kw_only=True):
    """The page."""

    rows: tuple[TaxRow, ...] = ()
    chosen: str = ""
    can_take_back: bool = False
    can_change: bool = False
    data: str = ""
    """Of which day the law's data is."""


class TaxView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: TaxState) -> None: ...
    def open_rate(self, tax_class: TaxClassView) -> None: ...
    def open_file(self) -> None: ...


class TaxPresenter:
    """Lists the classes; a change is made in a sheet, and taken back here while it is to come."""

    def __init__(self, counter: Counter, view: TaxView) -> None:
        self._counter = counter
        self._view = view
        self._classes: tuple[TaxClassView, ...] = ()
        self._state = TaxState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front, or something was changed."""
        self._counter.read(classes, AllTaxClasses(), self._known, latest="settings.tax")

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def class_chosen(self, code: str) -> None:
        """A row is current."""
        if code != self._state.chosen:
            self._display(chosen=code)

    def change_pressed(self) -> None:
        """A rate from a day on."""
        found = self._chosen()
        if found is not None and self._state.can_change:
            self._view.open_rate(found)

    def take_back_pressed(self) -> None:
        """The change that is to come next is not to come."""
        found = self._chosen()
        if found is None:
            return
        coming = self._coming(found)
        if coming is None:
            self._counter.tell(Message(kind="info", text=NO_CHANGE.format(name=found.name)))
            return
        request = TakeBackRate(tax_class=found.code, valid_from=coming.valid_from)
        self._counter.write(take_back_rate, request, lambda _view: self.entered())

    def take_in_pressed(self) -> None:
        """Newer data of the law, from a file."""
        self._view.open_file()

    # -- inside --------------------------------------------------------------------------

    def _known(self, found: TaxClassList) -> None:
        self._classes = found.classes
        codes = [known.code for known in found.classes]
        chosen = self._state.chosen if self._state.chosen in codes else next(iter(codes), "")
        self._display(
            rows=tuple(self._row(known) for known in found.classes),
            chosen=chosen,
            data=f"{found.data_version:%d-%m-%Y}",
        )

    def _row(self, found: TaxClassView) -> TaxRow:
        coming = self._coming(found)
        return TaxRow(
            code=found.code,
            name=found.name,
            now=_UNTAXED.get(found.treatment) or rate_words(found.now),
            change=f"{rate_words(coming)} from {coming.valid_from:%d-%m-%Y}" if coming else "",
            items=str(found.item_count),
        )

    def _coming(self, found: TaxClassView) -> DatedRate | None:
        today: date = self._counter.today
        return next((rate for rate in found.rates if rate.valid_from > today), None)

    def _chosen(self) -> TaxClassView | None:
        return next((c for c in self._classes if c.code == self._state.chosen), None)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        found = self._chosen()
        self._state = replace(
            self._state,
            can_take_back=found is not None and self._coming(found) is not None,
            can_change=found is not None and found.treatment is Treatment.TAXABLE,
        )
        if not self._is_gone:
            self._view.display(self._state)


def rate_words(rate: DatedRate | None) -> str:
    """``28% + cess 12%``; of no rate, "None yet"."""
    if rate is None:
        return "None yet"
    words = f"{format_percent(rate.gst_rate)}%"
    if rate.cess_rate:
        words += f" + cess {format_percent(rate.cess_rate)}%"
    if rate.cess_per_unit:
        words += f" + cess {format_rupees(rate.cess_per_unit)} each"
    return f"{words} of MRP" if rate.rsp_valued else words
