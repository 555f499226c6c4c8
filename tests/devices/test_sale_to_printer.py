"""A real sale in a real store, and a printer on loopback behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Queue
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.app import printing, start_printing
from pos_desktop.application import outlet
from pos_desktop.application.desk import Desk
from pos_desktop.application.printing import JobKind, JobState, PrinterNow, PrinterState


class Counter:
    """The cashier's desk with its printer at work."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop
        self.told: Queue[PrinterNow] = Queue()
        self.worker = start_printing(shop.cashier, self.told.put)
        assert self.worker is not None
        wake = self.worker.wake
        self.desk: Desk = replace(shop.cashier, after_commit=lambda _use_case: wake())

    def sell(self) -> Any:
        return self.shop.sell("299.00", cash=299_00, desk=self.desk)

    def jobs(self) -> list[tuple[JobKind, JobState, bytes]]:
        with self.shop.store.look() as look:
            rows = look.sql.exec_driver_sql(
                "SELECT kind, state, data FROM print_job ORDER BY id"
            ).all()
        return [(JobKind(kind), JobState(state), bytes(data)) for kind, state, data in rows]

    def states(self) -> list[JobState]:
        return [state for _kind, state, _data in self.jobs()]

    def wait_for(self, wanted: Callable[[PrinterNow], bool]) -> PrinterNow:
        while not wanted(now := self.told.get(timeout=20)):
            pass
        return now


@pytest.fixture
def printer_at(open_shop_today: Any) -> Callable[..., None]:
    """Sets the till's printer to a port on loopback."""

    def at(port: int, **settings: Any) -> None:
        outlet.set_printer(
            open_shop_today.owner,
            outlet.SetPrinter(
                connection="network",
                address=f"127.0.0.1:{port}",
                **({"answers_status": True} | settings),
            ),
        )

    return at


@pytest.fixture
def counter(open_shop_today: Any) -> Iterator[Callable[[], Counter]]:
    made: list[Counter] = []

    def make() -> Counter:
        made.append(Counter(open_shop_today))
        return made[-1]

    yield make
    for one in made:
        assert one.worker is not None
        one.worker.close()


def test_a_sale_prints_the_bytes_that_were_frozen_with_it(
    printer_at: Callable[..., None], counter: Callable[[], Counter], fake_printer: Any
) -> None:
    printer = fake_printer()
    printer_at(printer.port, drawer_pin=2)
    till = counter()

    bill = till.sell()
    till.wait_for(lambda now: now.waiting == 0 and till.states() == [JobState.PRINTED] * 2)

    (first, _, kick), (second, _, receipt) = till.jobs()
    assert (first, second) == (JobKind.KICK, JobKind.ORIGINAL)
    assert printer.printed == kick + receipt
    assert bill.bill_number.encode() in receipt


def test_a_sale_does_not_wait_for_a_printer_that_says_nothing(
    printer_at: Callable[..., None], counter: Callable[[], Counter], fake_printer: Any
) -> None:
    printer = fake_printer(hangs_after=0)
    printer_at(printer.port)
    till = counter()

    bill = till.sell()
    assert bill.bill_number
    assert till.states()[0] is not JobState.PRINTED
    assert printer.received == b""

    printer.hangs_after = None
    till.wait_for(lambda now: now.waiting == 0 and till.states() == [JobState.PRINTED])
    ((_, _, receipt),) = till.jobs()
    assert printer.printed == receipt


def test_a_dead_printer_fails_no_sale(
    printer_at: Callable[..., None],
    counter: Callable[[], Counter],
    closed_port: int,
    open_shop_today: Any,
) -> None:
    printer_at(closed_port, drawer_pin=2)
    till = counter()

    numbers = [till.sell().bill_number for _ in range(3)]

    assert len(set(numbers)) == 3
    assert open_shop_today.count("bill") == 3
    now = till.wait_for(lambda now: now.problem is not None and now.waiting == 3)
    assert now.state is PrinterState.OFFLINE
    # Sales leave the writer's lock to the printer's thread now and then, and never lose to it.
    kinds = {kind for kind, state, _data in till.jobs() if state is JobState.PRINTED}
    assert kinds == set()


def test_leaving_the_desk_waits_for_the_printout(
    printer_at: Callable[..., None], open_shop_today: Any, fake_printer: Any
) -> None:
    printer = fake_printer()
    printer_at(printer.port)

    with printing(open_shop_today.cashier) as desk:
        open_shop_today.sell("10.00", cash=10_00, desk=desk)

    with open_shop_today.store.look() as look:
        data, state = look.sql.exec_driver_sql("SELECT data, state FROM print_job").one()
    assert (state, printer.printed) == ("printed", bytes(data))
