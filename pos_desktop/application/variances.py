"""After a count: what could explain its variance, and card slips and UPI list against records."""

from __future__ import annotations

import json

from msgspec import Struct

from pos_desktop.application.counting import refuse_strangers, refuse_uncounted
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_here, short_text
from pos_desktop.application.ports import Work
from pos_desktop.application.wire import encode
from pos_desktop.domain.drawer import (
    Differing,
    Occasion,
    Recorded,
    Slip,
    SlipMatch,
    match_slips,
    total_of,
)
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import DrawerCount, Shift, variance_in_words
from pos_desktop.domain.variance import Candidate, Evidence, counts_of, explain

MOST_SLIPS = 2_000


class ExplainVariance(Struct, frozen=True, kw_only=True):
    """A shift by terminal and number, as in the history; the terminal's own unless given."""

    terminal: str | None = None
    number: int | None = None


class VarianceExplained(Struct, frozen=True, kw_only=True):
    """The variance, and where to look, the likeliest first."""

    cash_variance: Paise
    variance_words: str
    candidates: tuple[Candidate, ...]


class MatchSlips(Struct, frozen=True, kw_only=True):
    """The card slips that lie in the drawer, or the list of the UPI app."""

    method: Method
    slips: tuple[Slip, ...]


class SlipsMatched(Struct, frozen=True, kw_only=True):
    """What agrees and what does not; ``difference`` is counted − recorded."""

    method: Method
    recorded: Paise
    counted: Paise
    difference: Paise
    matched: int
    without_slip: tuple[Recorded, ...]
    without_record: tuple[Slip, ...]
    differing: tuple[Differing, ...]


@use_case(
    "shifts.explain", right=Right.CLOSE_OWN_SHIFT, what="see what explains a variance", writes=False
)
def explain_variance(desk: Desk, work: Work, request: ExplainVariance) -> VarianceExplained:
    """Candidates that would explain a variance; refused before the drawer is counted."""
    if request.number is None:
        shift = shift_here(desk, work, "explain")
        refuse_strangers(desk, shift, "look into")
        refuse_uncounted(shift)
        last = work.drawer.counts(shift.id, Occasion.CLOSE)[-1]
        evidence = _evidence(work, shift, last.counted, last.counts)
    else:
        desk.require(Right.SEE_SHIFT_HISTORY, "see the shift history")
        code = request.terminal or desk.signed_in.terminal.code
        closed = work.shifts.closed(desk.signed_in.outlet_id, code, request.number)
        if closed is None:
            raise BadInput(
                f"There is no closed shift {code}-{request.number}.",
                field="number",
                code="unknown_shift",
            )
        evidence = _evidence(work, closed.shift, closed.closing_cash, closed.counts)
    return VarianceExplained(
        cash_variance=evidence.variance,
        variance_words=variance_in_words(evidence.variance),
        candidates=explain(evidence),
    )


@use_case("shifts.match", right=Right.CLOSE_OWN_SHIFT, what="match card slips", writes=True)
def match(desk: Desk, work: Work, request: MatchSlips) -> SlipsMatched:
    """Card slips or the UPI list against what was recorded, by reference; after the count."""
    if request.method not in (Method.CARD, Method.UPI):
        raise BadInput("Only card slips and UPI payments are matched.", field="method")
    if len(request.slips) > MOST_SLIPS:
        raise BadInput(f"At most {MOST_SLIPS} are matched at once.", field="slips")
    for i, slip in enumerate(request.slips):
        short_text(slip.reference, field=f"slips[{i}].reference")
        if slip.amount <= 0:
            raise BadInput("Give an amount above zero.", field=f"slips[{i}].amount")
    shift = shift_here(desk, work, "match slips of")
    refuse_strangers(desk, shift, "look into")
    refuse_uncounted(shift)
    recorded = work.drawer.recorded(shift, request.method)
    found = match_slips(recorded, request.slips)
    session = desk.signed_in
    work.drawer.add_match(
        SlipMatch(
            uuid=desk.new_uuid(),
            outlet_id=shift.outlet_id,
            shift_id=shift.id,
            at=desk.clock(),
            user_id=session.user_id,
            user_name=session.user_name,
            method=request.method,
            recorded=total_of(recorded),
            counted=total_of(request.slips),
            matched=found.matched,
            slips=json.dumps([encode(slip) for slip in request.slips], ensure_ascii=False),
        )
    )
    desk.audit(
        work,
        "shift.slips_matched",
        shift.uuid,
        method=request.method.value,
        recorded=total_of(recorded),
        counted=total_of(request.slips),
    )
    return SlipsMatched(
        method=request.method,
        recorded=total_of(recorded),
        counted=total_of(request.slips),
        difference=total_of(request.slips) - total_of(recorded),
        matched=found.matched,
        without_slip=found.without_slip,
        without_record=found.without_record,
        differing=found.differing,
    )


def _evidence(work: Work, shift: Shift, counted: Paise, counts: str) -> Evidence:
    drawer = DrawerCount(
        opening_cash=shift.opening_cash,
        sums=work.shifts.cash_sums(shift.id),
        closing_cash=counted,
    )
    return Evidence(
        variance=drawer.cash_variance,
        counted=counted,
        counts=counts_of(counts),
        tenders=work.drawer.tenders(shift),
        moves=work.drawer.moves(shift),
    )
