"""Fields under their labels, with what is wrong under them: the small sheets of billing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel

_WIDTH_PX = 424


class TwoLines(TextLabel):
    """As high as two lines, said or not: a sheet that is open does not grow."""

    def __init__(self, *, tone: Tone = "text", bold: bool = False) -> None:
        super().__init__(tone=tone, bold=bold, wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing())


class Form(QWidget):
    """One field under another. Enter goes to the next field; in the last it is the owner's.

    The place for a problem is kept free, so that nothing jumps; without ``tells`` there is none,
    and the owner tells it elsewhere.
    """

    def __init__(self, *, tells: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_WIDTH_PX)
        self._fields: dict[str, EnterField] = {}
        self._problem = TwoLines(tone="owes")
        self._problem.setObjectName("problem")
        self._problem.setVisible(tells)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(self._rows)
        column.addWidget(self._problem)

    def add(self, name: str, label: str, *, hint: str = "", figure: bool = False) -> EnterField:
        """A field more; *name* is what problems and tests call it."""
        field = EnterField(name=label, is_figure=figure)
        field.setObjectName(name)
        field.setPlaceholderText(hint)
        if self._fields:
            before = list(self._fields.values())[-1]
            before.returnPressed.connect(lambda: field.setFocus(Qt.FocusReason.TabFocusReason))
        self._fields[name] = field
        self.add_widget(label, field)
        return field

    def add_widget(self, label: str, widget: QWidget) -> None:
        """Any other control under its label."""
        words = TextLabel(label, tone="muted")
        words.setBuddy(widget)
        pair = QVBoxLayout()
        pair.setSpacing(HALF_GRID_PX)
        pair.addWidget(words)
        pair.addWidget(widget)
        self._rows.addLayout(pair)

    def start(self, name: str) -> None:
        """The cursor into a field, with all of it selected."""
        field = self._fields[name]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def text(self, name: str) -> str:
        """What stands in a field."""
        return self._fields[name].text()

    def fields(self) -> tuple[QLineEdit, ...]:
        """The fields, from the top."""
        return tuple(self._fields.values())

    def display_problem(self, text: str, at: str = "") -> None:
        """Say what is wrong, mark the field, and put the cursor there; "" takes it away."""
        self._problem.display(text)
        for name, field in self._fields.items():
            field.display_problem(there=bool(text) and name == at)
        if text and at in self._fields and not self._fields[at].hasFocus():
            self.start(at)
