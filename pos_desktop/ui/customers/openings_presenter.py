"""Bringing in the opening balances of the old book, without Qt: tried first, then done."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.openings import (
    ImportedOpenings,
    ImportOpenings,
    RowError,
    UndoImport,
    Undone,
    import_openings,
    undo_import,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

_LARGEST_BYTES = 20_000_000
_IN_THE_FILE = ("text", "content_base64")
PATH = "path"


class OpeningsState(Struct, frozen=True, kw_only=True):
    """The whole sheet. ``found`` is what the file would bring; None before it was tried."""

    found: ImportedOpenings | None = None
    is_busy: bool = False
    problem: str = ""
    problem_at: str = ""

    @property
    def errors(self) -> tuple[RowError, ...]:
        """The rows with faults."""
        return self.found.errors if self.found else ()

    @property
    def can_import(self) -> bool:
        """Whether every row is right, and there is one."""
        return (
            not self.is_busy
            and self.found is not None
            and bool(self.found.rows)
            and not self.errors
        )


class OpeningsView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: OpeningsState) -> None: ...
    def close_sheet(self) -> None: ...


class OpeningsPresenter:
    """Tries a file, imports it whole or not at all, and takes the last import back."""

    def __init__(self, counter: Counter, view: OpeningsView, done: Callable[[], None]) -> None:
        self._counter = counter
        self._view = view
        self._done = done
        self._state = OpeningsState()
        self._content = ""
        self._is_gone = False

    def gone(self) -> None:
        """The sheet was closed; an import on its way is still told of when it is durable."""
        self._is_gone = True

    def path_changed(self) -> None:
        """Another file is being named: what the one before would bring is forgotten."""
        self._content = ""
        self._display(found=None, problem="", problem_at="")

    def path_given(self, path: str) -> None:
        """Read the file, and say what it would bring."""
        if self._state.is_busy:
            return
        self._display(found=None, is_busy=True, problem="", problem_at="")
        self._counter.work(lambda: _content(path.strip()), self._try, failed=self._failed)

    def import_pressed(self) -> None:
        """Bring in what was tried."""
        if self._state.can_import:
            self._display(is_busy=True)
            self._run(dry_run=False, done=self._imported)

    def undo_pressed(self) -> None:
        """Take the last import back."""
        if not self._state.is_busy:
            self._display(is_busy=True, problem="", problem_at="")
            self._counter.write(
                undo_import, UndoImport(), self._undone, failed=self._failed, dropped=self._dropped
            )

    # -- inside --------------------------------------------------------------------------

    def _try(self, content: str) -> None:
        self._content = content
        self._run(dry_run=True, done=self._tried)

    def _run(self, *, dry_run: bool, done: Callable[[ImportedOpenings], None]) -> None:
        request = ImportOpenings(content_base64=self._content, dry_run=dry_run)
        self._counter.write(
            import_openings, request, done, failed=self._failed, dropped=self._dropped
        )

    def _tried(self, found: ImportedOpenings) -> None:
        self._display(found=found, is_busy=False)

    def _imported(self, found: ImportedOpenings) -> None:
        self._tell(
            f"{found.rows} opening balances are brought in: {format_rupees(found.owed)} owed, "
            f"{format_rupees(found.advances)} in advances."
        )

    def _undone(self, done: Undone) -> None:
        self._tell(f"{done.rows} opening balances are taken back; the customers stay.")

    def _tell(self, text: str) -> None:
        self._counter.tell(Message(kind="success", text=text))
        if not self._is_gone:
            self._view.close_sheet()
        self._done()

    def _dropped(self) -> None:
        self._display(is_busy=False)

    def _failed(self, error: PosError) -> None:
        if self._is_gone:
            self._counter.tell_error(error)
            return
        at = PATH if error.field in (*_IN_THE_FILE, PATH) else ""
        self._display(is_busy=False, problem=error.message, problem_at=at)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _content(path: str) -> str:
    """A file's bytes in base64. Raises BadInput naming the path."""
    file = Path(path).expanduser()
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            raise BadInput("The file is too large to be a list of balances.", field=PATH)
        return base64.b64encode(file.read_bytes()).decode()
    except OSError as error:
        raise BadInput(
            f"{file} cannot be read ({error.strerror or error}). Choose another.", field=PATH
        ) from error
