"""What a person may do about a print job, over a real store."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import outlet
from pos_desktop.application.outlet import SetPrinter, set_printer
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.application.print_queue import (
    Deed,
    DoAboutPrintJob,
    JobView,
    SeePrintQueue,
    do,
    see,
)
from pos_desktop.application.printers import (
    ListPrinters,
    RoutePrintouts,
    list_printers,
    route,
)
from pos_desktop.application.printing import JobKind, JobState
from pos_desktop.application.terminal_printers import Goes, Place
from pos_desktop.domain.errors import BadInput, Refused


class Queue:
    """The shop's print queue, and hands that play the printer."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop
        shop.set_printer()

    def bill(self) -> JobView:
        self.shop.sell("100.00", cash=100_00)
        return max(self.all(JobKind.ORIGINAL), key=lambda job: job.id)

    def all(self, kind: JobKind | None = None) -> list[JobView]:
        jobs = see(self.shop.cashier, SeePrintQueue()).jobs
        return [job for job in jobs if kind is None or job.kind is kind]

    def get(self, job: JobView) -> JobView:
        return next(one for one in self.all() if one.id == job.id)

    def put(self, job: JobView, *states: JobState, error: str | None = "It broke.") -> JobView:
        jobs = self.shop.store.print_jobs()
        for state in states:
            jobs.mark(job.id, state, error if state is states[-1] else None)
        return self.get(job)

    def in_doubt(self, job: JobView) -> JobView:
        return self.put(job, JobState.SENDING, JobState.UNCONFIRMED)

    def not_sent(self, job: JobView) -> JobView:
        return self.put(job, JobState.SENDING, JobState.NOT_SENT)

    def do(self, job: JobView, deed: Deed, printer: str | None = None, desk: Any = None) -> JobView:
        asked = DoAboutPrintJob(job_id=job.id, deed=deed, printer=printer)
        return do(desk or self.shop.cashier, asked)

    def data(self, job: JobView) -> bytes:
        with self.shop.store.look() as look:
            return bytes(look.print_queue.data(job.id))

    def audits(self) -> list[str]:
        with self.shop.store.look() as look:
            found = look.sql.exec_driver_sql(
                "SELECT action FROM audit_entry WHERE action LIKE 'print_job.%' ORDER BY id"
            )
            return [str(action) for action in found.scalars()]

    def further(self, place: Place, **given: Any) -> None:
        folder = self.shop.folder / place.value
        folder.mkdir(exist_ok=True)
        settings = {"connection": "file", "address": str(folder), **given}
        set_printer(self.shop.owner, SetPrinter(place=place, **settings))


@pytest.fixture
def queue(open_shop_today: Any) -> Queue:
    return Queue(open_shop_today)


def test_a_job_in_doubt_asks_and_a_person_says_that_it_came_out(queue: Queue) -> None:
    job = queue.in_doubt(queue.bill())
    assert job.asks
    assert job.deeds == (Deed.CAME_OUT, Deed.AGAIN, Deed.SKIP)

    after = queue.do(job, Deed.CAME_OUT)

    assert (after.state, after.asks, after.deeds) == (JobState.PRINTED, False, (Deed.AGAIN,))
    assert queue.audits() == ["print_job.came_out"]


def test_printing_again_is_marked_counted_and_gives_the_first_up(queue: Queue) -> None:
    job = queue.in_doubt(queue.bill())

    assert queue.do(job, Deed.AGAIN).state is JobState.CANCELLED

    (again,) = queue.all(JobKind.REPRINT)
    assert (again.number, again.copy, again.state) == (job.number, 1, JobState.QUEUED)
    assert b"REPRINT 1" in queue.data(again)
    assert len(queue.all(JobKind.KICK)) == 1, "the drawer opens once, at the sale"
    # And once more of what is printed.
    queue.put(again, JobState.SENDING, JobState.PRINTED, error=None)
    queue.do(again, Deed.AGAIN)
    assert b"REPRINT 2" in queue.data(max(queue.all(JobKind.REPRINT), key=lambda one: one.id))


