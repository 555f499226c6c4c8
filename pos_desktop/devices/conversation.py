"""How a job is sent over a line, whatever the line is: ask, send in pieces, fence, end.

A line that takes bytes says nothing about paper: a network card takes a whole receipt for a
printer that hangs. So a printer that answers is asked before the first byte and behind the
last one, and only its own answer makes a job printed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event
from time import monotonic

from msgspec import Struct

from pos_desktop.application.printing import PrinterStatus
from pos_desktop.devices.status import (
    FENCE,
    OFFLINE_CAUSE,
    PAPER,
    PRINTER,
    Answers,
    is_fence_answer,
    is_status_answer,
    question,
    status_from,
    status_from_fence,
)
from pos_desktop.devices.transport import SILENT, UNREACHABLE, Delivery, Line, Timing

_log = logging.getLogger(__name__)

_NO_ANSWER = (
    "The printer does not answer. Check that it is on and not in use by another counter; if it "
    "never answers, say so in its settings."
)
_GIVEN_UP = "The till was closed while this was being sent."
_MOST_STALE_READS = 32


class _Written(Struct, frozen=True):
    """How much the line took, and why not all of it."""

    taken: int
    problem: str | None


class Conversation:
    """One connection's talk with a printer. Stops soon after *stop* is set."""

    def __init__(
        self,
        line: Line,
        timing: Timing,
        stop: Event,
        heard: Callable[[PrinterStatus], None] = lambda _status: None,
    ) -> None:
        self._line = line
        self._timing = timing
        self._stop = stop
        self._heard = heard
        self._answers = Answers()

    def status(self) -> PrinterStatus:
        """Ask how the printer is; a printer that does not answer is offline."""
        return self._ask_status() or UNREACHABLE

    def deliver(self, data: bytes, *, answers: bool) -> Delivery:
        """Send *data*; with *answers* the printer is asked before and after."""
        if answers:
            found = self._ask_status()
            if found is None:
                return Delivery.not_sent(_GIVEN_UP if self._stop.is_set() else _NO_ANSWER)
            if found.problem is not None:
                return Delivery.not_sent(found.problem, found)
        written = self._write(data)
        if written.problem is not None and not written.taken:
            return Delivery.not_sent(written.problem)
        if written.problem is not None:
            return Delivery.unconfirmed(
                f"{written.problem} after {written.taken} of {len(data)} bytes.", UNREACHABLE
            )
        return self._confirm(len(data)) if answers else self._end_unasked(len(data))

    def _confirm(self, size: int) -> Delivery:
        seconds = self._timing.finish_s + size / self._timing.bytes_per_s
        try:
            answer = self._ask_fence(seconds)
        except OSError as error:
            _log.warning("the line broke before the printer confirmed: %s", error)
            return Delivery.unconfirmed(
                "The connection to the printer broke before it confirmed.", UNREACHABLE
            )
        if answer is None:
            return self._explain_silence()
        after = status_from_fence(answer)
        if after.paper_out:
            return Delivery.unconfirmed("The paper ran out while this was printing.", after)
        self._farewell()
        return Delivery.printed(after)

    def _ask_fence(self, seconds: float) -> int | None:
        """The answer to the fence, or None when there is none in time.

        A printer that runs out of paper keeps what it has and goes on when it is loaded: it is
        waited for longer then, and asked between how it is.
        """
        if not self._put(FENCE):
            return None
        begun = looked = monotonic()
        until = begun + seconds
        told = PrinterStatus()
        while (now := monotonic()) < until and not self._stop.is_set():
            for byte in self._received(min(until - now, self._timing.slice_s)):
                if is_fence_answer(byte):
                    return byte
                if is_status_answer(byte):
                    found = status_from({PAPER: byte})
                    if found.paper_out != told.paper_out:
                        told = found
                        self._heard(found)
                        waits = self._timing.load_s if found.paper_out else seconds
                        until = monotonic() + waits
            if monotonic() - looked >= self._timing.look_s:
                looked = monotonic()
                self._write(question(PAPER))
        return None

    def _explain_silence(self) -> Delivery:
        if self._stop.is_set():
            return Delivery.unconfirmed(_GIVEN_UP)
        now = self.status()
        return Delivery.unconfirmed(now.problem or "The printer did not confirm in time.", now)

    def _farewell(self) -> None:
        """Close in order; the job is printed, so nothing that goes wrong here matters to it."""
        try:
            self._line.end()
            self._drain(self._timing.farewell_s)
        except OSError as error:
            _log.info("the line broke after the printer confirmed: %s", error)

    def _end_unasked(self, size: int) -> Delivery:
        # Closing at once would cut off what is still on its way. A line that knows how much
        # that is ends the wait itself; else the time a short job needs is soon over.
        timing = self._timing
        soon = min(timing.drain_s, timing.farewell_s + size / timing.bytes_per_s)
        try:
            self._line.end()
            taken = self._drain(soon if self._line.silent_end else timing.finish_s)
        except OSError as error:
            _log.warning("the line broke while the printer was taking the end: %s", error)
            return Delivery.unconfirmed(
                "The connection to the printer broke before it had everything.", UNREACHABLE
            )
        if taken or self._line.silent_end:
            return Delivery.unconfirmed(None)
        return Delivery.unconfirmed("The printer did not take everything in time.")

    def _drain(self, seconds: float) -> bool:
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self._stop.is_set():
            if self._line.drained(min(left, self._timing.slice_s)):
                return True
        return False

    def _write(self, data: bytes) -> _Written:
        taken = 0
        last = monotonic()
        try:
            while taken < len(data):
                if self._stop.is_set():
                    return _Written(taken, "The till was closed")
                piece = data[taken : taken + self._timing.piece_bytes]
                took = self._line.write(piece, self._timing.slice_s)
                if took:
                    taken += took
                    last = monotonic()
                elif monotonic() - last >= self._timing.stall_s:
                    return _Written(taken, "The printer stopped taking data")
        except OSError as error:
            _log.warning("the line broke after %d of %d bytes: %s", taken, len(data), error)
            return _Written(taken, "The connection to the printer broke")
        return _Written(taken, None)

    def _ask_status(self) -> PrinterStatus | None:
        """What the printer says of itself, or None when it says nothing."""
        answers: dict[int, int] = {}
        try:
            for kind in (PRINTER, OFFLINE_CAUSE, PAPER):
                answer = self._ask(question(kind), is_status_answer, self._timing.status_s)
                if answer is None:
                    # The answers look alike: a late one would be taken for the next one's.
                    break
                answers[kind] = answer
        except OSError as error:
            _log.info("the printer could not be asked: %s", error)
            return None
        return status_from(answers) if answers else None

    def _ask(self, what: bytes, wanted: Callable[[int], bool], seconds: float) -> int | None:
        """The first answer of the wanted kind, or None when there is none in time."""
        if not self._put(what):
            return None
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self._stop.is_set():
            for byte in self._received(min(left, self._timing.slice_s)):
                if wanted(byte):
                    return byte
        return None

    def _put(self, what: bytes) -> bool:
        """Ask, so that what comes from now on answers; whether the line took the question."""
        self._forget_what_came_unasked()
        return self._write(what).problem is None

    def _received(self, wait_s: float) -> list[int]:
        return self._answers.among(self._line.read(wait_s))

    def _forget_what_came_unasked(self) -> None:
        for _ in range(_MOST_STALE_READS):
            stale = self._line.read(0)
            if not stale:
                return
            self._answers.among(stale)


