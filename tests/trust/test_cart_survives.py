"""A cart is in the store at every change: a killed till finds it again, less one action at most."""

from __future__ import annotations

import json
import random
import subprocess
import time
from typing import Any

import pytest

from pos_desktop.application import billing, orders
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.domain.outlet import Method

LONGEST_WAIT_S = 0.006


def line(description: str, order_id: int | None) -> bytes:
    document: dict[str, Any] = {"description": description, "unit_price": "10.00", "gst_rate": "5"}
    if order_id is not None:
        document["order_id"] = order_id
    return json.dumps(document).encode() + b"\n"


class RingingUp:
    """A child process that rings up lines, one by one."""

    def __init__(self, children: Any) -> None:
        self._child = children.start("orders.add_line", stdout=subprocess.PIPE)
        self.order_id: int | None = None
        self.asked: list[str] = []

    def ask(self) -> None:
        """Ask for one more line."""
        self.asked.append(f"Thing {len(self.asked) + 1}")
        self._child.stdin.write(line(self.asked[-1], self.order_id))
        self._child.stdin.flush()

    def hear(self) -> None:
        """Wait until it is in the cart."""
        answer = json.loads(self._child.stdout.readline())
        assert [x["description"] for x in answer["lines"]] == self.asked
        self.order_id = answer["order_id"]

    def kill(self) -> None:
        """Without warning."""
        self._child.kill()
        _, complaint = self._child.communicate()
        assert b"Traceback" not in complaint, complaint.decode()


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_cart_is_there_at_the_next_start(children: Any, seed: int) -> None:
    rng = random.Random(seed)
    till = RingingUp(children)
    for _ in range(rng.randint(1, 12)):
        till.ask()
        till.hear()
    there = list(till.asked)
    till.ask()
    time.sleep(rng.uniform(0, LONGEST_WAIT_S))
    till.kill()
    with children.opened() as (_store, desk):
        found = orders.list_orders(
            desk, orders.ListOrders(status=OrderStatus.OPEN, this_terminal=True)
        )
        (order,) = found.orders
        assert order.order_id == till.order_id
        rung_up = [x.description for x in order.lines]
        assert rung_up in (there, till.asked)
        # And the sale goes on where it stopped.
        more = orders.AddLine(
            order_id=order.order_id, description="One more", unit_price=5_00, gst_rate=0
        )
        total = orders.add_line(desk, more).totals.total
        cash = billing.TenderInput(method=Method.CASH, amount=total)
        bill = billing.issue(desk, billing.IssueBill(order_id=order.order_id, tenders=(cash,)))
        assert [x.description for x in bill.lines] == [*rung_up, "One more"]
        assert bill.bill_number.endswith("/000001")


def test_a_cart_killed_before_its_first_line_is_saved_leaves_nothing_half_done(
    children: Any,
) -> None:
    till = RingingUp(children)
    till.ask()
    till.kill()
    with children.opened() as (_store, desk):
        found = orders.list_orders(desk, orders.ListOrders(this_terminal=True)).orders
        assert [[x.description for x in order.lines] for order in found] in ([], [["Thing 1"]])
