"""Another person takes the drawer over in mid-shift: counted by both, without closing the day."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.counting import new_count, post_variance, refuse_strangers
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import count_given, shift_to_sell_in
from pos_desktop.application.ports import Work
from pos_desktop.domain.drawer import Occasion
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right


class HandOverShift(Struct, frozen=True, kw_only=True):
    """What lies in the drawer as it passes into other hands, by amount or denomination."""

    closing_cash: Paise | None = None
    counts: dict[str, int] | None = None


class HandedOver(Struct, frozen=True, kw_only=True):
    """Who answers for the drawer now. What was expected stays untold: the shift goes on."""

    number: int
    given_by: str
    taken_by: str
    counted: Paise


@use_case("shifts.hand_over", right=Right.CLOSE_OWN_SHIFT, what="hand a shift over", writes=True)
def hand_over(desk: Desk, work: Work, request: HandOverShift) -> HandedOver:
    """Count the drawer as it passes to another person, who confirms it; the shift goes on."""
    shift = shift_to_sell_in(desk, work, "hand over")
    refuse_strangers(desk, shift, "hand over")
    cash = count_given(request.closing_cash, request.counts, "closing_cash")
    taker = desk.approver
    if taker is None:
        raise Refused(
            "The person who takes the drawer over must approve to count it with you.",
            code="approval_needed",
        )
    if taker.id in (desk.signed_in.user_id, shift.holder_id):
        raise BadInput("Choose the person who takes the drawer over.", field="approval.user")
    before = work.drawer.counts(shift.id, Occasion.HANDOVER)
    count = replace(
        new_count(desk, work, shift, cash, request.counts, number=len(before) + 1),
        occasion=Occasion.HANDOVER,
        to_user_id=taker.id,
        to_user_name=taker.name,
    )
    work.drawer.add_count(count)
    post_variance(desk, work, shift, Occasion.HANDOVER, count.variance, "Hand-over")
    work.drawer.set_holder(shift, taker.id)
    desk.audit(
        work, "shift.handed_over", shift.uuid, counted=cash, gave=shift.holder_name, took=taker.name
    )
    return HandedOver(
        number=shift.number, given_by=shift.holder_name, taken_by=taker.name, counted=cash
    )
