"""Phone numbers: Indian mobiles as ten digits, all others as the world writes them.

An Indian mobile number, by far the most common, is checked by its shape. Whatever else is typed is
left to phonenumbers, which knows every numbering plan; it takes a while to load, so it is imported
only then.
"""

from __future__ import annotations

import re

from pos_desktop.domain.errors import BadInput

_IGNORED = re.compile(r"[\s().-]")
_MOBILE = re.compile(r"[6-9]\d{9}")
_HOME, _HOME_CODE = "IN", 91


def normalise_phone(text: str, *, field: str) -> str:
    """A customer's phone: ten digits of an Indian mobile; ``+91``, ``0``, separators are forgiven.

    A number of another country begins with ``+`` and is kept as ``+971501234567`` (E.164).
    Raises BadInput naming *field* for anything else, such as nine digits.
    """
    digits = _IGNORED.sub("", text.strip())
    for prefix in ("+91", "0091", "91", "0"):
        if digits.startswith(prefix) and len(digits) == len(prefix) + 10:
            digits = digits[len(prefix) :]
            break
    if digits.isascii() and _MOBILE.fullmatch(digits):
        return digits
    if digits.startswith("+") and not digits.startswith("+91"):
        return _abroad(text, digits, field)
    count = sum(c.isdigit() for c in digits)
    problem = f"“{text}” is not a mobile number."
    if count != 10:
        problem = f"“{text}” is not a mobile number: it has {count} digits."
    raise BadInput(
        problem + " Ten digits are needed, beginning with 6, 7, 8 or 9.",
        field=field,
        code="phone_shape",
    )


def normalise_any_phone(text: str, *, field: str) -> str:
    """A company's phone, mobile or landline with its area code: ``0755 234 5678``.

    Raises BadInput naming *field* when no numbering plan has such a number.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, _HOME)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise BadInput(
            f"“{text}” is not a phone number. Give it with its area code, like 0755 234 5678.",
            field=field,
            code="phone_shape",
        )
    at_home = number.country_code == _HOME_CODE
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    if at_home and is_mobile:
        return str(number.national_number)
    shape = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, shape.NATIONAL if at_home else shape.INTERNATIONAL)


def format_phone(digits: str) -> str:
    """As people read it: ``98765 43210``."""
    return f"{digits[:5]} {digits[5:]}" if len(digits) == 10 and digits.isdigit() else digits


def _abroad(text: str, digits: str, field: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise BadInput(
            f"“{text}” is not a phone number of any country. Check the digits after the +.",
            field=field,
            code="phone_shape",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
