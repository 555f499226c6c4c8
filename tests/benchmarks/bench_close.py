"""What closing a shift costs, its Z report and printout included: 100 bills against 2,000.

Both shops have the same past; shifts of the two sizes are closed in turn. Each bill is sold by
the real use case, with five lines of three rates, in cash, by UPI or on both.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from measuring import heading, in_ms, median_ratio, quantile, say
from msgspec.structs import replace

FEW, MANY, ROUNDS, LINES = 100, 2_000, 5, 5
_RATES = (500, 1_800, 0, 500, 1_800)


def main(rounds: int = ROUNDS) -> None:
    """Measure and print."""
    from pos_desktop.app import desk_for
    from pos_desktop.application.people import sign_in
    from pos_desktop.cli.demo_shop import make_demo_shop
    from pos_desktop.persistence.shop_folder import open_shop

    with tempfile.TemporaryDirectory() as place:
        os.environ["POS_KEYS"] = f"{place}/keys"
        make_demo_shop(Path(place) / "shop", days=0, seed=1, today=date(2026, 2, 18)).close()
        store = open_shop(Path(place) / "shop")
        desk = desk_for(store)
        cashier = sign_in(desk, "cashier", "1357")
        _set_printer(sign_in(desk, "owner", "demo-owner"), place)
        heading(f"closing a shift of {FEW} and of {MANY:,} bills, {LINES} lines each")
        few, many = [], []
        for _ in range(rounds):
            few.append(_closed(cashier, FEW))
            many.append(_closed(cashier, MANY))
        say(f"close, {FEW} bills", in_ms(few))
        say(f"close, {MANY:,} bills", in_ms(many), "≤ 500 ms")
        say("ratio", f"{median_ratio(many, few):.2f}", "≤ 2")
        by_hand = quantile(many, 0.5) / quantile(few, 0.5)
        say("ratio of the medians", f"{by_hand:.2f}")
        store.close()


def _closed(desk: Any, bills: int) -> float:
    """Sell that many, and return the seconds that the close takes."""
    from pos_desktop.application import shifts

    shifts.open_shift(desk, shifts.OpenShift(opening_cash=0))
    for number in range(bills):
        _sell(desk, number)
    begun = time.perf_counter()
    shifts.count(desk, shifts.CountShift(closing_cash=_cash(desk)))
    shifts.close(desk, shifts.CloseShift())
    return time.perf_counter() - begun


def _cash(desk: Any) -> int:
    """What lies in the drawer, so that the close needs nobody's approval."""
    with desk.store.look() as look:
        shift = look.shifts.open_shift(desk.signed_in.terminal.id)
        return int(look.shifts.cash_sums(shift.id).cash_sales)


def _sell(desk: Any, number: int) -> None:
    from pos_desktop.application import billing
    from pos_desktop.application.lines import LineInput
    from pos_desktop.domain.outlet import Method

    lines = tuple(
        LineInput(
            description=f"Thing {at}",
            unit_price=(10 + (number + at) % 90) * 100,
            gst_rate=rate,
            price_includes_tax=True,
        )
        for at, rate in enumerate(_RATES[:LINES])
    )
    total = sum((10 + (number + at) % 90) * 100 for at in range(LINES))
    tenders: Sequence[Any] = (billing.TenderInput(method=Method.CASH, amount=total),)
    if number % 3 == 0:
        tenders = (billing.TenderInput(method=Method.UPI, amount=total, reference=str(number)),)
    billing.issue(desk, billing.IssueBill(lines=lines, tenders=tuple(tenders)))


def _set_printer(owner: Any, place: str) -> None:
    from pos_desktop.application import outlet

    folder = Path(place) / "printouts"
    folder.mkdir()
    outlet.set_printer(
        replace(owner), outlet.SetPrinter(connection="file", address=str(folder), drawer_pin=2)
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
