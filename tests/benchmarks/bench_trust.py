"""What proof costs: start-up, the check, the backup, and a sale while a backup is taken.

On shops with every bill sealed in the chain as a sale seals it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Any

from big_shop import big_shop
from measuring import BUILD, as_in_the_window, between_customers, heading, in_ms, say

FEW, MANY = 20_000, 100_000
"""The items and customers of both shops are the same: their difference is what bills cost."""
_WITH_BILL = ("bill_line", "tender")
_AT_ONCE = 500
_COPIES = 5
_BETWEEN = 5
"""Sales between two moments in which nobody does anything."""


def main() -> None:
    """Measure and print."""
    few = _measure(FEW)
    many = _measure(MANY)
    heading(f"each 100,000 bills more, from {FEW:,} to {MANY:,}")
    for what, goal in (("check", "≤ 5 s"), ("a copy that stands", "≤ 1 s")):
        more = (many[what] - few[what]) * 100_000 / (MANY - FEW)
        say(what, f"{more:.2f} s", goal)


def _measure(bills: int) -> dict[str, float]:
    from pos_desktop.app import desk_for
    from pos_desktop.application import shifts
    from pos_desktop.application.people import sign_in
    from pos_desktop.persistence.shop_folder import open_shop

    folder = _sealed_shop(bills)
    heading(f"{bills:,} bills, all sealed; 100,000 items, 200,000 customers")
    starts = []
    for _ in range(7):
        begun = time.perf_counter()
        store = open_shop(folder)
        starts.append(time.perf_counter() - begun)
        store.close()
    say("start-up checks", in_ms(starts), "≤ 1 s")
    store = open_shop(folder)
    say("size of the store", f"{store.path.stat().st_size / 1e6:.0f} MB")
    took = {"check": _check(store), "a copy that stands": _copy(store)}
    desk = sign_in(desk_for(store), "cashier", "1357")
    with store.look() as look:
        is_open = look.shifts.open_shift(1) is not None
    if not is_open:
        shifts.open_shift(desk, shifts.OpenShift(opening_cash=1000_00))
    _backup_while_selling(desk)
    store.close()
    shutil.rmtree(folder.parent)
    return took


def _check(store: Any) -> float:
    begun, busy = time.perf_counter(), time.process_time()
    report = store.check(None, lambda _area, _done, _total: None)
    seconds = time.perf_counter() - begun
    told = f"{seconds:.2f} s ({time.process_time() - busy:.2f} s of processor)"
    say("check", f"{told}, {report.entries:,} entries, sound: {report.is_sound}")
    for fault in report.faults[:5]:
        print(f"  {fault.area}: {fault.words}")
    return seconds


def _copy(store: Any) -> float:
    """The first of a backup's two phases: one moment of the store, flushed; the proof comes after.

    Beside it what this disk takes for as many bytes, copied and flushed by ``dd``.
    """
    from pos_desktop.persistence.backup import copy_moment, remove

    part = store.path.with_name("bench.part")
    copies, plain = [], []
    for _ in range(_COPIES):
        begun = time.perf_counter()
        copy_moment(store.path, part, store._keys.store)
        copies.append(time.perf_counter() - begun)
        remove(part)
        begun = time.perf_counter()
        subprocess.run(
            ["dd", f"if={store.path}", f"of={part}", "bs=8M", "conv=fsync", "status=none"],
            check=True,
        )
        plain.append(time.perf_counter() - begun)
        part.unlink()
    say("a copy that stands", in_ms(copies))
    say("the same bytes by dd", in_ms(plain))
    return median(copies)


def _backup_while_selling(desk: Any) -> None:
    from pos_desktop.application import backups
    from pos_desktop.domain.backups import Occasion

    as_in_the_window()
    quiet = _sales(desk, lambda made: made < 200)
    done = threading.Event()
    taken: list[float] = []

    def back_up() -> None:
        started = time.perf_counter()
        made = backups.take(desk, Occasion.DEMAND)
        taken.append(time.perf_counter() - started)
        print([backup.error or "good" for backup in made])
        done.set()

    thread = threading.Thread(target=back_up)
    thread.start()
    meanwhile = _sales(desk, lambda _made: not done.is_set())
    thread.join()
    say("backup, with its proof in the background", f"{taken[0]:.2f} s")
    say("a sale, no backup", in_ms(quiet))
    say("a sale during the backup", in_ms(meanwhile), "max ≤ 100 ms")


def _sales(desk: Any, goes_on: Callable[[int], bool]) -> list[float]:
    """Sales, one upon the other, with a moment of rest after every fifth."""
    took: list[float] = []
    while goes_on(len(took)):
        took.append(_sale(desk))
        time.sleep(0.005)
        if len(took) % _BETWEEN == 0:
            between_customers(desk.store)
    return took


def _sale(desk: Any) -> float:
    from pos_desktop.application import billing
    from pos_desktop.application.lines import LineInput
    from pos_desktop.domain.outlet import Method

    lines = tuple(LineInput(item=str(1040 + n)) for n in range(10))
    pay = billing.TenderInput(method=Method.CASH, amount=100_000_00)
    begun = time.perf_counter()
    billing.issue(desk, billing.IssueBill(lines=lines, tenders=(pay,)))
    return time.perf_counter() - begun


def _sealed_shop(bills: int) -> Path:
    """The big shop with an entry for each bill; made once, copied for each run."""
    made = big_shop(bills)
    if not (made / "sealed").exists():
        _seal(made)
        (made / "sealed").touch()
    folder = Path(tempfile.mkdtemp(dir=BUILD)) / "shop"
    shutil.copytree(made, folder)
    # The head logs of two copies would contradict each other.
    shutil.copytree(BUILD / "keys", folder.parent / "keys")
    # The disk is not to be busy with the copy while the check is timed.
    os.sync()
    os.environ["POS_KEYS"] = str(folder.parent / "keys")
    return folder


def _seal(folder: Path) -> None:
    from pos_desktop.persistence.chain import facts_of, sealed_tables
    from pos_desktop.persistence.shop_folder import open_shop

    begun = time.monotonic()
    store = open_shop(folder)
    with store.work(1) as work:
        sql, facts = work.sql, facts_of(work.sql)
        known = _known(sql)
        tables = {table.name: table for table in sealed_tables()}
        children = {name: _by_bill(sql, tables[name], known["bill"]) for name in _WITH_BILL}
        for name, table in tables.items():
            if name in _WITH_BILL:
                continue
            names = ", ".join(f'"{c.name}"' for c in table.c)
            rows = sql.exec_driver_sql(
                f'SELECT {names} FROM "{name}" WHERE {table.primary_key.columns[0].name}'
                f" > {known[name]} ORDER BY 1, 2"
            )
            for count, row in enumerate(rows, start=1):
                facts.add(name, tuple(row))
                if name == "bill":
                    for child, groups in children.items():
                        for of_bill in next(groups)[1]:
                            facts.add(child, tuple(of_bill))
                    facts.seal()
                elif count % _AT_ONCE == 0:
                    facts.seal()
            facts.seal()
        work.commit()
    store.close()
    print(f"sealed the bills in {time.monotonic() - begun:.0f} s", file=sys.stderr)


def _known(sql: Any) -> dict[str, int]:
    """The last id of each table that is in an entry already."""
    import json

    from pos_desktop.persistence.packing import unpacked

    last: dict[str, int] = {}
    for (body,) in sql.exec_driver_sql("SELECT body FROM chain_entry"):
        for name, rows in json.loads(unpacked(body)).items():
            last[name] = max([last.get(name, 0), *(row[0] for row in rows)])
    from pos_desktop.persistence.chain import sealed_tables

    return {table.name: last.get(table.name, 0) for table in sealed_tables()}


def _by_bill(sql: Any, table: Any, after: int) -> Any:
    names = ", ".join(f'"{c.name}"' for c in table.c)
    rows = sql.exec_driver_sql(
        f'SELECT {names} FROM "{table.name}" WHERE bill_id > {after} ORDER BY bill_id, line'
    )
    return groupby(rows, key=itemgetter(0))


if __name__ == "__main__":
    main()
