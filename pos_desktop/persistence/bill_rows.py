"""A bill as rows, and back: nothing that a bill says is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from pos_desktop.application.ports import NewUuid
from pos_desktop.domain.bills import AdvanceUsed, Bill, BillLine, Buyer, Seller, Tender
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.gst import TaxedLine, Totals
from pos_desktop.domain.orders import GstDetails, OrderType
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text
from pos_desktop.persistence.tax_terms import override_of, override_row, terms_of

if TYPE_CHECKING:
    from pos_desktop.domain.credit_notes import CreditNote


@lru_cache(maxsize=8)
def seller_text(seller: Seller) -> str:
    """The seller as compact JSON; it is the same for thousands of bills."""
    return json.dumps(asdict(seller), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=64)
def seller_of_text(text: str) -> Seller:
    """The seller of that JSON."""
    told = json.loads(text)
    return Seller(**told | {"registration": Registration(told["registration"])})


def bill_row(bill: Bill) -> dict[str, Any]:
    """The row of a bill, without its id."""
    return {
        "uuid": bill.uuid,
        "number": bill.number,
        "outlet_id": bill.outlet_id,
        "terminal_id": bill.terminal_id,
        "shift_id": bill.shift_id,
        "order_id": bill.order_id,
        "order_number": bill.order_number,
        "document": bill.document.value,
        "order_type": bill.order_type.value,
        "issued_at": moment_text(bill.issued_at),
        "local_time": bill.local_time.isoformat(timespec="microseconds"),
        "business_date": bill.business_date.isoformat(),
        "cashier_id": bill.cashier_id,
        "cashier_name": bill.cashier_name,
        "reason": bill.reason,
        "change": bill.change,
        **override_row(bill.override),
        "order_label": bill.order_label,
        **said_alike(bill),
    }


def said_alike(document: Bill | CreditNote) -> dict[str, Any]:
    """What a bill and a credit note say alike: the two parties, the place, and the sums."""
    seller, buyer, gst, totals = document.seller, document.buyer, document.gst, document.totals
    return {
        "customer_id": document.customer_id,
        "seller_gstin": seller.gstin,
        "seller_state_code": seller.state_code,
        "seller": seller_text(seller),
        "buyer_name": buyer.name,
        "buyer_phone": buyer.phone,
        "buyer_address": buyer.address,
        "buyer_gstin": gst.gstin,
        "buyer_company_name": gst.company_name,
        "buyer_state_code": gst.state_code,
        "buyer_is_sez": int(gst.is_sez),
        "place_of_supply": document.place_of_supply,
        "place_name": document.place_name,
        "is_interstate": int(document.is_interstate),
        "discount": totals.discount,
        "taxable": totals.taxable,
        "cgst": totals.cgst,
        "sgst": totals.sgst,
        "utgst": totals.utgst,
        "igst": totals.igst,
        "cess": totals.cess,
        "round_off": totals.round_off,
        "total": totals.total,
        "item_count": len(document.lines),
    }


def line_rows(bill: Bill, bill_id: int, new_uuid: NewUuid) -> list[dict[str, Any]]:
    """The rows of a bill's lines."""
    rows = [line_row(line, new_uuid()) for line in bill.lines]
    for row in rows:
        row["bill_id"] = bill_id
    return rows


def line_row(line: BillLine, uuid: str) -> dict[str, Any]:
    """What a line of a bill and one of a credit note say alike."""
    terms, taxed = line.terms, line.taxed
    return {
        "line": line.line,
        "uuid": uuid,
        "item_id": line.item_id,
        "description": line.description,
        "description_hi": line.description_hi,
        "hsn": line.hsn,
        "qty": line.qty,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "price_includes_tax": int(line.price_includes_tax),
        "mrp": line.mrp,
        "treatment": terms.treatment.value,
        "supply": terms.supply.value,
        "gst_rate": terms.gst_rate,
        "cess_rate": terms.cess_rate,
        "cess_per_unit": terms.cess_per_unit,
        "rsp_valued": int(terms.rsp_valued),
        "gross": taxed.gross,
        "discount": taxed.discount,
        "bill_discount": taxed.bill_discount,
        "taxable": taxed.taxable,
        "cgst": taxed.cgst,
        "sgst": taxed.sgst,
        "utgst": taxed.utgst,
        "igst": taxed.igst,
        "cess": taxed.cess,
        "total": taxed.total,
    }


