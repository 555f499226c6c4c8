"""The days that a request asks for and a report is of, in one form for all of them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from pos_desktop.domain.periods import checked_days


class AskedDays(Struct, frozen=True, kw_only=True):
    """First and last day, inclusive; either may be left out. What then holds the request says."""

    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")

    def days_until(self, today: date) -> tuple[date, date]:
        """What was asked for: *today* alone where it names no day, up to today without a last.

        Raises BadInput for a period that ends before it begins, or that is too long.
        """
        last = self.last or (today if self.first is None else max(today, self.first))
        return checked_days(self.first or last, last)


class ReportDays(Struct, frozen=True, kw_only=True):
    """The days that a report is of, inclusive."""

    first: date = field(name="from")
    last: date = field(name="to")
