"""What a long history costs: the same work at 10,000 and at 1,000,000 bills, in turn.

Nothing may grow slower as bills accumulate, except what must read them all.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench_sale import LINES, Seller
from big_shop import big_shop
from measuring import heading, in_ms, median_ratio, quantile, say

SMALL, LARGE = 10_000, 1_000_000
PAIRS = 400
LOOKS = 150
WARM_UP = 20
GOAL = "≤ 1.2×"
# As the big shops are made: so many bills a day, the last of a million on this one.
A_DAY = 400
NEWEST_DAY = date(2026, 2, 17)


def main() -> None:
    """Print every figure of the growth."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = _open(big_shop(SMALL), Path(folder)), _open(big_shop(LARGE), None)
        _sales(small, large)
        for what, look in _looks(small, large).items():
            _compare(what, look, small, large)
        small.close()
        large.close()


def _open(shop: Path, copy_in: Path | None) -> Seller:
    """A seller at the shop, or at a copy: a small shop would grow from run to run."""
    from pos_desktop.application import shifts

    if copy_in is not None:
        shop = Path(shutil.copytree(shop, copy_in / "shop"))
    seller = Seller(shop)
    if shifts.current(seller.desk, shifts.CurrentShift()).shift is None:
        shifts.open_shift(seller.desk, shifts.OpenShift(opening_cash=1000_00))
    return seller


def _sales(small: Seller, large: Seller) -> None:
    heading(f"billing.issue of {LINES} lines, {PAIRS} pairs")
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(WARM_UP + PAIRS):
        orders = [seller.prepare() for seller in (small, large)]
        # Which goes first changes, so that neither always finds the processor's caches warm.
        for which in (0, 1) if n % 2 else (1, 0):
            seller, order = (small, large)[which], orders[which]
            took = _timed(lambda seller=seller, order=order: seller.pay(order))
            if n >= WARM_UP:
                times[which].append(took)
        if n % 50 == 0:
            small.store.checkpoint()
            large.store.checkpoint()
    _say_both("", *times)


def _looks(small: Seller, large: Seller) -> dict[str, Callable[[Seller], Any]]:
    """What is read; each finds the same number of rows in both shops."""
    from pos_desktop.application import accounts, bills
    from pos_desktop.domain.accounts import BalanceState

    newest = {
        seller: bills.search(seller.desk, bills.SearchBills(limit=1)).bills[0]
        for seller in (small, large)
    }

    # The last days of the history; both shops sold the same on each.
    last = {
        seller: NEWEST_DAY - timedelta(days=(LARGE - size) // A_DAY + 7)
        for seller, size in ((small, SMALL), (large, LARGE))
    }

    def days(seller: Seller, count: int) -> bills.SearchBills:
        return bills.SearchBills(
            first=last[seller] - timedelta(days=count - 1), last=last[seller], limit=20
        )

    return {
        "accounts.balances, first 50": lambda s: accounts.balances(
            s.desk, accounts.BalancesRequest()
        ),
        "accounts.balances, everybody's": lambda s: accounts.balances(
            s.desk, accounts.BalancesRequest(state=BalanceState.ALL)
        ),
        "bills.search, newest 20": lambda s: bills.search(s.desk, bills.SearchBills()),
        "bills.search, a number": lambda s: bills.search(
            s.desk, bills.SearchBills(q=newest[s].bill_number)
        ),
        "bills.search, a day": lambda s: bills.search(s.desk, days(s, 1)),
        "bills.search, a week": lambda s: bills.search(s.desk, days(s, 7)),
        "bills.search, nothing found": lambda s: bills.search(
            s.desk, bills.SearchBills(q="qzxqzx")
        ),
    }


def _compare(what: str, look: Callable[[Seller], Any], small: Seller, large: Seller) -> None:
    heading(f"{what}, {LOOKS} pairs")
    a, b = [], []
    for n in range(LOOKS + 5):
        x, y = _timed(lambda: look(small)), _timed(lambda: look(large))
        if n >= 5:
            a.append(x)
            b.append(y)
    found = [look(seller).pagination.total for seller in (small, large)]
    _say_both(f" ({found[0]:,} and {found[1]:,} in all)", a, b)


def _say_both(found: str, small: list[float], large: list[float]) -> None:
    say(f"at {SMALL:,} bills", in_ms(small))
    say(f"at {LARGE:,} bills", in_ms(large))
    medians = quantile(large, 0.5) / quantile(small, 0.5)
    pairs = median_ratio(large, small)
    say(f"ratio of medians; median of pairs{found}", f"{medians:.2f}×; {pairs:.2f}×", GOAL)


def _timed(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
