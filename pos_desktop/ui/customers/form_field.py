"""A field of a form with its name above and what is wrong with it below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel


class FormField(QWidget):
    """The label is the field's buddy; a note and a problem share the line below."""

    def __init__(self, label: str, field: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = TextLabel(label, tone="muted")
        self._label.setBuddy(field)
        self._words = TextLabel(size="small", tone="owes", wrap=True)
        # Words that wrap would make the form as wide as they are long.
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.hide()
        self._beside = QHBoxLayout()
        self._beside.setSpacing(GRID_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF_GRID_PX)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._words)
        column.addLayout(self._beside)

    def add_button(self, button: QWidget) -> None:
        """A way out of the problem, below it."""
        if self._beside.count() == 0:
            self._beside.addStretch(1)
        self._beside.insertWidget(self._beside.count() - 1, button)

    def display(self, *, problem: str = "", note: str = "") -> None:
        """Show what is wrong, or else the note, or nothing."""
        self._words.display(problem or note, "owes" if problem else "muted")
        self._words.setVisible(bool(problem or note))
        self.field.setAccessibleDescription(self._words.text())
        if bool(self.field.property("invalid")) is not bool(problem):
            self.field.setProperty("invalid", bool(problem))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def focus(self) -> None:
        """Put the cursor there, with all selected."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.field, QLineEdit):
            self.field.selectAll()

    @property
    def words(self) -> str:
        """What stands below the field."""
        return self._words.text() if not self._words.isHidden() else ""
