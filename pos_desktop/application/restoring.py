"""Putting a backup back, as the window sees it: what a backup holds, who may, and the doing.

The doing is the port ``Rescue``, for the shop that is to be restored may not open at all. In a shop
that opens, ``shop.restore`` asks the table of rights first and writes it down.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right

FILE, CODE, LOGIN, PASSWORD = "file", "recovery", "user", "pin"


class FoundBackup(Struct, frozen=True, kw_only=True):
    """A backup in the shop's own place."""

    file: str
    taken_at: datetime
    bills: int


class RestoreOffer(Struct, frozen=True, kw_only=True):
    """What a backup holds, and what the shop would lose; nothing is changed by asking.

    Attributes:
        shop: the outlet's name in the backup; empty where it is of an older version.
        last_bill: the number of the newest bill in it, or "".
        bills_now: how many bills the shop has now; None where none can be read.
        lost: what is billed now and not in the backup, in paise.
    """

    file: str
    shop: str
    taken_at: datetime
    bills: int
    payments: int
    last_bill: str
    last_bill_at: datetime | None
    bills_now: int | None
    lost_bills: int
    lost: Paise


class RestoreProof(Struct, frozen=True, kw_only=True):
    """Who restores, where nobody can be signed in: the sheet's code, or the owner's sign-in."""

    code: str = ""
    login: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Nothing of it: it may end in a log."""
        return type(self).__name__


class Rescue(Protocol):
    """Backups of one shop folder, and putting one back. Called on worker threads."""

    def found(self) -> tuple[FoundBackup, ...]:
        """The backups beside the shop, newest first."""
        ...

    def look(self, file: str, code: str = "") -> RestoreOffer:
        """The dry run. A *code* is the recovery sheet's, where the key is not on this computer.

        Raises BadInput, Refused and Unavailable; a wrong code is counted, and locks out.
        """
        ...

    def prove(self, file: str, proof: RestoreProof) -> None:
        """Pass when the code or the owner's sign-in is right; every try is counted.

        Raises BadInput, and Refused ``wrong_pin``, ``not_allowed`` or ``locked_out``.
        """
        ...


class AskRestore(Struct, frozen=True, kw_only=True):
    """A backup is about to be put in the shop's place."""

    file: str
    taken_at: str
    lost_bills: int = 0


class RestoreAllowed(Struct, frozen=True, kw_only=True):
    """It may be done; by whom it is written down."""

    user: str


@use_case("shop.ask_restore", right=Right.RESTORE, what="restore a backup", writes=True)
def ask_restore(desk: Desk, work: Work, request: AskRestore) -> RestoreAllowed:
    """Ask whether a backup may be put back, and write down that it is; the till then does it."""
    if not request.file.strip():
        raise BadInput("Choose the backup's file.", field=FILE)
    desk.audit(
        work,
        "backup.restore_begun",
        request.taken_at,
        file=request.file,
        lost_bills=request.lost_bills,
    )
    by = desk.signed_in.user_name
    return RestoreAllowed(user=f"{by}, approved by {desk.approver.name}" if desk.approver else by)
