"""What changes the stock of one item: goods in, a correction, a count."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application import item_cards, stock
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.domain.measures import ONE, format_quantity, parse_quantity
from pos_desktop.domain.money import parse_rupees, plain_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.labels_sheet import LabelsSheet
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.messages import Message
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.tick_box import TickBox

_RECEIVED, _ADJUSTED, _COUNTED = "received", "adjusted", "counted"
_SHOWN = {
    _RECEIVED: ("unit_cost", "supplier", "reference"),
    _ADJUSTED: ("reason",),
    _COUNTED: ("reason",),
}


class StockSheet(Sheet):
    """Which kind, how much, and why."""

    def __init__(
        self, counter: Counter, parent: QWidget, item_id: int, *, saved: Callable[[], None]
    ) -> None:
        super().__init__(QCoreApplication.translate("StockSheet", "Stock"), parent)
        self.setObjectName("stock_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._counter = counter
        self._item_id = item_id
        self._place = parent
        self._pieces = 0
        self._saved = saved
        self._facts = TextLabel(tone="muted", wrap=True)
        self.content.addWidget(self._facts)
        self.kind = PickField(name=self.tr("What happened"))
        self.kind.display(
            (
                (_RECEIVED, self.tr("Goods came in")),
                (_ADJUSTED, self.tr("Correction (minus: less)")),
                (_COUNTED, self.tr("Counted on the shelf")),
            )
        )
        self.qty = EnterField(name=self.tr("How much"), is_figure=True)
        self.form = Form(
            {
                "kind": (self.tr("What happened"), self.kind),
                "qty": (self.tr("How much"), self.qty),
                "unit_cost": self._field(self.tr("Cost of one, before tax ₹"), is_figure=True),
                "supplier": self._field(self.tr("Supplier")),
                "reference": self._field(self.tr("Number of their bill")),
                "reason": self._field(self.tr("Why")),
            }
        )
        self.content.addWidget(self.form)
        self.labels = TickBox(self.tr("Print labels for what came in"))
        self.labels.setObjectName("labels")
        self.content.addWidget(self.labels)
        self.save_button = self.add_accept(
            self.tr("Save"), action="items.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.form.finished.connect(self._submit)
        self.form.typed.connect(lambda _name: self.form.display_problem(""))
        self._show_kind()
        self.qty.setFocus()
        counter.read(item_cards.card, item_cards.ItemId(id=item_id), self._show)

    def _field(self, label: str, *, is_figure: bool = False) -> tuple[str, EnterField]:
        return label, EnterField(name=label, is_figure=is_figure)

    def _show_kind(self) -> None:
        shown = _SHOWN[self.kind.chosen]
        for name in ("unit_cost", "supplier", "reference", "reason"):
            self.form.display_field(name, shown=name in shown)
        self.labels.setVisible(self.kind.chosen == _RECEIVED)

    def _show(self, card: ItemCard) -> None:
        words = self.tr("{name}: {stock} {unit} in stock.")
        cost = ""
        if card.cost is not None:
            words = self.tr("{name}: {stock} {unit} in stock, at ₹{cost} each.")
            cost = plain_rupees(card.cost)
        stock, unit = format_quantity(card.stock), card.facts.unit
        self._facts.display(words.format(name=card.facts.name, stock=stock, unit=unit, cost=cost))

    def _submit(self) -> None:
        try:
            self._send()
        except BadInput as error:
            self._fail(error)

    def _send(self) -> None:
        value = self.form.value
        qty = parse_quantity(value("qty"), field="qty")
        kind, write = self.kind.chosen, self._counter.write
        self._pieces = qty // ONE
        self.save_button.setEnabled(False)
        if kind == _RECEIVED:
            cost = value("unit_cost").strip()
            line = stock.ReceivedLine(
                item_id=self._item_id,
                qty=qty,
                unit_cost=parse_rupees(cost, field="unit_cost") if cost else None,
            )
            goods = stock.ReceiveGoods(
                lines=(line,), supplier=value("supplier"), reference=value("reference")
            )
            write(stock.receive, goods, self._done, failed=self._fail)
        elif kind == _ADJUSTED:
            change = stock.AdjustStock(item_id=self._item_id, qty=qty, reason=value("reason"))
            write(stock.adjust, change, self._done, failed=self._fail)
        else:
            line_ = stock.CountedLine(item_id=self._item_id, counted=qty)
            count = stock.CountStock(lines=(line_,), reason=value("reason") or "Stock count")
            write(stock.count, count, self._done, failed=self._fail)

    def _done(self, change: stock.StockChange) -> None:
        self.accept()
        words = self.tr("The stock is as counted already.")
        if change.lines:
            words = self.tr("The stock is changed.")
        self._counter.tell(Message(kind="success", text=words))
        self._saved()
        if self.labels.isChecked() and self.kind.chosen == _RECEIVED:
            wanted = ((self._item_id, self._pieces),)
            LabelsSheet(self._counter, self._place, wanted).open()

    def _fail(self, error: PosError) -> None:
        self.save_button.setEnabled(True)
        at = (error.field or "").rpartition(".")[2].replace("counted", "qty")
        self.form.display_problem(error.message, at)
        self.form.focus(at)
