"""Migrations make what ``tables`` says; the database refuses to change what is issued."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, MetaData, create_engine
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from pos_desktop.domain.errors import Unavailable
from pos_desktop.domain.shifts import CashKind, CashMovement
from pos_desktop.persistence import backup, engine, migrate, schema
from pos_desktop.persistence.bill_rows import bill_row
from pos_desktop.persistence.prepared import adding
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.persistence.tables import metadata

APPEND_ONLY = [
    "bill",
    "bill_line",
    "tender",
    "ledger_entry",
    "payment",
    "payment_allocation",
    "shift",
    "shift_close",
    "cash_movement",
    "stock_movement",
    "audit_entry",
    "credit_note",
    "credit_note_line",
    "credit_note_refund",
    "cash_slip",
    "shift_count",
    "variance_posting",
    "tender_correction",
    "slip_match",
    "z_report",
    "stock_entry",
    "stock_entry_line",
]


def objects(connection: Any, kind: str) -> dict[str, str]:
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind,)
    )
    return {name: re.sub(r"\s+", " ", sql).replace(" )", ")").strip() for name, sql in rows}


def with_checks(tables: MetaData) -> MetaData:
    """A copy of the tables in which every check is a constraint."""
    whole = MetaData(naming_convention=tables.naming_convention)
    for table in tables.tables.values():
        copy = table.to_metadata(whole)
        for check in table.info["checks"]:
            copy.append_constraint(CheckConstraint(check.condition))
        for column in copy.c:
            for check in column.info.get("checks", ()):
                CheckConstraint(check.condition)._set_parent_with_dispatch(column)
    return whole


def parts_of(statement: str) -> tuple[list[str], list[str]]:
    """A table's columns in their order, and its constraints, which may stand in any."""
    first, last = statement.index("("), statement.rindex(")")
    parts, depth, begun = [], 0, first + 1
    for place in range(first, last + 1):
        depth += {"(": 1, ")": -1}.get(statement[place], 0)
        if (depth == 1 and statement[place] == ",") or place == last:
            parts.append(statement[begun:place].strip())
            begun = place + 1
    head = f"{statement[:first]}{statement[last:]}"
    rules = [p for p in parts if p.startswith(("CHECK ", "CONSTRAINT "))]
    return [head, *(p for p in parts if p not in rules)], sorted(rules)


def test_the_migrations_make_exactly_the_tables_of_the_program(shop: Any) -> None:
    wanted = create_engine("sqlite://", module=dbapi2)
    with_checks(metadata).create_all(wanted)
    with wanted.connect() as ideal, shop.store.look() as look:
        tables = objects(look.sql, "table")
        for name, statement in objects(ideal, "table").items():
            assert parts_of(tables[name]) == parts_of(statement), name
        assert objects(look.sql, "index") == objects(ideal, "index")
        ours = {n for n in tables if not re.search("_(words|grams)(_|$)", n)}
        assert ours - {"alembic_version"} == set(metadata.tables)
        strict = look.sql.exec_driver_sql(
            "SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table'"
            " AND name NOT LIKE 'sqlite%'"
        )
        assert set(strict.scalars()) == {"alembic_version"}
    wanted.dispose()


