"""The sign-in screen: people as tiles, a pad for the PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_desktop.application.desk import Desk
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.sign_in.presenter import SignInPresenter, SignInState
from pos_desktop.ui.sign_in.tiles import SecretField, UserTiles
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_pad import NumberPad
from pos_desktop.ui.widgets.painting import draw_box, sized_font

_WIDTH_PX = 1000
_PAD_WIDTH_PX = 312
_TILE_COLUMNS = 2


class Mark(TextLabel):
    """A word on a tint: this is the demo shop."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = appearance_in_use().look
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), fill=look.warning_tint, border=look.warning)
        painter.end()
        super().paintEvent(event)


class SignInScreen(QWidget):
    """A cover for the whole window. With ``cancelled`` it is a quick switch that Esc leaves.

    ``kept`` says what waits behind it ("The cart of Asha Patel is kept."), "" for nothing.
    """

    def __init__(
        self,
        counter: Counter,
        signed_in: Callable[[Desk], None],
        *,
        cancelled: Callable[[], None] | None = None,
        last_login: str = "",
        kept: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_parts(kept)
        self._lay_out()
        self.presenter = SignInPresenter(
            counter, self, signed_in, cancelled=cancelled, last_login=last_login
        )
        self._connect()
        self.setFocusProxy(self.secret)

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: SignInState) -> None:
        """Show a state."""
        self._outlet.display(state.outlet_name)
        self._mark.setVisible(state.is_demo)
        self._hint.setVisible(state.is_demo)
        self.tiles.display(state.users, state.chosen)
        self._reach_chosen()
        self._name.display(state.chosen_name)
        kind = self.tr("Password") if state.wants_password else self.tr("PIN")
        self._kind.display(kind)
        self.secret.setAccessibleName(f"{kind}, {state.chosen_name}")
        self.secret.display_kind(password=state.wants_password)
        self.secret.setReadOnly(state.is_checking)
        self.secret.display_problem(there=bool(state.problem))
        self._problem.display(state.problem)
        self.pad.setEnabled(not state.wants_password)
        words = self.tr("Checking…") if state.is_checking else self.tr("Sign in")
        self.sign_in.display_label(words)
        self.sign_in.setEnabled(not state.is_checking)
        self._back.setVisible(state.can_go_back)

    def clear_secret(self) -> None:
        """Forget what was typed."""
        self.secret.clear()

    def refuse(self) -> None:
        """The secret was wrong."""
        self.secret.shake()
        self.secret.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook."""
        super().showEvent(event)
        if not event.spontaneous():
            self.presenter.entered()

    # --- inside -----------------------------------------------------------------------------

    def _reach_chosen(self) -> None:
        tile = self.tiles.chosen_tile()
        if tile is not None:
            self._scroll.ensureWidgetVisible(tile)

    def _make_parts(self, kept: str) -> None:
        self._outlet = ElidedLabel(size="figure", bold=True)
        self._mark = Mark(self.tr("Demo shop"), tone="warning", bold=True)
        self._mark.setContentsMargins(GRID_PX, HALF_GRID_PX, GRID_PX, HALF_GRID_PX)
        self._kept = TextLabel(kept, tone="muted", wrap=True)
        self._kept.setVisible(bool(kept))
        self.tiles = UserTiles(columns=_TILE_COLUMNS)
        self._name = ElidedLabel(size="section", bold=True)
        self._kind = TextLabel(tone="muted")
        self.secret = SecretField(name=self.tr("PIN"))
        self.secret.setObjectName("secret")
        self.secret.setAlignment(Qt.AlignmentFlag.AlignCenter)
        points = appearance_in_use().scale.figure_pt
        self.secret.setFont(sized_font(self.secret, points))
        # The style sheet's least height, made for the body's type, would stand above a setting.
        least = max(self.secret.fontMetrics().height(), appearance_in_use().scale.control_px)
        self.secret.setStyleSheet(f"min-height: {least}px")
        self._kind.setBuddy(self.secret)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.setMinimumHeight(2 * self._problem.fontMetrics().lineSpacing())
        self._problem.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.pad = NumberPad(pin=True)
        self.sign_in = KeyButton("", label=self.tr("Sign in"), variant="next")
        self.sign_in.setObjectName("sign_in")
        self._back = KeyButton("back")
        self._back.setObjectName("back")
        self._hint = TextLabel(
            self.tr("Demo: manager 2468 · cashier 1357 · owner demo-owner"), tone="muted"
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID_PX)
        head.addWidget(self._outlet)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self._back)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._kept)
        column.addLayout(self._body(), 8)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def _body(self) -> QHBoxLayout:
        people = QWidget()
        list_column = QVBoxLayout(people)
        list_column.setContentsMargins(0, 0, GRID_PX, 0)
        list_column.addWidget(self.tiles)
        list_column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(people)
        self._scroll.viewport().setAutoFillBackground(False)
        people.setAutoFillBackground(False)
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addWidget(TextLabel(self.tr("Who is at the till?"), size="section"))
        left.addWidget(self._scroll, 1)
        left.addWidget(self._hint)
        panel = Panel()
        panel.setFixedWidth(_PAD_WIDTH_PX + 4 * GRID_PX)
        right = QVBoxLayout(panel)
        right.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        right.setSpacing(GRID_PX)
        for part in (self._name, self._kind, self.secret, self._problem):
            right.addWidget(part)
        right.addWidget(self.pad, 1)
        right.addWidget(self.sign_in)
        body = QHBoxLayout()
        body.setSpacing(3 * GRID_PX)
        body.addLayout(left, 1)
        body.addWidget(panel)
        return body

    def _connect(self) -> None:
        presenter = self.presenter
        self.tiles.chosen.connect(presenter.user_chosen)
        self.tiles.moved.connect(presenter.moved)
        self.tiles.placed.connect(self._reach_chosen, Qt.ConnectionType.QueuedConnection)
        self.tiles.settled.connect(self.secret.setFocus)
        self.secret.arrow_pressed.connect(lambda key: presenter.moved(self.tiles.step_of(key)))
        self.secret.textChanged.connect(lambda _text: presenter.secret_changed())
        self.secret.returnPressed.connect(self._submit)
        self.pad.typed.connect(self.secret.insert)
        self.pad.erased.connect(self.secret.backspace)
        self.pad.entered.connect(self._submit)
        self.sign_in.clicked.connect(self._submit)
        self._back.clicked.connect(presenter.back_pressed)

    def _submit(self) -> None:
        self.presenter.submitted(self.secret.text())
