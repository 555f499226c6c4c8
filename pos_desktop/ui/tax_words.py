"""How an item's tax is named in a column of a table."""

from __future__ import annotations

from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.measures import BasisPoints, format_percent

_UNTAXED = {Treatment.NIL: "Nil", Treatment.EXEMPT: "Exempt", Treatment.NON_GST: "Non-GST"}


def gst_words(treatment: Treatment, rate: BasisPoints) -> str:
    """``5%``, or why there is no rate."""
    return _UNTAXED.get(treatment) or f"{format_percent(rate)}%"
