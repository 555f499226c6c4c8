"""What the day's one invoice must agree in with its cash memos, to the paisa and line by line."""

from __future__ import annotations

_SUMS = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")

# Only memos of that outlet, terminal series and local date count.
_WITH_MEMOS = (
    "SELECT c.number, c.total, coalesce(sum(b.total), 0) FROM consolidated_invoice AS c"
    " LEFT JOIN consolidated_memo AS m ON m.consolidated_id = c.id"
    " LEFT JOIN bill AS b ON b.id = m.bill_id AND b.document = 'cash_memo'"
    " AND b.outlet_id = c.outlet_id AND substr(b.local_time, 1, 10) = c.day GROUP BY c.id"
    " HAVING c.total <> coalesce(sum(b.total), 0) OR c.round_off <> sum(b.round_off)"
    " OR c.memos <> count(b.id) OR c.memos <> count(m.bill_id)"
    " OR c.first_memo <> min(b.number) OR c.last_memo <> max(b.number)"
    + "".join(f" OR c.{name} <> sum(b.{name})" for name in _SUMS)
)
_WITH_LINES = (
    "SELECT c.number, c.total - c.round_off, coalesce(sum(l.total), 0)"
    " FROM consolidated_invoice AS c LEFT JOIN consolidated_line AS l"
    " ON l.consolidated_id = c.id GROUP BY c.id"
    " HAVING c.total - c.round_off <> coalesce(sum(l.total), 0)"
    + "".join(f" OR c.{name} <> sum(l.{name})" for name in _SUMS)
)
_COLUMNS = ("qty", *_SUMS, "total")
_LINES_WITH_SOLD = (
    "WITH sold AS (SELECT m.consolidated_id, l.hsn, l.unit, l.gst_rate, "
    + ", ".join(f"sum(l.{name}) AS {name}" for name in _COLUMNS)
    + " FROM consolidated_memo AS m CROSS JOIN bill_line AS l ON l.bill_id = m.bill_id"
    " GROUP BY m.consolidated_id, l.hsn, l.unit, l.gst_rate)"
    " SELECT c.number, coalesce(l.total, 0), coalesce(s.total, 0) FROM sold AS s"
    " FULL JOIN consolidated_line AS l ON l.consolidated_id = s.consolidated_id"
    " AND l.hsn = s.hsn AND l.unit = s.unit AND l.gst_rate = s.gst_rate"
    " JOIN consolidated_invoice AS c"
    " ON c.id = coalesce(l.consolidated_id, s.consolidated_id) WHERE "
    + " OR ".join(f"l.{name} IS NOT s.{name}" for name in _COLUMNS)
)
# What is open while its shift is open is no fault: the close issues the invoice.
_IN_NONE = (
    "SELECT b.number, b.total, 0 FROM bill AS b JOIN shift_close AS s ON s.shift_id = b.shift_id"
    " WHERE b.document = 'cash_memo'"
    " AND NOT EXISTS (SELECT 1 FROM consolidated_memo AS m WHERE m.bill_id = b.id)"
)
_OTHER_KIND = (
    "SELECT b.number, b.total, 0 FROM bill AS b JOIN terminal AS t ON t.id = b.terminal_id"
    " WHERE (b.document = 'cash_memo') <> (b.number LIKE t.code || 'M/%')"
)

MEMO_QUESTIONS = (
    (
        _WITH_MEMOS,
        (
            "Consolidated invoice {name} is of {said}, its cash memos make {found}, or "
            "number, taxes, days differ."
        ),
    ),
    (
        _WITH_LINES,
        "Consolidated invoice {name} is of {said}, its lines make {found}, or their taxes differ.",
    ),
    (
        _LINES_WITH_SOLD,
        (
            "A line of consolidated invoice {name} is of {said}, its cash memos sold "
            "{found}, or the taxes differ."
        ),
    ),
    (
        _IN_NONE,
        (
            "Cash memo {name} of {said} is in no consolidated invoice ({found}), though its "
            "day is closed."
        ),
    ),
    (_OTHER_KIND, "{name} of {said} has a number of another kind of document ({found})."),
)
