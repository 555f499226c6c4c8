"""The use cases of a shift by one name: open, move cash, count, close, look back."""

from __future__ import annotations

from pos_desktop.application.cash_moves import (
    CashMoved,
    DrawerOpened,
    MoveCash,
    NoSale,
    cash_drop,
    no_sale,
    pay_in,
    payout,
)
from pos_desktop.application.closing import (
    CloseShift,
    CountShift,
    DrawerTold,
    LastCount,
    ShiftClosed,
    ShiftCounted,
    close,
    count,
    counted,
)
from pos_desktop.application.counting import CountView
from pos_desktop.application.hand_over import HandedOver, HandOverShift, hand_over
from pos_desktop.application.opening import (
    LONGEST_REASON,
    CurrentShift,
    OpenShift,
    ShiftNow,
    ShiftView,
    current,
    open_shift,
    shift_to_sell_in,
)
from pos_desktop.application.shift_history import (
    AskTrend,
    ClosedShifts,
    ExportHistory,
    ShiftHistory,
    VarianceTrend,
    export_history,
    history,
    trend,
)

__all__ = [
    "LONGEST_REASON",
    "AskTrend",
    "CashMoved",
    "CloseShift",
    "ClosedShifts",
    "CountShift",
    "CountView",
    "CurrentShift",
    "DrawerOpened",
    "DrawerTold",
    "ExportHistory",
    "HandOverShift",
    "HandedOver",
    "LastCount",
    "MoveCash",
    "NoSale",
    "OpenShift",
    "ShiftClosed",
    "ShiftCounted",
    "ShiftHistory",
    "ShiftNow",
    "ShiftView",
    "VarianceTrend",
    "cash_drop",
    "close",
    "count",
    "counted",
    "current",
    "export_history",
    "hand_over",
    "history",
    "no_sale",
    "open_shift",
    "pay_in",
    "payout",
    "shift_to_sell_in",
    "trend",
]
