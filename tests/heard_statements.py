"""Hearing every statement that runs on an engine, by whichever way it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from pos_desktop.persistence.prepared import heard_by

Hear = Callable[[Connection, str, Any], None]


@contextmanager
def heard(engine: Engine, hear: Hear) -> Iterator[None]:
    """Tell *hear* each statement, with its values, before it runs."""

    def by_core(sql: Connection, _cursor: Any, text: str, values: Any, *_more: Any) -> None:
        hear(sql, text, values)

    def prepared(sql: Connection, text: str, values: Any, _many: bool) -> None:
        if sql.engine is engine:
            hear(sql, text, values)

    event.listen(engine, "before_cursor_execute", by_core)
    heard_by.append(prepared)
    try:
        yield
    finally:
        heard_by.remove(prepared)
        event.remove(engine, "before_cursor_execute", by_core)
