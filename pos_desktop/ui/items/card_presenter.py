"""An item's card: writing one down, or changing it; without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application import item_cards
from pos_desktop.application.item_cards import CreateItem, ItemChoices, UpdateItem
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.item_cards import ItemCard, PackBarcode, PrintedPrice, TaxClass
from pos_desktop.domain.measures import (
    ONE,
    Milli,
    format_percent,
    format_quantity,
    parse_quantity,
)
from pos_desktop.domain.money import Paise, parse_rupees, plain_rupees
from pos_desktop.domain.units import UNITS
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

TEXTS = ("name", "name_hi", "category", "code", "hsn", "barcodes")
MONEY = ("price", "mrp", "cost")
QUANTITIES = ("stock", "low_stock")
TICKS = ("price_includes_tax", "sold_by_weight", "is_favourite", "is_active")


class CardState(Struct, frozen=True, kw_only=True):
    """The sheet. ``texts`` and ``ticks`` are None where the fields stay as they are."""

    is_new: bool
    texts: dict[str, str] | None = None
    ticks: dict[str, bool] | None = None
    tax_classes: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    may_set_tax: bool = True
    upcoming: str = ""
    problem: str = ""
    problem_at: str = ""
    is_saving: bool = False


class CardView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CardState) -> None: ...
    def close_sheet(self) -> None: ...


class CardPresenter:
    """Without *item_id* a new item, with what is known of it already."""

    def __init__(
        self,
        counter: Counter,
        view: CardView,
        saved: Callable[[ItemCard], None],
        *,
        item_id: int | None = None,
        name: str = "",
        barcode: str = "",
    ) -> None:
        self._counter = counter
        self._view = view
        self._saved = saved
        self._item_id = item_id
        self._texts = {"name": name, "barcodes": barcode}
        self._choices: ItemChoices | None = None
        self._card: ItemCard | None = None
        self._is_saving = False

    def opened(self) -> None:
        """The sheet came up: read what an item can be given, and the item itself."""
        self._counter.read(item_cards.choices, item_cards.AskChoices(), self._show_choices)

    def typed(self) -> None:
        """What was wrong before is being mended."""
        if not self._is_saving:
            self._display()

    def submitted(self, texts: dict[str, str], ticks: dict[str, bool]) -> None:
        """Save."""
        if self._is_saving or self._choices is None:
            return
        try:
            money = {name: _money(texts[name], name) for name in MONEY}
            price = _needed(money["price"])
            quantities = {name: _quantity(texts[name], name) for name in QUANTITIES}
            barcodes = read_barcodes(texts["barcodes"])
            mrps = read_mrps(texts["mrps"])
        except BadInput as error:
            self._failed(error)
            return
        self._is_saving = True
        self._display()
        if self._card is None:
            self._create(texts, ticks, money | {"price": price}, quantities, barcodes, mrps)
        else:
            self._update(self._card, texts, ticks, money, quantities, barcodes, mrps)

    # -- inside --------------------------------------------------------------------------

    def _create(
        self,
        texts: dict[str, str],
        ticks: dict[str, bool],
        money: dict[str, Paise | None],
        quantities: dict[str, Milli | None],
        barcodes: tuple[PackBarcode, ...],
        mrps: tuple[PrintedPrice, ...],
    ) -> None:
        request = CreateItem(
            name=texts["name"],
            name_hi=texts["name_hi"],
            category=texts["category"],
            code=texts["code"],
            hsn=texts["hsn"],
            tax_class=texts["tax_class"],
            unit=texts["unit"],
            price=money["price"] or 0,
            mrp=money["mrp"],
            cost=money["cost"],
            stock=quantities["stock"] or 0,
            low_stock=quantities["low_stock"],
            price_includes_tax=ticks["price_includes_tax"],
            sold_by_weight=ticks["sold_by_weight"],
            is_favourite=ticks["is_favourite"],
            barcodes=barcodes,
            mrps=mrps,
        )
        self._counter.write(item_cards.create, request, self._done, failed=self._failed)

    def _update(
        self,
        card: ItemCard,
        texts: dict[str, str],
        ticks: dict[str, bool],
        money: dict[str, Paise | None],
        quantities: dict[str, Milli | None],
        barcodes: tuple[PackBarcode, ...],
        mrps: tuple[PrintedPrice, ...],
    ) -> None:
        request = UpdateItem(
            id=card.id,
            name=texts["name"],
            name_hi=texts["name_hi"],
            category=texts["category"],
            code=texts["code"],
            hsn=texts["hsn"],
            tax_class=texts["tax_class"] or None,
            unit=texts["unit"],
            price=money["price"],
            mrp=money["mrp"],
            no_mrp=money["mrp"] is None,
            cost=None if money["cost"] == card.cost else money["cost"],
            low_stock=quantities["low_stock"],
            no_low_stock=quantities["low_stock"] is None,
            price_includes_tax=ticks["price_includes_tax"],
            sold_by_weight=ticks["sold_by_weight"],
            is_favourite=ticks["is_favourite"],
            is_active=ticks["is_active"],
            barcodes=barcodes,
            mrps=mrps,
        )
        self._counter.write(item_cards.update, request, self._done, failed=self._failed)

    def _show_choices(self, choices: ItemChoices) -> None:
        self._choices = choices
        if self._item_id is None:
            ticks = {"price_includes_tax": True, "is_active": True}
            self._display(texts=self._texts, ticks=ticks)
            return
        request = item_cards.ItemId(id=self._item_id)
        self._counter.read(item_cards.card, request, self._show_card)

    def _show_card(self, card: ItemCard) -> None:
        self._card = card
        facts = card.facts
        category = {c.id: c.name for c in self._choices.categories} if self._choices else {}
        tax = {c.id: c.code for c in self._choices.tax_classes} if self._choices else {}
        texts = {
            "name": facts.name,
            "name_hi": facts.name_hi,
            "category": category.get(facts.category_id or 0, ""),
            "code": facts.code,
            "hsn": facts.hsn,
            "tax_class": tax.get(facts.tax_class_id, ""),
            "unit": facts.unit,
            "price": plain_rupees(facts.price),
            "mrp": "" if facts.mrp is None else plain_rupees(facts.mrp),
            "cost": "" if card.cost is None else plain_rupees(card.cost),
            "low_stock": "" if facts.low_stock is None else format_quantity(facts.low_stock),
            "barcodes": write_barcodes(facts.barcodes),
            "mrps": write_mrps(facts.mrps),
        }
        ticks = {name: bool(getattr(facts, name)) for name in TICKS}
        self._display(texts=texts, ticks=ticks)

    def _done(self, card: ItemCard) -> None:
        self._is_saving = False
        self._view.close_sheet()
        name = card.facts.name
        words = f"{name} is added." if self._card is None else f"{name} is changed."
        self._counter.tell(Message(kind="success", text=words))
        self._saved(card)

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        at = (error.field or "").partition("[")[0]
        self._display(problem=error.message, at=at)

    def _display(
        self,
        *,
        texts: dict[str, str] | None = None,
        ticks: dict[str, bool] | None = None,
        problem: str = "",
        at: str = "",
    ) -> None:
        choices, card = self._choices, self._card
        may_set_tax = choices is None or choices.may_set_tax or card is None
        upcoming = ""
        if card is not None and card.upcoming:
            plan = card.upcoming[0]
            upcoming = f"From {plan.valid_from:%d-%m-%Y} it costs ₹{plain_rupees(plan.price)}."
        self._view.display(
            CardState(
                is_new=self._item_id is None,
                texts=texts,
                ticks=ticks,
                tax_classes=tuple(
                    (c.code, _tax_words(c)) for c in (choices.tax_classes if choices else ())
                ),
                units=tuple((code, f"{code} · {word}") for code, word in UNITS.items()),
                may_set_tax=may_set_tax,
                upcoming=upcoming,
                problem=problem,
                problem_at=at,
                is_saving=self._is_saving,
            )
        )


def read_barcodes(text: str) -> tuple[PackBarcode, ...]:
    """``8901, 18901=12`` → a piece, and a carton of twelve. Raises BadInput."""
    packs = []
    for part in text.replace(",", " ").split():
        barcode, sign, count = part.partition("=")
        qty = parse_quantity(count, field="barcodes") if sign else ONE
        packs.append(PackBarcode(barcode=barcode, qty=qty))
    return tuple(packs)


def write_barcodes(packs: tuple[PackBarcode, ...]) -> str:
    """Barcodes as they are typed."""
    return ", ".join(
        pack.barcode if pack.qty == ONE else f"{pack.barcode}={format_quantity(pack.qty)}"
        for pack in packs
    )


def read_mrps(text: str) -> tuple[PrintedPrice, ...]:
    """``55=52, 58`` → packs of MRP 55 at 52, and of 58 at the MRP itself. Raises BadInput."""
    mrps = []
    for part in text.replace(";", " ").replace(", ", " ").split():
        printed, sign, price = part.strip(",").partition("=")
        mrp = parse_rupees(printed, field="mrps")
        asked = parse_rupees(price, field="mrps") if sign else mrp
        mrps.append(PrintedPrice(mrp=mrp, price=asked))
    return tuple(mrps)


def write_mrps(mrps: tuple[PrintedPrice, ...]) -> str:
    """Further printed prices as they are typed."""
    return ", ".join(
        plain_rupees(printed.mrp)
        if printed.mrp == printed.price
        else f"{plain_rupees(printed.mrp)}={plain_rupees(printed.price)}"
        for printed in mrps
    )


def _tax_words(tax_class: TaxClass) -> str:
    if tax_class.gst_rate is None:
        return tax_class.name
    return f"{tax_class.name} · {format_percent(tax_class.gst_rate)}%"


def _money(text: str, field: str) -> Paise | None:
    return parse_rupees(text, field=field) if text.strip() else None


def _needed(price: Paise | None) -> Paise:
    if price is None:
        raise BadInput("Type the price.", field="price")
    return price


def _quantity(text: str, field: str) -> Milli | None:
    return parse_quantity(text, field=field) if text.strip() else None
