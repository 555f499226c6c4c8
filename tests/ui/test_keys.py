from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from pos_desktop.ui.key_scopes import Scope
from pos_desktop.ui.keys import (
    DEFAULT_KEYS,
    Key,
    KeyConflict,
    KeyTable,
    is_typed_by_scanner,
    keys_in_use,
    use_keys,
)


def test_no_key_is_one_that_a_scanner_types() -> None:
    assert [key.action for key in DEFAULT_KEYS if is_typed_by_scanner(key.keys)] == []


@pytest.mark.parametrize("keys", ["A", "7", "+", "Shift+A", "Space", "Return", "Enter", "Tab"])
def test_plain_characters_and_the_ends_of_a_scan_are_known(keys: str) -> None:
    assert is_typed_by_scanner(keys)


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Alt+1", "F9", "Del", "Esc", "Ctrl++", "Shift+F2"])
def test_commands_are_no_scan(keys: str) -> None:
    assert not is_typed_by_scanner(keys)


def test_no_key_is_double_within_a_scope() -> None:
    for scope in (Scope.BILLING, Scope.PAY):
        heard = [key.keys for key in DEFAULT_KEYS if key.scope in (scope, Scope.EVERYWHERE)]
        assert len(heard) == len(set(heard))


def test_qt_understands_every_key() -> None:
    for key in DEFAULT_KEYS:
        sequence = QKeySequence.fromString(key.keys)
        assert sequence.count() == 1, key
        assert sequence.toString() == key.keys


@pytest.mark.parametrize(
    ("action", "keys"),
    [
        ("keys", "F1"),
        ("item_search", "F2"),
        ("customer", "F3"),
        ("quantity", "F4"),
        ("price", "F5"),
        ("hold", "F6"),
        ("recall", "F7"),
        ("pay", "F9"),
        ("reprint", "F10"),
        ("full_screen", "F11"),
        ("place.shift", "F12"),
        ("go_to", "Alt+G"),
        ("create", "Alt+C"),
        ("exact_cash", "Ctrl+Return"),
        ("undo", "Ctrl+Z"),
        ("redo", "Ctrl+Y"),
        ("remove_line", "Del"),
        ("back", "Esc"),
        ("amount.1", "Alt+1"),
        ("amount.5", "Alt+5"),
    ],
)
def test_the_key_map_is_as_promised(action: str, keys: str) -> None:
    assert DEFAULT_KEYS[action].keys == keys


def test_an_import_is_undone_by_one_key_wherever_it_was_made() -> None:
    assert DEFAULT_KEYS["items.undo_import"].keys == DEFAULT_KEYS["accounts.undo_import"].keys


def test_keys_are_printed_as_on_the_keyboard() -> None:
    assert DEFAULT_KEYS["exact_cash"].printed == "Ctrl+Enter"
    next_page = next(key for key in DEFAULT_KEYS if key.keys == "Ctrl+PgDown")
    assert next_page.printed == "Ctrl+PgDn"


def test_a_changed_key_makes_a_new_table() -> None:
    changed = DEFAULT_KEYS.with_key("hold", "Ctrl+H")
    assert changed["hold"].keys == "Ctrl+H"
    assert DEFAULT_KEYS["hold"].keys == "F6"


def test_a_key_that_is_taken_is_refused_with_the_name_of_who_has_it() -> None:
    with pytest.raises(KeyConflict, match="F7 is already the key for Recall"):
        DEFAULT_KEYS.with_key("hold", "F7")


def test_a_key_heard_everywhere_is_taken_in_every_scope() -> None:
    with pytest.raises(KeyConflict):
        DEFAULT_KEYS.with_key("pay", "F1")


def test_a_letter_is_refused_as_a_key() -> None:
    with pytest.raises(KeyConflict, match="scanner"):
        DEFAULT_KEYS.with_key("pay", "P")


def test_an_action_cannot_have_two_keys() -> None:
    pay = DEFAULT_KEYS["pay"]
    with pytest.raises(KeyConflict):
        KeyTable((pay, Key(action="pay", keys="F8", label="x", help="x")))


def test_two_screens_may_use_the_same_key() -> None:
    DEFAULT_KEYS.with_key("amount.1", "F7")


def test_the_table_in_use_can_be_exchanged() -> None:
    use_keys(DEFAULT_KEYS.with_key("hold", "Ctrl+H"))
    assert keys_in_use()["hold"].keys == "Ctrl+H"
