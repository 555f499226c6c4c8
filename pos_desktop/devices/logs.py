"""The log on the disk: rotating, without secrets and phone numbers, one record a line; and crashes.

A crash report is a file of its own with the traceback and the machine, made of every record that
is critical.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pos_desktop

LOG = "till.log"
HARD_CRASH = "hard-crash.txt"
_BYTES, _FILES = 2_000_000, 5
_CRASHES_KEPT = 20

_SECRET = r"""(?i)\b(pin|password|secret|pepper)\b(['"]?\s*[=:]\s*)(['"]?)[^\s'",)]+"""
_MASKS = (
    (re.compile(r"\$argon2[a-z]*\$\S+"), "[hash]"),
    (re.compile(r"\b[0-9A-Fa-f]{64}\b"), "[key]"),
    (re.compile(r"\bPOSR1\S*"), "[recovery code]"),
    (re.compile(r"\b(?:[A-Z2-7]{4} ){3,}[A-Z2-7]{1,4}\b"), "[recovery code]"),
    (re.compile(_SECRET), r"\1\2[secret]"),
    (re.compile(r"\b\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]{3}\b"), "[gstin]"),
    (re.compile(r"[\w.+-]+@[\w.-]+"), "[address]"),
    (re.compile(r"(?<!\d)(?:\+?91[- ]?|0)?[6-9]\d{4}[- ]?\d{5}(?!\d)"), "[phone]"),
)  # fmt: skip


def masked(text: str) -> str:
    """The text without keys, hashes, PINs, GSTINs, addresses and phone numbers."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class QuietFormatter(logging.Formatter):
    """Masks everything that goes to the disk, and lets no text begin a record of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Logging's hook."""
        whole = masked(super().format(record))
        printable = (
            c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in whole
        )
        return "".join(printable).replace("\n", "\n    ")


class CrashReports(logging.Handler):
    """A file for each critical record; the newest twenty are kept."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__(logging.CRITICAL)
        self.setFormatter(QuietFormatter())
        self._folder = folder
        self._now = now

    def emit(self, record: logging.LogRecord) -> None:
        """Logging's hook."""
        try:
            self._write(self.format(record))
        except OSError:
            self.handleError(record)

    def _write(self, told: str) -> None:
        import platform

        name = f"crash-{self._now():%Y%m%d-%H%M%S-%f}.txt"
        about = (
            f"POS Desktop {pos_desktop.__version__}\nPython {sys.version}\n{platform.platform()}\n"
        )
        (self._folder / name).write_text(f"{about}\n{told}\n\n{self._tail()}", encoding="utf-8")
        for old in crash_reports(self._folder)[_CRASHES_KEPT:]:
            old.unlink(missing_ok=True)

    def _tail(self) -> str:
        try:
            lines = (self._folder / LOG).read_text(encoding="utf-8").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-200:])


def crash_reports(folder: Path) -> list[Path]:
    """The crash reports of a log folder, newest first."""
    return sorted(folder.glob("crash-*.txt"), reverse=True)


def keep_log(folder: Path) -> None:
    """Write what happens to the log in *folder*, and crashes to files of their own."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = RotatingFileHandler(
        folder / LOG, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8"
    )
    written.setFormatter(QuietFormatter())
    root = logging.getLogger()
    root.addHandler(written)
    root.addHandler(CrashReports(folder, lambda: datetime.now(UTC)))
    root.setLevel(logging.INFO)
    threading.excepthook = _thread_died


def _thread_died(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None:
        told = (given.exc_type, given.exc_value, given.exc_traceback)
        name = given.thread.name if given.thread else "?"
        logging.getLogger(__name__).critical("the thread %s died", name, exc_info=told)


def watch_hard_crashes(folder: Path) -> bool:
    """Let the interpreter write a hard crash down; whether the start before ended in one.

    What it wrote becomes a crash report.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / HARD_CRASH
    crashed = path.exists() and path.stat().st_size > 0
    if crashed:
        path.replace(folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt")
    # Open for as long as the program runs: the handler writes to its descriptor.
    faulthandler.enable(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return crashed
