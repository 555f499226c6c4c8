"""What GSTR-1 must say of bills and notes: worked out document by document from the law.

Both what is expected and what the program made are brought to the same flat form, in paise, so
that every figure of every table is compared, and a line that stands in two tables or in none is
seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pos_desktop.domain.bills import Bill, BillLine
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.gst_return import UNITS
from tests.exact_tax import half_up

Flat = dict[tuple[Any, ...], dict[str, Any]]
_NIL = {
    Treatment.NIL: "nil_amt",
    Treatment.EXEMPT: "expt_amt",
    Treatment.NON_GST: "ngsup_amt",
}
HEADS = ("txval", "iamt", "camt", "samt", "csamt")


def expected(bills: Iterable[Bill], notes: Iterable[CreditNote]) -> Flat:
    """Every table but that of numbers, by the rules of the law."""
    flat: Flat = defaultdict(lambda: defaultdict(int))
    known = {}
    for bill in bills:
        known[bill.number] = bill
        _add_document(flat, bill, bill, sign=1)
    for note in notes:
        if note.is_gst:
            _add_document(flat, note, known[note.bill_number], sign=-1)
    for key, row in flat.items():
        if key[0] in {"hsn_b2b", "hsn_b2c"}:
            # Thousandths are told to two decimals.
            row["qty"] = half_up(Fraction(row["qty"], 10))
    return _without_empty(flat)


def _add_document(flat: Flat, document: Bill | CreditNote, bill: Bill, *, sign: int) -> None:
    day = bill.local_time.date()
    least = 1_00_000_00 if day >= date(2024, 8, 1) else 2_50_000_00
    gstin = bill.gst.gstin
    for line in document.lines:
        meal = line.terms.supply is Supply.RESTAURANT
        across = bill.is_interstate and not meal
        place = bill.place_of_supply if across else bill.seller.state_code
        rate = line.terms.gst_rate if line.terms.treatment is Treatment.TAXABLE else 0
        _add_hsn(flat, line, bool(gstin), rate, sign)
        if line.terms.treatment is not Treatment.TAXABLE:
            supply = f"{'INTR' if across else 'INTRA'}{'B2B' if gstin else 'B2C'}"
            flat["nil", supply][_NIL[line.terms.treatment]] += sign * line.taxed.taxable
            continue
        if gstin:
            table = "b2b" if sign > 0 else "cdnr"
        elif across and bill.totals.total > least:
            table = "b2cl" if sign > 0 else "cdnur"
        else:
            _add_heads(flat["b2cs", "INTER" if across else "INTRA", place, rate], line, sign)
            continue
        flat["document", document.number] = {
            "table": table,
            "of": gstin or (place if sign > 0 else "B2CL"),
            "val": document.totals.total,
            "pos": place,
            "day": f"{document.local_time:%d-%m-%Y}",
            "typ": ("SEWP" if bill.gst.is_sez and across else "R") if gstin else "",
        }
        _add_heads(flat["rate", document.number, rate], line, 1)


def _add_hsn(flat: Flat, line: BillLine, registered: bool, rate: int, sign: int) -> None:
    service = line.terms.supply is not Supply.GOODS
    uqc = "NA" if service else (line.unit if line.unit in UNITS else "OTH")
    row = flat["hsn_b2b" if registered else "hsn_b2c", line.hsn, uqc, rate]
    row["qty"] += 0 if service else sign * line.qty
    _add_heads(row, line, sign)


def _add_heads(row: dict[str, Any], line: BillLine, sign: int) -> None:
    taxed = line.taxed
    row["txval"] += sign * taxed.taxable
    row["iamt"] += sign * taxed.igst
    row["camt"] += sign * taxed.cgst
    row["samt"] += sign * (taxed.sgst + taxed.utgst)
    row["csamt"] += sign * taxed.cess


def flattened(made: Mapping[str, Any]) -> Flat:
    """What a return says, in the same form; every number must be exact to the paisa."""
    flat: Flat = {}
    for row in made["b2b"]:
        for found in row["inv"]:
            told = {"table": "b2b", "of": row["ctin"], "typ": found["inv_typ"]}
            _flatten(flat, found, told, number="inum", day="idt", pos=found["pos"])
    for row in made["b2cl"]:
        for found in row["inv"]:
            told = {"table": "b2cl", "of": row["pos"], "typ": ""}
            _flatten(flat, found, told, number="inum", day="idt", pos=row["pos"])
    for row in made["cdnr"]:
        for found in row["nt"]:
            told = {"table": "cdnr", "of": row["ctin"], "typ": found["inv_typ"]}
            _flatten(flat, found, told, number="nt_num", day="nt_dt", pos=found["pos"])
    for found in made["cdnur"]:
        told = {"table": "cdnur", "of": found["typ"], "typ": ""}
        _flatten(flat, found, told, number="nt_num", day="nt_dt", pos=found["pos"])
    for row in made["b2cs"]:
        key = ("b2cs", row["sply_ty"], row["pos"], _hundredths(row["rt"]))
        _put(flat, key, _heads(row))
    for row in made["nil"]["inv"]:
        amounts = {name: _hundredths(row[name]) for name in _NIL.values()}
        _put(flat, ("nil", row["sply_ty"]), amounts)
    for table, rows in made["hsn"].items():
        for row in rows:
            key = (table, row["hsn_sc"], row["uqc"], _hundredths(row["rt"]))
            _put(flat, key, {"qty": _hundredths(row["qty"]), **_heads(row)})
    return _without_empty(flat)


def _flatten(
    flat: Flat, found: Mapping[str, Any], told: dict[str, Any], *, number: str, day: str, pos: str
) -> None:
    told |= {"val": _hundredths(found["val"]), "pos": pos, "day": found[day]}
    _put(flat, ("document", found[number]), told)
    for item in found["itms"]:
        heads = item["itm_det"]
        _put(flat, ("rate", found[number], _hundredths(heads["rt"])), _heads(heads))


def _heads(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: _hundredths(row.get(name, 0)) for name in HEADS}


def _hundredths(number: Any) -> int:
    exact = Decimal(number) * 100
    assert exact == int(exact), f"{number} has more than two decimals"
    return int(exact)


def _put(flat: Flat, key: tuple[Any, ...], row: dict[str, Any]) -> None:
    assert key not in flat, f"{key} stands here twice"
    flat[key] = row


def _without_empty(flat: Flat) -> Flat:
    """Without rows of nothing, of which a table may say nothing."""
    keep = ("document", "rate")
    return {
        key: {name: value for name, value in row.items() if value}
        for key, row in flat.items()
        if key[0] in keep or any(row.values())
    }