class LinePrinter:
    """A printer at the end of a line that is opened anew for each job.

    *open_line* opens it, raising OSError whose text is told to a person.
    """

    def __init__(
        self, open_line: Callable[[Event], Line], *, answers: bool, timing: Timing
    ) -> None:
        self._open_line = open_line
        self._answers = answers
        self._timing = timing
        self._stop = Event()
        self._heard: Callable[[PrinterStatus], None] = lambda _status: None

    def listen(self, heard: Callable[[PrinterStatus], None]) -> None:
        """Tell *heard* how the printer is while a job is under way; see Transport."""
        self._heard = heard

    def send(self, data: bytes, title: str = "") -> Delivery:
        """Send one job; see Transport."""
        try:
            line = self._open_line(self._stop)
        except OSError as error:
            _log.info("%s was not sent: %s", title or "a job", error)
            return Delivery.not_sent(str(error))
        try:
            talk = Conversation(line, self._timing, self._stop, self._heard)
            return talk.deliver(data, answers=self._answers)
        finally:
            _close(line)

    def status(self) -> PrinterStatus:
        """Open the line and, if the printer answers, ask it."""
        try:
            line = self._open_line(self._stop)
        except OSError as error:
            _log.info("the printer cannot be reached: %s", error)
            return UNREACHABLE
        try:
            if not self._answers:
                return SILENT
            return Conversation(line, self._timing, self._stop).status()
        finally:
            _close(line)

    def abandon(self) -> None:
        """Make a call under way return within a slice of its waiting."""
        self._stop.set()


def _close(line: Line) -> None:
    try:
        line.close()
    except OSError as error:
        _log.info("the line to the printer did not close: %s", error)
