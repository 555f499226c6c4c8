"""The page of how papers look, worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet, papers
from pos_desktop.application.letterhead import Language
from pos_desktop.ui.settings.papers_page import PapersPage
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

_Key = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_STEPS = 7

Enter = Callable[..., object]


def page_of(hands: object) -> PapersPage:
    page = hands.page("papers", steps=_STEPS)  # type: ignore[attr-defined]
    assert isinstance(page, PapersPage)
    page.setFocus()
    return page


def put(page: PapersPage, hands: object, name: str, text: str) -> None:
    found = page.findChild(QWidget, name)
    assert found is not None
    found.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(_Key.Key_A, _CTRL)  # type: ignore[attr-defined]
    for at, line in enumerate(text.split("\n")):
        if at:
            hands.press(_Key.Key_Return)  # type: ignore[attr-defined]
        hands.type(line)  # type: ignore[attr-defined]


def words(page: PapersPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def take_logo(page: PapersPage, hands: object, path: Path) -> None:
    hands.press(_Key.Key_O, _CTRL)  # type: ignore[attr-defined]
    dialog = page.findChild(QFileDialog, "logo_dialog")
    assert dialog is not None
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(path))
    hands.press(_Key.Key_Return)  # type: ignore[attr-defined]


def test_every_field_is_changed_by_keys_and_seen_before_it_is_saved(
    shop: ShopAtHand, at: Enter, told: list[Message], qtbot: QtBot
) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    assert any("Tax Invoice" in line or "Invoice" in line for line in page.paper.lines)
    put(page, hands, "header", "Since 1962")
    qtbot.waitUntil(lambda: any("Since 1962" in line for line in page.paper.lines))
    put(page, hands, "footer", "Come again\nClosed on Tuesday")
    put(page, hands, "bank_details", "SBI Indore\nIFSC SBIN0001234")
    put(page, hands, "terms", "No return after 7 days")
    for name in ("is_compact", "prints_code"):
        page.fields[name].focus()
        hands.press(_Key.Key_Down)  # type: ignore[attr-defined]
    page.fields["language"].focus()
    hands.press(_Key.Key_Down)  # type: ignore[attr-defined]
    assert any("चीनी" in line for line in page.paper.lines)
    now = papers.get(shop.owner, papers.GetLetterhead())
    assert (now.language, now.terms) == (Language.ENGLISH, "")
    hands.press(_Key.Key_Return, _CTRL)  # type: ignore[attr-defined]
    now = papers.get(shop.owner, papers.GetLetterhead())
    assert (now.language, now.is_compact, now.prints_code) == (Language.HINDI, True, True)
    assert (now.bank_details, now.terms) == (
        "SBI Indore\nIFSC SBIN0001234",
        "No return after 7 days",
    )
    printed = outlet.get(shop.owner, outlet.GetOutlet())
    assert printed.receipt_footer == "Come again\nClosed on Tuesday"
    assert printed.receipt_header == "Since 1962"
    assert told[-1].text == "The papers are saved."
    hands.press(_Key.Key_Return, _CTRL)  # type: ignore[attr-defined]
    assert told[-1].text in ("Nothing was changed.", "The papers are saved.")


def test_a_logo_is_taken_and_dropped_and_what_is_no_picture_is_refused_in_words(
    shop: ShopAtHand, at: Enter, tmp_path: Path
) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    plain = page.paper.height()
    (tmp_path / "notes.png").write_text("not a picture")
    take_logo(page, hands, tmp_path / "notes.png")
    assert "This file is no picture. Choose a PNG or JPEG file." in words(page)
    assert not page.save.isEnabled()
    Image.new("RGB", (300, 120), "black").save(tmp_path / "logo.png")
    take_logo(page, hands, tmp_path / "logo.png")
    assert "no picture" not in words(page)
    assert page.paper.height() > plain
    hands.press(_Key.Key_Return, _CTRL)  # type: ignore[attr-defined]
    assert papers.get(shop.owner, papers.GetLetterhead()).logo_base64
    hands.press(_Key.Key_L, _ALT)  # type: ignore[attr-defined]
    assert page.paper.height() == plain
    hands.press(_Key.Key_Z, _CTRL)  # type: ignore[attr-defined]
    assert page.paper.height() > plain
    hands.press(_Key.Key_L, _ALT)  # type: ignore[attr-defined]
    hands.press(_Key.Key_Return, _CTRL)  # type: ignore[attr-defined]
    assert papers.get(shop.owner, papers.GetLetterhead()).logo_base64 == ""


def test_too_many_lines_are_refused_at_their_field(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.owner)
    page = page_of(hands)
    put(page, hands, "terms", "\n".join("123456789"))
    hands.press(_Key.Key_Return, _CTRL)  # type: ignore[attr-defined]
    assert "At most 8 lines" in page.fields["terms"].words
    assert papers.get(shop.owner, papers.GetLetterhead()).terms == ""


def test_the_page_is_for_who_may_change_settings(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.cashier)
    assert hands.screen.page("papers") is None  # type: ignore[attr-defined]
