"""The page of keys, worked by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from pos_desktop.application import own_keys
from pos_desktop.application.own_keys import GetKeys
from pos_desktop.domain.own_keys import OwnKey
from pos_desktop.ui.keys import keys_in_use, use_keys
from pos_desktop.ui.own_keys import follow_keys, table_with
from pos_desktop.ui.settings.keys_page import KeySheet, KeysPage
from pos_desktop.ui.settings.pages import settings_pages
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

_Key = Qt.Key
_ALT = Qt.KeyboardModifier.AltModifier

Enter = Callable[..., object]


def page_of(hands: object) -> KeysPage:
    steps = [page.facts.page_id for page in settings_pages()].index("keys")
    page = hands.page("keys", steps=steps)  # type: ignore[attr-defined]
    assert isinstance(page, KeysPage)
    page.setFocus()
    return page


def search(page: KeysPage, hands: object, text: str) -> None:
    hands.press(_Key.Key_F3)  # type: ignore[attr-defined]
    page.search.clear()
    hands.type(text)  # type: ignore[attr-defined]
    page.presenter.search_changed(text)
    page.list.setFocus()


@pytest.fixture
def hands(shop: ShopAtHand, at: Enter) -> object:
    made = at(shop.cashier)
    follow_keys(made.screen._counter, lambda: None)  # type: ignore[attr-defined]
    return made


def test_a_key_is_searched_and_another_pressed_in_its_place(
    shop: ShopAtHand, hands: object, told: list[Message]
) -> None:
    page = page_of(hands)
    search(page, hands, "hold this order")
    assert [row.printed for row in page.list.rows_model.rows] == ["F6"]
    hands.press(_Key.Key_Return)  # type: ignore[attr-defined]
    assert isinstance(hands.sheet(), KeySheet)  # type: ignore[attr-defined]
    hands.press(_Key.Key_H, _ALT)  # type: ignore[attr-defined]
    assert hands.sheet() is None  # type: ignore[attr-defined]
    assert own_keys.get(shop.cashier, GetKeys()).keys == (OwnKey(action="hold", keys="Alt+H"),)
    assert keys_in_use()["hold"].keys == "Alt+H"
    assert told[-1].text == "The keys are changed for you."


def test_a_taken_key_and_a_scanners_key_are_refused_in_words(
    shop: ShopAtHand, hands: object
) -> None:
    page = page_of(hands)
    search(page, hands, "hold this order")
    hands.press(_Key.Key_F2)  # type: ignore[attr-defined]
    for key, words in (
        (_Key.Key_F9, "F9 is taken: Take the payment. Press another, or change that first."),
        (_Key.Key_Return, "is a key that a barcode scanner types"),
        (_Key.Key_A, "is a key that a barcode scanner types"),
        (_Key.Key_Backspace, "is needed to type"),
    ):
        hands.press(key)  # type: ignore[attr-defined]
        assert words in hands.words()  # type: ignore[attr-defined]
    hands.press(_Key.Key_Escape)  # type: ignore[attr-defined]
    assert hands.sheet() is None  # type: ignore[attr-defined]
    assert own_keys.get(shop.cashier, GetKeys()).keys == ()


def test_del_puts_the_usual_key_back(shop: ShopAtHand, hands: object) -> None:
    use_keys(table_with((OwnKey(action="hold", keys="Alt+H"),)))
    page = page_of(hands)
    search(page, hands, "hold this order")
    (row,) = page.list.rows_model.rows
    assert (row.printed, row.usual) == ("Alt+H", "F6")
    hands.press(_Key.Key_Delete)  # type: ignore[attr-defined]
    assert keys_in_use()["hold"].keys == "F6"
    assert own_keys.get(shop.cashier, GetKeys()).keys == ()


def test_the_windows_own_keys_open_nothing(hands: object) -> None:
    page = page_of(hands)
    search(page, hands, "show all keys")
    hands.press(_Key.Key_Return)  # type: ignore[attr-defined]
    assert hands.sheet() is None  # type: ignore[attr-defined]
