"""The page of the shop's own settings, worked by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from pos_desktop.application import item_cards, outlet
from pos_desktop.domain.item_cards import ean13
from pos_desktop.domain.outlet import CreditPolicy, Method, Registration
from pos_desktop.ui.scanning.text_fields import keeps_scan
from pos_desktop.ui.settings.shop_page import ShopPage
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_STEPS = 6

Enter = Callable[..., object]


def page_of(at: object) -> ShopPage:
    page = at.page("shop", steps=_STEPS)  # type: ignore[attr-defined]
    assert isinstance(page, ShopPage)
    page.setFocus()
    return page


def field(page: ShopPage, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found


def put(page: ShopPage, at: object, name: str, text: str) -> None:
    """Go to a field, as a person does, and type over what stands there."""
    widget = field(page, name)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(widget, EnterField) and not text:
        at.press(_Key.Key_Delete)  # type: ignore[attr-defined]
    at.type(text)  # type: ignore[attr-defined]


def words(page: ShopPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


def saves(at: object) -> None:
    at.press(_Key.Key_Return, _CTRL)  # type: ignore[attr-defined]


def test_every_setting_is_changed_by_keys_and_only_what_was_changed(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    put(page, hands, "name", "Sharma Stores")
    put(page, hands, "card_enabled", "No")
    put(page, hands, "round_to_rupee", "")
    hands.press(_Key.Key_Down)
    put(page, hands, "upi_id", "")
    put(page, hands, "day_cutoff_minutes", "04:30")
    put(page, hands, "cashier_discount_limit", "10")
    put(page, hands, "hsn_digits", "Above")
    put(page, hands, "variance_limit", "150")
    put(page, hands, "credit_policy", "The")
    put(page, hands, "auto_lock_minutes", "3")
    put(page, hands, "cash_memos", "Cash")
    saves(hands)
    now = outlet.get(shop.owner, outlet.GetOutlet())
    assert (now.name, now.hsn_digits, now.round_to_rupee) == ("Sharma Stores", 6, False)
    assert now.methods == (Method.CASH, Method.CREDIT, Method.ADVANCE)
    assert (now.day_cutoff_minutes, now.cashier_discount_limit) == (270, 1000)
    assert (now.variance_limit, now.credit_policy) == (150_00, CreditPolicy.WARN)
    assert now.cash_memos
    assert (now.auto_lock_minutes, now.gstin) == (3, "23AABFS4821K1ZB")
    assert told[-1].text == "The settings are saved."
    with shop.store.look() as look:
        details = look.sql.exec_driver_sql(
            "SELECT details FROM audit_entry WHERE action = 'outlet.updated'"
        ).scalar_one()
    assert "hsn_digits" in details
    assert "legal_name" not in details


def test_what_moves_tax_is_warned_of_before_it_is_saved(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    assert not page.warning.isVisible()
    put(page, hands, "registration", "Comp")
    assert "changes the tax of every bill from now on" in page.warning.text()
    hands.press(_Key.Key_Z, _CTRL)
    assert not page.warning.isVisible()
    assert page.texts()["registration"] == Registration.REGULAR.value


def test_a_gstin_of_another_state_fills_the_state_and_warns(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    put(page, hands, "gstin", "27AABCU9603R1ZN")
    assert page.texts()["state_code"] == "27"
    assert page.warning.isVisible()
    put(page, hands, "state_code", "Goa")
    saves(hands)
    assert "The GSTIN is of State 27" in words(page)
    assert outlet.get(shop.owner, outlet.GetOutlet()).state_code == "23"


def test_a_wrong_check_character_is_offered_right_or_kept(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    put(page, hands, "gstin", "23AABFS4821K1ZA")
    assert "it would be B" in words(page)
    saves(hands)
    assert outlet.get(shop.owner, outlet.GetOutlet()).gstin == "23AABFS4821K1ZB"
    hands.press(_Key.Key_K, Qt.KeyboardModifier.AltModifier)
    saves(hands)
    assert outlet.get(shop.owner, outlet.GetOutlet()).gstin == "23AABFS4821K1ZA"
    # What was kept stays kept when something else is changed.
    put(page, hands, "phone", "0731 1234567")
    saves(hands)
    assert outlet.get(shop.owner, outlet.GetOutlet()).phone == "0731 1234567"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("name", "", "The outlet needs a name."),
        ("upi_id", "shop", "A UPI id looks like"),
        ("cashier_discount_limit", "101", "between 0 and 100"),
        ("cashier_discount_limit", "ten", "is not a percentage"),
        ("day_cutoff_minutes", "25:00", "between midnight and noon"),
        ("day_cutoff_minutes", "soon", "Give a time like"),
        ("auto_lock_minutes", "x", "whole minutes"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    shop: ShopAtHand, at: Enter, name: str, text: str, problem: str
) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    put(page, hands, name, text)
    saves(hands)
    found = [form.fields[name].words for form in page.forms if name in form.fields]
    assert problem in found[0]
    assert field(page, name).hasFocus()


def test_a_manager_does_not_see_it(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.manager)
    for _ in range(_STEPS):
        hands.press(_Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert hands.screen.page("shop") is None
    assert "may not change the shop's settings" in hands.screen.refusal.accessibleName()


def test_the_scales_labels_are_tried_before_they_are_saved(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    paneer = item_cards.CreateItem(
        code="73", name="Paneer", unit="KGS", sold_by_weight=True, price=250_00, tax_class="GST5"
    )
    item_cards.create(shop.owner, paneer)
    hands = at(shop.owner)
    page = page_of(hands)
    put(page, hands, "try_label", ean13("210007301250"))
    assert "No kind of label that stands above fits this one." in words(page)
    put(page, hands, "scale_codes", "21CCCCCWWwwwK")
    assert "Item 73, Paneer: 1.25 KGS for ₹312.50." in words(page)
    assert outlet.get(shop.owner, outlet.GetOutlet()).scale_codes == ""
    saves(hands)
    assert outlet.get(shop.owner, outlet.GetOutlet()).scale_codes == "21CCCCCWWwwwK"
    put(page, hands, "scale_codes", "21CC")
    saves(hands)
    assert "is no kind of label." in words(page)


def test_a_scan_stays_in_the_field_that_tries_labels(shop: ShopAtHand, at: Enter) -> None:
    page = page_of(at(shop.owner))
    assert keeps_scan(field(page, "try_label"))
    assert not keeps_scan(field(page, "scale_codes"))
