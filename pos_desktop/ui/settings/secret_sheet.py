"""The sheet of a new PIN or password."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.users import StaffMember
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.secret_field import NewSecretField
from pos_desktop.ui.settings.secret_presenter import (
    AGAIN,
    NEW,
    OLD,
    SecretPresenter,
    SecretState,
)
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet


class SecretSheet(Sheet):
    """For oneself with the old one; for others the new one twice."""

    def __init__(
        self, counter: Counter, parent: QWidget, member: StaffMember | None = None
    ) -> None:
        super().__init__(QCoreApplication.translate("SecretSheet", "New PIN or password"), parent)
        self.setObjectName("secret_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._who = TextLabel(bold=True)
        self._rule = TextLabel(tone="muted", wrap=True)
        labels = {
            OLD: self.tr("The one you have now"),
            NEW: self.tr("The new one"),
            AGAIN: self.tr("The new one once more"),
        }
        self.form = Form({n: (label, NewSecretField(name=label)) for n, label in labels.items()})
        for part in (self._who, self._rule, self.form):
            self.content.addWidget(part)
        self.save_button = self.add_accept(
            self.tr("Save"), action="settings.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.presenter = SecretPresenter(counter, self, member)
        self.form.finished.connect(self._submit)
        self.form.typed.connect(lambda _name: self.presenter.typed())
        self.presenter.opened()

    def display(self, state: SecretState) -> None:
        """Show a state."""
        self._who.display(f"{state.name} · {state.word}")
        rule = (
            self.tr("A password has at least 8 characters.")
            if state.is_password
            else self.tr("A PIN has 4 to 8 digits, and is none that anybody tries first.")
        )
        self._rule.display(rule)
        self.form.display_field(OLD, shown=state.is_own)
        self.form.display_problem(state.problem, state.problem_at)
        if state.problem_at:
            self.form.focus(state.problem_at)
        self.save_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is changed."""
        self.accept()

    def open(self) -> None:
        """Show it with the cursor in the first field."""
        super().open()
        first = next(name for name, field in self.form.fields.items() if not field.isHidden())
        self.form.focus(first)

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())
