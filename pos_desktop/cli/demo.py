"""``pos-desktop demo``: make the demo shop, and open it."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pos_desktop.application import customers, items
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.set_up import set_up_shop
from pos_desktop.cli.demo_days import DemoDays, PlayedClock
from pos_desktop.cli.demo_shop import USERS, demo_customers, demo_set_up
from pos_desktop.cli.main import DONE
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.persistence.shop_folder import STORE, create_shop, open_shop
from pos_desktop.persistence.store import SqlStore

MOST_DAYS = 400
OFFSCREEN_DAY = date(2026, 2, 18)
"""The day that is played for pictures: the same at every run, so that pictures compare."""


def demo(options: argparse.Namespace) -> int:
    """Run ``demo`` with its options; returns the exit status."""
    from pos_desktop.app import demo_shop

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
        today = datetime.now(UTC).date()
        made = make_demo_shop(folder, days=options.days, seed=options.seed, today=today)
        made.close()
    if options.no_window:
        print(json.dumps({"shop": str(folder)}))
        return DONE
    from pos_desktop.app import run_till

    return run_till(folder)


def make_demo_shop(folder: Path, *, days: int, seed: int, today: date) -> SqlStore:
    """A new demo shop with *days* of history before *today*; printouts go to a folder in it."""
    from pos_desktop.app import desk_for

    store = create_shop(folder)
    first = today - timedelta(days=days)
    clock = PlayedClock(datetime.combine(first, datetime.min.time(), tzinfo=UTC))
    desk = desk_for(store, clock=clock)
    set_up_shop(desk, demo_set_up())
    by_role = {user.login: sign_in(desk, user.login, user.secret) for user in USERS}
    cashier, manager = by_role["cashier"], by_role["manager"]
    regulars = [customers.create(cashier, given) for given in demo_customers()]
    story = DemoDays(cashier, manager, seed)
    story.know(regulars, _catalogue(cashier))
    for ago in range(days, 0, -1):
        story.play(today - timedelta(days=ago))
        _progress(days - ago + 1, days)
    with store.work() as work:
        terminal = cashier.signed_in.terminal
        printer = work.people.printer(terminal.id)
        work.people.set_printer(terminal.id, _to_folder(printer, folder / "printouts"))
        work.commit()
    return store


def _catalogue(desk: Desk) -> list[items.ItemView]:
    """Every item of the demo shop, by its code."""
    set_up = demo_set_up()
    outlet_id = desk.signed_in.outlet_id
    with desk.store.look() as look:
        today = desk.clock().date()
        found = [look.items.by_code(outlet_id, row.item.code, today) for row in set_up.items]
    return [items.view_item(item) for item in found if item is not None]


def _to_folder(printer: PrinterSettings, folder: Path) -> PrinterSettings:
    folder.mkdir(exist_ok=True)
    return replace(printer, connection="file", address=str(folder), drawer_pin=2)


def _throw_away(folder: Path) -> None:
    """Remove an old demo shop, and never anything else."""
    if not (folder / STORE).exists():
        return
    store = open_shop(folder)
    with store.look() as look:
        is_demo = look.people.only_outlet().is_demo
    store.close()
    if not is_demo:
        raise Refused(f"{folder} is not a demo shop; it is left alone.", code="not_a_demo_shop")
    shutil.rmtree(folder)


def _progress(done: int, days: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == days else ""
        print(f"\rPlaying day {done} of {days}", end=end, file=sys.stderr, flush=True)
