"""The page of the check: is what the shop has stored whole, proved, and does it add up."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.check_presenter import CheckPresenter, CheckRow, CheckState
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView

_INDENT = "      "


class CheckPage(AttendedWidget):
    """A row for each thing that is checked, with what was found below it."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = CheckPresenter(counter, self)
        self.list: TableView[CheckRow] = TableView(
            (
                Column(header=self.tr("What is checked"), text=_words),
                Column(
                    header=self.tr("Found"),
                    text=lambda row: row.found,
                    tone=lambda row: row.tone,
                    sample=self.tr("Looked at"),
                    spoken=True,
                ),
            ),
            name=self.tr("What was checked, and what was found"),
        )
        self.list.setObjectName("check")
        self.verdict = TextLabel(size="section", bold=True, wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far the check is"))
        self.check = KeyButton("settings.check", variant="next")
        self.check.setObjectName("check_now")
        self.check.clicked.connect(self.presenter.check_pressed)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    def display(self, state: CheckState) -> None:
        """Show what the presenter says."""
        self.list.display(state.rows)
        self.verdict.display(state.verdict, state.tone)
        self.verdict.setVisible(bool(state.verdict))
        self.progress.setVisible(state.is_checking)
        self.progress.setRange(0, state.total)  # of nothing: how long it takes is not known yet
        self.progress.setValue(state.done)
        self.check.setEnabled(not state.is_checking)

    def _lay_out(self) -> None:
        words = self.tr(
            "Looks at everything that is stored. Nothing is changed, and sales go on meanwhile. "
            "Each backup is proved in the same way."
        )
        head = QHBoxLayout()
        head.setSpacing(2 * GRID_PX)
        head.addWidget(TextLabel(words, tone="muted", wrap=True), 1)
        head.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.verdict)
        column.addWidget(self.list, 1)


def _words(row: CheckRow) -> str:
    # The space before a fault is no part of what has a translation.
    return f"{_INDENT}{said(row.words)}" if row.is_fault else said(row.words)
