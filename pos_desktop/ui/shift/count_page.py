"""Closing a shift: the count. Nothing here tells what should be in the drawer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_desktop.application.shifts import LONGEST_REASON
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.shift.close_presenter import CloseState
from pos_desktop.ui.widgets.count_frame import CountFrame
from pos_desktop.ui.widgets.denominations import CashCountWidget, CountTotal
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_pad import NumberPad


class CountPage(QWidget):
    """Fields, total, note. Enter in the last field goes to the note, Enter there closes."""

    submitted = Signal()
    left = Signal()
    note_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = CashCountWidget(self.tr("Cash in the drawer"))
        self._total = CountTotal(self.tr("Counted"))
        self.note = EnterField(name=self.tr("Note"))
        self.note.setObjectName("note")
        self.note.setMaxLength(LONGEST_REASON)
        self.note.setPlaceholderText(self.tr("Optional"))
        self.pad = NumberPad()
        self.pad.setVisible(appearance_in_use().scale.touch)
        self.close_button = KeyButton("", label=self.tr("Close the shift"), variant="next")
        self.close_button.setObjectName("close_with_count")
        self.back_button = KeyButton("back")
        self.back_button.setObjectName("back")
        self._lay_out()
        self.count.finished.connect(self._go_to_note)
        self.count.attach(self.pad)
        self.note.textChanged.connect(self.note_typed)
        self.note.returnPressed.connect(self.submitted)
        self.close_button.clicked.connect(self.submitted)
        self.back_button.clicked.connect(self.left)
        self.setFocusProxy(self.count)

    def display(self, state: CloseState) -> None:
        """Show a state."""
        self.count.display(state.count)
        self._total.display(state.count.total_words)
        self.note.display(state.note)
        self.close_button.setEnabled(not state.is_closing)
        self.back_button.setEnabled(not state.is_closing)
        if state.count.problem:
            self.count.start()

    def _go_to_note(self) -> None:
        self.note.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        label = TextLabel(self.tr("Note"))
        label.setBuddy(self.note)
        says = self.tr("What should be there is shown once the shift is closed.")
        CountFrame(
            self.tr("Count the drawer"),
            TextLabel(says, tone="muted"),
            count=self.count,
            note=(label, self.note),
            figures=(self._total,),
            pad=self.pad,
            buttons=(self.back_button, self.close_button),
        ).stand_in(self)
