from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.application.printing import JobState, PrinterState
from pos_desktop.devices.file import FilePrinter, safe_name


def full_disk_after(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Let the disk take `room` bytes more, and then no more."""
    write = os.write
    left = [room]

    def limited(descriptor: int, data: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        piece = data[: left[0]]
        left[0] -= len(piece)
        return write(descriptor, piece)

    monkeypatch.setattr(os, "write", limited)


def test_jobs_are_appended_to_a_file(tmp_path: Path, path_settings: Any) -> None:
    printer = FilePrinter(path_settings(tmp_path / "out.bin", connection="file"))

    assert printer.send(b"one").state is JobState.PRINTED
    assert printer.send(b"two").state is JobState.PRINTED
    assert (tmp_path / "out.bin").read_bytes() == b"onetwo"


def test_a_folder_gets_a_file_for_each_job(tmp_path: Path, path_settings: Any) -> None:
    printer = FilePrinter(path_settings(tmp_path, connection="file"))

    assert printer.send(b"one", "1-original-bill-A/26-27/001-0").state is JobState.PRINTED
    assert printer.send(b"two", "1-original-bill-A/26-27/001-0").state is JobState.PRINTED

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "job-1-original-bill-A-26-27-001-0.bin": b"one",
        "job-1-original-bill-A-26-27-001-0-2.bin": b"two",
    }


@given(st.text())
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    name = safe_name(title)

    assert name.isascii()
    assert Path(name).name == name
    assert name.startswith("job-")
    assert len(name) <= 84


@pytest.mark.parametrize("room", [0, 2])
def test_a_full_disk_leaves_no_half_job_in_the_file(
    tmp_path: Path, path_settings: Any, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"before")
    full_disk_after(monkeypatch, room)

    delivery = FilePrinter(path_settings(path, connection="file")).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert "No space" in (delivery.reason or "")
    assert path.read_bytes() == b"before"


def test_a_full_disk_leaves_no_half_job_in_the_folder(
    tmp_path: Path, path_settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk_after(monkeypatch, 2)

    delivery = FilePrinter(path_settings(tmp_path, connection="file")).send(b"receipt", "1")

    assert delivery.state is JobState.NOT_SENT
    assert list(tmp_path.iterdir()) == []


def test_a_job_that_can_be_neither_finished_nor_taken_back_is_in_doubt(
    tmp_path: Path, path_settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk_after(monkeypatch, 2)

    def no_truncating(descriptor: int, size: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "ftruncate", no_truncating)

    delivery = FilePrinter(path_settings(tmp_path / "out", connection="file")).send(b"receipt")

    assert delivery.state is JobState.UNCONFIRMED


def test_a_missing_folder_is_not_sent_and_shows_offline(tmp_path: Path, path_settings: Any) -> None:
    printer = FilePrinter(path_settings(tmp_path / "gone" / "out.bin", connection="file"))

    assert printer.send(b"receipt").state is JobState.NOT_SENT
    assert printer.status().state is PrinterState.OFFLINE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_not_taken_for_a_file(tmp_path: Path, path_settings: Any) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    delivery = FilePrinter(path_settings(path, connection="file")).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert os.read(reader, 10) == b""
    os.close(reader)
