from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import JobState, PrinterState
from pos_desktop.devices import status
from pos_desktop.devices.network import network_printer
from pos_desktop.devices.transport import Timing

RECEIPT = b"\x1b@" + bytes(range(0x20, 0x7F)) * 60 + b"\n\n\x1dV\x01"


def test_a_printer_that_confirms_has_printed_every_byte(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer()

    delivery = network_printer(network_settings(printer.port), patient).send(RECEIPT)

    assert delivery.state is JobState.PRINTED
    assert delivery.reason is None
    assert delivery.status.state is PrinterState.READY
    assert printer.printed == RECEIPT


def test_a_slow_printer_is_waited_for(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(slow_s=0.05)

    delivery = network_printer(network_settings(printer.port), patient).send(RECEIPT)

    assert delivery.state is JobState.PRINTED


def test_unasked_statuses_are_taken_for_no_answer(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    # An automatic status whose later bytes look like the answer to a fence: paper out.
    printer = fake_printer(unasked=b"\x14\x00\x0c\x0f")

    delivery = network_printer(network_settings(printer.port), patient).send(RECEIPT)

    assert delivery.state is JobState.PRINTED
    assert delivery.status.state is PrinterState.READY


def test_unasked_statuses_alone_do_not_confirm(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(unasked=b"\x10\x00\x00\x00", fence=0x12)

    delivery = network_printer(network_settings(printer.port), replace(patient, finish_s=0.2)).send(
        RECEIPT
    )

    assert delivery.state is JobState.UNCONFIRMED


def test_without_that_care_they_would_confirm(
    fake_printer: Any, network_settings: Any, patient: Timing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "_BYTES_AFTER_HEAD", 0)
    printer = fake_printer(unasked=b"\x10\x00\x00\x00", fence=0x12)

    delivery = network_printer(network_settings(printer.port), patient).send(RECEIPT)

    assert delivery.state is JobState.PRINTED


def test_the_fence_tells_that_paper_is_low(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(fence=0x03)

    delivery = network_printer(network_settings(printer.port), patient).send(RECEIPT)

    assert delivery.state is JobState.PRINTED
    assert delivery.status.state is PrinterState.PAPER_LOW


@pytest.mark.parametrize(
    ("answers", "state", "word"),
    [
        ({1: 0x1A, 2: 0x32, 4: 0x7E}, PrinterState.PAPER_OUT, "paper"),
        ({1: 0x12, 2: 0x12, 4: 0x72}, PrinterState.PAPER_OUT, "paper"),
        ({1: 0x1A, 2: 0x16, 4: 0x12}, PrinterState.COVER_OPEN, "cover"),
        ({1: 0x1A, 2: 0x12, 4: 0x12}, PrinterState.OFFLINE, "offline"),
        ({1: 0x1A, 2: 0x52, 4: 0x12}, PrinterState.OFFLINE, "fault"),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing(
    fake_printer: Any,
    network_settings: Any,
    patient: Timing,
    answers: dict[int, int],
    state: PrinterState,
    word: str,
) -> None:
    printer = fake_printer(answers=answers)
    transport = network_printer(network_settings(printer.port), patient)

    delivery = transport.send(RECEIPT)

    assert delivery.state is JobState.NOT_SENT
    assert delivery.status.state is state
    assert word in (delivery.reason or "")
    assert transport.status().state is state
    assert printer.printed == b""


def test_a_printer_that_answers_only_the_first_question_is_still_used(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(answers={1: 0x12})

    status = network_printer(
        network_settings(printer.port), replace(patient, status_s=0.3)
    ).status()

    assert status.known
    assert not status.blocked


def test_a_printer_that_never_accepts_is_sent_nothing(
    full_port: int, network_settings: Any, timing: Timing
) -> None:
    for answers in (True, False):
        transport = network_printer(network_settings(full_port, answers=answers), timing)

        delivery = transport.send(RECEIPT)

        assert delivery.state is JobState.NOT_SENT
        assert delivery.status.state is PrinterState.OFFLINE
        assert transport.status().state is PrinterState.OFFLINE


def test_a_refused_connection_is_not_sent_and_names_the_address(
    closed_port: int, network_settings: Any, patient: Timing
) -> None:
    delivery = network_printer(network_settings(closed_port, answers=False), patient).send(RECEIPT)

    assert delivery.state is JobState.NOT_SENT
    assert f"127.0.0.1:{closed_port}" in (delivery.reason or "")


def test_a_printer_that_should_answer_and_is_silent_is_sent_nothing(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(answers={})
    transport = network_printer(network_settings(printer.port), replace(patient, status_s=0.1))

    delivery = transport.send(RECEIPT)

    assert delivery.state is JobState.NOT_SENT
    assert "does not answer" in (delivery.reason or "")
    assert printer.printed == b""


@pytest.mark.parametrize("answers", [True, False])
def test_a_printer_that_hangs_leaves_the_job_in_doubt(
    fake_printer: Any, network_settings: Any, patient: Timing, answers: bool
) -> None:
    printer = fake_printer(hangs_after=300)
    huge = RECEIPT * 500  # more than the machine's own buffers take

    delivery = network_printer(
        network_settings(printer.port, answers=answers), replace(patient, stall_s=0.15)
    ).send(huge)

    assert delivery.state is JobState.UNCONFIRMED
    assert "stopped taking data" in (delivery.reason or "")


def test_a_short_job_swallowed_by_a_hanging_printer_is_in_doubt_too(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(hangs_after=300)

    delivery = network_printer(
        network_settings(printer.port), replace(patient, finish_s=0.1, status_s=0.4)
    ).send(RECEIPT[:1000])

    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.reason is not None


@pytest.mark.parametrize("answers", [True, False])
def test_a_printer_that_closes_half_way_leaves_the_job_in_doubt(
    fake_printer: Any, network_settings: Any, patient: Timing, answers: bool
) -> None:
    printer = fake_printer(closes_after=300)
    huge = RECEIPT * 500

    delivery = network_printer(network_settings(printer.port, answers=answers), patient).send(huge)

    assert delivery.state is JobState.UNCONFIRMED
    assert "broke" in (delivery.reason or "")


def test_a_printer_whose_paper_runs_out_says_so_instead_of_confirming(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(fence=None)
    transport = network_printer(network_settings(printer.port), replace(patient, finish_s=0.3))
    watcher = Thread(target=_paper_out_when_all_came, args=(printer, len(RECEIPT)), daemon=True)
    watcher.start()

    delivery = transport.send(RECEIPT)
    watcher.join(5)

    assert delivery.state is JobState.UNCONFIRMED
    assert "paper" in (delivery.reason or "")
    assert delivery.status.state is PrinterState.PAPER_OUT


def _paper_out_when_all_came(printer: Any, size: int) -> None:
    for _ in range(400):
        if len(printer.printed) >= size:
            printer.answers.update({1: 0x1A, 2: 0x32, 4: 0x72})
            return
        printer._stop.wait(0.005)


def test_a_fence_answered_without_paper_does_not_confirm(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(fence=0x0C)

    delivery = network_printer(network_settings(printer.port), patient).send(RECEIPT)

    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.status.state is PrinterState.PAPER_OUT


def test_a_printer_without_answers_is_sent_all_and_no_question_is_asked(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer()
    # Waiting for ever: the printer must see the end of the job to close its side.
    for_ever = replace(patient, drain_s=3600, farewell_s=3600)
    transport = network_printer(network_settings(printer.port, answers=False), for_ever)

    delivery = transport.send(RECEIPT)

    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.reason is None
    assert bytes(printer.received) == RECEIPT
    assert transport.status().state is PrinterState.UNKNOWN


def test_a_printer_that_keeps_the_connection_open_is_not_blamed(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(keeps_open=True)

    delivery = network_printer(
        network_settings(printer.port, answers=False), replace(patient, drain_s=0.1)
    ).send(b"kick")

    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.reason is None


def test_sending_can_be_broken_off_from_another_thread(
    fake_printer: Any, network_settings: Any, patient: Timing
) -> None:
    printer = fake_printer(fence=None)
    transport = network_printer(network_settings(printer.port), patient)
    found = []
    sender = Thread(target=lambda: found.append(transport.send(RECEIPT)), daemon=True)
    sender.start()
    _paper_out_when_all_came(printer, len(RECEIPT))

    transport.abandon()
    sender.join(10)

    assert [delivery.state for delivery in found] == [JobState.UNCONFIRMED]
    assert transport.send(RECEIPT).state is JobState.NOT_SENT
