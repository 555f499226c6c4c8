"""Every use case by name. Importing this module declares them all."""

from __future__ import annotations

from pos_desktop.application import (
    accounts,
    audit,
    backups,
    billing,
    bills,
    checking,
    credit_notes,
    customers,
    dues,
    exchange,
    exports,
    item_cards,
    item_import,
    items,
    order_gst,
    orders,
    outlet,
    payments,
    people,
    printouts,
    shifts,
    stock,
    tax,
    users,
    vouchers,
)
from pos_desktop.application.desk import REGISTRY

__all__ = ["MODULES", "REGISTRY"]

MODULES = (
    accounts,
    audit,
    backups,
    billing,
    bills,
    checking,
    credit_notes,
    customers,
    dues,
    exchange,
    exports,
    item_cards,
    item_import,
    items,
    order_gst,
    orders,
    outlet,
    payments,
    people,
    printouts,
    shifts,
    stock,
    tax,
    users,
    vouchers,
)
"""The modules whose import fills the registry."""
