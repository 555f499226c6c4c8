"""GSTR-1: the return of outward supplies, as the GST portal's offline tool reads it.

Tables (Notification 79/2020 and the portal's JSON): 4 b2b, 5 b2cl, 7 b2cs, 8 nil, 9B cdnr and
cdnur, 11 at and txpd, 12 hsn (B2B and B2C apart since May 2025), 13 doc_issue. Money is a Decimal
of rupees with two places, so that it is written as a number and never passed through a float.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.gst_data import Threshold, gst_data
from pos_desktop.domain.measures import BasisPoints, Milli, format_percent
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.supplies import (
    DocumentPart,
    ItemGroup,
    NumberRange,
    TaxStatus,
    TaxSums,
)
from pos_desktop.domain.vouchers import AdvanceGroup

VERSION = "GST3.2.4"
_MOST_DESCRIPTION = 30

UNITS = frozenset({
    "BAG", "BAL", "BDL", "BKL", "BOU", "BOX", "BTL", "BUN", "CAN", "CBM", "CCM", "CMS", "CTN",
    "DOZ", "DRM", "GGK", "GMS", "GRS", "GYD", "KGS", "KLR", "KME", "LTR", "MLT", "MTR", "MTS",
    "NOS", "OTH", "PAC", "PCS", "PRS", "QTL", "ROL", "SET", "SQF", "SQM", "SQY", "TBS", "TGM",
    "THD", "TON", "TUB", "UGS", "UNT", "YDS",
})  # fmt: skip
"""The unit quantity codes of the portal."""

_DOCUMENTS = {
    "bill": (1, "Invoices for outward supply"),
    "credit_note": (5, "Credit Note"),
    "receipt_voucher": (6, "Receipt voucher"),
    "refund_voucher": (8, "Refund voucher"),
}
_UNTAXED = {
    TaxStatus.NIL: "nil_amt",
    TaxStatus.EXEMPT: "expt_amt",
    TaxStatus.NON_GST: "ngsup_amt",
}

Json = dict[str, Any]


class HsnRow(Struct, frozen=True, kw_only=True):
    """One line of the HSN summary."""

    hsn: str
    description: str
    uqc: str
    qty: Milli
    rate: BasisPoints
    sums: TaxSums


def known_rates() -> frozenset[BasisPoints]:
    """The rates of GST of any date, which are those that the portal takes."""
    return frozenset(rate for _, rates in gst_data().rates for rate in rates)


def is_large(part: DocumentPart) -> bool:
    """Whether a bill stands by itself in table 5, or a note is of such a bill.

    It is to an unregistered buyer in another State, of more than the limit of its day (Rule 59(4),
    changed by Notification 12/2024 from 1 August 2024), however small a note of it is.
    """
    limit = gst_data().threshold(Threshold.B2C_LARGE, part.original_day)
    is_above = limit is not None and part.original_total > limit
    return not part.buyer_gstin and part.is_interstate and is_above


def unit_code(unit: str, *, is_service: bool) -> str:
    """The portal's unit code; OTH for a unit that it does not know, NA for services."""
    if is_service:
        return "NA"
    code = unit.strip().upper()
    return code if code in UNITS else "OTH"


def hsn_rows(groups: Iterable[ItemGroup], *, to_registered: bool) -> tuple[HsnRow, ...]:
    """Table 12: of B2B or of B2C supplies, by HSN, unit and rate. What was not charged is out."""
    rows: dict[tuple[str, str, BasisPoints], HsnRow] = {}
    for group in groups:
        if group.to_registered is not to_registered or group.status is TaxStatus.NOT_CHARGED:
            continue
        uqc = unit_code(group.unit, is_service=group.is_service)
        key = (group.reported_hsn, uqc, group.rate)
        row = rows.get(key) or HsnRow(
            hsn=key[0], description=group.description, uqc=uqc, qty=0, rate=key[2], sums=TaxSums()
        )
        rows[key] = replace(
            row,
            description=min(row.description, group.description),
            qty=row.qty + (0 if group.is_service else group.qty),
            sums=row.sums + group.sums,
        )
    return tuple(rows[key] for key in sorted(rows))


