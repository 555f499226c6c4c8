from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.ui.scanning.burst import GAP_MS, SHORTEST, BurstRecogniser, Verdict
from pos_desktop.ui.scanning.characters import GROUP_SEPARATOR, scanned_character

EAN = "8901063010017"


def type_in(
    recogniser: BurstRecogniser, text: str, *, gap_ms: float, at_ms: float = 0, field: bool = True
) -> tuple[list[Verdict], float]:
    verdicts = []
    for character in text:
        at_ms += gap_ms
        step = recogniser.character(character, at_ms, in_text_field=field)
        verdicts.append(step.verdict)
    return verdicts, at_ms


@pytest.mark.parametrize("gap_ms", [0, 0.5, 5, 20, GAP_MS])
def test_a_fast_code_with_enter_is_a_scan(gap_ms: float) -> None:
    recogniser = BurstRecogniser()
    _, at_ms = type_in(recogniser, EAN, gap_ms=gap_ms)
    step = recogniser.ending(at_ms + gap_ms)
    assert step.scan == EAN
    assert step.verdict is Verdict.SWALLOW


@pytest.mark.parametrize("gap_ms", [GAP_MS + 1, 60, 150])
def test_typing_by_hand_is_no_scan(gap_ms: float) -> None:
    recogniser = BurstRecogniser()
    verdicts, at_ms = type_in(recogniser, EAN, gap_ms=gap_ms)
    assert set(verdicts) == {Verdict.PASS}
    step = recogniser.ending(at_ms + 10)
    assert (step.verdict, step.scan) == (Verdict.PASS, "")


def test_a_short_fast_burst_passes_with_its_enter() -> None:
    recogniser = BurstRecogniser()
    verdicts, at_ms = type_in(recogniser, "12" + "3" * (SHORTEST - 3), gap_ms=5)
    assert set(verdicts) == {Verdict.PASS}
    assert recogniser.ending(at_ms + 5).verdict is Verdict.PASS


def test_enter_a_moment_after_a_fast_burst_is_a_hands() -> None:
    recogniser = BurstRecogniser()
    _, at_ms = type_in(recogniser, EAN, gap_ms=5)
    assert not recogniser.would_end(at_ms + GAP_MS + 1)
    assert recogniser.ending(at_ms + GAP_MS + 1).verdict is Verdict.PASS


def test_what_was_typed_by_hand_before_a_scan_is_not_part_of_it() -> None:
    recogniser = BurstRecogniser()
    _, at_ms = type_in(recogniser, "3*", gap_ms=100)
    _, at_ms = type_in(recogniser, EAN, gap_ms=5, at_ms=at_ms + 300)
    assert recogniser.ending(at_ms + 5).scan == EAN


def test_away_from_text_fields_keys_are_held_until_it_is_clear() -> None:
    recogniser = BurstRecogniser()
    verdicts, at_ms = type_in(recogniser, EAN, gap_ms=5, field=False)
    assert set(verdicts) == {Verdict.HOLD}
    step = recogniser.ending(at_ms + 5)
    assert step.scan == EAN
    assert not step.let_go


def test_held_keys_go_first_when_no_scan_came_of_them() -> None:
    recogniser = BurstRecogniser()
    recogniser.character("a", 0, in_text_field=False)
    assert recogniser.character("b", 200, in_text_field=False).let_go
    assert recogniser.ending(400).let_go
    assert recogniser.interrupted().let_go


def test_another_key_in_between_ends_the_burst() -> None:
    recogniser = BurstRecogniser()
    _, at_ms = type_in(recogniser, "89010", gap_ms=5)
    recogniser.interrupted()
    assert recogniser.ending(at_ms + 5).verdict is Verdict.PASS


def test_the_second_end_of_cr_lf_is_swallowed_too() -> None:
    recogniser = BurstRecogniser()
    _, at_ms = type_in(recogniser, EAN, gap_ms=5)
    recogniser.ending(at_ms + 5)
    step = recogniser.ending(at_ms + 10)
    assert (step.verdict, step.scan) == (Verdict.SWALLOW, "")
    assert recogniser.ending(at_ms + 500).verdict is Verdict.PASS


def test_back_to_back_scans_are_all_found() -> None:
    recogniser, found, at_ms = BurstRecogniser(), [], 0.0
    for number in range(100):
        _, at_ms = type_in(recogniser, f"{number:014}", gap_ms=0.7, at_ms=at_ms)
        found.append(recogniser.ending(at_ms).scan)
    assert found == [f"{number:014}" for number in range(100)]


def test_a_clock_that_goes_backwards_ends_the_burst() -> None:
    recogniser = BurstRecogniser()
    _, at_ms = type_in(recogniser, EAN, gap_ms=5, at_ms=1_000_000)
    assert recogniser.ending(3).verdict is Verdict.PASS
    assert at_ms > 3


@given(st.lists(st.tuples(st.sampled_from("ab1 "), st.integers(GAP_MS + 1, 3000)), max_size=30))
def test_a_hand_is_never_delayed_nor_changed(keys: list[tuple[str, int]]) -> None:
    recogniser, at_ms = BurstRecogniser(), 0
    for character, gap_ms in keys:
        at_ms += gap_ms
        assert recogniser.character(character, at_ms, in_text_field=True).verdict is Verdict.PASS
    assert recogniser.ending(at_ms + 30).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("text", "code", "shift", "character"),
    [
        ("8", 0, False, "8"),
        ("a", 38, False, "a"),
        ("A", 38, True, "A"),
        ("८", 17, False, "8"),
        ("٣", 12, False, "3"),
        ("&", 10, False, "1"),
        ("à", 19, False, "0"),
        ("&", 16, True, "&"),
        (" ", 65, False, " "),
        ("", 50, False, ""),
        ("\x08", 22, False, ""),
        (GROUP_SEPARATOR, 35, False, GROUP_SEPARATOR),
    ],
)
def test_digits_are_digits_on_every_layout(
    text: str, code: int, shift: bool, character: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {10 + place: digit for place, digit in enumerate("1234567890")}
    monkeypatch.setattr("pos_desktop.ui.scanning.characters._DIGIT_KEYS", keys)
    assert scanned_character(text, code, shift=shift) == character
