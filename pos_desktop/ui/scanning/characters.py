"""The character a key typed, whatever keyboard layout the PC is set to. No Qt."""

from __future__ import annotations

import sys
import unicodedata

#: Between the fields of a GS1 code; scanners send it as Ctrl+].
GROUP_SEPARATOR = "\x1d"

# The physical keys 1 … 9, 0 above the letters: X11 and Wayland count from 10, Windows from 2.
_FIRST_DIGIT_KEY = 2 if sys.platform == "win32" else 10
_DIGIT_KEYS = {_FIRST_DIGIT_KEY + place: digit for place, digit in enumerate("1234567890")}


def scanned_character(text: str, scan_code: int, *, shift: bool) -> str:
    """The character a scanner meant by a key, or "" if the key types none.

    `text` is what the layout made of it, `scan_code` the physical key (0 when unknown). A scanner
    presses the keys of a US keyboard: on a Devanagari layout its digits arrive as १२३, on a French
    one as &é". Only digits are mended.
    """
    if len(text) != 1:
        return ""
    decimal = unicodedata.decimal(text, None)
    if decimal is not None:
        return str(decimal)
    if not shift and scan_code in _DIGIT_KEYS:
        return _DIGIT_KEYS[scan_code]
    return text if text.isprintable() or text == GROUP_SEPARATOR else ""