class Gstr1:
    """Takes the parts of documents, a day or a month at a time, and builds the tables."""

    def __init__(self) -> None:
        self._b2b: dict[str, dict[str, Json]] = defaultdict(dict)
        self._b2cl: dict[str, dict[str, Json]] = defaultdict(dict)
        self._cdnr: dict[str, dict[str, Json]] = defaultdict(dict)
        self._cdnur: dict[str, Json] = {}
        self._b2cs: dict[tuple[bool, str, BasisPoints], TaxSums] = defaultdict(TaxSums)
        self._nil: dict[tuple[bool, bool], dict[str, Paise]] = defaultdict(
            lambda: dict.fromkeys(_UNTAXED.values(), 0)
        )

    def add(self, part: DocumentPart) -> None:
        """Put a part where it belongs; what was not charged is no outward supply of this return."""
        if part.status in _UNTAXED:
            amounts = self._nil[part.is_interstate, bool(part.buyer_gstin)]
            amounts[_UNTAXED[part.status]] += _signed(part, part.sums.taxable)
        elif part.status is TaxStatus.TAXABLE:
            self._add_taxed(part)

    def tables(self) -> Json:
        """Every table that is made of documents, empty ones too."""
        return {
            "b2b": [
                {"ctin": gstin, "inv": list(found.values())}
                for gstin, found in sorted(self._b2b.items())
            ],
            "b2cl": [
                {"pos": place, "inv": list(found.values())}
                for place, found in sorted(self._b2cl.items())
            ],
            "b2cs": [
                {
                    "sply_ty": "INTER" if key[0] else "INTRA",
                    "typ": "OE",
                    "pos": key[1],
                    "rt": rate_number(key[2]),
                    **_amounts(sums, by_igst=key[0]),
                }
                for key, sums in sorted(self._b2cs.items())
                if sums != TaxSums()
            ],
            "cdnr": [
                {"ctin": gstin, "nt": list(found.values())}
                for gstin, found in sorted(self._cdnr.items())
            ],
            "cdnur": list(self._cdnur.values()),
            "nil": {
                "inv": [
                    {
                        "sply_ty": f"{'INTR' if across else 'INTRA'}{'B2B' if known else 'B2C'}",
                        **{name: rupees(amount) for name, amount in amounts.items()},
                    }
                    for (across, known), amounts in sorted(self._nil.items(), reverse=True)
                    if any(amounts.values())
                ]
            },
        }

    def _add_taxed(self, part: DocumentPart) -> None:
        if part.buyer_gstin:
            book = self._cdnr if part.is_note else self._b2b
            head = {
                "pos": part.place,
                "rchrg": "N",
                # A meal at the outlet bears CGST + SGST, which is no supply to a zone.
                "inv_typ": "SEWP" if part.buyer_is_sez and part.is_interstate else "R",
            }
            _add_rate(book[part.buyer_gstin], part, head)
        elif is_large(part):
            if part.is_note:
                _add_rate(self._cdnur, part, {"typ": "B2CL", "pos": part.place})
            else:
                _add_rate(self._b2cl[part.place], part, {})
        else:
            key = (part.is_interstate, part.place, part.rate)
            sums = part.sums
            self._b2cs[key] += minus(sums) if part.is_note else sums


def hsn_table(groups: Iterable[ItemGroup]) -> Json:
    """Table 12."""
    known = tuple(groups)
    return {
        name: [
            {
                "num": number,
                "hsn_sc": row.hsn,
                "desc": row.description[:_MOST_DESCRIPTION],
                "uqc": row.uqc,
                "qty": Decimal(divide_half_up(row.qty, 10)).scaleb(-2),
                "rt": rate_number(row.rate),
                "txval": rupees(row.sums.taxable),
                "iamt": rupees(row.sums.igst),
                "camt": rupees(row.sums.cgst),
                "samt": rupees(row.sums.sgst + row.sums.utgst),
                "csamt": rupees(row.sums.cess),
            }
            for number, row in enumerate(hsn_rows(known, to_registered=registered), start=1)
        ]
        for name, registered in (("hsn_b2b", True), ("hsn_b2c", False))
    }


