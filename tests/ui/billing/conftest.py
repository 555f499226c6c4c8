"""A counter over the real shop, and views that only remember what they were shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.application import outlet
from pos_desktop.application.items import QuickKeyList
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.billing.presenter import BillingPresenter
from pos_desktop.ui.billing.state import BillingState, FoundRow, HeldRow
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand


class SlowTasks(InlineTasks):
    """Keeps each job until `work` is called: what a person does meanwhile comes before it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Callable[[], None]] = []
        self.slow = False

    def write(self, job: Any, done: Any, failed: Any) -> None:
        if not self.slow:
            super().write(job, done, failed)
            return
        self.jobs.append(lambda: InlineTasks.write(self, job, done, failed))

    def read(self, job: Any, done: Any, failed: Any, *, latest: str | None = None) -> None:
        self.write(job, done, failed)

    def work(self) -> None:
        """Do everything asked for, and what that asks for."""
        while self.jobs:
            self.jobs.pop(0)()


class ShownBilling:
    """What the billing presenter showed last, and what it asked for."""

    def __init__(self) -> None:
        self.state = BillingState()
        self.found: tuple[FoundRow, ...] = ()
        self.held: tuple[HeldRow, ...] = ()
        self.quick_keys: QuickKeyList | None = None
        self.paying: list[OrderView] = []
        self.receipts: list[str] = []
        self.asked: list[PosError] = []
        self.sounds: list[str] = []
        self.cleared = 0

    def display(self, state: BillingState) -> None:
        self.state = state

    def display_found(self, typed: str, rows: tuple[FoundRow, ...]) -> None:
        self.found = rows

    def display_held(self, rows: tuple[HeldRow, ...]) -> None:
        self.held = rows

    def display_quick_keys(self, keys: QuickKeyList) -> None:
        self.quick_keys = keys

    def clear_entry(self) -> None:
        self.cleared += 1

    def open_pay(self, order: OrderView) -> None:
        self.paying.append(order)

    def ask_buyer(self, missing: PosError) -> None:
        self.asked.append(missing)

    def open_receipt(self, bill_number: str) -> None:
        self.receipts.append(bill_number)

    def sound(self, name: str) -> None:
        self.sounds.append(name)


@pytest.fixture
def tasks() -> SlowTasks:
    return SlowTasks()


@pytest.fixture
def told() -> list[Message]:
    """Everything the message bar was given."""
    return []


@pytest.fixture
def counter(
    open_shop_today: ShopAtHand, tasks: SlowTasks, told: list[Message], tmp_path: Path
) -> Counter:
    shop = open_shop_today
    to_a_folder = outlet.SetPrinter(connection="file", address=str(tmp_path))
    outlet.set_printer(shop.owner, to_a_folder)
    made = Counter(shop.cashier, tasks, tell=told.append)
    made.outlet = outlet.get(shop.cashier, outlet.GetOutlet())
    return made


@pytest.fixture
def view() -> ShownBilling:
    return ShownBilling()


@pytest.fixture
def billing(counter: Counter, view: ShownBilling) -> BillingPresenter:
    presenter = BillingPresenter(counter, view)
    presenter.entered()
    return presenter
