"""Orders that are being rung up, saved at every change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from pos_desktop.domain.errors import Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.orders import (
    GstDetails,
    InvoiceTo,
    Order,
    OrderLine,
    OrderStatus,
    OrderType,
)
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.kept import keeper_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.series import next_of_day
from pos_desktop.persistence.tables.columns import checked, day_of, moment_of, moment_text
from pos_desktop.persistence.tax_terms import override_of, override_row, terms_of

_o, _l = t.order.c, t.order_line.c
_MOST_LISTED = 200
_WAITING = frozenset({OrderStatus.OPEN, OrderStatus.HELD})
_IS_WAITING = text("\"order\".status IN ('open', 'held')")

_ADD = adding(t.order)
_SAVE = Prepared(
    update(t.order).where(_o.id == bindparam("order_id"), _IS_WAITING),
    columns=(
        "terminal_id",
        "status",
        "order_type",
        "customer_id",
        "gst_gstin",
        "gst_company_name",
        "gst_state_code",
        "gst_is_sez",
        "discount_amount",
        "discount_percent",
        "label",
        "changed_at",
        "buyer_name",
        "buyer_address",
        "override_supply",
        "override_state",
        "override_reason",
        "override_by",
    ),
)
_GET = select(t.order).where(_o.outlet_id == bindparam("outlet_id"))
_BY_ID = Prepared(_GET.where(_o.id == bindparam("id")))
_LINE_FIELDS = tuple(c.name for c in t.order_line.c if c.name != "order_id")
_ADD_LINES = adding(t.order_line)
_PUT = upsert(t.order_line)
_PUT_LINES = Prepared(
    _PUT.on_conflict_do_update(
        index_elements=["order_id", "line"],
        set_={c.name: _PUT.excluded[c.name] for c in t.order_line.c if not c.primary_key},
    )
)
_DROP_LINES = Prepared(
    delete(t.order_line).where(
        _l.order_id == bindparam("of_order"), _l.line == bindparam("dropped")
    )
)
_LINES = Prepared(
    select(*(t.order_line.c[name] for name in _LINE_FIELDS))
    .where(_l.order_id == bindparam("order_id"))
    .order_by(_l.line)
)
_LINES_OF_MANY = (
    select(_l.order_id, *(t.order_line.c[name] for name in _LINE_FIELDS))
    .where(_l.order_id.in_(bindparam("ids", expanding=True)))
    .order_by(_l.order_id, _l.line)
)


class SqlOrders:
    """The port Orders."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add(self, order: Order) -> Order:
        """Store a new order with its lines, and return it with its id."""
        row = _row(order, order.opened_at) | {
            "uuid": order.uuid,
            "outlet_id": order.outlet_id,
            "number": order.number,
            "business_date": order.business_date.isoformat(),
            "opened_at": moment_text(order.opened_at),
            "opened_by": order.opened_by,
        }
        order_id = _ADD.add(self._sql, row)
        if order.lines:
            _ADD_LINES.run_each(self._sql, [_line_row(order_id, line) for line in order.lines])
        added = replace(order, id=order_id)
        self._promise(added)
        return added

    def get(self, outlet_id: int, order_id: int) -> Order | None:
        """The outlet's order of that id, or None."""
        kept = self._kept(order_id)
        if kept is not None and kept.outlet_id == outlet_id:
            return kept
        return self._order(_BY_ID, outlet_id=outlet_id, id=order_id)

    def save(self, order: Order, *, at: datetime) -> None:
        """Store an order as it is now; only lines that changed are written.

        Raises Refused when it was completed or cancelled meanwhile.
        """
        stored = self._stored_lines(order.id)
        self._save_header(order, at)
        wanted = {line.line: _line_values(line) for line in order.lines}
        changed = [line for line in order.lines if stored.get(line.line) != wanted[line.line]]
        if changed:
            _PUT_LINES.run_each(self._sql, [_line_row(order.id, line) for line in changed])
        dropped = stored.keys() - wanted.keys()
        if dropped:
            _DROP_LINES.run_each(
                self._sql, [{"of_order": order.id, "dropped": line} for line in dropped]
            )
        self._promise(order)

    def complete(self, order: Order, *, at: datetime) -> None:
        """Mark an order as billed, with its customer and GST details as they are now.

        Its lines stay as they were last saved. Raises Refused when it was completed or
        cancelled meanwhile: an order is billed once.
        """
        self._save_header(replace(order, status=OrderStatus.COMPLETED), at)

    def listed(
        self, outlet_id: int, statuses: Sequence[OrderStatus], terminal_id: int | None
    ) -> Sequence[Order]:
        """The outlet's orders in these states, newest first, 200 at most."""
        query = select(t.order).order_by(_o.id.desc()).limit(_MOST_LISTED)
        if _WAITING.issuperset(statuses):
            query = query.where(_o.outlet_id == outlet_id, _IS_WAITING)
        else:
            query = query.where(checked(_o.outlet_id) == outlet_id)
        query = query.where(_o.status.in_([status.value for status in statuses]))
        if terminal_id is not None:
            query = query.where(_o.terminal_id == terminal_id)
        rows = self._sql.execute(query).all()
        if not rows:
            return []
        lines: dict[int, list[OrderLine]] = {row.id: [] for row in rows}
        for row in self._sql.execute(_LINES_OF_MANY, {"ids": list(lines)}):
            lines[row.order_id].append(_line_of(row))
        return [_order_of(row, tuple(lines[row.id])) for row in rows]

    def next_number(self, outlet_id: int, day: date) -> int:
        """The next order number of the outlet's day; gone back when not committed."""
        return next_of_day(self._sql, outlet_id, day)

    def _order(self, query: Prepared, **values: object) -> Order | None:
        row = query.first(self._sql, values)
        if row is None:
            return None
        lines = _LINES.rows(self._sql, {"order_id": row.id})
        return _order_of(row, tuple(map(_line_of, lines)))

    def _stored_lines(self, order_id: int) -> dict[int, tuple[Any, ...]]:
        """The values of an order's lines as they are stored, by number."""
        kept = self._kept(order_id)
        if kept is not None:
            return {line.line: _line_values(line) for line in kept.lines}
        return {row.line: tuple(row) for row in _LINES.rows(self._sql, {"order_id": order_id})}

    def _kept(self, order_id: int) -> Order | None:
        """The order as this writer stored it last, if nothing has changed it since."""
        keeper = keeper_of(self._sql)
        kept: Order | None = keeper.orders.get(order_id) if keeper else None
        return kept

    def _promise(self, order: Order) -> None:
        keeper = keeper_of(self._sql)
        if keeper is not None:
            keeper.orders.promise(order.id, order)

    def _save_header(self, order: Order, at: datetime) -> None:
        saved = _SAVE.run(self._sql, {**_row(order, at), "order_id": order.id})
        if saved.rowcount != 1:
            raise Refused(
                f"Order {order.number} is no longer open. Start a new bill.",
                code="order_not_open",
                field="order_id",
            )


