"""A printout on the screen, and a copy of it on paper."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.paper import Paper
from pos_desktop.ui.printout.presenter import PreviewPresenter, PreviewState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

_LEAST_WIDTH_PX = 440
_HEIGHT_PX = 416
_BAR_PX = 14


class PreviewSheet(Sheet):
    """Any document by kind and number; opened from billing, bills and customers alike."""

    def __init__(self, counter: Counter, kind: PrintoutKind, number: str, parent: QWidget) -> None:
        title = QCoreApplication.translate("PreviewSheet", "Receipt {number}")
        super().__init__(title.format(number=number), parent)
        self.setObjectName("preview_sheet")
        self.paper = Paper()
        self._area = QScrollArea()
        self._area.setWidget(self.paper)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setMinimumSize(_LEAST_WIDTH_PX, _HEIGHT_PX)
        self._told = TextLabel(wrap=True)
        self._told.setObjectName("told")
        self.content.addWidget(self._area)
        self.content.addWidget(self._told)
        self.cancel_button.display_label(self.tr("Close"))
        self.print_button = self.add_accept(self.tr("Print copy"), clicked=self._print)
        self.print_button.setObjectName("print_copy")
        self.presenter = PreviewPresenter(counter, self, kind, number)
        self.presenter.opened()

    def display(self, state: PreviewState) -> None:
        """Show a state."""
        self.paper.display(state.lines, state.columns)
        if state.lines:
            width = self.paper.width() + _BAR_PX + 4 * GRID_PX
            self._area.setMinimumWidth(max(_LEAST_WIDTH_PX, width))
        self._told.display(state.problem or state.told, "owes" if state.problem else "credit")
        self.print_button.setEnabled(state.can_print and not state.busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: the arrows and page keys scroll."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def _print(self) -> None:
        self.presenter.print_pressed()
