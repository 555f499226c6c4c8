"""One barcode at several printed prices: the old stock and the new, each at its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.lines import LineInput, find_item
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.item_cards import PrintedPrice
from pos_desktop.domain.items import Item
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.people import Right

CHOOSE_MRP = "choose_mrp"


class PrintedOn(Struct, frozen=True, kw_only=True):
    """An item by id, code or barcode."""

    item: int | str | None = None
    barcode: str | None = None


class PrintedPrices(Struct, frozen=True, kw_only=True):
    """What can be printed on its packs and what each costs, the newest first."""

    item_id: int
    name: str
    prices: tuple[PrintedPrice, ...]


@use_case("items.printed_prices", right=Right.SELL, what="see items", writes=False)
def printed_prices(desk: Desk, work: Work, request: PrintedOn) -> PrintedPrices:
    """The prices that are printed on packs of one item."""
    outlet = desk.outlet(work)
    day = outlet.local(desk.clock()).date()
    given = LineInput(item=request.item, barcode=request.barcode)
    item = find_item(work.items, outlet.id, given, day=day, path="")
    if item is None:
        raise BadInput("Say which item: by its id, code or barcode.", field="item")
    return PrintedPrices(item_id=item.id, name=item.name, prices=tuple(prices_of(work, item)))


def prices_of(work: Work, item: Item) -> Sequence[PrintedPrice]:
    """The item's own printed price, then the further ones, highest first."""
    own = [] if item.mrp is None else [PrintedPrice(mrp=item.mrp, price=item.price)]
    further = work.items.further_mrps(item.id)
    return own + [printed for printed in further if printed.mrp != item.mrp]


def as_printed(work: Work, item: Item, given: LineInput, *, field: str) -> Item:
    """The item at the price of the MRP that is given.

    Raises BadInput naming *field*, ``choose_mrp`` where none is given and there are several, and
    neither a price decides.
    """
    if given.mrp is None and given.unit_price is not None:
        return item
    prices = prices_of(work, item)
    if given.mrp is None:
        if len(prices) < 2:
            return item
        told = ", ".join(format_rupees(printed.mrp) for printed in prices)
        raise BadInput(
            f"{item.name} is sold with several MRPs: {told}. Say which is on the pack.",
            field=field,
            code=CHOOSE_MRP,
        )
    for printed in prices:
        if printed.mrp == given.mrp:
            return replace(item, mrp=printed.mrp, price=printed.price)
    raise BadInput(
        f"{item.name} is not kept with the MRP {format_rupees(given.mrp)}. Add it to the item.",
        field=field,
        code="unknown_mrp",
    )


def marked_price(work: Work, item: Item, mrp: Paise | None) -> Paise:
    """What the item costs with that MRP on its pack."""
    if mrp == item.mrp:
        return item.price
    return next((p.price for p in prices_of(work, item) if p.mrp == mrp), item.price)
