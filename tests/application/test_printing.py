from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from pos_desktop.application.printer_addresses import (
    host_and_port,
    port_and_speed,
    usb_address,
)
from pos_desktop.application.printing import (
    JobKind,
    JobState,
    PrinterSettings,
    PrinterState,
    PrinterStatus,
    PrintJob,
)
from pos_desktop.domain.errors import BadInput

LEGAL = {
    ("queued", "sending"),
    ("queued", "cancelled"),
    ("sending", "printed"),
    ("sending", "unconfirmed"),
    ("sending", "not_sent"),
    ("not_sent", "queued"),
    ("not_sent", "cancelled"),
    ("unconfirmed", "printed"),
    ("unconfirmed", "cancelled"),
}


def settings(**changes: Any) -> PrinterSettings:
    return PrinterSettings(
        **{"name": "Counter", "connection": "network", "address": "10.0.0.5", **changes}
    )


@pytest.mark.parametrize(("before", "after"), list(product(JobState, JobState)))
def test_a_job_takes_legal_steps_only(before: JobState, after: JobState) -> None:
    assert before.may_become(after) is ((before.value, after.value) in LEGAL)
    assert (before in after.earlier) is before.may_become(after)


def test_what_may_have_come_out_is_never_sent_again_by_itself() -> None:
    for state in (JobState.UNCONFIRMED, JobState.PRINTED, JobState.CANCELLED):
        assert not state.may_become(JobState.QUEUED)
        assert not state.may_become(JobState.SENDING)


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("192.168.1.50", "192.168.1.50", 9100),
        (" printer.local:9101 ", "printer.local", 9101),
        ("[fe80::1]", "fe80::1", 9100),
        ("[::1]:65535", "::1", 65535),
    ],
)
def test_an_address_names_host_and_port(address: str, host: str, port: int) -> None:
    assert host_and_port(address) == (host, port)


@pytest.mark.parametrize(
    "address",
    ["", ":9100", "host:", "host:0", "host:65536", "host:9x", "host:٩", "a b", "::1", "[::1", "[]"],
)
def test_an_address_that_names_none_is_refused(address: str) -> None:
    with pytest.raises(BadInput) as refused:
        settings(address=address)
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "x" * 41),
        ("name", "two\nlines"),
        ("connection", "bluetooth"),
        ("dots", 500),
        ("columns", 40),
        ("cutter", "both"),
        ("rupee", "₹"),
        ("drawer_pin", 3),
    ],
)
def test_settings_outside_their_range_are_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        settings(**{field: value})
    assert refused.value.field == field


def test_a_path_is_needed_but_for_no_printer() -> None:
    for connection in ("device", "file"):
        for address in ("", " ", "a\0b"):
            with pytest.raises(BadInput):
                settings(connection=connection, address=address)
    assert settings(connection="none", address="").connection == "none"


def test_a_serial_port_names_its_speed_and_a_usb_printer_its_maker() -> None:
    assert port_and_speed("COM3") == ("COM3", 9600)
    by_path = "/dev/serial/by-path/pci-0000:00:14.0-port0"
    assert port_and_speed(f" {by_path}@115200 ") == (by_path, 115200)
    found = usb_address("04B8:0202:X-1:2")
    assert (found.maker, found.product, found.number) == (0x04B8, 0x0202, "X-1:2")


@pytest.mark.parametrize(
    ("connection", "address"),
    [
        ("serial", ""),
        ("serial", "COM3@1234"),
        ("serial", "COM3@"),
        ("serial", "@9600"),
        ("usb", "04b8"),
        ("usb", "04b8:02022"),
        ("usb", "04b8:0202:two words"),
        ("cups", " "),
        ("cups", "-o"),
        ("windows", "a\nb"),
    ],
)
def test_an_address_that_the_connection_cannot_use_is_refused(
    connection: str, address: str
) -> None:
    with pytest.raises(BadInput) as refused:
        settings(connection=connection, address=address)
    assert refused.value.field == "address"


def test_a_job_without_bytes_is_refused() -> None:
    with pytest.raises(BadInput):
        PrintJob(
            id=1,
            printer="Counter",
            kind=JobKind.ORIGINAL,
            document="bill",
            number="A-1",
            copy=0,
            data=b"",
        )


def test_the_cause_is_told_before_its_effect() -> None:
    everything = PrinterStatus(offline=True, cover_open=True, paper_out=True, paper_low=True)
    assert everything.state is PrinterState.COVER_OPEN
    assert "cover" in (everything.problem or "")
    assert PrinterStatus(offline=True, paper_out=True).state is PrinterState.PAPER_OUT
    assert PrinterStatus(fault=True).state is PrinterState.OFFLINE
    assert PrinterStatus(known=False).state is PrinterState.UNKNOWN
    assert PrinterStatus().state is PrinterState.READY


def test_a_printer_has_a_problem_exactly_when_it_cannot_print() -> None:
    for flags in product([False, True], repeat=5):
        names = ("offline", "cover_open", "paper_out", "paper_low", "fault")
        status = PrinterStatus(**dict(zip(names, flags, strict=True)))
        assert (status.problem is not None) is status.blocked
