"""``pos-desktop export``: a report as CSV or Excel, GSTR-1 as the portal's JSON."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pos_desktop.cli.outcome import DONE
from pos_desktop.domain.errors import BadInput, Unavailable


def add_parser(commands: Any, common: list[argparse.ArgumentParser]) -> None:
    """Declare the command with its options."""
    export = commands.add_parser(
        "export", parents=common, help="a report as .csv or .xlsx, or gstr1 as .json"
    )
    export.add_argument("report", metavar="REPORT", help="day, item, gst, hsn, documents, gstr1 …")
    export.add_argument("file", type=Path, metavar="FILE", help="its ending says what it becomes")
    export.add_argument("--from", dest="first", metavar="DATE", help="the first day: 2026-02-01")
    export.add_argument("--to", dest="last", metavar="DATE", help="the last day (default: today)")
    export.add_argument("--period", default="", metavar="MONTH", help="of gstr1: 2026-02")
    export.add_argument(
        "--quarterly", action="store_true", help="of gstr1: the quarter that ends with the month"
    )


def run(options: argparse.Namespace) -> int:
    """Make the file; returns the exit status. Raises PosError."""
    from pos_desktop.application import report_export
    from pos_desktop.cli.call import signed_in_desk
    from pos_desktop.cli.check import ProgressBar

    ending = options.file.suffix.removeprefix(".").lower()
    if ending not in {form.value for form in report_export.Format}:
        raise BadInput("Name the file .csv, .xlsx or .json.", field="file")
    request = report_export.ExportReport(
        report=options.report,
        format=report_export.Format(ending),
        first=_day(options.first, field="from"),
        last=_day(options.last, field="to"),
        period=options.period,
        quarterly=options.quarterly,
    )
    bar = ProgressBar()

    def tell(done: int, total: int) -> None:
        bar.draw(options.report, done, total)

    with signed_in_desk(options, report_export.export) as desk:
        made = report_export.export(replace(desk, steps=tell), request)
    bar.clear()
    try:
        options.file.write_bytes(made.content)
    except OSError as error:
        raise Unavailable(
            f"{options.file} cannot be written ({error.strerror}). Choose another place.",
            code="export_not_saved",
        ) from error
    print(json.dumps({"file": str(options.file), "rows": made.rows}, ensure_ascii=False))
    return DONE


def _day(text: str | None, *, field: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” is not a date like 2026-02-18.", field=field) from None
