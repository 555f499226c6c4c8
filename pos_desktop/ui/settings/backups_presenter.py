"""The page of backups, without Qt."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.backups import (
    AskBackups,
    BackupStatus,
    BackupTaken,
    TakeBackup,
    back_up,
    status,
)
from pos_desktop.application.restoring import Rescue
from pos_desktop.domain.backups import STALE, age_in_words
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.widgets.messages import Message


class Place(Struct, frozen=True, kw_only=True):
    """A card: how fresh, a note below, and its colour."""

    figure: str = "…"
    note: str = ""
    tone: Tone = "text"


class BackupsState(Struct, frozen=True, kw_only=True):
    """The page. ``note`` is what this sign-in may not do."""

    first: Place = Place()
    second: Place = Place()
    sheet: Place = Place()
    first_place: str = ""
    second_place: str = ""
    is_taking: bool = False
    can_back_up: bool = False
    can_choose: bool = False
    can_print: bool = False
    can_restore: bool = False
    note: str = ""


class BackupsView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: BackupsState) -> None: ...
    def open_folder(self, first: str, now: str) -> None: ...
    def open_sheet(self) -> None: ...
    def open_restore(self, rescue: Rescue) -> None: ...


class BackupsPresenter:
    """How fresh the backups are, and what can be done about them."""

    def __init__(self, counter: Counter, view: BackupsView) -> None:
        self._counter = counter
        self._view = view
        role = counter.desk.signed_in.role
        can_back_up = may(role, Right.BACKUP) is Answer.YES
        can_choose = may(role, Right.SETTINGS) is Answer.YES
        can_print = may(role, Right.RESTORE) is not Answer.NO
        told = ""
        if not can_back_up:
            told = "A manager takes backups; the owner makes the recovery sheet."
        elif not can_print:
            told = "An admin or the owner chooses the second place and makes the recovery sheet."
        self._state = BackupsState(
            can_back_up=can_back_up,
            can_choose=can_choose,
            can_print=can_print,
            can_restore=can_print and counter.rescue is not None,
            note=told,
        )
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front, or something was done."""
        self._display()
        self._counter.read(status, AskBackups(), self._known, latest="settings.backups")

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def back_up_pressed(self) -> None:
        """A backup now. It only reads the shop: sales go on meanwhile."""
        if self._state.is_taking or not self._state.can_back_up:
            return
        self._display(is_taking=True)
        desk = self._counter.desk
        # On a thread of its own: item searches go on meanwhile.
        self._counter.aside(lambda: back_up(desk, TakeBackup()), self._taken, failed=self._failed)

    def folder_pressed(self) -> None:
        """Another second place."""
        if self._state.can_choose and self._state.first_place:
            self._view.open_folder(self._state.first_place, self._state.second_place)

    def folder_saved(self, folder: str, warning: str) -> None:
        """There is another second place: the first copy goes there at once."""
        if warning:
            self._counter.tell(Message(kind="warning", text=warning))
        if folder:
            self.back_up_pressed()
        else:
            self.entered()

    def sheet_pressed(self) -> None:
        """The recovery sheet."""
        if self._state.can_print:
            self._view.open_sheet()

    def restore_pressed(self) -> None:
        """Put a backup back; the sheet shows first what it holds."""
        rescue = self._counter.rescue
        if self._state.can_restore and rescue is not None:
            self._view.open_restore(rescue())

    # -- inside --------------------------------------------------------------------------

    def _taken(self, taken: BackupTaken) -> None:
        self._display(is_taking=False)
        if taken.problem:
            words = f"The backup is taken, but not in the second place: {taken.problem}"
            self._counter.tell(Message(kind="warning", text=words))
        else:
            where = f"{taken.path} and {taken.second_path}" if taken.second_path else taken.path
            self._counter.tell(Message(kind="success", text=f"The backup is taken: {where}"))
        self.entered()

    def _failed(self, error: PosError) -> None:
        self._display(is_taking=False)
        self._counter.tell_error(error)
        self.entered()

    def _known(self, now: BackupStatus) -> None:
        is_demo = self._counter.outlet is not None and self._counter.outlet.is_demo
        second = self._place(now.second_good_at, is_demo=is_demo, note=now.second_place)
        if not now.second_place:
            second = Place(
                figure="None",
                note="A broken disk takes all of it",
                tone="muted" if is_demo else "warning",
            )
        self._display(
            first=self._place(now.last_good_at, is_demo=is_demo, note=now.first_place),
            second=second,
            sheet=self._sheet(now.recovery_sheet_at, is_demo=is_demo),
            first_place=now.first_place,
            second_place=now.second_place,
        )

    def _place(self, good_at: datetime | None, *, is_demo: bool, note: str) -> Place:
        now = self._counter.desk.clock()
        words = age_in_words(good_at, now).removeprefix("Last backup ")
        is_old = good_at is None or now - good_at > STALE
        calm: Tone = "text" if is_demo else "credit"
        return Place(
            figure=words[:1].upper() + words[1:],
            note=note,
            tone="warning" if is_old and not is_demo else calm,
        )

    def _sheet(self, made_at: datetime | None, *, is_demo: bool) -> Place:
        if made_at is None:
            return Place(
                figure="Not made yet",
                note="Another computer needs it",
                tone="muted" if is_demo else "owes",
            )
        day = self._counter.local_time(made_at)
        return Place(
            figure=f"{day:%d-%m-%Y}", note="Is it in a safe, away from the till?", tone="credit"
        )

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
