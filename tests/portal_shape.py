"""The shape of the file for the portal, field by field: names, kinds of numbers, lengths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

MONEY = r"-?\d+\.\d\d"
UNSIGNED = r"\d+\.\d\d"
RATE = r"\d+(\.\d{1,2})?"
COUNT = r"\d+"
DAY = r"(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-20\d\d"
PLACE = r"\d\d"
NUMBER = r"[A-Z1-9][A-Z0-9/-]{0,15}"
GSTIN = r"\d\d[A-Z0-9]{13}"
Shape = str | list["Shape"] | dict[str, "Shape"] | Callable[[Any, str], None]


def _item(amount: str) -> Callable[[Any, str], None]:
    """An item's amounts: IGST, or CGST and SGST, and never both."""

    def check(told: Any, where: str) -> None:
        shape: dict[str, Shape] = {"rt": RATE, "txval": amount, "csamt": amount}
        heads = ["iamt"] if "iamt" in told else ["camt", "samt"]
        refuse_other(told, shape | dict.fromkeys(heads, amount), where)

    return check


def _b2cs(told: Any, where: str) -> None:
    heads = ["iamt"] if told["sply_ty"] == "INTER" else ["camt", "samt"]
    shape: dict[str, Shape] = {
        "sply_ty": "INTER|INTRA",
        "typ": "OE",
        "pos": PLACE,
        "rt": RATE,
        "txval": MONEY,
        "csamt": MONEY,
    }
    refuse_other(told, shape | dict.fromkeys(heads, MONEY), where)


_ITEMS: Shape = [{"num": COUNT, "itm_det": _item(UNSIGNED)}]
_BILL: dict[str, Shape] = {"inum": NUMBER, "idt": DAY, "val": UNSIGNED, "itms": _ITEMS}
_NOTE: dict[str, Shape] = {
    "ntty": "C",
    "nt_num": NUMBER,
    "nt_dt": DAY,
    "val": UNSIGNED,
    "pos": PLACE,
    "itms": _ITEMS,
}
_TO_GSTIN: dict[str, Shape] = {"pos": PLACE, "rchrg": "N", "inv_typ": "R|SEWP"}
_HSN: Shape = [
    {
        "num": COUNT,
        "hsn_sc": r"\d{4}|\d{6}|\d{8}",
        "desc": r"(?s).{0,30}",
        "uqc": "[A-Z]{2,3}",
        "qty": MONEY,
        "rt": RATE,
        **dict.fromkeys(("txval", "iamt", "camt", "samt", "csamt"), MONEY),
    }
]
_SERIES: Shape = {
    "num": COUNT,
    "from": NUMBER,
    "to": NUMBER,
    **dict.fromkeys(("totnum", "cancel", "net_issue"), COUNT),
}
TABLES: dict[str, Shape] = {
    "gstin": GSTIN,
    "fp": r"(0[1-9]|1[0-2])20\d\d",
    "version": r"GST\d+(\.\d+)*",
    "hash": "hash",
    "b2b": [{"ctin": GSTIN, "inv": [_BILL | _TO_GSTIN]}],
    "b2cl": [{"pos": PLACE, "inv": [_BILL]}],
    "b2cs": [_b2cs],
    "cdnr": [{"ctin": GSTIN, "nt": [_NOTE | _TO_GSTIN]}],
    "cdnur": [_NOTE | {"typ": "B2CL"}],
    "nil": {
        "inv": [
            {
                "sply_ty": "INTR(A)?B2[BC]",
                **dict.fromkeys(("nil_amt", "expt_amt", "ngsup_amt"), MONEY),
            }
        ]
    },
    "hsn": {"hsn_b2b": _HSN, "hsn_b2c": _HSN},
    "doc_issue": {"doc_det": [{"doc_num": "[1-9]|1[0-2]", "doc_typ": ".+", "docs": [_SERIES]}]},
}


def refuse_other_shape(text: str) -> None:
    """Fail when the file is not as the portal's tool reads it; a table may be left out."""
    told = json.loads(text, parse_float=_Figure, parse_int=_Figure)
    assert {"gstin", "fp", "version", "hash"} <= set(told) <= set(TABLES)
    for name, table in told.items():
        wanted = TABLES[name]
        if name == "hsn":
            assert isinstance(wanted, dict)
            wanted = {part: rows for part, rows in wanted.items() if part in table}
        refuse_other(table, wanted, name)
    for row in told.get("b2b", []):
        for bill in row["inv"]:
            of_zone = bill["inv_typ"] == "SEWP"
            assert not of_zone or all("iamt" in item["itm_det"] for item in bill["itms"]), bill


class _Figure(str):
    """A number as it is written in the file."""

    __slots__ = ()


def refuse_other(told: Any, wanted: Shape, where: str) -> None:
    """Fail when *told* is not of the *wanted* shape; figures are numbers and no texts."""
    if callable(wanted):
        wanted(told, where)
    elif isinstance(wanted, list):
        assert isinstance(told, list), where
        assert told, f"{where} is empty"
        for i, entry in enumerate(told):
            refuse_other(entry, wanted[0], f"{where}[{i}]")
    elif isinstance(wanted, dict):
        assert isinstance(told, Mapping), where
        assert set(told) == set(wanted), f"{where} has {sorted(told)}"
        for name, shape in wanted.items():
            refuse_other(told[name], shape, f"{where}.{name}")
    else:
        assert re.fullmatch(wanted, told), f"{where} is {told!r}"
        is_figure = wanted in {MONEY, UNSIGNED, RATE, COUNT} or where.endswith("doc_num")
        assert isinstance(told, _Figure) is is_figure, f"{where} is of the wrong kind"
