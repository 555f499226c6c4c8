"""What is on hand: goods received, corrections, counts, and what it is worth."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import MOST_MILLI, Milli, amount_of
from pos_desktop.domain.money import MOST_PAISE, Paise
from pos_desktop.domain.people import Right
from pos_desktop.domain.stock import StockEntry, StockKind, StockLine, StockValue

MOST_LINES = 500
LONGEST_TEXT = 200


class ReceivedLine(Struct, frozen=True, kw_only=True):
    """So much of an item, at a cost of one unit before tax (None: as before)."""

    item_id: int
    qty: Milli
    unit_cost: Paise | None = None


class ReceiveGoods(Struct, frozen=True, kw_only=True):
    """Goods that came in, with the supplier and the number of their bill."""

    lines: tuple[ReceivedLine, ...]
    supplier: str = ""
    reference: str = ""


class AdjustStock(Struct, frozen=True, kw_only=True):
    """More or (negative) less of an item than was thought: broken, spoilt, found."""

    item_id: int
    qty: Milli
    reason: str


class CountedLine(Struct, frozen=True, kw_only=True):
    """How much of an item was counted."""

    item_id: int
    counted: Milli


class CountStock(Struct, frozen=True, kw_only=True):
    """What was counted on the shelf; only what differs changes anything."""

    lines: tuple[CountedLine, ...]
    reason: str = "Stock count"


class StockChange(Struct, frozen=True, kw_only=True):
    """What an entry did; ``uuid`` is empty when nothing differed."""

    uuid: str
    lines: int


class AskStockValue(Struct, frozen=True, kw_only=True):
    """What the stock is worth."""


class ListStockEntries(Struct, frozen=True, kw_only=True):
    """Entries, the newest first."""

    page: int = 1
    limit: int = 20


class StockEntries(Struct, frozen=True, kw_only=True):
    """A page of entries."""

    entries: tuple[StockEntry, ...]
    pagination: Pagination


@use_case("stock.receive", right=Right.EDIT_ITEMS, what="take goods in", writes=True)
def receive(desk: Desk, work: Work, request: ReceiveGoods) -> StockChange:
    """Write down goods that came in; their cost is the items' cost from today on."""
    _check_lines(request.lines)
    for i, line in enumerate(request.lines):
        if line.qty <= 0:
            raise BadInput(
                "Goods that come in are more than zero. Use an adjustment for what is missing.",
                field=f"lines[{i}].qty",
            )
        if line.unit_cost is not None:
            _check_cost(line.unit_cost, line.qty, f"lines[{i}].unit_cost")
            work.item_cards.set_cost(
                line.item_id, line.unit_cost, since=desk.outlet(work).local(desk.clock()).date()
            )
    lines = [(n.item_id, n.qty, n.unit_cost) for n in request.lines]
    return _write(
        desk,
        work,
        StockKind.RECEIVED,
        lines,
        supplier=_text(request.supplier, "supplier"),
        reference=_text(request.reference, "reference"),
    )


@use_case("stock.adjust", right=Right.EDIT_ITEMS, what="correct the stock", writes=True)
def adjust(desk: Desk, work: Work, request: AdjustStock) -> StockChange:
    """Correct the stock of an item, with a reason."""
    if request.qty == 0:
        raise BadInput("Say how much more or less there is.", field="qty")
    lines: list[tuple[int, Milli, Paise | None]] = [(request.item_id, request.qty, None)]
    return _write(desk, work, StockKind.ADJUSTED, lines, reason=_reason(request.reason))


@use_case("stock.count", right=Right.EDIT_ITEMS, what="count the stock", writes=True)
def count(desk: Desk, work: Work, request: CountStock) -> StockChange:
    """Put what was counted in the place of what was thought, and keep the differences."""
    _check_lines(request.lines)
    changed: list[tuple[int, Milli, Paise | None]] = []
    for i, line in enumerate(request.lines):
        if not 0 <= line.counted <= MOST_MILLI:
            raise BadInput("A count is not negative.", field=f"lines[{i}].counted")
        _known(desk, work, line.item_id, f"lines[{i}].item_id")
        difference = line.counted - work.items.stock(line.item_id)
        if difference:
            changed.append((line.item_id, difference, None))
    if not changed:
        return StockChange(uuid="", lines=0)
    return _write(desk, work, StockKind.COUNTED, changed, reason=_reason(request.reason))


