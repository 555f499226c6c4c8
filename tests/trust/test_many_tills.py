"""Several processes write one store at once: no number twice, none left out, no sale lost."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

SALES, SALES_SOAK = 8, 300
PROCESSES = 3


SOAK = pytest.param(SALES_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(900)])


@pytest.mark.parametrize("sales", [SALES, SOAK])
def test_three_processes_make_every_sale(
    children: Any, answers: Callable[[bytes], list[dict[str, Any]]], sales: int
) -> None:
    started = []
    for process in range(PROCESSES):
        child = children.start("billing.issue", stdout=subprocess.PIPE)
        lines = [
            json.dumps(
                {
                    "request_id": f"{process}-{n}",
                    "lines": [{"item": "1040", "qty": "1"}],
                    "tenders": [{"method": "cash", "amount": "5000.00"}],
                }
            )
            for n in range(sales)
        ]
        started.append((child, "\n".join(lines).encode()))
    # Each gets its work before any is waited for, so that all write at the same time.
    for child, given in started:
        child.stdin.write(given)
        child.stdin.close()
        child.stdin = None
    told = []
    for child, _ in started:
        out, complaint = child.communicate()
        assert b"Traceback" not in complaint, complaint.decode()
        told += answers(out)
    numbers = [answer["bill_number"] for answer in told]
    assert len(numbers) == len(set(numbers)) == PROCESSES * sales
    with children.opened() as (store, _desk):
        report = store.check(None, lambda _area, _done, _total: None)
        assert report.faults == ()
        assert report.bills == PROCESSES * sales
