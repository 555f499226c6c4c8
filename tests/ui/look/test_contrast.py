from __future__ import annotations

import re

import pytest

from pos_desktop.ui.look.palette import DARK, LIGHT, Look

LOOKS = [LIGHT, DARK]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("background", ["window", "base", "alternate", "selection", "flash"])
@pytest.mark.parametrize("text", ["text", "muted"])
def test_text_is_readable_on_every_surface(look: Look, text: str, background: str) -> None:
    assert contrast(getattr(look, text), getattr(look, background)) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("tone", ["owes", "credit", "warning", "accent"])
@pytest.mark.parametrize("background", ["window", "base", "alternate", "selection"])
def test_meanings_are_readable_on_every_surface(look: Look, tone: str, background: str) -> None:
    assert contrast(getattr(look, tone), getattr(look, background)) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("tone", ["owes", "credit", "warning"])
def test_a_message_is_readable_on_its_tint(look: Look, tone: str) -> None:
    tint = getattr(look, f"{tone}_tint")
    assert contrast(getattr(look, tone), tint) >= 4.5
    assert contrast(look.text, tint) >= 4.5
    assert contrast(look.muted, tint) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_next_action_is_readable_at_rest_and_under_the_mouse(look: Look) -> None:
    assert contrast(look.accent_text, look.accent) >= 4.5
    assert contrast(look.accent_text, look.accent_hover) >= 4.5
    assert contrast(look.text, look.hover) >= 4.5
    assert contrast(look.text, look.pressed) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_borders_of_controls_are_seen(look: Look) -> None:
    assert contrast(look.line, look.base) >= 3


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("background", ["window", "base", "alternate", "hover", "pressed"])
def test_the_focus_ring_is_seen(look: Look, background: str) -> None:
    assert contrast(look.accent, getattr(look, background)) >= 3


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_colour_is_written_alike(look: Look) -> None:
    for name in look.__struct_fields__:
        if name not in {"name", "dark"}:
            assert re.fullmatch("#[0-9A-F]{6}", getattr(look, name)), name
