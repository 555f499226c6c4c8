"""What the writer keeps is what it would read: whoever changed it, and whether it was committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import bindparam, select
from sqlcipher3.dbapi2 import OperationalError

from pos_desktop.application.terminal_printers import Place
from pos_desktop.domain.errors import Unavailable
from pos_desktop.domain.people import Role
from pos_desktop.persistence import kept
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.kept import Keeper, Kept, Shelf, keeper_of
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.persistence.store import SqlStore
from tests.heard_statements import heard

Change = Callable[[Any, Any], None]


@pytest.fixture
def other(shop: Any, shop_folder: Path, keys: Path) -> Iterator[SqlStore]:
    """Another process's store over the same shop."""
    opened = open_shop(shop_folder, keys=keys)
    yield opened
    opened.close()


def name_of_outlet(shop: Any) -> str:
    with shop.store.work() as work:
        name: str = work.people.outlet(shop.outlet.id).name
    return name


def rename(store: SqlStore, shop: Any, name: str, *, committed: bool = True) -> None:
    with store.work() as work:
        work.people.save_outlet(replace(shop.outlet, name=name))
        if committed:
            work.commit()


def test_what_seldom_changes_is_asked_for_once(shop: Any) -> None:
    seen: list[str] = []
    with shop.store.work() as work:
        engine = work.sql.engine
    with heard(engine, lambda _sql, statement, _values: seen.append(statement)):
        for _ in range(3):
            with shop.store.work() as work:
                assert work.people.outlet(shop.outlet.id) == shop.outlet
                assert work.people.role_now(shop.user.id) is Role.CASHIER
                assert work.shifts.open_shift(shop.terminal.id) is not None
                work.letterheads.get(shop.outlet.id)
                work.terminal_printers.get(shop.terminal.id)
    assert len(seen) == 5


def test_a_change_of_its_own_is_seen_at_once_and_after(shop: Any) -> None:
    assert name_of_outlet(shop) == shop.outlet.name
    with shop.store.work() as work:
        work.people.save_outlet(replace(shop.outlet, name="Now"))
        assert work.people.outlet(shop.outlet.id).name == "Now"
        work.commit()
    assert name_of_outlet(shop) == "Now"


def test_a_change_that_is_rolled_back_is_forgotten(shop: Any) -> None:
    assert name_of_outlet(shop) == shop.outlet.name
    with shop.store.work() as work:
        work.people.save_outlet(replace(shop.outlet, name="Never"))
        assert work.people.outlet(shop.outlet.id).name == "Never"
    assert name_of_outlet(shop) == shop.outlet.name


def test_a_change_of_another_process_is_seen_by_the_next_transaction(
    shop: Any, other: SqlStore
) -> None:
    assert name_of_outlet(shop) == shop.outlet.name
    rename(other, shop, "Elsewhere")
    assert name_of_outlet(shop) == "Elsewhere"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE user SET is_active = 0",
        "UPDATE user SET role = 'manager'",
        "UPDATE outlet SET name = 'By hand'",
        "INSERT INTO letterhead VALUES (1, 'hi', 0, '', x'', 0, '')",
        "UPDATE open_shift SET counts_made = counts_made + 1",
        "DELETE FROM open_shift",
    ],
)
def test_nothing_is_kept_beside_a_statement_that_changes_it(shop: Any, change: str) -> None:
    def told(work: Any) -> tuple[Any, ...]:
        return (
            work.people.outlet(shop.outlet.id),
            work.people.role_now(shop.user.id),
            work.shifts.open_shift(shop.terminal.id),
            work.letterheads.get(shop.outlet.id),
            work.terminal_printers.get(shop.terminal.id),
        )

    with shop.store.work() as work:
        before = told(work)
    with shop.store.work() as work:
        changed = work.sql.exec_driver_sql(change).rowcount
        work.commit()
    with shop.store.work() as work, shop.store.look() as look:
        assert told(work) == told(look)
        assert (told(work) != before) is bool(changed)


