"""The page of printers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.printer_finding import FoundPrinter
from pos_desktop.application.terminal_printers import Place
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.calibrate_sheet import CalibrateSheet
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.form_columns import FormColumns
from pos_desktop.ui.settings.printer_fields import PrinterFields
from pos_desktop.ui.settings.printers_presenter import PrintersPresenter
from pos_desktop.ui.settings.printers_state import PrintersState
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.table_view import TableView

_FOUND_PX = 116


class PrintersPage(AttendedWidget):
    """Which printer, its fields in two columns, where documents go; below, what was found."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = PrintersPresenter(counter, self)
        fields = PrinterFields()
        self.place = fields.place
        self.forms = tuple(Form(group) for group in fields.groups())
        self.found: TableView[FoundPrinter] = TableView(
            (Column(header=self.tr("Found: Enter takes it"), text=lambda found: found.told),),
            name=self.tr("Printers found"),
        )
        self.found.setObjectName("found")
        self.found.setFixedHeight(_FOUND_PX)
        self.found.set_empty_state(EmptyState("search", self.tr("Looking for printers …")))
        self.found.hide()
        self.hints = TextLabel(tone="muted", size="small", wrap=True)
        self.hints.setObjectName("hints")
        self.look = self._button("settings.find_printers", "find")
        self.calibrate = self._button("settings.calibrate", "calibrate")
        self.test = self._button("settings.try_printer", "try")
        self.undo = self._button("undo", "undo")
        self.save = KeyButton("settings.save", variant="next")
        self.save.setObjectName("save")
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.place)
        self.attend(self.presenter)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: PrintersState) -> None:
        """Show a state."""
        known = any(state.problem_at in form.fields for form in self.forms)
        for form in self.forms:
            mine = state.problem_at in form.fields or (not known and form is self.forms[0])
            form.display_problem(state.problem if mine else "", state.problem_at)
            if state.problem and state.problem_at in form.fields:
                form.focus(state.problem_at)
        self.found.display(state.found)
        self.found.setVisible(state.is_finding or bool(state.found))
        self.hints.display(state.hints)
        self.hints.setVisible(bool(state.hints))
        self.look.setEnabled(not state.is_finding)
        self.test.setEnabled(state.is_set_up)
        self.calibrate.setEnabled(state.is_set_up and state.is_roll)
        self.undo.setEnabled(state.is_changed)
        self.save.setEnabled(state.is_changed and not state.is_saving)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into fields, silently."""
        for form in self.forms:
            for name, field in form.fields.items():
                widget = field.field
                if name not in values:
                    continue
                if isinstance(widget, PickField):
                    widget.blockSignals(True)
                    widget.setCurrentIndex(max(0, widget.findData(values[name])))
                    widget.blockSignals(False)
                elif isinstance(widget, EnterField):
                    widget.display(values[name])

    def texts(self) -> Mapping[str, str]:
        """What stands in every field."""
        found: dict[str, str] = {}
        for form in self.forms:
            found |= form.texts()
        found.pop("place", None)
        return found

    def open_calibration(self, place: Place) -> None:
        """Print the page of trials, and ask what looked right."""
        CalibrateSheet(self._counter, self, place, done=self.presenter.calibrated).open()

    def go_to_found(self) -> None:
        """To what was found: Enter takes the first."""
        self.found.choose(0)
        self.found.setFocus()

    # -- inside --------------------------------------------------------------------------

    def _connect(self) -> None:
        first, second, third = self.forms
        for form in self.forms:
            form.typed.connect(self._typed)
        first.finished.connect(lambda: second.focus(next(iter(second.fields))))
        second.finished.connect(lambda: third.focus(next(iter(third.fields))))
        third.finished.connect(self.presenter.save_pressed)
        self.found.row_activated.connect(self._take)
        for button, pressed in (
            (self.look, self.presenter.find_pressed),
            (self.calibrate, self.presenter.calibrate_pressed),
            (self.test, self.presenter.try_pressed),
            (self.undo, self.presenter.undo_pressed),
            (self.save, self.presenter.save_pressed),
        ):
            button.clicked.connect(pressed)

    def _typed(self, name: str) -> None:
        if name == "place":
            self.presenter.place_chosen(Place(self.place.chosen))
        else:
            self.presenter.typed(name)

    def _take(self, found: object) -> None:
        if isinstance(found, FoundPrinter):
            self.presenter.found_chosen(found)
            self.save.setFocus()

    def _button(self, action: str, name: str, label: str = "") -> KeyButton:
        button = KeyButton(action, label=label)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        for button in (self.look, self.test, self.calibrate):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(FormColumns(self.forms), 1)
        column.addWidget(self.found)
        column.addWidget(self.hints)
        column.addLayout(buttons)
