"""``pos-desktop demo``: make the demo shop, and open it."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from pos_desktop.cli.demo_shop import OUTLET, PRINTOUTS, make_demo_shop
from pos_desktop.cli.outcome import DONE
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.persistence.shop_folder import ABOUT, STORE, move_shop, open_shop
from pos_desktop.persistence.store import SqlStore

MOST_DAYS = 400
DAYS, SEED = 30, 1


def demo(options: argparse.Namespace) -> int:
    """Run ``demo`` with its options; returns the exit status."""
    from pos_desktop.app import demo_shop, system_clock

    if not 0 <= options.days <= MOST_DAYS:
        raise BadInput(f"A demo shop has 0 to {MOST_DAYS} past days.", field="days")
    if options.offscreen is not None:
        from pos_desktop.cli.day_at_the_shop import play_day

        return play_day(options.offscreen, days=options.days, seed=options.seed)
    folder: Path = options.shop or demo_shop()
    if options.fresh:
        _throw_away(folder)
    if not (folder / STORE).exists():
        print(f"Making the demo shop in {folder} …", file=sys.stderr)
        today = OUTLET.business_date(system_clock())
        make_whole(folder, days=options.days, seed=options.seed, today=today)
    if options.no_window:
        print(json.dumps({"shop": str(folder)}))
        return DONE
    from pos_desktop.app import run_till

    return run_till(folder, make_demo=demo_for_window)


def make_whole(
    folder: Path,
    *,
    days: int,
    seed: int,
    today: date,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Make the shop beside its place and move it there when it is done."""
    making = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    printouts = folder / PRINTOUTS
    make_demo_shop(
        making, days=days, seed=seed, today=today, printouts=printouts, told=told
    ).close()
    move_shop(making, folder)
    printouts.mkdir(exist_ok=True)
    shutil.rmtree(making)


def demo_for_window(told: Callable[[int, int], None]) -> Path:
    """The demo shop of this computer's user, made if there is none yet; returns its folder."""
    from pos_desktop.app import demo_shop, system_clock

    folder = demo_shop()
    if not (folder / STORE).exists():
        today = OUTLET.business_date(system_clock())
        make_whole(folder, days=DAYS, seed=SEED, today=today, told=told)
    return folder


def _throw_away(folder: Path) -> None:
    """Remove an old demo shop's own files, and never anything else."""
    if not (folder / STORE).exists():
        return
    with closing(open_shop(folder)) as store:
        is_demo = _is_demo(store)
    if not is_demo:
        raise Refused(f"{folder} is not a demo shop; it is left alone.", code="not_a_demo_shop")
    for file in (*folder.glob(f"{STORE}*"), folder / ABOUT):
        file.unlink()
    shutil.rmtree(folder / PRINTOUTS, ignore_errors=True)


def _is_demo(store: SqlStore) -> bool:
    """Whether it is a demo shop; one that was never set up is none."""
    try:
        with store.look() as look:
            return look.people.only_outlet().is_demo
    except Refused:
        return False
