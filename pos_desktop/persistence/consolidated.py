"""Consolidated invoices and the cash memos in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, text

from pos_desktop.domain.cash_memos import (
    ConsolidatedInvoice,
    ConsolidatedLine,
    ConsolidatedSummary,
    OpenMemos,
)
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.supplies import TaxSums
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.bill_rows import seller_of_text, seller_text
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.supply_sources import SUMS, days_between
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_ADD, _ADD_LINES = adding(t.consolidated_invoice), adding(t.consolidated_line)
_ADD_MEMOS = adding(t.consolidated_memo)
_PLAIN = (
    "uuid",
    "number",
    "outlet_id",
    "terminal_id",
    "shift_id",
    "user_id",
    "user_name",
    "place_of_supply",
    "place_name",
    "first_memo",
    "last_memo",
    "memos",
    "round_off",
    "total",
)
# The close of a terminal's shift takes all of its memos that are open, so none up to the last of
# those is open any more: however old the shop is, only what came after is looked through. The kind
# is written out: only so SQLite uses the index of memos.
_OPEN = Prepared(
    text(
        "WITH closed AS MATERIALIZED (SELECT t.id AS terminal_id, coalesce((SELECT max(m.bill_id)"
        " FROM consolidated_memo AS m WHERE m.consolidated_id = (SELECT max(c.id)"
        " FROM consolidated_invoice AS c WHERE c.terminal_id = t.id AND c.shift_id IS NOT NULL)),"
        " 0) AS last FROM terminal AS t WHERE t.outlet_id = :outlet_id)"
        " SELECT b.id, b.terminal_id, substr(b.local_time, 1, 10) AS day, b.number, b.round_off,"
        " b.total FROM closed CROSS JOIN bill AS b ON b.terminal_id = closed.terminal_id"
        " AND b.id > closed.last WHERE b.document = 'cash_memo' AND +b.outlet_id = :outlet_id"
        " AND (b.terminal_id = :terminal_id OR b.local_time < :before)"
        " AND NOT EXISTS (SELECT 1 FROM consolidated_memo AS m WHERE m.bill_id = b.id)"
        " ORDER BY b.terminal_id, 3, b.id"
    )
)
_SAME = "l.hsn, l.unit, l.gst_rate"
_LINES_OF = Prepared(
    text(
        f"SELECT {_SAME}, min(l.description) AS first,"
        " count(DISTINCT l.description) AS things, sum(l.qty) AS qty, "
        + ", ".join(f"sum(l.{name}) AS {name}" for name in SUMS)
        + " FROM json_each(:ids) AS wanted JOIN bill_line AS l ON l.bill_id = wanted.value"
        f" GROUP BY {_SAME} ORDER BY {_SAME}"
    )
)
_BY_NUMBER = Prepared(
    text(
        "SELECT c.*, e.hash AS entry_hash FROM consolidated_invoice AS c LEFT JOIN chain_entry"
        " AS e ON e.chain = c.terminal_id AND e.seq = c.chain_seq"
        " WHERE c.outlet_id = :outlet_id AND c.number = :number"
    )
)
_STORED_LINES = Prepared(
    text("SELECT * FROM consolidated_line WHERE consolidated_id = :id ORDER BY line")
)
_LIST = Prepared(
    text(
        "SELECT number, day, local_time, first_memo, last_memo, memos, taxable,"
        " cgst + sgst + utgst + igst + cess AS tax, total FROM consolidated_invoice"
        " WHERE outlet_id = :outlet_id AND local_time >= :first AND local_time < :after"
        " ORDER BY id DESC"
    )
)
_OF_MEMO = Prepared(
    text(
        "SELECT c.number FROM consolidated_memo AS m JOIN consolidated_invoice AS c"
        " ON c.id = m.consolidated_id WHERE m.bill_id = :bill_id AND c.issued_at < :at"
    )
)


class SqlConsolidated:
    """The port Consolidated."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def open_memos(self, outlet_id: int, terminal_id: int, before: date) -> Sequence[OpenMemos]:
        """Memos in no invoice yet: all of a terminal's, and anyone's of days before *before*."""
        values = {
            "outlet_id": outlet_id,
            "terminal_id": terminal_id,
            "before": before.isoformat(),
        }
        rows = _OPEN.rows(self._sql, values)
        found = []
        for (terminal, day), of_day in groupby(rows, key=lambda row: (row.terminal_id, row.day)):
            memos = list(of_day)
            found.append(
                OpenMemos(
                    terminal_id=terminal,
                    day=day_of(day),
                    bill_ids=tuple(row.id for row in memos),
                    first_memo=memos[0].number,
                    last_memo=memos[-1].number,
                    round_off=sum(row.round_off for row in memos),
                    total=sum(row.total for row in memos),
                )
            )
        return found

    def lines_of(self, bill_ids: Sequence[int]) -> tuple[ConsolidatedLine, ...]:
        """The lines of memos put together by HSN, unit and rate."""
        ids = f"[{','.join(map(str, bill_ids))}]"
        return tuple(
            _line(row, _described(row.first, row.things))
            for row in _LINES_OF.rows(self._sql, {"ids": ids})
        )

    def add(self, invoice: ConsolidatedInvoice, bill_ids: Sequence[int]) -> int:
        """Store an invoice with its lines and memos, and return its id (the value's is ignored)."""
        row: dict[str, Any] = {name: getattr(invoice, name) for name in _PLAIN}
        row |= {name: getattr(invoice.sums, name) for name in SUMS}
        row |= {
            "day": invoice.day.isoformat(),
            "issued_at": moment_text(invoice.issued_at),
            "local_time": invoice.local_time.isoformat(timespec="microseconds"),
            "seller": seller_text(invoice.seller),
            "chain_seq": facts_of(self._sql).seq_for(invoice.terminal_id),
        }
        made = _ADD.add(self._sql, row)
        lines = [
            {
                "consolidated_id": made,
                "line": number,
                "hsn": line.hsn,
                "description": line.description,
                "unit": line.unit,
                "qty": line.qty,
                "gst_rate": line.gst_rate,
                **{name: getattr(line.sums, name) for name in SUMS},
                "total": line.total,
            }
            for number, line in enumerate(invoice.lines, start=1)
        ]
        _ADD_LINES.run_each(self._sql, lines)
        _ADD_MEMOS.run_each(
            self._sql, [{"bill_id": one, "consolidated_id": made} for one in bill_ids]
        )
        return made

    def by_number(self, outlet_id: int, number: str) -> ConsolidatedInvoice | None:
        """The outlet's consolidated invoice of that number, or None."""
        row = _BY_NUMBER.first(self._sql, {"outlet_id": outlet_id, "number": number})
        if row is None:
            return None
        return ConsolidatedInvoice(
            id=row.id,
            **{name: getattr(row, name) for name in _PLAIN},
            day=day_of(row.day),
            issued_at=moment_of(row.issued_at),
            local_time=moment_of(row.local_time),
            seller=seller_of_text(row.seller),
            lines=tuple(
                _line(line, line.description)
                for line in _STORED_LINES.rows(self._sql, {"id": row.id})
            ),
            sums=_sums(row),
            proof=proof_of(row.entry_hash) if row.entry_hash else "",
        )

    def summaries(self, outlet_id: int, first: date, last: date) -> Sequence[ConsolidatedSummary]:
        """Those issued on these local dates, newest first."""
        return [
            ConsolidatedSummary(
                number=row.number,
                day=day_of(row.day),
                local_time=moment_of(row.local_time),
                first_memo=row.first_memo,
                last_memo=row.last_memo,
                memos=row.memos,
                taxable=row.taxable,
                tax=row.tax,
                total=row.total,
            )
            for row in _LIST.rows(self._sql, days_between(outlet_id, first, last))
        ]

    def number_of(self, bill_id: int, at: datetime) -> str:
        """The consolidated invoice that a memo was in before that moment, or ""."""
        return consolidated_number(self._sql, bill_id, at)


def consolidated_number(sql: Connection, bill_id: int, at: datetime) -> str:
    """The consolidated invoice that a memo was in before that moment, or ""."""
    return str(_OF_MEMO.value_or_none(sql, {"bill_id": bill_id, "at": moment_text(at)}) or "")


def _described(first: str, things: int) -> str:
    return first if things == 1 else f"{first} + {things - 1}"


def _line(row: Any, description: str) -> ConsolidatedLine:
    return ConsolidatedLine(
        hsn=row.hsn,
        description=description,
        unit=row.unit,
        qty=row.qty,
        gst_rate=row.gst_rate,
        sums=_sums(row),
    )


def _sums(row: Any) -> TaxSums:
    return TaxSums(**{name: getattr(row, name) for name in SUMS})
