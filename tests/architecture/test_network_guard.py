"""The guard that keeps tests at home, and the empty home they live in."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import platformdirs
import pytest

FAR_AWAY = "192.0.2.1"  # TEST-NET-1 (RFC 5737): belongs to nobody


def test_a_connection_to_another_machine_is_refused_by_its_address() -> None:
    with socket.socket() as sock, pytest.raises(RuntimeError, match=FAR_AWAY):
        sock.connect((FAR_AWAY, 9100))


def test_a_connection_that_returns_its_error_is_refused_as_well() -> None:
    with socket.socket() as sock, pytest.raises(RuntimeError, match=FAR_AWAY):
        sock.connect_ex((FAR_AWAY, 9100))


def test_create_connection_is_refused() -> None:
    with pytest.raises(RuntimeError, match=FAR_AWAY):
        socket.create_connection((FAR_AWAY, 9100), timeout=1)


def test_a_datagram_to_another_machine_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as sock,
        pytest.raises(RuntimeError, match=FAR_AWAY),
    ):
        sock.sendto(b"hello", (FAR_AWAY, 161))


@pytest.mark.parametrize("host", ["printer.example", b"printer.example", "2001:db8::1"])
def test_a_name_that_is_not_ours_is_not_looked_up(host: Any) -> None:
    with pytest.raises(RuntimeError, match=r"printer\.example|2001:db8::1"):
        socket.getaddrinfo(host, 9100)


def test_the_refusal_is_not_an_error_that_a_printer_may_cause() -> None:
    with pytest.raises(RuntimeError) as refusal:
        socket.getaddrinfo(FAR_AWAY, 9100)
    assert not isinstance(refusal.value, OSError)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, server.getsockname()[1]), timeout=5).close()


def test_without_the_guard_the_same_lookup_succeeds(network_guard: Any) -> None:
    # An address needs no name server, so nothing leaves the machine here either.
    with network_guard.lifted():
        assert socket.getaddrinfo(FAR_AWAY, 9100)[0][4][0] == FAR_AWAY
    with pytest.raises(RuntimeError, match=FAR_AWAY):
        socket.getaddrinfo(FAR_AWAY, 9100)


def test_tests_live_in_an_empty_home_of_their_own() -> None:
    home = Path.home()
    assert home.name.startswith("pos-home-")
    for folder in (
        platformdirs.user_data_path("pos-desktop"),
        platformdirs.user_config_path("pos-desktop"),
        platformdirs.user_log_path("pos-desktop"),
        platformdirs.user_cache_path("pos-desktop"),
    ):
        assert folder.is_relative_to(home)


def test_no_setting_of_the_developer_reaches_a_test() -> None:
    assert [name for name in os.environ if name.startswith("POS_")] == []
