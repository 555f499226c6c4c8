"""A payment receipt on A5 or A4."""

from __future__ import annotations

from pos_desktop.application.letterhead import Letterhead
from pos_desktop.domain.accounts import PaymentReceipt
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.printouts.heading import date_of, time_of
from pos_desktop.printouts.labels import balance_said, demo_said, labels_of
from pos_desktop.printouts.payment import METHODS
from pos_desktop.printouts.pdf.pen import A4, ACCENT, INK, MUTED, Pen, pdf_pages, wrapped
from pos_desktop.printouts.words import amount_in_words

_MARGIN = 12.0
_STEP = 5.0


def payment_pdf(
    receipt: PaymentReceipt, letterhead: Letterhead, paper: tuple[float, float]
) -> bytes:
    """One page: from whom, how much in figures and words, for which bills, and what is left."""
    title = f"Payment receipt {receipt.number}"
    with pdf_pages(paper, title=title, author=receipt.outlet_name) as pages:
        if receipt.is_demo:
            pages.pen.watermark("DEMO", demo_said(letterhead.language))
        _Sheet(receipt, letterhead, pages.pen).write()
        return pages.done()


class _Sheet:
    """Sets one receipt from top to bottom."""

    def __init__(self, receipt: PaymentReceipt, letterhead: Letterhead, pen: Pen) -> None:
        self.receipt = receipt
        self.letterhead = letterhead
        self.say = labels_of(letterhead.language)
        self.pen = pen
        self.margin = _MARGIN if pen.width < A4[0] else 18.0
        self.right = pen.width - self.margin
        self.y = self.margin

    def write(self) -> None:
        """All of it."""
        self._heading()
        self._received()
        self._settled()
        self._foot()

    def _row(self, name: str, value: str, *, bold: bool = False) -> None:
        self.y += _STEP
        room = self.right - self.margin - 40
        self.pen.text(self.margin, self.y, name, 9, colour=MUTED)
        for number, line in enumerate(wrapped(value, room, 9, bold=bold)):
            self.y += _STEP if number else 0
            self.pen.text(self.margin + 40, self.y, line, 9, bold=bold)

    def _figure(self, name: str, value: str, *, bold: bool = False) -> None:
        self.y += _STEP
        self.pen.text(self.margin, self.y, name, 9, bold=bold)
        self.pen.text(self.right, self.y, value, 9, side="right", bold=bold)

    def _heading(self) -> None:
        receipt, pen, left = self.receipt, self.pen, self.margin
        if self.letterhead.logo:
            pen.picture(self.letterhead.logo, left, self.y - 2, 22, 15)
            left += 26
        room = (self.right - left) * 0.6
        y = self.y + 3
        for line in wrapped(receipt.outlet_name, room, 14, bold=True, most=2):
            pen.text(left, y, line, 14, bold=True)
            y += 5.5
        address = ", ".join(part.strip(" ,") for part in receipt.outlet_address.splitlines())
        phone = f"{self.say('Ph')} {receipt.outlet_phone}" if receipt.outlet_phone.strip() else ""
        for text in (address, phone):
            for line in wrapped(text, room, 8):
                pen.text(left, y, line, 8, colour=MUTED)
                y += 4
        title = self.say("Payment receipt")
        pen.fitted(self.right, self.y + 3, title, 14, (self.right - left) * 0.38, bold=True,
                   side="right", colour=ACCENT)  # fmt: skip
        pen.text(self.right, self.y + 9, receipt.number, 10, bold=True, side="right")
        when = f"{date_of(receipt.local_time)} {time_of(receipt.local_time)}"
        pen.text(self.right, self.y + 14, when, 9, side="right", colour=MUTED)
        self.y = max(y, self.y + 18)
        pen.rule(self.y, self.margin, self.right, colour=INK, points=0.8)
        self.y += 3

    def _received(self) -> None:
        receipt, say = self.receipt, self.say
        who = receipt.customer_name
        if receipt.customer_phone:
            who += f" · {receipt.customer_phone}"
        self._row(say("Received from"), who, bold=True)
        reference = f" ({receipt.reference})" if receipt.reference else ""
        self._row(say("By"), f"{say(METHODS[receipt.method])}{reference}")
        self._row(say("Amount in words"), amount_in_words(receipt.amount, self.letterhead.language))
        self.y += 9
        amount = format_rupees(receipt.amount)
        self.pen.text(self.margin, self.y, say("AMOUNT"), 12, bold=True)
        self.pen.text(self.right, self.y, amount, 18, bold=True, side="right")
        self.y += 3
        self.pen.rule(self.y, self.margin, self.right, colour=INK, points=0.6)

    def _settled(self) -> None:
        receipt, say = self.receipt, self.say
        shown = receipt.allocations[: _most_rows(self.pen) - bool(receipt.discount)]
        for number, part in enumerate(shown):
            if not number:
                self.y += 2
                self.pen.text(self.margin, self.y + 3, say("Against bills"), 8, colour=MUTED)
                self.y += 3
            self._figure(part.bill_number, format_amount(part.amount))
        more = receipt.allocations[len(shown) :]
        if more:
            rest = sum(part.amount for part in more)
            words = say("{count} more bills").format(count=len(more))
            self._figure(words, format_amount(rest))
        left = receipt.amount - sum(part.amount for part in receipt.allocations)
        if receipt.allocations and left > 0:
            self._figure(say("Kept on account"), format_amount(left))
        self.y += 3
        self.pen.rule(self.y, self.margin, self.right)
        self._figure(say("Before"), balance_said(receipt.balance_before - receipt.discount, say))
        if receipt.discount:
            self._figure(say("Discount"), format_amount(receipt.discount))
        self._figure(say("Now"), balance_said(receipt.balance_after, say), bold=True)

    def _foot(self) -> None:
        receipt, pen, say = self.receipt, self.pen, self.say
        at = pen.height - 26
        width = 55.0
        for_whom = f"{say('For')} {receipt.outlet_name}"
        pen.fitted(self.right, at - 12, for_whom, 9, width * 1.5, side="right")
        pen.rule(at, self.right - width, self.right, colour=MUTED)
        pen.text(self.right, at + 4, say("Authorised signatory"), 7.5, side="right", colour=MUTED)
        proof = f" · {say('Proof')} {receipt.proof}" if receipt.proof else ""
        foot = f"{say('Computer generated receipt')}{proof}"
        pen.rule(pen.height - 14, self.margin, self.right)
        pen.text(self.margin, pen.height - 9, foot, 7.5, colour=MUTED)
        pen.text(
            self.right, pen.height - 9, f"{say('Cashier')} {receipt.cashier_name}", 7.5,
            side="right", colour=MUTED,
        )  # fmt: skip


def _most_rows(pen: Pen) -> int:
    """Bills that fit on the one page; the rest is summed up in a line."""
    return int((pen.height - 150) / _STEP)
