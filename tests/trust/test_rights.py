"""Who may do what: the whole table, typed out here, against the program; and by every approver."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from pos_desktop.application.desk import Approval, check_approval
from pos_desktop.application.registry import REGISTRY
from pos_desktop.application.users import CreateUser, create
from pos_desktop.domain import people
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.people import Answer, Right, Role
from tests.shop_at_hand import ShopAtHand

# Cashier, manager, admin, super_admin: y yes, a with another person's approval, - no.
TABLE = {
    Right.SELL: "yyyy",
    Right.CUSTOMERS: "yyyy",
    Right.DISCOUNT: "yyyy",
    Right.BEYOND_DISCOUNT_LIMIT: "aayy",
    Right.RETURN: "ayyy",
    Right.OVERRIDE_SUPPLY: "ayyy",
    Right.RETURN_OWN_SALE: "aayy",
    Right.NO_SALE: "ayyy",
    Right.MOVE_CASH: "ayyy",
    Right.CREDIT: "yyyy",
    Right.CREDIT_BEYOND_LIMIT: "ayyy",
    Right.CONFIRM_CLOCK: "ayyy",
    Right.CLOSE_OWN_SHIFT: "yyyy",
    Right.CLOSE_ANY_SHIFT: "-yyy",
    Right.CLOSE_BEYOND_LIMIT: "ayyy",
    Right.CORRECT_TENDER: "ayyy",
    Right.SEE_EXPECTED_CASH: "--yy",
    Right.SEE_SHIFT_HISTORY: "-yyy",
    Right.SEE_BALANCES: "yyyy",
    Right.ADJUST_ACCOUNT: "ayyy",
    Right.RECALCULATE: "-yyy",
    Right.SET_CREDIT: "ayyy",
    Right.SETTLEMENT_DISCOUNT: "ayyy",
    Right.REVERSE_PAYMENT: "ayyy",
    Right.MERGE_CUSTOMERS: "ayyy",
    Right.EDIT_ITEMS: "-yyy",
    Right.EDIT_TAX: "--yy",
    Right.SETTINGS: "--yy",
    Right.SEE_USERS: "-yyy",
    Right.MANAGE_USERS: "--yy",
    Right.RESET_PIN: "-yyy",
    Right.SEE_AUDIT: "--yy",
    Right.SEE_REPORTS: "-yyy",
    Right.BACKUP: "-yyy",
    Right.RESTORE: "--ay",
    Right.EXPORT: "-yyy",
}
ROLES = (Role.CASHIER, Role.MANAGER, Role.ADMIN, Role.SUPER_ADMIN)
LOGINS = dict(zip(ROLES, ("cashier", "manager", "admin", "owner"), strict=True))
SECRETS = {"cashier": "1357", "manager": "2468", "admin": "a-good-secret", "owner": "demo-owner"}
# Whoever is signed in may: they look at their own outlet, or the use case itself decides.
WITHOUT_RIGHT = {
    "keys.get",
    "keys.set",
    "displays.get",
    "outlet.get",
    "preferences.get",
    "preferences.set",
    "printers.get",
    "shifts.current",
    "shop.backups",
    "shop.check",
    "users.list",
    "users.set_secret",
}


def expected(right: Right, actor: Role, approver: str | None) -> str:
    """The code of the refusal, or "" when it passes, by the table alone."""
    row = TABLE[right]
    mine = row[ROLES.index(actor)]
    if mine == "y":
        return ""
    if mine == "-":
        return "not_allowed"
    if approver is None:
        return "approval_needed"
    if approver == LOGINS[actor]:
        return "approver_is_actor"
    role = next(role for role, login in LOGINS.items() if login == approver)
    # Another person who may take goods back lends it for one's own sale.
    row = TABLE[Right.RETURN] if right is Right.RETURN_OWN_SALE else row
    return "" if row[ROLES.index(role)] == "y" else "approver_may_not"


def test_the_table_names_every_right() -> None:
    assert set(TABLE) == set(Right)


def disagreements(shop: ShopAtHand) -> list[str]:
    """Where the program and the table differ, over every right, role and approver."""
    found = []
    approvers = [None, *SECRETS]
    desks = {}
    for actor, approver in itertools.product(ROLES, approvers):
        desk = shop.signed_in(LOGINS[actor])
        if approver is not None:
            approval = Approval(user=approver, pin=SECRETS[approver], reason="Because")
            desk = check_approval(replace(desk, approval=approval))
        desks[actor, approver] = desk
    for right, (at, desk) in itertools.product(Right, desks.items()):
        try:
            desk.require(right, "do it")
            told = ""
        except Refused as refused:
            told = refused.code or "?"
        if told != expected(right, *at):
            found.append(f"{right} {at}: {told or 'passed'}")
    return found


@pytest.fixture
def staffed(shop: ShopAtHand) -> ShopAtHand:
    """A shop with somebody of every role."""
    secret = SECRETS["admin"]
    create(shop.owner, CreateUser(login="admin", name="Anil", role=Role.ADMIN, secret=secret))
    return shop


def test_every_right_role_and_approver_is_as_the_table_says(staffed: ShopAtHand) -> None:
    assert disagreements(staffed) == []


@pytest.mark.parametrize("right", Right)
def test_a_hole_in_the_table_would_be_seen(
    staffed: ShopAtHand, right: Right, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: one row is turned round."""
    row = tuple(
        Answer.NO if answer is Answer.YES else Answer.YES for answer in people._TABLE[right]
    )
    monkeypatch.setitem(people._TABLE, right, row)
    assert any(fault.startswith(f"{right} ") for fault in disagreements(staffed))


def test_a_right_that_nobody_decided_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(people._TABLE, Right.SELL)
    assert all(people.may(role, Right.SELL) is Answer.NO for role in Role)


def test_every_use_case_declares_a_right_or_is_known_to_need_none() -> None:
    open_to_all = {name for name, found in REGISTRY.items() if found._right is None}
    assert open_to_all == WITHOUT_RIGHT


def test_nobody_signed_in_may_do_nothing_that_writes() -> None:
    assert all(found.signed_in for found in REGISTRY.values() if found.writes)
