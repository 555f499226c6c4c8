"""Forms side by side, in as many columns as there is room for; the rest is scrolled down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.form import Form

_GAP_PX = 3 * GRID_PX


class FormColumns(QScrollArea):
    """A column a form; where that is too narrow the last forms stand below one another.

    It is never scrolled sideways: on a small screen nobody would look for a column there.
    """

    def __init__(self, forms: Sequence[Form], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = tuple(forms)
        self._used = 0
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, GRID_PX, 0)
        self._row.setSpacing(_GAP_PX)
        self._columns = [QVBoxLayout() for _ in self._forms]
        for column in self._columns:
            column.setSpacing(GRID_PX)
            column.addStretch(1)
            self._row.addLayout(column)
        inner = QWidget()
        inner.setLayout(self._row)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self._stand_in(len(self._forms))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._settle()

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's hook: a problem or a note that came up needs more room."""
        done = super().viewportEvent(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return done

    def _settle(self) -> None:
        # The bar is counted in whether it is there or not, or the two would chase one another.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - GRID_PX
        self._stand_in(self._how_many(room))

    def _how_many(self, room: int) -> int:
        wide = [form.minimumSizeHint().width() for form in self._forms]
        for count in range(len(wide), 1, -1):
            columns = [*wide[: count - 1], max(wide[count - 1 :])]
            if sum(columns) + (count - 1) * _GAP_PX <= room:
                return count
        return 1

    def _stand_in(self, count: int) -> None:
        if count == self._used:
            return
        self._used = count
        for form in self._forms:
            # Not takeAt: Qt would keep the heights that the item of the old place has found.
            for column in self._columns:
                column.removeWidget(form)
        for place, form in enumerate(self._forms):
            column = self._columns[min(place, count - 1)]
            column.insertWidget(column.count() - 1, form)
        for place in range(len(self._columns)):
            self._row.setStretch(place, int(place < count))
