"""JSON at the edge: structs to and from plain JSON values, by their type hints.

Money is a string of rupees with two decimals, a quantity and a rate are strings, dates are
ISO 8601. Unknown fields are refused by name, every complaint carries the path of its field
(``lines[0].qty``), and a number is never read through a float. A field whose name Python keeps
for itself is renamed with ``field(name="from")``.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import (
    Annotated,
    Any,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import Struct
from msgspec.structs import fields as fields_of

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import (
    format_percent,
    format_quantity,
    parse_percent,
    parse_quantity,
)
from pos_desktop.domain.money import Unit, parse_rupees, plain_rupees

T = TypeVar("T")

_READ = {"paise": parse_rupees, "milli": parse_quantity, "basis_points": parse_percent}
_WRITE = {"paise": plain_rupees, "milli": format_quantity, "basis_points": format_percent}
_MONEY_WORDS = {"paise": "money", "milli": "quantity", "basis_points": "percent"}

# Beyond these, JSON readers disagree (RFC 8259 section 6), and the store's integers end.
_LARGEST_INT = 2**53 - 1
_LARGEST_EXPONENT = 30


class _Field(Struct, frozen=True):
    attribute: str
    hint: Any
    required: bool


def decode(cls: type[T], data: object, *, path: str = "") -> T:
    """Build the struct *cls* from JSON values (numbers parsed with ``parse_float=Decimal``).

    Raises BadInput naming the field that is unknown, missing, or of the wrong kind.
    """
    if not isinstance(data, Mapping):
        raise BadInput(
            f"{path or 'The input'} must be a JSON object.", field=path or "input", code="not_json"
        )
    fields = _fields(cls)  # type: ignore[arg-type]
    prefix = f"{path}." if path else ""
    for name in data:
        if name not in fields:
            _check_text(str(name), path or "input")
            import difflib

            near = difflib.get_close_matches(str(name), fields, n=1)
            mend = f" Did you mean “{near[0]}”?" if near else f" Known: {', '.join(fields)}."
            raise BadInput(
                f"There is no field “{name}” here.{mend}",
                field=f"{prefix}{name}",
                code="unknown_field",
            )
    values = {
        fields[name].attribute: _decode(fields[name].hint, value, f"{prefix}{name}")
        for name, value in data.items()
    }
    for name, field in fields.items():
        if field.required and name not in data:
            raise BadInput(f"“{name}” is missing.", field=f"{prefix}{name}", code="missing_field")
    return cls(**values)


def encode(value: object) -> Any:
    """The JSON value of a struct (or of None, text, a tuple of them …)."""
    if isinstance(value, Struct):
        return {
            name: _encode(field.hint, getattr(value, field.attribute))
            for name, field in _fields(type(value)).items()
        }
    return _encode(type(value), value)


def json_text(value: Any) -> str:
    """JSON in which a Decimal is a number, exactly as it is written (``1234.50``)."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except TypeError:
        return _exact_text(value)


def describe(cls: type) -> dict[str, str]:
    """The fields of a request with the kind of each, for ``call --list``."""
    return {
        name: _describe(field.hint) + ("" if field.required else ", optional")
        for name, field in _fields(cls).items()
    }


@cache
def _fields(cls: type) -> dict[str, _Field]:
    """The fields of a struct by their JSON names."""
    hints = get_type_hints(cls, include_extras=True)
    return {
        field.encode_name: _Field(field.name, hints[field.name], field.required)
        for field in fields_of(cls)
    }


