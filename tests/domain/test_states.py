"""States and Union Territories."""

from __future__ import annotations

from datetime import date

import pytest

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst_data import gst_data
from pos_desktop.domain.states import is_gstin_prefix, offered_states, state_named, state_of


def test_thirty_six_and_other_territory_are_offered() -> None:
    codes = [state.code for state in offered_states()]
    assert len(codes) == len(set(codes)) == 37
    assert {"25", "28", "96", "99"}.isdisjoint(codes)
    assert codes == sorted(codes)


def test_territories_without_a_legislature_levy_utgst() -> None:
    offered = {state.code for state in offered_states() if state.utgst}
    assert offered == {"04", "26", "31", "35", "38", "97"}
    # Delhi, Puducherry and Jammu & Kashmir have legislatures.
    assert not any(state_of(code, field="state").utgst for code in ("07", "34", "01"))


def test_every_offered_state_may_begin_a_gstin_and_abroad_may_not() -> None:
    assert all(is_gstin_prefix(state.code) for state in offered_states())
    assert not is_gstin_prefix("96")


@pytest.mark.parametrize("code", ["", "0", "7", "00", "39", "MP", "２３"])
def test_an_unknown_code_is_refused_by_name(code: str) -> None:
    with pytest.raises(BadInput, match="is not a GST State code") as refused:
        state_of(code, field="seller.state_code")
    assert refused.value.field == "seller.state_code"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Madhya Pradesh", "23"),
        ("madhya  pradesh", "23"),
        ("Jammu and Kashmir", "01"),
        ("Dadra and Nagar Haveli and Daman and Diu", "26"),
    ],
)
def test_a_state_is_found_by_name_whatever_its_case(name: str, code: str) -> None:
    assert state_named(name, field="gst_state").code == code


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(BadInput, match="no State or Union Territory"):
        state_named("Malwa", field="gst_state")


def test_a_state_is_offered_on_the_days_on_which_it_can_be_chosen() -> None:
    data = gst_data()
    for day in (date(2017, 7, 1), date(2020, 1, 25), date(2020, 1, 26), date(2026, 2, 18)):
        offered = {state.code for state in data.offered(day)}
        assert {code for code in (*data.states, "", "00") if data.offers(code, day)} == offered
