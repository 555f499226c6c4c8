"""What the till makes of a GSTIN while it is typed. No Qt."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gstin import parse_gstin
from pos_desktop.domain.states import state_of

GSTIN_LENGTH = 15


class GstinAdvice(Struct, frozen=True, kw_only=True):
    """``state_code`` is filled in as soon as the GSTIN says it; ``right_one`` is offered when
    only the check character is wrong.
    """

    state_code: str = ""
    problem: str = ""
    right_one: str = ""


NO_ADVICE = GstinAdvice()


def advice_on(typed: str, *, kept: bool = False) -> GstinAdvice:
    """Judge a GSTIN: not before all of it is there, and not its check character when *kept*."""
    text = "".join(typed.split()).upper()
    if len(text) < GSTIN_LENGTH:
        return GstinAdvice(state_code=_state_begun(text))
    try:
        gstin = parse_gstin(text, field="gstin", keep_as_typed=True)
    except BadInput as error:
        return GstinAdvice(problem=error.message)
    if gstin.verified or kept:
        return GstinAdvice(state_code=gstin.state_code)
    return GstinAdvice(
        state_code=gstin.state_code,
        problem=f"The last character does not fit the others: it would be {gstin.expected}. "
        "A typing mistake?",
        right_one=gstin.corrected,
    )


def _state_begun(text: str) -> str:
    """The State as soon as its two digits are typed, and a letter of the PAN, if there is such a
    State: digits alone may be a barcode that was scanned here, and taken out again.
    """
    if not text[2:3].isalpha():
        return ""
    try:
        return state_of(text[:2], field="gstin").code
    except BadInput:
        return ""
