"""Opening the drawer without a sale, without Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.shifts import DrawerOpened, NoSale, no_sale
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message


class NoSaleState(Struct, frozen=True, kw_only=True):
    """The sheet."""

    is_saving: bool = False
    problem: str = ""


class NoSaleView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: NoSaleState) -> None: ...
    def close_sheet(self) -> None: ...


class NoSalePresenter:
    """Asks why; a cashier needs another person's approval, in place."""

    def __init__(self, counter: Counter, view: NoSaleView) -> None:
        self._counter = counter
        self._view = view
        self._is_saving = False

    def typed(self) -> None:
        """The reason was changed: what was wrong before no longer matters."""
        self._display()

    def submitted(self, reason: str) -> None:
        """Open the drawer for this reason."""
        if self._is_saving:
            return
        self._is_saving = True
        self._display()
        request = NoSale(reason=reason)
        self._counter.write(
            no_sale, request, self._done, failed=self._failed, dropped=self._dropped
        )

    def _done(self, drawer: DrawerOpened) -> None:
        self._is_saving = False
        self._view.close_sheet()
        if drawer.opened:
            told = Message(kind="success", text=f"The drawer is opened: {drawer.reason}.")
        else:
            told = Message(
                kind="warning",
                text="It is written down, but no printer here opens the drawer. Use its key.",
            )
        self._counter.tell(told)

    def _dropped(self) -> None:
        self._is_saving = False
        self._display()

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._display(error.message)

    def _display(self, problem: str = "") -> None:
        self._view.display(NoSaleState(is_saving=self._is_saving, problem=problem))
