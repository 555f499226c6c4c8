"""The law's data that is in force while the program runs; every start needs this of ``tax``."""

from __future__ import annotations

from pos_desktop.application.ports import Work
from pos_desktop.domain.gst_data import parse_gst_data, take_gst_data


def put_in_force(work: Work) -> None:
    """Let the data that this shop took in be in force, or the packaged where it took none."""
    found = work.tax.data()
    take_gst_data(parse_gst_data(found.content) if found else None)
