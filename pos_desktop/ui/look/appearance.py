"""The look and sizes in use, and putting them on the application."""

from __future__ import annotations

from msgspec import Struct, field
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_desktop.domain.preferences import Preferences
from pos_desktop.ui.look.fonts import body_font, register_fonts
from pos_desktop.ui.look.palette import LIGHT, Look, Theme, look_for, palette_of
from pos_desktop.ui.look.stylesheet import style_sheet
from pos_desktop.ui.look.type_scale import TypeScale


class Appearance(Struct, frozen=True, kw_only=True):
    """Colours and sizes together: all that a widget needs to paint itself."""

    look: Look = LIGHT
    scale: TypeScale = field(default_factory=TypeScale)


_in_use = Appearance()


def appearance_in_use() -> Appearance:
    """What the widgets paint themselves with. After a change each gets a PaletteChange event."""
    return _in_use


def chosen_appearance(
    app: QApplication, *, theme: Theme = "system", body_pt: int = 10, touch: bool = False
) -> Appearance:
    """The appearance for a user's choices; "system" asks the desktop once."""
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Appearance(
        look=look_for(theme, system_is_dark=dark), scale=TypeScale(body_pt=body_pt, touch=touch)
    )


def appearance_for(app: QApplication, wanted: Preferences) -> Appearance:
    """The appearance that somebody prefers."""
    return chosen_appearance(
        app, theme=wanted.theme.value, body_pt=wanted.text_pt, touch=wanted.touch
    )


def begin_appearance(app: QApplication, appearance: Appearance) -> None:
    """The cheap part, before the first paint: style, colours and the main font."""
    global _in_use
    _in_use = appearance
    app.setStyle("Fusion")
    app.setPalette(palette_of(appearance.look))
    register_fonts("NotoSans-Regular.ttf")
    app.setFont(body_font(appearance.scale.body_pt))


def apply_appearance(app: QApplication, appearance: Appearance) -> None:
    """Everything: at start after the first paint, and again at each change of choice."""
    begin_appearance(app, appearance)
    register_fonts()
    app.setStyleSheet(style_sheet(appearance.look, appearance.scale))
