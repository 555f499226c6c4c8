"""A document as lines of text: the preview on the screen, and the copy in a file."""

from __future__ import annotations

from pos_desktop.printouts.blocks import Cut, Document, Qr
from pos_desktop.printouts.layout import lay_out

_QR_STANDS_HERE = "[QR code]"


def render_text(document: Document, columns: int, *, draws_qr: bool) -> str:
    """What comes out of the printer, line by line, each ending in a newline.

    Args:
        document: what is printed.
        columns: characters across the paper.
        draws_qr: whether the printer draws QR codes; each is shown as ``[QR code]``, or not.

    Raises Refused (``figure_too_wide``) when a figure cannot fit.
    """
    lines: list[str] = []
    for printed in lay_out(document, columns):
        match printed:
            case Qr():
                if draws_qr:
                    lines += ["", _QR_STANDS_HERE.center(columns).rstrip(), ""]
            case Cut():
                pass
            case _:
                lines.append(printed.shown)
    return "".join(f"{line}\n" for line in lines)
