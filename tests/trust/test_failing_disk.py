"""Whichever write or flush fails: the cashier hears the truth, nothing is lost, nothing doubled.

One write or flush after another fails while the till starts, sells and ends, with each error a disk
gives, once or from then on. Then the disk is well again: the next start finds what was told, and
what was not acknowledged is sent again, as a cashier would.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from pos_desktop.cli.outcome import DONE, REFUSED, UNAVAILABLE
from tests.trust.faults.sales import Sale, acknowledged, as_lines, refusals, sale, selling
from tests.trust.faults.shim import watching
from tests.trust.faults.verify import found_at_start
from tests.trust.faults.warm_till import FLUSH, WRITE, Fault, WarmTill

ASKED = [sale(0), sale(1)]
HOW = [
    {"error": error, "sticky": sticky}
    for error, sticky in product((errno.EIO, errno.ENOSPC), (False, True))
]

SMALL = 14
"""So many faults of the whole sweep, evenly spread, are tried every time."""

ENDS = (DONE, REFUSED, UNAVAILABLE)
"""Any other exit status is a crash."""

NOT_KNOWN = "commit_unknown"
"""The one answer that says neither that it is saved nor that it is not."""


class BrokenTill:
    """Sells in a copy of a shop, on a disk that fails."""

    def __init__(self, template: Path, work: Path) -> None:
        self._template = template
        self._folder = work / "trust"
        self._folder.mkdir()
        self._till = WarmTill(watching(self._folder))
        self._status = DONE

    def close(self) -> None:
        """Close the program that starts it."""
        self._till.close()

    def counted(self) -> dict[int, int]:
        """How many writes and flushes there are when nothing fails, by their kind."""
        told, complaint = self._sell(Fault(), ASKED)
        assert len(acknowledged(told, ASKED)) == len(ASKED), complaint
        writes, flushes = json.loads(told.splitlines()[-1])["counted"]
        return {WRITE: writes, FLUSH: flushes}

    def violations(self, fault: Fault, *, sabotage: str = "") -> list[str]:
        """Everything that one fault brought about and must not have."""
        told, complaint = self._sell(fault, ASKED, sabotage=sabotage)
        if self._status not in ENDS:
            return [f"crashed: {complaint[-600:]}"]
        told = told.rpartition('{"counted"')[0]
        first = acknowledged(told, ASKED)
        denied = {one for one, code in refusals(told, ASKED).items() if code != NOT_KNOWN}
        found = found_at_start(self._folder, first, frozenset(denied))
        return found or self._sent_again(first)

    def _sent_again(self, first: dict[str, str]) -> list[str]:
        """On a disk that is well, every sale is there, once, and answered as it was before."""
        told, complaint = self._sell(None, ASKED)
        second = acknowledged(told, ASKED)
        if len(second) < len(ASKED):
            return [f"not sold afterwards: {told} {complaint}"]
        changed = [f"answered anew: {one}" for one, n in first.items() if second[one] != n]
        found = found_at_start(self._folder, second)
        numbers = sorted(int(n.rpartition("/")[2]) for n in second.values())
        if numbers != list(range(1, len(ASKED) + 1)):
            found.append(f"doubled: {numbers}")
        return changed + found

    def _sell(
        self, fault: Fault | None, asked: list[Sale], *, sabotage: str = ""
    ) -> tuple[str, str]:
        if fault is not None:
            shutil.rmtree(self._folder)
            shutil.copytree(self._template, self._folder)
        start = self._till.start(
            selling(self._folder), folder=self._folder, fault=fault, sabotage=sabotage
        )
        told, complaint = start.communicate(as_lines(asked).encode())
        self._status = start.wait()
        return told.decode(), complaint.decode()


@pytest.fixture
def till(trust_template: Path, tmp_path: Path) -> Iterator[BrokenTill]:
    """A till on a disk that fails."""
    broken = BrokenTill(trust_template, tmp_path)
    yield broken
    broken.close()


def every_fault(till: BrokenTill) -> list[Fault]:
    """Every write and every flush, in each way."""
    return [
        Fault(kind=kind, at=at, **how)
        for kind, count in till.counted().items()
        for at in range(1, count + 1)
        for how in HOW
    ]


SOAK = pytest.param(None, marks=[pytest.mark.soak, pytest.mark.timeout(7200)])


@pytest.mark.parametrize("count", [SMALL, SOAK])
def test_whatever_fails_the_answer_is_true_and_no_sale_is_lost_or_doubled(
    till: BrokenTill, count: int | None
) -> None:
    faults = every_fault(till)
    tried = faults if count is None else faults[:: len(faults) // count]
    found = {fault: wrong for fault in tried if (wrong := till.violations(fault))}
    assert found == {}, f"{len(found)} of {len(tried)}"


def middle_of(till: BrokenTill, kind: int, **how: object) -> Iterator[Fault]:
    """Some faults in the midst of the sales."""
    count = till.counted()[kind]
    for at in range(count // 3, count, max(1, count // 20)):
        yield Fault(kind=kind, at=at, **how)


def test_a_disk_that_lies_about_its_writes_would_be_seen(till: BrokenTill) -> None:
    faults = middle_of(till, WRITE, swallowed=True, sticky=True)
    assert any("lost: " in str(till.violations(fault)) for fault in faults)


def test_a_till_that_takes_every_commit_for_done_would_be_seen(till: BrokenTill) -> None:
    faults = middle_of(till, FLUSH, error=errno.EIO)
    assert any(
        till.violations(fault, sabotage="take_every_commit_for_done") and not till.violations(fault)
        for fault in faults
    )
