"""The page of the audit log, without Qt."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application import audit
from pos_desktop.application.users import AllUsers, Staff, all_users
from pos_desktop.domain.audit import AuditEntry
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.bills.paging import FIRST_PAGE, PageState, page_state
from pos_desktop.ui.bills.periods import Period, chosen_dates
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.audit_words import (
    Translate,
    action_words,
    detail_label,
    details_of,
    is_id,
    is_of_machine,
    sentence_of,
    untranslated,
    value_words,
)

ENTRIES_A_PAGE = 50


class AuditRow(Struct, frozen=True, kw_only=True):
    """An entry in the list; ``facts`` are the (name, value) pairs of its details."""

    moment: str
    who: str
    sentence: str
    facts: tuple[tuple[str, str], ...]


class AuditState(Struct, frozen=True, kw_only=True):
    """The page. ``people`` are the names to filter by."""

    text: str = ""
    person: str = ""
    action: str = ""
    with_bills: bool = False
    period: Period = Period.ALL
    first: date | None = None
    last: date | None = None
    people: tuple[str, ...] = ()
    rows: tuple[AuditRow, ...] = ()
    page: PageState = FIRST_PAGE
    was_read: bool = False
    problem: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether fewer entries are asked for than there are."""
        return bool(self.text or self.person or self.action or self.first or self.last)


class AuditView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: AuditState) -> None: ...


class AuditPresenter:
    """Finds what was done; newest first."""

    def __init__(
        self, counter: Counter, view: AuditView, translate: Translate = untranslated
    ) -> None:
        self._counter = counter
        self._translate = translate
        self._view = view
        self._state = AuditState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front: there may be newer entries."""
        self._read(self._state.page.page)
        self._counter.read(all_users, AllUsers(), self._know_people, latest="audit.people")

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def search_changed(self, text: str) -> None:
        """Part of a number, a name or a reason."""
        if text.strip() != self._state.text:
            self._filter(text=text.strip())

    def person_chosen(self, name: str) -> None:
        """Only what one person did, or "" for everybody."""
        self._filter(person=name)

    def action_chosen(self, action: str) -> None:
        """Only one kind of entry, or "" for all."""
        self._filter(action=action)

    def bills_switched(self, on: bool) -> None:
        """With every bill among them, or without."""
        self._filter(with_bills=on)

    def period_chosen(self, period: Period) -> None:
        """One of the named periods; the user's own begins with the dates shown last."""
        today = self._counter.today
        first, last = chosen_dates(period, today, (self._state.first, self._state.last))
        self._filter(period=period, first=first, last=last)

    def dates_chosen(self, first: date, last: date) -> None:
        """The user's own dates, inclusive."""
        self._filter(period=Period.CHOSEN, first=first, last=last)

    def page_turned(self, step: int) -> None:
        """The next page (1), or the one before (-1)."""
        page = self._state.page.page + step
        if 1 <= page <= self._state.page.pages:
            self._read(page)

    # -- inside --------------------------------------------------------------------------

    def _filter(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._read(1)

    def _read(self, page: int) -> None:
        state = self._state
        self._counter.read(
            audit.search,
            audit.SearchAudit(
                user=state.person,
                action=state.action,
                q=state.text,
                first=state.first,
                last=state.last,
                # Who asks for bills by name wants to see them.
                notable=not (state.with_bills or state.action == "bill.issued"),
                page=page,
                limit=ENTRIES_A_PAGE,
            ),
            self._show,
            failed=self._failed,
            latest="audit",
        )

    def _show(self, found: audit.AuditPage) -> None:
        self._display(
            rows=tuple(self._row(entry) for entry in found.entries),
            page=page_state(found.pagination),
            was_read=True,
            problem="",
        )

    def _failed(self, error: PosError) -> None:
        self._display(problem=error.message, rows=(), page=FIRST_PAGE)

    def _know_people(self, staff: Staff) -> None:
        self._display(people=tuple(member.name for member in staff.users))

    def _row(self, entry: AuditEntry) -> AuditRow:
        at = self._counter.local_time(entry.at)
        facts = [
            ("When", f"{at:%d-%m-%Y %H:%M:%S}"),
            ("Who", entry.user_name or "Nobody was signed in"),
            ("What", action_words(entry.action, self._translate)),
        ]
        if entry.subject and not is_id(entry.subject):
            facts.append(("Of", entry.subject))
        facts += [
            (detail_label(key), value_words(key, value))
            for key, value in details_of(entry).items()
            if not is_of_machine(key, value)
        ]
        return AuditRow(
            moment=f"{at:%d-%m-%Y  %H:%M}",
            who=entry.user_name or "—",
            sentence=sentence_of(entry, self._translate),
            facts=tuple(facts),
        )

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