def test_what_has_no_stored_facts_is_printed_again_under_a_mark(queue: Queue) -> None:
    with queue.shop.store.work() as work:
        queue_printouts(
            queue.shop.owner,
            work,
            document="z_report",
            number="A/Z/1",
            kind=JobKind.REPORT,
            render=lambda _printer: b"\x1b@Z REPORT\n",
        )
        work.commit()
    (job,) = queue.all(JobKind.REPORT)
    queue.in_doubt(job)
    with pytest.raises(Refused) as refused:
        queue.do(job, Deed.AGAIN)
    assert refused.value.code == "not_allowed", "a report is not every cashier's"

    queue.do(job, Deed.AGAIN, desk=queue.shop.owner)

    (again,) = queue.all(JobKind.REPRINT)
    data = queue.data(again)
    assert data.startswith(b"\x1b@")
    assert data.endswith(b"\x1b@Z REPORT\n")
    assert b"REPRINT 1" in data


def test_what_was_not_sent_is_tried_again_or_given_up(queue: Queue) -> None:
    job = queue.not_sent(queue.bill())
    assert job.deeds == (Deed.RETRY, Deed.SKIP)
    assert queue.do(job, Deed.RETRY).state is JobState.QUEUED
    assert queue.get(job).deeds == (Deed.SKIP,)
    assert queue.do(job, Deed.SKIP).state is JobState.CANCELLED
    assert queue.audits() == ["print_job.retry", "print_job.skip"]


def test_what_was_not_sent_goes_to_a_like_printer_as_it_is(queue: Queue) -> None:
    queue.further(Place.SPARE)
    job = queue.not_sent(queue.bill())
    before = queue.data(job)

    moved = queue.do(job, Deed.OTHER)

    assert (moved.printer, moved.state) == ("Spare printer", JobState.QUEUED)
    assert queue.data(moved) == before
    assert queue.all(JobKind.REPRINT) == []


def test_what_may_have_come_out_goes_to_another_printer_marked(queue: Queue) -> None:
    queue.further(Place.SPARE, columns=32, dots=384)
    job = queue.in_doubt(queue.bill())

    queue.do(job, Deed.OTHER)

    assert queue.get(job).state is JobState.CANCELLED
    (again,) = queue.all(JobKind.REPRINT)
    assert again.printer == "Spare printer"
    assert b"REPRINT 1" in queue.data(again)


def test_of_several_printers_one_must_be_named(queue: Queue) -> None:
    queue.further(Place.SPARE)
    queue.further(Place.SECOND)
    job = queue.not_sent(queue.bill())

    with pytest.raises(BadInput) as asked:
        queue.do(job, Deed.OTHER)

    assert asked.value.code == "which_printer"
    assert queue.do(job, Deed.OTHER, "Second printer").printer == "Second printer"


def test_a_deed_that_no_longer_fits_is_refused(queue: Queue) -> None:
    job = queue.in_doubt(queue.bill())
    queue.do(job, Deed.CAME_OUT)

    for deed in (Deed.CAME_OUT, Deed.SKIP, Deed.RETRY, Deed.OTHER):
        with pytest.raises(Refused, match="changed meanwhile"):
            queue.do(job, deed)
    assert queue.audits() == ["print_job.came_out"]
    with pytest.raises(BadInput, match="no such printout"):
        do(queue.shop.cashier, DoAboutPrintJob(job_id=999, deed=Deed.SKIP))


def test_a_printer_that_never_answers_asks_nobody(queue: Queue) -> None:
    job = queue.put(queue.bill(), JobState.SENDING, JobState.UNCONFIRMED, error=None)
    assert (job.asks, job.is_pending, job.deeds) == (False, False, (Deed.AGAIN,))


def test_a_kick_is_nobodys_to_repeat(queue: Queue) -> None:
    queue.bill()
    (kick,) = queue.all(JobKind.KICK)
    assert kick.deeds == ()


def test_a_job_of_another_terminal_is_not_to_be_seen(queue: Queue) -> None:
    job = queue.bill()
    session = queue.shop.cashier.signed_in
    elsewhere = replace(session, terminal=replace(session.terminal, id=99))
    desk = replace(queue.shop.cashier, session=elsewhere)
    assert see(desk, SeePrintQueue()).jobs == ()
    with pytest.raises(BadInput):
        queue.do(job, Deed.SKIP, desk=desk)


