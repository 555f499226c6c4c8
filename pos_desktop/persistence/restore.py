"""Putting a backup in the shop's place, here or on another computer.

What is there is kept aside, never deleted; the backup is proved first, and moved in whole.
"""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from pos_desktop.domain.errors import Refused, Unavailable
from pos_desktop.persistence.backups import BackupNote, counts_of, prove_backup, read_note
from pos_desktop.persistence.durable import flush_file, move_durably, write_durably
from pos_desktop.persistence.heads import head_log
from pos_desktop.persistence.keys import StoreKeys, keys_folder, read_keys, write_keys
from pos_desktop.persistence.recovery import Recovery
from pos_desktop.persistence.shop_folder import ABOUT, FORMAT, STORE, open_shop


class RestorePlan(Struct, frozen=True, kw_only=True):
    """What a restore would do: what the backup holds, and what the shop holds now, if anything."""

    backup: Path
    folder: Path
    note: BackupNote
    now: dict[str, int] | None

    @property
    def lost_bills(self) -> int:
        """How many bills of today's shop the backup does not have."""
        return max((self.now or {}).get("bills", 0) - self.note.counts["bills"], 0)


def plan_restore(
    backup: Path, folder: Path, *, recovery: Recovery | None = None, keys: Path | None = None
) -> RestorePlan:
    """Prove the backup and look at what is there; nothing is changed.

    Raises Refused ``other_shop`` when *folder* has another shop than the backup's, BadInput
    for a wrong recovery code, and Unavailable.
    """
    note = read_note(backup)
    opened = _keys_for(note, recovery, keys)
    prove_backup(backup, note, opened)
    here = _store_id(folder)
    if here is not None and here != note.store_id:
        raise Refused(
            f"{folder} has another shop than this backup's. Choose an empty folder.",
            code="other_shop",
        )
    return RestorePlan(backup=backup, folder=folder, note=note, now=_present(folder, opened))


def restore(
    plan: RestorePlan,
    now: datetime,
    *,
    recovery: Recovery | None = None,
    keys: Path | None = None,
) -> None:
    """Do it. The store that was there is renamed to ``shop.db.before-restore-…`` beside it.

    Raises Unavailable; then the shop is as it was.
    """
    folder, note = plan.folder, plan.note
    where = keys_folder(keys)
    part = folder / f"{STORE}.restored"
    aside = f"before-restore-{now:%Y%m%d-%H%M%S}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(plan.backup, part)
        flush_file(part)
        if recovery is not None:
            write_keys(where, note.store_id, recovery.keys)
        about = {"store_id": note.store_id, "format": FORMAT}
        write_durably(folder / ABOUT, json.dumps(about) + "\n")
        for name in (STORE, f"{STORE}-wal", f"{STORE}-shm"):
            if (folder / name).exists():
                move_durably(folder / name, folder / f"{name}.{aside}")
        heads = head_log(where, note.store_id)
        if heads.exists():
            move_durably(heads, heads.with_name(f"{heads.name}.{aside}"))
        move_durably(part, folder / STORE)
    except OSError as error:
        raise Unavailable(
            f"The backup cannot be put into {folder} ({error.strerror or error}). What was there "
            f"is kept as {STORE}.{aside}.",
            code="restore_failed",
        ) from error
    open_shop(folder, keys=keys).close()


def drill(backup: Path, scratch: Path, *, keys: Path | None = None) -> BackupNote:
    """Prove that a backup can be restored: into *scratch*, opened as a shop, totals compared.

    Raises Unavailable when it cannot, or holds something else than its note says.
    """
    note = read_note(backup)
    opened = _keys_for(note, None, keys)
    own_keys = scratch / "keys"
    write_keys(own_keys, note.store_id, opened)
    plan = plan_restore(backup, scratch / "shop", keys=own_keys)
    restore(plan, note.moment, keys=own_keys)
    if counts_of(scratch / "shop" / STORE, opened) != note.counts:
        raise Unavailable(
            f"{backup.name} was restored, and its totals differ from its note. Choose another.",
            code="backup_differs",
        )
    return note


def _keys_for(note: BackupNote, recovery: Recovery | None, keys: Path | None) -> StoreKeys:
    if recovery is None:
        return read_keys(keys_folder(keys), note.store_id)
    if recovery.store_id != note.store_id:
        raise Refused("The recovery sheet is of another shop than this backup.", code="other_shop")
    return recovery.keys


def _store_id(folder: Path) -> str | None:
    try:
        told = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return str(told["store_id"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            f"{folder} has something that is no shop. Choose an empty folder.", code="other_shop"
        ) from error


def _present(folder: Path, opened: StoreKeys) -> dict[str, int] | None:
    """What the shop holds now; None where there is none, or it does not open."""
    from contextlib import closing

    from sqlcipher3 import dbapi2

    from pos_desktop.persistence.backups import COUNTS
    from pos_desktop.persistence.engine import connect

    if not (folder / STORE).exists():
        return None
    try:
        with closing(connect(folder / STORE, opened.store, reads_only=True)) as sql:
            return {name: sql.execute(ask).fetchone()[0] for name, ask in COUNTS.items()}
    except (dbapi2.Error, Unavailable):
        return None
