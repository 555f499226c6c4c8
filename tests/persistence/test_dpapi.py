"""On Windows a key file opens only for the user who made it; tried here with a stand-in for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence import dpapi, keys
from pos_desktop.persistence.keys import make_keys, read_keys

OWNER = b"owner"


class AsOnWindows:
    """Keeps secrets for one user at a time, as Windows does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.user = OWNER
        monkeypatch.setattr(keys, "_IS_WINDOWS", True)
        monkeypatch.setattr(dpapi, "protect", lambda secret: self.user + b"|" + secret[::-1])
        monkeypatch.setattr(dpapi, "unprotect", self._open)

    def _open(self, protected: bytes) -> bytes:
        user, _, secret = protected.partition(b"|")
        if user != self.user:
            raise OSError(13, "Windows did not open what it keeps for this user")
        return secret[::-1]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> AsOnWindows:
    return AsOnWindows(monkeypatch)


def test_a_key_file_on_windows_is_mute(windows: AsOnWindows, tmp_path: Path) -> None:
    made = make_keys(tmp_path, "shop")
    text = (tmp_path / "shop.key").read_text(encoding="ascii")
    assert text.startswith("dpapi:")
    assert made.store not in text
    assert made.pepper.hex() not in text
    assert read_keys(tmp_path, "shop") == made
    windows.user = b"somebody else"
    with pytest.raises(Unavailable) as refused:
        read_keys(tmp_path, "shop")
    assert refused.value.code == "key_unreadable"


def test_a_key_file_from_another_system_opens_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_keys(tmp_path, "shop")
    AsOnWindows(monkeypatch)
    assert read_keys(tmp_path, "shop") == made


def test_what_is_no_wrapping_is_a_damaged_file(windows: AsOnWindows, tmp_path: Path) -> None:
    del windows
    (tmp_path / "shop.key").write_text("dpapi:%%%\n", encoding="ascii")
    with pytest.raises(Unavailable) as refused:
        read_keys(tmp_path, "shop")
    assert refused.value.code == "key_damaged"


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has it")
def test_windows_opens_what_it_protected() -> None:
    assert dpapi.unprotect(dpapi.protect(b"secret")) == b"secret"
