"""Who works here, and who may do what."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
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
    CLOSE_BEYOND_LIMIT = "close_beyond_limit"
    CORRECT_TENDER = "correct_tender"
    SEE_EXPECTED_CASH = "see_expected_cash"
    SEE_SHIFT_HISTORY = "see_shift_history"
    SEE_BALANCES = "see_balances"
    ADJUST_ACCOUNT = "adjust_account"
    RECALCULATE = "recalculate"
    SET_CREDIT = "set_credit"
    SETTLEMENT_DISCOUNT = "settlement_discount"
    REVERSE_PAYMENT = "reverse_payment"
    MERGE_CUSTOMERS = "merge_customers"
    EDIT_ITEMS = "edit_items"
    EDIT_TAX = "edit_tax"
    BEYOND_DISCOUNT_LIMIT = "beyond_discount_limit"
    RETURN = "return"
    OVERRIDE_SUPPLY = "override_supply"
    RETURN_OWN_SALE = "return_own_sale"
    NO_SALE = "no_sale"
    SEE_USERS = "see_users"
    MANAGE_USERS = "manage_users"
    RESET_PIN = "reset_pin"
    SEE_AUDIT = "see_audit"
    SEE_REPORTS = "see_reports"
    BACKUP = "backup"
    RESTORE = "restore"
    EXPORT = "export"
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
    Right.CLOSE_BEYOND_LIMIT: (_A, _Y, _Y, _Y),
    Right.CORRECT_TENDER: (_A, _Y, _Y, _Y),
    Right.SEE_EXPECTED_CASH: (_N, _N, _Y, _Y),
    Right.SEE_SHIFT_HISTORY: (_N, _Y, _Y, _Y),
    Right.SEE_BALANCES: (_Y, _Y, _Y, _Y),
    Right.ADJUST_ACCOUNT: (_A, _Y, _Y, _Y),
    Right.RECALCULATE: (_N, _Y, _Y, _Y),
    Right.SET_CREDIT: (_A, _Y, _Y, _Y),
    Right.SETTLEMENT_DISCOUNT: (_A, _Y, _Y, _Y),
    Right.REVERSE_PAYMENT: (_A, _Y, _Y, _Y),
    Right.MERGE_CUSTOMERS: (_A, _Y, _Y, _Y),
    Right.EDIT_ITEMS: (_N, _Y, _Y, _Y),
    Right.EDIT_TAX: (_N, _N, _Y, _Y),
    Right.BEYOND_DISCOUNT_LIMIT: (_A, _A, _Y, _Y),
    Right.RETURN: (_A, _Y, _Y, _Y),
    Right.OVERRIDE_SUPPLY: (_A, _Y, _Y, _Y),
    Right.RETURN_OWN_SALE: (_A, _A, _Y, _Y),
    Right.NO_SALE: (_A, _Y, _Y, _Y),
    Right.SEE_USERS: (_N, _Y, _Y, _Y),
    Right.MANAGE_USERS: (_N, _N, _Y, _Y),
    Right.RESET_PIN: (_N, _Y, _Y, _Y),
    Right.SEE_AUDIT: (_N, _N, _Y, _Y),
    Right.SEE_REPORTS: (_N, _Y, _Y, _Y),
    Right.BACKUP: (_N, _Y, _Y, _Y),
    Right.RESTORE: (_N, _N, _A, _Y),
    Right.EXPORT: (_N, _Y, _Y, _Y),
    Right.SETTINGS: (_N, _N, _Y, _Y),
    Right.CONFIRM_CLOCK: (_A, _Y, _Y, _Y),
}


# Whoever may take goods back may be the other person at it, though it were not for their own sale.
_LENT_WITH = {Right.RETURN_OWN_SALE: Right.RETURN}


def may_lend(role: Role, right: Right) -> bool:
    """Whether somebody of that role can approve what another person's role may not alone."""
    return may(role, _LENT_WITH.get(right, right)) is Answer.YES


def may(role: Role, right: Right) -> Answer:
    """What the table says; a right that is not in it is nobody's."""
    row = _TABLE.get(right)
    return Answer.NO if row is None else row[_COLUMNS.index(role)]


WITH_PASSWORD = frozenset({Role.ADMIN, Role.SUPER_ADMIN})
"""Who signs in with a password; everyone else has a PIN."""

_MANAGED = {
    Role.SUPER_ADMIN: frozenset(Role),
    Role.ADMIN: frozenset({Role.CASHIER, Role.MANAGER}),
}
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,29}", re.IGNORECASE)
_PIN = re.compile(r"[0-9]{4,8}")
_LEAST_PASSWORD = 8
_MOST_PASSWORD = 128
_COUNTED = "01234567890", "09876543210"


def may_manage(role: Role, other: Role) -> bool:
    """Whether people of one role add and change people of another."""
    return other in _MANAGED.get(role, frozenset())


def check_login(text: str, *, field: str) -> str:
    """A sign-in name without spaces around it. Raises BadInput naming *field*."""
    login = text.strip()
    if not _LOGIN.fullmatch(login):
        raise BadInput(
            "A sign-in name has 2 to 30 letters a-z, digits, dots or dashes.", field=field
        )
    return login


def check_secret(role: Role, secret: str, *, login: str, field: str) -> None:
    """Refuse a PIN or password that is too easy for its role. Raises BadInput naming *field*."""
    if role in WITH_PASSWORD:
        long_enough = _LEAST_PASSWORD <= len(secret) <= _MOST_PASSWORD
        if not long_enough or secret.lower() == login.lower():
            raise BadInput(
                f"A password has at least {_LEAST_PASSWORD} characters and is not the sign-in "
                "name.",
                field=field,
                code="weak_secret",
            )
        return
    if not _PIN.fullmatch(secret):
        raise BadInput("A PIN has 4 to 8 digits.", field=field, code="weak_secret")
    if len(set(secret)) == 1 or any(secret in row for row in _COUNTED):
        raise BadInput(
            "This PIN is the first that anybody tries. Choose another.",
            field=field,
            code="weak_secret",
        )


class User(Struct, frozen=True, kw_only=True):
    """Someone who signs in. ``secret`` is the argon2id hash of a PIN or password."""

    id: int
    uuid: str
    outlet_id: int
    login: str
    name: str
    role: Role
    secret: str
    is_active: bool


class Session(Struct, frozen=True, kw_only=True):
    """Someone signed in at a terminal."""

    user_id: int
    login: str = ""
    user_name: str
    role: Role
    outlet_id: int
    terminal: Terminal
