"""The printer queues of Linux and macOS (CUPS), through its own commands.

``lp`` hands a job over, ``lpstat`` tells of it, ``cancel`` takes it back. They are spoken to in
English, whatever the user's language, and each is given a few seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.spooled import (
    InDoubtError,
    Progress,
    QueueStoppedError,
    Seen,
    SpooledPrinter,
)
from pos_desktop.devices.transport import Timing

PATIENCE_S = 5.0
NOT_INSTALLED = "This computer has no printer queues (CUPS). Install the package cups-client."

_REQUEST = re.compile(r"request id is (\S+)")
_DONE = "job-completed-successfully"
_FAILED = {
    "job-canceled": "Somebody took this out of the printer queue.",
    "aborted-by-system": "The printer queue gave this up. Look at the printer's cable and power.",
    "job-completed-with-errors": "The printer queue reports an error while printing this.",
}
_MANY = 200


def cups_printer(settings: PrinterSettings, timing: Timing | None = None) -> SpooledPrinter:
    """The transport to the CUPS queue of *settings*."""
    return SpooledPrinter(CupsQueue(settings.address), timing)


def cups_queues() -> list[str]:
    """The names of all queues; none where CUPS does not run. Raises OSError without CUPS."""
    answer = _run(["lpstat", "-e"])
    return [line.strip() for line in answer.stdout.splitlines() if line.strip()]


class CupsQueue:
    """The port SystemQueue over CUPS."""

    def __init__(self, name: str) -> None:
        self._name = name

    def check(self) -> None:
        """Refuse a queue that is unknown, switched off, or takes no jobs."""
        answer = _run(["lpstat", "-p", self._name, "-a", self._name])
        if answer.returncode:
            raise QueueStoppedError(
                f"There is no printer queue {self._name}, or CUPS does not run. Find it again."
            )
        said = answer.stdout.lower()
        if " disabled" in said:
            raise QueueStoppedError(
                f"The printer queue {self._name} is stopped. Start it in the system's printer "
                "settings."
            )
        if " not accepting" in said:
            raise QueueStoppedError(
                f"The printer queue {self._name} takes no jobs. Let it accept jobs in the system's "
                "printer settings."
            )

    def hand_over(self, data: bytes, title: str) -> str:
        """Hand a job over; a receipt goes through as it is, a PDF is the queue's to lay out."""
        # The bytes come through the pipe: no name of ours can be taken for an option.
        raw = [] if data.startswith(b"%PDF") else ["-o", "raw"]
        try:
            answer = _run(["lp", "-d", self._name, "-t", title, *raw, "--", "-"], data)
        except _TooSlowError as error:
            raise InDoubtError(str(error)) from error
        found = _REQUEST.search(answer.stdout)
        if answer.returncode or found is None:
            said = answer.stderr.strip() or "it does not say why"
            raise OSError(f"The printer queue {self._name} did not take this: {said}")
        return found.group(1)

    def look(self, job: str) -> Seen:
        """How far a job is, by the words with which CUPS lists it."""
        if self._said_of(job, "not-completed") is not None:
            return Seen(Progress.WAITING, self._why_it_waits())
        said = self._said_of(job, "completed")
        if said is None or _DONE in said:
            # CUPS may keep no record of what is done; a job that failed stays listed.
            return Seen(Progress.DONE)
        for word, told in _FAILED.items():
            if word in said:
                return Seen(Progress.FAILED, told)
        return Seen(Progress.DONE)

    def take_back(self, job: str) -> None:
        """Cancel it."""
        _run(["cancel", job])

    def _why_it_waits(self) -> str | None:
        try:
            self.check()
        except QueueStoppedError as stopped:
            return str(stopped)
        return None

    def _said_of(self, job: str, which: str) -> str | None:
        """What ``lpstat -l`` says of a job; None when it is not in that list."""
        answer = _run(["lpstat", "-l", "-W", which, "-o", self._name])
        if answer.returncode:
            raise OSError("The system's printer queue does not answer.")
        said: list[str] = []
        for line in answer.stdout.splitlines():
            is_head = bool(line) and not line[0].isspace()
            if is_head and said:
                break
            if said or (is_head and line.split()[0] == job):
                said.append(line)
        return "\n".join(said) or None


def _run(command: list[str], data: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of CUPS. Raises OSError in words when it is missing or hangs."""
    found = shutil.which(command[0])
    if found is None:
        raise OSError(NOT_INSTALLED)
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        answer = subprocess.run(  # noqa: S603 - a program of the system, and no shell
            [found, *command[1:]],
            input=data if data is not None else b"",
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise _TooSlowError("The system's printer queue does not answer.") from error
    return subprocess.CompletedProcess(
        command,
        answer.returncode,
        answer.stdout.decode("utf-8", "replace"),
        answer.stderr.decode("utf-8", "replace")[-_MANY:],
    )


class _TooSlowError(OSError):
    """A command of CUPS was stopped."""
