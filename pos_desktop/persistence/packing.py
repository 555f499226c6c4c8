"""How the body of a chain entry lies in the store: compressed with a trained dictionary.

Bodies of sales resemble each other more than themselves, so each is compressed (zstd, RFC 8878)
as if it followed typical ones: to about a third of its text. What is hashed and sealed is the
text. A dictionary is part of every entry that was packed with it, and so is for ever: a better one
gets a new mark. Entries from before are read as they are: deflate (mark 1), or text.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pos_desktop

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor

_FOLDER = Path(pos_desktop.__file__).parent / "resources" / "packing"
_BEFORE, _MARK = b"\x01", b"\x02"
# More makes it no smaller: most of what repeats is in the dictionary.
_LEVEL = 1
_MOST_BYTES = 256_000_000
"""A body that says it is larger than this was not packed here."""
_one_at_a_time = threading.Lock()
"""A compressor or decompressor works for one thread at a time."""


def packed(body: str) -> bytes:
    """A body as it is stored."""
    with _one_at_a_time:
        return _MARK + _compressor().compress(body.encode())


def unpacked(stored: str | bytes) -> bytes:
    """The text of a stored body, in UTF-8. Raises ValueError for what was not packed here."""
    if isinstance(stored, str):
        return stored.encode()
    mark, body = stored[:1], stored[1:]
    if mark == _MARK:
        return _decompressed(body)
    if mark == _BEFORE:
        from pos_desktop.persistence.packing_before import inflated

        return inflated(body)
    raise ValueError("packed in an unknown way")


def _decompressed(body: bytes) -> bytes:
    from zstandard import ZstdError, frame_content_size

    try:
        if not 0 <= frame_content_size(body) <= _MOST_BYTES:
            raise ValueError("not packed as a whole")
        with _one_at_a_time:
            return _decompressor().decompress(body, allow_extra_data=False)
    except ZstdError as error:
        raise ValueError("cannot be unpacked: cut off, or followed by something else") from error


@cache
def _dictionary() -> ZstdCompressionDict:
    from zstandard import ZstdCompressionDict

    dictionary = ZstdCompressionDict((_FOLDER / "dictionary-2.zdict").read_bytes())
    dictionary.precompute_compress(level=_LEVEL)
    return dictionary


@cache
def _compressor() -> ZstdCompressor:
    from zstandard import ZstdCompressor

    return ZstdCompressor(
        level=_LEVEL, dict_data=_dictionary(), write_content_size=True, write_dict_id=False
    )


@cache
def _decompressor() -> ZstdDecompressor:
    from zstandard import ZstdDecompressor

    return ZstdDecompressor(dict_data=_dictionary())
