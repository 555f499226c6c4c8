"""The scripts of India that we have fonts for: which letters print as they are written.

No font has them all, and none falls back to another by itself: a text is split into runs of one
script, each for its own font. What no font of ours has is spelt in Latin letters, or is a ``?``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import pos_desktop
from pos_desktop.printouts.paper import on_paper

FONTS = Path(pos_desktop.__file__).parent / "resources" / "fonts"

TYPEWRITER_EM = 0.6
"""Width of a letter of the typewriter font (Noto Sans Mono), in ems."""

LATIN = "Latin"
_BLOCK = 0x80
_FIRST_BLOCK = 0x0900
_SCRIPTS = (
    "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "", "Tamil", "Telugu", "Kannada", "Malayalam",
)  # fmt: skip
"""By Unicode blocks of 128 letters from U+0900; Oriya has no font here and is spelt."""
_JOINERS = "\u200c\u200d"
_DANDAS = "\u0964\u0965"
"""One sign for all scripts; every font has it, so it stays with the letters before it."""
_WRITTEN = re.compile(
    r"[ -~\u00a1-\u024f\u0370-\u03ff\u0400-\u052f"
    r"\u2010-\u2027\u2030-\u203a\u20a0-\u20bf\u2122\u2212]"
)
"""What Noto Sans has, but for Indian letters."""
_UNKNOWN_RUN = re.compile(r"\?(?:\s*\?)+")


def script_of(char: str) -> str:
    """The script whose font *char* needs: ``Latin`` unless it is a letter of India."""
    index = (ord(char) - _FIRST_BLOCK) // _BLOCK
    return (_SCRIPTS[index] or LATIN) if 0 <= index < len(_SCRIPTS) else LATIN


def needs_pictures(text: str) -> bool:
    """Whether paper that knows ASCII alone can show *text* only as a picture."""
    return not text.isascii() and any(script_of(char) is not LATIN for char in text)


@lru_cache(maxsize=2048)
def written(text: str) -> str:
    """*text* as our fonts can write it: control characters gone, one space for any white space."""
    if text.isascii() and text.isprintable():
        return text
    out: list[str] = []
    lost = False
    for char in unicodedata.normalize("NFC", text):
        if char.isspace():
            out.append(" ")
        elif char in _JOINERS:
            if out and script_of(out[-1]) is not LATIN:
                out.append(char)
        elif unicodedata.category(char).startswith("C"):
            continue
        elif script_of(char) is not LATIN or _WRITTEN.fullmatch(char):
            out.append(char)
        else:
            spelt = on_paper(char)
            lost = lost or spelt == "?"
            out.append(spelt)
    whole = "".join(out)
    return _UNKNOWN_RUN.sub("?", whole) if lost else whole


@lru_cache(maxsize=2048)
def runs(text: str) -> tuple[tuple[str, str], ...]:
    """Script and words of each run of :func:`written` text; spaces and joiners stay in a run."""
    out: list[tuple[str, str]] = []
    begun, script = 0, ""
    for index, char in enumerate(text):
        if char in _DANDAS or char in _JOINERS or char == " ":
            continue
        own = script_of(char)
        if own != script:
            if script:
                out.append((script, text[begun:index]))
                begun = index
            script = own
    if text:
        out.append((script or LATIN, text[begun:]))
    return tuple(out)


@lru_cache(maxsize=32)
def font_file(script: str, *, bold: bool = False) -> Path:
    """The font of a script; its regular one where there is no bold one."""
    stem = "NotoSans" if script == LATIN else f"NotoSans{script}"
    path = FONTS / f"{stem}-{'Bold' if bold else 'Regular'}.ttf"
    return path if path.exists() else FONTS / f"{stem}-Regular.ttf"
