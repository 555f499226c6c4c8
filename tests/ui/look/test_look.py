from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication

from pos_desktop.ui.look import icons
from pos_desktop.ui.look.appearance import (
    Appearance,
    appearance_in_use,
    apply_appearance,
    chosen_appearance,
)
from pos_desktop.ui.look.fonts import FAMILIES, body_font, register_fonts
from pos_desktop.ui.look.palette import DARK, LIGHT, look_for, palette_of
from pos_desktop.ui.look.stylesheet import style_sheet
from pos_desktop.ui.look.type_scale import TypeScale

UI = Path(icons.__file__).parents[1]


def test_system_follows_the_desktop_and_a_choice_does_not() -> None:
    assert look_for("system", system_is_dark=True) is DARK
    assert look_for("system", system_is_dark=False) is LIGHT
    assert look_for("light", system_is_dark=True) is LIGHT
    assert look_for("dark", system_is_dark=False) is DARK


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_the_palette_has_the_looks_colours(look: object, qapp: QApplication) -> None:
    assert isinstance(look, type(LIGHT))
    palette = palette_of(look)
    assert palette.color(QPalette.ColorRole.Base) == QColor(look.base)
    assert palette.color(QPalette.ColorRole.PlaceholderText) == QColor(look.muted)


def test_the_type_scale_keeps_its_ratios() -> None:
    scale = TypeScale(body_pt=12)
    assert scale.section_pt == 15
    assert scale.total_pt == 36


@pytest.mark.parametrize("points", [9, 15])
def test_text_too_small_or_too_large_is_refused(points: int) -> None:
    with pytest.raises(ValueError, match="10 to 14"):
        TypeScale(body_pt=points)


@pytest.mark.parametrize("points", range(10, 15))
def test_controls_are_high_enough(points: int) -> None:
    assert TypeScale(body_pt=points).control_px >= 36
    assert TypeScale(body_pt=points, touch=True).control_px >= 44
    assert TypeScale(body_pt=points, touch=True).row_px >= 44


def test_every_bundled_font_is_read(qapp: QApplication) -> None:
    assert register_fonts() == []


def test_the_body_font_is_the_bundled_one_with_digits_of_one_width(qapp: QApplication) -> None:
    font = body_font(10)
    assert font.families() == FAMILIES
    assert QFontInfo(font).family() == "Noto Sans"
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert metrics.inFontUcs4(ord("₹"))


@pytest.mark.parametrize("points", range(10, 15))
@pytest.mark.parametrize("bold", [False, True])
def test_hindi_stands_on_the_baseline_of_latin_words(
    qapp: QApplication, points: int, bold: bool
) -> None:
    register_fonts()
    font = body_font(points)
    font.setBold(bold)
    lines = {}
    for words in ("GSTIN", "राज्य", "GST विवरण", "₹ में"):
        layout = QTextLayout(words, font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        lines[words] = (line.ascent(), line.descent())
    assert len(set(lines.values())) == 1, lines


def test_the_appearance_is_put_on_the_application(qapp: QApplication) -> None:
    dark = chosen_appearance(qapp, theme="dark", body_pt=12, touch=True)
    apply_appearance(qapp, dark)
    assert appearance_in_use() is dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert qapp.font().pointSize() == 12
    apply_appearance(qapp, Appearance())
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)


def test_the_style_sheet_takes_its_colours_from_the_look() -> None:
    for look in (LIGHT, DARK):
        used = set(re.findall("#[0-9A-Fa-f]{6}", style_sheet(look, TypeScale())))
        assert used <= {getattr(look, name) for name in look.__slots__}
        assert "font" not in style_sheet(look, TypeScale())


def test_no_colour_is_written_anywhere_else() -> None:
    written = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if re.search(r"""["']#[0-9A-Fa-f]{3,8}["']""", path.read_text(encoding="utf-8"))
    }
    assert written <= {"look/palette.py"}


def test_an_icon_is_drawn_in_the_colour_of_its_tone(qapp: QApplication) -> None:
    drawn = icons.pixmap("check", tone="owes", size_px=32).toImage()
    colours = {
        drawn.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert colours == {LIGHT.owes}


def test_an_icon_is_sharp_on_a_screen_of_twice_the_pixels(qapp: QApplication) -> None:
    drawn = icons.pixmap("check", size_px=20, ratio=2.0)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (40, 20)


def test_a_missing_icon_is_logged_and_empty(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        drawn = icons.pixmap("no-such-icon")
    assert drawn.width() == 20
    assert "no-such-icon.svg" in caplog.text


def test_every_icon_that_the_program_names_is_there() -> None:
    named: set[str] = set()
    calls = re.compile(
        r"""(?:\bicon=|leading_icon: str = |pixmap\(|icon\(|coloured\(|Chip\(|RailButton\("""
        r"""|EmptyState\(|add_place\([^,]+,)\s*["']([a-z0-9-]+)["']"""
    )
    for path in UI.rglob("*.py"):
        named.update(calls.findall(path.read_text(encoding="utf-8")))
    assert {"search", "printer", "x", "check"} <= named
    missing = {name for name in named if not (icons.FOLDER / f"{name}.svg").is_file()}
    assert missing == set()
