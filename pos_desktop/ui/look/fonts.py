"""The bundled fonts: ₹ and Hindi look right on a machine that has none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"

FAMILIES = ["Noto Sans", "Noto Sans Devanagari"]
MONOSPACE = ["Noto Sans Mono", "Noto Sans Devanagari"]

_registered: dict[str, int] = {}


def register_fonts(pattern: str = "*.ttf") -> list[str]:
    """Make the bundled fonts known to Qt, once. Returns the names of files Qt would not read."""
    for path in sorted(FOLDER.glob(pattern)):
        if path.name not in _registered:
            _registered[path.name] = QFontDatabase.addApplicationFont(str(path))
    return [name for name, identity in _registered.items() if identity < 0]


def body_font(points: float) -> QFont:
    """The font of everything, with digits of one width so that figures stand in columns."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
