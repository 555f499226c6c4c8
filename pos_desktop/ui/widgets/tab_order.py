"""Where Tab goes: through every control, one after another."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow_tab(window: QWidget, *, forward: bool) -> bool:
    """Move the focus of a window one control on or back; False when there is no other.

    Qt would go from before a page straight to the page's focus proxy, and never to the fields
    that stand before that.
    """
    focus = _given_back(window.focusWidget())
    start = window if focus is None else focus
    widget: QWidget | None = start
    while widget is not None:
        widget = beside(widget, forward=forward)
        if widget is None or widget is start:
            break
        if _takes_tab(widget) and widget.window() is window:
            reason = Qt.FocusReason
            widget.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
            return True
    return False


def beside(widget: QWidget, *, forward: bool = True) -> QWidget | None:
    """The widget after, or before, another one in Qt's order of Tab, or None."""
    return _given_back(widget.nextInFocusChain() if forward else widget.previousInFocusChain())


def _given_back(found: QWidget | None) -> QWidget | None:
    """What a widget's method returned, as its parent's child again.

    PySide takes it for a child of the widget that was asked. Nobody but its own button would hold
    an open sheet then, and the next collection of garbage would end it. Qt changes nothing.
    """
    if found is not None:
        found.setParent(found.parentWidget())
    return found


def chain(widgets: list[QWidget]) -> None:
    """Let Tab go from each to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (
        widget.focusPolicy() & tab == tab
        and _given_back(widget.focusProxy()) is None
        and widget.isVisible()
        and widget.isEnabled()
    )
