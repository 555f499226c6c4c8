"""The page of how papers look, without Qt: what is typed is seen at once, and saved on a key."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application import papers
from pos_desktop.application.letterhead import Language
from pos_desktop.application.papers import (
    GetLetterhead,
    LetterheadView,
    PapersPreview,
    PreviewPapers,
    SetLetterhead,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

TEXTS = ("header", "footer", "bank_details", "terms")
SWITCHES = ("is_compact", "prints_code")
ON, OFF = "on", "off"
_LARGEST_LOGO = 7_000_000
"""Bytes of a file: in base64 it is still what the use case takes."""


class PapersState(Struct, frozen=True, kw_only=True):
    """The page. ``lines`` and ``picture`` are the sample receipt as it would print now."""

    lines: tuple[str, ...] = ()
    picture: bytes = b""
    has_logo: bool = False
    is_changed: bool = False
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class PapersView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: PapersState) -> None: ...
    def fill(self, values: Mapping[str, str]) -> None: ...
    def texts(self) -> Mapping[str, str]: ...


class PapersPresenter:
    """Reads the letterhead, previews what is typed, and saves what was changed."""

    def __init__(self, counter: Counter, view: PapersView) -> None:
        self._counter = counter
        self._view = view
        self._saved: dict[str, str] = {}
        self._saved_logo = self._logo = ""
        self._state = PapersState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front: what was typed and not saved stays."""
        if not self._state.is_changed:
            self._counter.read(
                papers.get, GetLetterhead(), self._know, failed=self._failed, latest="papers"
            )

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def typed(self) -> None:
        """A field changed."""
        self._look(problem="", problem_at="")

    def logo_named(self, path: str) -> None:
        """A picture file was named as the logo."""
        self._counter.work(lambda: _file_in_base64(path), self._logo_read, failed=self._failed)

    def logo_removed(self) -> None:
        """No logo."""
        self._logo = ""
        self._look(problem="", problem_at="")

    def undo_pressed(self) -> None:
        """Back to what is saved."""
        self._logo = self._saved_logo
        self._view.fill(self._saved)
        self._look(problem="", problem_at="")

    def save_pressed(self) -> None:
        """Save what was changed."""
        if self._state.is_saving:
            return
        changes = self._changes()
        if changes == SetLetterhead():
            self._counter.tell(Message(kind="info", text="Nothing was changed."))
            return
        self._display(is_saving=True, problem="", problem_at="")
        self._counter.write(papers.set_letterhead, changes, self._done, failed=self._failed)

    # -- inside --------------------------------------------------------------------------

    def _changes(self) -> SetLetterhead:
        """What differs from what is saved."""
        given: dict[str, Any] = {
            name: _value(name, text)
            for name, text in self._view.texts().items()
            if text != self._saved.get(name)
        }
        if self._logo != self._saved_logo:
            given["logo_base64"] = self._logo
        return SetLetterhead(**given)

    def _look(self, **changes: Any) -> None:
        """See how it would print now."""
        now = self._changes()
        self._display(is_changed=now != SetLetterhead(), has_logo=bool(self._logo), **changes)
        self._counter.read(
            papers.preview,
            PreviewPapers(changes=now),
            self._seen,
            failed=self._failed,
            latest="papers.preview",
        )

    def _seen(self, preview: PapersPreview) -> None:
        self._display(
            lines=tuple(preview.text.splitlines()),
            picture=base64.b64decode(preview.picture_base64),
        )

    def _logo_read(self, logo: str) -> None:
        before, self._logo = self._logo, logo
        # A file that is no picture is told of at once, and what stood there stays.
        self._counter.read(
            papers.preview,
            PreviewPapers(changes=SetLetterhead(logo_base64=logo)),
            lambda _preview: self._look(problem="", problem_at=""),
            failed=lambda error: self._logo_refused(before, error),
        )

    def _logo_refused(self, before: str, error: PosError) -> None:
        self._logo = before
        self._failed(error)

    def _know(self, letterhead: LetterheadView) -> None:
        self._saved = _texts_of(letterhead)
        self._saved_logo = self._logo = letterhead.logo_base64
        if self._is_gone:
            return
        self._view.fill(self._saved)
        self._look(is_saving=False, problem="", problem_at="")

    def _done(self, letterhead: LetterheadView) -> None:
        self._know(letterhead)
        self._counter.tell(Message(kind="success", text="The papers are saved."))

    def _failed(self, error: PosError) -> None:
        self._display(is_saving=False, problem=error.message, problem_at=error.field or "")

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _texts_of(letterhead: LetterheadView) -> dict[str, str]:
    """The letterhead as its fields say it."""
    texts = {name: str(getattr(letterhead, name)) for name in TEXTS}
    texts |= {name: ON if getattr(letterhead, name) else OFF for name in SWITCHES}
    return texts | {"language": letterhead.language.value}


def _value(name: str, text: str) -> Any:
    if name == "language":
        return Language(text)
    return text == ON if name in SWITCHES else text


def _file_in_base64(text: str) -> str:
    """A picture file as the use case takes it. Raises BadInput naming ``logo``."""
    path = Path(text.strip()).expanduser()
    try:
        if path.stat().st_size > _LARGEST_LOGO:
            raise BadInput("The logo is too large. Take a smaller picture.", field="logo")
        return base64.b64encode(path.read_bytes()).decode()
    except OSError as error:
        raise BadInput(
            f"{path.name or text} cannot be read ({error.strerror or error}). Choose a PNG or "
            "JPEG file.",
            field="logo",
        ) from error
