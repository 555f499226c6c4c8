"""How far below the marked price a role may go alone."""

from __future__ import annotations

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.application.printed_prices import marked_price
from pos_desktop.domain.measures import ONE, BasisPoints, amount_of, format_percent
from pos_desktop.domain.orders import Order, PricedOrder
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right, Role

_WHOLE: BasisPoints = 10_000


def check_discounts(
    desk: Desk, work: Work, outlet: Outlet, order: Order, priced: PricedOrder
) -> None:
    """Pass when no line is further below its item's price than the role's limit, or with approval.

    A price typed below the item's own counts as a discount, as does the line's part of a discount
    on the bill; what one thousandth of a unit costs does not, for a scale's label ends there.
    Raises Refused ``approval_needed``.
    """
    limit = _limit(desk, outlet)
    if limit >= _WHOLE:
        return
    day = outlet.local(desk.clock()).date()
    for line, taxed in zip(order.lines, priced.cart.lines, strict=True):
        item = work.items.by_id(outlet.id, line.item_id, day) if line.item_id else None
        price = marked_price(work, item, line.mrp) if item else 0
        marked = amount_of(line.qty, price) if item else taxed.gross
        asked = taxed.gross - taxed.discount - taxed.bill_discount
        off = marked - asked
        if off * ONE < price:
            continue
        if off * _WHOLE > marked * limit:
            desk.require(
                Right.BEYOND_DISCOUNT_LIMIT,
                f"sell {line.description} more than {format_percent(limit)}% below its price",
            )
            return


def _limit(desk: Desk, outlet: Outlet) -> BasisPoints:
    limits = {
        Role.CASHIER: outlet.cashier_discount_limit,
        Role.MANAGER: outlet.manager_discount_limit,
    }
    return limits.get(desk.signed_in.role, _WHOLE)
