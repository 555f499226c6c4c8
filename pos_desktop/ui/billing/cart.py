"""The cart behind the billing screen: changes one after another, with undo. No Qt.

A change that arrives while the one before is being saved waits in a queue, so that no scan is
lost however fast they come, and so that the first line's order is known to the second.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from pos_desktop.application import orders
from pos_desktop.application.desk import UseCase
from pos_desktop.application.lines import LineView
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter

Req = TypeVar("Req")
Lines = tuple[LineView, ...]
MOST_UNDO = 100
NOTHING_IN_CART = "The cart is empty. Scan or search an item first."


class Cart:
    """The order being rung up. ``changed`` hears the line to select after every change."""

    def __init__(self, counter: Counter, changed: Callable[[int | None], None]) -> None:
        self.order: OrderView | None = None
        self._counter = counter
        self._changed = changed
        self._undo: list[Lines] = []
        self._redo: list[Lines] = []
        self._queue: deque[Callable[[], None]] = deque()
        self._saving = False

    @property
    def lines(self) -> Lines:
        """The lines as they were last saved."""
        return self.order.lines if self.order else ()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._redo)

    def add(
        self,
        line: orders.AddLine,
        *,
        added: Callable[[], None] | None = None,
        failed: Callable[[PosError], None] | None = None,
    ) -> None:
        """Add a line to the order, or to a new one."""
        values = {name: getattr(line, name) for name in line.__struct_fields__}

        def run() -> None:
            order_id = self.order.order_id if self.order else None
            request = orders.AddLine(**{**values, "order_id": order_id})
            self._save(orders.add_line, request, added, failed)

        self.run(run)

    def add_by(
        self, use_case: UseCase[Req, OrderView], request_for: Callable[[int | None], Req]
    ) -> None:
        """Add several lines at once to the order, or to a new one."""

        def run() -> None:
            order_id = self.order.order_id if self.order else None
            self._save(use_case, request_for(order_id), None, None)

        self.run(run)

    def change(
        self,
        use_case: UseCase[Req, OrderView],
        request_for: Callable[[int], Req],
        *,
        done: Callable[[], None] | None = None,
        failed: Callable[[PosError], None] | None = None,
    ) -> None:
        """Change the order; nothing happens while there is none."""

        def run() -> None:
            if self.order is not None:
                self._save(use_case, request_for(self.order.order_id), done, failed)

        self.run(run)

    def take(self, order: OrderView | None) -> None:
        """Go on with this order as it now is, or with none; what waited goes on too.

        Ends what runs ``alone``. What could be undone of another order is forgotten.
        """
        if self.order is None or order is None or self.order.order_id != order.order_id:
            self._undo.clear()
            self._redo.clear()
        self.order = order
        self._changed(None)
        self.release_queue()

    def refused(self, error: PosError) -> None:
        """What ran ``alone`` failed: it is told, and what waited goes on."""
        self._counter.tell_error(error)
        self.release_queue()

    def undo(self) -> None:
        """Back to the lines before the last change."""
        self.run(lambda: self._step(self._undo, self._redo))

    def redo(self) -> None:
        """The change that was taken back, once more."""
        self.run(lambda: self._step(self._redo, self._undo))

    def run(self, step: Callable[[], None]) -> None:
        """Run *step* now, or after the changes that are being saved."""
        if self._saving:
            self._queue.append(step)
            return
        step()
        self._next()

    def alone(self, step: Callable[[], None]) -> None:
        """Run *step* when its turn comes; later changes wait until ``release_queue``."""

        def run() -> None:
            self._saving = True
            step()

        self.run(run)

    def release_queue(self) -> None:
        """What ran alone has ended: go on."""
        self._saving = False
        self._next()

    def _save(
        self,
        use_case: UseCase[Req, OrderView],
        request: Req,
        saved: Callable[[], None] | None,
        failed: Callable[[PosError], None] | None,
    ) -> None:
        before = self.lines
        self._saving = True

        def done(order: OrderView) -> None:
            # A fault in what follows must not hold the queue: the next scan would wait for ever.
            try:
                if _contents(before) != _contents(order.lines):
                    self._undo = [*self._undo, before][-MOST_UNDO:]
                    self._redo.clear()
                self._settled(before, order)
                if saved is not None:
                    saved()
            finally:
                self.release_queue()

        self._counter.write(use_case, request, done, failed=lambda e: self._failed(e, failed))

    def _step(self, back: list[Lines], forth: list[Lines]) -> None:
        if self.order is None or not back:
            return
        now, lines = self.lines, back.pop()
        forth.append(now)
        self._saving = True

        def done(order: OrderView) -> None:
            try:
                self._settled(now, order)
            finally:
                self.release_queue()

        def refused(error: PosError) -> None:
            forth.pop()
            back.append(lines)
            self._failed(error, None)

        self._counter.write(
            orders.restore_lines,
            orders.RestoreLines(order_id=self.order.order_id, lines=lines),
            done,
            failed=refused,
        )

    def _settled(self, before: Lines, order: OrderView) -> None:
        self.order = order
        self._changed(_changed_line(before, order.lines))

    def _failed(self, error: PosError, failed: Callable[[PosError], None] | None) -> None:
        (failed or self._counter.tell_error)(error)
        self.release_queue()

    def _next(self) -> None:
        while self._queue and not self._saving:
            self._queue.popleft()()


def _contents(lines: Lines) -> list[tuple[object, ...]]:
    return [(x.line, x.item_id, x.qty, x.unit_price, x.discount_given) for x in lines]


def _changed_line(before: Lines, after: Lines) -> int | None:
    """The number of the line that was added or changed; None when no line was."""
    old = {line.line: _contents((line,)) for line in before}
    for line in reversed(after):
        if old.get(line.line) != _contents((line,)):
            return line.line
    return None
