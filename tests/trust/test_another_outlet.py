"""Another outlet's people see nothing of an account and move nothing, by any use case there is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import adjustments, credit_notes, customers, payments
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.desk import Desk
from pos_desktop.application.registry import REGISTRY
from pos_desktop.application.wire import decode, describe, encode
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.outlet import Terminal
from pos_desktop.domain.people import Role, User
from tests.shop_at_hand import ShopAtHand

NAME, PHONE, SECRET = "Rajesh Raghuvanshi", "9876543210", "near the old temple"
TABLES = ("customer", "ledger_entry", "payment", "adjustment", "due_change", "audit_entry")

# What somebody there would ask for, if they knew every id and number of the account.
ASKED: dict[str, dict[str, Any]] = {
    "accounts.adjust": {"customer_id": "ID", "kind": "opening", "debit": 100, "reason": "Try"},
    "accounts.balances": {"state": "all"},
    "accounts.balances_pdf": {"state": "all"},
    "accounts.dues": {"customer_id": "ID"},
    "accounts.dues_by_age": {"state": "all"},
    "accounts.export_balances": {"state": "all"},
    "accounts.export_balances_excel": {"state": "all"},
    "accounts.history": {"customer_id": "ID"},
    "accounts.print_statement": {"customer_id": "ID"},
    "accounts.promise": {"customer_id": "ID", "on": "2026-03-01"},
    "accounts.recalculate": {"customer_id": "ID"},
    "accounts.receive_payment": {"customer_id": "ID", "amount": 100},
    "accounts.remind": {"customer_id": "ID", "channel": "whatsapp"},
    "accounts.reminders": {"customer_ids": ["ID"]},
    "accounts.reverse_adjustment": {"number": "ADJUSTMENT", "reason": "Try"},
    "accounts.reverse_payment": {"payment_number": "PAYMENT", "reason": "Try"},
    "accounts.statement": {"customer_id": "ID"},
    "accounts.statement_pdf": {"customer_id": "ID"},
    "accounts.totals": {},
    "accounts.undo_import": {},
    "customers.by_phone": {"phone": PHONE},
    "customers.get": {"id": "ID"},
    "customers.merge": {"id": "ID", "into_id": "ID"},
    "customers.orders": {"id": "ID"},
    "customers.search": {"q": "Rajesh"},
    "customers.set_active": {"id": "ID", "active": False},
    "customers.update": {"id": "ID", "name": "Mine now"},
}
# These make something new at the outlet that asks; what they answer is its own.
MAKES_NEW = {"accounts.import_openings", "customers.create"}
# These answer with figures of the outlet, which are nothing there.
FIGURES = {"accounts.dues_by_age", "accounts.totals"}
# An id or number that is nobody's there; no till set up to print at, no shift to take money in.
NOT_THERE = (
    "bad_input",
    "unknown_customer",
    "unknown_payment",
    "unknown_import",
    "no_printer",
    "no_open_shift",
)


@pytest.fixture
def account(open_shop_today: ShopAtHand) -> dict[str, Any]:
    """An account with a bill, a payment, an adjustment: whatever could be asked for."""
    shop = open_shop_today
    given = customers.CustomerInput(name=NAME, phone=PHONE, landmark=SECRET)
    made = customers.create(shop.manager, given)
    shop.sell("777.00", credit=777_00, customer=BuyerInput(id=made.id))
    paid = payments.receive_payment(
        shop.manager, payments.ReceivePayment(customer_id=made.id, amount=100_00)
    )
    adjusted = adjustments.adjust(
        shop.manager,
        adjustments.Adjust(
            customer_id=made.id,
            kind=adjustments.Purpose.OPENING,
            debit=50_00,
            reason="Old book",
        ),
    )
    return {"ID": made.id, "PAYMENT": paid.payment_number, "ADJUSTMENT": adjusted.number}


@pytest.fixture
def elsewhere(open_shop_today: ShopAtHand) -> Desk:
    """The owner of another organisation's outlet in the same store."""
    shop = open_shop_today
    with shop.store.work() as work:
        session = shop.owner.signed_in
        here = work.people.outlet(session.outlet_id)
        outlet_id = work.people.add_outlet(
            replace(here, id=0, uuid=shop.owner.new_uuid(), name="Narmada Kirana"),
            organisation="Narmada",
            organisation_uuid=shop.owner.new_uuid(),
        )
        terminal = Terminal(
            id=0, uuid=shop.owner.new_uuid(), outlet_id=outlet_id, code="B", name="Till B"
        )
        terminal = replace(terminal, id=work.people.add_terminal(terminal))
        user = User(
            id=0,
            uuid=shop.owner.new_uuid(),
            outlet_id=outlet_id,
            login="narmada",
            name="Narmada",
            role=Role.SUPER_ADMIN,
            secret="plain:narmada-owner",
            is_active=True,
        )
        user_id = work.people.add_user(user)
        work.commit()
    there = replace(
        session,
        user_id=user_id,
        login="narmada",
        user_name="Narmada",
        outlet_id=outlet_id,
        terminal=terminal,
    )
    return replace(shop.owner, session=there)


