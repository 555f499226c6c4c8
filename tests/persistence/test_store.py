"""Transactions: committed by a word, rolled back otherwise, one writer at a time, told in words."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from pos_desktop.domain.documents import Series
from pos_desktop.domain.errors import PosError, Refused, Unavailable
from pos_desktop.persistence import engine
from pos_desktop.persistence import store as store_module
from pos_desktop.persistence.shop_folder import open_shop


def customers(shop: Any) -> int:
    with shop.store.look() as look:
        count: int = look.sql.exec_driver_sql("SELECT count(*) FROM customer").scalar_one()
    return count


def add_customer(work: Any, shop: Any) -> None:
    from pos_desktop.domain.customers import CustomerDetails

    details = CustomerDetails(name="Rajesh")
    work.customers.add(shop.outlet.id, shop.new_uuid(), details, shop.now)


def test_what_is_not_committed_was_never_there(shop: Any) -> None:
    with shop.store.work() as work:
        add_customer(work, shop)
    assert customers(shop) == 0


def test_an_error_rolls_back_and_passes_unchanged(shop: Any) -> None:
    refusal = Refused("no", code="no")

    def sell() -> None:
        with shop.store.work() as work:
            add_customer(work, shop)
            raise refusal

    with pytest.raises(Refused) as caught:
        sell()
    assert caught.value is refusal
    assert customers(shop) == 0


def test_an_error_after_the_commit_leaves_what_was_committed(shop: Any) -> None:
    def sell() -> None:
        with shop.store.work() as work:
            add_customer(work, shop)
            work.commit()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sell()
    assert customers(shop) == 1


def test_a_transaction_is_committed_once(shop: Any) -> None:
    with shop.store.work() as work:
        work.commit()
        with pytest.raises(RuntimeError, match="once"):
            work.commit()


def test_work_after_the_commit_is_a_bug_and_is_not_kept(shop: Any) -> None:
    def sell() -> None:
        with shop.store.work() as work:
            work.commit()
            add_customer(work, shop)

    with pytest.raises(RuntimeError, match="after its transaction"):
        sell()
    assert customers(shop) == 0
    with shop.store.work() as work:
        add_customer(work, shop)
        work.commit()
    assert customers(shop) == 1


def test_work_inside_work_is_a_bug(shop: Any) -> None:
    with shop.store.work() as work:
        with pytest.raises(RuntimeError, match="inside"), shop.store.work():
            pass
        with shop.store.look():
            pass
        add_customer(work, shop)
        work.commit()
    assert customers(shop) == 1


def test_a_look_cannot_write_or_commit(shop: Any) -> None:
    for write in (
        lambda look: add_customer(look, shop),
        lambda look: look.sql.exec_driver_sql("UPDATE item SET stock = 0"),
    ):
        refused = pytest.raises((OperationalError, engine.dbapi2.Error), match="readonly")
        with refused, shop.store.look() as look:
            write(look)
    with shop.store.look() as look, pytest.raises(RuntimeError, match="nothing to commit"):
        look.commit()


def test_a_look_sees_one_moment(shop: Any) -> None:
    with shop.store.look() as look:
        before = look.items.stock(shop.rice)
        with shop.store.work() as work:
            work.sql.exec_driver_sql("UPDATE item SET stock = stock - 1")
            work.commit()
        assert look.items.stock(shop.rice) == before
    with shop.store.look() as look:
        assert look.items.stock(shop.rice) == before - 1


def test_a_broken_rule_of_the_database_is_a_bug_not_a_fault_of_the_disk(shop: Any) -> None:
    with pytest.raises(IntegrityError), shop.store.work() as work:
        work.sql.exec_driver_sql("UPDATE outlet SET organisation_id = 99")


def test_another_programs_write_makes_the_store_busy(
    shop: Any, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = open_shop(shop.store.path.parent, keys=keys)
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    with shop.store.work():
        with pytest.raises(Unavailable) as fault, second.work():
            pass
        second.close()
    assert fault.value.code == "store_busy"


def test_another_threads_long_write_makes_the_store_busy(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.01)
    faults: list[PosError] = []

    def write() -> None:
        try:
            with shop.store.work():
                pass
        except PosError as error:
            faults.append(error)

    with shop.store.work():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert [fault.code for fault in faults] == ["store_busy"]


def test_a_full_disk_is_told_and_the_next_sale_works(shop: Any) -> None:
    with shop.store.work() as work:
        connection = work.sql.connection.driver_connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    def import_many() -> None:
        with shop.store.work() as work:
            for _ in range(1_000):
                add_customer(work, shop)

    with pytest.raises(Unavailable) as fault:
        import_many()
    assert fault.value.code == "store_full"
    connection.execute(f"PRAGMA max_page_count = {pages + 10_000}")
    with shop.store.work() as work:
        add_customer(work, shop)
        work.commit()
    assert customers(shop) == 1


def test_a_commit_that_fails_is_not_an_answer(shop: Any) -> None:
    class Failing:
        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def commit(self) -> None:
            error = engine.dbapi2.OperationalError("disk I/O error")
            error.sqlite_errorcode = engine.dbapi2.SQLITE_IOERR
            raise error

        def __getattr__(self, name: str) -> Any:
            return getattr(self._connection, name)

    def sell() -> None:
        with shop.store.work() as work:
            add_customer(work, shop)
            beneath = work.sql.connection
            beneath.dbapi_connection = Failing(beneath.dbapi_connection)
            work.commit()

    with pytest.raises(Unavailable) as fault:
        sell()
    assert fault.value.code == "commit_unknown"
    assert customers(shop) == 0
    with shop.store.work() as work:
        add_customer(work, shop)
        work.commit()
    assert customers(shop) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "store_full"),
        ("SQLITE_IOERR", "store_io"),
        ("SQLITE_BUSY", "store_busy"),
        ("SQLITE_CORRUPT", "store_damaged"),
        ("SQLITE_NOTADB", "store_foreign"),
        ("SQLITE_READONLY", "store_folder"),
        ("SQLITE_CANTOPEN", "store_folder"),
    ],
)
def test_what_a_disk_may_do_is_told_in_words(name: str, code: str) -> None:
    cause = engine.dbapi2.DatabaseError("x")
    cause.sqlite_errorcode = getattr(engine.dbapi2, name) | (3 << 8)
    told = engine.as_unavailable(DatabaseError("SELECT", {}, cause))
    assert told is not None
    assert told.code == code
    assert engine.as_unavailable(ValueError("x")) is None


def test_a_closed_store_is_unavailable(shop: Any) -> None:
    shop.store.close()
    shop.store.close()
    shop.store.checkpoint()
    for use in (shop.store.work, shop.store.look):
        with pytest.raises(Unavailable) as fault, use():
            pass
        assert fault.value.code == "store_closed"


def test_closing_leaves_one_file(shop: Any) -> None:
    with shop.store.work() as work:
        add_customer(work, shop)
        work.commit()
    shop.store.checkpoint()
    shop.store.close()
    assert sorted(path.name for path in shop.store.path.parent.iterdir()) == [
        "shop.db",
        "shop.json",
    ]


def test_a_checkpoint_waits_for_nobody(shop: Any) -> None:
    with shop.store.work() as work:
        add_customer(work, shop)
        shop.store.checkpoint()
        work.commit()
    shop.store.checkpoint()
    assert customers(shop) == 1


def test_threads_take_numbers_without_gap_or_duplicate(shop: Any) -> None:
    taken: list[int] = []

    def sell() -> None:
        for n in range(20):
            with shop.store.work() as work:
                number = work.bills.next_number(shop.terminal.id, Series.BILL, "25-26")
                work.sql.exec_driver_sql("UPDATE item SET stock = stock - 1")
                if n % 4:
                    work.commit()
                    taken.append(number)

    threads = [threading.Thread(target=sell) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 46))
    with shop.store.look() as look:
        assert look.items.stock(shop.rice) == 50_000 - 45


SELLER = """
import sys
from pathlib import Path
from pos_desktop.domain.documents import Series
from pos_desktop.persistence.shop_folder import open_shop

store = open_shop(Path(sys.argv[1]), keys=Path(sys.argv[2]))
for _ in range(15):
    with store.work() as work:
        number = work.bills.next_number(1, Series.BILL, "25-26")
        work.sql.exec_driver_sql("UPDATE item SET stock = stock - 1")
        work.commit()
    print(number, flush=True)
store.close()
"""


def test_processes_take_numbers_without_gap_or_duplicate(shop: Any, keys: Path) -> None:
    folder = shop.store.path.parent
    sellers = [
        subprocess.Popen(
            [sys.executable, "-c", SELLER, str(folder), str(keys)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    told = [seller.communicate(timeout=60) for seller in sellers]
    assert [errors for _, errors in told] == ["", "", ""]
    assert sorted(int(n) for numbers, _ in told for n in numbers.split()) == list(range(1, 46))
    with shop.store.look() as look:
        assert look.items.stock(shop.rice) == 50_000 - 45
