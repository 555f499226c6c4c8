"""What the code says in English is said in the language of whoever is signed in."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_desktop.domain.units import UNITS
from pos_desktop.ui.language.catalogue import FOLDER, Catalogue, Pseudo, catalogue_of, said, unknown
from pos_desktop.ui.language.translator import speak_with
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from tests.spoken_words import PACKAGE, missing, templates

WORDS = {
    "Save": "सहेजें",
    "%n bills": "%n बिल",
    "{name} is added.": "{name} जोड़ा गया।",
    "{name} may not {what}. Ask {who}.": "{name} {what} नहीं सकता। {who} से कहें।",
    "sell": "बेच",
    "Pay {amount}": "{amount} चुकाएँ",
    "Change": "बदलें",
    "Change [money back]": "वापस",
    "Slip {number}.": "पर्ची {number}।",
    "new bill {number}": "नया बिल {number}",
    "Nothing is left. Ask {who}.": "कुछ नहीं बचा। {who} से कहें।",
}


@pytest.fixture
def hindi(qapp: QApplication) -> Iterator[Catalogue]:
    del qapp
    catalogue = Catalogue(WORDS)
    speak_with(catalogue)
    yield catalogue
    speak_with(None)


def test_a_finished_sentence_is_known_by_its_pattern(hindi: Catalogue) -> None:
    assert said("Ravi Kumar is added.") == "Ravi Kumar जोड़ा गया।"
    assert said("Asha may not sell. Ask Vikram.") == "Asha बेच नहीं सकता। Vikram से कहें।"
    assert said("Save\nRavi is added.") == "सहेजें\nRavi जोड़ा गया।"
    assert said("₹1,20,000.00") == "₹1,20,000.00"
    assert said("Nobody wrote this") == "Nobody wrote this"


def test_sentences_that_stand_one_after_the_other_are_each_known(hindi: Catalogue) -> None:
    assert said("Ravi is added. Slip 4.") == "Ravi जोड़ा गया। पर्ची 4।"
    assert said("₹40.00 · new bill 7") == "₹40.00 · नया बिल 7"
    assert said("CN-1 · new bill 7") == "CN-1 · नया बिल 7"
    assert said("Nothing is left. Ask Asha.") == "कुछ नहीं बचा। Asha से कहें।"


def test_one_english_word_of_two_meanings_has_a_translation_for_each(hindi: Catalogue) -> None:
    assert QCoreApplication.translate("Any", "Change") == "बदलें"
    assert QCoreApplication.translate("Any", "Change", "money back") == "वापस"
    assert QCoreApplication.translate("Any", "Save", "money back") == "सहेजें"


def test_without_a_catalogue_english_is_said() -> None:
    assert said("Save") == "Save"


def test_screens_and_widgets_speak_it(hindi: Catalogue, qtbot: QtBot) -> None:
    del hindi
    assert QCoreApplication.translate("Any", "Save") == "सहेजें"
    assert QCoreApplication.translate("Any", "%n bills", "", 3) == "3 बिल"
    assert QCoreApplication.translate("Any", "Unknown to all") == "Unknown to all"
    label, button = TextLabel("Ravi is added."), KeyButton("", label="Pay ₹20.00")
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    assert label.text() == "Ravi जोड़ा गया।"
    assert button.label == "₹20.00 चुकाएँ"


def test_a_translation_that_loses_a_place_is_no_translation() -> None:
    texts = ["{name} is added.", "Save", "Left out"]
    assert unknown({"{name} is added.": "जोड़ा गया।", "Save": "सहेजें"}, texts) == [
        "{name} is added.",
        "Left out",
    ]


def test_the_code_is_searched_for_what_it_says() -> None:
    found = templates()
    for text in (
        "Search an item by name or code",  # a key's help
        "Save",
        "There is no item {item_id}.",  # a rule's error, with a place
        "The cart of {name} is kept.",  # a screen's
        "{who} is added.",  # a presenter's
        "Change [money back]",  # a word of two meanings
        "Slip {slip_number}.",  # a sentence put behind another
        "sell",  # finishes “Your sign-in may not …”
    ):
        assert text in found, text
    assert "person_sheet" not in found  # the name of an object
    assert "Alt+Down" not in found
    assert "#E8EDF2" not in found


def test_the_stretched_language_keeps_places() -> None:
    assert Pseudo().exact("Pay {amount}") == "Pay {amount}····"
    assert Pseudo().exact("₹") == "₹"


def test_every_text_is_said_in_hindi() -> None:
    texts = missing("hi")
    assert texts == [], (
        f"Not in Hindi yet: {texts}. `python -m tests.spoken_words hi` writes the lines to add to "
        "pos_desktop/resources/translations/hi.json; every {place} and %n stays as it is."
    )


def test_every_translation_keeps_its_places() -> None:
    hindi = json.loads((FOLDER / "hi.json").read_text(encoding="utf-8"))
    place = re.compile(r"\{\w*\}|%n")
    assert [
        text
        for text, translation in hindi.items()
        if not translation.strip()
        or sorted(place.findall(text)) != sorted(place.findall(translation))
    ] == []


def test_units_and_the_usual_tax_classes_are_said_in_hindi() -> None:
    hindi = catalogue_of("hi")
    assert hindi is not None
    file = PACKAGE / "resources" / "reference" / "tax_classes.csv"
    with file.open(encoding="utf-8", newline="") as classes:
        names = [row["name"] for row in csv.DictReader(classes)]
    assert "Exempt" in names
    told = [hindi.said(text) for text in (*UNITS.values(), *names)]
    assert [text for text in told if re.search("[a-z]", text)] == []
    assert hindi.said("PAC · packs") == "PAC · पैकेट"


def test_no_change_is_said_by_what_it_means() -> None:
    spoken_in = catalogue_of("hi")
    assert spoken_in is not None
    assert spoken_in.exact("No change") != spoken_in.exact("No change", "money back")