def _exact_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(str(k))}: {_exact_text(v)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_exact_text, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _unit(hint: Any) -> str | None:
    if get_origin(hint) is Annotated:
        for mark in hint.__metadata__:
            if isinstance(mark, Unit):
                return mark.name
    return None


def _is_struct(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct)


def _options(hint: Any) -> tuple[Any, ...] | None:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else None


def _decode(hint: Any, value: object, path: str) -> Any:
    if isinstance(value, str):
        _check_text(value, path)
    options = _options(hint)
    if options is not None:
        return _decode_option(options, value, path)
    unit = _unit(hint)
    if unit is not None:
        return _READ[unit](_number_text(value, path), field=path)
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(path, "a list")
        element = get_args(hint)[0]
        return tuple(_decode(element, v, f"{path}[{i}]") for i, v in enumerate(value))
    if origin is dict:
        if not isinstance(value, Mapping):
            raise _wrong(path, "an object")
        inner = get_args(hint)[1]
        for key in value:
            _check_text(str(key), path)
        return {str(k): _decode(inner, v, f"{path}.{k}") for k, v in value.items()}
    if _is_struct(hint):
        return decode(hint, value, path=path)
    return _decode_plain(hint, value, path)


def _decode_option(options: tuple[Any, ...], value: object, path: str) -> Any:
    if value is None and type(None) in options:
        return None
    rest = [option for option in options if option is not type(None)]
    if rest == [int, str]:
        if not isinstance(value, str) and not _is_int(value):
            raise _wrong(path, "a number or text")
        return value
    return _decode(rest[0], value, path)


def _decode_plain(hint: Any, value: object, path: str) -> Any:
    if hint is str and isinstance(value, str):
        return value
    if hint is bool and isinstance(value, bool):
        return value
    if hint is int and _is_int(value):
        return value
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        known = [member.value for member in hint]
        if value not in known:
            raise BadInput(
                f"“{value}” is not known here. Use one of: {', '.join(known)}.",
                field=path,
                code="unknown_choice",
            )
        return hint(value)
    if hint in (date, datetime):
        try:
            return hint.fromisoformat(value)
        except (TypeError, ValueError):
            raise _wrong(path, "an ISO 8601 date, like 2026-02-18") from None
    raise _wrong(path, {str: "text", bool: "true or false", int: "a whole number"}[hint])


def _number_text(value: object, path: str) -> str:
    """Text of a number. JSON numbers are let through exactly: they arrive as int or Decimal."""
    if isinstance(value, str):
        return value
    if _is_int(value):
        return str(value)
    # Written out, 1E+999999999 would be a billion digits.
    if isinstance(value, Decimal) and abs(value.adjusted()) <= _LARGEST_EXPONENT:
        return f"{value:f}"
    raise _wrong(path, "text in digits, like “12.50”")


def _is_int(value: object) -> bool:
    return type(value) is int and abs(value) <= _LARGEST_INT


def _check_text(text: str, path: str) -> None:
    """Refuse half a character (a lone surrogate), which neither store nor printer can take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput(
            f"“{path}” holds a broken character. Type it again.", field=path, code="broken_text"
        ) from None


def _wrong(path: str, wanted: str) -> BadInput:
    return BadInput(f"“{path}” must be {wanted}.", field=path, code="wrong_kind")


def _encode(hint: Any, value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    options = _options(hint)
    if options is not None:
        return _encode(next(o for o in options if o is not type(None)), value)
    unit = _unit(hint)
    if unit is not None:
        return _WRITE[unit](value)
    if isinstance(value, Struct):
        return encode(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        element = get_args(hint)[0] if get_args(hint) else object
        return [_encode(element, v) for v in value]
    if isinstance(value, Mapping):
        inner = get_args(hint)[1] if get_args(hint) else object
        return {k: _encode(inner, v) for k, v in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def _describe(hint: Any) -> str:
    options = _options(hint)
    if options is not None:
        return " or ".join(_describe(o) for o in options if o is not type(None))
    unit = _unit(hint)
    if unit is not None:
        return _MONEY_WORDS[unit]
    origin = get_origin(hint)
    if origin is tuple:
        return f"[{_describe(get_args(hint)[0])}]"
    if origin is dict:
        return "{text: " + _describe(get_args(hint)[1]) + "}"
    if _is_struct(hint):
        return "{" + ", ".join(describe(hint)) + "}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "|".join(member.value for member in hint)
    return {str: "text", bool: "true|false", int: "number", date: "date", datetime: "time"}.get(
        hint, "value"
    )
