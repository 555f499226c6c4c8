"""What the top strip says. No Qt."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.ui.look.tones import Tone


class Status(Struct, frozen=True, kw_only=True):
    """Texts ready to read; an empty one hides its chip.

    A tone of "warning" or "owes" asks for attention: the printer is out of paper, the backup old.
    """

    outlet: str = ""
    user: str = ""
    shift: str = ""
    shift_tone: Tone = "text"
    printer: str = ""
    printer_tone: Tone = "text"
    backup: str = ""
    backup_tone: Tone = "text"
