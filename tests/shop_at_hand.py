"""A real, encrypted shop for tests: made once a session, copied for each test.

A pytest plugin (see ``conftest.py``), so that every folder of tests has its fixtures.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from pos_desktop.app import desk_for
from pos_desktop.application import billing, orders, outlet, shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.set_up import set_up_shop
from pos_desktop.cli.demo_shop import demo_set_up
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.people import Session
from pos_desktop.persistence.keys import keys_folder
from pos_desktop.persistence.shop_folder import create_shop, open_shop
from pos_desktop.persistence.store import SqlStore

#: 18 February 2026, 15:00 in India.
START = datetime(2026, 2, 18, 9, 30, tzinfo=UTC)


class PlainSecrets:
    """Secrets that cost nothing; argon2 has tests of its own."""

    def hash(self, secret: str) -> str:
        """The secret, marked."""
        return f"plain:{secret}"

    def verify(self, hashed: str, secret: str) -> bool:
        """Whether it is the secret."""
        return hashed == f"plain:{secret}"


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.now

    def uptime_ms(self) -> int:
        """The machine is on for as long as this clock went on."""
        return int((self.now - START + timedelta(days=1)).total_seconds() * 1000)

    def forward(self, **span: float) -> None:
        """Move on by a timedelta's arguments."""
        self.now += timedelta(**span)


class ShopAtHand:
    """The demo shop without bills; `cashier`, `manager` and `owner` are desks signed in there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SetClock()
        self.store = open_shop(folder)
        self.desk = replace(
            desk_for(self.store, clock=self.clock),
            secrets=PlainSecrets(),
            uptime_ms=self.clock.uptime_ms,
        )
        self.cashier = self.signed_in("cashier")
        self.manager = self.signed_in("manager")
        self.owner = self.signed_in("owner")

    def signed_in(self, login: str) -> Desk:
        """A desk for a login, without the slow check of its PIN."""
        with self.store.look() as look:
            user, terminal = look.people.user_by_login(login), look.people.terminal("A")
        assert user is not None
        assert terminal is not None
        session = Session(
            user_id=user.id,
            login=user.login,
            user_name=user.name,
            role=user.role,
            outlet_id=user.outlet_id,
            terminal=terminal,
        )
        return replace(self.desk, session=session)

    def set(self, **settings: object) -> None:
        """Change the outlet's settings."""
        outlet.update(self.owner, outlet.UpdateOutlet(**settings))

    def set_printer(self) -> Path:
        """A printer that keeps its jobs in a folder."""
        folder = self.folder / "printouts"
        folder.mkdir(exist_ok=True)
        outlet.set_printer(
            self.owner, outlet.SetPrinter(connection="file", address=str(folder), drawer_pin=2)
        )
        return folder

    def open_shift(self, opening_cash: int = 2000_00) -> shifts.ShiftView:
        """Open the cashier's shift."""
        return shifts.open_shift(self.cashier, shifts.OpenShift(opening_cash=opening_cash))

    def sell(
        self,
        rupees: str,
        *,
        cash: int = 0,
        credit: int = 0,
        upi: int = 0,
        desk: Desk | None = None,
        customer: billing.BuyerInput | None = None,
        gst_rate: int = 0,
        approval: object = None,
    ) -> billing.IssuedBill:
        """Sell one described thing for so many rupees; tenders in paise."""
        tenders = [
            billing.TenderInput(method=method, amount=amount)
            for method, amount in (
                (Method.CASH, cash),
                (Method.UPI, upi),
                (Method.CREDIT, credit),
            )
            if amount
        ]
        line = LineInput(description="Thing", unit_price=paise(rupees), gst_rate=gst_rate)
        request = billing.IssueBill(lines=(line,), tenders=tuple(tenders), customer=customer)
        seller = desk or self.cashier
        return billing.issue(replace(seller, approval=approval), request)

    def ring_up(self, *codes: str) -> orders.OrderView:
        """An order of items by code, in the store."""
        view = None
        for code in codes:
            order_id = view.order_id if view else None
            view = orders.add_line(self.cashier, orders.AddLine(order_id=order_id, item=code))
        assert view is not None
        return view

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.store.look() as look:
            return int(look.sql.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())


def paise(rupees: str) -> int:
    """``"299.00"`` → 29900."""
    from pos_desktop.domain.money import parse_rupees

    return parse_rupees(rupees, field="amount")


def refuse_unproved(folder: Path) -> None:
    """Fail when something in the shop was done past the chain, or does not add up."""
    with closing(open_shop(folder)) as store:
        report = store.check(None, lambda _area, _done, _total: None)
    assert not report.faults, [fault.words for fault in report.faults]


@pytest.fixture(scope="session")
def shop_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed shop to copy; its key lies in the session's home."""
    folder = tmp_path_factory.mktemp("template") / "shop"
    store: SqlStore = create_shop(folder)
    clock = SetClock()
    desk = replace(desk_for(store, clock=clock), secrets=PlainSecrets(), uptime_ms=clock.uptime_ms)
    set_up_shop(desk, demo_set_up())
    store.close()
    return folder


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The session's keys, copied: the head logs of two copies of a shop would contradict."""
    keys = tmp_path / "keys"
    shutil.copytree(keys_folder(), keys)
    monkeypatch.setenv("POS_KEYS", str(keys))
    return keys


@pytest.fixture
def shop(
    shop_template: Path, own_keys: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[ShopAtHand]:
    """A fresh copy of the shop, open; whatever the test did there must be proved in the end."""
    folder = tmp_path / "shop"
    shutil.copytree(shop_template, folder)
    at_hand = ShopAtHand(folder)
    yield at_hand
    at_hand.store.close()
    if not request.node.get_closest_marker("tampers"):
        refuse_unproved(folder)


@pytest.fixture
def open_shop_today(shop: ShopAtHand) -> ShopAtHand:
    """The shop with the cashier's shift open on 2,000 rupees."""
    shop.open_shift()
    return shop


BUSINESS_DATE = date(2026, 2, 18)
