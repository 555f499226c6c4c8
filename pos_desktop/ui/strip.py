"""What the top strip says of outlet, user, shift and printer. No Qt."""

from __future__ import annotations

from pos_desktop.application.backups import BackupStatus
from pos_desktop.application.opening import ShiftView
from pos_desktop.application.outlet import OutletView
from pos_desktop.application.printing import PrinterNow, PrinterState
from pos_desktop.domain.people import Session
from pos_desktop.ui.shell.status import Status

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
    printer: PrinterNow | None,
    backup: BackupStatus | None = None,
) -> Status:
    """The strip, in words; what is not known is not shown."""
    name = outlet.name if outlet else ""
    return Status(
        outlet=f"{name} · DEMO" if outlet and outlet.is_demo else name,
        user=session.user_name,
        shift=f"Shift {shift.number}" if shift else "",
        printer=_printer_words(printer) if printer else "",
        printer_tone="warning" if printer and _needs_attention(printer) else "text",
        backup=backup.words if backup else "",
        backup_tone="warning" if backup and backup.is_stale else "text",
    )


def _needs_attention(printer: PrinterNow) -> bool:
    return printer.state not in _CALM or printer.to_ask > 0


def _printer_words(printer: PrinterNow) -> str:
    words = _PRINTER_WORDS[printer.state]
    waiting = printer.waiting + printer.to_ask
    return f"{words} · {waiting} waiting" if waiting else words
