"""Backups: taken at every shift's close, every day and on demand; and how fresh the last one is."""

from __future__ import annotations

import base64
from datetime import datetime

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.backups import STALE, Backup, Occasion, Place, age_in_words, is_due
from pos_desktop.domain.errors import Unavailable
from pos_desktop.domain.people import Right

SHEET_MADE = "recovery_sheet.made"
SHEET_KEPT = "recovery_sheet.printed"
"""The first says that the code was given out, the second that it is on paper or on a disk."""


class TakeBackup(Struct, frozen=True, kw_only=True):
    """A backup now, in both places."""


class AskBackups(Struct, frozen=True, kw_only=True):
    """How fresh the backups are."""


class PrintRecoverySheet(Struct, frozen=True, kw_only=True):
    """The sheet with which the shop is restored on another computer."""


class SheetKept(Struct, frozen=True, kw_only=True):
    """The sheet was written to this file."""

    file: str


class BackupTaken(Struct, frozen=True, kw_only=True):
    """Where the backup lies; ``problem`` is why there is none in the second place, if so."""

    path: str
    size: int
    second_path: str
    problem: str


class BackupStatus(Struct, frozen=True, kw_only=True):
    """The last good backup in each place, in words; stale when it is time to do something.

    ``recovery_sheet_at`` is when a recovery sheet was last saved; backups of a broken computer open
    with nothing else.
    """

    last_good_at: datetime | None
    second_good_at: datetime | None
    second_place: str
    words: str
    is_stale: bool
    recovery_sheet_at: datetime | None = None
    first_place: str = ""


class RecoverySheet(Struct, frozen=True, kw_only=True):
    """A PDF, base64."""

    content_base64: str


@use_case("shop.backup", right=Right.BACKUP, what="take backups", writes=False)
def back_up(desk: Desk, look: Work, request: TakeBackup) -> BackupTaken:
    """Take a backup now, in both places; raises Unavailable when the first cannot be written."""
    first, *others = take(desk, Occasion.DEMAND)
    if first.error:
        raise Unavailable(first.error, code="backup_failed")
    desk.after_commit("shop.backup")
    second = others[0] if others else None
    return BackupTaken(
        path=first.path,
        size=first.size,
        second_path=second.path if second and not second.error else "",
        problem=second.error if second else "",
    )


@use_case("shop.backups", right=None, writes=False)
def status(desk: Desk, look: Work, request: AskBackups) -> BackupStatus:
    """How old the last good backup is, and whether there is one on another disk."""
    outlet = desk.outlet(look)
    now = desk.clock()
    first = look.journal.last_backup(Place.FIRST)
    second = look.journal.last_backup(Place.SECOND)
    words = age_in_words(first, now)
    sheet = look.audit_log.last(outlet.id, SHEET_KEPT)
    is_old = first is None or now - first > STALE
    if not outlet.is_demo:
        if not outlet.backup_folder:
            words += " · no second place"
        elif second is None or now - second > STALE:
            words += " · second place missing"
            is_old = True
        if sheet is None:
            words += " · no recovery sheet"
            is_old = True
    return BackupStatus(
        last_good_at=first,
        second_good_at=second,
        second_place=outlet.backup_folder,
        words=words,
        is_stale=is_old and not outlet.is_demo,
        recovery_sheet_at=sheet,
        first_place=desk.store.backup_place(),
    )


@use_case("shop.recovery_sheet", right=Right.RESTORE, what="print the recovery sheet", writes=True)
def recovery_sheet(desk: Desk, work: Work, request: PrintRecoverySheet) -> RecoverySheet:
    """The recovery sheet as a PDF: whoever holds it can open every backup. Keep it in a safe."""
    outlet = desk.outlet(work)
    lines, text = desk.store.recovery_code()
    today = outlet.local(desk.clock()).date()
    content = desk.printouts.recovery_sheet(outlet.name, today, lines, text)
    desk.audit(work, SHEET_MADE)
    return RecoverySheet(content_base64=base64.b64encode(content).decode())


@use_case(
    "shop.recovery_sheet_kept", right=Right.SETTINGS, what="keep the recovery sheet", writes=True
)
def sheet_kept(desk: Desk, work: Work, request: SheetKept) -> SheetKept:
    """Write down that the sheet just made is a file or on paper: reminders end."""
    desk.audit(work, SHEET_KEPT, request.file)
    return request


def take(desk: Desk, occasion: Occasion) -> tuple[Backup, ...]:
    """Take a backup and write down how it went: first place, then second if there is one.

    What fails is told in ``error`` and never raised: a full disk must not stop the till.
    """
    with desk.store.look() as look:
        outlet = desk.outlet(look) if desk.session else look.people.only_outlet()
    made = desk.store.back_up(outlet.backup_folder, desk.clock(), occasion)
    with desk.work() as work:
        for backup in made:
            work.journal.add_backup(backup, desk.new_uuid())
            action = "backup.failed" if backup.error else "backup.done"
            desk.audit(
                work, action, backup.path, occasion=occasion.value, place=backup.place.value,
                problem=backup.error,
            )  # fmt: skip
        work.commit()
    return made


def keep(desk: Desk, occasion: Occasion) -> BackupStatus:
    """The backup that is due of itself, if one is; and how fresh the last one then is."""
    now = status(desk, AskBackups())
    if occasion is not Occasion.DAILY or is_due(now.last_good_at, desk.clock()):
        take(desk, occasion)
        now = status(desk, AskBackups())
    return now
