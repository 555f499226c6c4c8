"""What the first run shows. No Qt."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct

from pos_desktop.ui.billing.gstin_advice import NO_ADVICE, GstinAdvice


class Step(IntEnum):
    """The four steps."""

    KIND = 0
    SHOP = 1
    OWNER = 2
    PRINTER = 3


OWNER, STAFF = "owner", "staff"
"""The two forms of the third step: a problem there is at the field of one of them."""

NOBODY = ""
SAVE_SHEET, SHEET_LATER = "save", "later"


class FirstRunState(Struct, frozen=True, kw_only=True):
    """The page.

    Attributes:
        problem_at: the name of the field that is wrong, or "".
        whose: which form of the third step the problem is in.
        registration: what the GSTIN that is being typed says, until a person chooses otherwise.
        logins: the sign-in names suggested by the names, by form.
        staff_role: the role of who is added besides the owner; "" is nobody.
        address: the printer's, suggested when the connection was chosen.
        tried: what came of the printer's test; ``tried_well`` colours it.
        busy: what is being done, in words, or "".
        days: how many days of the demo shop are played, and how many there will be.
    """

    step: Step = Step.KIND
    problem: str = ""
    problem_at: str = ""
    whose: str = OWNER
    advice: GstinAdvice = NO_ADVICE
    registration: str = ""
    state_code: str = ""
    logins: tuple[str, str] = ("", "")
    staff_role: str = NOBODY
    connection: str = "none"
    address: str = ""
    saves_sheet: bool = True
    tried: str = ""
    tried_well: bool = False
    busy: str = ""
    days: tuple[int, int] | None = None