def _row(order: Order, at: datetime) -> dict[str, Any]:
    discount = order.bill_discount
    return {
        "terminal_id": order.terminal_id,
        "status": order.status.value,
        "order_type": order.order_type.value,
        "customer_id": order.customer_id,
        "gst_gstin": order.gst.gstin,
        "gst_company_name": order.gst.company_name,
        "gst_state_code": order.gst.state_code,
        "gst_is_sez": int(order.gst.is_sez),
        "discount_amount": discount.amount if discount else None,
        "discount_percent": discount.percent if discount else None,
        "label": order.label,
        "changed_at": moment_text(at),
        "buyer_name": order.invoice_to.name,
        "buyer_address": order.invoice_to.address,
        **override_row(order.override),
    }


def _line_values(line: OrderLine) -> tuple[Any, ...]:
    """The values of a line in the order of ``_LINE_FIELDS``."""
    terms, discount = line.terms, line.discount
    return (
        line.line,
        line.item_id,
        line.description,
        line.description_hi,
        line.hsn,
        line.qty,
        line.unit,
        line.unit_price,
        int(line.price_includes_tax),
        line.mrp,
        terms.treatment.value,
        terms.supply.value,
        terms.gst_rate,
        terms.cess_rate,
        terms.cess_per_unit,
        discount.amount if discount else None,
        discount.percent if discount else None,
        int(terms.rsp_valued),
    )


def _line_row(order_id: int, line: OrderLine) -> dict[str, Any]:
    return dict(zip(_LINE_FIELDS, _line_values(line), strict=True), order_id=order_id)


def _discount_of(row: Any) -> Discount | None:
    if row.discount_amount is None and row.discount_percent is None:
        return None
    return Discount(amount=row.discount_amount, percent=row.discount_percent)


def _order_of(row: Any, lines: tuple[OrderLine, ...]) -> Order:
    return Order(
        id=row.id,
        uuid=row.uuid,
        number=row.number,
        outlet_id=row.outlet_id,
        terminal_id=row.terminal_id,
        business_date=day_of(row.business_date),
        opened_at=moment_of(row.opened_at),
        opened_by=row.opened_by,
        status=OrderStatus(row.status),
        order_type=OrderType(row.order_type),
        customer_id=row.customer_id,
        gst=GstDetails(
            gstin=row.gst_gstin,
            company_name=row.gst_company_name,
            state_code=row.gst_state_code,
            is_sez=bool(row.gst_is_sez),
        ),
        bill_discount=_discount_of(row),
        label=row.label,
        lines=lines,
        invoice_to=InvoiceTo(name=row.buyer_name, address=row.buyer_address),
        override=override_of(row),
    )


def _line_of(row: Any) -> OrderLine:
    return OrderLine(
        line=row.line,
        item_id=row.item_id,
        description=row.description,
        description_hi=row.description_hi,
        hsn=row.hsn,
        qty=row.qty,
        unit=row.unit,
        unit_price=row.unit_price,
        price_includes_tax=bool(row.price_includes_tax),
        mrp=row.mrp,
        terms=terms_of(row),
        discount=_discount_of(row),
    )
