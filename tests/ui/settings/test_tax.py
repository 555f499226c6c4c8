"""The page of taxes, worked by keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pos_desktop.application.desk import Desk
from pos_desktop.domain.gst_data import gst_data, packaged_text, take_gst_data
from pos_desktop.ui.language.catalogue import catalogue_of
from pos_desktop.ui.language.translator import speak_with
from pos_desktop.ui.settings.tax_page import TaxPage
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_Ctrl = Qt.KeyboardModifier.ControlModifier
Enter = Callable[[Desk], Any]


@pytest.fixture(autouse=True)
def packaged_again() -> Iterator[None]:
    yield
    take_gst_data(None)


def tax(here: Any) -> TaxPage:
    page = here.page("tax")
    assert isinstance(page, TaxPage)
    return page


def to_the_page(here: Any) -> TaxPage:
    """Down the list of pages until the page of taxes is in front."""
    for _ in range(12):
        page = here.screen.page("tax")
        if page is not None and page.isVisible():
            break
        here.press(_Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    return tax(here)


def choose(page: TaxPage, code: str) -> None:
    codes = [row.code for row in page.list.rows_model.rows]
    page.list.choose(codes.index(code))


def row_of(page: TaxPage, code: str) -> tuple[str, str]:
    row = next(row for row in page.list.rows_model.rows if row.code == code)
    return row.now, row.change


def test_a_rate_is_changed_for_a_day_and_taken_back(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    here = at(shop.owner)
    page = to_the_page(here)
    assert row_of(page, "TOBACCO40") == ("40% of MRP", "")
    choose(page, "GST5")
    here.press(_Key.Key_F2)
    here.press(_Key.Key_A, _Ctrl)
    here.enter("01-04-2026")
    here.press(_Key.Key_A, _Ctrl)
    here.enter("18", "", "", "")
    assert here.sheet() is None
    assert told[-1].text == "The rate of “GST 5%” is set."
    assert row_of(page, "GST5") == ("5%", "18% from 01-04-2026")
    here.press(_Key.Key_Delete)
    assert row_of(page, "GST5") == ("5%", "")


def test_a_rate_that_is_none_of_gst_is_said_at_its_field(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.owner)
    page = to_the_page(here)
    choose(page, "GST5")
    here.press(_Key.Key_F2)
    here.press(_Key.Key_Return)
    here.press(_Key.Key_A, _Ctrl)
    here.enter("17", "", "", "")
    sheet = here.sheet()
    assert sheet is not None
    assert "is not a rate of GST" in sheet.form.fields["gst_rate"].words
    here.press(_Key.Key_Escape)
    assert row_of(page, "GST5") == ("5%", "")


def test_the_rate_of_a_usual_class_is_headed_in_hindi(shop: ShopAtHand, at: Enter) -> None:
    speak_with(catalogue_of("hi"))
    try:
        here = at(shop.owner)
        page = to_the_page(here)
        choose(page, "BIDI18")
        here.press(_Key.Key_F2)
        sheet = here.sheet()
        assert sheet is not None
        assert sheet.windowTitle() == "बीड़ी 18% की दर"
    finally:
        speak_with(None)


def test_an_untaxed_class_has_no_rate_to_change(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.owner)
    page = to_the_page(here)
    choose(page, "EXEMPT")
    assert not page.change.isEnabled()
    here.press(_Key.Key_F2)
    assert here.sheet() is None


def test_a_file_of_gst_data_is_looked_at_before_it_is_taken_in(
    shop: ShopAtHand, at: Enter, tmp_path: Path
) -> None:
    newer = json.loads(packaged_text()) | {"version": "2026-04-01"}
    newer["states"].append({"code": "39", "name": "Newland"})
    file = tmp_path / "gst.json"
    file.write_text(json.dumps(newer), encoding="utf-8")
    here = at(shop.owner)
    to_the_page(here)
    here.press(_Key.Key_O, _Ctrl)
    here.enter(str(file))
    assert "New State 39 Newland" in here.words()
    assert "39" not in gst_data().states
    here.press(_Key.Key_Return)
    assert here.sheet() is None
    assert "39" in gst_data().states


def test_a_file_that_is_no_gst_data_is_said_at_its_field(
    shop: ShopAtHand, at: Enter, tmp_path: Path
) -> None:
    here = at(shop.owner)
    to_the_page(here)
    here.press(_Key.Key_O, _Ctrl)
    here.enter(str(tmp_path / "nothing.json"))
    assert "cannot be read" in here.words()


def test_a_manager_is_told_who_may_change_taxes(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    assert here.screen.page("tax") is None
