"""F9: the payment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.application.billing import IssuedBill
from pos_desktop.application.order_view import OrderView
from pos_desktop.application.outlet import OutletView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.pay.account_view import AccountView
from pos_desktop.ui.pay.methods import MethodKeys
from pos_desktop.ui.pay.presenter import PayPresenter
from pos_desktop.ui.pay.qr_view import QrView
from pos_desktop.ui.pay.state import PayState, Suggestion
from pos_desktop.ui.pay.taken_list import TakenList
from pos_desktop.ui.scanning.text_fields import KEEPS_SCAN
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import FigureLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_pad import NumberPad
from pos_desktop.ui.widgets.painting import sized_font
from pos_desktop.ui.widgets.sheet import Sheet

_MIDDLE_PX = 424
_SIDE_PX = 264
_QR_PX = 256
_SUGGESTIONS = 5
_LONGEST_REFERENCE = 64


class PaySheet(Sheet):
    """Cash is chosen and the exact amount selected: Enter ends the sale, typing replaces it."""

    def __init__(
        self,
        counter: Counter,
        order: OrderView,
        outlet: OutletView,
        paid: Callable[[IssuedBill], None],
        parent: QWidget,
    ) -> None:
        title = QCoreApplication.translate("PaySheet", "Payment")
        super().__init__(title, parent, takes_scans=True)
        self.setObjectName("pay_sheet")
        self._suggested: tuple[Suggestion, ...] = ()
        self.presenter = PayPresenter(counter, self, order, outlet, paid)
        self.methods = MethodKeys()
        self.amount = EnterField(name=self.tr("Amount"))
        self.reference = EnterField(name=self.tr("Reference"))
        self.suggestions = [KeyButton(f"amount.{n + 1}", stacked=True) for n in range(_SUGGESTIONS)]
        self.taken = TakenList()
        self.account = AccountView()
        self.qr = QrView(_QR_PX)
        self._upi_id = TextLabel(size="small", tone="muted")
        self.pad = NumberPad()
        self._total = FigureLabel(size="figure")
        self._outcome_word = TextLabel(size="section", tone="muted")
        self._outcome = FigureLabel(size="total")
        self.keep_button = KeyButton("pay.keep_change")
        self._memo_words = TextLabel(tone="muted", wrap=True)
        self.invoice_button = KeyButton("pay.invoice")
        self._memo_row = QWidget()
        self._problem = TextLabel(tone="owes", wrap=True)
        self._name_parts()
        self._lay_out()
        self.accept_button = self.add_accept(self.tr("Finish"), clicked=self._submit)
        self.accept_button.setObjectName("finish")
        self._connect()
        self.amount.setFocus()
        self.presenter.opened()

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: PayState) -> None:
        """Show a state."""
        self._total.display(state.total)
        self.methods.display(state.methods, state.method)
        if state.amount_text is not None:
            self.amount.setText(state.amount_text)
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self.amount.selectAll()
            self.reference.clear()
        self._display_suggestions(state.suggestions)
        self.reference.setVisible(state.needs_reference)
        self.taken.display(state.taken, self.methods.words())
        self._display_side(state)
        self._display_outcome(state)
        self._problem.display(state.error)
        self.amount.display_problem(there=bool(state.error))
        self.accept_button.setEnabled(not state.busy)

    def close_sheet(self) -> None:
        """The bill is durable."""
        self.accept()

    # --- what the person does ---------------------------------------------------------------

    def barcode_scanned(self, code: str) -> None:
        """A scan never ends a payment: it is refused."""
        super().barcode_scanned(code)
        self.presenter.barcode_scanned(code)

    def reject(self) -> None:
        """Esc: back to the cart, but not while the bill is being saved."""
        if not self.presenter.is_busy:
            super().reject()

    def _submit(self) -> None:
        self.presenter.submitted(self.reference.text())

    def _suggest(self, place: int) -> None:
        if place < len(self._suggested):
            self.presenter.suggestion_chosen(self._suggested[place].amount)

    # --- inside -----------------------------------------------------------------------------

    def _name_parts(self) -> None:
        self.amount.setObjectName("amount")
        self.reference.setObjectName("reference")
        self._outcome.setObjectName("outcome")
        self._problem.setObjectName("problem")
        self.keep_button.setObjectName("keep_change")
        self.keep_button.setAutoDefault(False)
        self.keep_button.hide()
        self._memo_words.setObjectName("memo_words")
        self.invoice_button.setObjectName("invoice_asked")
        self.invoice_button.setAutoDefault(False)
        self.invoice_button.clicked.connect(self.presenter.invoice_pressed)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setFont(sized_font(self.amount, appearance_in_use().scale.figure_pt, bold=True))
        self.reference.setMaxLength(_LONGEST_REFERENCE)
        self.reference.setPlaceholderText(self.tr("Reference, may stay empty"))
        self.reference.setProperty(KEEPS_SCAN, True)

    def _connect(self) -> None:
        presenter = self.presenter
        self.methods.chosen.connect(presenter.method_chosen)
        self.amount.textEdited.connect(presenter.amount_changed)
        self.amount.returnPressed.connect(self._submit)
        self.reference.returnPressed.connect(self._submit)
        self.taken.removed.connect(presenter.taken_removed)
        self.account.rest_asked.connect(presenter.rest_to_account)
        self.keep_button.clicked.connect(presenter.keep_change)
        self.pad.typed.connect(self._pad_typed)
        self.pad.erased.connect(self._pad_erased)
        self.pad.entered.connect(self._submit)
        for place, button in enumerate(self.suggestions):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, place=place: self._suggest(place))

    def _pad_typed(self, text: str) -> None:
        self.amount.insert(text)
        self.presenter.amount_changed(self.amount.text())

    def _pad_erased(self) -> None:
        self.amount.backspace()
        self.presenter.amount_changed(self.amount.text())

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(3 * GRID_PX)
        columns.addWidget(self.methods)
        columns.addLayout(self._middle(), 1)
        columns.addWidget(self._side())
        self.content.addLayout(columns)

    def _middle(self) -> QVBoxLayout:
        total = QHBoxLayout()
        total.addWidget(TextLabel(self.tr("To pay"), size="section", tone="muted"))
        total.addWidget(self._total, 1)
        offered = QHBoxLayout()
        offered.setSpacing(HALF_GRID_PX)
        for button in self.suggestions:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            offered.addWidget(button, 1)
        self._suggestion_row = QWidget()
        self._suggestion_row.setLayout(offered)
        offered.setContentsMargins(0, 0, 0, 0)
        outcome = QHBoxLayout()
        outcome.addWidget(self._outcome_word)
        outcome.addWidget(self._outcome, 1)
        outcome.addWidget(self.keep_button)
        middle = QVBoxLayout()
        middle.setSpacing(GRID_PX)
        middle.addStrut(_MIDDLE_PX)
        middle.addLayout(total)
        for widget in (self.taken, self.amount, self.reference, self._suggestion_row):
            middle.addWidget(widget)
        middle.addWidget(self._problem)
        middle.addStretch(1)
        memo = QHBoxLayout(self._memo_row)
        memo.setContentsMargins(0, 0, 0, 0)
        memo.addWidget(self._memo_words, 1)
        memo.addWidget(self.invoice_button)
        middle.addWidget(self._memo_row)
        middle.addWidget(self.account)
        middle.addLayout(outcome)
        return middle

    def _side(self) -> QWidget:
        code = QWidget()
        under = QVBoxLayout(code)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        self._upi_id.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        under.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        under.addWidget(self._upi_id)
        under.addStretch(1)
        # Stacked, so that the sheet keeps its size whatever is chosen.
        self._aids = QStackedWidget()
        self._aids.addWidget(self.pad)
        self._aids.addWidget(code)
        self._aids.setFixedWidth(_SIDE_PX)
        return self._aids

    def _display_suggestions(self, suggestions: tuple[Suggestion, ...]) -> None:
        self._suggestion_row.setVisible(bool(suggestions))
        if suggestions == self._suggested:
            return
        self._suggested = suggestions
        for place, button in enumerate(self.suggestions):
            there = place < len(suggestions)
            button.setVisible(there)
            if there:
                button.display_label(suggestions[place].label)

    def _display_side(self, state: PayState) -> None:
        shows_qr = bool(state.upi_link)
        self.qr.display(state.qr, self.tr("UPI QR code for {id}").format(id=state.upi_id))
        self._upi_id.setText(state.upi_id)
        self._aids.setCurrentIndex(1 if shows_qr else 0)
        self.account.display(state.account)

    def _display_outcome(self, state: PayState) -> None:
        self._memo_row.setVisible(state.can_be_memo)
        self.invoice_button.setEnabled(not state.busy)
        self._memo_words.display(
            self.tr("Tax invoice, as asked") if state.invoice_asked else self.tr("Cash memo")
        )
        self.keep_button.setVisible(state.can_keep_change)
        self.keep_button.setEnabled(not state.busy)
        if state.left_after:
            self._outcome_word.setText(self.tr("Still to pay"))
            self._outcome.display(state.left_after, "warning")
            self.accept_button.display_label(self.tr("Take this part"))
        else:
            self._outcome_word.setText(self.tr("Change", "money back") if state.change else "")
            self._outcome.display(state.change, "text")
            self.accept_button.display_label(self.tr("Finish"))
