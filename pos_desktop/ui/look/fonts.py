"""The bundled fonts: ₹ and Hindi look right on a machine that has none."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"

FAMILIES = ["Noto Sans", "Noto Sans Devanagari"]
MONOSPACE = ["Noto Sans Mono", "Noto Sans Devanagari"]

_registered: dict[str, int] = {}

_MAIN = "NotoSans-Regular.ttf"
_BESIDE_MAIN = "NotoSansDevanagari-*.ttf"
# Where a font file says how high a line is: table, and from which byte to which.
_LINE_HEIGHT = (("hhea", 4, 10), ("OS/2", 68, 78))


def register_fonts(pattern: str = "*.ttf") -> list[str]:
    """Make the bundled fonts known to Qt, once. Returns the names of files Qt would not read."""
    for path in sorted(FOLDER.glob(pattern)):
        if path.name not in _registered:
            _registered[path.name] = _register(path)
    return [name for name, identity in _registered.items() if identity < 0]


def _register(path: Path) -> int:
    if not path.match(_BESIDE_MAIN):
        return QFontDatabase.addApplicationFont(str(path))
    font = on_lines_of(path.read_bytes(), (FOLDER / _MAIN).read_bytes())
    return QFontDatabase.addApplicationFontFromData(QByteArray(font))


def on_lines_of(font: bytes, main: bytes) -> bytes:
    """*font* with the line height of *main*, so that words of both stand on one baseline.

    A line of Hindi alone would be lower than one with a Latin letter in it, and rows of a form
    would come apart. Both count 1,000 units to the em.
    """
    changed = bytearray(font)
    for table, first, end in _LINE_HEIGHT:
        here, there = _table_at(font, table), _table_at(main, table)
        changed[here + first : here + end] = main[there + first : there + end]
    return bytes(changed)


def _table_at(font: bytes, table: str) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for entry in range(12, 12 + 16 * count, 16):
        tag, _checksum, offset = struct.unpack_from(">4sLL", font, entry)
        if tag == table.encode():
            return int(offset)
    raise ValueError(f"the font has no table {table}")


def body_font(points: float) -> QFont:
    """The font of everything, with digits of one width so that figures stand in columns."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
