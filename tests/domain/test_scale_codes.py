"""A scale's label says item and weight, or item and price; anything else is no label."""

from __future__ import annotations

import pytest

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.item_cards import ean13
from pos_desktop.domain.scale_codes import (
    ScaleLabel,
    free_prefixes,
    parse_templates,
    read_label,
)

BOTH = parse_templates("21CCCCCWWwwwK, 22CCCCCPPPppK", field="scale_codes")


def test_a_label_says_item_and_weight() -> None:
    label = read_label(BOTH, ean13("210100101250"))
    assert label == ScaleLabel(code="1001", qty=1250)


def test_a_label_says_item_and_price() -> None:
    assert read_label(BOTH, ean13("220100104550")) == ScaleLabel(code="1001", worth=45_50)


def test_a_part_is_as_fine_as_it_is_printed() -> None:
    templates = parse_templates("2CCCCWWww", field="scale_codes")
    assert read_label(templates, "210010125") == ScaleLabel(code="1001", qty=1250)


@pytest.mark.parametrize(
    "barcode",
    [
        ean13("230100101250"),  # another kind
        "2101001012501",  # a wrong check digit
        ean13("210000001250"),  # no item
        ean13("210100100000"),  # nothing of it
        "21010010125",  # too short
        "21010010125AB",
        "",
    ],
)
def test_anything_else_is_no_label(barcode: str) -> None:
    assert read_label(BOTH, barcode) is None


@pytest.mark.parametrize(
    "text",
    ["21CCCCC", "21WWWWwwwCCCC", "CCCCWWPP", "21CCCCCWWwwwwK", "2CCC", "21CCCCCWWKwww", "x" * 9],
)
def test_what_is_no_kind_of_label_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_templates(text, field="scale_codes")
    assert refused.value.field == "scale_codes"


def test_no_templates_are_fine() -> None:
    assert parse_templates(" ", field="scale_codes") == ()
    assert read_label((), "4006381333931") is None


@pytest.mark.parametrize(
    ("templates", "free"),
    [
        ("", "20 21 22 23 24 25 26 27 28 29"),
        ("21CCCCCWWwwwK", "20 22 23 24 25 26 27 28 29"),
        ("21CCCCCWWwwwK 29CCCCCPPPppK", "20 22 23 24 25 26 27 28"),
        ("210CCCCWWwwwK", "20 22 23 24 25 26 27 28 29"),
        ("2CCCCCCWWwwwK", ""),
        ("CCCCCCCWWwwwK", ""),
        ("21CCCCCWWww", "20 21 22 23 24 25 26 27 28 29"),
    ],
)
def test_the_numbers_that_no_label_of_the_scale_can_have(templates: str, free: str) -> None:
    known = parse_templates(templates, field="scale_codes")
    assert free_prefixes(known) == tuple(free.split())
