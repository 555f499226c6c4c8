"""Which of several printed prices is on the pack: asked one pack after another. No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.orders import AddLine
from pos_desktop.application.printed_prices import PrintedOn, PrintedPrices, printed_prices
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message


class MrpRow(Struct, frozen=True, kw_only=True):
    """A printed price, and what the shop asks for such a pack."""

    mrp: Paise
    printed: str
    price: str


class MrpView(Protocol):
    """What the presenter asks of the screen."""

    def open_mrp(self, name: str, rows: tuple[MrpRow, ...]) -> None: ...
    def sound(self, name: str) -> None: ...


class MrpPresenter:
    """Scans that need an answer wait in turn; other scans go into the cart meanwhile.

    Remembers, an item, what was chosen last: mostly the next pack is from the same carton.
    """

    def __init__(self, counter: Counter, view: MrpView, add: Callable[[AddLine], None]) -> None:
        self._counter = counter
        self._view = view
        self._add = add
        self._waiting: deque[AddLine] = deque()
        self._asking: PrintedPrices | None = None
        self._last: dict[int, Paise] = {}

    def ask(self, line: AddLine) -> None:
        """The item of *line* has several printed prices."""
        self._waiting.append(line)
        if len(self._waiting) == 1:
            self._ask_next()

    def chosen(self, mrp: Paise) -> None:
        """It is that one: the line goes into the cart with it."""
        line = self._waiting[0]
        if self._asking is not None:
            self._last[self._asking.item_id] = mrp
        self._add(replace(line, mrp=mrp))

    def left(self, *, is_chosen: bool) -> None:
        """The question is gone; without an answer that pack is not sold, and it is told."""
        if not is_chosen and self._asking is not None:
            self._counter.tell(Message(kind="warning", text=f"{self._asking.name} is not added."))
        self._asking = None
        self._waiting.popleft()
        if self._waiting:
            self._ask_next()

    def _ask_next(self) -> None:
        line = self._waiting[0]
        request = PrintedOn(item=line.item, barcode=line.barcode)
        self._counter.read(printed_prices, request, self._show, failed=self._failed)

    def _show(self, found: PrintedPrices) -> None:
        self._asking = found
        last = self._last.get(found.item_id)
        prices = sorted(found.prices, key=lambda printed: printed.mrp != last)
        self._view.sound("unknown")
        self._view.open_mrp(
            found.name,
            tuple(
                MrpRow(
                    mrp=printed.mrp,
                    printed=format_rupees(printed.mrp),
                    price=format_rupees(printed.price),
                )
                for printed in prices
            ),
        )

    def _failed(self, error: PosError) -> None:
        self._counter.tell_error(error)
        self.left(is_chosen=True)
