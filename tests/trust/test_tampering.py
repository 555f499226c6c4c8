"""Somebody with the store's key and a shell changes the books: the check finds every way.

The hand of the tamperer is the strongest there is on a stolen or lent computer: it has the key of
the file, takes the safeguards away, and puts them back when it is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.application import payments
from pos_desktop.application.billing import BuyerInput
from pos_desktop.domain.chain import Link, mac_of, sealing_key
from pos_desktop.domain.checks import Area, ChainKey, CheckReport
from pos_desktop.domain.errors import Unavailable
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.heads import head_log, read_heads
from pos_desktop.persistence.keys import StoreKeys, read_keys
from pos_desktop.persistence.packing import packed, unpacked
from pos_desktop.persistence.shop_folder import open_shop
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.tampers

Tamper = Callable[[Any], None]


@pytest.fixture
def busy_shop(open_shop_today: ShopAtHand) -> ShopAtHand:
    """Bills for cash and on account, a payment, cash moved, a closed shift, and another."""
    shop = open_shop_today
    ravi = BuyerInput(name="Ravi", phone="9811112222")
    for rupees in ("40.00", "70.00"):
        shop.sell(rupees, cash=100_00)
    bought = shop.sell("250.00", credit=263_00, customer=ravi, gst_rate=500)
    assert bought.customer_id is not None
    request = payments.ReceivePayment(
        customer_id=bought.customer_id, amount=100_00, method=Method.CASH
    )
    payments.receive_payment(shop.cashier, request)
    shop.ring_up("1034", "1035")
    shop.sell("30.00", upi=30_00)
    return shop


class Shell:
    """The store opened behind the program's back, with its keys in hand."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.path = folder / "shop.db"
        self.store_id = json.loads((folder / "shop.json").read_text("utf-8"))["store_id"]
        self.keys: StoreKeys = read_keys(keys, self.store_id)
        self.heads = head_log(keys, self.store_id)

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """A connection on which no trigger is in the way; all of them are back in the end."""
        with closing(connect(self.path, self.keys.store)) as sql:
            triggers = sql.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall()
            sql.execute("PRAGMA foreign_keys = OFF")
            sql.execute("PRAGMA ignore_check_constraints = ON")
            for name, _ in triggers:
                sql.execute(f"DROP TRIGGER {name}")
            yield sql
            for _, statement in triggers:
                sql.execute(statement)

    def link_anew(self, sql: Any, *, first: int = 1, sealed_with: bytes | None = None) -> None:
        """Compute the hashes of chain 1 anew from an entry on, and its seals with a key."""
        rows = sql.execute(
            "SELECT seq, epoch, form, at, boot, uptime_ms, is_sure, body FROM chain_entry"
            " WHERE chain = 1 AND seq >= ? ORDER BY seq",
            (first,),
        ).fetchall()
        (before,) = sql.execute(
            "SELECT hash FROM chain_entry WHERE chain = 1 AND seq = ?", (first - 1,)
        ).fetchone()
        for seq, epoch, form, at, boot, uptime_ms, is_sure, body in rows:
            link = Link(
                chain=1,
                seq=seq,
                epoch=epoch,
                form=form,
                at=at,
                boot=boot,
                uptime_ms=uptime_ms,
                is_sure=bool(is_sure),
                body=unpacked(body).decode(),
            )
            before = link.hash_after(before)
            sql.execute(
                "UPDATE chain_entry SET hash = ? WHERE chain = 1 AND seq = ?", (before, seq)
            )
            if sealed_with is not None:
                mac = mac_of(sealed_with, before)
                sql.execute(
                    "UPDATE chain_entry SET mac = ? WHERE chain = 1 AND seq = ?", (mac, seq)
                )


def last_bill_entry(sql: Any) -> tuple[int, int]:
    """The entry of the second bill: its place and its id."""
    row = sql.execute("SELECT chain_seq FROM bill ORDER BY id LIMIT 1 OFFSET 1").fetchone()
    seq = row[0]
    found = sql.execute("SELECT id FROM chain_entry WHERE chain = 1 AND seq = ?", (seq,))
    return seq, found.fetchone()[0]


def in_body(sql: Any, entry_id: int, old: str, new: str) -> None:
    """Change what an entry says."""
    (body,) = sql.execute("SELECT body FROM chain_entry WHERE id = ?", (entry_id,)).fetchone()
    told = unpacked(body).decode()
    assert old in told
    changed = packed(told.replace(old, new))
    sql.execute("UPDATE chain_entry SET body = ? WHERE id = ?", (changed, entry_id))


