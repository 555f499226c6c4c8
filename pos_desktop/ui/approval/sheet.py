"""The sheet on which another person approves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.application.desk import Approval
from pos_desktop.application.opening import LONGEST_REASON
from pos_desktop.ui.approval.presenter import (
    PIN_FIELD,
    REASON_FIELD,
    ApprovalPresenter,
    ApprovalState,
)
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.sign_in.tiles import SecretField, UserTiles
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.number_pad import NumberPad
from pos_desktop.ui.widgets.sheet import Sheet

_COLUMNS = 2
_ROWS_SHOWN = 3
_LEAST_WIDTH_PX = 416


class ApprovalSheet(Sheet):
    """What is to be approved, who approves, their PIN or password, and why."""

    def __init__(
        self,
        counter: Counter,
        what: str,
        approved: Callable[[Approval], None],
        dropped: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(QApplication.translate("ApprovalSheet", "Approval needed"), parent)
        self.setObjectName("approval")
        self._what = TextLabel(what, wrap=True)
        self.tiles = UserTiles(columns=_COLUMNS)
        self._kind = TextLabel()
        self.secret = SecretField(name=self.tr("PIN"))
        self.secret.setObjectName("secret")
        self.reason = EnterField(name=self.tr("Reason"))
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self.pad = NumberPad(pin=True)
        self.pad.setVisible(appearance_in_use().scale.touch)
        self._lay_out()
        self.accept_button = self.add_accept(self.tr("Approve"), clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.presenter = ApprovalPresenter(counter, self, what, approved, dropped)
        self._connect()
        self.secret.setFocus()

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: ApprovalState) -> None:
        """Show a state."""
        self.tiles.display(state.users, state.chosen)
        self._settle_height(len(state.users))
        self._reach_chosen()
        kind = self.tr("Password") if state.wants_password else self.tr("PIN")
        self._kind.display(kind)
        self.secret.setAccessibleName(f"{kind}, {state.chosen_name}")
        self.secret.setPlaceholderText(state.chosen_name)
        self.secret.display_kind(password=state.wants_password)
        self.secret.setReadOnly(state.is_checking)
        self.secret.display_problem(there=state.problem_at == PIN_FIELD)
        self.reason.display_problem(there=state.problem_at == REASON_FIELD)
        self._problem.display(state.problem)
        can_approve = bool(state.users) and not state.is_checking
        self.accept_button.setEnabled(can_approve)
        words = self.tr("Checking…") if state.is_checking else self.tr("Approve")
        self.accept_button.display_label(words)
        if state.problem_at == PIN_FIELD:
            self.secret.setFocus()
        elif state.problem_at == REASON_FIELD:
            self.reason.setFocus()

    def clear_secret(self) -> None:
        """Forget what was typed."""
        self.secret.clear()

    def close_sheet(self) -> None:
        """It is approved."""
        self.accept()

    def open(self) -> None:
        """Show it over its window."""
        super().open()
        self.presenter.opened()

    # --- inside -----------------------------------------------------------------------------

    def _reach_chosen(self) -> None:
        tile = self.tiles.chosen_tile()
        if tile is not None:
            self._scroll.ensureWidgetVisible(tile)

    def _lay_out(self) -> None:
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tiles)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(people)
        self._scroll.setMinimumWidth(_LEAST_WIDTH_PX)
        fields = QGridLayout()
        fields.setHorizontalSpacing(2 * GRID_PX)
        fields.setVerticalSpacing(GRID_PX)
        reason = TextLabel(self.tr("Reason"))
        rows = ((self._kind, self.secret), (reason, self.reason))
        for row, (label, field) in enumerate(rows):
            label.setBuddy(field)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        self._problem.setMinimumHeight(self._problem.fontMetrics().lineSpacing())
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        for part in (self._what, self._scroll):
            left.addWidget(part)
        left.addLayout(fields)
        left.addWidget(self._problem)
        left.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(3 * GRID_PX)
        beside.addLayout(left, 1)
        beside.addWidget(self.pad)
        self.content.addLayout(beside)

    def _settle_height(self, people: int) -> None:
        tile = self.tiles.chosen_tile()
        if tile is None:
            self._scroll.setFixedHeight(0)
            return
        rows = min(-(-people // _COLUMNS), _ROWS_SHOWN)
        self._scroll.setFixedHeight(rows * (tile.sizeHint().height() + GRID_PX) - GRID_PX)

    def _connect(self) -> None:
        presenter = self.presenter
        self.tiles.chosen.connect(presenter.user_chosen)
        self.tiles.moved.connect(presenter.moved)
        self.tiles.placed.connect(self._reach_chosen, Qt.ConnectionType.QueuedConnection)
        self.tiles.settled.connect(self.secret.setFocus)
        self.secret.arrow_pressed.connect(lambda key: presenter.moved(self.tiles.step_of(key)))
        self.secret.textChanged.connect(lambda _text: presenter.typed())
        self.reason.textChanged.connect(lambda _text: presenter.typed())
        self.secret.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._submit)
        self.pad.typed.connect(self.secret.insert)
        self.pad.erased.connect(self.secret.backspace)
        self.pad.entered.connect(self.reason.setFocus)
        self.rejected.connect(presenter.cancelled)

    def _submit(self) -> None:
        self.presenter.submitted(self.secret.text(), self.reason.text())
