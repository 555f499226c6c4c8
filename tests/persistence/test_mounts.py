"""A shop is not kept on a network's disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence import mounts
from pos_desktop.persistence.shop_folder import create_shop, open_shop

ROOT = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"


def _mounted(tmp_path: Path, kind: str) -> Path:
    table = tmp_path / "mountinfo"
    point = str(tmp_path / "the share").replace(" ", "\\040")
    table.write_text(f"{ROOT}2 1 0:9 / {point} rw shared:1 - {kind} server:/x rw\n")
    return table


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_shop_is_neither_made_nor_opened_on_a_network_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder = tmp_path / "the share" / "shop"
    monkeypatch.setattr(mounts, "MOUNTS", _mounted(tmp_path, kind))
    for act in (create_shop, open_shop):
        with pytest.raises(Unavailable) as refused:
            act(folder, keys=tmp_path / "keys")
        assert refused.value.code == "store_network"
    assert not folder.exists()


def test_without_the_list_of_kinds_the_shop_would_be_made_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", _mounted(tmp_path, "nfs4"))
    monkeypatch.setattr(mounts, "_NETWORK", frozenset())
    create_shop(tmp_path / "the share" / "shop", keys=tmp_path / "keys").close()


def test_a_shop_beside_a_network_drive_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", _mounted(tmp_path, "nfs4"))
    create_shop(tmp_path / "the share of others", keys=tmp_path / "keys").close()


def test_on_windows_a_share_and_a_mapped_drive_are_the_networks() -> None:
    drives = {"C:\\": 3, "Z:\\": 4}
    assert mounts.is_remote_drive(r"\\server\shops\one", drives.__getitem__)
    assert mounts.is_remote_drive(r"Z:\shops\one", drives.__getitem__)
    assert not mounts.is_remote_drive(r"C:\shops\one", drives.__getitem__)
