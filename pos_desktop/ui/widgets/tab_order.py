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
    focus: QWidget | None = window.focusWidget()
    start = window if focus is None else focus
    widget: QWidget | None = start
    while widget is not None:
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if widget is None or widget is start:
            break
        if _takes_tab(widget) and widget.window() is window:
            reason = Qt.FocusReason
            widget.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
            return True
    return False


def chain(widgets: list[QWidget]) -> None:
    """Let Tab go from each to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (
        widget.focusPolicy() & tab == tab
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )
