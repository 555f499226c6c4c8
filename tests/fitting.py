"""What does not fit: words that are cut, parts that lie over one another or beyond their window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)

from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import FigureLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.search_field import SearchField

MAY_ELIDE = (ElidedLabel, SearchField)
"""Names of any length, and the hint of a search field, which is its accessible name too."""
_SLACK_PX = 2


def does_not_fit(window: QWidget) -> list[str]:
    """What is wrong with what is to be seen in a window; it was laid out."""
    found = [problem for widget in seen(window) for problem in _cut(widget)]
    return found + list(_over_one_another(window)) + list(_beyond(window))


def seen(window: QWidget) -> list[QWidget]:
    """The parts of a window that are to be seen, or would be after scrolling."""
    found = window.findChildren(QWidget)
    return [w for w in found if w.isVisible() and w.window() is window.window()]


def words_of(widget: QWidget) -> str:
    """How a part is told from others."""
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    name = widget.objectName() or widget.accessibleName()
    return f"{type(widget).__name__} {name!r} {str(words)[:50]!r}"


def _cut(widget: QWidget) -> Iterator[str]:
    if _inside_a_control(widget):
        return
    yield from _squeezed(widget)
    if isinstance(widget, QLabel) and not isinstance(widget, MAY_ELIDE) and widget.text():
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _cut_button(widget)
    elif isinstance(widget, QComboBox):
        words = widget.fontMetrics().horizontalAdvance(widget.currentText())
        if words > widget.width() - 36:
            yield f"{words_of(widget)} {widget.currentText()!r} is wider than its box"
    elif isinstance(widget, QLineEdit) and not isinstance(widget, MAY_ELIDE) and not widget.text():
        words = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if words > widget.width() - 16:
            yield f"{words_of(widget)} hint {widget.placeholderText()!r} is wider than its field"
    elif isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        yield from _cut_header(widget)
    elif isinstance(widget, QListWidget) and widget.count():
        rows = (widget.item(row) for row in range(widget.count()))
        metrics, given = QFontMetrics(widget.font()), widget.viewport().width()
        widest = max(metrics.horizontalAdvance(row.text()) for row in rows) + 16
        if widest > given:
            yield f"{words_of(widget)}'s rows need {widest} px of {given}"


def _squeezed(widget: QWidget) -> Iterator[str]:
    needed = widget.minimumSizeHint().height()
    if isinstance(widget, (QLineEdit, QComboBox)) and needed > widget.height() + _SLACK_PX:
        yield f"{words_of(widget)} needs {needed} px of {widget.height()} in height"
    if isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().isVisible():
        yield f"{words_of(widget)} is seen only by scrolling sideways"


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    needed = button.minimumSizeHint() if isinstance(button, KeyButton) else button.sizeHint()
    if button.text() and needed.width() > button.width() + _SLACK_PX:
        yield f"{words_of(button)} needs {needed.width()} px of {button.width()}"
    if needed.height() > button.height() + _SLACK_PX:
        yield f"{words_of(button)} needs {needed.height()} px of {button.height()} in height"


def _cut_label(label: QLabel) -> Iterator[str]:
    if isinstance(label, FigureLabel):
        needed = label.fontMetrics().horizontalAdvance(label.text())
        if needed > label.width() + _SLACK_PX:
            yield f"{words_of(label)} needs {needed} px of {label.width()}"
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK_PX:
            yield f"{words_of(label)} needs {needed} px of {label.height()} in height"
        longest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
        if longest > label.width() + _SLACK_PX:
            yield f"{words_of(label)} has a word of {longest} px in {label.width()}"
        return
    hint = label.sizeHint()
    if hint.width() > label.width() + _SLACK_PX:
        yield f"{words_of(label)} needs {hint.width()} px of {label.width()}"
    if hint.height() > label.height() + _SLACK_PX:
        yield f"{words_of(label)} needs {hint.height()} px of {label.height()} in height"


def _cut_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None:
        return
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        needed = QFontMetrics(header.font()).horizontalAdvance(words) + 16
        if words and needed > header.sectionSize(section) + _SLACK_PX:
            given = header.sectionSize(section)
            owner = words_of(header.parentWidget())
            yield f"the header {words!r} of {owner} needs {needed} px of {given}"


def _leaves(window: QWidget) -> list[tuple[QWidget, QRect]]:
    kinds = (QLabel, QAbstractButton, QLineEdit, QComboBox)
    found = []
    for widget in seen(window):
        if not isinstance(widget, kinds) or _inside_a_control(widget):
            continue
        if isinstance(widget, QLabel) and not widget.text():
            continue
        shown = widget.visibleRegion().boundingRect()
        if not shown.isEmpty():
            found.append((widget, shown.translated(widget.mapTo(window, QPoint()))))
    return found


def _inside_a_control(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, (QAbstractButton, QLineEdit, QComboBox)):
            return True
        parent = parent.parentWidget()
    return False


def _over_one_another(window: QWidget) -> Iterator[str]:
    for (one, area), (other, other_area) in combinations(_leaves(window), 2):
        both = area.intersected(other_area)
        if both.width() > _SLACK_PX and both.height() > _SLACK_PX:
            yield f"{words_of(one)} and {words_of(other)} lie over one another"


def _beyond(window: QWidget) -> Iterator[str]:
    for widget in seen(window):
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox)):
            parent = widget.parentWidget()
            if parent is None or _scrolls(widget, window):
                continue
            area = QRect(widget.mapTo(window, QPoint()), widget.size())
            if not window.rect().adjusted(-1, -1, 1, 1).contains(area):
                yield f"{words_of(widget)} stands beyond the window, at {area.getRect()}"


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False
