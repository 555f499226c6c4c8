"""Wrong tries at what opens a shop from outside of it: counted in a small file beside the keys.

The shop's own count of wrong PINs cannot be used: it is in the store that does not open, and a
backup brings a count of its own with every copy. The rule is the same (`domain.lockout`): a try
is on the disk before it is answered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import asdict

from pos_desktop.domain.errors import BadInput, Refused, Unavailable
from pos_desktop.domain.lockout import Guard, wait_in_words
from pos_desktop.persistence.durable import write_durably
from pos_desktop.persistence.machine import uptime_ms

TRIES_FILE = "restore-tries.json"
_WRONG = frozenset({"wrong_pin", "not_allowed", "recovery_code", "unknown_user"})
"""The errors that are a wrong answer, and not a fault of the disk."""


class Tries:
    """The count of one computer. *uptime* is the time that nobody can set."""

    def __init__(self, folder: Path, uptime: Callable[[], int] = uptime_ms) -> None:
        self._path = folder / TRIES_FILE
        self._uptime = uptime

    @contextmanager
    def counted(self, field: str) -> Iterator[None]:
        """Count what is done within as a try; a wrong answer stays counted, a right one clears.

        Raises Refused ``locked_out`` naming *field*, before or after the try; Unavailable when
        the count cannot be written, for then nothing may be tried.
        """
        before = self._read()
        wait = before.wait_ms(self._uptime())
        if wait:
            raise _locked(wait, field)
        counted = before.after_try(self._uptime())
        self._write(counted)
        try:
            yield
        except (BadInput, Refused) as error:
            if error.code not in _WRONG:
                self._write(before)
                raise
            wait = counted.wait_ms(self._uptime())
            if wait:
                raise _locked(wait, field) from error
            raise
        except Unavailable:
            self._write(before)
            raise
        self._write(Guard())

    def _read(self) -> Guard:
        try:
            told = json.loads(self._path.read_text(encoding="ascii"))
            return Guard(**{name: int(told[name]) for name in asdict(Guard())})
        except FileNotFoundError:
            return Guard()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unavailable(
                f"The count of wrong tries in {self._path} cannot be read. Give this user the "
                "right to read it.",
                code="tries_unreadable",
            ) from error

    def _write(self, guard: Guard) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(self._path, json.dumps(asdict(guard)) + "\n")
        except OSError as error:
            raise Unavailable(
                f"Wrong tries cannot be counted in {self._path} ({error.strerror or error}).",
                code="tries_unwritable",
            ) from error


def _locked(wait_ms: int, field: str) -> Refused:
    return Refused(
        f"Too many wrong tries. Try again in {wait_in_words(wait_ms)}.",
        code="locked_out",
        field=field,
    )
