"""The keys of a store, kept outside its folder: a copied folder alone tells nothing.

One file a store, two lines of 64 hexadecimal digits: the store's key, then the pepper of PINs.
On Windows the two lines are one line that Windows opens only for the user who made it.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
import stat
from pathlib import Path

from msgspec import Struct

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.durable import write_durably

_BYTES = 32
_PROTECTED = "dpapi:"
_IS_WINDOWS = os.name == "nt"
_FILE = re.compile(r"([0-9a-f]{64})\n([0-9a-f]{64})\n?")
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class StoreKeys(Struct, frozen=True, kw_only=True):
    """The key of a store (64 hexadecimal digits) and the pepper of its PINs."""

    store: str
    pepper: bytes

    def __repr__(self) -> str:
        """Nothing of it: it may end in a log."""
        return "StoreKeys()"


def keys_folder(given: Path | None = None) -> Path:
    """Where key files are: as given, or ``POS_KEYS``, or the user's configuration folder."""
    if given is not None:
        return given
    if os.environ.get("POS_KEYS"):
        return Path(os.environ["POS_KEYS"])
    import platformdirs

    return platformdirs.user_config_path("pos-desktop") / "keys"


def make_keys(folder: Path, store_id: str) -> StoreKeys:
    """New keys for a store, on the disk before they are returned. Raises Unavailable."""
    made = StoreKeys(store=secrets.token_hex(_BYTES), pepper=secrets.token_bytes(_BYTES))
    write_keys(folder, store_id, made)
    return made


def write_keys(folder: Path, store_id: str, keys: StoreKeys) -> None:
    """Put a store's keys on the disk, readable by this user only. Raises Unavailable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _close_to_others(folder, 0o700)
        write_durably(_file(folder, store_id), _wrapped(f"{keys.store}\n{keys.pepper.hex()}\n"))
    except OSError as error:
        raise Unavailable(
            f"The key of the shop cannot be written to {folder} ({error.strerror}). Give this "
            "user the right to write there.",
            code="key_folder",
        ) from error


def read_keys(folder: Path, store_id: str) -> StoreKeys:
    """The keys of a store. Raises Unavailable with ``key_…`` and the mend."""
    path = _file(folder, store_id)
    try:
        _close_to_others(path, 0o600)
        content = _unwrapped(path.read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise Unavailable(
            f"The key of this shop is not on this computer. Copy {path.name} from the computer "
            f"where the shop was made, or from the recovery sheet, into {folder}.",
            code="key_missing",
        ) from error
    except (OSError, UnicodeError) as error:
        raise Unavailable(
            f"The key file {path} cannot be read. It must belong to the user of the till and "
            "be readable by no other.",
            code="key_unreadable",
        ) from error
    match = _FILE.fullmatch(content)
    if match is None:
        raise Unavailable(
            f"The key file {path} is damaged. Replace it with its copy.", code="key_damaged"
        )
    return StoreKeys(store=match[1], pepper=bytes.fromhex(match[2]))


def _wrapped(content: str) -> str:
    if not _IS_WINDOWS:
        return content
    from pos_desktop.persistence import dpapi

    return _PROTECTED + base64.b64encode(dpapi.protect(content.encode("ascii"))).decode() + "\n"


def _unwrapped(content: str) -> str:
    """The two lines; a file from another system has them as they are. Raises OSError."""
    if not content.startswith(_PROTECTED):
        return content
    try:
        protected = base64.b64decode(content[len(_PROTECTED) :].strip(), validate=True)
    except binascii.Error:
        return content
    from pos_desktop.persistence import dpapi

    return dpapi.unprotect(protected).decode("ascii")


def _file(folder: Path, store_id: str) -> Path:
    return folder / f"{store_id}.key"


def _close_to_others(path: Path, mode: int) -> None:
    """Take from others the right to read *path*; raises OSError when that is not ours to do."""
    if not _IS_WINDOWS and path.stat().st_mode & _FOR_OTHERS:
        path.chmod(mode)
