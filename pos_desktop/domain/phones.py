"""Indian mobile numbers, kept as ten digits."""

from __future__ import annotations

import re

from pos_desktop.domain.errors import BadInput

_IGNORED = re.compile(r"[\s().-]")
_MOBILE = re.compile(r"[6-9]\d{9}")


def normalise_phone(text: str, *, field: str) -> str:
    """Ten digits from what was typed; ``+91``, ``0`` and separators are forgiven.

    Raises BadInput naming *field* for anything else, such as nine digits.
    """
    digits = _IGNORED.sub("", text.strip())
    for prefix in ("+91", "0091", "91", "0"):
        if digits.startswith(prefix) and len(digits) == len(prefix) + 10:
            digits = digits[len(prefix) :]
            break
    if not digits.isascii() or not _MOBILE.fullmatch(digits):
        count = sum(c.isdigit() for c in digits)
        raise BadInput(
            f"“{text}” is not a mobile number"
            + (f": it has {count} digits." if count != 10 else ".")
            + " Ten digits are needed, beginning with 6, 7, 8 or 9.",
            field=field,
            code="phone_shape",
        )
    return digits


def format_phone(digits: str) -> str:
    """As people read it: ``98765 43210``."""
    return f"{digits[:5]} {digits[5:]}" if len(digits) == 10 else digits
