"""The style sheet, for what Fusion draws by itself. Our own widgets paint themselves.

Spin boxes are left out: their parts lose their places in a style sheet. Use `NumberField`.
"""

from __future__ import annotations

from pos_desktop.ui.look.palette import Look
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX, RADIUS_PX, TypeScale


def style_sheet(look: Look, scale: TypeScale) -> str:
    """The application's style sheet. It sets no fonts: a style sheet's font undoes setFont."""
    return _controls(look, scale) + _buttons(look, scale) + _views(look)


def _controls(look: Look, scale: TypeScale) -> str:
    inner = scale.control_px - 2 * HALF_GRID_PX - 2
    fields = "QLineEdit, QComboBox, QDateTimeEdit"
    return f"""
{fields} {{ background: {look.base}; color: {look.text}; border: 1px solid {look.line};
    border-radius: {RADIUS_PX}px; padding: {HALF_GRID_PX}px {GRID_PX}px; min-height: {inner}px;
    selection-background-color: {look.selection}; selection-color: {look.text};
    placeholder-text-color: {look.muted}; }}
QPlainTextEdit, QTextEdit {{ background: {look.base}; border: 1px solid {look.line};
    border-radius: {RADIUS_PX}px; padding: {HALF_GRID_PX}px;
    selection-background-color: {look.selection}; selection-color: {look.text}; }}
QLineEdit:focus, QComboBox:focus, QDateTimeEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border: 2px solid {look.accent}; padding: {HALF_GRID_PX - 1}px {GRID_PX - 1}px; }}
QLineEdit:read-only {{ background: {look.window}; }}
QLineEdit:disabled, QDateTimeEdit:disabled, QComboBox:disabled {{
    background: {look.window}; color: {look.line}; border-color: {look.hairline}; }}
QLineEdit[invalid="true"] {{ border: 2px solid {look.owes};
    padding: {HALF_GRID_PX - 1}px {GRID_PX - 1}px; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 24px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0;
    background: transparent; }}
QCheckBox, QRadioButton {{ spacing: {GRID_PX}px; min-height: {scale.control_px}px; }}
QRadioButton::indicator {{ width: 18px; height: 18px; border: 1px solid {look.line};
    border-radius: 10px; background: {look.base}; }}
QRadioButton::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
    fx: 0.5, fy: 0.5, stop: 0 {look.text}, stop: 0.45 {look.text}, stop: 0.55 {look.base},
    stop: 1 {look.base}); }}
QRadioButton::indicator:focus {{ border: 1px solid {look.accent}; }}
QComboBox QAbstractItemView {{ border: 1px solid {look.line}; background: {look.base};
    selection-background-color: {look.selection}; selection-color: {look.text}; }}
"""


def _buttons(look: Look, scale: TypeScale) -> str:
    inner = scale.control_px - 2 * HALF_GRID_PX - 2
    return f"""
.QPushButton {{ background: {look.base}; color: {look.text}; border: 1px solid {look.line};
    border-radius: {RADIUS_PX}px; padding: {HALF_GRID_PX}px {2 * GRID_PX}px;
    min-height: {inner}px; }}
.QPushButton:hover {{ background: {look.hover}; }}
.QPushButton:pressed, .QPushButton:checked {{ background: {look.pressed}; }}
.QPushButton:focus {{ border: 2px solid {look.accent};
    padding: {HALF_GRID_PX - 1}px {2 * GRID_PX - 1}px; }}
.QPushButton:disabled {{ color: {look.line}; border-color: {look.hairline};
    background: {look.window}; }}
"""


def _views(look: Look) -> str:
    return f"""
QAbstractItemView {{ background: {look.base}; border: 1px solid {look.hairline};
    border-radius: {RADIUS_PX}px; outline: none;
    selection-background-color: {look.selection}; selection-color: {look.text}; }}
QAbstractItemView:focus {{ border: 1px solid {look.accent}; }}
PageList::item {{ padding: 0 {GRID_PX}px; }}
PageList::item:selected {{ background: {look.selection}; color: {look.text}; }}
QHeaderView {{ background: {look.base}; border: none; }}
QHeaderView::section {{ background: {look.base}; color: {look.muted}; border: none;
    border-bottom: 1px solid {look.line}; padding: {HALF_GRID_PX}px {GRID_PX}px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {look.line}; border-radius: 4px; margin: 2px; min-height: 32px;
    min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QToolTip {{ background: {look.text}; color: {look.base}; border: none;
    padding: {HALF_GRID_PX}px {GRID_PX}px; }}
"""
