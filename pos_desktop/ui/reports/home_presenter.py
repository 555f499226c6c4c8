"""The owner's first page, without Qt."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.owner_home import AskHome, DayFigures, Home, home
from pos_desktop.application.report_tables import Picture, Shape
from pos_desktop.domain.measures import format_percent
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone

_STALE_HOURS = 36


class Told(Struct, frozen=True, kw_only=True):
    """A card: its figure, a note below, and what it means."""

    figure: str = "–"
    note: str = ""
    tone: Tone = "text"


class HomeState(Struct, frozen=True, kw_only=True):
    """The page."""

    today: Told = Told()
    last_week: Told = Told()
    change: Told = Told()
    owed: Told = Told()
    backup: Told = Told()
    picture: Picture | None = None
    picture_before: Picture | None = None


class HomeView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: HomeState) -> None: ...


class HomePresenter:
    """Reads the figures when the page comes to the front."""

    def __init__(self, counter: Counter, view: HomeView) -> None:
        self._counter = counter
        self._view = view
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front: there may be newer bills."""
        self._counter.read(home, AskHome(), self._show, latest="reports.home")

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def _show(self, found: Home) -> None:
        if self._is_gone:
            return
        owing = f"{found.owing} customers owe" if found.owing else "Nobody owes"
        self._view.display(
            HomeState(
                today=Told(figure=format_rupees(found.today.net), note=_bills(found.today)),
                last_week=Told(
                    figure=format_rupees(found.last_week.net),
                    note=f"The whole day: {format_rupees(found.last_week_whole.net)}",
                ),
                change=_change(found),
                owed=Told(
                    figure=format_rupees(found.owed),
                    note=owing,
                    tone="owes" if found.owed else "text",
                ),
                backup=self._backup(found.last_backup_at),
                picture=_picture("Today, hour by hour", found, today=True),
                picture_before=_picture("The same day last week", found, today=False),
            )
        )

    def _backup(self, at: datetime | None) -> Told:
        if at is None:
            return Told(figure="None yet", note="Take one in Settings", tone="owes")
        hours = int((self._counter.desk.clock() - at).total_seconds() // 3600)
        ago = f"{hours} hours ago" if hours < 48 else f"{hours // 24} days ago"
        when = f"{self._counter.local_time(at):%d-%m-%Y %H:%M}"
        tone: Tone = "warning" if hours > _STALE_HOURS else "text"
        return Told(figure="Within the hour" if hours < 1 else ago, note=when, tone=tone)


def _bills(figures: DayFigures) -> str:
    if not figures.bills:
        return "No bill yet"
    return f"{figures.bills} bills, {format_rupees(figures.average)} on average"


def _change(found: Home) -> Told:
    """In words and by a sign, never by colour alone."""
    if found.change is None:
        return Told(note="Nothing was sold by this hour last week")
    percent = format_percent(abs(found.change))
    if found.change == 0:
        return Told(figure="The same", note="Against last week by this hour")
    word, tone = ("▲ {}% more", "credit") if found.change > 0 else ("▼ {}% less", "warning")
    shown: Tone = "credit" if tone == "credit" else "warning"
    return Told(figure=word.format(percent), note="Against last week by this hour", tone=shown)


def _picture(title: str, found: Home, *, today: bool) -> Picture | None:
    if not found.hours:
        return None
    return Picture(
        shape=Shape.COLUMNS,
        title=title,
        labels=tuple(f"{row.hour:02d}" for row in found.hours),
        values=tuple(row.today if today else row.last_week for row in found.hours),
    )
