"""What could explain a variance: candidates, the likeliest first, each a sentence to check.

A shortage is negative: there is less in the drawer than its entries say. Nothing here decides;
each candidate is a place to look, with the document it is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pos_desktop.domain.money import PAISE_PER_RUPEE, Paise, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import DENOMINATIONS

MOST_CANDIDATES = 8
_WORDS = {Method.CARD: "card", Method.UPI: "UPI", Method.CREDIT: "the account"}
# A UPI reference (RRN) has twelve digits; a UPI transaction id begins with letters of the bank.
_UPI_REFERENCE = re.compile(r"\d{12}|[A-Za-z]{3,4}[A-Za-z0-9]{20,}|[\w.-]{2,}@[A-Za-z]{2,}")


class BillTender(Struct, frozen=True, kw_only=True):
    """A tender of a bill of the shift, after corrections; ``change`` is what its bill gave back."""

    bill_number: str
    method: Method
    amount: Paise
    reference: str = ""
    change: Paise = 0


class Moved(Struct, frozen=True, kw_only=True):
    """A pay-in, payout or cash drop; signed as it moved the drawer. ``number`` is its slip's."""

    number: str
    amount: Paise
    reason: str
    is_of_this_shift: bool = True
    day: str = ""


class Candidate(Struct, frozen=True, kw_only=True):
    """Something that would explain the variance.

    Attributes:
        rank: 1 is the likeliest.
        kind: the rule that found it, stable for programs.
        sentence: what to check, for a person.
        bill_number: the bill to look at, where it is about one.
        slip_number: the cash slip to look at, where it is about one.
    """

    rank: int = 0
    kind: str
    sentence: str
    bill_number: str = ""
    slip_number: str = ""


class Evidence(Struct, frozen=True, kw_only=True):
    """What is known of a shift. ``counts`` is the count by denomination, empty without one."""

    variance: Paise
    counted: Paise
    counts: Mapping[str, int]
    tenders: Sequence[BillTender]
    moves: Sequence[Moved]


def explain(evidence: Evidence) -> tuple[Candidate, ...]:
    """Candidates, the likeliest first; none when the drawer is exact."""
    if evidence.variance == 0:
        return ()
    found: list[tuple[int, Candidate]] = []
    for weight, candidates in (
        (10, _upi_in_cash(evidence)),
        (20, _count_lines(evidence)),
        (30, _bill_equal(evidence)),
        (40, _moves(evidence)),
        (50, _change(evidence)),
        (60, _half(evidence)),
    ):
        found += [(weight, candidate) for candidate in candidates]
    found.sort(key=lambda pair: pair[0])
    kept: list[Candidate] = []
    for _, candidate in found[:MOST_CANDIDATES]:
        kept.append(
            Candidate(
                rank=len(kept) + 1,
                kind=candidate.kind,
                sentence=candidate.sentence,
                bill_number=candidate.bill_number,
                slip_number=candidate.slip_number,
            )
        )
    return tuple(kept)


def counts_of(stored: str) -> dict[str, int]:
    """The count by denomination as it is stored; empty where an amount was typed."""
    counts: dict[str, int] = json.loads(stored)
    return counts


def looks_like_upi(reference: str) -> bool:
    """Whether a reference has the form of a UPI one: nobody writes one beside cash."""
    return bool(_UPI_REFERENCE.fullmatch(reference.strip()))


def _upi_in_cash(evidence: Evidence) -> Iterator[Candidate]:
    if evidence.variance > 0:
        return
    for tender in evidence.tenders:
        if tender.method is Method.CASH and looks_like_upi(tender.reference):
            if tender.amount > -evidence.variance:
                continue
            yield Candidate(
                kind="upi_in_cash",
                sentence=(
                    f"Bill {tender.bill_number} is written down as {format_rupees(tender.amount)} "
                    f"in cash, but its reference {tender.reference} looks like a UPI one. Was it "
                    "paid by UPI?"
                ),
                bill_number=tender.bill_number,
            )


def _count_lines(evidence: Evidence) -> Iterator[Candidate]:
    off = -evidence.variance
    for rupees in DENOMINATIONS:
        count = evidence.counts.get(str(rupees), 0)
        wanted, rest = divmod(off, rupees * PAISE_PER_RUPEE)
        other = count + wanted
        if rest or other < 0:
            continue
        slip = _slip_of_the_pen(str(count), str(other))
        if slip:
            yield Candidate(
                kind="count_line",
                sentence=(
                    f"{count} × ₹{rupees} was counted; with {other} the drawer would be exact. "
                    f"{slip}"
                ),
            )
    yield from _swapped_lines(evidence.counts, off)
    if not evidence.counts:
        counted, expected = evidence.counted, evidence.counted + off
        slip = _slip_of_the_pen(_digits(counted), _digits(expected)) if expected > 0 else ""
        if slip:
            yield Candidate(
                kind="amount_typed",
                sentence=(
                    f"{format_rupees(counted)} was typed, {format_rupees(expected)} would be "
                    f"exact. {slip}"
                ),
            )


