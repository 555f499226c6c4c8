"""Somebody's own keys put into the table, and into use at their sign-in. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pos_desktop.domain.own_keys import OwnKey
from pos_desktop.ui.key_table import KeyConflict, KeyTable
from pos_desktop.ui.keys import DEFAULT_KEYS, use_keys

if TYPE_CHECKING:
    from pos_desktop.application.own_keys import OwnKeys
    from pos_desktop.ui.counter import Counter

FIXED = frozenset({"keys", "back", "full_screen", "go_to"})
"""The window's own, which help who is lost: the same for everybody."""


def table_with(own: Iterable[OwnKey]) -> KeyTable:
    """The usual table with these keys; one that a newer program needs itself is left out."""
    wanted = {o.action: o.keys for o in own if o.action in DEFAULT_KEYS and o.action not in FIXED}
    try:
        return DEFAULT_KEYS.with_keys(wanted)
    except KeyConflict:
        table = DEFAULT_KEYS
        for action, keys in wanted.items():
            try:
                table = table.with_key(action, keys)
            except KeyConflict:
                continue
        return table


def own_of(table: KeyTable) -> tuple[OwnKey, ...]:
    """What differs from the usual table."""
    return tuple(
        OwnKey(action=key.action, keys=key.keys)
        for key in table
        if key.keys != DEFAULT_KEYS[key.action].keys
    )


def follow_keys(counter: Counter, changed: Callable[[], None]) -> None:
    """Use the keys of who signed in, before any place is made; *changed* makes them anew later."""
    from pos_desktop.application import own_keys

    def use(now: OwnKeys) -> None:
        use_keys(table_with(now.keys))

    def use_anew(now: OwnKeys) -> None:
        use(now)
        changed()

    counter.keys_changed = use_anew
    counter.read(own_keys.get, own_keys.GetKeys(), use)
