"""Telling a barcode scanner from a hand, key by key. No Qt, no clock: times are given, in ms.

A scan is at least four characters at most 50 ms apart, ended by Enter or Tab as fast. A hand
does not type like that: 60 ms a key is a very fast typist.

Nobody can know at the first character whether a scan begins. So:

* in a text field every character is passed on at once, and when the scan is complete the field is
  put back to what it was before; typing by hand is neither delayed nor changed;
* elsewhere (a button, a list, a check box: a character could press or choose something) it is held,
  for at most 50 ms, and let go if no scan comes of it;
* the Enter or Tab that ends a scan is swallowed, and so is one that follows at once (scanners set
  to send CR LF).
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

#: The longest time between two keys of one scan.
GAP_MS = 50
#: Shorter codes cannot be told from a hand's "12" and Enter.
SHORTEST = 4
#: A longer burst is no barcode (the signed QR of an e-invoice has some 1,200 characters).
LONGEST = 4096


class Verdict(Enum):
    """What to do with a key."""

    PASS = "pass"
    HOLD = "hold"
    SWALLOW = "swallow"


class Step(Struct, frozen=True, kw_only=True):
    """The answer to one key.

    `let_go`: the keys held so far go to the window first. `scan`: the complete code, when this key
    ended one; held keys are then dropped and fields put back.
    """

    verdict: Verdict
    let_go: bool = False
    scan: str = ""


_PASS = Step(verdict=Verdict.PASS)
_LET_GO_AND_PASS = Step(verdict=Verdict.PASS, let_go=True)
_HOLD = Step(verdict=Verdict.HOLD)
_LET_GO_AND_HOLD = Step(verdict=Verdict.HOLD, let_go=True)
_SWALLOW = Step(verdict=Verdict.SWALLOW)


class BurstRecogniser:
    """One per application: a scanner may begin in one window and end in another."""

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._last_ms: float | None = None
        self._ended_ms: float | None = None

    def begins(self, at_ms: float) -> bool:
        """Whether a character at `at_ms` would be the first of a burst."""
        return not self._characters or not _within_gap(self._last_ms, at_ms)

    def character(self, character: str, at_ms: float, *, in_text_field: bool) -> Step:
        """A key that types one character, pressed by a finger or a scanner (no auto-repeat)."""
        began = self.begins(at_ms)
        if began or len(self._characters) >= LONGEST:
            self._characters.clear()
        self._characters.append(character)
        self._last_ms = at_ms
        self._ended_ms = None
        if in_text_field:
            return _LET_GO_AND_PASS if began else _PASS
        return _LET_GO_AND_HOLD if began else _HOLD

    def would_end(self, at_ms: float) -> bool:
        """Whether an Enter or Tab at `at_ms` belongs to a scan."""
        complete = len(self._characters) >= SHORTEST and _within_gap(self._last_ms, at_ms)
        return complete or _within_gap(self._ended_ms, at_ms)

    def ending(self, at_ms: float) -> Step:
        """Enter or Tab, without Ctrl, Alt or Shift."""
        if not self.would_end(at_ms):
            self.interrupted()
            return _LET_GO_AND_PASS
        scan = "".join(self._characters)
        self._characters.clear()
        self._ended_ms = at_ms
        return Step(verdict=Verdict.SWALLOW, scan=scan) if scan else _SWALLOW

    def interrupted(self) -> Step:
        """Any other key (an arrow, Esc, a shortcut, auto-repeat): what came before is no scan."""
        self._characters.clear()
        self._ended_ms = None
        return _LET_GO_AND_PASS


def _within_gap(earlier_ms: float | None, at_ms: float) -> bool:
    # A clock that went backwards (the X server's wraps every 49 days) ends the burst.
    return earlier_ms is not None and 0 <= at_ms - earlier_ms <= GAP_MS
