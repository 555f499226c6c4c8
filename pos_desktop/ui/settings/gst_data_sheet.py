"""Taking in newer GST data from a file: first what it changes is told, then it is taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.gst_data_presenter import PATH, GstDataPresenter, GstDataState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet


class GstDataSheet(Sheet):
    """Enter tells what the file changes; Enter once more takes it in."""

    def __init__(self, counter: Counter, parent: QWidget, *, taken: Callable[[], None]) -> None:
        super().__init__(QCoreApplication.translate("GstDataSheet", "Take in GST data"), parent)
        self.setObjectName("gst_data_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.path = EnterField(name=self.tr("File"))
        self.form = Form({PATH: (self.tr("The file, with its whole path"), self.path)})
        self.told = TextLabel(wrap=True)
        self.told.setObjectName("told")
        self.content.addWidget(self.form)
        self.content.addWidget(self.told)
        self.accept_button = self.add_accept(self.tr("Look at it"), clicked=self._submit)
        self.accept_button.setAutoDefault(False)
        self.grow_with_content()
        self.presenter = GstDataPresenter(counter, self, taken)
        self.form.typed.connect(lambda _name: self.presenter.typed())
        self.form.finished.connect(self._submit)
        self.path.setFocus()

    def display(self, state: GstDataState) -> None:
        """Show a state."""
        self.form.display_problem(state.problem, PATH if state.problem else "")
        self.told.display("\n".join(state.changes))
        self.told.setVisible(bool(state.changes))
        self.accept_button.display_label(
            self.tr("Take it in") if state.is_checked else self.tr("Look at it")
        )

    def close_sheet(self) -> None:
        """It is taken in."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.path.text())
