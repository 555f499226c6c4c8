"""``pos-desktop demo``: the same shop from the same seed, and never anybody's own shop."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_desktop.app import desk_for
from pos_desktop.application import billing, outlet, shifts
from pos_desktop.application.lines import LineInput
from pos_desktop.application.people import sign_in
from pos_desktop.cli.demo_shop import OUTLET, demo_set_up
from pos_desktop.cli.main import run
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.gstin import parse_gstin
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence.shop_folder import create_shop, open_shop

#: 18 February 2026, 15:00 in India.
NOW = datetime(2026, 2, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def demo(capsys, monkeypatch):
    """``pos-desktop demo`` on 18 February 2026, without a window: exit status and what it said."""

    monkeypatch.setattr("pos_desktop.app.system_clock", lambda: NOW)

    def run_it(*arguments):
        status = run(["demo", "--no-window", *map(str, arguments)])
        return status, json.loads(capsys.readouterr().out)

    return run_it


def rows(shop: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(open_shop(shop)) as store, store.look() as look:
        return [tuple(row) for row in look.sql.exec_driver_sql(statement)]


BILLS = "SELECT number, total, issued_at, cashier_name, customer_id FROM bill ORDER BY id"
ENTRIES = "SELECT customer_id, at, kind, debit, credit FROM ledger_entry ORDER BY id"
DRAWERS = "SELECT expected_cash, closing_cash, cash_variance FROM shift_close ORDER BY id"


def test_one_seed_on_one_day_makes_the_same_shop_twice(demo, tmp_path):
    for name in ("one", "two"):
        status, told = demo("--days", "2", "--seed", "7", "--shop", tmp_path / name)
        assert (status, told) == (0, {"shop": str(tmp_path / name)})
    bills = rows(tmp_path / "one", BILLS)
    assert len(bills) >= 2 * 18
    for statement in (BILLS, ENTRIES, DRAWERS):
        assert rows(tmp_path / "one", statement) == rows(tmp_path / "two", statement)
    demo("--days", "2", "--seed", "8", "--shop", tmp_path / "other")
    assert rows(tmp_path / "other", BILLS) != bills


def test_no_goods_are_oversold_after_the_usual_days(demo, tmp_path):
    demo("--shop", tmp_path / "shop")
    oversold = "SELECT code, name, stock FROM item WHERE stock < 0 AND hsn NOT LIKE '99%'"
    assert rows(tmp_path / "shop", oversold) == []


def test_a_demo_shop_that_is_there_is_opened_as_it_is(demo, tmp_path):
    demo("--days", "1", "--shop", tmp_path / "shop")
    before = rows(tmp_path / "shop", BILLS)
    demo("--days", "0", "--shop", tmp_path / "shop")
    assert rows(tmp_path / "shop", BILLS) == before
    demo("--days", "0", "--fresh", "--shop", tmp_path / "shop")
    assert rows(tmp_path / "shop", BILLS) == []


def test_a_shop_that_is_no_demo_is_never_thrown_away(demo, demo_folder):
    with closing(open_shop(demo_folder)) as store, store.work() as work:
        work.sql.exec_driver_sql("UPDATE outlet SET is_demo = 0")
        work.commit()
    status, told = demo("--fresh", "--days", "0", "--shop", demo_folder)
    assert (status, told["error"]["code"]) == (2, "not_a_demo_shop")
    assert rows(demo_folder, "SELECT count(*) FROM item") == [(len(demo_set_up().items),)]


def test_a_folder_with_anything_else_in_it_is_never_thrown_away(demo, tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "shop.db").write_bytes(b"somebody's own")
    status, told = demo("--fresh", "--days", "0", "--shop", tmp_path / "papers")
    assert status != 0
    assert "error" in told
    assert (tmp_path / "papers" / "shop.db").read_bytes() == b"somebody's own"


def test_other_files_in_a_demo_folder_stay(demo, demo_folder):
    (demo_folder / "notes.txt").write_text("mine", encoding="utf-8")
    demo("--fresh", "--days", "0", "--shop", demo_folder)
    assert (demo_folder / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_shop_that_was_never_set_up_is_told_in_words(demo, tmp_path):
    create_shop(tmp_path / "shop").close()
    status, told = demo("--fresh", "--days", "0", "--shop", tmp_path / "shop")
    assert (status, told["error"]["code"]) == (2, "not_a_demo_shop")


@pytest.mark.parametrize("days", ["-1", "401"])
def test_days_out_of_range_are_refused(demo, tmp_path, days):
    status, told = demo("--days", days, "--shop", tmp_path / "shop")
    assert (status, told["error"]["field"]) == (2, "days")
    assert not (tmp_path / "shop").exists()


def test_the_shop_is_what_the_guide_says(demo, tmp_path):
    demo("--days", "1", "--shop", tmp_path / "shop")
    with closing(open_shop(tmp_path / "shop")) as store:
        cashier = sign_in(desk_for(store), "cashier", "1357")
        told = outlet.get(cashier, outlet.GetOutlet())
        now = shifts.current(cashier, shifts.CurrentShift())
    assert (told.name, told.state_code, told.is_demo) == ("Sharma Kirana & Snacks", "23", True)
    gstin = parse_gstin(told.gstin, field="gstin")
    assert (gstin.text[:2], gstin.text) == ("23", "23AABFS4821K1ZB")
    assert told.round_to_rupee
    assert told.upi_id == "sharmakirana@upi"
    assert set(OUTLET.methods) >= {Method.CASH, Method.CARD, Method.UPI, Method.CREDIT}
    assert now.shift is None
    assert now.last_closing_cash is not None


@pytest.mark.parametrize(
    ("login", "secret", "name"),
    [
        ("owner", "demo-owner", "Meena Sharma"),
        ("manager", "2468", "Vikram Rao"),
        ("cashier", "1357", "Asha Patel"),
    ],
)
def test_everybody_signs_in_with_the_printed_secret(demo_folder, login, secret, name):
    with closing(open_shop(demo_folder)) as store:
        desk = desk_for(store)
        assert sign_in(desk, login, secret).signed_in.user_name == name
        with pytest.raises(Refused):
            sign_in(desk, login, "0000")


def test_everything_printed_is_marked_as_a_demo(demo_folder):
    with closing(open_shop(demo_folder)) as store:
        cashier = sign_in(desk_for(store), "cashier", "1357")
        shifts.open_shift(cashier, shifts.OpenShift(opening_cash=0))
        line = LineInput(description="Thing", unit_price=10_00, gst_rate=0)
        cash = billing.TenderInput(method=Method.CASH, amount=10_00)
        billing.issue(cashier, billing.IssueBill(lines=(line,), tenders=(cash,)))
        with store.look() as look:
            (job,) = look.sql.exec_driver_sql(
                "SELECT data FROM print_job WHERE kind = 'original'"
            ).scalars()
    assert b"DEMO" in job
