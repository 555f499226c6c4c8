"""Indian scripts in Latin letters, for paper that has no others: रमेश शर्मा → Ramesh Sharma.

The letters of India's scripts bear systematic names in Unicode (DEVANAGARI LETTER KA, TAMIL
VOWEL SIGN AA), and those names are their sounds. The result is to be recognised, not spelt back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

_NAME = re.compile(
    r"(DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM) (.+)"
)
_SILENT_END = frozenset({"DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI"})
"""Scripts whose languages do not speak the vowel that a last consonant carries unwritten."""

_VOWELS = {
    "A": "a", "AA": "a", "I": "i", "II": "i", "U": "u", "UU": "u", "E": "e", "EE": "e",
    "AI": "ai", "O": "o", "OO": "o", "AU": "au", "R": "ri", "RR": "ri",
}  # fmt: skip
_CONSONANTS = {
    "C": "ch", "CH": "chh", "TT": "t", "TTH": "th", "DD": "d", "DDH": "dh", "DDDH": "rh",
    "NN": "n", "NNN": "n", "SS": "sh", "LL": "l", "LLL": "zh", "RR": "r",
}  # fmt: skip
_SIGNS = {"ANUSVARA": "n", "CANDRABINDU": "n", "TIPPI": "n", "BINDI": "n", "VISARGA": "h"}

Role = Literal["consonant", "vowel", "sign", "virama", "nukta"]


@lru_cache(maxsize=512)
def _sound(char: str) -> tuple[str, Role, str] | None:
    """The script, role and sound of a letter; None when it is of no Indian script."""
    match = _NAME.fullmatch(unicodedata.name(char, ""))
    if match is None or unicodedata.category(char)[0] not in "LM":
        return None
    script, name = match.groups()
    last = name.rsplit(" ", 1)[-1]
    if "VOWEL SIGN" in name:
        return script, "vowel", _VOWELS.get(last, "a")
    if last in ("VIRAMA", "NUKTA"):
        return script, "virama" if last == "VIRAMA" else "nukta", ""
    if "LETTER" not in name:
        return script, "sign", _SIGNS.get(last, "")
    if last in _VOWELS:
        return script, "sign", _VOWELS[last]
    if not last.endswith("A"):
        return script, "sign", last.lower()
    return script, "consonant", _CONSONANTS.get(last[:-1], last[:-1].lower())


def romanise(text: str) -> str:
    """*text* with its Indian letters in Latin ones; every other character stays as it is."""
    out: list[str] = []
    script = ""
    in_word = carries_a = False
    for char in unicodedata.normalize("NFC", text):
        sound = _sound(char)
        if sound is None:
            if carries_a and script not in _SILENT_END:
                out.append("a")
            in_word = carries_a = False
            out.append(char)
            continue
        script, role, latin = sound
        if role == "nukta":
            continue
        if carries_a and role in ("consonant", "sign"):
            out.append("a")
        carries_a = role == "consonant"
        out.append(latin if in_word else latin.capitalize())
        in_word = True
    if carries_a and script not in _SILENT_END:
        out.append("a")
    return "".join(out)
