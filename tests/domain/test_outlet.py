"""The outlet's clock, day and ways to be paid."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.domain.outlet import Method, Outlet, Registration

OUTLET = Outlet(
    id=1,
    uuid="u",
    name="Shop",
    legal_name="Shop",
    address="Bhopal",
    phone="",
    state_code="23",
    registration=Registration.REGULAR,
    gstin=None,
    fssai=None,
    upi_id=None,
    round_to_rupee=True,
    card_enabled=False,
    credit_enabled=False,
    utc_offset_minutes=330,
    day_cutoff_minutes=180,
    receipt_header="",
    receipt_footer="",
    is_demo=False,
)


def india(hour: int, minute: int = 0) -> datetime:
    """A moment of 18 February 2026 on an Indian clock, in UTC."""
    return datetime(2026, 2, 18, hour, minute, tzinfo=UTC) - timedelta(minutes=330)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (india(2, 59), date(2026, 2, 17)),
        (india(3, 0), date(2026, 2, 18)),
        (india(12), date(2026, 2, 18)),
        (india(23, 59), date(2026, 2, 18)),
        (india(23, 59) + timedelta(minutes=1), date(2026, 2, 18)),
    ],
)
def test_the_trading_day_ends_at_the_cut_off(moment: datetime, day: date) -> None:
    assert OUTLET.business_date(moment) == day


def test_without_a_cut_off_the_day_ends_at_midnight() -> None:
    outlet = replace(OUTLET, day_cutoff_minutes=0)
    assert outlet.business_date(india(0)) == date(2026, 2, 18)
    assert outlet.business_date(india(0) - timedelta(seconds=1)) == date(2026, 2, 17)


@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001
    st.integers(0, 720),
)
def test_the_local_moment_is_the_same_moment_and_its_day_at_most_one_behind(
    naive: datetime, cutoff: int
) -> None:
    outlet, moment = replace(OUTLET, day_cutoff_minutes=cutoff), naive.replace(tzinfo=UTC)
    local = outlet.local(moment)
    assert local == moment
    assert local.date() - outlet.business_date(moment) in {timedelta(0), timedelta(days=1)}


@pytest.mark.parametrize(
    ("settings", "methods"),
    [
        ({}, set()),
        ({"upi_id": "shop@bank"}, {Method.UPI}),
        ({"card_enabled": True}, {Method.CARD}),
        ({"credit_enabled": True}, {Method.CREDIT}),
    ],
)
def test_cash_is_always_taken_and_the_rest_by_setting(
    settings: dict[str, object], methods: set[Method]
) -> None:
    """REQUIREMENTS R1.1."""
    always = {Method.CASH, Method.ADVANCE}
    assert set(replace(OUTLET, **settings).methods) == always | methods


def test_the_state_is_named() -> None:
    assert OUTLET.state_name == "Madhya Pradesh"
