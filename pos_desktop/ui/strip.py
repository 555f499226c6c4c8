"""What the top strip says of outlet, user, shift and printer. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos_desktop.application.printing import PrinterNow, PrinterState
from pos_desktop.ui.shell.status import Status

if TYPE_CHECKING:
    from pos_desktop.application.backups import BackupStatus
    from pos_desktop.application.opening import ShiftView
    from pos_desktop.application.outlet import OutletView
    from pos_desktop.domain.people import Session

_PRINTER_WORDS = {
    PrinterState.READY: "Printer ready",
    PrinterState.PAPER_LOW: "Paper low",
    PrinterState.PAPER_OUT: "Out of paper",
    PrinterState.COVER_OPEN: "Cover open",
    PrinterState.OFFLINE: "Printer offline",
    PrinterState.UNKNOWN: "Printer",
}
_CALM = frozenset({PrinterState.READY, PrinterState.UNKNOWN})


def status_of(
    outlet: OutletView | None,
    session: Session,
    shift: ShiftView | None,
    printers: Sequence[PrinterNow],
    backup: BackupStatus | None = None,
) -> Status:
    """The strip, in words; what is not known is not shown."""
    name = outlet.name if outlet else ""
    return Status(
        outlet=f"{name} · DEMO" if outlet and outlet.is_demo else name,
        user=session.user_name,
        shift=f"Shift {shift.number}" if shift else "",
        printer=_words_of(printers),
        printer_tone="warning" if any(map(_needs_attention, printers)) else "text",
        backup=backup.words if backup else "",
        backup_tone="warning" if backup and backup.is_stale else "text",
    )


def _words_of(printers: Sequence[PrinterNow]) -> str:
    """The one printer, or of several the one that needs somebody most; all that waits together."""
    if not printers:
        return ""
    worst = max(printers, key=lambda one: (_needs_attention(one), one.state not in _CALM))
    waiting = sum(one.waiting + one.to_ask for one in printers)
    words = _PRINTER_WORDS[worst.state]
    if len(printers) > 1 and _needs_attention(worst):
        words = f"{worst.printer}: {words}"
    return f"{words} · {waiting} waiting" if waiting else words


def _needs_attention(printer: PrinterNow) -> bool:
    return printer.state not in _CALM or printer.to_ask > 0
