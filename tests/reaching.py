"""What cannot be reached: controls without a name, without a key, too small for a finger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)

from pos_desktop.ui.shell.rail import Rail
from pos_desktop.ui.shell.top_strip import TopStrip
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_pad import NumberPad
from tests.fitting import seen, words_of

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
FRAME = (Rail, TopStrip)
"""Around every place; the rail's keys and F1 are tested with the window."""
WORKED_OTHERWISE = {
    "UserTile": "the arrows choose a tile",
    "MethodKey": "has a key of its own",
    "QuickKey": "for fingers: typing its name finds the item",
    "_Tab": "for fingers",
    "_Arrow": "for fingers",
    "cart": "the arrows of the scan field move in it",
    "customers": "the arrows of the search field move in it",
    "return_lines": "the arrows of the quantity move in it",
}
FINGER_PX = 44
_MOST_TABS = 120


def controls(window: QWidget) -> list[QWidget]:
    """What is worked with, as far as it is to be seen; parts of a control are none."""
    return [
        widget
        for widget in seen(window)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, (QHeaderView, QToolButton))
        and not _within(widget, CONTROLS)
    ]


def without_a_name(window: QWidget) -> Iterator[str]:
    """Controls of which a screen reader would say nothing."""
    for widget in controls(window):
        told = QAccessible.queryAccessibleInterface(widget)
        if not isinstance(told, QAccessibleInterface) or not told.text(QAccessible.Text.Name):
            yield f"{words_of(widget)} has no name"


def without_a_label(window: QWidget) -> Iterator[str]:
    """Fields that nothing on the screen names: no label is theirs, and they show no hint."""
    buddies = {label.buddy() for label in seen(window) if isinstance(label, QLabel)}
    for widget in controls(window):
        if not isinstance(widget, (QLineEdit, QComboBox, QPlainTextEdit)):
            continue
        hint = isinstance(widget, (QLineEdit, QPlainTextEdit)) and widget.placeholderText()
        if widget not in buddies and not hint and not widget.accessibleName():
            yield f"{words_of(widget)} has no label"


def too_small_for_a_finger(window: QWidget) -> Iterator[str]:
    """What a finger would miss."""
    for widget in controls(window):
        if isinstance(widget, QListWidget):
            high = widget.sizeHintForRow(0) if widget.count() else FINGER_PX
        elif isinstance(widget, QTableView):
            high = widget.verticalHeader().defaultSectionSize()
        else:
            high = min(widget.height(), widget.width())
        if high < FINGER_PX:
            yield f"{words_of(widget)} is {high} px"


def without_a_key(window: QWidget) -> tuple[list[str], list[str]]:
    """What neither Tab nor a key of its own reaches; and where Tab goes against the eye."""
    visited = tabbed(window)
    missed = []
    for widget in controls(window):
        if not widget.isEnabled() or widget in visited or _has_key(widget):
            continue
        if _within(widget, (*FRAME, NumberPad)) or _is_worked_otherwise(widget):
            continue
        missed.append(f"{words_of(widget)} is not reached")
    page = [widget for widget in visited if not _within(widget, FRAME)]
    return missed, list(_against_the_eye(window, page))


def tabbed(window: QWidget) -> list[QWidget]:
    """Where Tab goes, from where the focus is, until it comes back."""
    visited: list[QWidget] = []
    for _ in range(_MOST_TABS):
        focus = QApplication.focusWidget()
        if focus is None or focus in visited:
            break
        visited.append(focus)
        QTest.keyClick(window.window().windowHandle(), Qt.Key.Key_Tab)
    return visited


def too_faint(window: QWidget, least: float) -> Iterator[str]:
    """Words that do not stand out of what they are painted on; it is looked at, pixel by pixel."""
    picture = window.grab().toImage()
    for label in seen(window):
        if not isinstance(label, QLabel) or not label.text() or not label.isEnabled():
            continue
        area = label.visibleRegion().boundingRect().translated(label.mapTo(window, QPoint()))
        if area.isEmpty():
            continue
        paint = label.palette().color(label.foregroundRole())
        paper = QColor(picture.pixel(area.topLeft()))
        found = contrast(paint, paper)
        if found < least:
            yield f"{words_of(label)}: {paint.name()} on {paper.name()} is {found:.2f}"


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _within(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        if isinstance(parent, kinds):
            return True
        if parent.isWindow():
            return False
        parent = parent.parentWidget()
    return False


def _has_key(widget: QWidget) -> bool:
    if isinstance(widget, KeyButton) and widget.printed_key:
        return True
    return isinstance(widget, QPushButton) and (
        not widget.shortcut().isEmpty() or widget.isDefault()
    )


def _is_worked_otherwise(widget: QWidget) -> bool:
    return type(widget).__name__ in WORKED_OTHERWISE or widget.objectName() in WORKED_OTHERWISE


def _place_of(widget: QWidget, window: QWidget) -> QRect:
    """Where it stands before anything is scrolled: to see a field its page may have been moved."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            bars = parent.horizontalScrollBar(), parent.verticalScrollBar()
            place.translate(bars[0].value(), bars[1].value())
        parent = parent.parentWidget()
    return place


def _against_the_eye(window: QWidget, visited: list[QWidget]) -> Iterator[str]:
    """Steps up in the same column, or back in the same row; the last step, home, is not one."""
    all_of_it = window.window()
    areas = [_place_of(widget, all_of_it) for widget in visited]
    start = min(range(len(areas)), key=lambda n: (areas[n].top(), areas[n].left()), default=0)
    order = [*range(start, len(areas)), *range(start)]
    for before, after in pairwise(order):
        one, other = areas[before], areas[after]
        in_column = other.left() < one.right() and other.right() > one.left()
        in_row = other.top() < one.bottom() and other.bottom() > one.top()
        up = in_column and other.bottom() <= one.top()
        back = in_row and other.right() <= one.left()
        if up or back:
            way = "up" if up else "back"
            names = words_of(visited[before]), words_of(visited[after])
            yield f"Tab goes from {names[0]} {way} to {names[1]}"
