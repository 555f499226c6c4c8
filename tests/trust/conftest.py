"""What the tests of trust share: everything a store holds, and a child process at the till."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest
from msgspec.structs import replace

from pos_desktop.app import desk_for
from pos_desktop.application import shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.cli.demo_shop import make_demo_shop
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.persistence.store import SqlStore
from pos_desktop.persistence.tables import metadata

ROOT = Path(__file__).parents[2]

Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def dump() -> Callable[[SqlStore], Dump]:
    """Every row of every table of a store."""

    def dumped(store: SqlStore) -> Dump:
        with store.look() as look:
            return {
                name: sorted(
                    (tuple(row) for row in look.sql.exec_driver_sql(f'SELECT * FROM "{name}"')),
                    key=repr,
                )
                for name in metadata.tables
            }

    return dumped


@pytest.fixture(scope="session")
def trust_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop with an open shift: ``shop`` and its ``keys``."""
    folder = tmp_path_factory.mktemp("trust")
    # What the copies print must not fill what the next one is copied from.
    printouts = tmp_path_factory.mktemp("printouts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POS_KEYS", str(folder / "keys"))
        today = date(2026, 2, 18)
        shop = folder / "shop"
        with closing(
            make_demo_shop(shop, days=0, seed=1, today=today, printouts=printouts)
        ) as store:
            cashier = sign_in(desk_for(store), "cashier", "1357")
            shifts.open_shift(cashier, shifts.OpenShift(opening_cash=2000_00))
    return folder


class ShopOfChildren:
    """A demo shop at which child processes work; they may be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "shop"

    def start(self, use_case: str, stdout: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """``call --lines`` by the cashier; one JSON document a line in, one answer a line out."""
        program = [sys.executable, "-m", "pos_desktop", "call", "--lines"]
        where = ["--shop", str(self.folder), "--user", "cashier", use_case, "-"]
        return subprocess.Popen(
            [*program, *where],
            cwd=ROOT,
            env=os.environ | {"POS_PIN": "1357"},
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )

    @contextmanager
    def opened(self) -> Iterator[tuple[SqlStore, Desk]]:
        """The store as the next start finds it, and the owner's desk there."""
        with closing(open_shop(self.folder)) as store:
            yield store, sign_in(desk_for(store), "owner", "demo-owner")


@pytest.fixture
def children(
    trust_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ShopOfChildren:
    """A copy of the demo shop with an open shift, for child processes."""
    folder = tmp_path / "trust"
    shutil.copytree(trust_template, folder)
    monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
    return ShopOfChildren(folder)


@pytest.fixture(scope="session")
def answers() -> Callable[[bytes], list[dict[str, Any]]]:
    """The whole lines of what a child told; a line cut off by a kill was never told."""

    def read(told: bytes) -> list[dict[str, Any]]:
        return [json.loads(line) for line in told.split(b"\n")[:-1]]

    return read


@pytest.fixture
def with_printer() -> Callable[[Any, Path], None]:
    """Give the shop's terminal a printer, so that its sales make print jobs."""

    def furnish(shop: Any, folder: Path) -> None:
        terminal = shop.cashier.signed_in.terminal.id
        with shop.store.work() as work:
            now = work.people.printer(terminal)
            printer = replace(now, connection="file", address=str(folder), drawer_pin=2)
            work.people.set_printer(terminal, printer)
            work.commit()

    return furnish
