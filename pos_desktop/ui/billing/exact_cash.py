"""Ctrl+Enter: what it asks of billing. Apart from the screen, which can be scanned into before."""

from __future__ import annotations

from pos_desktop.application.billing import IssueBill, IssuedBill, TenderInput, issue
from pos_desktop.application.desk import UseCase
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.outlet import Method


def exact_cash(order: OrderView) -> tuple[UseCase[IssueBill, IssuedBill], IssueBill]:
    """The bill of *order*, paid exactly in cash; of nothing, nothing is paid."""
    total = order.totals.total
    tenders = (TenderInput(method=Method.CASH, amount=total),) if total else ()
    return issue, IssueBill(order_id=order.order_id, tenders=tenders)
