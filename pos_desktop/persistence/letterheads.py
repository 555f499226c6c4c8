"""How the outlet's papers look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.kept import Kept
from pos_desktop.persistence.prepared import Prepared

_PUT = upsert(t.letterhead)
_SET = Prepared(
    _PUT.on_conflict_do_update(
        index_elements=["outlet_id"],
        set_={c.name: _PUT.excluded[c.name] for c in t.letterhead.c if not c.primary_key},
    )
)


class SqlLetterheads:
    """The port Letterheads."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def get(self, outlet_id: int) -> Letterhead:
        """The outlet's letterhead; a plain one until it is set."""
        return _GET.get(self._sql, {"outlet_id": outlet_id}) or PLAIN

    def set(self, outlet_id: int, letterhead: Letterhead) -> None:
        """Replace the outlet's letterhead."""
        _SET.run(
            self._sql,
            {
                "outlet_id": outlet_id,
                "language": letterhead.language.value,
                "is_compact": int(letterhead.is_compact),
                "bank_details": letterhead.bank_details,
                "logo": letterhead.logo,
                "prints_code": int(letterhead.prints_code),
                "terms": letterhead.terms,
            },
        )


def _letterhead_of(rows: Sequence[Any]) -> Letterhead:
    if not rows:
        return PLAIN
    (row,) = rows
    return Letterhead(
        language=Language(row.language),
        is_compact=bool(row.is_compact),
        bank_details=row.bank_details,
        logo=bytes(row.logo),
        prints_code=bool(row.prints_code),
        terms=row.terms,
    )


_GET = Kept(
    select(t.letterhead).where(t.letterhead.c.outlet_id == bindparam("outlet_id")), _letterhead_of
)
