"""Looking at backups and proving who may put one back, also where the shop does not open."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from pos_desktop.application.restoring import (
    CODE,
    FILE,
    LOGIN,
    PASSWORD,
    FoundBackup,
    RestoreOffer,
    RestoreProof,
)
from pos_desktop.domain.errors import BadInput, Refused, Unavailable
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.persistence.backups import FOLDER, backups_in, connect_still, read_note
from pos_desktop.persistence.keys import StoreKeys, keys_folder, read_keys, write_keys
from pos_desktop.persistence.machine import uptime_ms
from pos_desktop.persistence.recovery import Recovery, read_recovery
from pos_desktop.persistence.restore import RestorePlan, plan_restore, restore
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.persistence.tries import Tries

_ABOUT = (
    "SELECT (SELECT name FROM outlet ORDER BY id LIMIT 1),"
    " (SELECT number FROM bill ORDER BY id DESC LIMIT 1),"
    " (SELECT issued_at FROM bill ORDER BY id DESC LIMIT 1)"
)


class FolderRescue:
    """The port Rescue. *keys* is where key files are, by default as ``keys_folder`` says."""

    def __init__(
        self, folder: Path, *, keys: Path | None = None, uptime: Callable[[], int] = uptime_ms
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._uptime = uptime

    def found(self) -> tuple[FoundBackup, ...]:
        """The backups beside the shop, newest first."""
        return tuple(
            FoundBackup(file=str(path), taken_at=note.moment, bills=note.counts.get("bills", 0))
            for path, note in backups_in(self._folder / FOLDER)
        )

    def look(self, file: str, code: str = "") -> RestoreOffer:
        """The dry run; see ``Rescue.look``."""
        plan, recovery = self._plan(file, code)
        keys = recovery.keys if recovery else self._own_keys(plan.backup)
        shop, last_bill, last_at = _about(plan.backup, keys)
        counts, now = plan.note.counts, plan.now
        return RestoreOffer(
            file=str(plan.backup),
            shop=shop,
            taken_at=plan.note.moment,
            bills=counts["bills"],
            payments=counts["payments"],
            last_bill=last_bill,
            last_bill_at=last_at,
            bills_now=now["bills"] if now else None,
            lost_bills=plan.lost_bills,
            lost=max(now["billed"] - counts["billed"], 0) if now else 0,
        )

    def prove(self, file: str, proof: RestoreProof) -> None:
        """Pass for the sheet's code or the owner's sign-in; see ``Rescue.prove``."""
        if proof.code.strip():
            self._plan(file, proof.code)
            return
        if not proof.login.strip():
            raise BadInput(
                "The owner restores: give the owner's sign-in name and password, or the code of "
                "the recovery sheet.",
                field=LOGIN,
            )
        with self._tries().counted(PASSWORD):
            self._prove_owner(_backup_file(file), proof)

    def put_back(self, file: str, code: str, now: datetime) -> RestorePlan:
        """Do it; whoever calls has asked who may. Raises Unavailable; see ``restore``."""
        plan, recovery = self._plan(file, code)
        restore(plan, now, recovery=recovery, keys=self._keys)
        return plan

    # -- inside --------------------------------------------------------------------------

    def _tries(self) -> Tries:
        return Tries(keys_folder(self._keys), self._uptime)

    def _own_keys(self, backup: Path) -> StoreKeys:
        return read_keys(keys_folder(self._keys), read_note(backup).store_id)

    def _plan(self, file: str, code: str) -> tuple[RestorePlan, Recovery | None]:
        """The backup proved, with the code's key where one is given; a wrong code is counted."""
        backup = _backup_file(file)
        if not code.strip():
            try:
                return plan_restore(backup, self._folder, keys=self._keys), None
            except dbapi2.Error as error:
                raise Unavailable(
                    "The key on this computer does not open this backup. Type the code of the "
                    "recovery sheet.",
                    code="key_wrong",
                ) from error
        with self._tries().counted(CODE):
            recovery = read_recovery(code)
            try:
                plan = plan_restore(backup, self._folder, recovery=recovery, keys=self._keys)
            except dbapi2.Error as error:
                raise BadInput(
                    "This code does not open this backup. Is it the newest sheet?",
                    field=CODE,
                    code="recovery_code",
                ) from error
        return plan, recovery

    def _prove_owner(self, backup: Path, proof: RestoreProof) -> None:
        """The owner signs in at a copy of the backup: the shop's own data may not open."""
        note = read_note(backup)
        with tempfile.TemporaryDirectory(prefix="pos-restore-") as scratch:
            keys, shop = Path(scratch) / "keys", Path(scratch) / "shop"
            write_keys(keys, note.store_id, self._own_keys(backup))
            restore(plan_restore(backup, shop, keys=keys), note.moment, keys=keys)
            with closing(open_shop(shop, keys=keys)) as store:
                with store.look() as look:
                    user = look.people.user_by_login(proof.login.strip())
                right = user is not None and store.secrets.verify(user.secret, proof.password)
        if user is None or not right or not user.is_active:
            raise Refused(
                "That is not the owner's sign-in name and password. Try again.",
                code="wrong_pin",
                field=PASSWORD,
            )
        if may(user.role, Right.RESTORE) is not Answer.YES:
            raise Refused("Only the owner restores a backup.", code="not_allowed", field=LOGIN)


def _backup_file(file: str) -> Path:
    backup = Path(file.strip()).expanduser()
    if not file.strip():
        raise BadInput("Choose the backup's file.", field=FILE)
    if not backup.is_file():
        raise BadInput(f"There is no file {backup}. Choose the backup's .db file.", field=FILE)
    return backup


def _about(backup: Path, keys: StoreKeys) -> tuple[str, str, datetime | None]:
    """The shop's name, its newest bill and when that was; of an older version what it tells."""
    try:
        with closing(connect_still(backup, keys)) as sql:
            row: Any = sql.execute(_ABOUT).fetchone()
    except dbapi2.Error:
        return "", "", None
    return row[0] or "", row[1] or "", datetime.fromisoformat(row[2]) if row[2] else None
