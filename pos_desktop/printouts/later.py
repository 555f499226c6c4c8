"""The printouts, imported when the first paper is made: no start waits for them."""

from __future__ import annotations

from typing import Any, cast

from pos_desktop.application.rendering import Printouts


class _LaterPrintouts:
    """Stands for them until then."""

    def __getattr__(self, name: str) -> Any:
        from pos_desktop.printouts.receipts import ReceiptPrintouts

        found = getattr(ReceiptPrintouts(), name)
        setattr(self, name, found)
        return found


def later_printouts() -> Printouts:
    """Every printout, as yet without its modules."""
    return cast(Printouts, _LaterPrintouts())
