"""What ASCII paper can show, and how many cells it takes.

No code page of a receipt printer has the rupee sign or an Indian letter, and none is sure to be
the one a printer has: only ASCII comes out the same everywhere. Control characters never pass:
a name could otherwise cut the paper or open the drawer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pos_desktop.printouts.romanise import romanise

_SPELT = {
    "₹": "Rs.", "€": "EUR ", "£": "GBP ", "¥": "JPY ", "°": "deg", "×": "x", "÷": "/",
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "−": "-",
    "‐": "-", "‑": "-", "⁄": "/", "•": "*", "·": ".", "।": ".", "॥": ".", "®": "(R)",
    "©": "(C)", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
}  # fmt: skip
_TAB = 8
_SPACES = re.compile("  +")
_UNKNOWN = "?"
_UNKNOWN_RUN = re.compile(r"\?(?:\s*\?)+")


def on_paper(text: str) -> str:
    """*text* in printable ASCII, the nearest there is: ₹ → Rs., é → e, आलू → Alu.

    Characters of Unicode's category C vanish, white space of any kind becomes a space, and what
    cannot be written becomes one ``?``.
    """
    if text.isascii() and text.isprintable():
        return text
    return _spell(text)


@lru_cache(maxsize=2048)
def _spell(text: str) -> str:
    kept = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    lost = False
    out = []
    for char in romanise(kept):
        latin = char if char.isascii() else _latin(char)
        lost = lost or latin == _UNKNOWN
        out.append(latin)
    spelt = "".join(out)
    return _UNKNOWN_RUN.sub(_UNKNOWN, spelt) if lost else spelt


def _latin(char: str) -> str:
    spelt = _SPELT.get(char)
    if spelt is not None:
        return spelt
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char))
    parts = unicodedata.normalize("NFKD", char)
    marks = [part for part in parts if not unicodedata.category(part).startswith("M")]
    if not marks:
        return ""
    latin = "".join(part if part.isascii() else _SPELT.get(part, _UNKNOWN) for part in marks)
    # 1½ must not become 11/2.
    return f" {latin}" if unicodedata.decomposition(char).startswith("<fraction>") else latin


def tabbed(text: str) -> str:
    """*text* with the stops that a reset printer has every eight columns, for fewer bytes.

    On a slow serial cable the spaces of a receipt take longer than its words. Stops are counted
    in ordinary columns: a line of wide letters would come out otherwise.
    """
    return _SPACES.sub(_stops, text) if "  " in text else text


def _stops(spaces: re.Match[str]) -> str:
    return gap(*spaces.span())


def gap(first: int, end: int) -> str:
    """What is sent for the free columns from *first* to *end*."""
    stops = end // _TAB - first // _TAB
    return "\t" * stops + " " * (end % _TAB) if stops else " " * (end - first)


def cells(text: str) -> int:
    """Columns that *text* takes: combining marks none, East Asian wide letters two."""
    if text.isascii():
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Lines of at most *width* cells, broken between words; a longer word is broken inside.

    More than *most* lines are cut, the last one ending in two dots. An empty text is no line.
    """
    if 0 < cells(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        if line and cells(line) + 1 + cells(rest) <= width:
            line += " " + rest
            continue
        if line:
            lines.append(line)
        while cells(rest) > width:
            head = _first(rest, width)
            lines.append(head)
            rest = rest[len(head) :]
        line = rest
    if line:
        lines.append(line)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _first(lines[most - 1], width - 2) + ".."]
    return lines


def _first(text: str, width: int) -> str:
    """The longest beginning of *text* within *width* cells."""
    if text.isascii():
        return text[:width]
    used = 0
    for index, char in enumerate(text):
        used += _cell(char)
        if used > width:
            return text[:index]
    return text
