"""The recovery code: a store's identity and keys as an owner keeps them on paper.

Written in groups of four letters and digits (base32, RFC 4648), five to a line, each line ended
by two check characters, so that a slip of the pen is told by its line.
"""

from __future__ import annotations

import base64
import hashlib
import uuid

from msgspec import Struct

from pos_desktop.domain.checks import ChainKey
from pos_desktop.domain.errors import BadInput
from pos_desktop.persistence.keys import StoreKeys

MARK = "POSR1"
_GROUP, _GROUPS, _CHECK = 4, 5, 2
_KEY = 32
_LENGTH = 16 + _KEY + _KEY + 4 + _KEY
_LOOKALIKES = str.maketrans("018", "OIB")


class Recovery(Struct, frozen=True, kw_only=True):
    """What the sheet holds: which store, its keys, and the chain's key of the day of printing."""

    store_id: str
    keys: StoreKeys
    chain_key: ChainKey

    def __repr__(self) -> str:
        """Without the keys: it may end in a log."""
        return f"Recovery(store_id={self.store_id!r})"


def recovery_lines(recovery: Recovery) -> list[str]:
    """The code as it is printed: ``ABCD EFGH IJKL MNOP QRST  UV``."""
    told = _bytes(recovery)
    letters = base64.b32encode(told).decode().rstrip("=")
    size = _GROUP * _GROUPS
    lines: list[str] = []
    for start in range(0, len(letters), size):
        part = letters[start : start + size]
        groups = [part[i : i + _GROUP] for i in range(0, len(part), _GROUP)]
        lines.append(f"{' '.join(groups)}  {_check(part, len(lines))}")
    return lines


def recovery_text(recovery: Recovery) -> str:
    """The code as its QR carries it."""
    return f"{MARK}:" + base64.b32encode(_bytes(recovery)).decode().rstrip("=")


def read_recovery(text: str) -> Recovery:
    """The code, typed or scanned. Raises BadInput naming ``recovery``, with the wrong line."""
    typed = text.strip().upper()
    if typed.startswith(f"{MARK}:"):
        letters = "".join(typed[len(MARK) + 1 :].split())
    else:
        rows = [row for row in typed.removeprefix(MARK).splitlines() if row.strip()]
        letters = "".join(_line(row, i, last=i == len(rows) - 1) for i, row in enumerate(rows))
    try:
        told = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise BadInput(
            "The recovery code has a character that is none of A-Z and 2-7. "
            "Compare it with the sheet.",
            field="recovery",
            code="recovery_code",
        ) from error
    if len(told) != _LENGTH:
        raise BadInput(
            "The recovery code is not whole. Give every line of the sheet.",
            field="recovery",
            code="recovery_code",
        )
    return _recovery(told)


def _bytes(recovery: Recovery) -> bytes:
    keys, chain = recovery.keys, recovery.chain_key
    identity = uuid.UUID(recovery.store_id).bytes
    return (
        identity
        + bytes.fromhex(keys.store)
        + keys.pepper
        + chain.epoch.to_bytes(4, "big")
        + chain.key
    )


def _recovery(told: bytes) -> Recovery:
    store, pepper = told[16 : 16 + _KEY], told[16 + _KEY : 16 + 2 * _KEY]
    epoch = int.from_bytes(told[16 + 2 * _KEY : 20 + 2 * _KEY], "big")
    return Recovery(
        store_id=str(uuid.UUID(bytes=told[:16])),
        keys=StoreKeys(store=store.hex(), pepper=pepper),
        chain_key=ChainKey(epoch=epoch, key=told[20 + 2 * _KEY :]),
    )


def _line(row: str, number: int, *, last: bool) -> str:
    """The letters of a typed line without its check, which must agree."""
    letters = "".join(row.split()).translate(_LOOKALIKES)
    part, check = letters[:-_CHECK], letters[-_CHECK:]
    line = number + 1
    if not last and len(part) != _GROUP * _GROUPS:
        raise BadInput(
            f"Line {line} of the recovery code has another length. Compare it with the sheet.",
            field="recovery",
            code="recovery_code",
        )
    if check != _check(part, number):
        raise BadInput(
            f"Line {line} of the recovery code has a slip. Compare it with the sheet.",
            field="recovery",
            code="recovery_code",
        )
    return part


def _check(part: str, number: int) -> str:
    digest = hashlib.sha256(f"{number}:{part}".encode()).digest()
    return base64.b32encode(digest).decode()[:_CHECK]
