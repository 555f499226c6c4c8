"""The customer sheet: everything that is written down about one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.customers import CustomerView
from pos_desktop.domain.states import offered_states
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.edit_presenter import EditPresenter
from pos_desktop.ui.customers.edit_state import EditState, Form, Prefill
from pos_desktop.ui.customers.form_field import FormField
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.tick_box import TickBox

_COLUMN_PX_A_POINT = 42
_MARGINS_PX = 16 * GRID_PX
_LEFT = ("name", "phone", "email", "address", "credit_limit", "notes")
_RIGHT = (
    "nickname",
    "landmark",
    "company_name",
    "gstin",
    "gst_state_code",
    "company_phone",
    "company_address",
)


class EditSheet(Sheet):
    """A person at the left, a business at the right. Enter goes on, Ctrl+Enter saves."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        saved: Callable[[CustomerView], None],
        customer: CustomerView | None = None,
        prefill: Prefill | None = None,
    ) -> None:
        title = (
            QCoreApplication.translate("EditSheet", "Change the customer")
            if customer
            else QCoreApplication.translate("EditSheet", "New customer")
        )
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: dict[str, FormField] = {}
        self.tick = TickBox(self.tr("Business customer: bills with GST details"))
        self.tick.setObjectName("is_gst_customer")
        self._presenter = EditPresenter(counter, self, customer, prefill or Prefill(), saved)
        self._make_fields()
        columns = QHBoxLayout()
        columns.setSpacing(3 * GRID_PX)
        columns.addWidget(self._column(_LEFT, last=self.tick))
        columns.addWidget(self._column(_RIGHT))
        self.content.addLayout(columns)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.hide()
        self.content.addWidget(self._problem)
        self.save_button = self.add_accept(
            self.tr("Save"), action="accounts.save", clicked=self._presenter.submitted
        )
        self.save_button.setObjectName("save")
        self._go_on_with_enter()
        self.grow_with_content()
        self.finished.connect(self._presenter.gone)
        self._presenter.opened()

    def display(self, state: EditState) -> None:
        """Show what the presenter says."""
        if state.form is not None:
            self._fill(state.form)
        for name, field in self.fields.items():
            note = state.gstin_note if name == "gstin" else ""
            field.display(problem=state.problem if name == state.problem_at else "", note=note)
        offered = bool(state.gstin_offered)
        self.use_button.display_label(self.tr("Use {gstin}").format(gstin=state.gstin_offered))
        self.use_button.setVisible(offered)
        self.keep_button.setVisible(offered)
        apart = state.problem if not state.problem_at else ""
        self._problem.display(apart)
        self._problem.setVisible(bool(apart))
        if state.focus_problem and state.problem_at in self.fields:
            self.fields[state.problem_at].focus()
        self.save_button.setEnabled(not state.busy)

    def close_sheet(self) -> None:
        """The customer is saved."""
        self.accept()

    # -- inside --------------------------------------------------------------------------

    def _make_fields(self) -> None:
        labels = {
            "name": self.tr("Name"),
            "phone": self.tr("Mobile phone"),
            "email": self.tr("E-mail"),
            "address": self.tr("Address"),
            "credit_limit": self.tr("Credit limit in rupees (empty: none is set)"),
            "notes": self.tr("Notes"),
            "nickname": self.tr("Nickname"),
            "landmark": self.tr("Landmark, to find somebody without a phone"),
            "company_name": self.tr("Company"),
            "gstin": self.tr("GSTIN"),
            "gst_state_code": self.tr("State"),
            "company_phone": self.tr("Company phone"),
            "company_address": self.tr("Company address"),
        }
        for name, label in labels.items():
            field: QWidget = (
                self._state_pick(label) if name == "gst_state_code" else self._line(name, label)
            )
            field.setObjectName(name)
            self.fields[name] = FormField(label, field)
        self.tick.toggled.connect(lambda on: self._presenter.field_changed("is_gst_customer", on))
        self.use_button = KeyButton("accounts.use_gstin")
        self.keep_button = KeyButton("accounts.keep_gstin")
        for button, name, call in (
            (self.use_button, "use_gstin", self._presenter.offered_gstin_taken),
            (self.keep_button, "keep_gstin", self._presenter.gstin_kept),
        ):
            button.setObjectName(name)
            button.clicked.connect(call)
            button.setAutoDefault(False)
            button.hide()
            self.fields["gstin"].add_button(button)

    def _line(self, name: str, label: str) -> EnterField:
        line = EnterField(name=label, is_figure=name == "credit_limit")
        line.textEdited.connect(lambda text: self._presenter.field_changed(name, text))
        return line

    def _state_pick(self, label: str) -> PickBox:
        pick = PickBox(name=label)
        choices = [(state.code, f"{state.code} · {said(state.name)}") for state in offered_states()]
        pick.display((("", self.tr("Not given")), *choices))
        pick.setMinimumContentsLength(16)  # the longest State would widen the sheet
        pick.activated.connect(lambda: self._presenter.field_changed("gst_state_code", pick.chosen))
        return pick

    def _column(self, names: tuple[str, ...], *, last: QWidget | None = None) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(self._column_px())
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for name in names:
            column.addWidget(self.fields[name])
        if last is not None:
            column.addWidget(last)
        column.addStretch(1)
        return holder

    def _column_px(self) -> int:
        """Wide enough for both ways out of a wrong GSTIN, within a small window."""
        wanted = _COLUMN_PX_A_POINT * appearance_in_use().scale.body_pt
        return min(wanted, (self._behind.window().width() - _MARGINS_PX) // 2)

    def _go_on_with_enter(self) -> None:
        """Enter goes to the next field, and saves from the last."""
        order = [self.fields[name].field for name in (*_LEFT, *_RIGHT)]
        for field, following in pairwise(order):
            QWidget.setTabOrder(field, following)
            if isinstance(field, EnterField):
                field.returnPressed.connect(following.setFocus)
        QWidget.setTabOrder(order[len(_LEFT) - 1], self.tick)
        QWidget.setTabOrder(self.tick, order[len(_LEFT)])
        last = order[-1]
        if isinstance(last, EnterField):
            last.returnPressed.connect(self._presenter.submitted)
        order[0].setFocus()

    def _fill(self, form: Form) -> None:
        for name, wrapped in self.fields.items():
            value = getattr(form, name)
            if isinstance(wrapped.field, EnterField):
                wrapped.field.display(value)
            elif isinstance(wrapped.field, PickBox):
                wrapped.field.blockSignals(True)
                wrapped.field.setCurrentIndex(max(0, wrapped.field.findData(value)))
                wrapped.field.blockSignals(False)
        self.tick.blockSignals(True)
        self.tick.setChecked(form.is_gst_customer)
        self.tick.blockSignals(False)
