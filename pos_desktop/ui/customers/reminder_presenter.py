"""Reminding one customer or many, one after the other; without Qt.

Nothing is opened by itself: each reminder goes out only when its key is pressed.
"""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application import reminders
from pos_desktop.application.reminders import Channel, Reminder
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.reminders import Language
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.state import phone_words
from pos_desktop.ui.language.catalogue import catalogue_in_use, catalogue_of


class ReminderState(Struct, frozen=True, kw_only=True):
    """The whole sheet; ``place`` counts from 1."""

    place: int = 0
    many: int = 0
    who: str = ""
    owed: str = ""
    text: str = ""
    last: str = ""
    """When the customer was reminded last, and what was promised; "" for neither."""
    language: Language = Language.ENGLISH
    has_phone: bool = False
    was_read: bool = False
    problem: str = ""


class ReminderView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: ReminderState) -> None: ...
    def open_link(self, link: str) -> None: ...
    def copy(self, text: str) -> None: ...


class ReminderPresenter:
    """Shows one reminder after the other, sends each when asked, and remembers that."""

    def __init__(self, counter: Counter, view: ReminderView, customer_ids: tuple[int, ...]) -> None:
        self._counter = counter
        self._view = view
        self._ids = customer_ids
        self._reminders: tuple[Reminder, ...] = ()
        self._at = 0
        # Whoever reads the till in Hindi writes to the customers in Hindi, until told otherwise.
        speaks_hindi = catalogue_in_use() is catalogue_of("hi")
        self._state = ReminderState(language=Language.HINDI if speaks_hindi else Language.ENGLISH)
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up."""
        self._read()

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def language_chosen(self, language: Language) -> None:
        """The words in another language."""
        self._state = replace(self._state, language=language)
        self._read()

    def turned(self, step: int) -> None:
        """The next customer (1), or the one before (-1)."""
        if 0 <= self._at + step < len(self._reminders):
            self._at += step
            self._display()

    def sent(self, channel: Channel) -> None:
        """The reminder that is shown is wanted there."""
        if not self._reminders:
            return
        shown = self._reminders[self._at]
        links = {Channel.WHATSAPP: shown.whatsapp, Channel.SMS: shown.sms}
        link = links.get(channel, "")
        if channel is Channel.CLIPBOARD:
            self._view.copy(shown.text)
        elif link:
            self._view.open_link(link)
        else:
            self._display(problem="This customer has no phone. Copy the text instead.")
            return
        request = reminders.Remind(customer_id=shown.customer_id, channel=channel)
        self._counter.write(reminders.remind, request, self._remembered)

    # -- inside --------------------------------------------------------------------------

    def _read(self) -> None:
        request = reminders.RemindersFor(customer_ids=self._ids, language=self._state.language)
        self._counter.read(
            reminders.reminders, request, self._show, failed=self._failed, latest="reminders"
        )

    def _show(self, answer: reminders.Reminders) -> None:
        self._reminders = answer.reminders
        self._at = min(self._at, max(len(self._reminders) - 1, 0))
        self._display(was_read=True)

    def _remembered(self, answer: reminders.Reminded) -> None:
        self._reminders = tuple(
            replace(one, reminded_at=answer.reminded_at)
            if one.customer_id == answer.customer_id
            else one
            for one in self._reminders
        )
        self._display()

    def _failed(self, error: PosError) -> None:
        self._display(problem=error.message, was_read=True)

    def _display(self, **changes: Any) -> None:
        shown = self._reminders[self._at] if self._reminders else None
        self._state = replace(self._state, **{"problem": "", **changes})
        self._state = replace(
            self._state,
            place=self._at + 1 if shown else 0,
            many=len(self._reminders),
            who=f"{shown.name} · {phone_words(shown.phone)}" if shown and shown.phone else "",
            owed=format_rupees(shown.owed) if shown else "",
            text=shown.text if shown else "",
            last=self._last(shown) if shown else "",
            has_phone=bool(shown and shown.phone),
        )
        if shown and not shown.phone:
            self._state = replace(self._state, who=shown.name)
        if not self._is_gone:
            self._view.display(self._state)

    def _last(self, shown: Reminder) -> str:
        parts = []
        if shown.reminded_at is not None:
            parts.append(f"Reminded {self._counter.local_time(shown.reminded_at):%d-%m-%Y %H:%M}")
        if shown.promised_on is not None:
            parts.append(f"Promised for {shown.promised_on:%d-%m-%Y}")
        return " · ".join(parts)
