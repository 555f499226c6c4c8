"""An order to pay at a counter over the real shop."""

from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application import customers, orders, outlet
from pos_desktop.application.billing import IssuedBill
from pos_desktop.application.desk import Approval
from pos_desktop.application.order_view import OrderView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand


class SlowTasks(InlineTasks):
    """Keeps each write until `work` is called."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Any] = []
        self.slow = False

    def write(self, job: Any, done: Any, failed: Any) -> None:
        if self.slow:
            self.jobs.append((job, done, failed))
        else:
            super().write(job, done, failed)

    def work(self) -> None:
        """Do everything asked for so far."""
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            InlineTasks.write(self, *job)


class Manager:
    """Stands behind the cashier and approves, or does not."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.approves = True

    def __call__(self, what: str, approved: Any, dropped: Any) -> None:
        self.asked.append(what)
        if self.approves:
            approved(Approval(user="manager", pin="2468", reason="old customer"))
        else:
            dropped()


@pytest.fixture
def tasks() -> SlowTasks:
    return SlowTasks()


@pytest.fixture
def manager() -> Manager:
    return Manager()


@pytest.fixture
def counter(open_shop_today: ShopAtHand, tasks: SlowTasks, manager: Manager) -> Counter:
    desk = open_shop_today.cashier
    made = Counter(desk, tasks, tell=lambda _: None, ask_approval=manager)
    made.outlet = outlet.get(desk, outlet.GetOutlet())
    return made


@pytest.fixture
def order(open_shop_today: ShopAtHand) -> OrderView:
    """Milk for 34.00 and curd for 36.00: 70.00."""
    return open_shop_today.ring_up("1034", "1038")


@pytest.fixture
def on_account(counter: Counter, order: OrderView, open_shop_today: ShopAtHand) -> OrderView:
    """The same order for Rajesh, who may owe 50.00."""
    given = customers.CustomerInput(name="Rajesh Kumar", phone="9876543210", credit_limit=50_00)
    who = customers.create(open_shop_today.manager, given)
    link = orders.LinkCustomer(order_id=order.order_id, customer_id=who.id)
    return orders.link_customer(counter.desk, link)


@pytest.fixture
def paid() -> list[IssuedBill]:
    """The bills that were issued."""
    return []
