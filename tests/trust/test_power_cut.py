"""Whatever a power cut leaves on the disk, the next start finds every acknowledged sale in it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from msgspec import Struct

from tests.trust.faults.recording import (
    Cut,
    Disk,
    Event,
    disks_left,
    plan_cuts,
    read_log,
    read_tree,
)
from tests.trust.faults.sales import Sale, acknowledged, as_lines, sale, selling
from tests.trust.faults.shim import run_in, watching
from tests.trust.faults.verify import found_at_start

CUTS, CUTS_SOAK = 100, 5_000
"""Of each of the two recordings: in the soak 10,000 disks."""
SALES, SALES_SOAK = 3, 12
STARTS = 2

SOAK = pytest.param(SALES_SOAK, CUTS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])

SMALL_LOG = "wal_autocheckpoint=25"
"""The log is put into the file, and begun anew, in the middle of a day as after weeks of one."""

IS_LOST = ("lost: ", "not opened: store_older")
"""The head log may tell of the lost sale before anybody looks for it."""


class Recording(Struct, frozen=True, kw_only=True):
    """A disk as it was, all that happened to it, and the sales that were asked for."""

    before: dict[str, bytes]
    events: list[Event]
    after: dict[str, bytes]
    asked: list[Sale]


def recorded(template: Path, work: Path, sales: int, pragmas: str = "") -> Recording:
    """A till that is started twice and sells each time; with other *pragmas* where given."""
    folder, log = work / "trust", work / "log"
    shutil.copytree(template, folder)
    before = read_tree(folder)
    asked = [sale(n) for n in range(sales * STARTS)]
    module, more = ("tests.trust.faults.sabotage", [pragmas]) if pragmas else ("pos_desktop", [])
    for start in range(STARTS):
        given = as_lines(asked[start * sales : (start + 1) * sales])
        arguments = [*more, *selling(folder)]
        done = run_in(watching(folder, log), module, arguments, given=given)
        assert done.returncode == 0, (done.stdout, done.stderr)
    return Recording(
        before=before, events=read_log(log, folder), after=read_tree(folder), asked=asked
    )


def faulty(recording: Recording, work: Path, cuts: int, seed: int = 1) -> list[str]:
    """What was wrong with the disks after so many different cuts."""
    folder = work / "cut"
    planned = plan_cuts(recording.before, recording.events, cuts, random.Random(seed))
    assert len(planned) == cuts
    faults = []
    for cut, told, files in disks_left(recording.before, recording.events, planned):
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        found = found_at_start(folder, acknowledged(told, recording.asked))
        if found:
            faults.append(f"{cut}: {found}")
        shutil.rmtree(folder)
    return faults


@pytest.mark.parametrize(("sales", "cuts"), [(SALES, CUTS), SOAK])
@pytest.mark.parametrize("pragmas", ["", SMALL_LOG])
def test_a_power_cut_takes_no_acknowledged_sale(
    trust_template: Path, tmp_path: Path, sales: int, cuts: int, pragmas: str
) -> None:
    recording = recorded(trust_template, tmp_path, sales, pragmas)
    assert faulty(recording, tmp_path, cuts) == []


@pytest.mark.parametrize("pragmas", ["synchronous=NORMAL", "journal_mode=DELETE"])
def test_a_till_that_flushes_less_would_lose_sales(
    trust_template: Path, tmp_path: Path, pragmas: str
) -> None:
    recording = recorded(trust_template, tmp_path, SALES, pragmas)
    faults = faulty(recording, tmp_path, CUTS)
    assert any(words in fault for fault in faults for words in IS_LOST)


def test_the_recording_is_what_happened(trust_template: Path, tmp_path: Path) -> None:
    recording = recorded(trust_template, tmp_path, SALES)
    disk = Disk(recording.before)
    for number, event in enumerate(recording.events):
        disk.happen(number, event)
    everything = Cut(
        after=len(recording.events) - 1,
        writes=frozenset(disk.pending),
        names=frozenset(disk.pending_names),
    )
    assert disk.left_by(everything) == recording.after
    told = acknowledged(disk.told.decode(), recording.asked)
    assert set(told) == {one["request_id"] for one in recording.asked}
