"""Tax terms out of a row of items, order lines or bill lines: the same five columns in each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.items import TaxTerms


def terms_of(row: Any) -> TaxTerms:
    """The terms a row states."""
    return _terms(row.treatment, row.supply, row.gst_rate, row.cess_rate, row.cess_per_unit)


@lru_cache(maxsize=256)
def _terms(
    treatment: str, supply: str, gst_rate: int, cess_rate: int, cess_per_unit: int
) -> TaxTerms:
    """One value for all rows that state the same: a shop has few."""
    return TaxTerms(
        treatment=Treatment(treatment),
        supply=Supply(supply),
        gst_rate=gst_rate,
        cess_rate=cess_rate,
        cess_per_unit=cess_per_unit,
    )
