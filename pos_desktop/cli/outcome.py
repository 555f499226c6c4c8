"""How a command ends: its exit status, and an error as programs read it."""

from __future__ import annotations

import sys

from pos_desktop.domain.errors import PosError, Unavailable

DONE, REFUSED, UNAVAILABLE = 0, 2, 3


def error_as_json(error: PosError) -> dict[str, str | None]:
    """An error as programs read it."""
    return {
        "kind": error.kind,
        "code": error.code,
        "field": error.field,
        "message": error.message,
    }


def status_of(error: PosError) -> int:
    """The exit status of an error."""
    return UNAVAILABLE if isinstance(error, Unavailable) else REFUSED


def fail(message: str) -> int:
    """Tell a person on standard error and give the status of a refusal."""
    print(message, file=sys.stderr)
    return REFUSED
