"""Changing the rates of a tax class from a day on. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.tax import ScheduleRate, TaxClassView, schedule_rate
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.measures import format_percent, parse_percent
from pos_desktop.domain.money import parse_rupees, plain_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

DAY, RATE, CESS, CESS_EACH, BASE = (
    "valid_from",
    "gst_rate",
    "cess_rate",
    "cess_per_unit",
    "rsp_valued",
)
ON_PRICE, ON_MRP = "price", "mrp"


class RateView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: RateState) -> None: ...
    def close_sheet(self) -> None: ...


class RateState(Struct, frozen=True, kw_only=True):
    """The sheet; ``fill`` is given once, with what holds today and tomorrow's date."""

    fill: dict[str, str] | None = None
    problem: str = ""
    problem_at: str = ""
    is_saving: bool = False


class RatePresenter:
    """``saved`` hears that there is something new to read."""

    def __init__(
        self, counter: Counter, view: RateView, tax_class: TaxClassView, saved: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._view = view
        self._class = tax_class
        self._saved = saved
        self._is_saving = False

    def opened(self) -> None:
        """The sheet came up."""
        now, tomorrow = self._class.now, self._counter.today + timedelta(days=1)
        self._view.display(
            RateState(
                fill={
                    DAY: f"{tomorrow:%d-%m-%Y}",
                    RATE: format_percent(now.gst_rate) if now else "",
                    CESS: format_percent(now.cess_rate) if now else "0",
                    CESS_EACH: plain_rupees(now.cess_per_unit if now else 0),
                    BASE: ON_MRP if now and now.rsp_valued else ON_PRICE,
                }
            )
        )

    def submitted(self, texts: dict[str, str]) -> None:
        """Save."""
        if self._is_saving:
            return
        try:
            request = ScheduleRate(
                tax_class=self._class.code,
                valid_from=day_typed(texts[DAY], field=DAY),
                gst_rate=parse_percent(texts[RATE], field=RATE),
                cess_rate=parse_percent(texts[CESS] or "0", field=CESS),
                cess_per_unit=parse_rupees(texts[CESS_EACH] or "0", field=CESS_EACH),
                rsp_valued=texts[BASE] == ON_MRP,
            )
        except BadInput as error:
            self._failed(error)
            return
        self._is_saving = True
        self._view.display(RateState(is_saving=True))
        self._counter.write(schedule_rate, request, self._done, failed=self._failed)

    def _done(self, changed: TaxClassView) -> None:
        self._view.close_sheet()
        self._counter.tell(Message(kind="success", text=f"The rate of “{changed.name}” is set."))
        self._saved()

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._view.display(RateState(problem=error.message, problem_at=error.field or ""))


def day_typed(text: str, *, field: str) -> date:
    """A day as people here write it: ``01-02-2026``. Raises BadInput naming *field*."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise BadInput("Write the day like 01-02-2026.", field=field, code="not_a_day") from None