def advances_table(groups: Iterable[AdvanceGroup]) -> list[Json]:
    """Table 11A (received) or 11B (adjusted): a row for each place, with its rates."""
    places: dict[tuple[str, bool], list[Json]] = defaultdict(list)
    for group in groups:
        row: Json = {"rt": rate_number(group.rate), "ad_amt": rupees(group.taxable)}
        if group.is_interstate:
            row["iamt"] = rupees(group.igst)
        else:
            row |= {"camt": rupees(group.cgst), "samt": rupees(group.sgst)}
        places[group.place, group.is_interstate].append(row | {"csamt": rupees(0)})
    return [
        {"pos": place, "sply_ty": "INTER" if is_interstate else "INTRA", "itms": rows}
        for (place, is_interstate), rows in places.items()
    ]


def documents_table(ranges: Iterable[NumberRange]) -> Json:
    """Table 13."""
    by_kind: dict[str, list[NumberRange]] = defaultdict(list)
    for found in ranges:
        by_kind[found.kind].append(found)
    return {
        "doc_det": [
            {
                "doc_num": _DOCUMENTS[kind][0],
                "doc_typ": _DOCUMENTS[kind][1],
                "docs": [
                    {
                        "num": number,
                        "from": found.number(found.first),
                        "to": found.number(found.last),
                        "totnum": found.total,
                        "cancel": found.total - found.issued,
                        "net_issue": found.issued,
                    }
                    for number, found in enumerate(series, start=1)
                ],
            }
            for kind, series in sorted(by_kind.items(), key=lambda pair: _DOCUMENTS[pair[0]])
        ]
    }


def rupees(amount: Paise) -> Decimal:
    """Rupees with two places."""
    return Decimal(amount).scaleb(-2)


def rate_number(rate: BasisPoints) -> Decimal:
    """A rate in percent, as short as it is: 18, 0.25."""
    return Decimal(format_percent(rate))


def minus(sums: TaxSums) -> TaxSums:
    """What takes *sums* back."""
    return TaxSums(
        taxable=-sums.taxable,
        cgst=-sums.cgst,
        sgst=-sums.sgst,
        utgst=-sums.utgst,
        igst=-sums.igst,
        cess=-sums.cess,
    )


def _add_rate(book: dict[str, Json], part: DocumentPart, head: Json) -> None:
    """Add one rate's item to its document, which is begun with its first."""
    entry = book.get(part.number)
    if entry is None:
        day = f"{part.day:%d-%m-%Y}"
        names: Json = (
            {"ntty": "C", "nt_num": part.number, "nt_dt": day}
            if part.is_note
            else {"inum": part.number, "idt": day}
        )
        entry = book[part.number] = {**names, "val": rupees(part.total), **head, "itms": []}
    entry["itms"].append(
        {
            # The portal's own tool numbers an item by its rate.
            "num": part.rate + 1,
            "itm_det": {
                "rt": rate_number(part.rate),
                **_amounts(part.sums, by_igst=part.is_interstate),
            },
        }
    )


def _amounts(sums: TaxSums, *, by_igst: bool) -> Json:
    # Where both are borne (a meal on a bill to another State) both are told; it is a problem
    # that is listed before the return is made.
    taxes: Json = {}
    if by_igst or sums.igst:
        taxes["iamt"] = rupees(sums.igst)
    if not by_igst or sums.cgst:
        taxes["camt"] = rupees(sums.cgst)
        taxes["samt"] = rupees(sums.sgst + sums.utgst)
    return {"txval": rupees(sums.taxable), **taxes, "csamt": rupees(sums.cess)}


def _signed(part: DocumentPart, amount: Paise) -> Paise:
    return -amount if part.is_note else amount
