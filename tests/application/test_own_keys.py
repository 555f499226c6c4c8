"""Each person's own keys; none that types or that a scanner sends."""

from __future__ import annotations

import pytest

from pos_desktop.application import own_keys
from pos_desktop.application.own_keys import GetKeys, SetKeys
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.own_keys import OwnKey
from pos_desktop.ui.keys import DEFAULT_KEYS
from pos_desktop.ui.own_keys import own_of, table_with
from tests.shop_at_hand import ShopAtHand

PAY = OwnKey(action="pay", keys="Ctrl+Shift+P")


def test_keys_are_ones_own_and_replace_those_before(shop: ShopAtHand) -> None:
    hold = OwnKey(action="hold", keys="Alt+H")
    own_keys.set_(shop.cashier, SetKeys(keys=(PAY, hold)))
    own_keys.set_(shop.cashier, SetKeys(keys=(PAY,)))
    assert own_keys.get(shop.cashier, GetKeys()).keys == (PAY,)
    assert own_keys.get(shop.manager, GetKeys()).keys == ()


@pytest.mark.parametrize("keys", ["a", "7", "Return", "Tab", "Space", "Shift+A", "Ctrl+]"])
def test_what_a_scanner_types_is_refused(shop: ShopAtHand, keys: str) -> None:
    with pytest.raises(BadInput, match="scanner"):
        own_keys.set_(shop.cashier, SetKeys(keys=(OwnKey(action="pay", keys=keys),)))


@pytest.mark.parametrize("keys", ["Backspace", "Left", "Esc", "Ctrl+C", ""])
def test_what_moves_or_edits_is_refused(shop: ShopAtHand, keys: str) -> None:
    with pytest.raises(BadInput) as refused:
        own_keys.set_(shop.cashier, SetKeys(keys=(OwnKey(action="pay", keys=keys),)))
    assert refused.value.field == "keys"


def test_one_action_has_one_key(shop: ShopAtHand) -> None:
    twice = (PAY, OwnKey(action="pay", keys="Alt+P"))
    with pytest.raises(BadInput):
        own_keys.set_(shop.cashier, SetKeys(keys=twice))


def test_two_keys_can_be_exchanged() -> None:
    swapped = (OwnKey(action="hold", keys="F7"), OwnKey(action="recall", keys="F6"))
    table = table_with(swapped)
    assert (table["hold"].keys, table["recall"].keys) == ("F7", "F6")
    assert set(own_of(table)) == set(swapped)


def test_a_kept_key_that_the_program_needs_now_is_left_out() -> None:
    taken = OwnKey(action="hold", keys="F9")
    table = table_with((taken, PAY, OwnKey(action="gone", keys="Alt+9")))
    assert table["hold"].keys == "F9"  # pay moved away
    alone = table_with((taken, OwnKey(action="recall", keys="Alt+H")))
    assert (alone["hold"].keys, alone["recall"].keys) == ("F6", "Alt+H")


def test_the_windows_own_keys_stay() -> None:
    table = table_with((OwnKey(action="keys", keys="Alt+K"),))
    assert table["keys"].keys == DEFAULT_KEYS["keys"].keys
