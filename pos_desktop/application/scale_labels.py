"""Labels of a scale at the counter: the item, and how much of it, out of one barcode."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.lines import LineInput, item_line
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Treatment
from pos_desktop.domain.items import Item
from pos_desktop.domain.measures import ONE, Milli
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.orders import OrderLine, price_with_tax
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.scale_codes import ScaleLabel, bought_for, parse_templates, read_label


class TryLabel(Struct, frozen=True, kw_only=True):
    """A label to read by templates that are perhaps not saved yet; None: by the outlet's own."""

    barcode: str
    templates: str | None = None


class LabelRead(Struct, frozen=True, kw_only=True):
    """What a sale of the label would be; all None where the barcode is no label of a scale."""

    code: str | None = None
    name: str | None = None
    unit: str | None = None
    qty: Milli | None = None
    worth: Paise | None = None


@use_case("scale_labels.try", right=Right.SETTINGS, what="change settings", writes=False)
def try_label(desk: Desk, work: Work, request: TryLabel) -> LabelRead:
    """Read a label as billing would, without selling anything."""
    outlet = desk.outlet(work)
    if request.templates is not None:
        outlet = replace(outlet, scale_codes=request.templates)
    barcode = request.barcode.strip()
    label = _label_on(outlet, barcode)
    if label is None:
        return LabelRead()
    day = outlet.local(desk.clock()).date()
    item = _item_of(work, outlet, label, day=day, field="barcode")
    line = labelled_line(LineInput(), item, label, outlet=outlet, number=1, path="")
    worth = label.worth
    if worth is None:
        worth = divide_half_up(line.qty * line.unit_price, ONE)
    return LabelRead(code=item.code, name=item.name, unit=item.unit, qty=line.qty, worth=worth)


def item_on_label(
    work: Work, outlet: Outlet, barcode: str, *, day: date, field: str
) -> tuple[Item, ScaleLabel] | None:
    """The item of a scale's label and what the label says; None where it is no such label.

    A barcode that an item has is that item's. Raises BadInput naming *field* when no item has
    the code on the label.
    """
    if not outlet.scale_codes:
        return None
    label = _label_on(outlet, barcode.strip())
    if label is None or work.items.by_barcode(outlet.id, barcode.strip(), day) is not None:
        return None
    return _item_of(work, outlet, label, day=day, field=field), label


def labelled_line(
    given: LineInput, item: Item, label: ScaleLabel, *, outlet: Outlet, number: int, path: str
) -> OrderLine:
    """A line of what a scale weighed; one with a price on its label comes to that, to the paisa.

    The quantity is a whole number of thousandths, so at the item's price it may come to a few
    paise more than the label: those are taken off the line.
    """
    if label.worth is None:
        weighed = replace(item, pack=label.qty or ONE)
        return item_line(
            given, weighed, number=number, path=path, collects=outlet.registration.collects
        )
    worth = divide_half_up(label.worth * given.qty, ONE)
    price, includes_tax = item.price, item.price_includes_tax
    collects = outlet.registration.collects
    if not includes_tax and collects and item.terms.treatment is Treatment.TAXABLE:
        # The label says what the buyer pays, with tax.
        price, includes_tax = price_with_tax(item.price, item.mrp, item.terms), True
    qty, too_much = bought_for(worth, price, field=f"{path}.barcode" if path else "barcode")
    priced = replace(item, price=price, price_includes_tax=includes_tax, pack=ONE)
    off = given.discount or (Discount(amount=too_much) if too_much else None)
    asked = replace(given, qty=qty, unit_price=None, discount=off)
    return item_line(asked, priced, number=number, path=path, collects=collects)


def _label_on(outlet: Outlet, barcode: str) -> ScaleLabel | None:
    return read_label(parse_templates(outlet.scale_codes, field="scale_codes"), barcode)


def _item_of(work: Work, outlet: Outlet, label: ScaleLabel, *, day: date, field: str) -> Item:
    item = work.items.by_code(outlet.id, label.code, day)
    if item is None:
        raise BadInput(
            f"The label of the scale names item {label.code}, and no item has that code. "
            "Give the item this code, or correct it in the scale.",
            field=field,
            code="unknown_scale_code",
        )
    return item
