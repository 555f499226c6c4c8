from __future__ import annotations

import pytest

from pos_desktop.application import customers
from pos_desktop.application.customers import CustomerInput, CustomerView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.edit_presenter import KEPT, EditPresenter
from pos_desktop.ui.customers.edit_state import EditState, Form, Prefill
from tests.shop_at_hand import ShopAtHand

RIGHT = "27AAPFU0939F1ZV"
WRONG = "27AAPFU0939F1ZX"


class FakeView:
    """Keeps the states it is shown; `form` is what the fields hold now."""

    def __init__(self) -> None:
        self.state = EditState(is_new=True)
        self.form = Form()
        self.closed = 0

    def display(self, state: EditState) -> None:
        self.state = state
        self.form = state.form or self.form

    def close_sheet(self) -> None:
        self.closed += 1


class Sheet:
    """A presenter with its fake view, and what it saved."""

    def __init__(
        self, counter: Counter, customer: CustomerView | None = None, prefill: Prefill | None = None
    ) -> None:
        self.view = FakeView()
        self.saved: list[CustomerView] = []
        self.presenter = EditPresenter(
            counter, self.view, customer, prefill or Prefill(), self.saved.append
        )
        self.presenter.opened()

    def type(self, **values: str | bool) -> None:
        for name, value in values.items():
            self.presenter.field_changed(name, value)


@pytest.fixture
def sheet(counter: Counter, open_shop_today: ShopAtHand) -> Sheet:
    counter.desk = open_shop_today.manager  # who may also say how much credit there is
    return Sheet(counter)


def create(shop: ShopAtHand, **given: object) -> CustomerView:
    return customers.create(shop.manager, CustomerInput(**given))  # type: ignore[arg-type]


def test_a_customer_is_written_down_whole(sheet: Sheet) -> None:
    sheet.type(
        name="Asha Patel",
        phone="98765 43210",
        email="asha@example.com",
        address="12 Rajwada",
        notes="pays on the 5th",
        credit_limit="5,000",
        company_name="Patel Traders",
        company_phone="0731 255 0199",
        company_address="Pologround",
        gstin=RIGHT.lower(),
    )
    sheet.presenter.submitted()
    (made,) = sheet.saved
    assert (made.name, made.phone, made.email) == ("Asha Patel", "9876543210", "asha@example.com")
    assert (made.address, made.notes, made.credit_limit) == (
        "12 Rajwada", "pays on the 5th", 5000_00,
    )  # fmt: skip
    assert (made.company_name, made.company_phone, made.company_address) == (
        "Patel Traders", "0731 255 0199", "Pologround",
    )  # fmt: skip
    assert (made.gstin, made.gstin_verified, made.gst_state_code) == (RIGHT, True, "27")
    assert made.is_gst_customer
    assert sheet.view.closed == 1


def test_what_is_known_already_is_filled_in(counter: Counter) -> None:
    assert Sheet(counter, prefill=Prefill(phone="9876543210")).view.form.phone == "9876543210"


def test_a_whole_gstin_fills_the_state_in_and_names_it(sheet: Sheet) -> None:
    sheet.type(gstin=RIGHT[:14])
    assert sheet.view.form.gst_state_code == ""
    sheet.type(gstin=RIGHT)
    assert (sheet.view.form.gst_state_code, sheet.view.form.is_gst_customer) == ("27", True)
    assert sheet.view.state.gstin_note == "Maharashtra"


def test_another_gstin_changes_the_state_that_the_first_filled_in(sheet: Sheet) -> None:
    sheet.type(gstin=RIGHT)
    sheet.type(gstin="23AABCU9603R1ZV")
    assert sheet.view.form.gst_state_code == "23"


def test_the_state_of_a_known_gstin_goes_with_its_correction(
    open_shop_today: ShopAtHand, counter: Counter
) -> None:
    sheet = Sheet(counter, create(open_shop_today, name="Asha", gstin=RIGHT))
    sheet.type(gstin="23AABCU9603R1ZV")
    sheet.presenter.submitted()
    assert sheet.saved[0].gst_state_code == "23"


def test_a_state_chosen_by_hand_stays_and_the_conflict_is_told_there(sheet: Sheet) -> None:
    sheet.type(name="Asha", gst_state_code="23", gstin=RIGHT)
    assert sheet.presenter._form.gst_state_code == "23"
    sheet.presenter.submitted()
    assert sheet.saved == []
    assert sheet.view.state.problem_at == "gst_state_code"


