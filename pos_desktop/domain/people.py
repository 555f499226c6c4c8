"""Who works here, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_desktop.domain.outlet import Terminal


class Role(StrEnum):
    """What a user is trusted with."""

    SUPER_ADMIN = "super_admin"
    ADMIN = "admin"
    MANAGER = "manager"
    CASHIER = "cashier"


class Right(StrEnum):
    """Something a use case lets only some people do."""

    SELL = "sell"
    CUSTOMERS = "customers"
    DISCOUNT = "discount"
    CREDIT = "credit"
    CREDIT_BEYOND_LIMIT = "credit_beyond_limit"
    MOVE_CASH = "move_cash"
    CLOSE_OWN_SHIFT = "close_own_shift"
    CLOSE_ANY_SHIFT = "close_any_shift"
    SEE_EXPECTED_CASH = "see_expected_cash"
    SEE_SHIFT_HISTORY = "see_shift_history"
    SEE_BALANCES = "see_balances"
    ADJUST_ACCOUNT = "adjust_account"
    RECALCULATE = "recalculate"
    EDIT_ITEMS = "edit_items"
    SETTINGS = "settings"
    CONFIRM_CLOCK = "confirm_clock"


class Answer(StrEnum):
    """Whether a role has a right: yes, with another person's approval, or no."""

    YES = "yes"
    WITH_APPROVAL = "with_approval"
    NO = "no"


_Y, _A, _N = Answer.YES, Answer.WITH_APPROVAL, Answer.NO
_COLUMNS = (Role.CASHIER, Role.MANAGER, Role.ADMIN, Role.SUPER_ADMIN)
_TABLE: dict[Right, tuple[Answer, Answer, Answer, Answer]] = {
    Right.SELL: (_Y, _Y, _Y, _Y),
    Right.CUSTOMERS: (_Y, _Y, _Y, _Y),
    Right.DISCOUNT: (_Y, _Y, _Y, _Y),
    Right.CREDIT: (_Y, _Y, _Y, _Y),
    Right.CREDIT_BEYOND_LIMIT: (_A, _Y, _Y, _Y),
    Right.MOVE_CASH: (_A, _Y, _Y, _Y),
    Right.CLOSE_OWN_SHIFT: (_Y, _Y, _Y, _Y),
    Right.CLOSE_ANY_SHIFT: (_N, _Y, _Y, _Y),
    Right.SEE_EXPECTED_CASH: (_N, _N, _Y, _Y),
    Right.SEE_SHIFT_HISTORY: (_N, _Y, _Y, _Y),
    Right.SEE_BALANCES: (_Y, _Y, _Y, _Y),
    Right.ADJUST_ACCOUNT: (_N, _Y, _Y, _Y),
    Right.RECALCULATE: (_N, _Y, _Y, _Y),
    Right.EDIT_ITEMS: (_N, _Y, _Y, _Y),
    Right.SETTINGS: (_N, _N, _Y, _Y),
    Right.CONFIRM_CLOCK: (_A, _Y, _Y, _Y),
}


def may(role: Role, right: Right) -> Answer:
    """What the table says; a right that is not in it is nobody's."""
    row = _TABLE.get(right)
    return Answer.NO if row is None else row[_COLUMNS.index(role)]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone who signs in. ``secret`` is the argon2id hash of a PIN or password."""

    id: int
    uuid: str
    outlet_id: int
    login: str
    name: str
    role: Role
    secret: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Someone signed in at a terminal."""

    user_id: int
    user_name: str
    role: Role
    outlet_id: int
    terminal: Terminal
