"""The law's dated data: read whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst_data import (
    Threshold,
    gst_data,
    packaged_text,
    parse_gst_data,
    take_gst_data,
)
from pos_desktop.domain.states import offered_states, state_of

NOW = date(2026, 11, 1)
RATE = {"from": "2017-07-01", "percent": ["5"]}


@pytest.fixture(autouse=True)
def packaged_again() -> Iterator[None]:
    yield
    take_gst_data(None)


def changed(**parts: Any) -> str:
    """The packaged data with other parts, a day newer."""
    told = json.loads(packaged_text()) | {"version": "2027-04-01"} | parts
    return json.dumps(told)


def test_a_threshold_is_that_of_the_day() -> None:
    data = gst_data()
    assert data.threshold(Threshold.B2C_LARGE, date(2024, 7, 31)) == 2_50_000_00
    assert data.threshold(Threshold.B2C_LARGE, date(2024, 8, 1)) == 1_00_000_00
    assert data.threshold(Threshold.BUYER_DETAILS, NOW) == 50_000_00
    assert data.threshold(Threshold.E_WAY_BILL, date(2018, 3, 31)) is None


def test_a_state_is_offered_while_there_is_one() -> None:
    then, now = ({state.code for state in offered_states(day)} for day in (date(2019, 1, 1), NOW))
    assert "38" not in then
    assert "38" in now


@pytest.mark.parametrize(
    ("day", "rate", "there"),
    [
        (date(2025, 9, 21), 1200, True),
        (date(2025, 9, 21), 4000, False),
        (date(2025, 9, 22), 4000, True),
        (date(2026, 1, 31), 2800, True),
        (date(2026, 2, 1), 2800, False),
        (NOW, 1700, False),
    ],
)
def test_a_rate_is_one_of_its_day(day: date, rate: int, there: bool) -> None:
    if there:
        gst_data().check_rate(rate, day, field="gst_rate")
        return
    with pytest.raises(BadInput, match="is not a rate of GST") as refused:
        gst_data().check_rate(rate, day, field="gst_rate")
    assert refused.value.field == "gst_rate"


def test_newer_data_is_in_force_once_it_is_taken() -> None:
    states = [*json.loads(packaged_text())["states"], {"code": "39", "name": "Newland"}]
    take_gst_data(parse_gst_data(changed(states=states)))
    assert state_of("39", field="state").name == "Newland"
    take_gst_data(None)
    with pytest.raises(BadInput):
        state_of("39", field="state")


def test_data_older_than_the_programs_own_is_left_aside() -> None:
    old = json.loads(packaged_text()) | {"version": "2020-01-01", "rates": [
        {"from": "2017-07-01", "percent": ["7"]}
    ]}  # fmt: skip
    take_gst_data(parse_gst_data(json.dumps(old)))
    gst_data().check_rate(1800, NOW, field="gst_rate")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("not json", "content"),
        ("[]", "content"),
        (changed(surprise=1), "content.surprise"),
        (changed(version="soon"), "content.version"),
        (changed(states=[]), "content.states"),
        (changed(states=[{"code": "1", "name": "x"}]), "content.states[0].code"),
        (changed(states=[{"code": "01", "name": ""}]), "content.states[0].name"),
        (changed(states=[{"code": "01", "name": "x", "utgst": 1}]), "content.states[0].utgst"),
        (changed(states=[{"code": "01", "name": "x"}] * 2), "content.states"),
        (changed(thresholds={}), "content.thresholds"),
        (changed(rates=[RATE | {"percent": [5]}]), "content.rates[0].percent[0]"),
        (changed(rates=[RATE | {"percent": ["101"]}]), "content.rates[0].percent[0]"),
        (changed(rates=[RATE, RATE]), "content.rates"),
    ],
)  # fmt: skip
def test_data_that_is_not_whole_is_refused_where_it_is_wrong(text: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_gst_data(text)
    assert refused.value.field == field