def _swapped_lines(counts: Mapping[str, int], off: Paise) -> Iterator[Candidate]:
    """Two neighbouring lines whose numbers were written in each other's place."""
    for high, low in pairwise(DENOMINATIONS):
        first, second = counts.get(str(high), 0), counts.get(str(low), 0)
        changed = (high - low) * (second - first) * PAISE_PER_RUPEE
        if changed == off and first != second:
            yield Candidate(
                kind="count_lines_swapped",
                sentence=(
                    f"{first} × ₹{high} and {second} × ₹{low} were counted; the other way round "
                    "the drawer would be exact. Were the two lines swapped?"
                ),
            )


def _bill_equal(evidence: Evidence) -> Iterator[Candidate]:
    amount = abs(evidence.variance)
    short = evidence.variance < 0
    for tender in evidence.tenders:
        if tender.amount != amount:
            continue
        if short and tender.method is Method.CASH:
            if looks_like_upi(tender.reference):
                continue
            yield Candidate(
                kind="bill_equal",
                sentence=(
                    f"Bill {tender.bill_number} took exactly {format_rupees(amount)} in cash. Was "
                    "it paid another way, or not at all?"
                ),
                bill_number=tender.bill_number,
            )
        elif not short and tender.method in _WORDS:
            yield Candidate(
                kind="bill_equal",
                sentence=(
                    f"Bill {tender.bill_number} has exactly {format_rupees(amount)} on "
                    f"{_WORDS[tender.method]}. Was it paid in cash?"
                ),
                bill_number=tender.bill_number,
            )


def _moves(evidence: Evidence) -> Iterator[Candidate]:
    amount = abs(evidence.variance)
    short = evidence.variance < 0
    seen: set[str] = set()
    for move in evidence.moves:
        if move.is_of_this_shift:
            if (move.amount > 0) is short and abs(move.amount) * 2 == amount:
                done = "put in" if move.amount > 0 else "taken out"
                yield Candidate(
                    kind="move_reversed",
                    sentence=(
                        f"Slip {move.number}, {format_rupees(abs(move.amount))} {done} "
                        f"({move.reason}), is half of the difference. Did the cash go the other "
                        "way?"
                    ),
                    slip_number=move.number,
                )
            elif (move.amount > 0) is short and abs(move.amount) == amount:
                yield Candidate(
                    kind="move_not_made",
                    sentence=(
                        f"Slip {move.number} is of exactly {format_rupees(amount)} "
                        f"({move.reason}). Was the cash really moved?"
                    ),
                    slip_number=move.number,
                )
        elif short and move.amount == -amount and move.reason not in seen:
            seen.add(move.reason)
            yield Candidate(
                kind="payout_missing",
                sentence=(
                    f"{format_rupees(amount)} was paid out on {move.day} ({move.reason}). Was it "
                    "paid this time too, and not written down?"
                ),
                slip_number=move.number,
            )


def _change(evidence: Evidence) -> Iterator[Candidate]:
    amount = abs(evidence.variance)
    for bill_number, change in _changes(evidence.tenders):
        if change == amount:
            asks = "given twice" if evidence.variance < 0 else "never given"
            yield Candidate(
                kind="change",
                sentence=(
                    f"The change of bill {bill_number} was {format_rupees(change)}. Was it {asks}?"
                ),
                bill_number=bill_number,
            )


def _half(evidence: Evidence) -> Iterator[Candidate]:
    amount = abs(evidence.variance)
    if amount % 2:
        return
    for tender in evidence.tenders:
        if tender.method is Method.CASH and tender.amount * 2 == amount:
            asks = (
                "given back instead of taken" if evidence.variance < 0 else "taken more than once"
            )
            yield Candidate(
                kind="bill_half",
                sentence=(
                    f"Bill {tender.bill_number} took {format_rupees(tender.amount)} in cash, half "
                    f"of the difference. Was the money {asks}?"
                ),
                bill_number=tender.bill_number,
            )


def _changes(tenders: Iterable[BillTender]) -> Iterator[tuple[str, Paise]]:
    seen: set[str] = set()
    for tender in tenders:
        if tender.change and tender.bill_number not in seen:
            seen.add(tender.bill_number)
            yield tender.bill_number, tender.change


def _slip_of_the_pen(typed: str, meant: str) -> str:
    """How *typed* could have come of *meant*: digits swapped, one dropped, or one too many."""
    if typed == meant:
        return ""
    if len(typed) == len(meant):
        at = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        is_swap = (
            len(at) == 2 and at[1] == at[0] + 1 and typed[at[0]] + typed[at[1]] == _swap(meant, at)
        )
        return "Were two digits swapped?" if is_swap else ""
    if len(typed) + 1 == len(meant) and typed != "0" and _drops_to(meant, typed):
        return "Was a digit left out?"
    if len(typed) == len(meant) + 1 and meant != "0" and _drops_to(typed, meant):
        return "Was a digit typed twice?"
    return ""


def _swap(text: str, at: Sequence[int]) -> str:
    return text[at[1]] + text[at[0]]


def _drops_to(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _digits(paise: Paise) -> str:
    """Rupees without paise where there are none: that is what was typed."""
    rupees, rest = divmod(paise, PAISE_PER_RUPEE)
    return str(paise) if rest else str(rupees)
