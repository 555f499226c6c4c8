"""Wrong tries at a restore are counted beside the keys, beyond one run of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_desktop.application import backups
from pos_desktop.application.restoring import AskRestore, RestoreProof, ask_restore
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.persistence.keys import keys_folder
from pos_desktop.persistence.rescue import FolderRescue
from pos_desktop.persistence.tries import TRIES_FILE, Tries
from tests.shop_at_hand import ShopAtHand

MINUTE_MS = 60_000


class Uptime:
    """How long the machine is on, as the test says."""

    def __init__(self) -> None:
        self.ms = 10 * 60 * MINUTE_MS

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def uptime() -> Uptime:
    return Uptime()


@pytest.fixture
def backup(shop: ShopAtHand) -> str:
    return backups.back_up(shop.owner, backups.TakeBackup()).path


def rescue(shop: ShopAtHand, uptime: Uptime) -> FolderRescue:
    """As a new run of the program has it."""
    return FolderRescue(shop.folder, uptime=uptime)


def code_of(shop: ShopAtHand) -> str:
    return "\n".join(shop.store.recovery_code()[0])


def tried(shop: ShopAtHand, uptime: Uptime, backup: str, code: str) -> str:
    """The code of the error of one try, or ""."""
    try:
        rescue(shop, uptime).look(backup, code)
    except PosError as error:
        return error.code
    return ""


def test_five_wrong_codes_wait_a_minute_then_five_then_thirty(
    shop: ShopAtHand, backup: str, uptime: Uptime
) -> None:
    wrong = code_of(shop).replace(code_of(shop)[0], "A" if code_of(shop)[0] != "A" else "B", 1)
    for minutes in (1, 5, 30, 30):
        found = [tried(shop, uptime, backup, wrong) for _ in range(5)]
        assert found == ["recovery_code"] * 4 + ["locked_out"]
        # While it waits the right code is not heard either, and a new run waits on.
        assert tried(shop, uptime, backup, code_of(shop)) == "locked_out"
        uptime.ms += minutes * MINUTE_MS - 1
        assert tried(shop, uptime, backup, code_of(shop)) == "locked_out"
        uptime.ms += 1
    assert tried(shop, uptime, backup, code_of(shop)) == ""
    assert tried(shop, uptime, backup, wrong) == "recovery_code"


def test_a_restart_of_the_machine_does_not_end_the_wait(
    shop: ShopAtHand, backup: str, uptime: Uptime
) -> None:
    for _ in range(5):
        tried(shop, uptime, backup, "WRONG")
    uptime.ms = 0
    assert tried(shop, uptime, backup, code_of(shop)) == "locked_out"


def test_the_try_is_on_the_disk_before_it_is_answered(
    shop: ShopAtHand, backup: str, uptime: Uptime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_text: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pos_desktop.persistence.rescue.read_recovery", killed)
        for _ in range(5):
            with pytest.raises(KeyboardInterrupt):
                rescue(shop, uptime).look(backup, code_of(shop))
    assert tried(shop, uptime, backup, code_of(shop)) == "locked_out"


def test_without_the_count_a_wrong_code_could_be_tried_for_ever(
    shop: ShopAtHand, backup: str, uptime: Uptime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tries, "_write", lambda _tries, _guard: None)
    assert {tried(shop, uptime, backup, "WRONG") for _ in range(20)} == {"recovery_code"}


def test_the_file_tells_others_nothing(shop: ShopAtHand, backup: str, uptime: Uptime) -> None:
    tried(shop, uptime, backup, "WRONG")
    file = keys_folder() / TRIES_FILE
    assert file.stat().st_mode & 0o077 == 0
    assert "WRONG" not in file.read_text("ascii")


def test_a_count_that_cannot_be_read_lets_nobody_try(
    shop: ShopAtHand, backup: str, uptime: Uptime
) -> None:
    (keys_folder() / TRIES_FILE).write_text("nonsense")
    assert tried(shop, uptime, backup, code_of(shop)) == "tries_unreadable"


def test_a_missing_backup_is_no_wrong_try(
    shop: ShopAtHand, uptime: Uptime, tmp_path: Path, backup: str
) -> None:
    for _ in range(9):
        with pytest.raises(BadInput):
            rescue(shop, uptime).look(str(tmp_path / "none.db"), code_of(shop))
    assert tried(shop, uptime, backup, code_of(shop)) == ""


@pytest.mark.parametrize("login", ["manager", "cashier", "nobody"])
def test_only_the_owner_proves_themselves_and_wrong_tries_lock(
    shop: ShopAtHand, backup: str, uptime: Uptime, login: str
) -> None:
    secret = {"manager": "2468", "cashier": "1357"}.get(login, "x")
    found = []
    for _ in range(5):
        with pytest.raises(Refused) as refusal:
            rescue(shop, uptime).prove(backup, RestoreProof(login=login, password=secret))
        found.append(refusal.value.code)
    assert found[-1] == "locked_out"
    assert set(found[:-1]) <= {"wrong_pin", "not_allowed"}


def test_what_is_asked_for_in_the_shop_goes_by_the_table(shop: ShopAtHand, backup: str) -> None:
    request = AskRestore(file=backup, taken_at="2026-02-18")
    with pytest.raises(Refused, match="may not restore"):
        ask_restore(shop.manager, request)
    assert ask_restore(shop.owner, request).user == "Meena Sharma"
