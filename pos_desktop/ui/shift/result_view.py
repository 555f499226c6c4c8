"""A closed shift: every term of the drawer, and the variance in large words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.shift.drawer_terms import DrawerResult, TermKind
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.figures import FigureLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.painting import draw_box
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 880
_VARIANCE_PX = 296
_SIGNS: dict[TermKind, str] = {"start": "", "plus": "+", "minus": "–", "sum": "="}


class _Variance(QWidget):
    """The variance on the tint of its meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "text"
        self._words = FigureLabel(size="total")
        self._words.setObjectName("variance")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        row.addWidget(self._words)

    def display(self, words: str, tone: Tone) -> None:
        """Show "Short ₹150.00" in its colour."""
        self._tone = tone
        self._words.display(words, tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        fill, border = look.tint(self._tone), look.tone(self._tone)
        draw_box(painter, QRectF(self.rect()), fill=fill, border=border)
        painter.end()


class DrawerResultView(QWidget):
    """The variance and who closed at the left, the arithmetic row by row at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID_PX)
        self._grid.setVerticalSpacing(HALF_GRID_PX)
        self._grid.setColumnStretch(1, 1)
        self._variance = _Variance()
        self._variance.setMinimumWidth(_VARIANCE_PX)
        self._people = (TextLabel(tone="muted", wrap=True), TextLabel(tone="muted", wrap=True))
        self._note = TextLabel(wrap=True)
        #: The left column: a page may put its button at the end.
        self.left = QVBoxLayout()
        self.left.setSpacing(GRID_PX + HALF_GRID_PX)
        for part in (self._variance, self._note, *self._people):
            self.left.addWidget(part)
        self.left.addStretch(1)
        panel = Panel()
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        inner.addLayout(self._grid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * GRID_PX)
        row.addLayout(self.left, 1)
        row.addWidget(panel, 1)

    def display(self, result: DrawerResult) -> None:
        """Show a closed shift."""
        self._variance.display(result.variance, result.tone)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        row = 0
        for term in result.terms:
            is_sum = term.kind == "sum"
            if is_sum:
                self._grid.addWidget(_line(), row, 0, 1, 3)
                row += 1
            words = QCoreApplication.translate("Drawer", term.label)
            is_bold = is_sum or term is result.terms[-1]
            amount = TextLabel(term.amount, bold=is_bold)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            amount.setAccessibleName(f"{words} {term.amount}")
            self._grid.addWidget(TextLabel(_SIGNS[term.kind], tone="muted"), row, 0)
            self._grid.addWidget(TextLabel(words, bold=is_bold), row, 1)
            self._grid.addWidget(amount, row, 2)
            row += 1
        self._note.display(self.tr("Note: {note}").format(note=result.note))
        self._note.setVisible(bool(result.note))
        opened, closed = self._people
        opened.display(self.tr("Opened by {who}").format(who=result.opened))
        closed.display(self.tr("Closed by {who}").format(who=result.closed))


class ResultPage(QWidget):
    """What a close found; Enter or Done goes on."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel(size="figure", bold=True)
        self._result = DrawerResultView()
        self.done_button = KeyButton("", label=self.tr("Done"), variant="next")
        self.done_button.setObjectName("done")
        self.done_button.clicked.connect(self.done)
        self._result.left.addWidget(self.done_button)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._title)
        column.addWidget(self._result)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setFocusProxy(self.done_button)

    def display(self, result: DrawerResult) -> None:
        """Show what was found."""
        words = self.tr("Shift {number} is closed").format(number=result.number)
        self._title.display(words)
        self._result.display(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: a button outside a dialog hears Space only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class ResultSheet(Sheet):
    """A shift of the history, once more."""

    def __init__(self, result: DrawerResult, parent: QWidget) -> None:
        title = QCoreApplication.translate("ResultSheet", "Shift {number} of {date}")
        super().__init__(title.format(number=result.number, date=result.business_date), parent)
        view = DrawerResultView()
        view.display(result)
        self.content.addWidget(view)
        self.cancel_button.display_label(self.tr("Close"))


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line
