"""A document as lines of text: the preview on the screen, and the copy in a file."""

from __future__ import annotations

from pos_desktop.printouts.blocks import Barcode, Cut, Document, Qr
from pos_desktop.printouts.layout import PaperFacts, lay_out

_QR_STANDS_HERE = "[QR code]"


def render_text(document: Document, paper: PaperFacts, *, draws_qr: bool) -> str:
    """What comes out of the printer, line by line, each ending in a newline.

    Args:
        document: what is printed.
        paper: its columns, and its dots where it takes pictures: their words are shown.
        draws_qr: whether the printer draws QR codes; each is shown as ``[QR code]``, or not.

    Raises Refused (``figure_too_wide``) when a figure cannot fit.
    """
    lines: list[str] = []
    for printed in lay_out(document, paper):
        match printed:
            case Qr():
                if draws_qr:
                    lines += ["", _QR_STANDS_HERE.center(paper.columns).rstrip(), ""]
            case Barcode():
                if draws_qr:
                    lines += ["", printed.payload.center(paper.columns).rstrip(), ""]
            case Cut():
                pass
            case _:
                lines.append(printed.shown)
    return "".join(f"{line}\n" for line in lines)
