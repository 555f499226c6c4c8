"""Pictures of black dots on white paper: how they are put together, and made into a PNG.

A row of dots is an int whose highest bit is the leftmost dot: shifting and joining whole rows
is what Python does fastest.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from msgspec import Struct

PNG = b"\x89PNG\r\n\x1a\n"


class Bitmap(Struct, frozen=True):
    """Rows of *width* dots, from top to bottom; a set bit is a black dot."""

    width: int
    rows: tuple[int, ...]

    @property
    def height(self) -> int:
        """Rows of dots."""
        return len(self.rows)

    def trimmed(self) -> Bitmap:
        """Without white rows above and below, and without white at the right."""
        rows = self.rows
        first = next((i for i, row in enumerate(rows) if row), len(rows))
        last = next((i for i in range(len(rows), first, -1) if rows[i - 1]), first)
        ink = 0
        for row in rows[first:last]:
            ink |= row
        free = (ink & -ink).bit_length() - 1 if ink else self.width
        return Bitmap(self.width - free, tuple(row >> free for row in rows[first:last]))

    def moved(self, right: int) -> Bitmap:
        """With so much white at the left."""
        return Bitmap(self.width + right, self.rows)

    def widened(self, width: int) -> Bitmap:
        """With white at the right, up to *width*."""
        more = width - self.width
        return Bitmap(width, tuple(row << more for row in self.rows))

    def spaced(self, above: int, below: int) -> Bitmap:
        """With white rows above and below."""
        return Bitmap(self.width, ((0,) * above + self.rows + (0,) * below))

    def packed(self) -> list[bytes]:
        """Each row in whole bytes, the last one filled up with white."""
        stride = -(-self.width // 8)
        fill = 8 * stride - self.width
        return [(row << fill).to_bytes(stride, "big") for row in self.rows]


def beside(left: Bitmap, right: Bitmap, width: int) -> Bitmap:
    """Two pictures of the same height at the two ends of *width* dots."""
    shift = width - left.width
    return Bitmap(width, tuple(a << shift | b for a, b in zip(left.rows, right.rows, strict=True)))


def stacked(pictures: Iterable[Bitmap], width: int) -> Bitmap:
    """Pictures one below the other on paper of *width* dots."""
    rows: list[int] = []
    for picture in pictures:
        rows.extend(picture.widened(width).rows)
    return Bitmap(width, tuple(rows))


def of_modules(modules: Sequence[Sequence[bool]], dots: int) -> Bitmap:
    """A QR code, each module so many dots wide and high."""
    black = (1 << dots) - 1
    rows: list[int] = []
    for line in modules:
        row = 0
        for module in line:
            row = row << dots | (black if module else 0)
        rows.extend([row] * dots)
    return Bitmap(len(modules[0]) * dots, tuple(rows))


def png(picture: Bitmap, *, margin: int = 0) -> bytes:
    """The picture as a PNG of one bit a dot, with white all around."""
    framed = picture.moved(margin).widened(picture.width + 2 * margin).spaced(margin, margin)
    white = (1 << framed.width) - 1
    inverse = Bitmap(framed.width, tuple(row ^ white for row in framed.rows))
    header = struct.pack(">IIBBBBB", framed.width, framed.height, 1, 0, 0, 0, 0)
    body = b"".join(b"\0" + row for row in inverse.packed())
    return (
        PNG
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(body, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
