"""Giving an item its HSN, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.item_cards import UpdateItem, update
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message


class HsnState(Struct, frozen=True, kw_only=True):
    """The sheet."""

    is_saving: bool = False
    problem: str = ""


class HsnView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: HsnState) -> None: ...
    def close_sheet(self) -> None: ...


class HsnPresenter:
    """Saves the HSN of one item."""

    def __init__(
        self, counter: Counter, view: HsnView, *, item_id: int, done: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._view = view
        self._item_id = item_id
        self._done = done
        self._is_saving = False

    def submitted(self, hsn: str) -> None:
        """Give the item this HSN."""
        if self._is_saving:
            return
        self._is_saving = True
        self._view.display(HsnState(is_saving=True))
        request = UpdateItem(id=self._item_id, hsn=hsn)
        self._counter.write(update, request, self._saved, failed=self._failed)

    def _saved(self, saved: ItemCard) -> None:
        self._view.close_sheet()
        self._counter.tell(
            Message(kind="success", text=f"{saved.facts.name} has the HSN {saved.facts.hsn}.")
        )
        self._done()

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._view.display(HsnState(problem=error.message))
