"""What every document begins and ends with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pos_desktop.printouts.blocks import Align, Block, Size, Text

DEMO_MARK = "DEMO - NOT A TAX DOCUMENT"


def demo_mark(is_demo: bool) -> Iterator[Block]:
    """The mark of a demo shop, in tall bold letters; nothing for a real one."""
    if is_demo:
        yield Text(text=DEMO_MARK, align=Align.CENTRE, size=Size.TALL, bold=True)


def outlet_heading(
    name: str, address: str, phone: str, *, legal: str = "", phone_label: str = "Ph"
) -> Iterator[Block]:
    """Name, legal name where it is another, address and telephone of the shop."""
    yield Text(text=name, align=Align.CENTRE, size=Size.BIG, bold=True)
    if legal.strip() and legal != name:
        yield Text(text=f"({legal})", align=Align.CENTRE)
    yield from centred(address)
    if phone.strip():
        yield Text(text=f"{phone_label}: {phone}", align=Align.CENTRE)


def centred(text: str) -> Iterator[Block]:
    """A text of several lines, each in the middle."""
    for line in text.splitlines():
        yield Text(text=line.strip(), align=Align.CENTRE)


def date_of(moment: datetime) -> str:
    """As India writes a date: 18-02-2026."""
    return f"{moment.day:02}-{moment.month:02}-{moment.year}"


def time_of(moment: datetime) -> str:
    """Hours and minutes: 17:05."""
    return f"{moment.hour:02}:{moment.minute:02}"


def state_line(label: str, name: str, code: str, *, align: Align = Align.LEFT) -> Text:
    """A State with its code, as Rule 46 asks: ``State: Madhya Pradesh (23)``."""
    return Text(text=f"{label}: {name} ({code})", align=align)
