"""The page of printers and its wizard, worked by keys over a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from pos_desktop.application.outlet import GetPrinter, PrinterView, get_printer
from pos_desktop.application.print_queue import SeePrintQueue, see
from pos_desktop.application.printer_finding import Findings, FoundPrinter
from pos_desktop.application.printers import ListPrinters, list_printers
from pos_desktop.application.terminal_printers import Goes, Place
from pos_desktop.domain.errors import Unavailable
from pos_desktop.ui.settings.calibrate_sheet import CalibrateSheet
from pos_desktop.ui.settings.printers_page import PrintersPage
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_STEPS = 9

Enter = Callable[..., Any]
USB = FoundPrinter(connection="usb", address="04b8:0202", told="USB: Epson TM-T82")
QUEUE = FoundPrinter(connection="cups", address="Office", told="Printer queue Office")


@dataclass
class Finder:
    """Finds what it was told; `there` is what answers at a network address."""

    printers: tuple[FoundPrinter, ...] = (USB, QUEUE)
    hints: tuple[str, ...] = ()
    there: FoundPrinter | None = None
    asked: list[str] = field(default_factory=list)

    def find(self) -> Findings:
        return Findings(printers=self.printers, hints=self.hints)

    def look_at(self, address: str) -> FoundPrinter:
        self.asked.append(address)
        if self.there is None:
            raise Unavailable(f"No printer answers at {address}.", code="no_printer_there")
        return self.there


def open_page(at: Enter, shop: ShopAtHand, finder: Finder | None = None) -> tuple[Any, Any]:
    hands = at(replace(shop.owner, finder=finder or Finder()))
    page = hands.page("printers", steps=_STEPS)
    assert isinstance(page, PrintersPage)
    page.setFocus()
    return hands, page


def put(page: PrintersPage, hands: Any, name: str, text: str) -> None:
    """Go to a field, as a person does, and type over what stands there."""
    widget = next(form.fields[name].field for form in page.forms if name in form.fields)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    hands.type(text)


def words(page: PrintersPage) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def saved(shop: ShopAtHand, place: Place = Place.RECEIPT) -> PrinterView:
    return get_printer(shop.owner, GetPrinter(place=place))


def test_a_printer_is_found_and_taken_by_one_key_each(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    hands, page = open_page(at, shop)
    hands.press(_Key.Key_F, _CTRL)
    assert page.found.hasFocus()
    hands.press(_Key.Key_Return)
    assert page.texts()["connection"] == "usb"
    hands.press(_Key.Key_Return, _CTRL)
    assert (saved(shop).connection, saved(shop).address) == ("usb", "04b8:0202")
    assert told[-1].text == "The printers are set up."


def test_a_network_address_is_looked_at_and_says_whether_it_answers(
    shop: ShopAtHand, at: Enter
) -> None:
    there = FoundPrinter(
        connection="network", address="10.0.0.5", told="Network printer", answers_status=True
    )
    finder = Finder(there=there)
    hands, page = open_page(at, shop, finder)
    put(page, hands, "connection", "Net")
    put(page, hands, "address", "10.0.0.5")
    hands.press(_Key.Key_F, _CTRL)
    assert finder.asked == ["10.0.0.5"]
    hands.press(_Key.Key_Return)
    hands.press(_Key.Key_Return, _CTRL)
    assert saved(shop).answers_status


def test_what_could_not_be_looked_for_is_told_with_its_mend(shop: ShopAtHand, at: Enter) -> None:
    hint = 'Serial printers need pyserial. Install it with: pip install "pos-desktop[serial]"'
    hands, page = open_page(at, shop, Finder(printers=(), hints=(hint,)))
    put(page, hands, "connection", "Net")
    put(page, hands, "address", "10.0.0.9")
    hands.press(_Key.Key_F, _CTRL)
    told = page.hints.text()
    assert hint in told
    assert "No printer answers at 10.0.0.9." in told
    assert "No printer was found." in told


def test_every_place_is_set_up_and_documents_are_sent_there(shop: ShopAtHand, at: Enter) -> None:
    shop.set_printer()
    hands, page = open_page(at, shop)
    put(page, hands, "place", "Second")
    put(page, hands, "connection", "CUPS")
    put(page, hands, "address", "Office")
    put(page, hands, "paper", "A4")
    put(page, hands, "route.bill", "Both")
    hands.press(_Key.Key_Return, _CTRL)
    second = saved(shop, Place.SECOND)
    assert (second.connection, second.address, second.paper) == ("cups", "Office", "a4")
    assert list_printers(shop.owner, ListPrinters()).routes["bill"] is Goes.BOTH
    assert saved(shop).connection == "file", "the receipt printer is as it was"


def test_the_width_of_the_roll_sets_columns_and_dots(shop: ShopAtHand, at: Enter) -> None:
    shop.set_printer()
    hands, page = open_page(at, shop)
    put(page, hands, "paper", "58")
    assert (page.texts()["columns"], page.texts()["dots"]) == ("32", "384")
    hands.press(_Key.Key_Return, _CTRL)
    assert (saved(shop).columns, saved(shop).dots) == (32, 384)


def test_a_wrong_address_is_told_at_its_field(shop: ShopAtHand, at: Enter) -> None:
    hands, page = open_page(at, shop)
    put(page, hands, "connection", "Net")
    put(page, hands, "address", "two words")
    hands.press(_Key.Key_Return, _CTRL)
    assert "Give the printer's address like 192.168.1.50" in words(page)
    assert saved(shop).connection == "none"


def test_a_spare_printer_takes_over_only_when_it_prints_alike(shop: ShopAtHand, at: Enter) -> None:
    shop.set_printer()
    hands, page = open_page(at, shop)
    put(page, hands, "place", "Spare")
    put(page, hands, "connection", "Net")
    put(page, hands, "address", "10.0.0.6")
    put(page, hands, "paper", "58")
    put(page, hands, "takes_over", "The")
    hands.press(_Key.Key_Return, _CTRL)
    assert "both need the same paper" in words(page)
    assert not list_printers(shop.owner, ListPrinters()).takes_over
    put(page, hands, "paper", "")
    hands.press(_Key.Key_Up)
    hands.press(_Key.Key_Return, _CTRL)
    assert list_printers(shop.owner, ListPrinters()).takes_over


def test_a_test_page_is_printed_with_what_is_saved(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    shop.set_printer()
    hands, page = open_page(at, shop)
    put(page, hands, "paper", "58")
    hands.press(_Key.Key_P, _CTRL)
    assert "Save the printer first" in words(page)
    hands.press(_Key.Key_Z, _CTRL)
    hands.press(_Key.Key_P, _CTRL)
    assert "A test page goes to “Receipt printer”." in told[-1].text
    assert [job.document for job in see(shop.owner, SeePrintQueue()).jobs] == ["test"]


def test_the_wizard_prints_a_page_asks_and_sets_what_was_right(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    shop.set_printer()
    hands, page = open_page(at, shop)
    hands.press(_Key.Key_K, _CTRL)
    sheet = hands.sheet()
    assert isinstance(sheet, CalibrateSheet)
    assert [job.document for job in see(shop.owner, SeePrintQueue()).jobs] == ["calibration"]
    assert "Look at it, then answer." in sheet.told.text()
    for answer in ("<42", "512", "", "Not", "The", "", "Right"):
        hands.enter(answer)
    now = saved(shop)
    assert (now.columns, now.dots, now.cutter) == (42, 512, "none")
    assert (now.native_qr, now.native_barcode, now.rupee) == (True, False, "character")
    assert hands.sheet() is None
    assert told[-1].text == "The printer is set as its page looked."
    assert page.texts()["columns"] == "42"


def test_a_manager_may_look_at_no_printer(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.manager)
    for _ in range(_STEPS):
        hands.press(_Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert hands.screen.page("printers") is None
    assert hands.screen.refusal.isVisible()
