"""What every new shop begins with, shipped with the program: tax classes with their dated rates."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pos_desktop
from pos_desktop.application.set_up import NewTaxClass, NewTaxRate
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import parse_percent
from pos_desktop.domain.money import parse_rupees

_FOLDER = Path(pos_desktop.__file__).parent / "resources" / "reference"


def reference_tax_classes() -> tuple[NewTaxClass, ...]:
    """The tax classes."""
    return tuple(
        NewTaxClass(
            code=row["code"],
            name=row["name"],
            treatment=Treatment(row["treatment"]),
            supply=Supply(row["supply"]),
        )
        for row in _rows("tax_classes.csv")
    )


def reference_tax_rates() -> tuple[NewTaxRate, ...]:
    """Their rates, each from a day on."""
    return tuple(
        NewTaxRate(
            tax_class=row["tax_class"],
            valid_from=date.fromisoformat(row["valid_from"]),
            gst_rate=parse_percent(row["gst_rate"], field="gst_rate"),
            cess_rate=parse_percent(row["cess_rate"], field="cess_rate"),
            cess_per_unit=parse_rupees(row["cess_per_unit"], field="cess_per_unit"),
            rsp_valued=row["rsp_valued"] == "1",
        )
        for row in _rows("tax_rates.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
