"""The page of how papers look, with a receipt beside it that shows every change at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from pos_desktop.application.letterhead import Language
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.form_field import FormField
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.paper import Paper
from pos_desktop.ui.settings.form import scrolled
from pos_desktop.ui.settings.papers_presenter import OFF, ON, PapersPresenter, PapersState
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.lines_field import LinesField
from pos_desktop.ui.widgets.pick_box import PickField

_FORM_PX = 380


class PapersPage(AttendedWidget):
    """Left the fields, right the paper. Ctrl+Enter saves, Ctrl+O takes a logo, Alt+L drops it."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = PapersPresenter(counter, self)
        self._make_fields()
        self._make_buttons()
        self.paper = Paper()
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self._lay_out()
        self.setFocusProxy(self.fields["language"].field)
        self.attend(self.presenter)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: PapersState) -> None:
        """Show a state."""
        on_pages = self.tr("On A4 and A5 invoices.")
        notes = {"bank_details": on_pages, "terms": on_pages}
        for name, field in self.fields.items():
            at_fault = name == state.problem_at
            field.display(problem=state.problem if at_fault else "", note=notes.get(name, ""))
        apart = "" if state.problem_at in self.fields else state.problem
        self._problem.display(apart)
        self._problem.setVisible(bool(apart))
        self.paper.display(state.lines, state.picture)
        self.no_logo.setEnabled(state.has_logo)
        self.undo.setEnabled(state.is_changed)
        self.save.setEnabled(state.is_changed and not state.is_saving)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into fields, silently."""
        for name, value in values.items():
            field = self.fields[name].field
            field.blockSignals(True)
            if isinstance(field, PickField):
                field.setCurrentIndex(max(0, field.findData(value)))
            elif isinstance(field, LinesField):
                field.display(value)
            field.blockSignals(False)

    def texts(self) -> dict[str, str]:
        """What stands in every field."""
        found: dict[str, str] = {}
        for name, held in self.fields.items():
            field = held.field
            if isinstance(field, PickField):
                found[name] = field.chosen
            elif isinstance(field, LinesField):
                found[name] = field.toPlainText()
        return found

    def ask_for_logo(self) -> None:
        """Which file is the logo."""
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        folder = Path(QStandardPaths.writableLocation(pictures))
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("The shop's logo"))
        dialog.setObjectName("logo_dialog")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Pictures") + " (*.png *.jpg *.jpeg *.bmp *.gif *.webp)")
        dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
        dialog.fileSelected.connect(self.presenter.logo_named)
        dialog.open()

    # -- inside --------------------------------------------------------------------------

    def _make_fields(self) -> None:
        def pick(name: str, label: str, *choices: tuple[str, str]) -> FormField:
            field = PickField(name=label)
            field.setObjectName(name)
            field.display(choices)
            field.currentIndexChanged.connect(lambda _row: self.presenter.typed())
            field.returnPressed.connect(field.focusNextChild)
            return FormField(label, field)

        def lines(name: str, label: str) -> FormField:
            field = LinesField(name=label)
            field.setObjectName(name)
            field.textChanged.connect(self.presenter.typed)
            return FormField(label, field)

        self.fields = {
            "language": pick(
                "language",
                self.tr("Language of receipts"),
                (Language.ENGLISH.value, "English"),
                (Language.HINDI.value, "हिन्दी"),
            ),
            "is_compact": pick(
                "is_compact",
                self.tr("Length of receipts"),
                (OFF, self.tr("All that there is room for")),
                (ON, self.tr("Compact: saves paper")),
            ),
            "prints_code": pick(
                "prints_code",
                self.tr("At the end of a bill"),
                (OFF, self.tr("No code")),
                (ON, self.tr("Its number as a code to scan")),
            ),
            "header": lines("header", self.tr("Above every receipt")),
            "footer": lines("footer", self.tr("Below every receipt")),
            "bank_details": lines("bank_details", self.tr("Bank details")),
            "terms": lines("terms", self.tr("Terms")),
        }

    def _make_buttons(self) -> None:
        self.logo = KeyButton("settings.take_in", label=self.tr("Choose a logo"))
        self.logo.setObjectName("logo")
        self.logo.clicked.connect(self.ask_for_logo)
        self.no_logo = KeyButton("settings.drop_logo")
        self.no_logo.setObjectName("no_logo")
        self.no_logo.clicked.connect(self.presenter.logo_removed)
        self.undo = KeyButton("undo")
        self.undo.setObjectName("undo")
        self.undo.clicked.connect(self.presenter.undo_pressed)
        self.save = KeyButton("settings.save", variant="next")
        self.save.setObjectName("save")
        self.save.clicked.connect(self.presenter.save_pressed)

    def _lay_out(self) -> None:
        form = self._form()
        bar_px = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        left = scrolled(form)
        least = form.minimumSizeHint().width() + bar_px
        left.setMinimumWidth(least)
        left.setMaximumWidth(max(least, _FORM_PX))
        right = scrolled(self.paper)
        right.setMinimumWidth(self.paper.width() + bar_px)
        right.setWidgetResizable(False)
        right.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        right.setObjectName("preview")
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addStretch()
        buttons.addWidget(self.undo)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(row, 1)
        column.addLayout(buttons)

    def _form(self) -> QWidget:
        """The fields, one below the other, the logo after the picks."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.logo)
        row.addWidget(self.no_logo)
        row.addStretch()
        buttons = QWidget()
        buttons.setLayout(row)
        logo = FormField(self.tr("Logo"), buttons)
        names = list(self.fields)
        self.fields["logo"] = logo
        form = QVBoxLayout()
        form.setContentsMargins(0, 0, GRID_PX, 0)
        form.setSpacing(GRID_PX)
        for name in (*names[:3], "logo", *names[3:]):
            form.addWidget(self.fields[name])
        form.addWidget(self._problem)
        form.addStretch(1)
        inner = QWidget()
        inner.setLayout(form)
        return inner
