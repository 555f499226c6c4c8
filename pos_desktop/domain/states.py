"""States and Union Territories with their GST codes, as the data in force has them.

Union Territories without a legislature levy UTGST (UTGST Act 2017 s.2(8)).
"""

from __future__ import annotations

from datetime import date

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst_data import State, gst_data

__all__ = ["State", "is_gstin_prefix", "offered_states", "state_named", "state_of"]


def offered_states(day: date | None = None) -> tuple[State, ...]:
    """For lists to choose from, by code; without a day those of the last."""
    return gst_data().offered(day or date.max)


def state_of(code: str, *, field: str) -> State:
    """The State of a two-digit code. Raises BadInput naming *field* for an unknown one."""
    state = gst_data().states.get(code.strip())
    if state is None:
        raise BadInput(
            f"“{code}” is not a GST State code. Use two digits, like 23 for Madhya Pradesh.",
            field=field,
            code="unknown_state",
        )
    return state


def is_gstin_prefix(code: str) -> bool:
    """Whether a GSTIN may begin with these two digits."""
    state = gst_data().states.get(code)
    return state is not None and state.in_gstin


def state_named(name: str, *, field: str) -> State:
    """The State of a name, whatever its case. Raises BadInput naming *field*."""
    wanted = " ".join(name.split()).casefold().replace(" and ", " & ")
    for state in gst_data().states.values():
        if state.name.casefold().replace(" and ", " & ") == wanted:
            return state
    raise BadInput(
        f"“{name}” is no State or Union Territory of India. Choose it from the list.",
        field=field,
        code="unknown_state",
    )
