"""A shop with a long history: 100,000 items, 200,000 customers, up to 1,000,000 bills.

A few real sales are made by the use cases; SQL then multiplies their rows, with every check,
key and index of the store in force. Kept under ``build/bench`` between runs.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from measuring import BUILD

ITEMS = 100_000
CUSTOMERS = 200_000
_CHUNK = 50_000
#: Named anew when what is made changes, so that a shop kept from before is made again.
_DONE = "done-2"
_UUID = "printf('%08x-0000-7000-8000-%012x', {salt}, {n})"


#: Of bill ``n``, in SQL: 400 a day.
_DAYS = "date('2026-02-17', '-' || ((1000000 - n) / 400) || ' days')"


def big_shop(bills: int, *, days: str = _DAYS, name: str = "") -> Path:
    """The folder of a shop with so many bills; made when it is not there yet.

    *days* is the day of bill ``n`` in SQL, and *name* tells a shop with other days apart.
    """
    os.environ["POS_KEYS"] = str(BUILD / "keys")
    folder = BUILD / f"shop-{bills}{name}"
    if (folder / _DONE).exists():
        return folder
    begun = time.monotonic()
    _make(folder, bills, days)
    (folder / _DONE).touch()
    seconds = time.monotonic() - begun
    print(f"made a shop with {bills:,} bills in {seconds:.0f} s", file=sys.stderr)
    return folder


def _make(folder: Path, bills: int, days: str) -> None:
    import shutil

    from pos_desktop.cli.demo_shop import make_demo_shop

    shutil.rmtree(folder, ignore_errors=True)
    store = make_demo_shop(folder, days=1, seed=1, today=date(2026, 2, 18))
    store.close()
    sql = connection(folder)
    _multiply(
        sql,
        "item",
        ITEMS,
        {"code": "'B' || n", "name": "name || ' ' || n", "is_favourite": "0", "stock": "0"},
    )
    _barcodes(sql)
    phone = "printf('8%09d', n)"
    changes = {"phone": phone, "name": "name || ' ' || n", "gstin": "NULL", "balance": "0"}
    # A copy of a customer has bought nothing: the bills stay those of the first few.
    bought = {"total_orders": "0", "total_spent": "0", "last_order_at": "NULL"}
    _multiply(sql, "customer", CUSTOMERS, changes | bought)
    made = sql.execute("SELECT max(id) FROM bill").fetchone()[0]
    _bills(sql, made, bills, days)
    sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sql.close()


def connection(folder: Path) -> Any:
    import json

    from pos_desktop.persistence.engine import connect
    from pos_desktop.persistence.keys import keys_folder, read_keys
    from pos_desktop.persistence.shop_folder import ABOUT, STORE

    store_id = json.loads((folder / ABOUT).read_text(encoding="utf-8"))["store_id"]
    sql = connect(folder / STORE, read_keys(keys_folder(None), store_id).store)
    sql.execute("PRAGMA cache_size = -500000")
    return sql


def _columns(sql: Any, table: str) -> list[str]:
    return [row[1] for row in sql.execute(f'PRAGMA table_info("{table}")')]


def _multiply(sql: Any, table: str, wanted: int, changes: dict[str, str]) -> None:
    """Copy the rows of *table* in turn until there are *wanted*; ``n`` is the new id."""
    first, count = sql.execute(f'SELECT min(id), count(*) FROM "{table}"').fetchone()
    top = sql.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0]
    salt = sum(table.encode())
    chosen = {"id": "n", "uuid": _UUID.format(salt=salt, n="n")} | changes
    _copy(sql, table, chosen, f"t.id = {first} + n % {count}", top + 1, wanted)


def _barcodes(sql: Any) -> None:
    first = sql.execute("SELECT max(item_id) FROM item_barcode").fetchone()[0]
    names = _columns(sql, "item_barcode")
    top = sql.execute("SELECT max(id) FROM item_barcode").fetchone()[0]
    values = {
        "id": f"{top} + i.id",
        "barcode": "printf('29%011d', i.id)",
        "item_id": "i.id",
        "outlet_id": "i.outlet_id",
        "qty": "1000",
    }
    values = values | {"uuid": _UUID.format(salt=9, n="i.id")}
    picked = ", ".join(values.get(name, "0") for name in names)
    sql.execute("BEGIN IMMEDIATE")
    sql.execute(
        f"INSERT INTO item_barcode ({', '.join(names)}) "
        f"SELECT {picked} FROM item i WHERE i.id > {first}"
    )
    sql.commit()


def _bills(sql: Any, made: int, wanted: int, day: str) -> None:
    """Multiply the last *made* bills with everything that hangs on each."""
    base = made + 1
    same = f"t.id = 1 + n % {made}"
    child = f"t.bill_id = 1 + n % {made}"
    # Nothing is billed in a closed shift: each 400 bills get one of their own, left open.
    shifts = {"id": "1000 + n", "number": "1000 + n", "uuid": _UUID.format(salt=7, n="n")}
    _copy(sql, "shift", shifts, "t.id = 1", 0, wanted // 400)
    _copy(
        sql,
        "order",
        {
            "id": "n",
            "uuid": _UUID.format(salt=1, n="n"),
            "number": "'ORD-OLD-' || n",
            "business_date": day,
        },
        same,
        base,
        wanted,
    )
    _copy(
        sql,
        "bill",
        {
            "id": "n",
            "uuid": _UUID.format(salt=2, n="n"),
            "number": "substr(t.number, 1, length(t.number) - 6) || printf('%06d', n)",
            "order_id": "n",
            "order_number": "'ORD-OLD-' || n",
            "shift_id": "1000 + n / 400",
            "business_date": day,
            "issued_at": f"{day} || substr(t.issued_at, 11)",
            "local_time": f"{day} || substr(t.local_time, 11)",
        },
        same,
        base,
        wanted,
    )
    _give_numbers_until(sql, wanted)
    for salt, table in enumerate(("bill_line", "tender"), start=3):
        changes = {"bill_id": "n", "uuid": _UUID.format(salt=salt, n="n * 100 + t.line")}
        _copy(sql, table, changes, child, base, wanted)
    for salt, table in enumerate(("cash_movement", "ledger_entry"), start=5):
        top = sql.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        changes = {"id": f"{top} + n", "bill_id": "n", "uuid": _UUID.format(salt=salt, n="n")}
        if table == "cash_movement":
            changes["shift_id"] = "1000 + n / 400"
        _copy(sql, table, changes, child, base, wanted)
    top = sql.execute("SELECT coalesce(max(id), 0) FROM bill_due").fetchone()[0]
    dues = {"id": f"{top} + n", "bill_id": "n", "business_date": day}
    _copy(sql, "bill_due", dues, child, base, wanted)
    # What is kept of each account must be what its entries make.
    sql.execute(
        "UPDATE customer SET balance = (SELECT coalesce(sum(credit - debit), 0)"
        " FROM ledger_entry AS l WHERE l.customer_id = customer.id)"
        " WHERE id IN (SELECT DISTINCT customer_id FROM ledger_entry)"
    )
    sql.execute(
        "UPDATE customer SET (total_orders, total_spent, last_order_at) = (SELECT count(*),"
        " coalesce(sum(total), 0) - (SELECT coalesce(sum(total), 0) FROM credit_note"
        " WHERE customer_id = customer.id), max(issued_at)"
        " FROM bill WHERE customer_id = customer.id)"
        " WHERE id IN (SELECT DISTINCT customer_id FROM bill)"
    )
    sql.execute("DELETE FROM account_day")
    sql.execute(
        "INSERT INTO account_day (outlet_id, business_date, debit, credit) SELECT outlet_id,"
        " business_date, sum(debit), sum(credit) FROM ledger_entry GROUP BY 1, 2"
    )


def _give_numbers_until(sql: Any, last: int) -> None:
    """A series counts on by one; here its guard steps aside for so many at once."""
    (guard,) = sql.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'number_series_no_gap'"
    ).fetchone()
    sql.execute("DROP TRIGGER number_series_no_gap")
    sql.execute("UPDATE number_series SET last = ? WHERE series = ''", (last,))
    sql.execute(guard)


def _copy(sql: Any, table: str, changes: dict[str, str], join: str, first: int, last: int) -> None:
    """Insert copies for n from *first* to *last*, a chunk a transaction."""
    names = _columns(sql, table)
    picked = ", ".join(changes.get(name, f't."{name}"') for name in names)
    into = ", ".join(f'"{name}"' for name in names)
    for start in range(first, last + 1, _CHUNK):
        end = min(start + _CHUNK - 1, last)
        sql.execute("BEGIN IMMEDIATE")
        sql.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT {start} UNION ALL "
            f"SELECT n + 1 FROM numbers WHERE n < {end}) "
            f'INSERT INTO "{table}" ({into}) '
            f'SELECT {picked} FROM numbers JOIN "{table}" t ON {join}'
        )
        sql.commit()


if __name__ == "__main__":
    big_shop(int(sys.argv[1]))