def test_a_printer_that_was_just_set_up_is_known(shop: Any) -> None:
    with shop.store.work() as work:
        printers = work.terminal_printers.get(shop.terminal.id)
    receipt = replace(printers.by_place[Place.RECEIPT], connection="file", address="/tmp/x")
    with shop.store.work() as work:
        wanted = printers.with_printer(Place.RECEIPT, receipt)
        work.terminal_printers.set(shop.terminal.id, wanted)
        work.commit()
    with shop.store.work() as work:
        assert work.terminal_printers.get(shop.terminal.id) == wanted != printers


def saved(shop: Any, *, label: str = "", committed: bool = True) -> Any:
    """The shop's order of three lines, saved with a label."""
    with shop.store.work() as work:
        order = work.orders.add(shop.order(lines=3))
        work.commit()
    with shop.store.work() as work:
        order = replace(order.without_line(2), label=label)
        work.orders.save(order, at=shop.now)
        if committed:
            work.commit()
    return order


def read(shop: Any, order_id: int) -> tuple[Any, Any]:
    """The order as the writer has it, and as it is stored."""
    with shop.store.work() as work, shop.store.look() as look:
        return work.orders.get(shop.outlet.id, order_id), look.orders.get(shop.outlet.id, order_id)


def test_the_order_that_was_saved_last_is_not_read_again(shop: Any) -> None:
    order = saved(shop, label="Table 5")
    seen: list[str] = []
    with shop.store.work() as work:
        engine = work.sql.engine
    with (
        heard(engine, lambda _sql, statement, _values: seen.append(statement)),
        shop.store.work() as work,
    ):
        assert work.orders.get(shop.outlet.id, order.id) is order
        assert work.orders.get(shop.outlet.id + 1, order.id) is None
    assert len(seen) == 1
    ours, stored = read(shop, order.id)
    assert ours == stored == order


def test_a_save_that_is_rolled_back_is_forgotten(shop: Any) -> None:
    order = saved(shop, label="Never", committed=False)
    ours, stored = read(shop, order.id)
    assert ours == stored
    assert ours.label == ""
    assert len(ours.lines) == 3


def test_an_order_changed_by_another_process_is_read_again(shop: Any, other: SqlStore) -> None:
    order = saved(shop)
    with other.work() as work:
        work.orders.save(replace(order, label="From the other counter"), at=shop.now)
        work.commit()
    ours, stored = read(shop, order.id)
    assert ours == stored
    assert ours.label == "From the other counter"


def test_an_order_changed_after_it_was_saved_in_one_transaction_is_read_again(shop: Any) -> None:
    order = saved(shop)
    with shop.store.work() as work:
        work.orders.save(replace(order, label="First"), at=shop.now)
        work.sql.execute(t.order.update().values(label="Then"))
        work.commit()
    ours, stored = read(shop, order.id)
    assert ours == stored
    assert ours.label == "Then"


def test_a_billed_order_is_read_as_billed(shop: Any) -> None:
    order = saved(shop)
    with shop.store.work() as work:
        work.orders.complete(order, at=shop.now)
        work.commit()
    ours, stored = read(shop, order.id)
    assert ours == stored
    assert ours.status.value == "completed"


def add_fact(store: SqlStore, shop: Any, *, committed: bool = True) -> None:
    """Something that is sealed in the terminal's chain."""
    with store.work(shop.terminal.id) as work:
        work.journal.add_audit(
            uuid=shop.new_uuid(), at=shop.now, session=None, action="tried", subject="",
            details="{}", outlet_id=shop.outlet.id,
        )  # fmt: skip
        if committed:
            work.commit()


def faults(store: SqlStore) -> tuple[Any, ...]:
    return tuple(store.check(None, lambda _area, _done, _total: None).faults)


def test_the_chain_goes_on_from_where_any_process_left_it(shop: Any, other: SqlStore) -> None:
    for store in (shop.store, shop.store, other, shop.store, other, other, shop.store):
        add_fact(store, shop)
        add_fact(store, shop, committed=False)
    assert faults(shop.store) == ()
    with shop.store.look() as look:
        run = look.sql.exec_driver_sql
        seqs = run("SELECT seq FROM chain_entry WHERE chain = 1 ORDER BY seq").scalars().all()
    assert seqs == list(range(1, len(seqs) + 1))
    assert len(seqs) >= 7


