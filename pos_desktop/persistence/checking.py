"""The check of a store: file, chains, head log, numbers and books, while it may be in use."""

from __future__ import annotations

import threading
from pathlib import Path

from msgspec import convert, to_builtins
from msgspec.structs import replace

from pos_desktop.domain.chain import Head
from pos_desktop.domain.checks import Area, ChainKey, CheckReport, Fault, Progress
from pos_desktop.persistence.apart import ask
from pos_desktop.persistence.check_facts import asked_of, facts_and_books
from pos_desktop.persistence.check_file import FILE_AREAS, file_faults
from pos_desktop.persistence.keys import StoreKeys

LARGE = 64_000_000
"""From so many bytes on processes of its own save more than they take to begin."""


def check_store(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    *,
    first_key: ChainKey | None,
    tell: Progress,
) -> CheckReport:
    """Check the store at *path* on connections of its own; it may be in use meanwhile.

    Args:
        path: the database file.
        keys: its keys.
        heads: what its head log said before: it may only have gone on since.
        first_key: from the recovery sheet, to prove the seals of earlier days too.
        tell: hears how far the check is.

    Raises Unavailable; the driver's errors pass.
    """
    # A file that is not there is told in the words of the driver.
    is_large = path.is_file() and path.stat().st_size >= LARGE
    of_file: list[Fault] = []
    failed: list[BaseException] = []

    def beside() -> None:
        """SQLite's own checks let Python's work go on beside them."""
        try:
            of_file.extend(_file_faults(path, keys.store, is_large=is_large))
            for area in FILE_AREAS:
                tell(area, 1, 1)
        except BaseException as error:  # noqa: BLE001 — raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=beside, name="check")
    thread.start()
    try:
        check = _facts_apart if is_large else facts_and_books
        report = check(path, keys, heads, first_key, tell)
    finally:
        thread.join()
    if failed:
        raise failed[0]
    return replace(report, faults=(*of_file, *report.faults))


def _file_faults(path: Path, key: str, *, is_large: bool) -> list[Fault]:
    if is_large:
        told = ask("pos_desktop.persistence.check_file", path=str(path), key=key)
    else:
        told = file_faults(path, key)
    return [Fault(area=Area(area), words=words) for area, words in told]


def _facts_apart(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    first_key: ChainKey | None,
    tell: Progress,
) -> CheckReport:
    def hear(area: str, done: int, total: int) -> None:
        tell(Area(area), done, total)

    asked = asked_of(path, keys, heads) | {"first_key": to_builtins(first_key)}
    return convert(ask("pos_desktop.persistence.check_facts", hear, **asked), CheckReport)