def lower_everywhere(sql: Any) -> int:
    """The second bill's 70 rupees become 60, in its rows and in its entry."""
    seq, entry_id = last_bill_entry(sql)
    sql.execute("UPDATE bill SET total = 6000, taxable = 6000, change = 4000 WHERE id = 2")
    sql.execute(
        "UPDATE bill_line SET total = 6000, taxable = 6000, gross = 6000, unit_price = 6000"
        " WHERE bill_id = 2"
    )
    sql.execute("UPDATE tender SET amount = 6000 WHERE bill_id = 2")
    sql.execute("UPDATE cash_movement SET amount = 6000 WHERE bill_id = 2")
    in_body(sql, entry_id, "7000", "6000")
    in_body(sql, entry_id, ",3000,", ",4000,")
    return seq


def one(statement: str) -> Tamper:
    """A single statement."""

    def tamper(sql: Any) -> None:
        assert sql.execute(statement).rowcount != 0

    return tamper


def bill_and_all_its_rows_gone(sql: Any) -> None:
    """The last bill was never made: nothing of it is left but its entry."""
    (bill,) = sql.execute("SELECT max(id) FROM bill").fetchone()
    for table in ("bill_line", "tender", "stock_movement", "cash_movement"):
        sql.execute(f"DELETE FROM {table} WHERE bill_id = ?", (bill,))
    sql.execute("DELETE FROM bill WHERE id = ?", (bill,))
    sql.execute("UPDATE number_series SET last = last - 1 WHERE series = ''")


