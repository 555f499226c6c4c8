"""The questions an ESC/POS printer answers with a byte, and what the bits mean.

Source: Epson's ESC/POS reference, ``DLE EOT n`` (answered at once, even when offline),
``GS r n`` (answered in its turn behind all data before it, and not while paper is out) and
``GS a`` (automatic status: four bytes, unasked). The fixed bits tell the three apart:
``DLE EOT`` 0xx1xx10, ``GS r`` 0xx0xxxx, the first byte of an automatic status 0xx1xx00.
"""

from __future__ import annotations

from collections.abc import Mapping

from pos_desktop.application.printing import PrinterStatus

PRINTER, OFFLINE_CAUSE, PAPER = 1, 2, 4
"""The status questions asked before a job, in this order."""

FENCE = b"\x1dr\x01"
"""``GS r 1``: its answer proves that everything before it was worked through."""

_FIXED_BITS = 0b1001_0011
_AUTOMATIC_HEAD = 0b0001_0000
_BYTES_AFTER_HEAD = 3


def question(kind: int) -> bytes:
    """``DLE EOT kind``."""
    return bytes((0x10, 0x04, kind))


def is_status_answer(byte: int) -> bool:
    """Whether *byte* has the fixed bits of an answer to ``DLE EOT``."""
    return byte & _FIXED_BITS == 0b0001_0010


def is_fence_answer(byte: int) -> bool:
    """Whether *byte* has the fixed bits of an answer to ``GS r``."""
    return byte & 0b1001_0000 == 0


def status_from(answers: Mapping[int, int]) -> PrinterStatus:
    """What the answers to some of the status questions say, by question."""
    printer = answers.get(PRINTER, 0)
    cause = answers.get(OFFLINE_CAUSE, 0)
    paper = answers.get(PAPER, 0)
    return PrinterStatus(
        known=bool(answers),
        offline=bool(printer & 0x08),
        cover_open=bool(cause & 0x04),
        paper_out=bool(cause & 0x20 or paper & 0x60),
        paper_low=bool(paper & 0x0C),
        fault=bool(cause & 0x40),
    )


def status_from_fence(answer: int) -> PrinterStatus:
    """What the answer to the fence says of the paper."""
    return PrinterStatus(paper_out=bool(answer & 0x0C), paper_low=bool(answer & 0x03))


class Answers:
    """Takes the automatic statuses, which nobody asked for, out of what a printer sends."""

    def __init__(self) -> None:
        self._to_skip = 0

    def among(self, received: bytes) -> list[int]:
        """The bytes of *received* that may answer a question, across calls."""
        answers: list[int] = []
        for byte in received:
            if self._to_skip and not byte & _AUTOMATIC_HEAD:
                # Flow control and DLE EOT answers may come between; they have this bit set.
                self._to_skip -= 1
            elif byte & _FIXED_BITS == _AUTOMATIC_HEAD:
                self._to_skip = _BYTES_AFTER_HEAD
            else:
                answers.append(byte)
        return answers
