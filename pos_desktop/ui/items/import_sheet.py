"""Bringing in a file of items: what it would do is shown before it is done."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_desktop.application import item_import
from pos_desktop.application.item_import import ImportItems, ImportReport, UndoneImport
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.messages import Message
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView
from pos_desktop.ui.widgets.tick_box import TickBox

_WIDTH_PX_A_POINT = 62
_LIST_PX_A_POINT = 20
_LARGEST_BYTES = 50_000_000


class ImportSheet(Sheet):
    """A path; then what the file would bring; then it is brought in, or not."""

    def __init__(self, counter: Counter, parent: QWidget, *, done: Callable[[], None]) -> None:
        super().__init__(QCoreApplication.translate("ImportSheet", "Import items"), parent)
        self.setObjectName("import_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._counter = counter
        self._done = done
        self._checked: ImportItems | None = None
        point = appearance_in_use().scale.body_pt
        why = TextLabel(
            self.tr(
                "A CSV or Excel file whose first line names the columns, such as Code, Barcode, "
                "Name, Category, HSN, Unit, MRP, Price, Cost, GST %, Stock. Items that are known "
                "by code or barcode are changed, the others are added."
            ),
            tone="muted",
            wrap=True,
        )
        why.setMinimumWidth(_WIDTH_PX_A_POINT * point)
        self.path = EnterField(name=self.tr("File"))
        self.form = Form({"path": (self.tr("File"), self.path)})
        self.facts = TextLabel(wrap=True)
        self.faults: TableView[item_import.RowFault] = TableView(
            (
                Column(
                    header=self.tr("Row"), text=lambda fault: str(fault.row), sample="100000",
                    align="right",
                ),
                Column(
                    header=self.tr("Column"), text=lambda fault: fault.column,
                    sample="Opening Stock",
                ),
                Column(header=self.tr("What is wrong"), text=lambda fault: fault.message),
            ),
            name=self.tr("Rows with faults"),
        )  # fmt: skip
        self.faults.set_empty_state(EmptyState("circle-check", self.tr("No row has a fault")))
        self.faults.setFixedHeight(_LIST_PX_A_POINT * point)
        self.skip = TickBox(self.tr("Leave out the rows with faults"))
        self.skip.setObjectName("skip")
        self.skip.toggled.connect(self._settle)
        for widget in (why, self.form, self.facts, self.faults, self.skip):
            self.content.addWidget(widget)
        self._add_buttons()
        self.grow_with_content()
        self._show(None)
        self.form.finished.connect(self._check)
        self.form.typed.connect(lambda _name: self._show(None))
        self.path.setFocus()

    def _add_buttons(self) -> None:
        look = KeyButton("", label=self.tr("Look for it…"))
        look.setObjectName("look")
        look.clicked.connect(self._look)
        self.undo_button = KeyButton("items.undo_import", label=self.tr("Undo the last import"))
        self.undo_button.setObjectName("undo")
        self.undo_button.clicked.connect(self._undo)
        for button in (self.undo_button, look):
            button.setAutoDefault(False)
            self.add_button(button)
        self.save_button = self.add_accept(
            self.tr("Import"), action="items.save", clicked=self._import
        )
        self.save_button.setObjectName("save")
        self.save_button.setAutoDefault(False)
        self.save_button.setDefault(False)

    def _check(self) -> None:
        path = self.path.text().strip()
        self.facts.display(self.tr("Reading the file …"))
        self.facts.show()

        def read() -> tuple[ImportItems, ImportReport]:
            request = ImportItems(
                file_name=Path(path).name, content_base64=_content(path, field="path")
            )
            return request, item_import.check_import(self._counter.desk, request)

        self._counter.work(read, lambda found: self._show(*found), failed=self._fail)

    def _show(self, request: ImportItems | None, report: ImportReport | None = None) -> None:
        self._checked = request
        self._report = report
        self.form.display_problem("")
        self.facts.setVisible(report is not None)
        self.faults.setVisible(report is not None and bool(report.faulty))
        self.skip.setVisible(report is not None and bool(report.faulty))
        if report is not None:
            self.faults.display(report.faults)
            columns = ", ".join(f"{title} → {name}" for name, title in report.columns.items())
            self.facts.display(
                self.tr(
                    "{created} new, {changed} changed, {unchanged} as they are, {faulty} with "
                    "faults. Columns: {columns}."
                ).format(
                    created=report.created,
                    changed=report.changed,
                    unchanged=report.unchanged,
                    faulty=report.faulty,
                    columns=columns,
                )
            )
        self._settle()
        if self.save_button.isEnabled():
            self.save_button.setFocus()

    def _settle(self) -> None:
        report = self._report
        ready = report is not None and bool(report.created or report.changed)
        self.save_button.setEnabled(
            ready and (self.skip.isChecked() or (report is not None and not report.faulty))
        )

    def _import(self) -> None:
        if self._checked is None or not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        request = ImportItems(
            file_name=self._checked.file_name,
            content_base64=self._checked.content_base64,
            skip_faulty=self.skip.isChecked(),
        )
        self._counter.write(item_import.import_items, request, self._imported, failed=self._fail)

    def _imported(self, report: ImportReport) -> None:
        self.accept()
        words = self.tr("{created} items are added, {changed} changed.").format(
            created=report.created, changed=report.changed
        )
        self._counter.tell(Message(kind="success", text=words))
        self._done()

    def _undo(self) -> None:
        self._counter.write(
            item_import.undo_import, item_import.UndoImport(), self._undone, failed=self._fail
        )

    def _undone(self, undone: UndoneImport) -> None:
        self.accept()
        words = self.tr(
            "{file} is undone: {restored} items are as before, {ended} are no longer sold."
        ).format(file=undone.file_name, restored=undone.restored, ended=undone.ended)
        if undone.kept:
            words += " " + self.tr("%n changed since stay as they are.", "", undone.kept)
        self._counter.tell(Message(kind="success", text=words))
        self._done()

    def _fail(self, error: PosError) -> None:
        self.facts.hide()
        self.form.display_problem(error.message, "path" if error.field == "path" else "")
        self._settle()

    def _look(self) -> None:
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("Import items"), self.path.text())
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setNameFilter(self.tr("Tables (*.csv *.txt *.xlsx)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self.path.display(path)
        self._check()


def _content(path: str, *, field: str) -> str:
    """A file's bytes in base64. Raises BadInput naming *field*."""
    file = Path(path).expanduser()
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            raise BadInput("The file is too large to be a list of items.", field=field)
        return base64.b64encode(file.read_bytes()).decode()
    except OSError as error:
        raise BadInput(
            f"{file} cannot be read ({error.strerror or error}). Choose another.", field=field
        ) from error
