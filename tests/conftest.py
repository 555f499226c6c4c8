"""What every test stands on: no network, no real user's folders, the same examples every time."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.shop_at_hand"]

# `ci` finds the same thing for everyone; HYPOTHESIS_PROFILE=explore looks for new things.
# No deadline: tests never depend on how busy the machine is.
settings.register_profile(
    "ci",
    derandomize=True,
    print_blob=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", max_examples=2_000, print_blob=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
}
_environment = pytest.StashKey[dict[str, str]]()
_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Move into an empty home before anything can look at the real one (Qt and platformdirs do)."""
    config.stash[_environment] = dict(os.environ)
    home = config.stash[_home] = Path(tempfile.mkdtemp(prefix="pos-home-"))
    for variable, folder in _HOME_VARIABLES.items():
        path = home / folder
        path.mkdir(parents=True, exist_ok=True)
        os.environ[variable] = str(path)
    (home / "run").chmod(0o700)
    for variable in [name for name in os.environ if name.startswith("POS_")]:
        del os.environ[variable]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Go back home, and leave nothing behind."""
    before = config.stash[_environment]
    os.environ.clear()
    os.environ.update(before)
    shutil.rmtree(config.stash[_home], ignore_errors=True)


class NetworkRefusedError(RuntimeError):
    """A test tried to leave the machine. No OSError: the application must not take it for one."""


class NetworkGuard:
    """Lets sockets reach this machine and nothing else; the error names the address."""

    def __init__(self) -> None:
        self._patch = pytest.MonkeyPatch()

    def raise_up(self) -> None:
        """Put the guard before the functions with which Python leaves the machine."""
        connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
        sendto, resolve = socket.socket.sendto, socket.getaddrinfo

        def guarded_connect(self: socket.socket, address: Any) -> None:
            _refuse_unless_local(self, address)
            connect(self, address)

        def guarded_connect_ex(self: socket.socket, address: Any) -> int:
            _refuse_unless_local(self, address)
            return connect_ex(self, address)

        def guarded_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
            _refuse_unless_local(self, rest[-1])
            return sendto(self, data, *rest)

        def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
            if not _is_local(host):
                raise NetworkRefusedError(f"a test looked up {_text(host)!r}: tests stay at home")
            return resolve(host, *args, **kwargs)

        self._patch.setattr(socket.socket, "connect", guarded_connect)
        self._patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        self._patch.setattr(socket.socket, "sendto", guarded_sendto)
        self._patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)

    def take_down(self) -> None:
        """Give Python its own functions back."""
        self._patch.undo()

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Without the guard, to prove that it is the guard that refuses."""
        self.take_down()
        try:
            yield
        finally:
            self.raise_up()


def _text(host: Any) -> str:
    return host.decode() if isinstance(host, bytes) else str(host)


def _is_local(host: Any) -> bool:
    """Whether `host` (a name, an address or None for any of our own) is this machine."""
    if host is None or _text(host) in {"", "localhost", "localhost.localdomain"}:
        return True
    try:
        return ipaddress.ip_address(_text(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_unless_local(sock: socket.socket, address: Any) -> None:
    # Local sockets and Bluetooth have no internet address to judge.
    if sock.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
        raise NetworkRefusedError(f"a test tried to reach {address!r}: tests stay at home")


@pytest.fixture(scope="session", autouse=True)
def network_guard() -> Iterator[NetworkGuard]:
    """Keep every test, fixture and thread of the session on this machine."""
    guard = NetworkGuard()
    guard.raise_up()
    yield guard
    guard.take_down()
