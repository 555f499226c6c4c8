"""The sheet on which a backup is chosen, looked at, and put back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.application.restoring import CODE, FILE, LOGIN, PASSWORD, Rescue
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.form_field import FormField
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.restore.presenter import RestoreOrder, RestorePresenter, RestoreState
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.secret_field import NewSecretField
from pos_desktop.ui.tasks import Tasks
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_COLUMN_PX = 400
_CODE_LINES = 5
_FOUND = "found"


class RestoreSheet(Sheet):
    """At the left which backup, and who; at the right what it holds. Enter never does it."""

    def __init__(
        self,
        rescue: Rescue,
        tasks: Tasks,
        parent: QWidget,
        *,
        counter: Counter | None,
        go: Callable[[RestoreOrder], None],
    ) -> None:
        super().__init__(QCoreApplication.translate("RestoreSheet", "Put a backup back"), parent)
        self.setObjectName("restore_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_left(asks_owner=counter is None)
        self._make_right()
        columns = QHBoxLayout()
        columns.setSpacing(3 * GRID_PX)
        columns.addWidget(self._left, 1)
        columns.addWidget(self._right, 1)
        self.content.addLayout(columns)
        browse = KeyButton("", label=self.tr("Look for it…"))
        browse.setObjectName("browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.add_button(browse)
        self.look = KeyButton("settings.save", label=self.tr("See what it holds"))
        self.look.setObjectName("look")
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self._look)
        self._buttons.addWidget(self.look)
        self.do = self.add_accept(self.tr("Put it back"), danger=True, clicked=self._do)
        self.do.setObjectName("do")
        self.grow_with_content()
        self.presenter = RestorePresenter(rescue, tasks, self, counter=counter, go=go)
        self.form.typed.connect(self._typed)
        self.form.finished.connect(self._look)
        self.code.textChanged.connect(self.presenter.typed)
        self.finished.connect(self.presenter.gone)
        self.presenter.opened()

    def open(self) -> None:
        """Show it with the cursor in the first field."""
        super().open()
        self.file.setFocus()

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: RestoreState) -> None:
        """Show a state."""
        offered = (("", self.tr("Another file")), *state.found)
        if self.found.count() != len(offered):
            self.found.display(offered, self.file.text())
        self.form.display_field(_FOUND, shown=bool(state.found))
        self._display_facts(state)
        at_code = state.problem_at == CODE
        self._code_field.display(
            problem=state.problem if at_code else "",
            note=self.tr("Only where this computer does not have the shop's key."),
        )
        self.form.display_problem("" if at_code else state.problem, state.problem_at)
        if at_code:
            self._code_field.focus()
        else:
            self.form.focus(state.problem_at)
        self.progress.setVisible(state.is_busy)
        self.look.setEnabled(not state.is_busy)
        self.look.display_variant("normal" if state.may_do else "next")
        self.do.setEnabled(state.may_do and not state.is_busy)

    def choose_file(self, file: str) -> None:
        """The newest backup, unless a person named one already."""
        if not self.file.text():
            self.file.display(file)
            self.found.blockSignals(True)
            self.found.setCurrentIndex(max(0, self.found.findData(file)))
            self.found.blockSignals(False)

    def close_sheet(self) -> None:
        """It is being done."""
        self.accept()

    # --- inside -----------------------------------------------------------------------------

    def _make_left(self, *, asks_owner: bool) -> None:
        found, file = self.tr("Backup"), self.tr("File")
        self.found: PickField = PickField(name=found)
        self.file = EnterField(name=file)
        fields: dict[str, tuple[str, EnterField | PickField]] = {
            _FOUND: (found, self.found),
            FILE: (file, self.file),
        }
        self.login = EnterField(name=self.tr("Owner's sign-in name"))
        self.password = NewSecretField(name=self.tr("Owner's password"))
        if asks_owner:
            fields[LOGIN] = (self.tr("Owner's sign-in name"), self.login)
            fields[PASSWORD] = (self.tr("Owner's password"), self.password)
        else:
            self.login.hide()
            self.password.hide()
        self.form = Form(fields)
        self.code = QPlainTextEdit()
        self.code.setObjectName(CODE)
        self.code.setTabChangesFocus(True)
        self.code.setAccessibleName(self.tr("Code of the recovery sheet"))
        self.code.setPlaceholderText(self.tr("Every line of the sheet, or its QR scanned"))
        lines = self.code.fontMetrics().lineSpacing()
        self.code.setFixedHeight(_CODE_LINES * lines + 2 * GRID_PX)
        self._code_field = FormField(self.tr("Code of the recovery sheet"), self.code)
        self._left = QWidget()
        self._left.setMinimumWidth(_COLUMN_PX)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.form)
        column.addWidget(self._code_field)
        column.addStretch(1)

    def _make_right(self) -> None:
        self._right = QWidget()
        self._right.setMinimumWidth(_COLUMN_PX)
        self._why = TextLabel(
            self.tr(
                "A backup takes the shop back to the moment it was taken. See first what it holds: "
                "nothing is changed by looking."
            ),
            tone="muted",
            wrap=True,
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID_PX)
        self._grid.setVerticalSpacing(GRID_PX)
        self._grid.setColumnStretch(1, 1)
        self.loss = TextLabel(tone="owes", wrap=True)
        self.loss.setObjectName("loss")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)  # how long it takes is not known beforehand
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("The backup is being looked at"))
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._why)
        column.addLayout(self._grid)
        column.addWidget(self.loss)
        column.addWidget(self.progress)
        column.addStretch(1)

    def _display_facts(self, state: RestoreState) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (name, value) in enumerate(state.facts):
            told = TextLabel(value, wrap=True)
            told.setObjectName(f"fact_{place}")
            self._grid.addWidget(
                TextLabel(name, tone="muted"), place, 0, alignment=Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(told, place, 1)
        self.loss.display(state.loss)
        self.loss.setVisible(bool(state.loss))

    def _typed(self, name: str) -> None:
        if name == _FOUND:
            self.file.display(self.found.chosen)
        if name in (_FOUND, FILE):
            self.presenter.typed()

    def _look(self) -> None:
        self.presenter.look_pressed(self.file.text(), self.code.toPlainText())

    def _do(self) -> None:
        self.presenter.do_pressed(self.code.toPlainText(), self.login.text(), self.password.text())

    def _browse(self) -> None:
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("Choose a backup"), self.file.text(), "*.db")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setGeometry(QRect(0, 0, 720, 480))
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    def _picked(self, file: str) -> None:
        self.file.display(file)
        self.presenter.typed()
