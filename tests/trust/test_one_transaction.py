"""A sale is one transaction: whichever of its writes fails, nothing of it is in the store.

The sale that is broken here touches everything a sale can: an order rung up before, items with
stock, a customer, cash and credit, a print job, and the answer kept for its ``request_id``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from pos_desktop.application import billing, customers, orders
from pos_desktop.domain.errors import Unavailable
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.engine import dbapi2, driver
from tests import heard_statements
from tests.heard_statements import Hear
from tests.shop_at_hand import ShopAtHand

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
CASH = 20_00

Dumped = Callable[[Any], dict[str, list[tuple[Any, ...]]]]


class PlugPulledError(Exception):
    """Stands for whatever may stop a sale: a bug as well as a disk."""


class Writes:
    """Hears every writing statement; the *fails_at*-th raises instead of running."""

    def __init__(self, fails_at: int = 0, commits_before: int = 0) -> None:
        self.fails_at = fails_at
        self.commits_before = commits_before
        self.count = 0

    def __call__(self, sql: Connection, text: str, _values: object) -> None:
        if not text.lstrip().upper().startswith(WRITES):
            return
        self.count += 1
        if self.count == self.commits_before:
            driver(sql).execute("COMMIT")
            driver(sql).execute("BEGIN IMMEDIATE")
        if self.count == self.fails_at:
            raise PlugPulledError(text)


@contextmanager
def heard(shop: ShopAtHand, writes: Hear) -> Iterator[None]:
    with shop.store.work() as work:
        engine = work.sql.engine
    with heard_statements.heard(engine, writes):
        yield


@pytest.fixture
def counter(
    open_shop_today: ShopAtHand, with_printer: Callable[[Any, Path], None], tmp_path: Path
) -> ShopAtHand:
    with_printer(open_shop_today, tmp_path / "printouts")
    return open_shop_today


def order_for_a_regular(shop: ShopAtHand) -> int:
    """Two items for a customer who may owe."""
    customer = customers.create(
        shop.owner, customers.CustomerInput(name="Rajesh", credit_limit=10_000_00)
    )
    order = shop.ring_up("1034", "1040")
    link = orders.LinkCustomer(order_id=order.order_id, customer_id=customer.id)
    orders.link_customer(shop.cashier, link)
    return order.order_id


def sell(shop: ShopAtHand, order_id: int) -> billing.IssuedBill:
    """The order, part in cash and the rest on account."""
    cash = billing.TenderInput(method=Method.CASH, amount=CASH)
    credit = billing.TenderInput(method=Method.CREDIT)
    desk = replace(shop.cashier, request_id=f"sale-{order_id}")
    return billing.issue(desk, billing.IssueBill(order_id=order_id, tenders=(cash, credit)))


def sequence(bill: billing.IssuedBill) -> int:
    return int(bill.bill_number.rpartition("/")[2])


def test_whichever_write_of_a_sale_fails_nothing_of_it_is_saved(
    counter: ShopAtHand, dump: Dumped
) -> None:
    every, order_id = Writes(), order_for_a_regular(counter)
    with heard(counter, every):
        first = sell(counter, order_id)
    # Fewer, and the sale no longer touches all that a sale can.
    assert every.count >= 12
    for fails_at in range(1, every.count + 1):
        order_id = order_for_a_regular(counter)
        before = dump(counter.store)
        with heard(counter, Writes(fails_at)), pytest.raises(PlugPulledError) as failed:
            sell(counter, order_id)
        assert dump(counter.store) == before, failed.value
        bill = sell(counter, order_id)
        # The number that was taken and given back is the next one's.
        assert sequence(bill) == sequence(first) + fails_at
        assert bill.balance_due == bill.totals.total - CASH


def test_a_sale_writes_everywhere_a_sale_can(counter: ShopAtHand, dump: Dumped) -> None:
    order_id = order_for_a_regular(counter)
    before = dump(counter.store)
    sell(counter, order_id)
    after = dump(counter.store)
    assert {name for name in before if before[name] != after[name]} >= {
        "answer",
        "audit_entry",
        "bill",
        "bill_line",
        "cash_movement",
        "customer",
        "ledger_entry",
        "number_series",
        "print_job",
        "stock_movement",
        "tender",
    }


@pytest.mark.tampers
def test_a_commit_in_the_middle_would_be_seen(counter: ShopAtHand, dump: Dumped) -> None:
    order_id = order_for_a_regular(counter)
    before = dump(counter.store)
    sabotage = Writes(fails_at=6, commits_before=5)
    with heard(counter, sabotage), pytest.raises(PlugPulledError):
        sell(counter, order_id)
    assert dump(counter.store) != before


class CommitFails:
    """The driver's connection, but its commit is not confirmed by the disk."""

    def __init__(self, connection: Any, *, after: bool) -> None:
        self._connection = connection
        self._after = after

    def commit(self) -> None:
        if self._after:
            self._connection.commit()
        error = dbapi2.OperationalError("disk I/O error")
        error.sqlite_errorcode = dbapi2.SQLITE_IOERR
        raise error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def commit_that_fails(shop: ShopAtHand, *, after: bool) -> Iterator[None]:
    """The next commit raises, before or *after* it was done: the caller cannot tell."""

    def swap(sql: Connection, *_rest: object) -> None:
        beneath: Any = sql.connection
        if not isinstance(beneath.dbapi_connection, CommitFails):
            beneath.dbapi_connection = CommitFails(beneath.dbapi_connection, after=after)

    with heard(shop, swap):
        yield


@pytest.mark.parametrize("after", [False, True])
def test_a_commit_that_is_not_confirmed_makes_one_bill_when_it_is_sent_again(
    counter: ShopAtHand, dump: Dumped, *, after: bool
) -> None:
    order_id = order_for_a_regular(counter)
    before = dump(counter.store)
    with commit_that_fails(counter, after=after), pytest.raises(Unavailable) as told:
        sell(counter, order_id)
    assert told.value.code == "commit_unknown"
    assert (dump(counter.store) == before) is not after
    bill = sell(counter, order_id)
    assert sequence(bill) == 1
    assert [counter.count(t) for t in ("bill", "ledger_entry", "cash_movement")] == [1, 1, 1]
