"""Names for rows that nobody else can give."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def new_uuid() -> str:
    """A new UUIDv7 (RFC 9562): ids made later sort later."""
    return str(_uuid7()())


@cache
def _uuid7() -> Callable[[], object]:
    """Imported when the first one is made: what only looks at a shop needs none."""
    from uuid_utils import uuid7

    return uuid7
