"""Adding people, changing them, and their PINs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from pos_desktop.application import shifts, users
from pos_desktop.application.people import sign_in
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.domain.lockout import TRIES
from pos_desktop.domain.people import Role
from tests.shop_at_hand import ShopAtHand

NEW = users.CreateUser(login="ravi", name="Ravi Kumar", role=Role.CASHIER, secret="8520")


def test_an_owner_adds_a_cashier_who_signs_in(shop: ShopAtHand) -> None:
    users.create(shop.owner, NEW)
    assert sign_in(shop.desk, "RAVI", "8520").signed_in.user_name == "Ravi Kumar"
    assert "ravi" in [user.login for user in users.all_users(shop.owner, users.AllUsers()).users]


def test_the_list_says_until_when_somebody_is_locked(shop: ShopAtHand) -> None:
    for _ in range(5):
        with pytest.raises(PosError):
            sign_in(shop.desk, "cashier", "0000")
    shop.clock.forward(seconds=20)
    told = {
        member.login: member.locked_until
        for member in users.all_users(shop.manager, users.AllUsers()).users
    }
    assert told["cashier"] == shop.clock() + timedelta(seconds=40)
    assert told["manager"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"login": "cashier"}, "login"),
        ({"login": "a b"}, "login"),
        ({"login": ""}, "login"),
        ({"name": " "}, "name"),
        ({"secret": "12"}, "secret"),
        ({"secret": "1234"}, "secret"),
        ({"secret": "7777"}, "secret"),
        ({"secret": "9876"}, "secret"),
        ({"secret": "12a4"}, "secret"),
        ({"role": Role.ADMIN, "secret": "short"}, "secret"),
        ({"role": Role.ADMIN, "login": "longlogin", "secret": "LongLogin"}, "secret"),
    ],
)
def test_bad_input_names_the_field(shop: ShopAtHand, change: dict[str, str], field: str) -> None:
    before = shop.count("user")
    with pytest.raises(BadInput) as refused:
        users.create(shop.owner, replace(NEW, **change))
    assert refused.value.field == field
    assert shop.count("user") == before


def test_a_manager_gives_a_cashier_a_new_pin_and_nobody_else(shop: ShopAtHand) -> None:
    users.set_secret(shop.manager, users.SetSecret(login="cashier", secret="8520"))
    assert sign_in(shop.desk, "cashier", "8520").session
    for login, secret in (("owner", "another-secret"), ("manager", "8520")):
        with pytest.raises(PosError):
            users.set_secret(shop.manager, users.SetSecret(login=login, secret=secret))
    with pytest.raises(Refused):
        users.create(shop.manager, NEW)
    with pytest.raises(Refused):
        users.set_secret(shop.cashier, users.SetSecret(login="manager", secret="8520"))


def test_an_admin_manages_cashiers_and_managers_only(shop: ShopAtHand) -> None:
    admin = users.CreateUser(login="admin", name="Anil", role=Role.ADMIN, secret="a-good-secret")
    users.create(shop.owner, admin)
    desk = shop.signed_in("admin")
    users.create(desk, NEW)
    users.update(desk, users.UpdateUser(login="ravi", role=Role.MANAGER))
    for wrong in (
        lambda: users.create(desk, replace(admin, login="other")),
        lambda: users.update(desk, users.UpdateUser(login="owner", is_active=False)),
        lambda: users.update(desk, users.UpdateUser(login="ravi", role=Role.ADMIN)),
        lambda: users.set_secret(desk, users.SetSecret(login="owner", secret="a-good-secret")),
    ):
        with pytest.raises(Refused):
            wrong()


def test_ones_own_secret_needs_the_old_one(shop: ShopAtHand) -> None:
    new = users.SetSecret(login="cashier", secret="8520")
    with pytest.raises(Refused) as refused:
        users.set_secret(shop.cashier, replace(new, old_secret="0000"))
    assert refused.value.field == "old_secret"
    users.set_secret(shop.cashier, replace(new, old_secret="1357"))
    assert sign_in(shop.desk, "cashier", "8520").session


def test_tries_at_ones_own_old_secret_are_counted_with_all_others(shop: ShopAtHand) -> None:
    new = users.SetSecret(login="cashier", secret="8520")
    for _ in range(TRIES):
        with pytest.raises(Refused):
            users.set_secret(shop.cashier, replace(new, old_secret="0000"))
    with pytest.raises(Refused) as refused:
        users.set_secret(shop.cashier, replace(new, old_secret="1357"))
    assert (refused.value.code, refused.value.field) == ("locked_out", "old_secret")
    with pytest.raises(Refused) as refused:
        sign_in(shop.desk, "cashier", "1357")
    assert refused.value.code == "locked_out"


def test_the_last_owner_stays(shop: ShopAtHand) -> None:
    with pytest.raises(Refused) as refused:
        users.update(shop.owner, users.UpdateUser(login="owner", is_active=False))
    assert refused.value.code == "oneself"


def test_whoever_left_does_nothing_more(open_shop_today: ShopAtHand) -> None:
    """Also not where they are still signed in, at another counter or an open window."""
    shop = open_shop_today
    users.update(shop.owner, users.UpdateUser(login="cashier", is_active=False))
    with pytest.raises(PosError):
        sign_in(shop.desk, "cashier", "1357")
    with pytest.raises(Refused) as refused:
        shifts.close(shop.cashier, shifts.CloseShift(closing_cash=0))
    assert refused.value.code == "session_ended"


def test_who_was_made_a_cashier_no_longer_approves(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    users.update(shop.owner, users.UpdateUser(login="manager", role=Role.CASHIER))
    with pytest.raises(Refused) as refused:
        shifts.pay_in(shop.manager, shifts.MoveCash(amount=100, reason="Change"))
    assert refused.value.code == "session_ended"
