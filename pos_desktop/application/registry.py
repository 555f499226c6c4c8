"""Every use case by name. Importing this module declares them all."""

from __future__ import annotations

from pos_desktop.application import (
    accounts,
    adjustments,
    audit,
    backups,
    balance_history,
    bill_links,
    billing,
    bills,
    checking,
    customer_accounts,
    customers,
    dues,
    exports,
    items,
    openings,
    order_gst,
    orders,
    outlet,
    payments,
    people,
    printouts,
    reminders,
    reversals,
    shifts,
    statements,
    users,
    usual,
)
from pos_desktop.application.desk import REGISTRY

__all__ = ["MODULES", "REGISTRY"]

MODULES = (
    accounts,
    adjustments,
    audit,
    backups,
    balance_history,
    bill_links,
    billing,
    bills,
    checking,
    customer_accounts,
    customers,
    dues,
    exports,
    items,
    openings,
    order_gst,
    orders,
    outlet,
    payments,
    people,
    printouts,
    reminders,
    reversals,
    shifts,
    statements,
    users,
    usual,
)
"""The modules whose import fills the registry."""
