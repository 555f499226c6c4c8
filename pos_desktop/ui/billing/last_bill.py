"""The bill issued last at this counter: looked at, or printed once more. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

NO_BILL_YET = "No bill was issued yet since this sign-in."


class LastBill:
    """Knows its number; "" before the first of a sign-in."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.number = ""

    def show_by(self, open_receipt: Callable[[str], None]) -> None:
        """Show it as it prints."""
        if self.number:
            open_receipt(self.number)
        else:
            self._counter.tell(Message(kind="info", text=NO_BILL_YET))

    def reprint(self) -> None:
        """Once more, marked as a copy."""
        from pos_desktop.application import bills

        if not self.number:
            self._counter.tell(Message(kind="info", text=NO_BILL_YET))
            return
        self._counter.write(
            bills.reprint,
            bills.BillNumber(bill_number=self.number),
            lambda done: self._counter.tell(
                Message(kind="info", text=f"Copy {done.copy} of {done.bill_number} is printing.")
            ),
        )