@pytest.fixture
def filled(shop: Any) -> Any:
    """A shop with a row in every append-only table."""
    bill = shop.issue("A/25-26/000001")
    with shop.store.work() as work:
        work.items.move_stock(bill, shop.new_uuid)
        work.shifts.record_cash(
            CashMovement(
                uuid=shop.new_uuid(),
                outlet_id=shop.outlet.id,
                terminal_id=shop.terminal.id,
                shift_id=shop.shift.id,
                kind=CashKind.SALE,
                amount=10_500,
                at=shop.now,
                user_id=shop.user.id,
                bill_id=bill.id,
            )
        )
        work.commit()
    customer = shop.add_customer("Rajesh")
    with shop.store.work() as work:
        run = work.sql.exec_driver_sql
        run(
            "INSERT INTO ledger_entry (uuid, outlet_id, customer_id, at, business_date, kind,"
            f" debit, credit) VALUES ('u', 1, {customer}, 't', 'd', 'bill', 1, 0)"
        )
        run(
            "INSERT INTO payment (uuid, number, outlet_id, terminal_id, shift_id, customer_id,"
            " outlet_name, outlet_address, outlet_phone, is_demo, customer_name, received_at,"
            " local_time, business_date, user_id, cashier_name, method, amount, reference,"
            f" balance_before, balance_after) VALUES ('u', 'n', 1, 1, 1, {customer}, '', '', '',"
            " 0, '', '', '', '', 1, '', 'upi', 1, '', 0, 1)"
        )
        run(
            "INSERT INTO credit_note SELECT 1, 'u', 'n', 1, 1, 1, 1, 'b', 'd', 'tax_invoice', 1,"
            " 't', 't', 'd', 1, '', NULL, 'r', NULL, NULL, '23', '{}', NULL, NULL, NULL, NULL,"
            " NULL, NULL, 0, '23', '', 0, 0, 5, 0, 0, 0, 0, 0, 0, 5, 1, 1"
        )
        run(
            "INSERT INTO credit_note_line SELECT 1, 1, 'u', 1, item_id, description,"
            " description_hi, hsn, qty, unit, unit_price, price_includes_tax, mrp, treatment,"
            " supply, gst_rate, cess_rate, cess_per_unit, gross, discount, bill_discount, taxable,"
            " cgst, sgst, utgst, igst, cess, total, 1 FROM bill_line WHERE bill_id = 1 AND line = 1"
        )
        run(
            "INSERT INTO stock_entry VALUES (1, 'u', 1, 1, 'counted', 't', 'd', 1, 'n', '', '',"
            " 'r', NULL)"
        )
        run("INSERT INTO stock_entry_line VALUES (1, 1, 'u', 1, 1000, NULL)")
        run("INSERT INTO credit_note_refund VALUES (1, 1, 'u', 'cash', 5, '')")
        run("INSERT INTO payment_allocation (uuid, bill_id, amount, at) VALUES ('u', 1, 1, 't')")
        run(
            "INSERT INTO cash_slip VALUES (1, 'u', 'n', 1, 1, 1, NULL, 'no_sale', 0, '', 'r', '',"
            " 't', 't', 'd', 1, '', '', 1)"
        )
        run(
            "INSERT INTO shift_count VALUES (1, 'u', 1, 1, 'close', 1, 't', 1, '', NULL, '', 5, 7,"
            " -2, '{}')"
        )
        run(
            "INSERT INTO variance_posting VALUES"
            " (1, 'u', 1, 1, 'close', 'd', 't', 1, '', -2, '', '')"
        )
        run(
            "INSERT INTO tender_correction VALUES"
            " (1, 'u', 1, 1, 1, 1, 't', 1, '', '', 'r', 'upi', 5, '')"
        )
        run("INSERT INTO slip_match VALUES (1, 'u', 1, 1, 't', 1, '', 'upi', 5, 5, 1, '[]')")
        run("INSERT INTO z_report VALUES (1, 'u', 'n', 1, 1, 1, 't', 'd', '{}', 1)")
        run(
            "INSERT INTO audit_entry (uuid, at, user_name, action, subject, details)"
            " VALUES ('u', 't', '', 'a', '', '{}')"
        )
        run(
            "INSERT INTO shift_close (uuid, shift_id, outlet_id, business_date, closed_at,"
            " closed_by, closed_by_name, cash_sales, cash_collections, pay_ins, cash_refunds,"
            " cash_payouts, cash_drops, expected_cash, closing_cash, cash_variance, counts,"
            " reason) VALUES ('u', 1, 1, '', '', 1, '', 0, 0, 0, 0, 0, 0, 5, 5, 0, '{}', '')"
        )
        work.commit()
    return shop


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_an_issued_row_is_never_changed_or_deleted(filled: Any, table: str) -> None:
    with filled.store.look() as look:
        before = look.sql.exec_driver_sql(f"SELECT * FROM {table}").all()
        column = list(metadata.tables[table].c)[-1].name
    assert before
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(IntegrityError), filled.store.work() as work:
            work.sql.exec_driver_sql(statement)
    with filled.store.look() as look:
        assert look.sql.exec_driver_sql(f"SELECT * FROM {table}").all() == before


