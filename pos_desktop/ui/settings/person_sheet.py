"""The sheet on which somebody is added, or their name and role changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.users import StaffMember
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.person_presenter import (
    AGAIN,
    LOGIN,
    NAME,
    ROLE,
    SECRET,
    PersonPresenter,
    PersonState,
)
from pos_desktop.ui.settings.secret_field import NewSecretField
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet


class PersonSheet(Sheet):
    """Enter goes from field to field, and saves from the last."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        member: StaffMember | None,
        *,
        saved: Callable[[], None],
    ) -> None:
        word = QCoreApplication.translate
        title = word("PersonSheet", "Add a person")
        if member is not None:
            title = word("PersonSheet", "Change {name}").format(name=member.name)
        super().__init__(title, parent)
        self.setObjectName("person_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = EnterField(name=self.tr("Name"))
        self.role = PickField(name=self.tr("Role"))
        self.login = EnterField(name=self.tr("Signs in as"))
        self.secret = NewSecretField(name=self.tr("PIN or password"))
        self.again = NewSecretField(name=self.tr("Once more"))
        self.form = Form(
            {
                NAME: (self.tr("Name"), self.name),
                ROLE: (self.tr("Role"), self.role),
                LOGIN: (self.tr("Signs in as"), self.login),
                SECRET: (self.tr("PIN or password"), self.secret),
                AGAIN: (self.tr("The same once more"), self.again),
            }
        )
        self.content.addWidget(self.form)
        self.save_button = self.add_accept(
            self.tr("Save"), action="settings.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.presenter = PersonPresenter(counter, self, member, saved)
        self.presenter.opened()
        if member is not None:
            self.name.display(member.name)
            self.role.setCurrentIndex(self.role.findData(member.role.value))
        self.form.typed.connect(lambda name: self.presenter.typed(name, self.form.texts()))
        self.form.finished.connect(self._submit)
        self.name.setFocus()

    def display(self, state: PersonState) -> None:
        """Show a state."""
        if self.role.count() == 0:
            self.role.display(state.roles)
        if state.is_new:
            self.login.display(state.login)
        for name in (LOGIN, SECRET, AGAIN):
            self.form.display_field(name, shown=state.is_new)
        rule = (
            self.tr("A password: at least 8 characters.")
            if state.is_password
            else self.tr("A PIN: 4 to 8 digits.")
        )
        self.form.display_problem(state.problem, state.problem_at, notes={SECRET: rule})
        if state.problem_at:
            self.form.focus(state.problem_at)
        self.save_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())
