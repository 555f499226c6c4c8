"""One document, ready for any paper: text, a printer's bytes, a picture, a PDF."""

from __future__ import annotations

from collections.abc import Callable

from pos_desktop.application.printing import PdfPaper, PrinterSettings
from pos_desktop.printouts.blocks import Document
from pos_desktop.printouts.esc_pos import paper_of, render_esc_pos
from pos_desktop.printouts.plain_text import render_text


class ReceiptPrintout:
    """The application's ``Printout``.

    Args:
        document: the blocks of the receipt.
        title: of its PDF, such as ``Bill A/26-27/000123``.
        shop: who issued it.
        page: makes the PDF on A4 or A5.
    """

    def __init__(
        self, document: Document, *, title: str, shop: str, page: Callable[[PdfPaper], bytes]
    ) -> None:
        self._document = document
        self._title = title
        self._shop = shop
        self._page = page

    def text(self, printer: PrinterSettings) -> str:
        """The printer's lines, each ending in a newline; a picture's line in its own script."""
        draws = printer.native_qr or printer.pictures
        return render_text(self._document, paper_of(printer), draws_qr=draws)

    def esc_pos(self, printer: PrinterSettings) -> bytes:
        """One print job."""
        return render_esc_pos(self._document, printer)

    def picture(self, printer: PrinterSettings) -> bytes:
        """A PNG of the receipt, dot by dot as the printer makes it."""
        from pos_desktop.printouts.preview import render_picture

        return render_picture(self._document, printer)

    def pdf(self, paper: PdfPaper, printer: PrinterSettings) -> bytes:
        """A PDF; on 80 mm it has the printer's lines."""
        if paper != "80mm":
            return self._page(paper)
        from pos_desktop.printouts.pdf.roll import roll_pdf

        return roll_pdf(self._document, printer, title=self._title, shop=self._shop)