@pytest.mark.parametrize(
    "table",
    ["bill", "payment", "cash_movement", "credit_note", "cash_slip", "tender_correction"],
)
def test_nothing_moves_in_a_closed_shift(filled: Any, table: str) -> None:
    columns = [c.name for c in metadata.tables[table].c if c.name != "id"]
    fresh = {"uuid": "'new'", "number": "'new'", "order_id": "9"}
    values = ", ".join(fresh.get(name, name) for name in columns)
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}"
    with pytest.raises(IntegrityError, match="closed"), filled.store.work() as work:
        work.sql.exec_driver_sql(statement)


ENTRY = (
    "INSERT INTO ledger_entry (uuid, outlet_id, customer_id, at, business_date, kind, debit,"
    " credit) VALUES ('u', 1, 1, 't', 'd', 'bill', {debit}, {credit})"
)
MOVEMENT = (
    "INSERT INTO cash_movement (uuid, outlet_id, terminal_id, shift_id, kind, amount, at,"
    " user_id, reason) VALUES ('u', 1, 1, 1, '{kind}', {amount}, 't', 1, '')"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE number_series SET last = last + 2",
        "UPDATE number_series SET last = last - 1",
        "DELETE FROM number_series",
        "UPDATE item SET price = -1",
        "UPDATE item SET price = 1.5",
        "UPDATE item SET price = 'ten'",
        "UPDATE item SET is_active = 2",
        "UPDATE item SET name = ''",
        "UPDATE item SET category_id = 99",
        "INSERT INTO bill_due VALUES (1, 1, NULL, 1, NULL, 'd', 100, 101)",
        "INSERT INTO bill_due VALUES (1, 1, NULL, 1, NULL, 'd', 100, -1)",
        ENTRY.format(debit=5, credit=5),
        ENTRY.format(debit=0, credit=0),
        MOVEMENT.format(kind="drop", amount=5),
        MOVEMENT.format(kind="sale", amount=-5),
        MOVEMENT.format(kind="gift", amount=5),
    ],
)
def test_the_database_refuses_what_cannot_be_true(shop: Any, statement: str) -> None:
    from pos_desktop.domain.documents import Series

    shop.issue("A/25-26/000001")
    shop.add_customer("Rajesh")
    with shop.store.work() as work:
        work.bills.next_number(shop.terminal.id, Series.BILL, "25-26")
        work.commit()
    with pytest.raises(IntegrityError), shop.store.work() as work:
        work.sql.exec_driver_sql(statement)


def test_a_bill_that_does_not_add_up_is_refused(shop: Any) -> None:
    with shop.store.work() as work:
        order = work.orders.add(shop.order())
        row = bill_row(shop.bill(order, "A/25-26/000001"))
        for wrong in ({"total": 1}, {"cgst": 1}, {"cgst": 501, "taxable": 19_999}):
            with pytest.raises(dbapi2.IntegrityError):
                adding(metadata.tables["bill"]).run(work.sql, row | {"chain_seq": 1} | wrong)


# --- Migrations ------------------------------------------------------------------------------

SECOND = """
from alembic import op

revision = "{new}"
down_revision = "{old}"


def upgrade() -> None:
    op.get_bind().exec_driver_sql("CREATE TABLE second (a INTEGER) STRICT")
    op.get_bind().exec_driver_sql("INSERT INTO second SELECT count(*) FROM outlet")
    {then}
"""


@pytest.fixture
def key(shop: Any, keys: Path) -> str:
    (path,) = keys.glob("*.key")
    return path.read_text(encoding="ascii").split()[0]


