"""Turning the pages of a list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.ui.bills.paging import FIRST_PAGE, PageState
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.key_button import KeyButton


class Pager(QWidget):
    """How many rows there are; the two buttons only when there is more than one page."""

    #: 1 for the next page, -1 for the one before.
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(tone="muted", fills=True)
        self._before = KeyButton("accounts.newer")
        self._after = KeyButton("accounts.older")
        self._before.setObjectName("page_before")
        self._after.setObjectName("page_after")
        self._before.clicked.connect(lambda: self.turned.emit(-1))
        self._after.clicked.connect(lambda: self.turned.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self._words, 1)
        row.addWidget(self._before)
        row.addWidget(self._after)
        # The list above must not jump when there is a second page.
        self.setMinimumHeight(self._before.sizeHint().height())
        self.display(FIRST_PAGE, "")

    def display(self, page: PageState, words: str) -> None:
        """*words* say how many rows there are ("" hides them)."""
        if page.pages > 1 and words:
            place = self.tr("page {page} of {pages}").format(page=page.page, pages=page.pages)
            words = f"{words} · {place}"
        self._words.display(words)
        for button, wanted in ((self._before, page.has_before), (self._after, page.has_after)):
            button.setVisible(page.pages > 1)
            button.setEnabled(wanted)
