"""The items found while typing: a list under the field, over the cart."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_desktop.ui.billing.state import FoundRow
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.table_view import TableView

_BORDER_PX = 2


class FoundList(QWidget):
    """Never has the focus: the field moves it with the arrows. The first row is current."""

    #: An item was picked with the mouse: its id.
    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # All of it is painted, so that the cart beneath is not painted with every key.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.typed = ""
        """The text that the rows were found for."""
        self._table: TableView[FoundRow] = TableView(
            (
                Column(header=self.tr("Item"), text=_both_names),
                Column(
                    header=self.tr("Code"),
                    text=lambda row: row.code,
                    tone=lambda _: "muted",
                    sample="0000000",
                ),
                Column(
                    header=self.tr("Stock"),
                    text=lambda row: row.stock,
                    align="right",
                    tone=lambda _: "muted",
                    sample="-9,999.999",
                ),
                Column(
                    header=self.tr("Price"),
                    text=lambda row: row.price,
                    align="right",
                    sample="₹9,999.99/KGS",
                    bold=True,
                ),
            ),
            name=self.tr("Items found"),
        )
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setObjectName("found")
        self._table.setStyleSheet("QTableView { border: none; }")
        self._table.clicked.connect(self._pick)
        self._nothing = TextLabel(tone="muted")
        self._nothing.setContentsMargins(GRID_PX, 0, GRID_PX, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_BORDER_PX, _BORDER_PX, _BORDER_PX, _BORDER_PX)
        column.setSpacing(0)
        column.addWidget(self._table)
        column.addWidget(self._nothing)
        self.hide()

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        """What is in the list."""
        return tuple(self._table.rows_model.rows)

    @property
    def current(self) -> FoundRow | None:
        """The row that Enter takes, while the list is up."""
        return self._table.current_row() if self.isVisible() else None

    def display(self, typed: str, rows: tuple[FoundRow, ...]) -> None:
        """Show what was found for a text, or that nothing was; of no text, nothing."""
        self.typed = typed
        if not typed:
            self.hide()
            return
        self._table.display(rows)
        self._table.choose(0)
        self._table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if not rows:
            self._nothing.setText(self.tr("Nothing found for “{text}”").format(text=typed))
        self.settle_height()
        self.show()
        self.raise_()

    def move_on(self, step: int) -> None:
        """Another row is current; at an end it stays."""
        self._table.move_on(step)

    def settle_height(self) -> None:
        """As high as the rows, and no higher than the screen has room for."""
        row_px = appearance_in_use().scale.row_px
        header_px = self._table.horizontalHeader().height()
        wanted = header_px + len(self.rows) * row_px if self.rows else row_px + GRID_PX
        parent = self.parentWidget()
        room = parent.height() - self.y() - GRID_PX if parent is not None else wanted
        height = min(wanted + 2 * _BORDER_PX, room)
        if height != self.height():
            self.resize(self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.accent))
        inner = self.rect().adjusted(_BORDER_PX, _BORDER_PX, -_BORDER_PX, -_BORDER_PX)
        painter.fillRect(inner, QColor(look.base))
        painter.end()

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.rows[index.row()].item_id)


def _both_names(row: FoundRow) -> str:
    return f"{row.name} · {row.name_hi}" if row.name_hi else row.name