def next_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, then: str = "", fingerprint: str = ""
) -> None:
    """Make the program one revision newer."""
    scripts = tmp_path / "migrations 100%"
    shutil.copytree(migrate.SCRIPTS, scripts)
    old, new = f"{schema.HEAD:04d}", f"{schema.HEAD + 1:04d}"
    script = SECOND.format(new=new, old=old, then=then)
    (scripts / "versions" / f"{new}_second.py").write_text(script, "utf-8")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(schema, "HEAD", schema.HEAD + 1)
    monkeypatch.setattr(schema, "FINGERPRINT", fingerprint)


def facts(path: Path, key: str) -> tuple[Any, ...]:
    connection = engine.connect(path, key)
    try:
        return (
            connection.execute("PRAGMA user_version").fetchone()[0],
            connection.execute("SELECT version_num FROM alembic_version").fetchall(),
            schema.fingerprint(connection),
            connection.execute("SELECT name FROM outlet").fetchall(),
        )
    finally:
        connection.close()


def test_an_older_store_is_migrated_after_a_verified_copy(
    shop: Any, keys: Path, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shop.store.path
    shop.store.close()
    old = facts(path, key)
    next_version(monkeypatch, tmp_path)
    with pytest.raises(Unavailable) as fault:
        open_shop(path.parent, keys=keys)
    assert fault.value.code == "store_changed"  # the fingerprint was not told in advance
    assert facts(path, key)[:2] == (schema.HEAD, [(f"{schema.HEAD:04d}",)])
    assert facts(path.with_name(f"shop.db.before-{schema.HEAD:04d}"), key) == old
    monkeypatch.setattr(schema, "FINGERPRINT", facts(path, key)[2])
    opened = open_shop(path.parent, keys=keys)
    with opened.look() as look:
        assert look.sql.exec_driver_sql("SELECT a FROM second").scalar_one() == 1
        assert look.people.only_outlet() == shop.outlet
    opened.close()


@pytest.mark.parametrize("then", ["raise KeyboardInterrupt", "1 / 0", "op.execute('nonsense')"])
def test_a_migration_that_dies_leaves_the_store_as_it_was(
    shop: Any,
    keys: Path,
    key: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    then: str,
) -> None:
    path = shop.store.path
    shop.store.close()
    old = facts(path, key)
    with monkeypatch.context() as patched:
        next_version(patched, tmp_path, then)
        with pytest.raises((KeyboardInterrupt, Exception)):
            open_shop(path.parent, keys=keys)
    assert facts(path, key) == old
    opened = open_shop(path.parent, keys=keys)
    opened.close()


def test_migrating_twice_is_migrating_once(shop: Any, key: str) -> None:
    path = shop.store.path
    before = facts(path, key)
    migrate.migrate(path, key, head=schema.HEAD, application_id=schema.APPLICATION_ID)
    assert facts(path, key) == before


def test_a_copy_that_is_not_sound_stops_the_migration(
    shop: Any, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(monkeypatch, tmp_path)

    def unsound(_copy: Any) -> None:
        raise Unavailable("x", code="copy_damaged")

    monkeypatch.setattr(backup, "_verify", unsound)
    shop.store.close()
    with pytest.raises(Unavailable) as fault:
        open_shop(shop.store.path.parent, keys=keys)
    assert fault.value.code == "copy_damaged"
    names = sorted(path.name for path in shop.store.path.parent.iterdir())
    assert names == ["shop.db", "shop.json"]


def test_a_copy_of_a_store_in_use_is_whole(shop: Any, key: str, tmp_path: Path) -> None:
    with shop.store.look():
        shop.add_customer("Rajesh")
        backup.copy_store(shop.store.path, tmp_path / "copy.db", key)
    copied = tmp_path / "copy.db"
    assert facts(copied, key) == facts(shop.store.path, key)
    assert not copied.read_bytes().startswith(b"SQLite format 3")


def test_alembic_is_imported_only_to_migrate() -> None:
    program = (
        "import sys, pos_desktop.persistence.shop_folder\n"
        "heavy = {'alembic', 'mako', 'argon2', 'sqlalchemy.orm'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == "[]", told.stderr
