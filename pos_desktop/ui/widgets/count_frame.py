"""The arrangement of a page that counts a drawer: fields at the left, what they come to beside."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.figures import TextLabel

_WIDTH_PX = 1040
_SIDE_PX = 304


class CountFrame(QWidget):
    """Title and a line under it; the count with a note below; beside it total, pad, buttons."""

    def __init__(
        self,
        title: str,
        line: QWidget,
        *,
        count: QWidget,
        note: tuple[QWidget, ...],
        figures: tuple[QWidget, ...],
        pad: QWidget,
        buttons: tuple[QWidget, QWidget],
    ) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDTH_PX)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(TextLabel(title, size="figure", bold=True))
        head.addWidget(line)
        body = QHBoxLayout()
        body.setSpacing(3 * GRID_PX)
        body.addLayout(_main(count, note), 1)
        body.addWidget(_side(figures, pad, buttons))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addLayout(head)
        column.addLayout(body)
        column.addStretch(1)

    def stand_in(self, page: QWidget) -> None:
        """Stand in the middle of *page*, as wide as is good to read."""
        row = QHBoxLayout(page)
        row.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        row.addStretch(1)
        row.addWidget(self, 100)
        row.addStretch(1)


def _main(count: QWidget, note: tuple[QWidget, ...]) -> QVBoxLayout:
    counted = Panel()
    inner = QVBoxLayout(counted)
    inner.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
    inner.addWidget(count)
    column = QVBoxLayout()
    column.setSpacing(2 * GRID_PX)
    column.addWidget(counted, 1)
    if note:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID_PX)
        for part in note:
            row.addWidget(part)
        column.addLayout(row)
    return column


def _side(figures: tuple[QWidget, ...], pad: QWidget, buttons: tuple[QWidget, QWidget]) -> QWidget:
    side = QWidget()
    side.setFixedWidth(_SIDE_PX)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID_PX)
    for part in figures:
        column.addWidget(part)
    column.addStretch(1)
    column.addWidget(pad, 4)
    row = QHBoxLayout()
    row.setSpacing(GRID_PX)
    row.addWidget(buttons[0])
    row.addWidget(buttons[1], 1)
    column.addLayout(row)
    return side
