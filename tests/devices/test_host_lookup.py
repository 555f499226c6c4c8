from __future__ import annotations

import socket
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import JobState, PrinterSettings, PrinterStatus
from pos_desktop.devices.network import network_printer
from pos_desktop.devices.transport import Timing


class Names:
    """Stands for the system's look-up of names; it is stuck until `answered` is set."""

    def __init__(self) -> None:
        self.found: list[Any] | Exception = []
        self.answered = Event()
        self.asked = 0
        self.is_asked = Event()

    def __call__(self, host: str, port: int, flags: int = 0, **_kind: int) -> list[Any]:
        if flags & socket.AI_NUMERICHOST:
            raise socket.gaierror(socket.EAI_NONAME, "not an address")
        self.asked += 1
        self.is_asked.set()
        self.answered.wait(20)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def at(port: int) -> tuple[Any, ...]:
    return (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    fake = Names()
    monkeypatch.setattr(socket, "getaddrinfo", fake)
    yield fake
    fake.answered.set()


@pytest.fixture
def named() -> PrinterSettings:
    return PrinterSettings(
        name="Counter", connection="network", address="printer.shop", answers_status=True
    )


def test_a_name_that_resolves_slowly_holds_nobody_and_is_used_when_known(
    names: Names, named: PrinterSettings, timing: Timing, patient: Timing, fake_printer: Any
) -> None:
    printer = fake_printer()
    transport = network_printer(named, replace(patient, connect_s=0.05))

    assert transport.send(b"receipt").state is JobState.NOT_SENT
    assert "printer.shop" in (transport.send(b"receipt").reason or "")
    assert names.asked == 1, "a look-up left behind is gone on with, not piled upon"

    names.found = [at(printer.port)]
    names.answered.set()
    while (delivery := transport.send(b"receipt")).state is JobState.NOT_SENT:
        pass
    assert delivery.state is JobState.PRINTED
    assert printer.printed == b"receipt"


def test_a_name_is_looked_up_anew_for_each_job(
    names: Names, named: PrinterSettings, patient: Timing, fake_printer: Any
) -> None:
    before, after = fake_printer(), fake_printer()
    transport = network_printer(named, patient)
    names.answered.set()

    names.found = [at(before.port)]
    transport.send(b"one")
    names.found = [at(after.port)]
    transport.send(b"two")

    assert (before.printed, after.printed) == (b"one", b"two")


def test_looking_up_a_name_can_be_broken_off(
    names: Names, named: PrinterSettings, patient: Timing
) -> None:
    transport = network_printer(named, patient)
    found: list[PrinterStatus] = []
    asker = Thread(target=lambda: found.append(transport.status()), daemon=True)
    asker.start()
    assert names.is_asked.wait(20)

    transport.abandon()
    asker.join(10)

    assert [status.offline for status in found] == [True]


@pytest.mark.parametrize(
    "problem",
    [
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        UnicodeError("label too long"),
    ],
)
def test_an_unknown_name_is_not_sent(
    names: Names, named: PrinterSettings, patient: Timing, problem: Exception
) -> None:
    names.found = problem
    names.answered.set()

    delivery = network_printer(named, patient).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert "No printer called printer.shop" in (delivery.reason or "")


def test_an_address_that_swallows_everything_leaves_time_for_the_next(
    names: Names, named: PrinterSettings, patient: Timing, fake_printer: Any, full_port: int
) -> None:
    printer = fake_printer()
    strange = (-1, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 9100))
    names.found = [strange, at(full_port), at(printer.port)]
    names.answered.set()

    delivery = network_printer(named, replace(patient, connect_s=0.6)).send(b"receipt")

    assert delivery.state is JobState.PRINTED


@pytest.fixture
def ipv6_port() -> Iterator[int]:
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    yield server.getsockname()[1]
    server.close()


def test_an_ipv6_address_is_reached_and_told_in_brackets(ipv6_port: int, patient: Timing) -> None:
    settings = PrinterSettings(name="Counter", connection="network", address=f"[::1]:{ipv6_port}")
    assert not network_printer(settings, patient).status().blocked

    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        gone = server.getsockname()[1]
    nobody = replace(settings, address=f"[::1]:{gone}")
    assert f"[::1]:{gone}" in (network_printer(nobody, patient).send(b"receipt").reason or "")
