"""Keys that somebody gave to actions of the screens, in place of the usual ones."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.domain.errors import BadInput

MOST_OWN_KEYS = 300
LONGEST_KEYS = 40
_MODIFIERS = frozenset({"Ctrl", "Alt", "Meta"})
_EDITING = frozenset(
    {
        "Backspace", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Esc",
        "Backtab", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A",
    }
)  # fmt: skip


class OwnKey(Struct, frozen=True, kw_only=True):
    """An action of the key table, and its key as Qt writes it: ``Ctrl+Shift+P``."""

    action: str
    keys: str


def is_typed_by_scanner(keys: str) -> bool:
    """Whether `keys` is a plain character (Shift counts as plain) or a scanner's Enter or Tab."""
    *modifiers, last = keys.split("+") if keys != "+" else ["+"]
    if _MODIFIERS.intersection(modifiers):
        return False
    return len(last) == 1 or last in {"Space", "Return", "Enter", "Tab"}


def check_keys(keys: str) -> None:
    """Refuse a key that types, that a scanner sends, or that moves in a field.

    Raises BadInput naming ``keys``.
    """
    if not keys or len(keys) > LONGEST_KEYS:
        raise BadInput("Press a key, alone or with Ctrl, Alt or Shift.", field="keys")
    # Ctrl+] is what scanners send for the group separator of GS1 codes.
    if is_typed_by_scanner(keys) or keys == "Ctrl+]":
        raise BadInput(
            f"{keys} is a key that a barcode scanner types. Add Ctrl or Alt, or take another.",
            field="keys",
        )
    if keys in _EDITING:
        raise BadInput(
            f"{keys} is needed to type and to move about. Take another key.", field="keys"
        )
