"""A price, or another tax class, for a day to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application import item_cards, tax
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.domain.money import parse_rupees, plain_rupees
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.messages import Message
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet


class PlanSheet(Sheet):
    """Day, price, MRP, tax class. An empty price drops what was planned for that day.

    The tax class is for who may change taxes; with one chosen, an empty price plans none.
    """

    def __init__(
        self, counter: Counter, parent: QWidget, item_id: int, *, saved: Callable[[ItemCard], None]
    ) -> None:
        super().__init__(QCoreApplication.translate("PlanSheet", "Plan a price"), parent)
        self.setObjectName("plan_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._counter = counter
        self._item_id = item_id
        self._saved = saved
        self._facts = TextLabel(tone="muted", wrap=True)
        self.content.addWidget(self._facts)
        self.day = EnterField(name=self.tr("From the day"))
        self.price = EnterField(name=self.tr("Price ₹"), is_figure=True)
        self.mrp = EnterField(name=self.tr("MRP ₹"), is_figure=True)
        self.price.setPlaceholderText(self.tr("empty: drop the plan of that day"))
        self.tax_class = PickField(name=self.tr("Taxed as"))
        self.tax_class.display((("", self.tr("As it is")),))
        fields: dict[str, tuple[str, EnterField | PickField]] = {
            "valid_from": (self.tr("From the day (DD-MM-YYYY)"), self.day),
            "price": (self.tr("Sale price ₹"), self.price),
            "mrp": (self.tr("MRP ₹ (empty: none is printed)"), self.mrp),
            "tax_class": (self.tr("Taxed as"), self.tax_class),
        }
        self.form = Form(fields)
        may_tax = may(counter.desk.signed_in.role, Right.EDIT_TAX) is Answer.YES
        self.form.display_field("tax_class", shown=may_tax)
        self.content.addWidget(self.form)
        self.save_button = self.add_accept(
            self.tr("Save"), action="items.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.form.finished.connect(self._submit)
        self.form.typed.connect(lambda _name: self.form.display_problem(""))
        self.day.display(f"{counter.today + timedelta(days=1):%d-%m-%Y}")
        self.day.setFocus()
        counter.read(item_cards.card, item_cards.ItemId(id=item_id), self._show)
        if may_tax:
            counter.read(tax.classes, tax.AllTaxClasses(), self._show_classes)

    def _show(self, card: ItemCard) -> None:
        words = [
            self.tr("{name} costs ₹{price} today.").format(
                name=card.facts.name, price=plain_rupees(card.facts.price)
            )
        ]
        words += [
            self.tr("Planned: ₹{price} from {day}.").format(
                price=plain_rupees(plan.price), day=f"{plan.valid_from:%d-%m-%Y}"
            )
            for plan in card.upcoming
        ]
        self._facts.display("\n".join(words))
        if card.facts.mrp is not None:
            self.mrp.display(plain_rupees(card.facts.mrp))

    def _show_classes(self, found: tax.TaxClassList) -> None:
        choices = tuple((known.code, known.name) for known in found.classes)
        self.tax_class.display((("", self.tr("As it is")), *choices))

    def _submit(self) -> None:
        try:
            request = self._request()
        except BadInput as error:
            self._fail(error)
            return
        self.save_button.setEnabled(False)
        tax_class = self.tax_class.chosen
        if not tax_class:
            self._counter.write(item_cards.schedule_price, request, self._done, failed=self._fail)
            return
        self._counter.write(
            tax.schedule_item,
            tax.ScheduleItem(
                item=self._item_id, tax_class=tax_class, valid_from=request.valid_from
            ),
            lambda _item: self._taxed(request),
            failed=self._fail,
        )

    def _taxed(self, request: item_cards.SchedulePrice) -> None:
        """The tax is planned; what is left is the price, if there is one."""
        if request.price is not None:
            self._counter.write(item_cards.schedule_price, request, self._done, failed=self._fail)
            return
        self._counter.read(
            item_cards.card, item_cards.ItemId(id=self._item_id), self._done, failed=self._fail
        )

    def _request(self) -> item_cards.SchedulePrice:
        price, mrp = self.price.text().strip(), self.mrp.text().strip()
        return item_cards.SchedulePrice(
            id=self._item_id,
            valid_from=_day(self.day.text()),
            price=parse_rupees(price, field="price") if price else None,
            mrp=parse_rupees(mrp, field="mrp") if mrp else None,
        )

    def _done(self, card: ItemCard) -> None:
        self.accept()
        self._counter.tell(Message(kind="success", text=self.tr("The plan is saved.")))
        self._saved(card)

    def _fail(self, error: PosError) -> None:
        self.save_button.setEnabled(True)
        self.form.display_problem(error.message, error.field or "")
        self.form.focus(error.field or "")


def _day(text: str) -> date:
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError as error:
        raise BadInput(
            f"“{text}” is no day. Write it like 01-12-2026.", field="valid_from"
        ) from error
