"""check, recalculate, backup, drill, restore and the recovery sheet at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.cli.main import run
from pos_desktop.persistence.shop_folder import STORE

Told = tuple[int, str]


@pytest.fixture
def command(
    demo_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Told]:
    """A command on the demo shop by a user: exit status and what it printed."""

    def run_it(*arguments: str, user: str = "owner", pin: str = "demo-owner") -> Told:
        monkeypatch.setenv("POS_PIN", pin)
        status = run([*arguments, "--shop", str(demo_folder), "--user", user])
        return status, capsys.readouterr().out

    return run_it


def told(printed: str) -> Any:
    return json.loads(printed)


def test_a_whole_shop_is_told_in_words(command: Callable[..., Told]) -> None:
    status, printed = command("check")
    assert status == 0
    assert "The shop's data is whole: 0 bills" in printed
    status, printed = command("check", "--json")
    assert told(printed)["is_sound"] is True


def test_a_wrong_chain_key_is_refused(command: Callable[..., Told]) -> None:
    status, printed = command("check", "--chain-key", "abc")
    assert status == 2
    assert told(printed)["error"]["field"] == "chain_key"
    status, printed = command("check", "--chain-key", "00" * 32)
    assert status == 2
    assert "was not sealed by this program" in printed


def test_balances_are_recalculated_by_managers_only(command: Callable[..., Told]) -> None:
    status, printed = command("recalculate", user="manager", pin="2468")
    assert (status, told(printed)["checked"]) == (0, 60)
    assert command("recalculate", user="cashier", pin="1357")[0] == 2


def test_a_backup_is_taken_drilled_and_restored(
    command: Callable[..., Told], demo_folder: Path, tmp_path: Path
) -> None:
    assert command("drill")[0] == 3
    assert command("backup", user="cashier", pin="1357")[0] == 2
    status, printed = command("backup", user="manager", pin="2468")
    assert status == 0
    backup = told(printed)["path"]
    status, printed = command("drill")
    assert (status, told(printed)["backup"]) == (0, backup)
    status, printed = command("restore", backup)
    assert (status, told(printed)["done"]) == (0, False)
    assert command("restore", backup, "--yes", user="manager", pin="2468")[0] == 2
    assert command("restore", backup, "--yes", pin="wrong-password")[0] == 2
    (demo_folder / STORE).unlink()
    status, printed = command("restore", backup, "--yes")
    assert (status, told(printed)["done"]) == (0, True)
    assert command("check")[0] == 0


def test_the_recovery_sheet_is_the_owners(command: Callable[..., Told], tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert command("recovery-sheet", str(sheet), user="manager", pin="2468")[0] == 2
    assert not sheet.exists()
    assert command("recovery-sheet", str(sheet))[0] == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o077 == 0
