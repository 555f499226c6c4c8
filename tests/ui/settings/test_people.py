"""The frame of Settings and its page of people, worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import users
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.people import Role
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.people_page import PeoplePage
from pos_desktop.ui.settings.person_presenter import suggested_login
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_Ctrl, _Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Enter = Callable[[Desk], Any]


def people(here: Any) -> PeoplePage:
    page = here.page("people")
    assert isinstance(page, PeoplePage)
    return page


def states(page: PeoplePage) -> dict[str, str]:
    return {row.login: row.state for row in page.list.rows_model.rows}


def test_an_owner_adds_a_cashier_by_keys(shop: ShopAtHand, at: Enter, told: list[Message]) -> None:
    here = at(shop.owner)
    here.press(_Key.Key_C, _Alt)
    here.enter("Ravi Kumar", "", "", "8520", "8520")
    assert here.sheet() is None
    assert told[-1].text == "Ravi Kumar (Cashier) is added."
    assert states(people(here))["ravi"] == "Signs in"
    assert sign_in(shop.desk, "ravi", "8520").signed_in.role is Role.CASHIER


def test_a_weak_pin_is_said_at_its_field_and_mended_there(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.owner)
    here.press(_Key.Key_C, _Alt)
    here.enter("Ravi Kumar", "", "", "1234", "1234")
    sheet = here.sheet()
    assert sheet is not None
    field = sheet.findChild(QWidget, "secret")
    assert isinstance(field, QWidget)
    assert "the first that anybody tries" in field.accessibleDescription()
    assert field.hasFocus()
    here.enter("8520", "8521")
    assert "not the same" in here.words()
    here.enter("8520")
    assert here.sheet() is None
    assert "ravi" in states(people(here))


def test_name_and_role_are_changed_and_the_sign_in_ended(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    here = at(shop.owner)
    people(here).presenter.person_chosen("cashier")
    here.press(_Key.Key_F2)
    here.enter("Asha Verma")
    here.press(_Key.Key_Down)
    here.press(_Key.Key_Return, _Ctrl)
    assert told[-1].text == "Asha Verma (Manager) is changed."
    here.press(_Key.Key_F6)
    assert told[-1].text == "Asha Verma no longer signs in."
    assert states(people(here))["cashier"] == "No longer signs in"
    with pytest.raises(PosError):
        sign_in(shop.desk, "cashier", "1357")
    here.press(_Key.Key_F6)
    assert states(people(here))["cashier"] == "Signs in"


def test_a_new_pin_ends_a_lock_that_the_list_shows(shop: ShopAtHand, at: Enter) -> None:
    for _ in range(5):
        with pytest.raises(PosError):
            sign_in(shop.desk, "cashier", "0000")
    here = at(shop.manager)
    assert states(people(here))["cashier"] == "Locked until 15:01"
    people(here).presenter.person_chosen("cashier")
    here.press(_Key.Key_F4)
    here.enter("8520", "8520")
    people(here).presenter.entered()
    assert states(people(here))["cashier"] == "Signs in"
    assert sign_in(shop.desk, "cashier", "8520").session


def test_ones_own_pin_needs_the_old_one(shop: ShopAtHand, at: Enter, told: list[Message]) -> None:
    here = at(shop.cashier)
    here.press(_Key.Key_F7)
    here.enter("9999", "8520", "8520")
    assert "That is not the PIN of Asha Patel. Try again." in here.words()
    here.enter("1357", "8520", "8520")
    assert told[-1].text == "Your PIN is changed."
    assert sign_in(shop.desk, "cashier", "8520").session


def test_who_may_not_see_people_is_told_with_whom_to_speak(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.cashier)
    assert here.screen.page("people") is None
    assert here.screen.refusal.isVisible()
    assert here.screen.refusal.accessibleName() == (
        "Your sign-in (Cashier) may not see who works here. "
        "Speak with Meena Sharma (Owner) or Vikram Rao (Manager)."
    )


def test_a_manager_sees_people_and_changes_only_a_cashiers_pin(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    assert not people(here).add.isVisible()
    people(here).presenter.person_chosen("owner")
    assert not people(here).secret.isEnabled()
    people(here).presenter.person_chosen("cashier")
    assert people(here).secret.isEnabled()
    here.press(_Key.Key_F2)
    assert here.sheet() is None


def test_an_owner_cannot_end_the_own_sign_in(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    here = at(shop.owner)
    here.press(_Key.Key_Right)
    here.press(_Key.Key_Down)
    here.press(_Key.Key_F6)
    assert "Nobody changes their own role or ends their own sign-in" in told[-1].text
    (member,) = [
        user
        for user in users.all_users(shop.owner, users.AllUsers()).users
        if user.login == "owner"
    ]
    assert member.is_active


@pytest.mark.parametrize(
    ("name", "login"), [("Ravi Kumar", "ravi"), ("  O'Neil x", "oneil"), ("आशा", ""), ("", "")]
)
def test_a_sign_in_name_is_suggested_from_the_name(name: str, login: str) -> None:
    assert suggested_login(name) == login


def test_the_place_fits_a_small_window(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.owner)
    assert here.screen.minimumSizeHint().width() <= 900
    assert here.screen.minimumSizeHint().height() <= 470


def test_an_ended_page_hears_no_late_answer(shop: ShopAtHand, at: Enter, qtbot: QtBot) -> None:
    from shiboken6 import isValid

    page = PeoplePage(Counter(shop.owner, InlineTasks(), tell=lambda _message: None))
    presenter = page.presenter
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    presenter.entered()
