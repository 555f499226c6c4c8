"""A closed shift: every term of the drawer, and the variance in large words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.application.shifts import LONGEST_REASON
from pos_desktop.application.variances import ExplainVariance, explain_variance
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.shift.candidates import CandidateList
from pos_desktop.ui.shift.close_presenter import ResultState
from pos_desktop.ui.shift.drawer_terms import DrawerResult, TermKind
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.enter_field import EnterField
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
        self._more = TextLabel(tone="muted", wrap=True)
        #: The left column: a page may put its button at the end.
        self.left = QVBoxLayout()
        self.left.setSpacing(GRID_PX + HALF_GRID_PX)
        for part in (self._variance, self._note, self._more, *self._people):
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
            amount.setAccessibleName(f"{words} {amount.text()}")
            self._grid.addWidget(TextLabel(_SIGNS[term.kind], tone="muted"), row, 0)
            self._grid.addWidget(TextLabel(words, bold=is_bold), row, 1)
            self._grid.addWidget(amount, row, 2)
            row += 1
        self._note.display(self.tr("Note: {note}").format(note=result.note))
        self._note.setVisible(bool(result.note))
        self._more.display("\n".join(self._more_lines(result)))
        self._more.setVisible(bool(self._more.text()))
        opened, closed = self._people
        for label, who in ((opened, result.opened), (closed, result.closed)):
            label.setVisible(bool(who))
        opened.display(self.tr("Opened by {who}").format(who=result.opened))
        closed.display(self.tr("Closed by {who}").format(who=result.closed))

    def _more_lines(self, result: DrawerResult) -> list[str]:
        lines = list(result.counts)
        if result.z_number:
            lines.append(self.tr("Z report {number}").format(number=result.z_number))
        if result.approved:
            lines.append(self.tr("Approved by {name}").format(name=result.approved))
        if result.held:
            words = self.tr("Still on hold: {orders}")
            lines.append(words.format(orders=", ".join(result.held)))
        return lines


class ResultPage(QWidget):
    """What a count came to, and the way to close; then what the close found. Enter goes on."""

    done = Signal()
    close_asked = Signal()
    recount_asked = Signal()
    match_asked = Signal()
    left = Signal()
    note_typed = Signal(str)
    #: A `PrintoutKind` and the number of a document.
    document_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel(size="figure", bold=True)
        self._result = DrawerResultView()
        self._is_closed = self._is_closing = False
        self._says = TextLabel(tone="warning", wrap=True)
        self.note = EnterField(name=self.tr("Note"))
        self.note.setObjectName("result_note")
        self.note.setMaxLength(LONGEST_REASON)
        self.note.setPlaceholderText(self.tr("What happened"))
        self.done_button = KeyButton("", label=self.tr("Done"), variant="next")
        self.done_button.setObjectName("done")
        self.recount_button = KeyButton("shift.recount")
        self.recount_button.setObjectName("recount")
        self.match_button = KeyButton("shift.match")
        self.match_button.setObjectName("match")
        self.back_button = KeyButton("back")
        self.back_button.setObjectName("result_back")
        self.candidates = CandidateList()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.done_button)

    def _connect(self) -> None:
        self.done_button.clicked.connect(self._go_on)
        self.recount_button.clicked.connect(self.recount_asked)
        self.match_button.clicked.connect(self.match_asked)
        self.back_button.clicked.connect(self.left)
        self.note.textChanged.connect(self.note_typed)
        self.note.returnPressed.connect(self._go_on)
        self.candidates.asked_for.connect(self.document_asked)

    def _lay_out(self) -> None:
        others = QHBoxLayout()
        others.setSpacing(GRID_PX)
        for button in (self.back_button, self.recount_button, self.match_button):
            others.addWidget(button)
        for part in (self._says, self.note):
            self._result.left.addWidget(part)
        self._result.left.addLayout(others)
        self._result.left.addWidget(self.done_button)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._title)
        column.addWidget(self._result)
        column.addWidget(self.candidates, 1)
        column.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def display(self, state: ResultState) -> None:
        """Show a state."""
        # A button that cannot be pressed loses the focus; it comes back with it.
        goes_on = self._is_closing and not state.is_closing
        self._is_closed, self._is_closing = state.is_closed, state.is_closing
        words = (
            self.tr("Shift {number} is closed")
            if state.is_closed
            else self.tr("Shift {number} is counted")
        )
        self._title.display(words.format(number=state.result.number))
        self._result.display(state.result)
        self._says.display(
            self.tr("This is beyond the limit: a manager must approve the close.")
            if state.asks_manager
            else ""
        )
        self._says.setVisible(state.asks_manager)
        self.note.display(state.note)
        self.note.setVisible(not state.is_closed)
        self.done_button.display_label(
            self.tr("Done") if state.is_closed else self.tr("Close the shift")
        )
        self.done_button.setEnabled(not state.is_closing)
        self.recount_button.setVisible(state.may_recount)
        for button in (self.match_button, self.back_button):
            button.setVisible(not state.is_closed)
        self.candidates.display(state.candidates)
        if goes_on:
            self.settle_focus()

    def settle_focus(self) -> None:
        """The next thing to press; the note where the close needs one."""
        wants_note = self._says.isVisibleTo(self) and not self.note.text()
        (self.note if wants_note else self.done_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        if self._is_closed:
            self.done.emit()
        else:
            self.close_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: a button outside a dialog hears Space only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)


class ResultSheet(Sheet):
    """A shift of the history, once more, with what could explain its variance."""

    #: A `PrintoutKind` and the number of a document.
    document_asked = Signal(object, str)

    def __init__(self, counter: Counter, result: DrawerResult, parent: QWidget) -> None:
        title = QCoreApplication.translate("ResultSheet", "Shift {number} of {date}")
        super().__init__(title.format(number=result.number, date=result.business_date), parent)
        view = DrawerResultView()
        view.display(result)
        self.content.addWidget(view)
        self.candidates = CandidateList()
        self.candidates.asked_for.connect(self.document_asked)
        self.content.addWidget(self.candidates)
        if result.z_number:
            button = KeyButton("", label=self.tr("Z report"), icon="receipt-indian-rupee")
            button.setObjectName("z_report")
            button.clicked.connect(
                lambda: self.document_asked.emit(PrintoutKind.Z_REPORT, result.z_number)
            )
            self.add_button(button)
        counter.read(
            explain_variance,
            ExplainVariance(terminal=result.terminal, number=result.number),
            lambda found: self.candidates.display(found.candidates),
            latest="explained",
        )
        self.cancel_button.display_label(self.tr("Close"))


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line
