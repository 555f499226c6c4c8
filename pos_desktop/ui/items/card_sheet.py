"""The item's card: everything that is written down of what is sold."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.card_presenter import TICKS, CardPresenter, CardState
from pos_desktop.ui.items.labels_sheet import LabelsSheet
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.tick_box import TickBox

_COLUMN_PX_A_POINT = 40


class CardSheet(Sheet):
    """What it is at the left, what it costs at the right. Enter goes on, Ctrl+Enter saves."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        saved: Callable[[ItemCard], None],
        item_id: int | None = None,
        name: str = "",
        barcode: str = "",
    ) -> None:
        word = QCoreApplication.translate
        title = word("CardSheet", "New item") if item_id is None else word("CardSheet", "Item")
        super().__init__(title, parent, takes_scans=True)
        self.setObjectName("item_card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.presenter = CardPresenter(
            counter, self, saved, item_id=item_id, name=name, barcode=barcode
        )
        self._make_forms()
        self.ticks = {
            "price_includes_tax": TickBox(self.tr("The price includes GST")),
            "sold_by_weight": TickBox(self.tr("Sold by weight or measure")),
            "is_favourite": TickBox(self.tr("Has a quick key on billing")),
            "is_active": TickBox(self.tr("Is sold")),
        }
        columns = QHBoxLayout()
        columns.setSpacing(3 * GRID_PX)
        columns.addWidget(self._column(self.left, "sold_by_weight", "is_active"))
        columns.addWidget(self._column(self.right, "price_includes_tax", "is_favourite"))
        self.content.addLayout(columns)
        self._note = TextLabel(tone="muted", wrap=True)
        self._problem = TextLabel(tone="owes", wrap=True)
        for label in (self._note, self._problem):
            label.hide()
            self.content.addWidget(label)
        self.save_button = self.add_accept(
            self.tr("Save"), action="items.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.save_button.setAutoDefault(False)
        self.save_button.setDefault(False)
        if item_id is not None:
            self._offer_labels(counter, item_id)
        self.grow_with_content()
        self.left.finished.connect(lambda: self.right.focus("price"))
        self.right.finished.connect(self._submit)
        for form in (self.left, self.right):
            form.typed.connect(lambda _name: self.presenter.typed())
        self.scanned.connect(self._take_scan)
        self.name.setFocus()
        self.presenter.opened()

    def display(self, state: CardState) -> None:
        """Show what the presenter says."""
        if state.units and self.unit.count() == 0:
            self.unit.display(state.units)
        if state.tax_classes and self.tax.count() == 0:
            self.tax.display(state.tax_classes)
        self.tax.setEnabled(state.may_set_tax)
        self.right.display_field("stock", shown=state.is_new)
        self.ticks["is_active"].setVisible(not state.is_new)
        if state.texts is not None:
            self._fill(state.texts)
        if state.ticks is not None:
            for name, tick in self.ticks.items():
                tick.setChecked(state.ticks.get(name, False))
        for form in (self.left, self.right):
            is_here = state.problem_at in form.fields
            form.display_problem(state.problem if is_here else "", state.problem_at)
            if is_here:
                form.focus(state.problem_at)
        here = state.problem_at in self.left.fields or state.problem_at in self.right.fields
        self._problem.display("" if here else state.problem)
        self._problem.setVisible(bool(state.problem) and not here)
        self._note.display(state.upcoming)
        self._note.setVisible(bool(state.upcoming))
        self.save_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    # -- inside --------------------------------------------------------------------------

    def _offer_labels(self, counter: Counter, item_id: int) -> None:
        """Labels of the item as it is saved; the card stays open behind them."""
        self.labels_button = KeyButton("items.labels")
        self.labels_button.setObjectName("labels")
        self.labels_button.setAutoDefault(False)
        self.labels_button.clicked.connect(
            lambda: LabelsSheet(counter, self, ((item_id, 1),)).open()
        )
        self.add_button(self.labels_button)

    def _make_forms(self) -> None:
        def field(
            label: str, example: str = "", *, is_figure: bool = False
        ) -> tuple[str, EnterField]:
            made = EnterField(name=label, is_figure=is_figure)
            made.setPlaceholderText(example)
            return label, made

        def figure(label: str, example: str = "") -> tuple[str, EnterField]:
            return field(label, example, is_figure=True)

        self.name = EnterField(name=self.tr("Name"))
        self.tax = PickField(name=self.tr("Tax class"))
        self.unit = PickField(name=self.tr("Unit"))
        self.left = Form(
            {
                "name": (self.tr("Name"), self.name),
                "name_hi": field(self.tr("Name in Hindi (for the receipt)")),
                "category": field(self.tr("Category"), self.tr("a new one is made")),
                "code": field(self.tr("Code"), self.tr("empty: the next number")),
                "barcodes": field(
                    self.tr("Barcodes (scan; =12 behind one: a pack of 12)"),
                ),
                "hsn": field(self.tr("HSN or SAC code")),
                "mrps": field(
                    self.tr("Other MRPs on packs (=52 behind one: its price)"),
                    self.tr("old stock, like 55=52"),
                ),
            }
        )
        self.right = Form(
            {
                "price": figure(self.tr("Sale price ₹")),
                "mrp": figure(self.tr("MRP ₹"), self.tr("empty: none is printed")),
                "tax_class": (self.tr("Tax class"), self.tax),
                "unit": (self.tr("Unit"), self.unit),
                "cost": figure(self.tr("Cost of one, before tax ₹")),
                "stock": figure(self.tr("Opening stock")),
                "low_stock": figure(self.tr("Low-stock mark"), self.tr("empty: no warning")),
            }
        )

    def _column(self, form: Form, *ticks: str) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID_PX)
        layout.addWidget(form)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(GRID_PX)
        for name in ticks:
            self.ticks[name].setObjectName(name)
            side_by_side.addWidget(self.ticks[name])
        side_by_side.addStretch(1)
        layout.addLayout(side_by_side)
        layout.addStretch(1)
        column.setMinimumWidth(_COLUMN_PX_A_POINT * appearance_in_use().scale.body_pt)
        return column

    def _fill(self, texts: dict[str, str]) -> None:
        for form in (self.left, self.right):
            for name, holder in form.fields.items():
                if name not in texts:
                    continue
                if isinstance(holder.field, PickField):
                    place = holder.field.findData(texts[name])
                    holder.field.setCurrentIndex(max(place, 0))
                elif isinstance(holder.field, EnterField):
                    holder.field.display(texts[name])

    def _take_scan(self, code: str) -> None:
        """A scan on the card is one more barcode of the item."""
        there = self.left.value("barcodes").strip(" ,")
        if code not in there.replace(",", " ").split():
            field = self.left.fields["barcodes"].field
            assert isinstance(field, EnterField)
            field.display(f"{there}, {code}" if there else code)

    def _submit(self) -> None:
        texts = self.left.texts() | self.right.texts()
        self.presenter.submitted(texts, {name: self.ticks[name].isChecked() for name in TICKS})
