"""Where a folder is mounted: SQLite's locks and flushes cannot be trusted on a network's disk."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from pos_desktop.domain.errors import Unavailable

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's table of mounts, see proc_pid_mountinfo(5); elsewhere it is not there."""

# Not 9p: virtual machines and WSL mount the computer's own disk with it.
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph"})
_DRIVE_REMOTE = 4  # GetDriveTypeW, winbase.h
_ESCAPED = re.compile(r"\\([0-7]{3})")


def refuse_network(folder: Path) -> None:
    """Raises Unavailable ``store_network`` when *folder* is on a network's disk."""
    if sys.platform == "win32":
        import ctypes

        is_remote = is_remote_drive(str(folder.absolute()), ctypes.windll.kernel32.GetDriveTypeW)
    else:
        kind = kind_of(folder, MOUNTS.read_text(errors="replace")) if MOUNTS.exists() else ""
        is_remote = kind in _NETWORK
    if is_remote:
        raise Unavailable(
            f"{folder} is on a network drive, where the shop's data is not safe. Move the shop "
            "to a folder on this computer's own disk; backups may go to the network.",
            code="store_network",
        )


def is_remote_drive(folder: str, drive_type: Callable[[str], int]) -> bool:
    """Whether an absolute Windows path is a share, or on a drive that *drive_type* calls remote."""
    drive = PureWindowsPath(folder).drive
    return drive.startswith("\\\\") or drive_type(f"{drive}\\") == _DRIVE_REMOTE


def kind_of(folder: Path, mountinfo: str) -> str:
    """The file system type that *folder* is on by a table of mounts; empty when not in it."""
    place, best, kind = folder.resolve(), -1, ""
    for line in mountinfo.splitlines():
        mount, _, source = line.partition(" - ")
        point = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), mount.split()[4]))
        # Of two mounts at one place the later one hides the earlier.
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), source.split()[0]
    return kind