@use_case("stock.value", right=Right.EDIT_ITEMS, what="see the stock's value", writes=False)
def value(desk: Desk, work: Work, request: AskStockValue) -> StockValue:
    """What is on hand, at cost and at price."""
    outlet = desk.outlet(work)
    return work.stock.value(outlet.id, outlet.local(desk.clock()).date())


@use_case("stock.entries", right=Right.EDIT_ITEMS, what="see the stock", writes=False)
def entries(desk: Desk, work: Work, request: ListStockEntries) -> StockEntries:
    """Goods received and corrections, the newest first."""
    page = page_of(request.page, request.limit)
    found, total = work.stock.entries(
        desk.signed_in.outlet_id, offset=(page.page - 1) * page.limit, limit=page.limit
    )
    return StockEntries(entries=tuple(found), pagination=Pagination.of(page, total))


def _write(
    desk: Desk,
    work: Work,
    kind: StockKind,
    lines: list[tuple[int, Milli, Paise | None]],
    *,
    supplier: str = "",
    reference: str = "",
    reason: str = "",
) -> StockChange:
    session, outlet = desk.signed_in, desk.outlet(work)
    for i, (item_id, qty, _cost) in enumerate(lines):
        _known(desk, work, item_id, f"lines[{i}].item_id")
        if abs(qty) > MOST_MILLI:
            raise BadInput("This is more than can be kept.", field=f"lines[{i}].qty")
    now = desk.clock()
    entry = StockEntry(
        uuid=desk.new_uuid(),
        outlet_id=outlet.id,
        terminal_id=session.terminal.id,
        kind=kind,
        at=now,
        business_date=outlet.business_date(now),
        user_id=session.user_id,
        user_name=session.user_name,
        supplier=supplier,
        reference=reference,
        reason=reason,
        lines=tuple(
            StockLine(uuid=desk.new_uuid(), item_id=item_id, qty=qty, unit_cost=cost)
            for item_id, qty, cost in lines
        ),
    )
    work.stock.add(entry)
    desk.audit(
        work, f"stock.{kind.value}", reference, lines=len(lines), supplier=supplier, why=reason
    )
    return StockChange(uuid=entry.uuid, lines=len(lines))


def _check_lines(lines: tuple[ReceivedLine, ...] | tuple[CountedLine, ...]) -> None:
    if not 1 <= len(lines) <= MOST_LINES:
        raise BadInput(f"Give 1 to {MOST_LINES} lines.", field="lines")
    ids = [line.item_id for line in lines]
    if len(set(ids)) != len(ids):
        raise BadInput("An item is there twice. Put it on one line.", field="lines")


def _known(desk: Desk, work: Work, item_id: int, field: str) -> None:
    day = desk.outlet(work).local(desk.clock()).date()
    if work.item_cards.card(desk.signed_in.outlet_id, item_id, day) is None:
        raise BadInput(f"There is no item {item_id}.", field=field, code="unknown_item")


def _check_cost(cost: Paise, qty: Milli, field: str) -> None:
    if cost < 0 or amount_of(qty, cost) > MOST_PAISE:
        raise BadInput("Check the cost: it is negative, or too much.", field=field)


def _reason(text: str) -> str:
    reason = _text(text, "reason")
    if not reason:
        raise BadInput("Say why the stock changes.", field="reason")
    return reason


def _text(text: str, field: str) -> str:
    clean = " ".join(text.split())
    if len(clean) > LONGEST_TEXT or not clean.isprintable():
        raise BadInput(f"Write at most {LONGEST_TEXT} characters.", field=field)
    return clean
