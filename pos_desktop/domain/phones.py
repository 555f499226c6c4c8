"""Phone numbers: Indian mobiles as ten digits, all others as the world writes them.

An Indian mobile number that begins with 9, as no landline does, is checked by its shape. Whatever
else is typed is left to phonenumbers, which knows every numbering plan; it takes a while to load,
so it is imported only then.
"""

from __future__ import annotations

import re
import unicodedata

from pos_desktop.domain.errors import BadInput

_HOME, _HOME_CODE = "IN", 91
_AT_HOME = re.compile(r"(?:\+91|91)?0?([6-9]\d{9})")
_ABROAD = re.compile(r"\+(?!91)[1-9]\d{7,14}")
_PART = re.compile(r"(?:\+91|0(?=\d{6}))?(\d*)")
_BETWEEN = "().-‐‑‒–—"
# Spaces, and the marks of direction that are copied along from messages.
_UNSEEN_CATEGORIES = "ZC"


def plain_digits(text: str) -> str:
    """What was typed without what stands between digits, those of every script as 0 to 9.

    ``00`` before another country's number becomes ``+``.
    """
    digits = "".join(
        str(unicodedata.decimal(char, char))
        for char in text.strip()
        if char not in _BETWEEN and unicodedata.category(char)[0] not in _UNSEEN_CATEGORIES
    )
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def part_of_phone(text: str) -> str:
    """The digits to look for when nothing but a phone, or a part of one, was typed; else ``""``."""
    part = _PART.fullmatch(plain_digits(text))
    return part[1] if part else ""


def phone_in(text: str) -> str:
    """The phone that a text has the shape of, to fill it in where one is written; else ``""``."""
    digits = plain_digits(text)
    at_home = _AT_HOME.fullmatch(digits)
    return at_home[1] if at_home else digits if _ABROAD.fullmatch(digits) else ""


def normalise_phone(text: str, *, field: str) -> str:
    """A customer's phone: ten digits of an Indian mobile; ``+91``, ``0``, separators are forgiven.

    A number of another country begins with ``+`` or ``00`` and is kept as ``+971501234567``
    (E.164). Raises BadInput naming *field* for anything else, such as nine digits or a landline.
    """
    digits = plain_digits(text)
    at_home = _AT_HOME.fullmatch(digits)
    if at_home:
        return _mobile(text, at_home[1], field)
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
    if number is None or not phonenumbers.is_valid_number(number):
        raise BadInput(
            f"“{text}” is not a phone number. Give it with its area code, like 0755 234 5678.",
            field=field,
            code="phone_shape",
        )
    at_home = number.country_code == _HOME_CODE
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    if at_home and is_mobile and not number.extension:
        return str(number.national_number)
    shape = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, shape.NATIONAL if at_home else shape.INTERNATIONAL)


def format_phone(digits: str) -> str:
    """As people read it: ``98765 43210``."""
    return f"{digits[:5]} {digits[5:]}" if len(digits) == 10 and digits.isdigit() else digits


def _mobile(text: str, digits: str, field: str) -> str:
    """Refuse the landlines that have the shape of a mobile: 0755 234 5678 is one of Bhopal."""
    if digits[0] != "9":
        import phonenumbers

        number = phonenumbers.PhoneNumber(_HOME_CODE, int(digits))
        if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE:
            raise BadInput(
                f"“{text}” is a landline. Give the mobile number; a landline can stand as the "
                "company's phone.",
                field=field,
                code="phone_landline",
            )
    return digits


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
