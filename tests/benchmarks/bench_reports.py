"""Returns and reports: a month of 20,000 bills, and the first page over 100,000.

.venv/bin/python tests/benchmarks/bench_reports.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from big_shop import big_shop
from measuring import heading, in_ms, quantile, say
from msgspec.structs import replace

MONTH = "date('2026-01-01', '+' || (n * 28 / 20001) || ' days')"
RUNS = 20


def main() -> None:
    """Measure and print."""
    month = big_shop(20_000, days=MONTH, name="-month")
    heading("a month of 20,000 bills")
    _month(month)
    folder = big_shop(100_000)
    heading("100,000 bills, 400 a day: the figures of a report, as its page asks for them")
    _pages(folder)


def _pages(folder: Path) -> None:
    """A whole month of each report, with everything before it in the store."""
    from pos_desktop.application.report_list import REPORTS, make_report
    from pos_desktop.persistence.shop_folder import open_shop

    with closing(open_shop(folder)) as store:
        with store.look() as look:
            last = look.sql.exec_driver_sql(
                "SELECT max(business_date) FROM bill WHERE id > 1000"
            ).scalar_one()
        end = date.fromisoformat(last) - timedelta(days=31)
        days = (end.replace(day=1), end)
        desk = _desk(store, datetime(2026, 2, 18, 6, tzinfo=UTC))
        for name in REPORTS:
            first = _seconds(lambda name=name: make_report(desk, name, days))
            times = [_seconds(lambda name=name: make_report(desk, name, days)) for _ in range(RUNS)]
            goal = "p95 100 ms" if name == "day" else ""
            figure = f"{in_ms(times)}   p95 {quantile(times, 0.95) * 1e3:.0f} ms"
            say(f"{name}, {(days[1] - days[0]).days + 1} days", figure, goal)
            say("    the first time", f"{first * 1e3:.0f} ms")


def _desk(store: Any, now: datetime) -> Any:
    from pos_desktop.app import desk_for
    from pos_desktop.domain.people import Session

    with store.look() as look:
        user, terminal = look.people.user_by_login("owner"), look.people.terminal("A")
    session = Session(
        user_id=user.id,
        login=user.login,
        user_name=user.name,
        role=user.role,
        outlet_id=user.outlet_id,
        terminal=terminal,
    )
    return replace(desk_for(store, clock=lambda: now), session=session)


def _month(folder: Path) -> None:
    from pos_desktop.application import gst_returns, reports
    from pos_desktop.persistence.shop_folder import open_shop

    with closing(open_shop(folder)) as store:
        desk = _desk(store, datetime(2026, 2, 1, 6, tzinfo=UTC))
        asked = gst_returns.AskReturn(period="2026-01")
        lines = _seconds(lambda: _count_lines(store))
        say("its lines read once, cold", f"{lines * 1e3:.0f} ms")
        made: list[str] = []
        first = _seconds(
            lambda: made.append(gst_returns.gstr1_text(gst_returns.gstr1(desk, asked)))
        )
        say("GSTR-1 as a file", f"{first:.2f} s, {len(made[0]) / 1e6:.2f} MB", "5 s")
        say(
            "what must be mended first",
            f"{_seconds(lambda: gst_returns.gstr1_problems(desk, _problems())):.2f} s",
        )
        whole = reports.AskPeriod(first=date(2026, 1, 1), last=date(2026, 1, 31))
        for name, call in (
            ("GST summary", reports.gst),
            ("HSN summary", reports.hsn),
            ("documents", reports.documents),
        ):
            say(f"{name} of the month", f"{_seconds(_asking(call, desk, whole)) * 1e3:.0f} ms")


def _problems() -> Any:
    from pos_desktop.application.gst_returns import AskProblems

    return AskProblems(period="2026-01")


def _count_lines(store: Any) -> None:
    with store.look() as look:
        look.sql.exec_driver_sql("SELECT sum(taxable) FROM bill_line").scalar_one()


def _asking(call: Any, desk: Any, request: Any) -> Callable[[], Any]:
    return lambda: call(desk, request)


def _seconds(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
