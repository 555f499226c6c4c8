"""The page of the shop's own settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.domain.outlet import CreditPolicy, Registration
from pos_desktop.domain.states import offered_states
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.scanning.text_fields import KEEPS_SCAN
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.form_columns import FormColumns
from pos_desktop.ui.settings.shop_presenter import LABEL, OFF, ON, ShopPresenter, ShopState
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickField

Fields = dict[str, tuple[str, EnterField | PickField]]


class ShopPage(AttendedWidget):
    """Three columns: the shop, its tax and money, its limits. Ctrl+Enter saves."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = ShopPresenter(counter, self)
        self.forms = (
            Form(self._particulars()),
            Form(self._tax_and_money()),
            Form(self._limits()),
        )
        self.use = KeyButton("accounts.use_gstin")
        self.use.setObjectName("use_gstin")
        self.keep = KeyButton("accounts.keep_gstin")
        self.keep.setObjectName("keep_gstin")
        for button, pressed in (
            (self.use, self.presenter.right_gstin_taken),
            (self.keep, self.presenter.gstin_kept),
        ):
            button.hide()
            button.clicked.connect(pressed)
            self.forms[0].fields["gstin"].add_button(button)
        self.warning = TextLabel(tone="warning", wrap=True)
        self.warning.setObjectName("warning")
        self.undo = KeyButton("undo")
        self.undo.setObjectName("undo")
        self.undo.clicked.connect(self.presenter.undo_pressed)
        self.save = KeyButton("settings.save", variant="next")
        self.save.setObjectName("save")
        self.save.clicked.connect(self.presenter.save_pressed)
        self._lay_out()
        first, second, third = self.forms
        for form in self.forms:
            form.typed.connect(self.presenter.typed)
        first.finished.connect(lambda: second.focus(next(iter(second.fields))))
        second.finished.connect(lambda: third.focus(next(iter(third.fields))))
        third.finished.connect(self.presenter.save_pressed)
        label = third.fields[LABEL].field
        label.setProperty(KEEPS_SCAN, True)
        if isinstance(label, EnterField):
            label.textChanged.connect(self.presenter.label_changed)
        self.setFocusProxy(first.fields["name"].field)
        self.attend(self.presenter)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: ShopState) -> None:
        """Show a state."""
        advice = state.advice
        shown, at = state.problem, state.problem_at
        if not shown and advice.problem:
            shown, at = advice.problem, "gstin"
        told = {
            "day_cutoff_minutes": self.tr("Bills before this time belong to the day before."),
            "auto_lock_minutes": self.tr("0 never locks."),
            "upi_id": self.tr("Like shop@bank. Without one UPI is off."),
            "cashier_discount_limit": self.tr("100 is no limit."),
            "scale_codes": self.tr(
                "C item, W and w kilos and grams, P and p ₹ and paise, K check."
            ),
            LABEL: state.tried,
            "variance_limit": self.tr("A larger difference needs a manager and a reason."),
        }
        known = any(at in form.fields for form in self.forms)
        for form in self.forms:
            mine = at in form.fields or (not known and form is self.forms[-1])
            notes = {name: words for name, words in told.items() if name in form.fields}
            form.display_problem(shown if mine else "", at, notes=notes)
            if state.problem and at in form.fields:
                form.focus(at)
        if state.state_code:
            self.fill({"state_code": state.state_code})
        for button in (self.use, self.keep):
            button.setVisible(bool(advice.right_one))
        if advice.right_one:
            self.use.display_label(self.tr("Use {gstin}").format(gstin=advice.right_one))
        self.warning.display(state.warning)
        self.warning.setVisible(bool(state.warning))
        self.undo.setEnabled(state.is_changed)
        self.save.setEnabled(state.is_changed and not state.is_saving)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into fields, silently."""
        for form in self.forms:
            for name, field in form.fields.items():
                if name not in values:
                    continue
                widget = field.field
                if isinstance(widget, PickField):
                    widget.blockSignals(True)
                    widget.setCurrentIndex(max(0, widget.findData(values[name])))
                    widget.blockSignals(False)
                elif isinstance(widget, EnterField):
                    widget.display(values[name])

    def texts(self) -> dict[str, str]:
        """What stands in every field that is saved."""
        found: dict[str, str] = {}
        for form in self.forms:
            found |= form.texts()
        return {name: text for name, text in found.items() if name != LABEL}

    def label(self) -> str:
        """The label of a scale that is tried."""
        return self.forms[-1].value(LABEL)

    # -- inside --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self.warning, 1)
        buttons.addStretch()
        buttons.addWidget(self.undo)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(FormColumns(self.forms), 1)
        column.addLayout(buttons)

    def _particulars(self) -> Fields:
        registration = self._pick(
            self.tr("GST registration"),
            (Registration.REGULAR.value, self.tr("Regular")),
            (Registration.COMPOSITION.value, self.tr("Composition")),
            (Registration.UNREGISTERED.value, self.tr("Not registered")),
        )
        states = sorted((state.name, state.code) for state in offered_states())
        state = self._pick(self.tr("State"), *((code, name) for name, code in states))
        return {
            "name": self._text(self.tr("Name of the shop")),
            "legal_name": self._text(self.tr("Legal name")),
            "address": self._text(self.tr("Address")),
            "phone": self._text(self.tr("Phone")),
            "gstin": self._text(self.tr("GSTIN")),
            "registration": registration,
            "state_code": state,
        }

    def _tax_and_money(self) -> Fields:
        return {
            "fssai": self._text(self.tr("FSSAI licence, for food")),
            "hsn_digits": self._pick(
                self.tr("Turnover of a year"),
                ("4", self.tr("Up to ₹5 crore: HSN of 4 digits")),
                ("6", self.tr("Above ₹5 crore: HSN of 6 digits")),
            ),
            "round_to_rupee": self._switch(
                self.tr("Totals"), self.tr("To the whole rupee"), self.tr("To the paisa")
            ),
            "card_enabled": self._switch(
                self.tr("Cards"), self.tr("Cards are taken"), self.tr("No cards")
            ),
            "credit_enabled": self._switch(
                self.tr("On account"), self.tr("Known customers may owe"), self.tr("Nobody owes")
            ),
            "credit_policy": self._pick(
                self.tr("Beyond a customer's credit limit"),
                (CreditPolicy.STOP.value, self.tr("A manager must approve")),
                (CreditPolicy.WARN.value, self.tr("The till only warns")),
            ),
            "upi_id": self._text(self.tr("UPI id")),
            "order_types": self._switch(
                self.tr("Order types"),
                self.tr("Tables, takeaway and delivery"),
                self.tr("All is sold at the counter"),
            ),
            "cash_memos": self._switch(
                self.tr("Small sales, nobody asks for an invoice"),
                self.tr("Cash memos, and one tax invoice a day"),
                self.tr("Each has its own invoice"),
            ),
            "day_cutoff_minutes": self._text(self.tr("The day ends at")),
        }

    def _limits(self) -> Fields:
        return {
            "cashier_discount_limit": self._text(self.tr("A cashier alone gives at most, in %")),
            "manager_discount_limit": self._text(self.tr("A manager alone gives at most, in %")),
            "variance_limit": self._text(self.tr("A close may differ by at most, in ₹")),
            "auto_lock_minutes": self._text(self.tr("Locks itself after minutes")),
            "scale_codes": self._text(self.tr("Labels of the scale, like 21CCCCCWWwwwK")),
            LABEL: self._text(self.tr("Try a label: scan or type it")),
        }

    def _text(self, label: str) -> tuple[str, EnterField | PickField]:
        return label, EnterField(name=label)

    def _pick(self, label: str, *choices: tuple[str, str]) -> tuple[str, EnterField | PickField]:
        field = PickField(name=label)
        field.display(choices)
        return label, field

    def _switch(self, label: str, on: str, off: str) -> tuple[str, EnterField | PickField]:
        return self._pick(label, (ON, on), (OFF, off))
