#!/usr/bin/env python3
"""Train a dictionary for the bodies of chain entries (pos_desktop/persistence/packing).

    scripts/train_packing.py FILE

The bodies are those of a demo shop's past. What is a shop's own in them (names, numbers, amounts,
ids) is drawn anew for each, so that the dictionary knows the form and the trade's words, not the
demo shop. A dictionary is for ever: a better one goes beside the others under a new number.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import zstandard

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DAYS, SIZE = 45, 16_000
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
OWN = {"description", "description_hi", "cashier_name", "user_name", "buyer_name", "name"}
"""Columns of which the words are mixed."""
NUMBERS = {"buyer_phone", "buyer_gstin", "seller_gstin", "phone", "gstin", "fssai", "upi_id"}
SELDOM = {"gst_data_version", "z_report"}
"""Tables whose entries teach nothing."""
AMOUNTS = 100
"""Whole numbers from here on are amounts, quantities or ids, and drawn anew."""


def main() -> None:
    """Make the file that is named."""
    bodies = _bodies()
    rng = random.Random(2)  # noqa: S311 — nothing secret
    words = {
        is_latin: [word for body in bodies for word in _words(body) if word.isascii() == is_latin]
        for is_latin in (True, False)
    }
    told = [_drawn_anew(rng, body, words) for body in bodies]
    trained = zstandard.train_dictionary(SIZE, told, level=1).as_bytes()
    Path(sys.argv[1]).write_bytes(trained)


def _bodies() -> list[dict[str, list[list[Any]]]]:
    from pos_desktop.cli.demo_shop import make_demo_shop
    from pos_desktop.persistence.packing import unpacked

    with tempfile.TemporaryDirectory() as folder:
        store = make_demo_shop(Path(folder) / "shop", days=DAYS, seed=11, today=date(2026, 2, 18))
        with closing(store), store.look() as look:
            rows = look.sql.exec_driver_sql("SELECT body FROM chain_entry").fetchall()
    found = (json.loads(unpacked(body)) for (body,) in rows)
    # What is sealed seldom, and is long, would take the place of what is sealed at each sale.
    return [body for body in found if not SELDOM.intersection(body)]


def _columns(table: str) -> list[str]:
    from pos_desktop.persistence.tables import metadata
    from pos_desktop.persistence.tables.columns import form_of

    return [column.name for column in sorted(metadata.tables[table].c, key=form_of)]


def _words(body: dict[str, list[list[Any]]]) -> list[str]:
    return [
        word
        for row in body.get("bill_line", ())
        for name, value in zip(_columns("bill_line"), row, strict=True)
        if name in OWN and value
        for word in value.split()
    ]


def _drawn_anew(
    rng: random.Random, body: dict[str, list[list[Any]]], words: dict[bool, list[str]]
) -> bytes:
    ids: dict[str, str] = {}

    def text(value: str) -> str:
        parts = (rng.choice(words[word.isascii()]) for word in value.split())
        return " ".join(parts)

    def digits(value: str) -> str:
        return re.sub(r"\d", lambda _: str(rng.randrange(10)), value)

    def of_column(name: str, value: Any) -> Any:
        if isinstance(value, int) and value >= AMOUNTS:
            return rng.randrange(value // 2, value * 2)
        if not isinstance(value, str) or not value:
            return value
        if name == "seller":
            told = json.loads(value)
            told = {key: of_column(key, said) for key, said in told.items()}
            return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        if name in OWN or name in ("legal_name", "address", "header", "footer"):
            return text(value)
        if name in NUMBERS:
            return digits(value)
        if UUID.fullmatch(value):
            return ids.setdefault(value, _uuid(rng))
        return value

    drawn = {
        table: [
            [of_column(*pair) for pair in zip(_columns(table), row, strict=True)] for row in rows
        ]
        for table, rows in body.items()
    }
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()


def _uuid(rng: random.Random) -> str:
    """A UUIDv7 of some moment in years around this one."""
    moment, rest = rng.randrange(0x19A_00000000, 0x1B0_00000000), f"{rng.getrandbits(76):019x}"
    return f"{moment >> 16:08x}-{moment & 0xFFFF:04x}-7{rest[:3]}-{rest[3:7]}-{rest[7:]}"


if __name__ == "__main__":
    main()
