"""How somebody wants to see the till; each person's own."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.errors import BadInput

SMALLEST_TEXT_PT, LARGEST_TEXT_PT = 10, 14


class Language(StrEnum):
    """Of the screens; the receipts' is the outlet's affair."""

    ENGLISH = "en"
    HINDI = "hi"


class Theme(StrEnum):
    """Light or dark; ``system`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Preferences(Struct, frozen=True, kw_only=True):
    """Language, colours, the size of text in points, whether fingers use the screen, and what is
    heard: a scan that was taken, one that is unknown or refused, a sale that is done.
    """

    language: Language = Language.ENGLISH
    theme: Theme = Theme.SYSTEM
    text_pt: int = SMALLEST_TEXT_PT
    touch: bool = False
    sound_scan: bool = False
    sound_unknown: bool = True
    sound_done: bool = False

    def check(self) -> Preferences:
        """Itself. Raises BadInput naming ``text_pt``."""
        if not SMALLEST_TEXT_PT <= self.text_pt <= LARGEST_TEXT_PT:
            raise BadInput(
                f"Text is {SMALLEST_TEXT_PT} to {LARGEST_TEXT_PT} points.", field="text_pt"
            )
        return self