def tender_rows(bill: Bill, bill_id: int, new_uuid: NewUuid) -> list[dict[str, Any]]:
    """The rows of a bill's tenders, numbered from 1."""
    return [
        {
            "bill_id": bill_id,
            "line": number,
            "uuid": new_uuid(),
            "method": tender.method.value,
            "amount": tender.amount,
            "handed": tender.handed,
            "reference": tender.reference,
        }
        for number, tender in enumerate(bill.tenders, start=1)
    ]


def bill_of(
    row: Any,
    lines: Iterable[Any],
    tenders: Iterable[Any],
    advances: tuple[AdvanceUsed, ...] = (),
) -> Bill:
    """The bill of its rows."""
    return Bill(
        id=row.id,
        uuid=row.uuid,
        number=row.number,
        order_id=row.order_id,
        order_number=row.order_number,
        document=DocumentKind(row.document),
        order_type=OrderType(row.order_type),
        issued_at=moment_of(row.issued_at),
        local_time=moment_of(row.local_time),
        business_date=day_of(row.business_date),
        outlet_id=row.outlet_id,
        terminal_id=row.terminal_id,
        shift_id=row.shift_id,
        cashier_id=row.cashier_id,
        cashier_name=row.cashier_name,
        customer_id=row.account_id,
        **parties_and_place(row),
        reason=row.reason,
        lines=tuple(map(_line_of, lines)),
        totals=totals_of(row),
        tenders=tuple(
            Tender(
                method=Method(tender.method),
                amount=tender.amount,
                handed=tender.handed,
                reference=tender.reference,
            )
            for tender in tenders
        ),
        change=row.change,
        override=override_of(row),
        order_label=row.order_label,
        advances=advances,
        proof=proof_of(row.entry_hash) if row.entry_hash else "",
    )


def parties_and_place(row: Any) -> dict[str, Any]:
    """Seller, buyer and place of supply, as a bill and a credit note have them."""
    return {
        "seller": seller_of_text(row.seller),
        "buyer": Buyer(name=row.buyer_name, phone=row.buyer_phone, address=row.buyer_address),
        "gst": GstDetails(
            gstin=row.buyer_gstin,
            company_name=row.buyer_company_name,
            state_code=row.buyer_state_code,
            is_sez=bool(row.buyer_is_sez),
        ),
        "place_of_supply": row.place_of_supply,
        "place_name": row.place_name,
        "is_interstate": bool(row.is_interstate),
    }


def totals_of(row: Any) -> Totals:
    """The sums of a bill or a credit note."""
    return Totals(
        discount=row.discount,
        taxable=row.taxable,
        cgst=row.cgst,
        sgst=row.sgst,
        utgst=row.utgst,
        igst=row.igst,
        cess=row.cess,
        round_off=row.round_off,
        total=row.total,
    )


def _line_of(row: Any) -> BillLine:
    return BillLine(**line_values(row))


def line_values(row: Any) -> dict[str, Any]:
    """The fields that a line of a bill and one of a credit note have alike."""
    return {
        "line": row.line,
        "item_id": row.item_id,
        "description": row.description,
        "description_hi": row.description_hi,
        "hsn": row.hsn,
        "qty": row.qty,
        "unit": row.unit,
        "unit_price": row.unit_price,
        "price_includes_tax": bool(row.price_includes_tax),
        "mrp": row.mrp,
        "terms": terms_of(row),
        "taxed": taxed_of(row),
    }


def taxed_of(row: Any) -> TaxedLine:
    """The amounts of a line."""
    return TaxedLine(
        gross=row.gross,
        discount=row.discount,
        bill_discount=row.bill_discount,
        taxable=row.taxable,
        cgst=row.cgst,
        sgst=row.sgst,
        utgst=row.utgst,
        igst=row.igst,
        cess=row.cess,
        total=row.total,
    )
