from __future__ import annotations

from pos_desktop.devices.status import (
    Answers,
    is_fence_answer,
    is_status_answer,
    status_from,
    status_from_fence,
)


def test_no_byte_is_an_answer_to_both_questions() -> None:
    assert not [byte for byte in range(256) if is_status_answer(byte) and is_fence_answer(byte)]


def test_flow_control_bytes_answer_nothing() -> None:
    for byte in (0x11, 0x13):
        assert not is_status_answer(byte)
        assert not is_fence_answer(byte)


def test_no_answers_mean_an_unknown_printer() -> None:
    assert not status_from({}).known


def test_a_button_held_down_or_a_drawer_is_no_trouble() -> None:
    assert status_from({1: 0x16, 2: 0x12, 4: 0x12}).problem is None


def test_near_end_of_paper_does_not_block() -> None:
    for status in (status_from({4: 0x1E}), status_from_fence(0x03)):
        assert status.paper_low
        assert not status.blocked


def test_an_automatic_status_is_skipped_across_reads() -> None:
    answers = Answers()

    assert answers.among(b"\x14\x00") == []
    assert answers.among(b"\x00\x0f\x12") == [0x12]
    assert answers.among(b"\x00") == [0x00]


def test_flow_control_inside_an_automatic_status_is_not_counted() -> None:
    answers = Answers()

    # Counted as one of the three, it would leave 0x00: a fence that nobody answered.
    assert not [byte for byte in answers.among(b"\x14\x00\x13\x00\x00") if is_fence_answer(byte)]
    assert answers.among(b"\x00") == [0x00]
