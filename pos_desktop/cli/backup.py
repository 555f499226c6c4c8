"""``pos-desktop backup``, ``restore``, ``drill`` and ``recovery-sheet``."""

from __future__ import annotations

import argparse
import base64
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from pos_desktop.cli.outcome import DONE
from pos_desktop.domain.errors import BadInput, Refused, Unavailable

COMMANDS = ("backup", "restore", "drill", "recovery-sheet")


def add_parsers(commands: Any, common: list[argparse.ArgumentParser]) -> None:
    """Declare the commands with their options."""
    commands.add_parser("backup", parents=common, help="take a backup now, in both places")
    restore = commands.add_parser(
        "restore", parents=common, help="put a backup in the shop's place; without --yes only tell"
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup's .db file")
    restore.add_argument("--yes", action="store_true", help="do it; what is there is kept aside")
    restore.add_argument(
        "--recovery", metavar="CODE|@FILE", help="the recovery sheet's lines, on another computer"
    )
    drill = commands.add_parser(
        "drill", parents=common, help="prove that a backup can be restored; touches nothing"
    )
    drill.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: the newest")
    sheet = commands.add_parser(
        "recovery-sheet", parents=common, help="write the recovery sheet as a PDF"
    )
    sheet.add_argument("file", type=Path, metavar="FILE.pdf")


def run(options: argparse.Namespace) -> int:
    """Run the command that *options* name; returns the exit status."""
    does = {
        "backup": _back_up,
        "restore": _restore,
        "drill": _drill,
        "recovery-sheet": _recovery_sheet,
    }
    return does[options.command](options)


def _back_up(options: argparse.Namespace) -> int:
    from pos_desktop.application import backups
    from pos_desktop.cli.call import signed_in_desk

    with signed_in_desk(options, backups.back_up) as desk:
        taken = backups.back_up(desk, backups.TakeBackup())
    _tell(**asdict(taken))
    return DONE


def _recovery_sheet(options: argparse.Namespace) -> int:
    from pos_desktop.application import backups
    from pos_desktop.cli.call import signed_in_desk

    with signed_in_desk(options, backups.recovery_sheet) as desk:
        sheet = backups.recovery_sheet(desk, backups.PrintRecoverySheet())
        try:
            options.file.touch(mode=0o600)
            options.file.write_bytes(base64.b64decode(sheet.content_base64))
        except OSError as error:
            raise Unavailable(
                f"{options.file} cannot be written ({error.strerror}). Choose another place.",
                code="file_unwritable",
            ) from error
        backups.sheet_kept(desk, backups.SheetKept(file=str(options.file)))
    _tell(sheet=str(options.file))
    return DONE


def _drill(options: argparse.Namespace) -> int:
    from pos_desktop.persistence.backups import FOLDER, backups_in
    from pos_desktop.persistence.restore import drill

    chosen = options.file
    if chosen is None:
        there = backups_in(_folder(options) / FOLDER)
        if not there:
            raise Unavailable(
                f"There is no backup in {_folder(options) / FOLDER}. Take one, or name a file.",
                code="backup_missing",
            )
        chosen = there[0][0]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pos-drill-") as scratch:
        note = drill(chosen, Path(scratch))
    seconds = round(time.monotonic() - begun, 2)
    _tell(backup=str(chosen), taken_at=note.taken_at, seconds=seconds, **note.counts)
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from pos_desktop.app import restore_shop
    from pos_desktop.application.restoring import RestoreProof
    from pos_desktop.persistence.rescue import FolderRescue

    code = _code(options.recovery) if options.recovery else ""
    rescue = FolderRescue(_folder(options))
    offer = rescue.look(str(options.file), code)
    told = {
        "backup": offer.file,
        "shop": offer.shop,
        "taken_at": offer.taken_at.isoformat(),
        "to": str(_folder(options)),
        "bills": offer.bills,
        "last_bill": offer.last_bill,
        "bills_now": offer.bills_now,
        "bills_lost": offer.lost_bills,
    }
    if not options.yes:
        _tell(**told, done=False, next="Say --yes to do it.")
        return DONE
    by = "recovery sheet"
    if not code:
        by = _owner(options)
        rescue.prove(offer.file, RestoreProof(login=by, password=_password(by)))
    restore_shop(_folder(options), offer.file, code, by=by)
    _tell(**told, done=True)
    return DONE


def _owner(options: argparse.Namespace) -> str:
    if options.user is None:
        raise Refused(
            "The owner restores: --user NAME with the password in POS_PIN, or --recovery with "
            "the recovery sheet.",
            code="not_signed_in",
        )
    name: str = options.user
    return name


def _password(login: str) -> str:
    from pos_desktop.cli.call import pin_of

    return pin_of(login)


def _code(given: str) -> str:
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise BadInput(f"{given[1:]} cannot be read.", field="recovery") from error


def _folder(options: argparse.Namespace) -> Path:
    from pos_desktop.app import default_shop

    chosen: Path = options.shop or default_shop()
    return chosen


def _tell(**told: object) -> None:
    print(json.dumps(told, ensure_ascii=False))
