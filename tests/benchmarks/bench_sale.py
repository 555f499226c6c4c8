"""The durable ten-line sale through ``billing.issue``, against raw SQL writing the same rows.

The sales are first made once while their writing statements are recorded. Then raw sqlcipher3
replays the recorded statements on one copy of the shop (same pragmas, same key, one transaction
a sale), and ``billing.issue`` makes the sales on another copy, in turn, pair by pair.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from measuring import (
    as_in_the_window,
    between_customers,
    flush_count,
    heading,
    in_ms,
    median_ratio,
    quantile,
    say,
    slow_flushes,
    with_flush_shim,
)

PAIRS = 600
WARM_UP = 60
LINES = 10
CUSTOMERS = 400
FEW = 5
"""Customers between two moments in which nobody does anything."""

Statement = tuple[str, Any, bool]


def main() -> None:
    """Print every figure of the sale."""
    with_flush_shim()
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        make_shop(template)
        recorded = _record(copy_of(template))
        _ratio(template, recorded)
        _slow_disk(template, recorded)


def make_shop(folder: Path) -> None:
    from pos_desktop.cli.demo_shop import make_demo_shop

    make_demo_shop(folder, days=1, seed=1, today=date(2026, 2, 18)).close()
    Seller(folder, open_shift=True).close()


class Seller:
    """Makes the n-th sale on a shop."""

    def __init__(self, folder: Path, *, open_shift: bool = False) -> None:
        from pos_desktop.app import desk_for
        from pos_desktop.application import billing, shifts
        from pos_desktop.application.people import sign_in
        from pos_desktop.domain.outlet import Method
        from pos_desktop.persistence.shop_folder import open_shop

        self._issue, self._request = billing.issue, billing.IssueBill
        self._tenders = (billing.TenderInput(method=Method.CASH, amount=50_000_00),)
        own = folder.parent / "keys"
        self.store = open_shop(folder, keys=own if own.exists() else None)
        as_in_the_window()
        self.desk = sign_in(desk_for(self.store), "cashier", "1357")
        if open_shift:
            shifts.open_shift(self.desk, shifts.OpenShift(opening_cash=1000_00))

    def prepare(self) -> int:
        """Ring up ten lines; the order is in the store, as at the counter."""
        from pos_desktop.application import orders

        view = None
        for n in range(LINES):
            order_id = view.order_id if view else None
            view = orders.add_line(self.desk, orders.AddLine(order_id=order_id, item=str(1040 + n)))
        if view is None:
            raise RuntimeError("nothing was rung up")
        return view.order_id

    def pay(self, order_id: int) -> None:
        """The measured part: the order becomes a durable bill."""
        self._issue(self.desk, self._request(order_id=order_id, tenders=self._tenders))

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def copy_of(template: Path) -> Path:
    from pos_desktop.persistence.keys import keys_folder

    target = Path(tempfile.mkdtemp(dir=template.parent)) / "shop"
    shutil.copytree(template, target)
    # The head logs of two copies would contradict each other.
    shutil.copytree(keys_folder(), target.parent / "keys")
    return target


def _record(folder: Path) -> list[tuple[list[Statement], list[Statement]]]:
    """For each sale: the statements that ring it up, and those that ``issue`` writes."""
    from pos_desktop.persistence.prepared import heard_by

    seller = Seller(folder)
    heard: list[Statement] = []

    def hear(_sql: Any, statement: str, values: Any, many: bool) -> None:
        if not statement.lstrip().upper().startswith("SELECT"):
            heard.append((statement, values, many))

    heard_by.append(hear)
    sales = []
    for _ in range(WARM_UP + PAIRS):
        heard.clear()
        order_id = seller.prepare()
        ringing = list(heard)
        heard.clear()
        seller.pay(order_id)
        sales.append((ringing, list(heard)))
    heard_by.remove(hear)
    seller.close()
    return sales


def _ratio(template: Path, recorded: list[tuple[list[Statement], list[Statement]]]) -> None:
    heading(f"Ten-line sale, {PAIRS} pairs")
    raw = _raw_connection(copy_of(template))
    seller = Seller(copy_of(template))
    through_us, through_raw = [], []
    flushes_us = flushes_raw = 0
    for n, (ringing, paying) in enumerate(recorded):
        _replay(raw, ringing)
        order_id = seller.prepare()
        before = flush_count()
        b = timed(lambda paying=paying: _replay(raw, paying))
        between = flush_count()
        a = timed(lambda order_id=order_id: seller.pay(order_id))
        after = flush_count()
        if n % FEW == 0:
            between_customers(seller.store)
        if n >= WARM_UP:
            through_us.append(a)
            through_raw.append(b)
            flushes_raw += between - before
            flushes_us += after - between
    say("billing.issue", in_ms(through_us))
    say("raw driver, same rows", in_ms(through_raw))
    say("ratio, median of pairs", f"{median_ratio(through_us, through_raw):.2f}×", "≤ 2.0×")
    say("flushes a sale", f"{flushes_us / PAIRS:.3f}", "≤ 2.1, the head log's too")
    say("flushes a sale, raw", f"{flushes_raw / PAIRS:.3f}")
    statements = quantile([len(paying) for _, paying in recorded], 0.5)
    say("writing statements a sale", f"{statements:.0f}")
    raw.close()
    seller.close()


def _slow_disk(template: Path, recorded: list[tuple[list[Statement], list[Statement]]]) -> None:
    heading("The same with 5 ms added to every flush")
    raw = _raw_connection(copy_of(template))
    seller = Seller(copy_of(template))
    seller.pay(seller.prepare())
    slow_flushes(5)
    # As at the counter: ten lines are rung up, then paid; after a few customers a moment of rest.
    times, through_raw = [], []
    for n, (ringing, paying) in enumerate(recorded[:CUSTOMERS]):
        _replay(raw, ringing)
        order_id = seller.prepare()
        through_raw.append(timed(lambda paying=paying: _replay(raw, paying)))
        times.append(timed(lambda order_id=order_id: seller.pay(order_id)))
        if n % FEW == 0:
            between_customers(seller.store)
    raw.close()
    say("billing.issue, each rung up before it is paid", in_ms(times), "p99 ≤ 16.7 ms")
    say("raw driver, same rows", in_ms(through_raw))
    # Harder than any counter: nothing between two payments, and never a moment to tidy up.
    order_ids = [seller.prepare() for _ in range(CUSTOMERS)]
    seller.store.checkpoint()
    times = [timed(lambda order_id=order_id: seller.pay(order_id)) for order_id in order_ids]
    slow_flushes(0)
    say("billing.issue, one upon the other without any pause", in_ms(times))
    seller.close()


def timed(call: Callable[[], None]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _raw_connection(folder: Path) -> Any:
    """A connection of the bare driver with the pragmas of the store's own writer."""
    from pos_desktop.persistence.engine import connect
    from pos_desktop.persistence.keys import keys_folder, read_keys
    from pos_desktop.persistence.shop_folder import ABOUT, STORE

    store_id = json.loads((folder / ABOUT).read_text(encoding="utf-8"))["store_id"]
    return connect(folder / STORE, read_keys(keys_folder(None), store_id).store)


def _replay(raw: Any, statements: list[Statement]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values, many in statements:
        (raw.executemany if many else raw.execute)(statement, values)
    raw.commit()


if __name__ == "__main__":
    main()
