"""Whether a shop that lived through a fault is whole: the program's own start, its own check,
and every answer it gave compared with what is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.persistence.store import SqlStore


def found_at_start(
    folder: Path, acknowledged: Mapping[str, str], not_saved: frozenset[str] = frozenset()
) -> list[str]:
    """The violations that the next start finds in ``shop`` and ``keys`` of *folder*.

    Args:
        folder: what the fault left.
        acknowledged: the number of its bill by the ``request_id`` of every sale that was answered
            with one. Every sale was sent with a ``request_id``.
        not_saved: the ``request_id`` of every sale of which was told that it is not stored.
    """
    try:
        with closing(open_shop(folder / "shop", keys=folder / "keys")) as store:
            # Numbering, books, chain, anchors, pages.
            report = store.check(None, lambda _area, _done, _total: None)
            faults = [f"{fault.area}: {fault.words}" for fault in report.faults]
            return faults + list(_untrue(store, acknowledged, not_saved))
    except Unavailable as error:
        return [f"not opened: {error.code}"]
    except (OSError, DBAPIError, dbapi2.Error) as error:
        return [f"not opened: {error!r}"]


def _untrue(
    store: SqlStore, acknowledged: Mapping[str, str], not_saved: frozenset[str]
) -> Iterator[str]:
    with store.look() as look:
        run = look.sql.exec_driver_sql
        stored = list(run("SELECT number FROM bill ORDER BY id").scalars())
        answers = run("SELECT request_id, result FROM answer WHERE use_case = 'billing.issue'")
        kept = {request_id: json.loads(result)["bill_number"] for request_id, result in answers}
    for request_id, number in acknowledged.items():
        if number not in stored or kept.get(request_id) != number:
            yield f"lost: {request_id} as {number}"
    if len(set(acknowledged.values())) < len(acknowledged):
        yield f"one number for two sales: {sorted(acknowledged.values())}"
    if sorted(kept.values()) != sorted(stored):
        yield f"doubled, or half: bills {stored[-3:]}, answers {sorted(kept.values())[-3:]}"
    if there := sorted(not_saved & kept.keys()):
        yield f"told as not saved, and there: {there}"
