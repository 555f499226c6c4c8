"""Each person sees the till as they like it, and nobody else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_desktop.application import preferences
from pos_desktop.application.preferences import GetPreferences, SetPreferences
from pos_desktop.devices.machine_settings import keep_screen, read_screen
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.preferences import Language, Preferences, Theme
from tests.shop_at_hand import ShopAtHand


def test_preferences_are_ones_own(shop: ShopAtHand) -> None:
    assert preferences.get(shop.cashier, GetPreferences()) == Preferences()
    wanted = SetPreferences(language=Language.HINDI, text_pt=12)
    preferences.set_(shop.cashier, wanted)
    after = preferences.set_(shop.cashier, SetPreferences(theme=Theme.DARK))
    assert after == Preferences(language=Language.HINDI, theme=Theme.DARK, text_pt=12)
    assert preferences.get(shop.cashier, GetPreferences()) == after
    assert preferences.get(shop.manager, GetPreferences()) == Preferences()


def test_text_that_nobody_can_read_is_refused(shop: ShopAtHand) -> None:
    with pytest.raises(BadInput) as refused:
        preferences.set_(shop.cashier, SetPreferences(text_pt=8))
    assert refused.value.field == "text_pt"


def test_the_computer_remembers_its_screen(tmp_path: Path) -> None:
    file = tmp_path / "config" / "screen.toml"
    assert read_screen(file) == Preferences()
    wanted = Preferences(language=Language.HINDI, theme=Theme.DARK, text_pt=14, touch=True)
    keep_screen(file, wanted)
    assert read_screen(file) == wanted


@pytest.mark.parametrize("content", ["", "x = [", "[screen]\nlanguage = 'xx'", "\xff"])
def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "screen.toml"
    file.write_text(content, encoding="latin-1")
    assert read_screen(file) == Preferences()


def test_each_sound_is_switched_by_itself(shop: ShopAtHand) -> None:
    before = preferences.get(shop.cashier, GetPreferences())
    assert (before.sound_scan, before.sound_unknown, before.sound_done) == (False, True, False)
    preferences.set_(shop.cashier, SetPreferences(sound_scan=True, sound_unknown=False))
    after = preferences.get(shop.cashier, GetPreferences())
    assert (after.sound_scan, after.sound_unknown, after.sound_done) == (True, False, False)
