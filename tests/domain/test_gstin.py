"""GSTIN: shape, State and check character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gstin import parse_gstin

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_character(first_fourteen: str) -> str:
    """The published procedure, written out: weights 1 and 2 in turn from the left."""
    total = 0
    for position, character in enumerate(first_fourteen):
        product = ALPHABET.index(character) * (1 + position % 2)
        total += product // 36 + product % 36
    return ALPHABET[(36 - total % 36) % 36]


stems = st.from_regex(
    r"(0[1-9]|[12][0-9]|3[0-8]|97|99)[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z", fullmatch=True
)


@given(stems)
def test_a_gstin_with_the_published_check_character_is_verified(stem: str) -> None:
    gstin = parse_gstin(stem + check_character(stem), field="gstin")
    assert gstin.verified
    assert gstin.state_code == stem[:2]


@given(stems, st.integers(0, 13), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_never_taken_as_verified(stem: str, at: int, wrong: str) -> None:
    right = stem + check_character(stem)
    typed = right[:at] + wrong + right[at + 1 :]
    if typed != right:
        with pytest.raises(BadInput):
            parse_gstin(typed, field="gstin")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("23AABCU9603R1ZM", "23AABCU9603R1ZV"),
        ("23AABCU9603R1ZN", "23AABCU9603R1ZV"),
        ("27AABCU9603R1ZM", "27AABCU9603R1ZN"),
    ],
)
def test_the_owners_examples_are_doubted_and_the_right_one_offered(typed: str, right: str) -> None:
    with pytest.raises(BadInput, match=f"It would be {right}") as refused:
        parse_gstin(typed, field="customer.gstin")
    assert refused.value.code == "gstin_check_character"
    assert parse_gstin(right, field="gstin").verified


def test_keeping_it_as_typed_keeps_it_unverified() -> None:
    kept = parse_gstin("27AABCU9603R1ZM", field="gstin", keep_as_typed=True)
    assert (kept.text, kept.verified) == ("27AABCU9603R1ZM", False)
    assert kept.corrected == "27AABCU9603R1ZN"


@pytest.mark.parametrize("state", ["25", "28", "38", "97", "99"])
def test_late_and_old_state_codes_are_accepted(state: str) -> None:
    stem = f"{state}AABCU9603R1Z"
    assert parse_gstin(stem + check_character(stem), field="gstin").state_code == state


@pytest.mark.parametrize("state", ["00", "39", "96", "98"])
def test_a_code_that_is_no_state_is_refused_even_to_keep(state: str) -> None:
    stem = f"{state}AABCU9603R1Z"
    with pytest.raises(BadInput, match=f"{state} is none") as refused:
        parse_gstin(stem + check_character(stem), field="gstin", keep_as_typed=True)
    assert refused.value.code == "gstin_state"


@pytest.mark.parametrize("kind", list("CDNORS"))
def test_the_special_types_are_accepted(kind: str) -> None:
    stem = f"23AABCU9603R1{kind}"
    assert parse_gstin(stem + check_character(stem), field="gstin").verified


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23AABCU9603R1Z",
        "23AABCU9603R1ZVV",
        "2AAABCU9603R1ZV",
        "23AABC19603R1ZV",
        "23AABCU9603R0ZV",
        "23AABCU9603R1XV",
        "２３AABCU9603R1ZV",
        "23AABCU९६०३R1ZV",
    ],
)
def test_another_shape_is_refused_even_to_keep(text: str) -> None:
    with pytest.raises(BadInput, match="is not a GSTIN") as refused:
        parse_gstin(text, field="gstin", keep_as_typed=True)
    assert refused.value.code == "gstin_shape"


def test_spaces_hyphens_and_small_letters_are_forgiven() -> None:
    assert parse_gstin(" 23-aabcu 9603r1zv", field="gstin").text == "23AABCU9603R1ZV"
