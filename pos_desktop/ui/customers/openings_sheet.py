"""Bringing in the opening balances of the old book: what a file would do is shown first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_desktop.application.openings import ImportedOpenings, RowError
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.openings_presenter import PATH, OpeningsPresenter, OpeningsState
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_WIDTH_PX_A_POINT = 62
_ROWS_SHOWN = 5


class OpeningsSheet(Sheet):
    """A path; then what the file would bring; then it is brought in, whole, or not."""

    def __init__(self, counter: Counter, parent: QWidget, *, done: Callable[[], None]) -> None:
        title = QCoreApplication.translate("OpeningsSheet", "Opening balances of the old book")
        super().__init__(title, parent)
        self.setObjectName("openings_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = OpeningsPresenter(counter, self, done)
        why = TextLabel(
            self.tr(
                "A CSV or Excel file whose first line names the columns: Name, Phone, and Owes or "
                "Advance; also Nickname, Landmark, Address, Notes. A phone that is known adds to "
                "that account, once. Enter tries the file; nothing is stored before you import it."
            ),
            tone="muted",
            wrap=True,
        )
        why.setMinimumWidth(_WIDTH_PX_A_POINT * appearance_in_use().scale.body_pt)
        self.path = EnterField(name=self.tr("File"))
        self.form = Form({PATH: (self.tr("File"), self.path)})
        self.facts = TextLabel(wrap=True)
        self.facts.setObjectName("facts")
        self.errors: TableView[RowError] = TableView(
            (
                Column(
                    header=self.tr("Row"), text=lambda fault: str(fault.row), sample="100000",
                    align="right",
                ),
                Column(
                    header=self.tr("Column"), text=lambda fault: fault.column, sample="Landmark"
                ),
                Column(header=self.tr("What is wrong"), text=lambda fault: fault.message),
            ),
            name=self.tr("Rows with faults"),
        )  # fmt: skip
        self.errors.setObjectName("errors")
        rows_px = (_ROWS_SHOWN + 1) * appearance_in_use().scale.row_px
        self.errors.setFixedHeight(rows_px + GRID_PX)
        for widget in (why, self.form, self.facts, self.errors):
            self.content.addWidget(widget)
        self._add_buttons()
        self.grow_with_content()
        self.form.finished.connect(lambda: self._presenter.path_given(self.path.text()))
        self.form.typed.connect(lambda _name: self._presenter.path_changed())
        self.finished.connect(self._presenter.gone)
        self.display(OpeningsState())
        self.path.setFocus()

    def display(self, state: OpeningsState) -> None:
        """Show what the presenter says."""
        self.form.display_problem(state.problem, state.problem_at)
        if state.is_busy:
            self.facts.display(self.tr("Reading the file …"), "muted")
        elif state.found is not None:
            self.facts.display(self._facts(state.found), "owes" if state.errors else "text")
        self.facts.setVisible(state.is_busy or state.found is not None)
        self.errors.display(state.errors)
        self.errors.setVisible(bool(state.errors))
        self.undo_button.setEnabled(not state.is_busy)
        self.import_button.setEnabled(state.can_import)
        if state.can_import:
            self.import_button.setFocus()

    def close_sheet(self) -> None:
        """It is done."""
        self.accept()

    # -- inside --------------------------------------------------------------------------

    def _facts(self, found: ImportedOpenings) -> str:
        if found.errors:
            return self.tr(
                "%n rows are wrong. Mend them in the file, then try it again.",
                "",
                len(found.errors),
            )
        if not found.rows:
            return self.tr("The file has no rows.")
        return self.tr(
            "{rows} balances, {new} of new customers: {owed} owed, {advances} in advances."
        ).format(
            rows=found.rows,
            new=found.new_customers,
            owed=format_rupees(found.owed),
            advances=format_rupees(found.advances),
        )

    def _add_buttons(self) -> None:
        look = KeyButton("", label=self.tr("Look for it…"))
        look.setObjectName("look")
        look.clicked.connect(self._look)
        self.undo_button = KeyButton("accounts.undo_import", label=self.tr("Undo the last import"))
        self.undo_button.setObjectName("undo")
        self.undo_button.clicked.connect(self._presenter.undo_pressed)
        for button in (self.undo_button, look):
            button.setAutoDefault(False)
            self.add_button(button)
        self.import_button = self.add_accept(
            self.tr("Import"), action="accounts.save", clicked=self._presenter.import_pressed
        )
        self.import_button.setObjectName("import")
        self.import_button.setAutoDefault(False)
        self.import_button.setDefault(False)

    def _look(self) -> None:
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("Opening balances"), self.path.text())
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setNameFilter(self.tr("Tables (*.csv *.txt *.xlsx)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self.path.display(path)
        self._presenter.path_given(path)
