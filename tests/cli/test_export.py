"""Reports at the command line: as files, and as JSON whose money is exact."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.cli.main import run

Told = tuple[int, str]
Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def export(
    demo_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Told]:
    """``pos-desktop export`` as the manager: exit status and what it printed."""

    def run_it(*arguments: str, user: str = "manager", pin: str = "2468") -> Told:
        monkeypatch.setenv("POS_PIN", pin)
        status = run(["export", "--shop", str(demo_folder), "--user", user, *arguments])
        return status, capsys.readouterr().out

    return run_it


@pytest.fixture
def month(call: Call) -> str:
    """A bill of 99.90 + 5 % is there; the month of it."""
    call("shifts.open", {"opening_cash": "0.00"})
    line = {"description": "Thing", "hsn": "4820", "unit_price": "99.90", "gst_rate": "5"}
    tenders = [{"method": "cash", "amount": "200.00"}]
    status, bill = call("billing.issue", {"lines": [line], "tenders": tenders})
    assert status == 0
    return str(bill["issued_at"][:7])


def test_the_return_is_json_with_exact_numbers(
    call: Call, month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del capsys
    status, made = call("reports.gstr1", {"period": month}, user="manager", pin="2468")
    assert status == 0
    assert made["fp"] == f"{month[5:]}{month[:4]}"
    assert made["b2cs"] == [
        {
            "sply_ty": "INTRA", "typ": "OE", "pos": "23", "rt": 5,
            "txval": 99.90, "camt": 2.50, "samt": 2.50, "csamt": 0.00,
        }
    ]  # fmt: skip


def test_every_report_answers_at_the_command_line(call: Call, month: str) -> None:
    first = f"{month}-01"
    for name, more in (
        ("reports.gst", {}),
        ("reports.hsn", {}),
        ("reports.documents", {}),
        ("reports.sales", {"by": "item"}),
        ("reports.margins", {}),
        ("reports.people", {}),
        ("reports.busy_hours", {}),
    ):
        status, made = call(name, {"from": first} | more, user="manager", pin="2468")
        assert status == 0, made
        assert made["from"] == first
    status, found = call("reports.gstr1_problems", {"period": month}, user="manager", pin="2468")
    assert (status, found["problems"]) == (0, [])


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_report_becomes_a_file(
    export: Callable[..., Told], month: str, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"gst.{ending}"
    status, printed = export("gst", str(path), "--from", f"{month}-01")
    assert status == 0
    assert json.loads(printed)["file"] == str(path)
    assert path.read_bytes()[:2] == {"csv": b"\xef\xbb", "xlsx": b"PK"}[ending]


def test_the_return_becomes_a_file(export: Callable[..., Told], month: str, tmp_path: Path) -> None:
    path = tmp_path / "gstr1.json"
    status, _ = export("gstr1", str(path), "--period", month)
    assert status == 0
    made = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert made["b2cs"][0]["txval"] == Decimal("99.90")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("gst", "gst.doc"), "file"),
        (("gst", "gst.csv", "--from", "soon"), "from"),
        (("profit", "x.csv"), "report"),
        (("gstr1", "x.json"), "period"),
    ],
)
def test_what_cannot_be_made_is_refused(
    export: Callable[..., Told], arguments: tuple[str, ...], field: str
) -> None:
    status, printed = export(*arguments)
    assert status == 2
    assert json.loads(printed)["error"]["field"] == field
    assert not Path(arguments[1]).exists()


def test_a_cashier_exports_nothing(export: Callable[..., Told], tmp_path: Path) -> None:
    status, _ = export("gst", str(tmp_path / "gst.csv"), user="cashier", pin="1357")
    assert status == 2
    assert not (tmp_path / "gst.csv").exists()
