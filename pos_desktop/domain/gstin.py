"""GSTIN: shape, State, and check character.

Fifteen characters: State code, PAN, entity number, type letter, check character (Luhn modulo
36 over 0-9A-Z). Source: Form GST REG-06 and the GST portal's validation.
"""

from __future__ import annotations

import re

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.states import is_gstin_prefix

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z][ZCDNORS][0-9A-Z]", re.ASCII)


class Gstin(Struct, frozen=True):
    """A GSTIN of right shape; ``expected`` is the check character it should end with."""

    text: str
    expected: str

    @property
    def state_code(self) -> str:
        """The first two characters."""
        return self.text[:2]

    @property
    def verified(self) -> bool:
        """Whether the check character is right."""
        return self.text[-1] == self.expected

    @property
    def corrected(self) -> str:
        """The same GSTIN with the right check character."""
        return self.text[:-1] + self.expected


def parse_gstin(text: str, *, field: str, keep_as_typed: bool = False) -> Gstin:
    """Read a GSTIN; spaces and case are forgiven.

    Raises BadInput naming *field* when the shape or the State is wrong, or when the check
    character is wrong and *keep_as_typed* is not set: the message offers the right one.
    """
    cleaned = re.sub(r"[\s-]", "", text).upper()
    if not _SHAPE.fullmatch(cleaned):
        raise BadInput(
            f"“{text}” is not a GSTIN: it has 15 characters, like 23AABCU9603R1ZV. "
            "Check it against the customer's papers.",
            field=field,
            code="gstin_shape",
        )
    if not is_gstin_prefix(cleaned[:2]):
        raise BadInput(
            f"A GSTIN begins with a State code, and {cleaned[:2]} is none. "
            "Check the first two digits.",
            field=field,
            code="gstin_state",
        )
    from stdnum import luhn  # slow to import, and few bills have a GSTIN

    gstin = Gstin(cleaned, luhn.calc_check_digit(cleaned[:-1], _ALPHABET))
    if not gstin.verified and not keep_as_typed:
        raise BadInput(
            f"The last character of {cleaned} does not fit the others: a typing mistake? "
            f"It would be {gstin.corrected}. Correct it, or choose “keep as typed”.",
            field=field,
            code="gstin_check_character",
        )
    return gstin


def check_same_state(of_gstin: str | None, given: str, *, field: str) -> None:
    """Refuse a State that contradicts the GSTIN. Raises BadInput naming *field*."""
    if of_gstin is not None and of_gstin != given:
        raise BadInput(
            f"The GSTIN is of State {of_gstin}, but State {given} was given. Correct one of them.",
            field=field,
            code="state_conflict",
        )