def entry_gone_too(sql: Any) -> None:
    """The last bill and its entry."""
    (seq,) = sql.execute("SELECT chain_seq FROM bill ORDER BY id DESC LIMIT 1").fetchone()
    bill_and_all_its_rows_gone(sql)
    sql.execute("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
    sql.execute("DELETE FROM chain_entry WHERE chain = 1 AND seq = ?", (seq,))


def swapped(sql: Any) -> None:
    """Two bills change places in the chain."""
    (one_seq,), (other,) = sql.execute("SELECT chain_seq FROM bill ORDER BY id LIMIT 2").fetchall()
    for now, then in ((one_seq, 900_000), (other, one_seq), (900_000, other)):
        sql.execute("UPDATE chain_entry SET seq = ? WHERE chain = 1 AND seq = ?", (then, now))


def said_and_written_anew(sql: Any) -> None:
    """The entry is changed with the rows."""
    lower_everywhere(sql)


TAMPERINGS: dict[str, Tamper] = {
    "a total": one("UPDATE bill SET total = total - 1000 WHERE id = 2"),
    "a buyer": one("UPDATE bill SET buyer_name = 'Nobody' WHERE id = 3"),
    "a date": one("UPDATE bill SET business_date = '2026-02-17' WHERE id = 2"),
    "a tax rate": one("UPDATE bill_line SET gst_rate = 0 WHERE bill_id = 3"),
    "a line gone": one("DELETE FROM bill_line WHERE bill_id = 2"),
    "a way of paying": one("UPDATE tender SET method = 'card' WHERE bill_id = 1"),
    "a bill gone": bill_and_all_its_rows_gone,
    "a bill and its entry gone": entry_gone_too,
    "a bill put in": one(
        "INSERT INTO tender SELECT 1, 2, uuid, method, 0, 0, reference FROM tender WHERE bill_id=1"
    ),
    "a payment made larger": one("UPDATE payment SET amount = amount + 1"),
    "a payment gone": one("DELETE FROM payment"),
    "an account's entry": one("UPDATE ledger_entry SET debit = debit - 100 WHERE debit > 0"),
    "a balance": one("UPDATE customer SET balance = 0 WHERE phone = '9811112222'"),
    "a due forgiven": one("UPDATE bill_due SET due = 0"),
    "cash taken": one("UPDATE cash_movement SET amount = amount - 500 WHERE id = 1"),
    "opening cash": one("UPDATE shift SET opening_cash = 1"),
    "an audit entry gone": one("DELETE FROM audit_entry WHERE id = 3"),
    "an audit entry's name": one("UPDATE audit_entry SET user_name = 'Vikram Rao'"),
    "a number given back": one("UPDATE number_series SET last = last + 1 WHERE series = ''"),
    "stock": one("UPDATE item SET stock = stock + 1000 WHERE id = 1"),
    "an entry's words": lambda sql: in_body(sql, last_bill_entry(sql)[1], "7000", "6000"),
    "rows and entry": said_and_written_anew,
    "two entries swapped": swapped,
    "an entry's time": one("UPDATE chain_entry SET at = '2026-01-01T00:00:00Z' WHERE seq = 2"),
    "a chain key": one("UPDATE chain_key SET key = zeroblob(32)"),
}  # fmt: skip


def checked(shop: ShopAtHand, first_key: ChainKey | None = None) -> CheckReport:
    """The report on the shop as it lies there."""
    return shop.store.check(first_key, lambda _area, _done, _total: None)


def test_an_honest_shop_is_sound(busy_shop: ShopAtHand) -> None:
    report = checked(busy_shop)
    assert report.is_sound, report.faults
    assert report.bills == 4
    assert report.entries == 7


@pytest.mark.parametrize("what", TAMPERINGS)
def test_every_tampering_is_found(busy_shop: ShopAtHand, own_keys: Path, what: str) -> None:
    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        TAMPERINGS[what](sql)
    report = checked(busy_shop)
    assert not report.is_sound
    assert all(fault.words for fault in report.faults)


@pytest.mark.parametrize("what", TAMPERINGS)
def test_without_the_chain_some_would_pass(
    busy_shop: ShopAtHand, own_keys: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: a check without chain and books finds no more than SQLite's constraints."""
    from pos_desktop.persistence import check_facts

    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        TAMPERINGS[what](sql)
    monkeypatch.setattr(check_facts.ChainCheck, "faults", lambda _self: iter(()))
    monkeypatch.setattr(check_facts, "books", lambda _sql: iter(()))
    monkeypatch.setattr(check_facts, "_anchor_faults", lambda *_: iter(()))
    of_sqlite = {Area.REFERENCES, Area.DATABASE}
    left = [fault for fault in checked(busy_shop).faults if fault.area not in of_sqlite]
    assert not left


def test_hashes_written_anew_are_found_by_their_seals(
    busy_shop: ShopAtHand, own_keys: Path
) -> None:
    """Rows, entry and every hash after it agree: only the seal of the day does not."""
    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        shell.link_anew(sql, first=lower_everywhere(sql))
    shell.heads.unlink()
    found = checked(busy_shop).faults
    assert {fault.area for fault in found} == {Area.CHAIN}
    assert "was not sealed by this program" in found[0].words


def let_be_null(sql: Any, column: str) -> None:
    """Teach the store to allow NULL in a column of the chain's entries."""
    sql.execute("PRAGMA writable_schema = ON")
    sql.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'chain_entry'",
        (f"{column} NOT NULL", column),
    )
    sql.execute("PRAGMA writable_schema = RESET")


def test_nothing_where_a_word_must_be_is_found(busy_shop: ShopAtHand, own_keys: Path) -> None:
    """Also when the store was taught to allow it, so that SQLite's own check is content."""
    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        let_be_null(sql, "boot TEXT")
        assert sql.execute("UPDATE chain_entry SET boot = NULL WHERE seq = 3").rowcount == 1
    found = [fault.words for fault in checked(busy_shop).faults]
    assert len(found) == 1
    assert "Entry 3 of chain 1" in found[0]
    assert "was changed" in found[0]


def two_tables_in_one_place(sql: Any) -> None:
    """The settings of two word lists, which are alike, lie on one page: the next write to either
    changes both. A page that was written late or not at all does this.
    """
    sql.execute("PRAGMA writable_schema = ON")
    sql.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
        " WHERE name = 'item_grams_config') WHERE name = 'customer_grams_config'"
    )
    sql.execute("PRAGMA writable_schema = RESET")


def test_a_page_of_two_tables_is_found(busy_shop: ShopAtHand, own_keys: Path) -> None:
    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        two_tables_in_one_place(sql)
    found = checked(busy_shop).faults
    assert {fault.area for fault in found} == {Area.DATABASE}
    assert any("2nd reference to page" in fault.words for fault in found)


def test_an_entry_without_any_body_is_told(busy_shop: ShopAtHand, own_keys: Path) -> None:
    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        let_be_null(sql, "body ANY")
        assert sql.execute("UPDATE chain_entry SET body = NULL WHERE seq = 3").rowcount == 1
    words = [fault.words for fault in checked(busy_shop).faults]
    assert any("Entry 3 of chain 1" in told and "was changed" in told for told in words)


