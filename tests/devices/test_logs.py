"""The log tells what happened and nothing about anybody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_desktop.devices import logs

SECRETS = {
    "phone": "9811112222",
    "phone with code": "+91 98111 12222",
    "gstin": "23AABFS4821K1ZB",
    "e-mail": "ravi@example.com",
    "upi": "ravi.k@okbank",
    "key": "0f" * 32,
    "hash": "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
    "recovery": "ABCD EFGH IJKL MNOP QRST",
}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[logging.Logger]:
    """A logger of its own with the program's handlers on a folder."""
    logger = logging.getLogger("pos.test_logs")
    logger.setLevel(logging.INFO)
    written = logging.FileHandler(tmp_path / logs.LOG, encoding="utf-8")
    written.setFormatter(logs.QuietFormatter())
    moments = iter(datetime(2026, 2, 18, tzinfo=UTC) + timedelta(seconds=n) for n in range(99))
    logger.addHandler(written)
    logger.addHandler(logs.CrashReports(tmp_path, lambda: next(moments)))
    yield logger
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def written(folder: Path) -> str:
    """Everything that is on the disk."""
    return "".join(path.read_text("utf-8") for path in folder.iterdir())


@pytest.mark.parametrize("what", SECRETS)
def test_nothing_about_anybody_is_written(log: logging.Logger, tmp_path: Path, what: str) -> None:
    log.warning("seen: %s.", SECRETS[what])
    try:
        raise ValueError(f"cannot find {SECRETS[what]}")
    except ValueError:
        log.critical("a fault", exc_info=True)
    assert SECRETS[what] not in written(tmp_path)
    assert "cannot find" in written(tmp_path)


def test_pins_are_masked_wherever_they_are_named() -> None:
    assert logs.masked("pin=2468, password: 'demo-owner'") == "pin=[secret], password: [secret]'"


def test_bill_numbers_and_amounts_stay() -> None:
    told = "A/25-26/000123 for 1260.00 at 2026-02-18T09:30:00"
    assert logs.masked(told) == told


def test_without_the_mask_it_would_be_written(
    log: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_MASKS", ())
    log.warning("seen: %s", SECRETS["phone"])
    assert SECRETS["phone"] in written(tmp_path)


def test_no_text_begins_a_record_of_its_own(log: logging.Logger, tmp_path: Path) -> None:
    log.warning("name: %s", "x\n2026-02-18 10:00:00 INFO pos: paid\x1b[2K\r")
    lines = (tmp_path / logs.LOG).read_text("utf-8").splitlines()
    assert lines[1].startswith("    2026")
    assert "\x1b" not in "".join(lines)


def test_a_crash_is_a_file_of_its_own_and_the_oldest_go(
    log: logging.Logger, tmp_path: Path
) -> None:
    log.info("before")
    for n in range(25):
        log.critical("fault %s", n)
    reports = logs.crash_reports(tmp_path)
    assert len(reports) == 20
    told = reports[0].read_text("utf-8")
    assert "fault 24" in told
    assert "POS Desktop" in told
    assert "before" in told
