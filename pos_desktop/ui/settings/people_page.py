"""The page of people."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.users import StaffMember
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.people_presenter import PeoplePresenter, PeopleState, PersonRow
from pos_desktop.ui.settings.person_sheet import PersonSheet
from pos_desktop.ui.settings.secret_sheet import SecretSheet
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView


class PeoplePage(AttendedWidget):
    """The list, and what can be done with who is chosen in it."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = PeoplePresenter(counter, self)
        self._note = TextLabel(tone="muted", wrap=True)
        self.list: TableView[PersonRow] = TableView(
            (
                Column(header=self.tr("Name"), text=lambda row: row.name),
                Column(
                    header=self.tr("Signs in as"), text=lambda row: row.login,
                    sample="wwwwwwwwwwww", tone=lambda _: "muted",
                ),
                Column(
                    header=self.tr("Role"), text=lambda row: row.role, sample="Manager  ",
                    spoken=True,
                ),
                Column(
                    header=self.tr("Status"), text=lambda row: row.state,
                    tone=lambda row: row.tone, sample="No longer signs in", spoken=True,
                ),
            ),
            name=self.tr("People"),
        )  # fmt: skip
        self.list.setObjectName("people")
        self.list.set_empty_state(EmptyState("users", self.tr("Reading who works here …")))
        self.add = self._button("create", self.tr("Add a person"), self.presenter.add_pressed)
        self.change = self._button("settings.change", "", self.presenter.change_pressed)
        self.secret = self._button("settings.secret", "", self.presenter.secret_pressed)
        self.active = self._button("settings.active", "", self.presenter.active_pressed)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(lambda _row: self.presenter.change_pressed())
        self._lay_out()
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    def display(self, state: PeopleState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.display(state.rows)
        logins = [row.login for row in state.rows]
        self.list.choose(logins.index(state.chosen) if state.chosen in logins else -1)
        self.list.blockSignals(False)
        self._note.display(state.note)
        self._note.setVisible(bool(state.note))
        self.add.setVisible(state.can_add)
        for button, allowed in (
            (self.change, state.can_change),
            (self.secret, state.can_reset),
            (self.active, state.can_change),
        ):
            button.setEnabled(allowed)
        self.change.setVisible(state.can_add)
        self.active.setVisible(state.can_add)
        self.active.display_label(
            self.tr("End sign-in") if state.chosen_is_active else self.tr("Let sign in again")
        )

    def open_person(self, member: StaffMember | None) -> None:
        """Somebody new, or name and role of somebody known."""
        PersonSheet(self._counter, self, member, saved=self.presenter.entered).open()

    def open_secret(self, member: StaffMember) -> None:
        """A new PIN or password."""
        SecretSheet(self._counter, self, member).open()

    # -- inside --------------------------------------------------------------------------

    def _button(self, action: str, label: str, pressed: object) -> KeyButton:
        button = KeyButton(action, label=label)
        button.setObjectName(action.replace("settings.", ""))
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        for button in (self.change, self.secret, self.active):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _choose(self, row: PersonRow | None) -> None:
        if row is not None:
            self.presenter.person_chosen(row.login)
