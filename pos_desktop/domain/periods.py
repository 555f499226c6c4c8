"""Periods that reports and returns are asked for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from pos_desktop.domain.errors import BadInput

LONGEST_DAYS = 366 * 8
"""As long as records are kept (CGST Act s.36): no report reaches further."""

_PERIOD = re.compile(r"(?:(\d{4})-(\d{2})|(\d{2})(\d{4}))", re.ASCII)
_MONTHS_A_QUARTER = 3


class ReturnPeriod(Struct, frozen=True, kw_only=True):
    """A month or a quarter of a return: its days, inclusive."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """As the portal writes it: ``022026``; of a quarter, its last month."""
        return f"{self.last:%m%Y}"


def refuse_backwards(first: date | None, last: date | None) -> None:
    """Raise BadInput for a period that ends before it begins; an open end is no fault."""
    if first and last and first > last:
        raise BadInput("The period ends before it begins. Exchange the two dates.", field="to")


def checked_days(first: date, last: date) -> tuple[date, date]:
    """First and last day. Raises BadInput for a period that runs backwards or is too long."""
    refuse_backwards(first, last)
    if (last - first).days > LONGEST_DAYS:
        raise BadInput("A report covers at most eight years. Ask for less.", field="from")
    return first, last


def return_period(text: str, *, quarterly: bool, field: str) -> ReturnPeriod:
    """The period of ``2026-02`` or ``022026``. Raises BadInput naming *field*.

    A quarterly return is named after its last month.
    """
    match = _PERIOD.fullmatch(text.strip())
    year, month = (int(match[1] or match[4]), int(match[2] or match[3])) if match else (0, 0)
    if not (1 <= month <= 12 and year >= 2017):
        raise BadInput(
            f"“{text}” is not the month of a return. Write it like 2026-02, or 022026.",
            field=field,
            code="not_a_period",
        )
    if quarterly and month % _MONTHS_A_QUARTER:
        raise BadInput(
            "A quarter ends with March, June, September or December. Name that month.",
            field=field,
            code="not_a_quarter",
        )
    first = date(year, month - 2 if quarterly else month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return ReturnPeriod(first=first, last=after - timedelta(days=1))
