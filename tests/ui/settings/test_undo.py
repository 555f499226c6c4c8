"""Ctrl+Z means one thing on every page that is saved: what was typed and not saved is let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.lines_field import LinesField
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("page_id", "steps", "name"),
    [("shop", 6, "name"), ("papers", 7, "footer"), ("printers", 9, "address")],
)
def test_undo_goes_back_to_what_is_saved(
    shop: ShopAtHand, at: Callable[..., Any], page_id: str, steps: int, name: str
) -> None:
    shop.set_printer()
    hands = at(shop.owner)
    page = hands.page(page_id, steps=steps)
    page.setFocus()
    assert page.undo.label == "Undo"
    assert not page.undo.isEnabled()
    field = page.findChild(EnterField, name) or page.findChild(LinesField, name)
    field.setFocus()
    saved = text_of(field)
    hands.type("Something")
    assert "Something" in text_of(field)
    assert page.undo.isEnabled()
    hands.press(_Key.Key_Z, _CTRL)
    assert text_of(field) == saved
    assert not page.undo.isEnabled()


def test_where_a_page_has_no_undo_the_field_has_its_own(
    show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    field = EnterField(name="Name")
    show(field)
    field.setFocus()
    qtbot.keyClicks(field, "Asha")
    qtbot.keyClick(field, _Key.Key_Z, _CTRL)
    assert field.text() == ""


def text_of(field: EnterField | LinesField) -> str:
    return field.toPlainText() if isinstance(field, LinesField) else field.text()