# --- which document goes where --------------------------------------------------------------


def printers_of(queue: Queue, kind: JobKind = JobKind.ORIGINAL) -> list[str]:
    return sorted(job.printer for job in queue.all(kind))


def test_documents_go_where_they_are_sent(queue: Queue) -> None:
    queue.bill()
    assert printers_of(queue) == ["Receipt printer"]
    queue.further(Place.SECOND)
    route(queue.shop.owner, RoutePrintouts(routes={"bill": Goes.BOTH}))
    queue.bill()
    assert printers_of(queue) == ["Receipt printer", "Receipt printer", "Second printer"]
    route(queue.shop.owner, RoutePrintouts(routes={"bill": Goes.SECOND}))
    queue.bill()
    assert printers_of(queue).count("Second printer") == 2
    # The drawer hangs at the receipt printer wherever the paper goes.
    assert set(printers_of(queue, JobKind.KICK)) == {"Receipt printer"}


def test_a_document_whose_printer_is_gone_is_printed_by_the_other(queue: Queue) -> None:
    queue.further(Place.SECOND)
    route(queue.shop.owner, RoutePrintouts(routes={"bill": Goes.SECOND}))
    set_printer(queue.shop.owner, SetPrinter(place=Place.SECOND, connection="none"))
    queue.bill()
    assert printers_of(queue) == ["Receipt printer"]


def test_a_printer_of_sheets_gets_a_pdf(queue: Queue) -> None:
    queue.further(Place.SECOND, paper="a4")
    route(queue.shop.owner, RoutePrintouts(routes={"bill": Goes.SECOND}))
    job = queue.bill()
    assert queue.data(job).startswith(b"%PDF")
    queue.in_doubt(job)
    queue.do(job, Deed.AGAIN)
    (again,) = queue.all(JobKind.REPRINT)
    assert queue.data(again).startswith(b"%PDF")


def test_sheets_need_a_queue_that_lays_them_out(queue: Queue) -> None:
    with pytest.raises(BadInput) as refused:
        queue.further(Place.SECOND, paper="a4", connection="network", address="10.0.0.5")
    assert refused.value.field == "paper"


def test_a_spare_printer_that_takes_over_must_print_alike(queue: Queue) -> None:
    queue.further(Place.SPARE, columns=32, dots=384)
    with pytest.raises(BadInput) as refused:
        route(queue.shop.owner, RoutePrintouts(takes_over=True))
    assert refused.value.field == "takes_over"
    queue.further(Place.SPARE, columns=48, dots=576)
    assert route(queue.shop.owner, RoutePrintouts(takes_over=True)).takes_over
    with pytest.raises(BadInput) as refused:
        set_printer(queue.shop.owner, SetPrinter(columns=32))
    assert refused.value.code == "spare_differs"


def test_settings_of_every_place_come_back(queue: Queue) -> None:
    queue.further(Place.SECOND, columns=42, dots=512, paper="a5")
    queue.further(Place.SPARE, drawer_pin=5)
    set_printer(queue.shop.owner, SetPrinter(place=Place.SPARE, drawer_pin=0))
    found = {one.place: one for one in list_printers(queue.shop.owner, ListPrinters()).printers}
    assert [(one.name, one.connection) for one in found.values()] == [
        ("Receipt printer", "file"),
        ("Second printer", "file"),
        ("Spare printer", "file"),
    ]
    assert (found[Place.SECOND].columns, found[Place.SECOND].paper) == (42, "a5")
    assert found[Place.SPARE].drawer_pin is None
    shown = outlet.get_printer(queue.shop.cashier, outlet.GetPrinter(place=Place.SECOND))
    assert shown == found[Place.SECOND]


def test_a_cashier_sets_up_no_printer(queue: Queue) -> None:
    for call in (
        lambda: route(queue.shop.cashier, RoutePrintouts(takes_over=False)),
        lambda: list_printers(queue.shop.cashier, ListPrinters()),
        lambda: set_printer(queue.shop.cashier, SetPrinter(connection="none")),
    ):
        with pytest.raises(Refused):
            call()
