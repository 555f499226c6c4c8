"""Logos: any picture file as black dots, and small enough to keep in the shop."""

from __future__ import annotations

import io
from functools import lru_cache

from pos_desktop.domain.errors import BadInput
from pos_desktop.printouts.bitmap import Bitmap

_WIDEST = 576
_HIGHEST = 240
_SHARE = 0.6
"""Of the paper's width that a logo takes at most."""
_MOST_PIXELS = 40_000_000


def kept_logo(data: bytes) -> bytes:
    """The picture as a small grey PNG on white.

    Raises BadInput naming ``logo`` when *data* is no picture, or a monstrous one.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise BadInput("The logo is too large. Take a smaller picture.", field="logo")
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise BadInput(
            "This file is no picture. Choose a PNG or JPEG file.", field="logo", code="no_picture"
        ) from problem
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture)
    grey = page.convert("L")
    grey.thumbnail((_WIDEST, _HIGHEST * 2))
    out = io.BytesIO()
    grey.save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=8)
def dithered(data: bytes, dots: int) -> Bitmap:
    """A kept logo in the middle of paper so many dots wide; made once for each printer."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        grey = opened.convert("L")
    scale = min(dots * _SHARE / grey.width, _HIGHEST / grey.height, 2.0)
    size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
    black = grey.resize(size).convert("1")
    stride = -(-size[0] // 8)
    packed = black.tobytes()
    ones = (1 << size[0]) - 1
    fill = 8 * stride - size[0]
    rows = tuple(
        (int.from_bytes(packed[at : at + stride], "big") >> fill) ^ ones
        for at in range(0, len(packed), stride)
    )
    return Bitmap(size[0], rows).moved((dots - size[0]) // 2).spaced(0, 8)
