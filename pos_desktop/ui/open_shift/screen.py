"""The page that opens a shift. It fills the window and is left by opening or signing out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from pos_desktop.application.opening import ShiftView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.open_shift.presenter import OpenShiftPresenter, OpenShiftState
from pos_desktop.ui.widgets.count_frame import CountFrame
from pos_desktop.ui.widgets.denominations import CashCountWidget, CountTotal
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_pad import NumberPad


class OpenShiftScreen(QWidget):
    """A cover for the whole window."""

    def __init__(
        self,
        counter: Counter,
        opened: Callable[[ShiftView], None],
        signed_out: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._who = ElidedLabel(tone="muted")
        self.count = CashCountWidget(self.tr("Cash in the drawer"))
        self._total = CountTotal(self.tr("Opening cash"))
        self._last = TextLabel(tone="muted", wrap=True)
        self._gap = TextLabel(tone="warning", bold=True, wrap=True)
        self._gap.setObjectName("gap")
        for label in (self._last, self._gap):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.pad = NumberPad()
        self.pad.setVisible(appearance_in_use().scale.touch)
        self.open_button = KeyButton("", label=self.tr("Open the shift"), variant="next")
        self.open_button.setObjectName("open_shift")
        self.sign_out = KeyButton("", label=self.tr("Sign out"), icon="log-out")
        self.sign_out.setObjectName("sign_out")
        self._lay_out()
        self.presenter = OpenShiftPresenter(counter, self, opened, signed_out)
        self._connect()
        self.setFocusProxy(self.count)

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: OpenShiftState) -> None:
        """Show a state."""
        self._who.display(f"{state.user_name} · {state.terminal}")
        self.count.display(state.count)
        self._total.display(state.count.total_words)
        words = self.tr("The last close left {amount}.").format(amount=state.last_close)
        self._last.display(words if state.last_close else "")
        self._gap.display(state.gap)
        self.open_button.setEnabled(not state.is_opening)

    def start_again(self) -> None:
        """The cursor into the first field."""
        self.count.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook."""
        super().showEvent(event)
        if not event.spontaneous():
            self.presenter.entered()

    # --- inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        CountFrame(
            self.tr("Open the shift"),
            self._who,
            count=self.count,
            note=(),
            figures=(self._total, self._last, self._gap),
            pad=self.pad,
            buttons=(self.sign_out, self.open_button),
        ).stand_in(self)

    def _connect(self) -> None:
        presenter = self.presenter
        self.count.mode_chosen.connect(presenter.mode_chosen)
        self.count.amount_typed.connect(presenter.amount_typed)
        self.count.count_typed.connect(presenter.count_typed)
        self.count.finished.connect(presenter.submitted)
        self.count.attach(self.pad)
        self.open_button.clicked.connect(presenter.submitted)
        self.sign_out.clicked.connect(presenter.sign_out_pressed)
        escape = QShortcut(QKeySequence.fromString(keys_in_use()["back"].keys), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(presenter.escape_pressed)
