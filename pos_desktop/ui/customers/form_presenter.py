"""One form, one use case: what was typed becomes its request. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pos_desktop.application.desk import UseCase
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.ui.counter import Counter


class FormView(Protocol):
    """What the presenter asks of the sheet."""

    def display_problem(self, words: str, at: str) -> None: ...
    def display_busy(self, *, busy: bool) -> None: ...
    def close_sheet(self) -> None: ...


class FormPresenter:
    """Builds the request, runs the use case; ``done`` hears its result once it is durable."""

    def __init__(
        self,
        counter: Counter,
        view: FormView,
        use_case: UseCase[Any, Any],
        build: Callable[[Mapping[str, str]], Any],
        done: Callable[[Any], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._use_case = use_case
        self._build = build
        self._done = done
        self._busy = self._is_gone = False

    def gone(self) -> None:
        """The sheet was closed; an answer still on its way is told by the message bar."""
        self._is_gone = True

    def typed(self) -> None:
        """What stood wrong is being mended."""
        self._view.display_problem("", "")

    def submitted(self, texts: Mapping[str, str]) -> None:
        """Do it."""
        if self._busy:
            return
        try:
            request = self._build(texts)
        except BadInput as error:
            self._view.display_problem(error.message, error.field or "")
            return
        self._set_busy(busy=True)
        self._counter.write(
            self._use_case,
            request,
            self._finished,
            failed=self._failed,
            dropped=lambda: self._set_busy(busy=False),
        )

    def _finished(self, result: Any) -> None:
        if not self._is_gone:
            self._view.close_sheet()
        self._done(result)

    def _failed(self, error: PosError) -> None:
        if self._is_gone:
            self._counter.tell_error(error)
            return
        self._set_busy(busy=False)
        self._view.display_problem(error.message, error.field or "")

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        if not self._is_gone:
            self._view.display_busy(busy=busy)
