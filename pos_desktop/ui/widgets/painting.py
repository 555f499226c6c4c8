"""Strokes shared by the widgets that paint themselves from the look in use."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import RADIUS_PX


def draw_box(
    painter: QPainter, rect: QRectF, *, fill: str, border: str = "", width: float = 1.0
) -> None:
    """A rounded box inside `rect`; without `border`, only filled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if border:
        inset = width / 2
        rect = rect.adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(QColor(border), width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, RADIUS_PX, RADIUS_PX)


def draw_focus_ring(painter: QPainter, rect: QRectF, *, on_accent: bool) -> None:
    """A ring just inside the border. On the accent it is the accent's text colour, set in."""
    look = appearance_in_use().look
    inset = 4.0 if on_accent else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.accent_text if on_accent else look.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = RADIUS_PX - inset / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def sized_font(widget: QWidget, points: float, *, bold: bool = False) -> QFont:
    """The widget's font (families, tabular digits) in another size."""
    font = QFont(widget.font())
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
