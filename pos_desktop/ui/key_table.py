"""What a key is, and a table of keys that takes none twice and none that a scanner types.

No plain letter or digit may be a shortcut: it would eat the characters of a barcode scanner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.own_keys import is_typed_by_scanner
from pos_desktop.ui.key_scopes import Scope

KeyRows = tuple[tuple[str, str, str, str], ...]
"""A table of keys as it is written down: action, keys, label and help, all as in `Key`."""


class KeyConflict(ValueError):
    """The key asked for is already taken, or is one a scanner types."""


class Key(Struct, frozen=True, kw_only=True):
    """One action and its key.

    `keys` is Qt's portable text ("Ctrl+Return"), `label` the word on the button, `help` the
    sentence of the F1 page.
    """

    action: str
    keys: str
    label: str
    help: str
    scope: Scope = Scope.EVERYWHERE

    @property
    def printed(self) -> str:
        """The key as it is printed on a button: the words on the keyboard's own caps."""
        return self.keys.replace("Return", "Enter").replace("PgDown", "PgDn")


__all__ = ["Key", "KeyConflict", "KeyTable", "is_typed_by_scanner"]


class KeyTable:
    """Immutable: action id -> key. A changed key makes a new table; a conflict is refused."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self._keys = {key.action: key for key in keys}
        if len(self._keys) != len(keys):
            raise KeyConflict("An action has two keys.")
        for key in keys:
            self._refuse_conflict(key)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys.values())

    def __contains__(self, action: object) -> bool:
        return action in self._keys

    def __getitem__(self, action: str) -> Key:
        """The key of `action`. Raises KeyError for an action that has none."""
        return self._keys[action]

    def find(self, action: str) -> Key | None:
        """The key of `action`, or None for an action that has none."""
        return self._keys.get(action)

    def with_key(self, action: str, keys: str) -> KeyTable:
        """The same table with another key for `action`. Raises KeyConflict if it is taken."""
        return self.with_keys({action: keys})

    def with_keys(self, wanted: Mapping[str, str]) -> KeyTable:
        """The same table with other keys by action. Raises KeyConflict if one is taken."""
        return KeyTable(tuple(replace(key, keys=wanted.get(key.action, key.keys)) for key in self))

    def taken_by(self, action: str, keys: str) -> Key | None:
        """What else `keys` does where the key of `action` is heard."""
        wanted = replace(self._keys[action], keys=keys)
        others = (other for other in self if other.action != action)
        return next((other for other in others if _conflict(wanted, other)), None)

    def _refuse_conflict(self, key: Key) -> None:
        if is_typed_by_scanner(key.keys):
            raise KeyConflict(f"{key.keys} is a key that a barcode scanner types.")
        for other in self:
            if other is not key and _conflict(key, other):
                raise KeyConflict(f"{key.printed} is already the key for {other.label}.")


def _conflict(one: Key, other: Key) -> bool:
    same_place = Scope.EVERYWHERE in (one.scope, other.scope) or one.scope is other.scope
    return same_place and one.keys == other.keys
