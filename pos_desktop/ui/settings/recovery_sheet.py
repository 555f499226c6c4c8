"""The sheet on the screen that makes the recovery sheet on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.recovery_presenter import (
    FILE,
    RecoveryPresenter,
    RecoveryState,
    suggested_file,
)
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 520


def documents_folder() -> Path:
    """The user's documents, or their home where there are none."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    return folder if folder.is_dir() else Path.home()


class RecoverySheetSheet(Sheet):
    """Where the PDF goes; and where it is, once it is made. Then Enter closes."""

    def __init__(self, counter: Counter, parent: QWidget, made: Callable[[], None]) -> None:
        super().__init__(QCoreApplication.translate("RecoverySheet", "Recovery sheet"), parent)
        self.setObjectName("recovery_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        why = TextLabel(
            self.tr(
                "If this computer breaks or is stolen, a backup opens only with this sheet. "
                "Whoever holds it can read every backup: print it, keep it in a safe away from "
                "the till, and delete the file."
            ),
            wrap=True,
        )
        why.setMinimumWidth(_WIDTH_PX)
        self.file = EnterField(name=self.tr("Save the PDF as"))
        self.form = Form({FILE: (self.tr("Save the PDF as"), self.file)})
        self.told = TextLabel(tone="credit", bold=True, wrap=True)
        self.told.setObjectName("told")
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.hide()
        for part in (why, self.form, self.told):
            self.content.addWidget(part)
        self.make_button = self.add_accept(self.tr("Make the sheet"), clicked=self._submit)
        self.make_button.setObjectName("make")
        self.grow_with_content()
        self.presenter = RecoveryPresenter(counter, self, made)
        self.file.display(suggested_file(documents_folder(), counter.today))
        self.form.finished.connect(self._submit)
        self.finished.connect(self.presenter.gone)
        self.file.setFocus()

    def display(self, state: RecoveryState) -> None:
        """Show a state."""
        self.form.display_problem(state.problem, FILE if state.problem else "")
        self.form.setVisible(not state.made)
        self.told.display(
            self.tr("It is here:\n{path}\nPrint it now, then delete the file.").format(
                path=state.made
            )
        )
        self.told.setVisible(bool(state.made))
        self.make_button.setEnabled(not state.is_making)
        if state.made:
            self.make_button.hide()
            self.cancel_button.display_label(self.tr("Close"))
            self.cancel_button.setDefault(True)
            self.cancel_button.setFocus()

    def _submit(self) -> None:
        self.presenter.submitted(self.file.text())
