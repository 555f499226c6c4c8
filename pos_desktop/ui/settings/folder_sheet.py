"""The sheet on which the second place of backups is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.folder_presenter import FOLDER, FolderPresenter, FolderState
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 480


class FolderSheet(Sheet):
    """A path, typed or looked for."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        first: str,
        now: str,
        saved: Callable[[str, str], None],
    ) -> None:
        title = QCoreApplication.translate("FolderSheet", "Second place of backups")
        super().__init__(title, parent)
        self.setObjectName("folder_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        why = TextLabel(
            self.tr(
                "A folder on another disk: a USB disk, or a folder of another computer. Every "
                "backup is copied there and read back. Empty: no second place."
            ),
            tone="muted",
            wrap=True,
        )
        why.setMinimumWidth(_WIDTH_PX)
        self.folder = EnterField(name=self.tr("Folder"))
        self.folder.display(now)
        self.form = Form({FOLDER: (self.tr("Folder"), self.folder)})
        self.content.addWidget(why)
        self.content.addWidget(self.form)
        look = KeyButton("", label=self.tr("Look for it…"))
        look.setObjectName("look")
        look.setAutoDefault(False)
        look.clicked.connect(self._look)
        self.add_button(look)
        self.save_button = self.add_accept(
            self.tr("Use this folder"), action="settings.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.presenter = FolderPresenter(counter, self, first, saved)
        self.form.finished.connect(self._submit)
        self.form.typed.connect(lambda _name: self.display(FolderState()))
        self.folder.setFocus()

    def display(self, state: FolderState) -> None:
        """Show a state."""
        self.form.display_problem(state.problem, FOLDER if state.problem else "")
        self.save_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.folder.text())

    def _look(self) -> None:
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("Second place of backups"), self.folder.text())
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.display)
        dialog.open()
