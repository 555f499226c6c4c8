"""The queue of print jobs: nothing is printed twice, lost, or kicked open at a start."""

from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application.printing import JobCounts, JobKind, JobState, NewPrintJob, PrintJob
from pos_desktop.domain.errors import Refused


def add(shop: Any, number: str, kind: JobKind = JobKind.ORIGINAL, printer: str = "P") -> int:
    job = NewPrintJob(
        uuid=shop.new_uuid(),
        terminal_id=shop.terminal.id,
        printer=printer,
        kind=kind,
        document="bill",
        number=number,
        copy=int(kind is JobKind.REPRINT),
        data=b"\x1b@" + number.encode(),
        at=shop.now,
        user_id=shop.user.id,
    )
    with shop.store.work() as work:
        work.journal.add_print_jobs([job])
        job_id = work.sql.exec_driver_sql("SELECT max(id) FROM print_job").scalar_one()
        work.commit()
    return int(job_id)


def state_of(shop: Any, job_id: int) -> tuple[str, int, str | None]:
    with shop.store.look() as look:
        row = look.sql.exec_driver_sql(
            f"SELECT state, attempts, error FROM print_job WHERE id = {job_id}"
        ).one()
    return tuple(row)


def test_the_oldest_job_comes_first_and_a_kick_before_it(shop: Any) -> None:
    jobs = shop.store.print_jobs()
    assert jobs.next_queued("P") is None
    first = add(shop, "1")
    add(shop, "2")
    add(shop, "3", printer="Q")
    assert jobs.next_queued("P") == PrintJob(
        id=first,
        printer="P",
        kind=JobKind.ORIGINAL,
        document="bill",
        number="1",
        copy=0,
        data=b"\x1b@1",
    )
    kick = add(shop, "4", JobKind.KICK)
    assert jobs.next_queued("P").id == kick
    jobs.mark(kick, JobState.SENDING)
    assert jobs.next_queued("P").id == first


def test_sending_counts_an_attempt_and_a_job_takes_only_legal_steps(shop: Any) -> None:
    jobs = shop.store.print_jobs()
    job = add(shop, "1")
    with pytest.raises(Refused):
        jobs.mark(job, JobState.PRINTED)
    with pytest.raises(Refused):
        jobs.mark(job, JobState.QUEUED)
    jobs.mark(job, JobState.SENDING)
    jobs.mark(job, JobState.NOT_SENT, "no paper")
    assert state_of(shop, job) == ("not_sent", 1, "no paper")
    assert jobs.requeue_not_sent("Q") == 0
    assert jobs.requeue_not_sent("P") == 1
    assert state_of(shop, job) == ("queued", 1, None)
    jobs.mark(job, JobState.SENDING)
    jobs.mark(job, JobState.PRINTED)
    assert state_of(shop, job) == ("printed", 2, None)
    for state in JobState:
        with pytest.raises(Refused) as refusal:
            jobs.mark(job, state)
    assert refusal.value.code == "print_job_state"


def test_a_start_after_a_crash_puts_in_doubt_and_opens_no_drawer(shop: Any) -> None:
    jobs = shop.store.print_jobs()
    sent, waiting = add(shop, "1"), add(shop, "2")
    kick = add(shop, "3", JobKind.KICK)
    jobs.mark(sent, JobState.SENDING)
    assert jobs.sending_at_start() == 1
    assert state_of(shop, sent)[0] == "unconfirmed"
    assert state_of(shop, sent)[2]
    assert state_of(shop, kick)[0] == "cancelled"
    assert state_of(shop, waiting)[0] == "queued"
    assert jobs.sending_at_start() == 0


def test_counts_tell_what_waits_and_what_must_be_asked(shop: Any) -> None:
    jobs = shop.store.print_jobs()
    assert jobs.counts("P") == JobCounts()
    add(shop, "queued")
    ends = [
        (JobKind.ORIGINAL, None),
        (JobKind.ORIGINAL, JobState.NOT_SENT),
        (JobKind.KICK, JobState.NOT_SENT),
        (JobKind.REPRINT, JobState.UNCONFIRMED),
        (JobKind.KICK, JobState.UNCONFIRMED),
    ]
    for kind, end in ends:
        job = add(shop, "x", kind)
        jobs.mark(job, JobState.SENDING)
        if end:
            jobs.mark(job, end, "why")
    quiet = add(shop, "quiet")
    jobs.mark(quiet, JobState.SENDING)
    jobs.mark(quiet, JobState.UNCONFIRMED)
    done = add(shop, "done")
    jobs.mark(done, JobState.SENDING)
    jobs.mark(done, JobState.PRINTED)
    assert jobs.counts("P") == JobCounts(waiting=3, to_ask=1)
    assert jobs.counts("Q") == JobCounts()
    assert jobs.requeue_not_sent("P") == 1


def test_only_what_is_pending_is_read(shop: Any) -> None:
    from pos_desktop.persistence import print_jobs

    for statement in (print_jobs._NEXT, print_jobs._COUNTS):
        with shop.store.look() as look:
            compiled = statement.compile(look.sql.engine)
            values = tuple(
                "P" if compiled.params[name] is None else compiled.params[name]
                for name in compiled.positiontup
            )
            plan = look.sql.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).all()
        assert "ix_print_job_pending" in plan[0].detail


def test_reprints_of_a_document_are_counted(shop: Any) -> None:
    add(shop, "A/1")
    add(shop, "A/1", JobKind.REPRINT)
    add(shop, "A/1", JobKind.REPRINT)
    add(shop, "A/2", JobKind.REPRINT)
    with shop.store.look() as look:
        assert look.journal.copies("bill", "A/1") == 2
        assert look.journal.copies("payment_receipt", "A/1") == 0
