"""The sheet of an unexpected error."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.backend import Backend
from pos_desktop.ui.crash.presenter import CrashPresenter, CrashState
from pos_desktop.ui.settings.recovery_sheet import documents_folder
from pos_desktop.ui.tasks import Tasks
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 520


class CrashSheet(Sheet):
    """Enter and Esc go on selling; the till is closed only by its own button."""

    close_asked = Signal()

    def __init__(
        self, backend: Backend, tasks: Tasks, parent: QWidget, error: BaseException
    ) -> None:
        super().__init__(
            QCoreApplication.translate("CrashSheet", "Something went wrong in the program"), parent
        )
        self.setObjectName("crash_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calm = TextLabel(
            self.tr(
                "What you did last may not have been done: look before you do it again. Every bill "
                "that was printed is saved, and the cart is kept as it was."
            ),
            wrap=True,
        )
        calm.setMinimumWidth(_WIDTH_PX)
        self.what = TextLabel(tone="muted", wrap=True)
        self.what.setObjectName("what")
        self.report = TextLabel(tone="muted", wrap=True)
        self.report.setObjectName("report")
        self.saved = TextLabel(wrap=True)
        self.saved.setObjectName("saved")
        for label in (self.what, self.report, self.saved):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (calm, self.what, self.report, self.saved):
            self.content.addWidget(label)
        self.save = KeyButton("", label=self.tr("Save diagnostics bundle"))
        self.save.setObjectName("save_bundle")
        self.save.setAutoDefault(False)
        self.leave = KeyButton("", label=self.tr("Close the till"))
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)
        self.add_button(self.leave)
        self.add_button(self.save)
        self.cancel_button.display_label(self.tr("Go on"))
        self.cancel_button.display_variant("next")
        self.cancel_button.setDefault(True)
        self.grow_with_content()
        self.presenter = CrashPresenter(backend, tasks, self, error, documents_folder)
        self.save.clicked.connect(self.presenter.save_pressed)
        self.leave.clicked.connect(self.close_asked)
        self.finished.connect(self.presenter.gone)
        self.presenter.opened()
        self.cancel_button.setFocus()

    def display(self, state: CrashState) -> None:
        """Show a state."""
        words = self.tr("For whoever helps: {what}").format(what=state.what)
        if state.more:
            words += "\n" + self.tr("It happened %n more time(s).", "", state.more)
        self.what.display(words)
        where = self.tr("The report is in {path}").format(path=state.report)
        self.report.display(where)
        self.report.setVisible(bool(state.report))
        told = self.tr(
            "The bundle is {path}. It has no name, phone number, PIN or key in it."
        ).format(path=state.saved)
        words = state.problem or (told if state.saved else "")
        self.saved.display(words, "owes" if state.problem else "credit")
        self.saved.setVisible(bool(words))
        self.save.setEnabled(not state.is_saving)
