"""The wizard of calibration: one page of trials, and a question for each thing on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.application.terminal_printers import Place
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.calibrate_presenter import KEEP, CalibratePresenter, CalibrateState
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.printers_state import NO, YES
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_COLUMN_PX = 360


class CalibrateSheet(Sheet):
    """Opening it prints the page. Enter goes from answer to answer, and saves from the last."""

    def __init__(
        self, counter: Counter, parent: QWidget, place: Place, *, done: Callable[[], None]
    ) -> None:
        super().__init__(QCoreApplication.translate("CalibrateSheet", "Calibrate"), parent)
        self.setObjectName("calibrate_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = TextLabel(self.tr("A page of trials is printed …"), tone="muted", wrap=True)
        self.told.setObjectName("told")
        self.first = Form(self._measures())
        self.second = Form(self._abilities())
        row = QHBoxLayout()
        row.setSpacing(3 * GRID_PX)
        for form in (self.first, self.second):
            form.setFixedWidth(_COLUMN_PX)
            row.addWidget(form, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addWidget(self.told)
        self.content.addLayout(row)
        self.again = KeyButton("settings.calibrate", label=self.tr("Print it again"))
        self.again.setObjectName("again")
        self.again.setAutoDefault(False)
        self.add_button(self.again)
        self.save_button = self.add_accept(
            self.tr("Set it so"), action="settings.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.presenter = CalibratePresenter(counter, self, place, done)
        self.again.clicked.connect(self.presenter.print_pressed)
        self.first.finished.connect(lambda: self.second.focus("native_qr"))
        self.second.finished.connect(self._submit)
        self.first.focus("columns")
        self.presenter.print_pressed()

    def display(self, state: CalibrateState) -> None:
        """Show a state."""
        if state.told:
            self.told.display(state.told)
        for form in (self.first, self.second):
            known = state.problem_at in (*self.first.fields, *self.second.fields)
            mine = state.problem_at in form.fields or (not known and form is self.first)
            form.display_problem(state.problem if mine else "", state.problem_at)
        self.again.setEnabled(not state.is_printing)
        self.save_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.first.texts() | self.second.texts())

    def _measures(self) -> dict[str, tuple[str, PickField]]:
        none = self.tr("None of them")
        return {
            "columns": self._ask(
                self.tr("COLUMNS: the longest ruler in one line"),
                *((str(columns), f"<{columns}") for columns in (48, 42, 32)),
            ),
            "dots": self._ask(
                self.tr("DOTS: the longest bar with a thick end"),
                *((str(dots), str(dots)) for dots in (640, 576, 546, 512, 384)),
            ),
            "pictures": self._ask(
                self.tr("SCRIPTS: names and bars are there"),
                (YES, self.tr("Yes")),
                (NO, none),
            ),
            "cutter": self._ask(
                self.tr("At the end the paper was cut"),
                ("none", self.tr("Not at all")),
                ("partial", self.tr("But for a bridge")),
                ("full", self.tr("Through")),
            ),
        }

    def _abilities(self) -> dict[str, tuple[str, PickField]]:
        return {
            "native_qr": self._ask(
                self.tr("QR: a phone reads the one drawn by"),
                (YES, self.tr("The printer")),
                (NO, self.tr("The till alone")),
            ),
            "native_barcode": self._ask(
                self.tr("BARCODE: a scanner reads it"),
                (YES, self.tr("Yes")),
                (NO, self.tr("No, or it is not there")),
            ),
            "rupee": self._ask(
                self.tr("RUPEE: the sign before the amounts is"),
                ("Rs.", self.tr("Wrong, or not there: print Rs.")),
                ("character", self.tr("Right as a character")),
                ("raster", self.tr("Better as a picture")),
            ),
        }

    def _ask(self, label: str, *choices: tuple[str, str]) -> tuple[str, PickField]:
        field = PickField(name=label)
        field.display(((KEEP, self.tr("I do not know: leave it")), *choices))
        return label, field