def _filled(asked: Any, account: dict[str, Any]) -> Any:
    if isinstance(asked, dict):
        return {name: _filled(value, account) for name, value in asked.items()}
    if isinstance(asked, list):
        return [_filled(value, account) for value in asked]
    return account.get(asked, asked) if isinstance(asked, str) else asked


def _counts(shop: ShopAtHand) -> dict[str, int]:
    return {table: shop.count(table) for table in TABLES}


def test_every_use_case_of_accounts_is_asked_here() -> None:
    there_are = {name for name in REGISTRY if name.split(".")[0] in ("accounts", "customers")}
    assert there_are == set(ASKED) | MAKES_NEW


@pytest.mark.parametrize("name", sorted(ASKED))
def test_another_outlets_owner_learns_and_moves_nothing(
    name: str, open_shop_today: ShopAtHand, elsewhere: Desk, account: dict[str, Any]
) -> None:
    shop, use_case = open_shop_today, REGISTRY[name]
    before, refused = _counts(shop), ""
    try:
        told = use_case(elsewhere, decode(use_case.request, _filled(ASKED[name], account)))
    except PosError as error:
        told = error.message  # it names no more than what was asked for
        refused = error.code
    assert refused in ("", *NOT_THERE)
    said = told if isinstance(told, str) else json.dumps(encode(told), ensure_ascii=False)
    for secret in (NAME, SECRET, "Raghuvanshi", "77700", "72700", "777.00", "727.00"):
        assert secret not in said
    assert _counts(shop) == before
    if name in FIGURES:
        names = ("days_0_30", "over_90", "owed", "advances", "without_customer")
        figures = json.loads(said).get("outlet", json.loads(said))
        assert {figures[name] for name in names if name in figures} == {"0.00"}
    kept = customers.get(shop.manager, customers.CustomerId(id=account["ID"]))
    assert (kept.name, kept.balance, kept.is_active) == (NAME, -727_00, True)
    assert kept.promised_on is None


def test_a_new_customer_of_the_same_phone_is_another_person_there(
    open_shop_today: ShopAtHand, elsewhere: Desk, account: dict[str, Any]
) -> None:
    theirs = customers.create(elsewhere, customers.CustomerInput(name="Asha", phone=PHONE))
    assert theirs.id != account["ID"]
    assert theirs.balance == 0
    mine = customers.by_phone(open_shop_today.manager, customers.ByPhone(phone=PHONE)).customer
    assert mine is not None
    assert mine.name == NAME


def test_no_use_case_reaches_a_document_of_another_outlet(
    open_shop_today: ShopAtHand, elsewhere: Desk, account: dict[str, Any]
) -> None:
    """Every use case of the registry, asked with the ids and numbers of what is there."""
    shop = open_shop_today
    order = shop.ring_up("1040")
    sold = shop.sell("313.37", cash=313_37)
    note = credit_notes.issue(
        shop.owner,
        credit_notes.IssueNote(
            bill_number=shop.sell("211.19", cash=211_19).bill_number, all=True, reason="Broken"
        ),
    )
    guesses: dict[str, Any] = {
        "bill_number": sold.bill_number,
        "credit_note_number": note.credit_note_number,
        "order_id": order.order_id,
        "line": 1,
        "customer_id": account["ID"],
        "payment_number": account["PAYMENT"],
        "id": account["ID"],
        "into_id": account["ID"],
        "item_id": 1,
        "number": account["ADJUSTMENT"],
        "item": "1040",
        "q": "A/25",
        "all": True,
        "reason": "Try",
        "taken_from": "cash",
        "given_to": "upi",
        "customer_gstin": "27AAPFU0939F1ZV",
        "kind": "bill",
        "job_id": 1,
        "amount": 100,
    }
    before, told = _rows_of(shop), {}
    for name, use_case in sorted(REGISTRY.items()):
        fields = describe(use_case.request)
        given = {field: guesses[field] for field in fields if field in guesses}
        for variant in (
            given,
            given | ({"number": sold.bill_number} if "number" in fields else {}),
        ):
            try:
                answer = use_case(elsewhere, decode(use_case.request, variant))
                said = json.dumps(encode(answer), ensure_ascii=False)
            except PosError as error:
                said = error.message
            for secret in (NAME, SECRET, "31337", "313.37", "21119", "211.19"):
                if secret in said:
                    told[name] = secret
    assert told == {}
    assert _rows_of(shop) == before


def _rows_of(shop: ShopAtHand) -> dict[str, list[Any]]:
    """Every row of the outlet, by table."""
    with shop.store.look() as look:
        run = look.sql.exec_driver_sql
        names = [
            row[0]
            for row in run("SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table'")
            if any(column[1] == "outlet_id" for column in run(f'PRAGMA table_info("{row[0]}")'))
        ]
        outlet_id = shop.owner.signed_in.outlet_id
        return {
            name: [
                tuple(row) for row in run(f'SELECT * FROM "{name}" WHERE outlet_id = {outlet_id}')
            ]
            for name in names
        }
