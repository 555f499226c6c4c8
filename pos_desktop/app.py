"""The composition root: the only place, with the command line, that knows every part.

Nothing heavy is imported at the top: what a command does not need it does not pay for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos_desktop.application.desk import Desk
from pos_desktop.application.printing import PrinterNow

if TYPE_CHECKING:
    from pos_desktop.persistence.store import SqlStore

APPLICATION = "pos-desktop"


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def new_uuid() -> str:
    """A new UUIDv7 (RFC 9562): ids made later sort later."""
    from uuid_utils import uuid7

    return str(uuid7())


def default_shop() -> Path:
    """Where the shop is kept unless ``--shop`` or ``POS_SHOP`` says otherwise."""
    from platformdirs import user_data_path

    chosen = os.environ.get("POS_SHOP")
    return Path(chosen) if chosen else user_data_path(APPLICATION, appauthor=False) / "shop"


def demo_shop() -> Path:
    """Where the demo shop is kept: a folder of its own, never the shop's."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "demo"


def desk_for(store: SqlStore, *, clock: Callable[[], datetime] = system_clock) -> Desk:
    """A desk at which nobody is signed in yet."""
    from pos_desktop.printouts.receipts import ReceiptPrintouts

    return Desk(
        store=store,
        clock=clock,
        new_uuid=new_uuid,
        printouts=ReceiptPrintouts(),
        secrets=store.secrets,
    )


@contextmanager
def printing(
    desk: Desk, *, on_change: Callable[[PrinterNow], None] = lambda _now: None
) -> Iterator[Desk]:
    """The same desk, with its terminal's printer at work behind it.

    Every transaction that commits wakes the worker; leaving waits a moment for what is being
    sent, and keeps the rest for the next start.
    """
    if desk.session is None:
        yield desk
        return
    with desk.store.look() as look:
        settings = look.people.printer(desk.session.terminal.id)
    if settings.connection == "none":
        yield desk
        return
    from pos_desktop.devices.worker import PrintWorker, transport_for

    worker = PrintWorker(settings, desk.store.print_jobs(), transport_for, on_change)
    worker.start()
    try:
        yield replace(desk, after_commit=lambda _use_case: worker.wake())
    finally:
        worker.close()
