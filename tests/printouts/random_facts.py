"""Stored facts of every kind of document, drawn at random: the types say what there may be."""

from __future__ import annotations

import random
import types
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

IST = timezone(timedelta(hours=5, minutes=30))
MOST_PAISE = 99_99_99_999_99
TEXTS = (
    "Soap", "Ramesh Sharma", "अमूल गोल्ड दूध", "தமிழ் அரிசி", "తెలుగు", "ಕನ್ನಡ", "বাংলা", "മലയാളം",
    "ਪੰਜਾਬੀ", "ગુજરાતી", "x" * 300, "\u202eevil\u202c شکریہ", "\x1bp\x00\x19\xfa",
    "\N{MAN}\u200d\N{MAN}\u200d\N{BOY}", "₹5 pack", "क्षत्रिय " * 40, "`", "",
    "Near the bus stand, ward no. 12, opposite the old post office, Ratlam",
)  # fmt: skip
MONEY = (0, 1, 99, 100, 4_600, 1_23_456_78, MOST_PAISE)
# What has rules of its own, or must fit a number of the shop.
_BY_NAME: dict[str, Callable[[random.Random], Any]] = {
    "state_code": lambda _: "23",
    "buyer_state_code": lambda _: "27",
    "place_of_supply": lambda _: "27",
    "number": lambda rng: f"A/26-27/{rng.randrange(10**6):06d}",
    "bill_number": lambda rng: f"A/26-27/{rng.randrange(10**6):06d}",
    "document": lambda rng: f"A/26-27/{rng.randrange(10**6):06d}",
    "first": lambda rng: f"A/26-27/{rng.randrange(10**6):06d}",
    "last": lambda rng: f"A/26-27/{rng.randrange(10**6):06d}",
    "shift_number": lambda rng: rng.randrange(1, 9999),
    "terminal": lambda _: "A",
    "variance_words": lambda rng: rng.choice(["Short by ₹1,200.00", "Exact", "Over by ₹0.05"]),
    "count": lambda rng: rng.randrange(1, 5000),
    "bills": lambda rng: rng.randrange(5000),
    "gst_rate": lambda rng: rng.choice([500, 1800, 25]),
    "rate": lambda rng: rng.choice([0, 500, 1800]),
    "proof": lambda rng: rng.choice(["", "3F9A7-7C120"]),
    "upi_id": lambda _: "balaji@okaxis",
    "upi_link": lambda rng: rng.choice(["", "upi://pay?pa=balaji@okaxis&pn=Balaji&am=532.00&cu=INR"]),
    "discount": lambda rng: rng.choice([0, 500]),
}  # fmt: skip


def draw(kind: Any, rng: random.Random, name: str = "") -> Any:
    """Any value that *kind*, a type, allows; *name* is that of its field."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return draw(rng.choice(get_args(kind)), rng, name)
    if kind is type(None):
        return None
    if origin is tuple:
        parts = get_args(kind)
        if parts[1:] == (...,):
            return tuple(draw(parts[0], rng) for _ in range(rng.randrange(4)))
        return tuple(draw(part, rng) for part in parts)
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind)
        return kind(**{n: draw(hints[n], rng, n) for n in kind.__struct_fields__})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return rng.choice(list(kind))
    if name in _BY_NAME and kind in (str, int):
        return _BY_NAME[name](rng)
    made: dict[Any, Callable[[], Any]] = {
        bool: lambda: rng.random() < 0.5,
        int: lambda: rng.choice(MONEY),
        str: lambda: " ".join(rng.choices(TEXTS, k=rng.randint(1, 2))),
        Decimal: lambda: Decimal(rng.randrange(1000)),
        date: lambda: date(2026, 2, 18) + timedelta(days=rng.randrange(400)),
        datetime: lambda: datetime(2026, 2, 18, 9, 5, tzinfo=UTC).astimezone(IST),
    }
    return made[kind]()
