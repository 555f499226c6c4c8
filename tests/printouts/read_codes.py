"""QR codes and barcodes among the dots on paper, found by a reader that did not draw them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import zxingcpp
from PIL import Image


def codes_of(paper: Any) -> Iterator[str]:
    """What an independent reader finds in the pictures between two lines of text."""
    for after in sorted(set(paper.picture_after_line)):
        parts = [
            part
            for part, where in zip(paper.pictures, paper.picture_after_line, strict=True)
            if where == after
        ]
        if sum(len(part.rows) for part in parts) < 80:
            continue
        seen = Image.new("L", (700, sum(len(part.rows) for part in parts) + 40), 255)
        y = 20
        for part in parts:
            size = (8 * part.stride, len(part.rows))
            white = bytes(255 - byte for byte in b"".join(part.rows))
            seen.paste(Image.frombytes("1", size, white).convert("L"), (20, y))
            y += len(part.rows)
        yield from (code.text for code in zxingcpp.read_barcodes(seen))
