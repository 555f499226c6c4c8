"""Every colour of the program, and nowhere else. Contrast is proven in tests/ui/look."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtGui import QColor, QPalette

from pos_desktop.ui.look.tones import Tone

Theme = Literal["light", "dark", "system"]


class Look(Struct, frozen=True, kw_only=True):
    """One theme. Colours are "#RRGGBB".

    `line` draws the border of a control, `hairline` only separates. `accent` marks the next
    action and the focus, nothing else. A `*_tint` is the background for text of that meaning.
    """

    name: str
    dark: bool
    window: str
    base: str
    alternate: str
    text: str
    muted: str
    line: str
    hairline: str
    accent: str
    accent_text: str
    accent_hover: str
    hover: str
    pressed: str
    selection: str
    flash: str
    owes: str
    owes_tint: str
    credit: str
    credit_tint: str
    warning: str
    warning_tint: str
    shade: str

    def tone(self, tone: Tone) -> str:
        """The text colour for a meaning."""
        colours: dict[Tone, str] = {
            "text": self.text,
            "muted": self.muted,
            "owes": self.owes,
            "credit": self.credit,
            "warning": self.warning,
            "accent": self.accent,
        }
        return colours[tone]

    def tint(self, tone: Tone) -> str:
        """The background for a row or a message with a meaning."""
        tints: dict[Tone, str] = {
            "owes": self.owes_tint,
            "credit": self.credit_tint,
            "warning": self.warning_tint,
            "accent": self.selection,
        }
        return tints.get(tone, self.base)


LIGHT = Look(
    name="light",
    dark=False,
    window="#F4F6F8",
    base="#FFFFFF",
    alternate="#EEF2F5",
    text="#16202A",
    muted="#4A5560",
    line="#8793A0",
    hairline="#DCE2E8",
    accent="#0B5CAD",
    accent_text="#FFFFFF",
    accent_hover="#094F96",
    hover="#EDF1F5",
    pressed="#DFE6EC",
    selection="#D7E7F7",
    flash="#FFF0BF",
    owes="#B3261E",
    owes_tint="#FCEBE9",
    credit="#0B6B3A",
    credit_tint="#E4F4EB",
    warning="#7A4D00",
    warning_tint="#FFF4DD",
    shade="#C9D1D9",
)

DARK = Look(
    name="dark",
    dark=True,
    window="#12181F",
    base="#1A222B",
    alternate="#202A34",
    text="#E8EDF2",
    muted="#A9B6C2",
    line="#6C7A88",
    hairline="#2E3A46",
    accent="#7CB8FF",
    accent_text="#06203A",
    accent_hover="#98C8FF",
    hover="#253039",
    pressed="#2F3C48",
    selection="#213F5E",
    flash="#4A4119",
    owes="#FF9C94",
    owes_tint="#3B2024",
    credit="#6FDCA0",
    credit_tint="#17332A",
    warning="#FFCB70",
    warning_tint="#362B17",
    shade="#0A0E12",
)


def look_for(theme: Theme, *, system_is_dark: bool) -> Look:
    """The look of a chosen theme; "system" follows the desktop."""
    if theme == "system":
        return DARK if system_is_dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def palette_of(look: Look) -> QPalette:
    """The QPalette that Fusion paints from."""
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, colour in {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.base,
        role.AlternateBase: look.alternate,
        role.Text: look.text,
        role.PlaceholderText: look.muted,
        role.Button: look.base,
        role.ButtonText: look.text,
        role.BrightText: look.owes,
        role.ToolTipBase: look.text,
        role.ToolTipText: look.base,
        role.Highlight: look.selection,
        role.HighlightedText: look.text,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: look.base,
        role.Midlight: look.hairline,
        role.Mid: look.hairline,
        role.Dark: look.line,
        role.Shadow: look.shade,
    }.items():
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(look.line))
    return palette
