"""The sheet that matches card slips and UPI payments with what was recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.shift.match_presenter import MatchPresenter, MatchState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 560
_TEXT_PX = 168


class MatchSheet(Sheet):
    """An amount and a reference a line; the button compares them."""

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(self.tr("Card slips and UPI payments"), parent)
        self.setObjectName("match_sheet")
        self.method = PickField(name=self.tr("Which"))
        self.method.setObjectName("method")
        self.method.display(
            (
                (Method.UPI.value, self.tr("UPI payments")),
                (Method.CARD.value, self.tr("Card slips")),
            )
        )
        self.slips = QPlainTextEdit()
        self.slips.setObjectName("slips")
        self.slips.setAccessibleName(self.tr("Slips, one a line"))
        self.slips.setPlaceholderText(self.tr("450.00 604912345678"))
        self.slips.setTabChangesFocus(True)
        self.slips.setMinimumSize(_WIDTH_PX, _TEXT_PX)
        self._summary = TextLabel(bold=True, wrap=True)
        self._summary.setObjectName("summary")
        self._differences = TextLabel(tone="warning", wrap=True)
        self._differences.setObjectName("differences")
        says = self.tr(
            "One a line: the amount, then the reference. They are compared with what was "
            "recorded, by reference; the result stands on the Z report."
        )
        for widget in (
            TextLabel(says, tone="muted", wrap=True),
            self.method,
            self.slips,
            self._summary,
            self._differences,
        ):
            self.content.addWidget(widget)
        self.cancel_button.display_label(self.tr("Close"))
        self.accept_button = self.add_accept(self.tr("Compare"), clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.grow_with_content()
        self.presenter = MatchPresenter(counter, self)
        self.method.returnPressed.connect(
            lambda: self.slips.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self.slips.setFocus()

    def display(self, state: MatchState) -> None:
        """Show a state."""
        tone: Tone = "owes" if state.problem else "credit" if state.is_exact else "text"
        self._summary.display(state.problem or state.summary, tone)
        self._summary.setVisible(bool(state.problem or state.summary))
        self._differences.display("\n".join(state.differences))
        self._differences.setVisible(bool(state.differences))
        self.accept_button.setEnabled(not state.is_saving)

    def _submit(self) -> None:
        self.presenter.submitted(self.method.chosen, self.slips.toPlainText())
