"""One report: its picture, its tables, the one in front with its totals."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.report_tables import Kind, Picture, ReportTable
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.reports.picture_view import PictureView
from pos_desktop.ui.reports.state import ReportsState, ShownRow, shown_rows, told_columns
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.table_view import TableView

_LEAST_SAMPLE = 5
_LONGEST_SAMPLE = 26
# On a narrow screen the names need the room more: these can be worked out, or are rarely used.
_GIVES_WAY = {"Discount": 1, "Bills": 2, "Taxable value": 3, "Of known cost": 4}
# What stands under these headers are words of the program; under the others, names and figures.
_SPOKEN = frozenset({"Payment", "Order type", "Weekday", "Document", "Supply", "Status", "Rate"})


def report_word(text: str) -> str:
    """A title or a header of a report, translated."""
    return QCoreApplication.translate("Reports", text)


class ReportView(QWidget):
    """The table is made anew when its columns are others."""

    #: The next table is wanted.
    part_turned = Signal()
    #: One of the tables is wanted: its place.
    part_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: TableView[ShownRow] | None = None
        self._shape: tuple[object, ...] = ()
        self.picture = PictureView()
        self.picture.hide()
        self.parts = PickBox(name=self.tr("Table"))
        self.parts.setObjectName("parts")
        self.parts.setSizeAdjustPolicy(PickBox.SizeAdjustPolicy.AdjustToContents)
        self.parts.currentIndexChanged.connect(self.part_chosen)
        self.part_button = KeyButton("reports.part")
        self.part_button.clicked.connect(self.part_turned)
        choice = QHBoxLayout()
        choice.setSpacing(GRID_PX)
        choice.addWidget(self.parts)
        choice.addWidget(self.part_button)
        choice.addStretch(1)
        self.note = TextLabel(tone="muted", wrap=True)
        self.note.hide()
        self._none = EmptyState("chart-column", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX)
        self._column.addWidget(self.picture)
        self._column.addLayout(choice)
        self._column.addWidget(self._none, 1)
        self._column.addWidget(self.note)

    def display(self, state: ReportsState) -> None:
        """Show the table in front, or why there is none."""
        table = state.table
        several = len(state.tables) > 1
        self.parts.setVisible(several)
        self.part_button.setVisible(several)
        if several:
            names = tuple((str(at), report_word(t.title)) for at, t in enumerate(state.tables))
            self.parts.display(names, str(state.part))
        has_rows = table is not None and bool(table.rows)
        self.picture.display(_told_picture(table) if table is not None else None)
        self._none.setVisible(not has_rows)
        self.note.display(table.note if table is not None else "")
        self.note.setVisible(table is not None and bool(table.note))
        if table is not None and has_rows:
            self._display_table(table)
        else:
            self._display_none(state)
            if self.table is not None:
                self.table.hide()

    def _display_table(self, table: ReportTable) -> None:
        columns = told_columns(table)
        rows = shown_rows(table, columns)
        widest = tuple(max((row.cells[at] for row in rows), key=len) for at in range(len(columns)))
        shape = (table.title, columns, tuple(map(len, widest)))
        if self.table is None or shape != self._shape:
            self._shape = shape
            self._make_table(table, columns, widest)
        if self.table is not None:
            self.table.display(rows)
            self.table.show()

    def _make_table(
        self, table: ReportTable, columns: tuple[int, ...], widest: tuple[str, ...]
    ) -> None:
        told = [table.columns[at] for at in columns]
        texts = [at for at, column in enumerate(told) if column.kind is Kind.TEXT]
        stretched = max(texts or [0], key=lambda at: len(widest[at]))

        def column(at: int) -> Column[ShownRow]:
            is_text = told[at].kind is Kind.TEXT
            sample = widest[at][:_LONGEST_SAMPLE].ljust(_LEAST_SAMPLE, "0")
            return Column(
                header=report_word(told[at].name),
                text=lambda row: said(row.cells[at]) if row.is_total else row.cells[at],
                spoken=told[at].name in _SPOKEN,
                align="left" if is_text or at == 0 else "right",
                sample="" if at == stretched else sample,
                bold=at == len(told) - 1 and not is_text,
                gives_way=_GIVES_WAY.get(told[at].name, 0),
            )

        before = self.table
        self.table = TableView(
            tuple(column(at) for at in range(len(told))),
            name=report_word(table.title),
            row_tone=lambda row: "accent" if row.is_total else "text",
        )
        self.table.setObjectName("report")
        self.setFocusProxy(self.table)
        if before is not None:
            had_focus = before.hasFocus()
            self._column.replaceWidget(before, self.table)
            before.deleteLater()
            if had_focus:
                self.table.setFocus()
        else:
            self._column.insertWidget(self._column.indexOf(self.note), self.table, 1)

    def _display_none(self, state: ReportsState) -> None:
        if state.problem:
            self._none.display(state.problem, self.tr("Choose other dates."))
        elif not state.was_read:
            self._none.display(self.tr("Adding up …"))
        else:
            self._none.display(
                self.tr("Nothing in these days"),
                self.tr("Bills and credit notes appear here as soon as they are issued."),
            )


def _told_picture(table: ReportTable) -> Picture | None:
    """The picture with its title, and labels that are words, in the language of the screen."""
    picture = table.picture
    if picture is None:
        return None
    spoken = table.columns[0].name in _SPOKEN
    labels = tuple(map(said, picture.labels)) if spoken else picture.labels
    rows = tuple((said(name), values) for name, values in picture.rows)
    return replace(picture, title=report_word(picture.title), labels=labels, rows=rows)
