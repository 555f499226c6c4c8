"""A closed shift as people read it: every term of the drawer, and the variance in words. No Qt."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from pos_desktop.application.shifts import CountView, DrawerTold, ShiftClosed, ShiftCounted
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone

TermKind = Literal["start", "plus", "minus", "sum"]


class Term(Struct, frozen=True, kw_only=True):
    """One row of the drawer's arithmetic. The label is an English source text."""

    label: str
    amount: str
    kind: TermKind


class DrawerResult(Struct, frozen=True, kw_only=True):
    """What a close found. ``variance`` is "Short ₹150.00", "Over ₹20.00" or "Exact"."""

    number: int
    business_date: str
    opened: str
    closed: str
    terms: tuple[Term, ...]
    variance: str
    tone: Tone
    note: str
    terminal: str = ""
    z_number: str = ""
    approved: str = ""
    counts: tuple[str, ...] = ()
    """Each count of the close, where there was more than one."""
    held: tuple[str, ...] = ()


def variance_tone(variance: Paise) -> Tone:
    """Short is red, over is amber (it is somebody's change), exact is green."""
    if variance == 0:
        return "credit"
    return "owes" if variance < 0 else "warning"


def date_words(moment: datetime) -> str:
    """As India writes a date: 18-02-2026."""
    return f"{moment:%d-%m-%Y}"


def time_words(moment: datetime) -> str:
    """Hours and minutes: 17:05."""
    return f"{moment:%H:%M}"


def drawer_result(closed: ShiftClosed, counter: Counter) -> DrawerResult:
    """A closed shift, in the times of the outlet."""
    opened_at = counter.local_time(closed.opened_at)
    closed_at = counter.local_time(closed.closed_at)
    return DrawerResult(
        number=closed.number,
        business_date=f"{closed.business_date:%d-%m-%Y}",
        opened=f"{closed.opened_by}, {date_words(opened_at)} {time_words(opened_at)}",
        closed=f"{closed.closed_by}, {date_words(closed_at)} {time_words(closed_at)}",
        terms=_terms(closed),
        variance=closed.variance_words,
        tone=variance_tone(closed.cash_variance),
        note=closed.reason,
        terminal=closed.terminal,
        z_number=closed.z_number,
        approved=closed.approved_by,
        counts=_counts(closed.counts, counter),
        held=closed.held_orders,
    )


def counted_result(counted: ShiftCounted, counter: Counter) -> DrawerResult:
    """A drawer that is counted and not closed yet."""
    return DrawerResult(
        number=counted.number,
        business_date="",
        opened="",
        closed="",
        terms=_terms(counted),
        variance=counted.variance_words,
        tone=variance_tone(counted.cash_variance),
        note="",
        terminal=counted.terminal,
        counts=_counts(counted.counts, counter),
        held=counted.held_orders,
    )


def _counts(counts: tuple[CountView, ...], counter: Counter) -> tuple[str, ...]:
    if len(counts) < 2:
        return ()
    return tuple(
        f"Count {found.number} by {found.by}, {time_words(counter.local_time(found.at))}: "
        f"{format_rupees(found.counted)} ({found.variance_words})"
        for found in counts
    )


def _terms(closed: DrawerTold) -> tuple[Term, ...]:
    rows: tuple[tuple[str, Paise, TermKind], ...] = (
        ("Opening cash", closed.opening_cash, "start"),
        ("Cash sales", closed.cash_sales, "plus"),
        ("Collected on accounts", closed.cash_collections, "plus"),
        ("Pay-ins", closed.pay_ins, "plus"),
        ("Refunds", closed.cash_refunds, "minus"),
        ("Payouts", closed.cash_payouts, "minus"),
        ("Cash drops to the safe", closed.cash_drops, "minus"),
        ("Expected cash", closed.expected_cash, "sum"),
        ("Counted", closed.closing_cash, "start"),
    )
    return tuple(
        Term(label=label, amount=format_rupees(amount), kind=kind) for label, amount, kind in rows
    )
