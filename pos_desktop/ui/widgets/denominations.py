"""Counting a drawer on the screen: an amount, or a number for each note and coin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.domain.shifts import DENOMINATIONS
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.cash_count import COUNTS_FIELD, MOST_DIGITS, CountMode, CountState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import FigureLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_field import NumberField
from pos_desktop.ui.widgets.number_pad import NumberPad
from pos_desktop.ui.widgets.painting import sized_font

#: The key table's action for counting the other way.
MODE_KEY = "shift.count_mode"
_COUNT_WIDTH_PX = 88
_WORTH_SAMPLE = "₹9,99,999.00"
#: Two columns, so that nine rows fit a small screen with fields for fingers.
_ROWS = 5
#: Name, ×, field, worth, and the gap after them.
_CELLS = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CountField(NumberField):
    """How many there are of one note or coin. Enter and the arrows belong to the whole count."""

    #: Enter or arrow down (1), arrow up (-1).
    left = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (*_ENTER, Qt.Key.Key_Down):
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.left.emit(-1)
        else:
            super().keyPressEvent(event)


class CashCountWidget(QWidget):
    """The fields of a count, as `CashCount` holds it. Enter goes down; the last Enter goes on."""

    #: The other way of counting was asked for: a `CountMode`.
    mode_chosen = Signal(object)
    amount_typed = Signal(str)
    #: Rupees of the note or coin, and the text of its field.
    count_typed = Signal(int, str)
    #: Enter in the last field.
    finished = Signal()

    def __init__(self, amount_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = CountMode.AMOUNT
        self._fields: dict[int, CountField] = {}
        self._worths: dict[int, TextLabel] = {}
        self.amount = EnterField(name=amount_label)
        self.amount.setObjectName("amount")
        self._amount_problem = TextLabel(tone="owes", wrap=True)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._amount_page(amount_label))
        self._pages.addWidget(self._rows_page())
        self._switch = KeyButton(MODE_KEY)
        self._switch.setObjectName("count_mode")
        self._switch.clicked.connect(self._switch_mode)
        top = QHBoxLayout()
        top.addWidget(self._switch)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self._problem)
        self._settle_mode(CountMode.AMOUNT)

    def display(self, state: CountState) -> None:
        """Show a count."""
        if state.mode is not self._mode:
            self._settle_mode(state.mode)
        self.amount.display(state.amount_typed)
        for row in state.rows:
            field = self._fields[row.rupees]
            if field.text() != row.typed:
                field.setText(row.typed)
            self._worths[row.rupees].display(row.worth)
        in_counts = state.problem_at.startswith(COUNTS_FIELD)
        self._problem.display(state.problem if in_counts else "")
        self._problem.setVisible(bool(state.problem) and in_counts)
        self._amount_problem.display("" if in_counts else state.problem)
        self.amount.display_problem(there=bool(state.problem) and not in_counts)

    def start(self) -> None:
        """The cursor into the first field, all selected."""
        field = self._first()
        field.setFocus()
        field.selectAll()

    def field(self, rupees: int) -> CountField:
        """The field of one note or coin."""
        return self._fields[rupees]

    def attach(self, pad: NumberPad) -> None:
        """Let *pad* type into whichever field has the cursor."""
        pad.typed.connect(lambda text: self._current().insert(text))
        pad.erased.connect(lambda: self._current().backspace())
        pad.entered.connect(self._enter)

    def _first(self) -> QLineEdit:
        return self.amount if self._mode is CountMode.AMOUNT else self._fields[DENOMINATIONS[0]]

    def _current(self) -> QLineEdit:
        fields = [self.amount, *self._fields.values()]
        return next((field for field in fields if field.hasFocus()), self._first())

    def _enter(self) -> None:
        field = self._current()
        if isinstance(field, CountField):
            field.left.emit(1)
        else:
            self.finished.emit()

    def _amount_page(self, label: str) -> QWidget:
        page = QWidget()
        words = TextLabel(label)
        words.setBuddy(self.amount)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        points = appearance_in_use().scale.figure_pt
        self.amount.setFont(sized_font(self.amount, points, bold=True))
        self.amount.textChanged.connect(self.amount_typed)
        self.amount.returnPressed.connect(self.finished)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, GRID_PX, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(words)
        column.addWidget(self.amount)
        column.addWidget(self._amount_problem)
        column.addStretch(1)
        return page

    def _rows_page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(HALF_GRID_PX)
        for place, rupees in enumerate(DENOMINATIONS):
            first = _CELLS * (place // _ROWS)
            for cell, part in enumerate(self._row(place, rupees)):
                grid.addWidget(part, place % _ROWS, first + cell)
        grid.setColumnMinimumWidth(_CELLS - 1, 3 * GRID_PX)  # between the two columns
        grid.setColumnStretch(2 * _CELLS - 1, 1)
        grid.setRowStretch(_ROWS, 1)
        return page

    def _row(self, place: int, rupees: int) -> tuple[QWidget, ...]:
        field = CountField(name=self.tr("Number of ₹{rupees}").format(rupees=rupees))
        field.setObjectName(f"count_{rupees}")
        field.setFixedWidth(_COUNT_WIDTH_PX)
        field.setMaxLength(MOST_DIGITS)
        field.textChanged.connect(lambda text: self.count_typed.emit(rupees, text))
        field.left.connect(lambda step: self._leave(place, step))
        name, worth = TextLabel(f"₹{rupees}", bold=True), TextLabel()
        name.setBuddy(field)
        for label in (name, worth):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        worth.setMinimumWidth(worth.fontMetrics().horizontalAdvance(_WORTH_SAMPLE))
        self._fields[rupees], self._worths[rupees] = field, worth
        return name, TextLabel("×", tone="muted"), field, worth

    def _leave(self, place: int, step: int) -> None:
        to = place + step
        if to == len(DENOMINATIONS):
            self.finished.emit()
        elif to >= 0:
            self._fields[DENOMINATIONS[to]].setFocus(Qt.FocusReason.TabFocusReason)

    def _switch_mode(self) -> None:
        other = CountMode.DENOMINATIONS if self._mode is CountMode.AMOUNT else CountMode.AMOUNT
        self.mode_chosen.emit(other)

    def _settle_mode(self, mode: CountMode) -> None:
        self._mode = mode
        by_amount = mode is CountMode.AMOUNT
        self._pages.setCurrentIndex(0 if by_amount else 1)
        words = self.tr("Count notes and coins") if by_amount else self.tr("Type the amount")
        self._switch.display_label(words)
        self.setFocusProxy(self._first())


class CountTotal(QWidget):
    """What the count comes to, in the largest type, and a line about it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._figure = FigureLabel(size="total")
        self._figure.setObjectName("total")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        words = TextLabel(label, tone="muted")
        words.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(words)
        column.addWidget(self._figure)

    def display(self, words: str) -> None:
        """Show a figure, already formatted."""
        self._figure.display(words)
        self.setAccessibleName(f"{self._label}: {self._figure.text()}")
