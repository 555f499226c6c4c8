"""Nobody guesses a PIN: tries are counted before they are answered, whatever happens then."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from pos_desktop.application import proving, shifts, users
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.people import sign_in
from pos_desktop.domain.errors import PosError, Refused
from pos_desktop.domain.lockout import TRIES, Guard
from pos_desktop.domain.people import User
from pos_desktop.persistence.shop_folder import open_shop
from tests.shop_at_hand import PlainSecrets, ShopAtHand

ATTACKS = 20
ATTACKS_SOAK = 200
GUESSES = 60


class Killed(BaseException):
    """The process ends here."""


class DyingSecrets(PlainSecrets):
    """The plug is pulled while the PIN is checked."""

    def verify(self, hashed: str, secret: str) -> bool:
        """Never answers."""
        raise Killed


class Attacker:
    """Guesses at one PIN as fast as it can, by every way in; time passes only as it lets it."""

    def __init__(self, shop: ShopAtHand, seed: int) -> None:
        self.shop = shop
        self.rng = random.Random(seed)
        self.heard = 0

    def guess(self, pin: str) -> bool:
        """One try; whether it got in."""
        ways = [self._sign_in, self._approval, self._own_secret, self._killed, self._restart]
        way = self.rng.choice(ways)
        try:
            way(pin)
        except PosError as error:
            self.heard += getattr(error, "code", "") == "wrong_pin"
            return False
        except Killed:
            return False
        return True

    def _sign_in(self, pin: str) -> None:
        sign_in(self.shop.desk, "manager", pin)

    def _approval(self, pin: str) -> None:
        approval = Approval(user="manager", pin=pin, reason="Please")
        desk = replace(self.shop.cashier, approval=approval)
        shifts.pay_in(desk, shifts.MoveCash(amount=100, reason="Change"))

    def _own_secret(self, pin: str) -> None:
        """At the manager's open sign-in, while the manager is away."""
        desk = replace(self.shop.manager, store=self.shop.store, uptime_ms=self.shop.desk.uptime_ms)
        new = users.SetSecret(login="manager", secret="8520", old_secret=pin)
        users.set_secret(desk, new)

    def _killed(self, pin: str) -> None:
        sign_in(replace(self.shop.desk, secrets=DyingSecrets()), "manager", pin)

    def _restart(self, pin: str) -> None:
        """Another start, with the clock set on by a year and the machine just booted."""
        self.shop.store.close()
        self.shop.store = open_shop(self.shop.folder)
        self.shop.desk = replace(
            self.shop.desk,
            store=self.shop.store,
            clock=lambda: self.shop.clock.now + timedelta(days=365),
            uptime_ms=lambda: 0,
        )
        self.shop.cashier = self.shop.signed_in("cashier")
        sign_in(self.shop.desk, "manager", pin)


def attack(shop: ShopAtHand, seed: int) -> Attacker:
    attacker = Attacker(shop, seed)
    pins = [f"{attacker.rng.randrange(10_000):04d}" for _ in range(GUESSES)]
    got_in = [pin for pin in pins if pin != "2468" and attacker.guess(pin)]
    assert not got_in
    assert not attacker.guess("2468"), "the right PIN was heard during a wait"
    return attacker


@pytest.mark.parametrize(
    "attacks",
    [ATTACKS, pytest.param(ATTACKS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(900)])],
)
def test_no_attack_hears_more_than_five_answers(open_shop_today: ShopAtHand, attacks: int) -> None:
    for seed in range(attacks):
        with open_shop_today.store.work() as work:
            user = work.people.user_by_login("manager")
            assert user is not None
            work.people.set_guard(user.id, Guard())
            work.commit()
        assert attack(open_shop_today, seed).heard <= TRIES


def test_counting_after_the_answer_would_let_an_attack_through(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: what is written down before the answer says nothing."""
    monkeypatch.setattr(Guard, "after_try", lambda guard, _now: guard)
    attacker = Attacker(open_shop_today, 1)
    for pin in range(GUESSES):
        attacker.guess(f"{pin:04d}")
    assert attacker.heard > TRIES


def wrong(desk: Desk, times: int) -> list[str]:
    told = []
    for _ in range(times):
        with pytest.raises(Refused) as refused:
            sign_in(desk, "manager", "0000")
        told.append(refused.value.message)
    return told


def test_an_old_pin_that_was_not_counted_would_be_guessed_at_an_open_sign_in(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: one's own old PIN is compared and no more."""

    def compare(desk: Desk, user: User, secret: str, **_told: str) -> None:
        if not desk.secrets.verify(user.secret, secret):
            raise Refused("No.", code="wrong_pin")

    monkeypatch.setattr(users, "prove", compare)
    attacker = Attacker(open_shop_today, 1)
    for pin in range(GUESSES):
        attacker.guess(f"{pin:04d}")
    assert attacker.heard > TRIES


def test_the_words_tell_what_is_left_and_how_long_to_wait(shop: ShopAtHand) -> None:
    told = wrong(shop.desk, 6)
    assert told[0].endswith("Try again.")
    assert "2 left before a wait" in told[2]
    assert "1 left before a wait" in told[3]
    assert told[4] == "Too many wrong tries for Vikram Rao. Try again in 60 seconds."
    shop.clock.forward(seconds=30)
    assert "30 seconds" in wrong(shop.desk, 1)[0]
    shop.clock.forward(seconds=30)
    assert sign_in(shop.desk, "manager", "2468").signed_in.login == "manager"
    with shop.store.look() as look:
        actions = look.sql.exec_driver_sql("SELECT action FROM audit_entry ORDER BY id").scalars()
        assert list(actions)[-8:] == ["sign_in.failed"] * 5 + ["sign_in.locked"] * 2 + ["sign_in"]


def test_a_right_pin_clears_the_count(shop: ShopAtHand) -> None:
    for _ in range(4):
        wrong(shop.desk, TRIES - 1)
        sign_in(shop.desk, "manager", "2468")


def test_an_unknown_name_costs_a_check_too(
    shop: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify: Callable[..., bool] = PlainSecrets.verify
    monkeypatch.setattr(
        PlainSecrets, "verify", lambda *given: checked.append(given[2]) or verify(*given)
    )
    with pytest.raises(PosError):
        sign_in(shop.desk, "nobody", "1234")
    assert checked == ["1234"]
    assert proving.refuse_unknown is not None
