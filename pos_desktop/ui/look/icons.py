"""Bundled Lucide icons, drawn in the text colour of the look in use."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone

FOLDER = Path(__file__).parents[2] / "resources" / "icons"

_log = logging.getLogger(__name__)
_drawn: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: str, *, tone: Tone = "text", size_px: int = 20, ratio: float = 1.0) -> QPixmap:
    """The icon `name` (a Lucide name: "scan-barcode") in the colour of `tone`.

    `ratio` is the screen's device pixel ratio. An icon that is missing is logged and empty: a till
    sells without it.
    """
    return coloured(name, appearance_in_use().look.tone(tone), size_px, ratio)


def coloured(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon in any colour of the look in use: the text on an accent button is none of `Tone`."""
    key = (name, colour, size_px, ratio)
    if key not in _drawn:
        _drawn[key] = _draw(name, colour, size_px, ratio)
    return _drawn[key]


def icon(name: str, *, tone: Tone = "text", size_px: int = 20) -> QIcon:
    """The same as a QIcon, for actions and buttons of Qt's own."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        drawn = pixmap(name, tone=tone, size_px=size_px, ratio=ratio)
        made.addPixmap(drawn)
        made.addPixmap(drawn, QIcon.Mode.Disabled)  # Qt would fade it
    return made


def _draw(name: str, colour: str, size_px: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # 1 ms, and not needed for the first paint

    size = round(size_px * ratio)
    drawn = QPixmap(QSize(size, size))
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(ratio)
    path = FOLDER / f"{name}.svg"
    try:
        source = path.read_bytes()
    except OSError as error:
        _log.error("The icon %s cannot be read: %s", path.name, error)
        return drawn
    svg = source.replace(b"currentColor", colour.encode())
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return drawn