def test_a_key_that_was_replaced_is_not_kept(shop: Any) -> None:
    add_fact(shop.store, shop)
    with shop.store.work(shop.terminal.id) as work:
        keeper = keeper_of(work.sql)
        assert keeper is not None
        old = keeper.chains.get(shop.terminal.id)
        facts_of(work.sql).end_epoch()
        work.commit()
    with shop.store.work(shop.terminal.id) as work:
        assert keeper.chains.get(shop.terminal.id) is None
    add_fact(shop.store, shop)
    with shop.store.work(shop.terminal.id) as work:
        new = keeper.chains.get(shop.terminal.id)
    assert (new.epoch, new.key != old.key) == (old.epoch + 1, True)
    assert faults(shop.store) == ()


@pytest.mark.parametrize("failing", ["a trigger", "the version"])
def test_a_writer_that_could_not_begin_begins_again(
    shop: Any, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    shop.store.close()
    shop = replace(shop, store=open_shop(shop.store.path.parent, keys=shop.store.heads.path.parent))
    with monkeypatch.context() as disk:
        if failing == "a trigger":
            disk.setattr(kept, "_ORDERS", ("order", "no_such_table"))
        else:
            disk.setattr(Keeper, "begin", lambda _self: 1 / 0)
        with pytest.raises((OperationalError, Unavailable, ZeroDivisionError)):
            name_of_outlet(shop)
    assert name_of_outlet(shop) == shop.outlet.name
    shop.store.close()


def test_what_is_kept_is_not_told_outside_of_a_transaction(shop: Any) -> None:
    order = saved(shop)
    assert name_of_outlet(shop) == shop.outlet.name
    with shop.store.work() as work:
        pass
    with pytest.raises(RuntimeError, match="after its transaction"):
        work.people.outlet(shop.outlet.id)
    with pytest.raises(RuntimeError, match="after its transaction"):
        work.orders.get(shop.outlet.id, order.id)


def test_no_transaction_is_given_back_in_part() -> None:
    """What was promised within a savepoint would stay promised after it was given back."""
    package = Path(kept.__file__).parents[1]
    texts = [path.read_text("utf-8") for path in package.rglob("*.py")]
    assert len(texts) > 300
    assert not any("begin_nested" in text or "SAVEPOINT" in text for text in texts)


# --- sabotage: each protection is missed ---------------------------------------------------------


def test_without_the_triggers_its_own_change_is_missed(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shelf, "forget", lambda _self: None)
    shop.store.close()
    shop = replace(shop, store=open_shop(shop.store.path.parent, keys=shop.store.heads.path.parent))
    assert name_of_outlet(shop) == shop.outlet.name
    rename(shop.store, shop, "Missed")
    assert name_of_outlet(shop) == shop.outlet.name
    shop.store.close()


def test_without_the_version_a_change_of_another_process_is_missed(
    shop: Any, other: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Shelf.begin
    monkeypatch.setattr(
        Shelf,
        "begin",
        lambda self, *, is_committed, **_others: begin(
            self, is_true=True, is_committed=is_committed
        ),
    )
    assert name_of_outlet(shop) == shop.outlet.name
    rename(other, shop, "Missed")
    assert name_of_outlet(shop) == shop.outlet.name


def test_without_the_commit_a_promise_would_come_true(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Keeper.begin

    def always(self: Keeper) -> None:
        self.committed()
        begin(self)

    monkeypatch.setattr(Keeper, "begin", always)
    order = saved(shop, label="Never", committed=False)
    ours, stored = read(shop, order.id)
    assert ours != stored


def test_a_query_of_a_table_that_nobody_watches_is_refused() -> None:
    query = select(t.outlet.c.id).join(t.item, t.item.c.outlet_id == t.outlet.c.id)
    with pytest.raises(ValueError, match="not watched: item"):
        Kept(query.where(t.outlet.c.id == bindparam("id")), len)
    assert kept._tables_of(query) == {"item", "outlet"}
