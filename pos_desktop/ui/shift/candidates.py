"""What could explain a variance: a sentence each, with a button that opens its document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.domain.variance import Candidate
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton

_LEAST_HEIGHT_PX = 96


class CandidateList(QWidget):
    """Where to look, the likeliest first."""

    #: A `PrintoutKind` and the number of a document.
    asked_for = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Candidate, ...] = ()
        self._title = TextLabel(self.tr("Where to look"), size="section", bold=True)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, GRID_PX, 0)
        self._rows.setSpacing(GRID_PX)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(_LEAST_HEIGHT_PX)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._title)
        column.addWidget(area, 1)
        self.hide()

    def display(self, candidates: tuple[Candidate, ...]) -> None:
        """Show candidates; without any the whole list is hidden."""
        self.setVisible(bool(candidates))
        if candidates == self._shown:
            return
        self._shown = candidates
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for at, candidate in enumerate(candidates):
            self._rows.insertWidget(at, self._row(candidate))

    def _row(self, candidate: Candidate) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID_PX)
        line.addWidget(TextLabel(f"{candidate.rank}.", tone="muted"))
        line.addWidget(TextLabel(candidate.sentence, wrap=True), 1)
        number = candidate.bill_number or candidate.slip_number
        if number:
            kind = PrintoutKind.BILL if candidate.bill_number else PrintoutKind.CASH_SLIP
            words = self.tr("Open the bill") if candidate.bill_number else self.tr("Open the slip")
            button = KeyButton("", label=words)
            button.setAccessibleName(f"{words} {number}")
            button.clicked.connect(lambda: self.asked_for.emit(kind, number))
            line.addWidget(button)
        return row