def test_a_past_day_sealed_with_todays_key_is_found_with_the_recovery_sheet(
    busy_shop: ShopAtHand, own_keys: Path
) -> None:
    """All keys of this computer are in the tamperer's hand, and the head log is gone."""
    from pos_desktop.application import shifts

    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        epoch, first = sql.execute("SELECT epoch, key FROM chain_key").fetchone()
    shifts.close(busy_shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    with shell.opened() as sql:
        (key,) = sql.execute("SELECT key FROM chain_key").fetchone()
        assert key != first
        seq = lower_everywhere(sql)
        shell.link_anew(sql, first=seq, sealed_with=sealing_key(key, shell.keys.pepper))
    shell.heads.unlink()
    with_sheet = checked(busy_shop, ChainKey(epoch=epoch, key=first)).faults
    assert any("was not sealed by this program" in fault.words for fault in with_sheet)


def test_the_head_log_finds_what_was_written_anew_with_every_key(
    busy_shop: ShopAtHand, own_keys: Path
) -> None:
    shell = Shell(busy_shop.folder, own_keys)
    busy_shop.store.close()
    assert read_heads(shell.heads)
    with shell.opened() as sql:
        (key,) = sql.execute("SELECT key FROM chain_key").fetchone()
        seq = lower_everywhere(sql)
        shell.link_anew(sql, first=seq, sealed_with=sealing_key(key, shell.keys.pepper))
    with pytest.raises(Unavailable) as refused:
        open_shop(busy_shop.folder)
    assert refused.value.code == "store_changed"


def test_the_end_cut_off_is_found_at_the_start(busy_shop: ShopAtHand, own_keys: Path) -> None:
    shell = Shell(busy_shop.folder, own_keys)
    busy_shop.store.close()
    with shell.opened() as sql:
        sql.execute("DELETE FROM chain_entry WHERE seq = (SELECT max(seq) FROM chain_entry)")
    with pytest.raises(Unavailable) as refused:
        open_shop(busy_shop.folder)
    assert refused.value.code == "store_older"


def test_a_document_can_be_made_anew_from_its_entry(busy_shop: ShopAtHand) -> None:
    """An entry is a complete fact: its rows, by table, are those of the store."""
    with busy_shop.store.look() as look:
        sql = look.sql
        for bill in sql.exec_driver_sql("SELECT * FROM bill"):
            body = sql.exec_driver_sql(
                "SELECT body FROM chain_entry WHERE chain = ? AND seq = ?",
                (bill.terminal_id, bill.chain_seq),
            ).scalar_one()
            told = json.loads(unpacked(body))
            assert told["bill"] == [list(bill)]
            for table in ("bill_line", "tender"):
                rows = sql.exec_driver_sql(f"SELECT * FROM {table} WHERE bill_id = ?", (bill.id,))
                assert told[table] == [list(row) for row in rows]


def test_a_sale_takes_less_than_half_of_its_text(busy_shop: ShopAtHand) -> None:
    with busy_shop.store.look() as look:
        (stored,) = look.sql.exec_driver_sql(
            "SELECT body FROM chain_entry ORDER BY id DESC LIMIT 1"
        ).one()
    body = unpacked(stored)
    assert json.loads(body)["bill_line"]
    assert len(stored) < len(body) / 2


@pytest.mark.parametrize("stored", ["text", "packed"])
def test_entries_are_compared_however_they_are_stored(
    busy_shop: ShopAtHand, own_keys: Path, stored: str
) -> None:
    """Entries from before bodies were packed stay as they are, and prove as much."""
    shell = Shell(busy_shop.folder, own_keys)
    with shell.opened() as sql:
        for entry_id, body in sql.execute("SELECT id, body FROM chain_entry").fetchall():
            text = unpacked(body).decode()
            again = text if stored == "text" else packed(text)
            sql.execute("UPDATE chain_entry SET body = ? WHERE id = ?", (again, entry_id))
    assert checked(busy_shop).is_sound
    with shell.opened() as sql:
        sql.execute("UPDATE bill SET total = total - 1000 WHERE id = 2")
    assert "The bill number 2 was changed." in [fault.words for fault in checked(busy_shop).faults]


def test_an_honest_entry_needs_no_second_look(
    busy_shop: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's JSON of every row is what the entry says, to the letter: else a check takes long."""
    from pos_desktop.persistence import check_chain

    monkeypatch.setattr(check_chain, "row_faults", lambda *_: pytest.fail("looked again"))
    assert checked(busy_shop).is_sound
