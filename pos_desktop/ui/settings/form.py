"""A form: fields one below the other, with what is wrong at the field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pos_desktop.ui.customers.form_field import FormField
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField


class Form(QWidget):
    """Enter goes to the next field that is to be seen; from the last comes ``finished``."""

    finished = Signal()
    #: A field's name: what stood wrong there is being mended.
    typed = Signal(str)

    def __init__(
        self,
        fields: Mapping[str, tuple[str, EnterField | PickField]],
        parent: QWidget | None = None,
    ) -> None:
        """Take (label, field) by the names that the use case's errors give."""
        super().__init__(parent)
        self.fields = {name: FormField(label, field) for name, (label, field) in fields.items()}
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for name, (_label, field) in fields.items():
            field.setObjectName(name)
            field.returnPressed.connect(lambda name=name: self._go_on(name))
            if isinstance(field, PickField):
                field.currentIndexChanged.connect(lambda _row, name=name: self.typed.emit(name))
            else:
                field.textEdited.connect(lambda _text, name=name: self.typed.emit(name))
            column.addWidget(self.fields[name])
        column.addWidget(self._problem)
        for (_, before), (_, after) in pairwise(fields.values()):
            QWidget.setTabOrder(before, after)

    def value(self, name: str) -> str:
        """What stands in a field; of a pick the id."""
        field = self.fields[name].field
        if isinstance(field, PickField):
            return field.chosen
        return field.text() if isinstance(field, EnterField) else ""

    def texts(self) -> dict[str, str]:
        """What stands in every field."""
        return {name: self.value(name) for name in self.fields}

    def display_problem(
        self, words: str, at: str = "", *, notes: Mapping[str, str] | None = None
    ) -> None:
        """Say what is wrong, at its field, or below all; and what else to know of a field."""
        told = notes or {}
        for name, field in self.fields.items():
            field.display(problem=words if name == at else "", note=told.get(name, ""))
        apart = "" if at in self.fields else words
        self._problem.display(apart)
        self._problem.setVisible(bool(apart))

    def focus(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self.fields:
            self.fields[name].focus()

    def display_field(self, name: str, *, shown: bool) -> None:
        """Show a field, or leave it out."""
        self.fields[name].setVisible(shown)

    def _go_on(self, name: str) -> None:
        names = [other for other, field in self.fields.items() if not field.isHidden()]
        place = names.index(name) + 1
        if place < len(names):
            self.fields[names[place]].focus()
        else:
            self.finished.emit()


def scrolled(inner: QWidget) -> QScrollArea:
    """*inner* where it may be taller than the page; Tab goes to what is in it, not to the area."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
