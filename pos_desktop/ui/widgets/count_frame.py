"""The arrangement of a page that counts a drawer: fields at the left, what they come to beside."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.figures import TextLabel

_WIDTH_PX = 880
_SIDE_PX = 344


class CountFrame(QWidget):
    """Title and a line under it; the count; beside it the total above, the buttons below."""

    def __init__(
        self,
        title: str,
        line: QWidget,
        *,
        count: QWidget,
        above: tuple[QWidget, ...],
        pad: QWidget,
        below: tuple[QWidget, ...],
        buttons: tuple[QWidget, QWidget],
    ) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDTH_PX)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(TextLabel(title, size="figure", bold=True))
        head.addWidget(line)
        counted = Panel()
        left = QVBoxLayout(counted)
        left.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        left.addWidget(count)
        body = QHBoxLayout()
        body.setSpacing(3 * GRID_PX)
        body.addWidget(counted, 1)
        body.addWidget(_side(above, pad, below, buttons))
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


def _side(
    above: tuple[QWidget, ...],
    pad: QWidget,
    below: tuple[QWidget, ...],
    buttons: tuple[QWidget, QWidget],
) -> QWidget:
    side = QWidget()
    side.setFixedWidth(_SIDE_PX)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID_PX)
    for part in above:
        column.addWidget(part)
    column.addStretch(1)
    column.addWidget(pad, 4)
    for part in below:
        column.addWidget(part)
    row = QHBoxLayout()
    row.setSpacing(GRID_PX)
    row.addWidget(buttons[0])
    row.addWidget(buttons[1], 1)
    column.addLayout(row)
    return side
