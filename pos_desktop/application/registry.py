"""Every use case by name. Importing this module declares them all."""

from __future__ import annotations

from pos_desktop.application import (
    accounts,
    audit,
    backups,
    billing,
    bills,
    cash_moves,
    checking,
    closing,
    customers,
    dues,
    exports,
    hand_over,
    item_cards,
    item_import,
    items,
    order_gst,
    orders,
    outlet,
    payments,
    people,
    printouts,
    shift_history,
    shift_reports,
    shifts,
    stock,
    tender_corrections,
    users,
    variances,
)
from pos_desktop.application.desk import REGISTRY

__all__ = ["MODULES", "REGISTRY"]

MODULES = (
    accounts,
    audit,
    backups,
    billing,
    bills,
    cash_moves,
    checking,
    closing,
    customers,
    dues,
    exports,
    hand_over,
    item_cards,
    item_import,
    items,
    order_gst,
    orders,
    outlet,
    payments,
    people,
    printouts,
    shift_history,
    shift_reports,
    shifts,
    tender_corrections,
    stock,
    users,
    variances,
)
"""The modules whose import fills the registry."""