def test_a_half_typed_gstin_is_no_fault_yet(sheet: Sheet) -> None:
    sheet.type(gstin="27AAP")
    assert (sheet.view.state.problem, sheet.view.state.gstin_note) == ("", "")


def test_a_wrong_check_character_is_explained_with_two_ways_out(sheet: Sheet) -> None:
    sheet.type(gstin=WRONG)
    state = sheet.view.state
    assert (state.problem_at, state.gstin_offered) == ("gstin", RIGHT)
    assert "It would be V." in state.problem


def test_the_offered_gstin_is_taken(sheet: Sheet) -> None:
    sheet.type(name="Asha", gstin=WRONG)
    sheet.presenter.offered_gstin_taken()
    assert (sheet.view.form.gstin, sheet.view.state.gstin_offered) == (RIGHT, "")
    sheet.presenter.submitted()
    assert sheet.saved[0].gstin_verified


def test_a_gstin_is_kept_as_typed_when_the_papers_say_so(sheet: Sheet) -> None:
    sheet.type(name="Asha", gstin=WRONG)
    sheet.presenter.gstin_kept()
    assert (sheet.view.state.gstin_note, sheet.view.state.problem) == (KEPT, "")
    sheet.presenter.submitted()
    assert (sheet.saved[0].gstin, sheet.saved[0].gstin_verified) == (WRONG, False)


def test_keeping_holds_for_the_gstin_that_was_kept_only(sheet: Sheet) -> None:
    sheet.type(gstin=WRONG)
    sheet.presenter.gstin_kept()
    sheet.type(gstin="27AAPFU0939F1ZW")
    assert sheet.view.state.gstin_offered == RIGHT


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12345"),
        ("email", "asha"),
        ("credit_limit", "12,50"),
        ("credit_limit", "-5"),
        ("gstin", "27AAPFU"),
        ("name", "x" * 121),
    ],
)
def test_what_is_wrong_stands_next_to_its_field(sheet: Sheet, field: str, value: str) -> None:
    sheet.type(name="Asha")
    sheet.type(**{field: value})
    sheet.presenter.submitted()
    state = sheet.view.state
    assert (state.problem_at, state.focus_problem, state.busy) == (field, True, False)
    assert state.problem
    assert sheet.saved == []


def test_a_name_is_asked_for(sheet: Sheet) -> None:
    sheet.presenter.submitted()
    assert sheet.view.state.problem_at == "name"


def test_a_phone_that_another_has_is_told_at_the_phone(
    open_shop_today: ShopAtHand, sheet: Sheet
) -> None:
    create(open_shop_today, name="Ravi", phone="9876543210")
    sheet.type(name="Asha", phone="9876543210")
    sheet.presenter.submitted()
    assert sheet.view.state.problem_at == "phone"
    assert "Ravi" in sheet.view.state.problem


def test_typing_takes_the_problem_away(sheet: Sheet) -> None:
    sheet.type(name="Asha", phone="12345")
    sheet.presenter.submitted()
    sheet.type(phone="123456")
    assert sheet.view.state.problem == ""


def test_only_what_was_changed_is_changed(open_shop_today: ShopAtHand, counter: Counter) -> None:
    before = create(
        open_shop_today,
        name="Asha",
        address="12 Rajwada\nIndore",
        gstin=WRONG,
        keep_gstin_as_typed=True,
        credit_limit=500_00,
    )
    counter.desk = open_shop_today.manager
    sheet = Sheet(counter, before)
    assert sheet.view.state.gstin_note == KEPT
    sheet.type(name="Asha Patel", credit_limit="")
    sheet.presenter.submitted()
    (after,) = sheet.saved
    assert (after.name, after.address, after.credit_limit) == (
        "Asha Patel", "12 Rajwada\nIndore", None,
    )  # fmt: skip
    assert (after.gstin, after.gst_state_code) == (WRONG, "27")


def test_a_field_can_be_emptied(open_shop_today: ShopAtHand, counter: Counter) -> None:
    sheet = Sheet(counter, create(open_shop_today, name="Asha", phone="9876543210", notes="x"))
    sheet.type(phone="", notes="")
    sheet.presenter.submitted()
    assert (sheet.saved[0].phone, sheet.saved[0].notes) == (None, "")


def test_nothing_changed_is_nothing_written(open_shop_today: ShopAtHand, counter: Counter) -> None:
    known = create(open_shop_today, name="Asha")
    entries = open_shop_today.count("audit_entry")
    sheet = Sheet(counter, known)
    sheet.presenter.submitted()
    assert (sheet.view.closed, sheet.saved) == (1, [])
    assert open_shop_today.count("audit_entry") == entries
