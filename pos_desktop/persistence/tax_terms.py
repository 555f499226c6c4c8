"""Tax terms out of a row of items, order lines or bill lines: the same six columns in each.

And what was decided by hand about the place of supply: four columns of orders and bills.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.place_of_supply import Override, SupplyWithin


def terms_of(row: Any) -> TaxTerms:
    """The terms a row states."""
    # Not told of a line given back: its figures are shares of the sale's, never made anew.
    on_retail_price = getattr(row, "rsp_valued", 0)
    return _terms(
        row.treatment, row.supply, row.gst_rate, row.cess_rate, row.cess_per_unit, on_retail_price
    )


@lru_cache(maxsize=256)
def _terms(
    treatment: str, supply: str, gst_rate: int, cess_rate: int, cess_per_unit: int, rsp_valued: int
) -> TaxTerms:
    """One value for all rows that state the same: a shop has few."""
    return TaxTerms(
        treatment=Treatment(treatment),
        supply=Supply(supply),
        gst_rate=gst_rate,
        cess_rate=cess_rate,
        cess_per_unit=cess_per_unit,
        rsp_valued=bool(rsp_valued),
    )


def override_row(override: Override | None) -> dict[str, str | None]:
    """The columns of a decision by hand; all empty without one."""
    return {
        "override_supply": override.supply.value if override else None,
        "override_state": override.state_code if override else None,
        "override_reason": override.reason if override else None,
        "override_by": override.by if override else None,
    }


def override_of(row: Any) -> Override | None:
    """The decision by hand that a row states, or None."""
    if row.override_supply is None:
        return None
    return Override(
        supply=SupplyWithin(row.override_supply),
        state_code=row.override_state,
        reason=row.override_reason,
        by=row.override_by,
    )
