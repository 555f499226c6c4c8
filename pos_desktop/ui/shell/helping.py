"""F1 and Shift+F1 wherever one is: the keys, and the page of the guide for what is in front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from pos_desktop.ui.shell.main_window import MainWindow
    from pos_desktop.ui.widgets.sheet import Sheet


@runtime_checkable
class InParts(Protocol):
    """A page that shows one of several things, and says which."""

    part: str


def open_keys(window: MainWindow) -> None:
    """Every key; from there the guide is one more key away."""
    from pos_desktop.ui.shell.keys_sheet import KeysSheet
    from pos_desktop.ui.shell.scope_words import scope_of_place

    page_id = _page_in_front(window)
    sheet = KeysSheet(window, here=scope_of_place(window.place))
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.help_asked.connect(lambda: open_help(window, page_id))
    _open_over(sheet)


def open_help(window: MainWindow, page_id: str = "") -> None:
    """The guide, at the page that helps with what is in front."""
    from pos_desktop.ui.help.sheet import HelpSheet

    sheet = HelpSheet(page_id or _page_in_front(window), window)
    sheet.keys_asked.connect(lambda: open_keys(window))
    _open_over(sheet)


def _open_over(sheet: Sheet) -> None:
    """Open it; what was in front is active again when it ends."""
    behind = QApplication.activeModalWidget()
    if behind is not None:
        sheet.finished.connect(behind.activateWindow)
    sheet.open()


def _page_in_front(window: MainWindow) -> str:
    from pos_desktop.ui.help.topics import page_for

    return page_for(_names(window))


def _names(window: MainWindow) -> Iterator[str]:
    sheet: QWidget | None = QApplication.activeModalWidget()
    while sheet is not None and sheet is not window:
        if sheet.isWindow():
            yield type(sheet).__name__
        sheet = sheet.parentWidget()
    if window.is_covered:
        yield window.cover_name
        return
    page: object = window.page(window.place)
    if isinstance(page, InParts):
        yield f"{window.place}.{page.part}"
    yield window.place
