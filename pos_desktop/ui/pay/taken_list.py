"""The tenders already taken in a split; each can be taken out again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.domain.outlet import Method
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.pay.state import TakenRow
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton


class TakenList(QWidget):
    """A few lines; made anew when a tender is taken or taken out, not while typing."""

    #: The tender at this place is to be taken out.
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TakenRow, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(HALF_GRID_PX)
        self.hide()

    def display(self, rows: tuple[TakenRow, ...], words: dict[Method, str]) -> None:
        """Show the tenders; *words* say what each method is called."""
        if rows == self._rows:
            return
        self._rows = rows
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(row, words[row.method]) for row in rows]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(rows))

    def _line(self, row: TakenRow, word: str) -> QWidget:
        line = QWidget()
        what = f"{word} · {row.reference}" if row.reference else word
        amount = TextLabel(row.amount, bold=True)
        remove = KeyButton("", label=self.tr("Take out"))
        remove.setObjectName(f"take_out.{row.index}")
        remove.setAccessibleName(self.tr("Take out {what}").format(what=f"{what} {row.amount}"))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda: self.removed.emit(row.index))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID_PX)
        layout.addWidget(ElidedLabel(what), 1)
        layout.addWidget(amount)
        layout.addWidget(remove)
        return line
