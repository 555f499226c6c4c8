"""The outlet's heading as reports and slips keep it."""

from __future__ import annotations

from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.shift_report import Heading


def heading_of(outlet: Outlet) -> Heading:
    """The outlet as it is now."""
    return Heading(
        name=outlet.name,
        legal_name=outlet.legal_name,
        address=outlet.address,
        phone=outlet.phone,
        gstin=outlet.gstin,
        is_demo=outlet.is_demo,
    )
