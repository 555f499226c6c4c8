"""The page of keys, without Qt: a key is changed, refused in words, or put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application import own_keys
from pos_desktop.application.own_keys import OwnKeys, SetKeys
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.own_keys import check_keys
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.key_table import Key, KeyTable
from pos_desktop.ui.keys import DEFAULT_KEYS, keys_in_use
from pos_desktop.ui.own_keys import FIXED, own_of
from pos_desktop.ui.widgets.messages import Message


class KeyRow(Struct, frozen=True, kw_only=True):
    """An action: what it does, its key as printed, and the usual one where that is another."""

    action: str
    scope: str
    does: str
    printed: str
    usual: str
    is_fixed: bool


class KeysView(Protocol):
    """What the presenter asks of the page."""

    def display(self, rows: tuple[KeyRow, ...]) -> None: ...


class KeyCaptureView(Protocol):
    """What the presenter asks of the sheet that hears the new key."""

    def display_problem(self, text: str) -> None: ...
    def close_sheet(self) -> None: ...


class KeysPresenter:
    """Works on the table in use; *say* translates a help text."""

    def __init__(self, counter: Counter, view: KeysView, say: Callable[[str], str]) -> None:
        self._counter = counter
        self._view = view
        self._say = say
        self._search = ""

    def entered(self) -> None:
        """The page came to the front."""
        self._display()

    def search_changed(self, text: str) -> None:
        """Only actions that say this, or have this key."""
        self._search = text.casefold()
        self._display()

    def key_pressed(self, action: str, keys: str, sheet: KeyCaptureView) -> None:
        """The new key of an action was pressed."""
        try:
            check_keys(keys)
        except BadInput as error:
            sheet.display_problem(error.message)
            return
        table = keys_in_use()
        taken = table.taken_by(action, keys)
        if taken is not None:
            does = self._say(taken.help)
            sheet.display_problem(f"{keys} is taken: {does}. Press another, or change that first.")
            return
        self._save(table.with_key(action, keys), sheet.close_sheet)

    def default_pressed(self, row: KeyRow) -> None:
        """Back to the usual key, where that is free."""
        usual, table = DEFAULT_KEYS[row.action].keys, keys_in_use()
        taken = table.taken_by(row.action, usual)
        if taken is not None:
            does = self._say(taken.help)
            text = f"{usual} is taken: {does}. Change that first."
            self._counter.tell(Message(kind="warning", text=text))
        elif usual != table[row.action].keys:
            self._save(table.with_key(row.action, usual), lambda: None)

    def all_default_pressed(self) -> None:
        """Every key as it usually is."""
        self._save(DEFAULT_KEYS, lambda: None)

    # -- inside --------------------------------------------------------------------------

    def _save(self, table: KeyTable, then: Callable[[], None]) -> None:
        def done(now: OwnKeys) -> None:
            then()
            self._counter.tell(Message(kind="success", text="The keys are changed for you."))
            # Makes the places anew, this page too.
            self._counter.keys_changed(now)

        self._counter.write(own_keys.set_, SetKeys(keys=own_of(table)), done)

    def _display(self) -> None:
        rows = (self._row(key) for key in keys_in_use())
        self._view.display(tuple(row for row in rows if self._fits(row)))

    def _row(self, key: Key) -> KeyRow:
        usual = DEFAULT_KEYS[key.action]
        return KeyRow(
            action=key.action,
            scope=key.scope.value,
            does=self._say(key.help),
            printed=key.printed,
            usual="" if usual.keys == key.keys else usual.printed,
            is_fixed=key.action in FIXED,
        )

    def _fits(self, row: KeyRow) -> bool:
        return self._search in f"{row.does} {row.printed}".casefold()
