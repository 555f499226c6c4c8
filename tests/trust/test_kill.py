"""A till that is killed loses no bill it acknowledged and doubles none that is sent again.

A child process sells; it is killed without warning at a random moment; what it had not answered
is sent again, with the same ``request_id``, to the next child. At intervals and in the end all
answers are compared with the store, and the store is checked.
"""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pos_desktop.application import accounts
from pos_desktop.application.desk import Desk
from pos_desktop.persistence.store import SqlStore
from tests.trust.faults.sales import selling
from tests.trust.faults.warm_till import WarmTill

KILLS = 12
KILLS_SOAK = 2000
CHECK_EVERY = 100
COLD_EVERY = 10
"""Of so many children one is a new process from its first instruction on, the others are forks."""
AHEAD = 40
"""Sales in a child's hands at once: more than it makes before it is killed."""
LAST_ANSWER = 12
LONGEST_WAIT_S = 0.012
LONGEST_START_S = 0.25
"""Within this it opens the shop, signs in and makes its first sale."""

Answers = Callable[[bytes], list[dict[str, Any]]]


def sale(request_id: str, rng: random.Random) -> dict[str, Any]:
    """Something bought, part in cash, the rest on the khata of one regular."""
    codes = rng.sample(range(1034, 1080), rng.randint(1, 6))
    return {
        "request_id": request_id,
        "lines": [{"item": str(code), "qty": "1"} for code in codes],
        "customer": {"name": "Ravi", "phone": "9811112222"},
        "tenders": [{"method": "cash", "amount": "10.00"}, {"method": "credit"}],
    }


class Seller:
    """Sends sales to children that are killed, and keeps what they acknowledged."""

    def __init__(self, children: Any, warm: WarmTill, answers: Answers, seed: int) -> None:
        self._children = children
        self._warm = warm
        self._answers = answers
        self._rng = random.Random(seed)
        self._made = 0
        self._open: deque[dict[str, Any]] = deque()
        self.acknowledged: dict[str, str] = {}
        self.kills = 0

    def sell_and_kill(self) -> None:
        """One child: killed at its start, while it sells, or between two sales."""
        while len(self._open) < AHEAD:
            self._made += 1
            self._open.append(sale(f"sale-{self._made}", self._rng))
        child = self._start()
        self._hand_over(child)
        told, wanted = b"", self._rng.randint(0, LAST_ANSWER)
        for _ in range(wanted):
            told += child.stdout.readline()
        time.sleep(self._rng.uniform(0, LONGEST_WAIT_S if wanted else LONGEST_START_S))
        child.kill()
        self.kills += 1
        # Not communicate(): it would pass over what readline() has read ahead.
        rest, complaint = child.stdout.read(), child.stderr.read()
        child.wait()
        child.stdout.close()
        child.stderr.close()
        # Its log speaks of drawers that are no longer opened: late kicks of an earlier child.
        assert b"Traceback" not in complaint, complaint.decode()
        self._note(told + rest)

    def sell_what_is_open(self) -> None:
        """A child that is left alone finishes."""
        child = self._start()
        self._hand_over(child)
        told, complaint = child.communicate()
        assert child.wait() == 0, (complaint, told)
        self._note(told)
        assert not self._open

    def forget_last_answer(self) -> None:
        """Sabotage: the sale is made anew, as if by somebody who sends it without its id."""
        request_id, _ = self.acknowledged.popitem()
        self._open.append(sale(f"{request_id}-naive", self._rng))

    def _start(self) -> Any:
        if self.kills % COLD_EVERY == 0:
            return self._children.start("billing.issue", stdout=subprocess.PIPE)
        folder = self._children.folder.parent
        return self._warm.start(selling(folder), folder=folder)

    def _hand_over(self, child: Any) -> None:
        child.stdin.write(b"".join(json.dumps(s).encode() + b"\n" for s in self._open))
        child.stdin.close()
        child.stdin = None

    def _note(self, told: bytes) -> None:
        for answer in self._answers(told):
            # Answers come in the order of what was asked.
            self.acknowledged[self._open.popleft()["request_id"]] = answer["bill_number"]


def faults(store: SqlStore, desk: Desk, acknowledged: dict[str, str]) -> list[str]:
    """Everything in which the store and the answers disagree."""
    with store.look() as look:
        run = look.sql.exec_driver_sql
        stored = list(run("SELECT number FROM bill ORDER BY id").scalars())
        sums = run(
            "SELECT (SELECT coalesce(sum(balance), 0) FROM customer),"
            " (SELECT coalesce(sum(credit - debit), 0) FROM ledger_entry),"
            " (SELECT count(*) FROM cash_movement WHERE kind = 'sale')"
        ).one()
    told = list(acknowledged.values())
    proof = accounts.recalculate(desk, accounts.Recalculate(all=True))
    found = {
        "lost": sorted(set(told) - set(stored)),
        "doubled": sorted(set(stored) - set(told)),
        "one number for two sales": len(told) - len(set(told)),
        "gaps": [int(n.rpartition("/")[2]) for n in stored] != list(range(1, len(stored) + 1)),
        "balances": proof.differences,
        "ledger": sums[0] != sums[1],
        "cash": sums[2] != len(stored),
        "check": store.check(None, lambda _area, _done, _total: None).faults,
    }
    return [f"{name}: {what}" for name, what in found.items() if what]


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmTill]:
    """Starts tills fast."""
    till = WarmTill({"POS_PIN": "1357"})
    yield till
    till.close()


@pytest.mark.parametrize(
    "kills",
    [
        KILLS,
        pytest.param(KILLS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(7200)]),
    ],
)
def test_a_killed_till_loses_no_bill_and_doubles_none(
    children: Any, warm: WarmTill, answers: Answers, kills: int
) -> None:
    seller = Seller(children, warm, answers, seed=20260218)
    while seller.kills < kills:
        seller.sell_and_kill()
        if seller.kills % CHECK_EVERY == 0 or seller.kills == kills:
            seller.sell_what_is_open()
            with children.opened() as (store, desk):
                found = faults(store, desk, seller.acknowledged)
            assert found == [], f"after {seller.kills} kills"
    assert len(seller.acknowledged) > kills


def test_a_sale_sent_again_without_its_id_would_be_seen(
    children: Any, warm: WarmTill, answers: Answers
) -> None:
    seller = Seller(children, warm, answers, seed=1)
    seller.sell_and_kill()
    seller.sell_what_is_open()
    seller.forget_last_answer()
    seller.sell_what_is_open()
    with children.opened() as (store, desk):
        (fault,) = faults(store, desk, seller.acknowledged)
    assert fault.startswith("doubled: ")


def test_a_lost_bill_would_be_seen(children: Any, warm: WarmTill, answers: Answers) -> None:
    seller = Seller(children, warm, answers, seed=2)
    seller.sell_and_kill()
    seller.sell_what_is_open()
    seller.acknowledged["never stored"] = "A/25-26/999999"
    with children.opened() as (store, desk):
        (fault,) = faults(store, desk, seller.acknowledged)
    assert fault == "lost: ['A/25-26/999999']"
