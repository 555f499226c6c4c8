"""What credit notes must agree in with themselves, their bills, cash, accounts and stock."""

from __future__ import annotations

from pos_desktop.domain.checks import Area

_COLUMNS = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")
_LINES = (
    "SELECT n.number, n.total, coalesce(sum(l.total), 0) + n.round_off FROM credit_note AS n"
    " LEFT JOIN credit_note_line AS l ON l.credit_note_id = n.id GROUP BY n.id"
    " HAVING n.total <> coalesce(sum(l.total), 0) + n.round_off"
    + "".join(f" OR n.{name} <> sum(l.{name})" for name in _COLUMNS)
    + " OR n.discount <> sum(l.discount + l.bill_discount) OR n.item_count <> count(l.line)"
)
_REFUNDS = (
    "SELECT n.number, n.total, coalesce(sum(r.amount), 0) FROM credit_note AS n"
    " LEFT JOIN credit_note_refund AS r ON r.credit_note_id = n.id GROUP BY n.id"
    " HAVING n.total <> coalesce(sum(r.amount), 0)"
)
# Of a line at most what was sold, and with the last piece exactly what was charged.
_WITH_BILL = (
    "WITH back AS (SELECT n.bill_id, l.bill_line, sum(l.qty) AS qty, sum(l.total) AS total,"
    " sum(l.cgst) AS cgst, sum(l.igst) AS igst, sum(l.cess) AS cess, min(n.is_gst) AS is_gst"
    " FROM credit_note_line AS l JOIN credit_note AS n ON n.id = l.credit_note_id"
    " GROUP BY n.bill_id, l.bill_line)"
    " SELECT b.number, coalesce(l.total, 0), back.total FROM back JOIN bill AS b"
    " ON b.id = back.bill_id LEFT JOIN bill_line AS l"
    " ON l.bill_id = back.bill_id AND l.line = back.bill_line"
    " WHERE l.line IS NULL OR back.qty > l.qty OR back.total > l.total OR back.cgst > l.cgst"
    " OR back.igst > l.igst OR back.cess > l.cess OR (back.qty = l.qty AND (back.total <> l.total"
    " OR (back.is_gst AND (back.cgst <> l.cgst OR back.igst <> l.igst OR back.cess <> l.cess))))"
)
_WHOLE_BILL = (
    "WITH back AS (SELECT bill_id, sum(total) AS total FROM credit_note GROUP BY bill_id)"
    " SELECT b.number, b.total, back.total FROM back JOIN bill AS b ON b.id = back.bill_id"
    " WHERE back.total > b.total OR (back.total <> b.total AND"
    " (SELECT sum(l.qty) FROM bill_line AS l WHERE l.bill_id = b.id) ="
    " (SELECT sum(l.qty) FROM credit_note_line AS l JOIN credit_note AS n"
    " ON n.id = l.credit_note_id WHERE n.bill_id = b.id))"
)
_EXCHANGED = (
    "WITH given AS (SELECT n.number, sum(r.amount) AS amount FROM credit_note_refund AS r"
    " JOIN credit_note AS n ON n.id = r.credit_note_id WHERE r.method = 'exchange'"
    " GROUP BY n.number), taken AS (SELECT reference AS number, sum(amount) AS amount FROM tender"
    " WHERE method = 'exchange' GROUP BY reference)"
    " SELECT number, sum(given), sum(taken) FROM ("
    "SELECT number, amount AS given, 0 AS taken FROM given UNION ALL"
    " SELECT number, 0, amount FROM taken) GROUP BY number HAVING sum(given) <> sum(taken)"
)


def _refunded(method: str) -> str:
    return (
        "refunded AS (SELECT credit_note_id, sum(amount) AS amount FROM credit_note_refund"
        f" WHERE method = '{method}' GROUP BY credit_note_id)"
    )


_CASH = (
    f"WITH {_refunded('cash')}, moved AS (SELECT credit_note_id, sum(-amount) AS amount"
    " FROM cash_movement WHERE credit_note_id IS NOT NULL GROUP BY credit_note_id)"
    " SELECT n.number, coalesce(refunded.amount, 0), coalesce(moved.amount, 0)"
    " FROM credit_note AS n LEFT JOIN refunded ON refunded.credit_note_id = n.id"
    " LEFT JOIN moved ON moved.credit_note_id = n.id"
    " WHERE coalesce(refunded.amount, 0) <> coalesce(moved.amount, 0)"
)
# A bill without a customer has no account: what it still owes is only what is due of it.
_ON_ACCOUNT = (
    "CASE WHEN n.customer_id IS NULL THEN coalesce(settled.amount, 0)"
    " ELSE coalesce(posted.amount, 0) END"
)
_LEDGER = (
    f"WITH {_refunded('account')}, posted AS (SELECT credit_note_id, sum(credit - debit) AS amount"
    " FROM ledger_entry WHERE credit_note_id IS NOT NULL GROUP BY credit_note_id),"
    " settled AS (SELECT credit_note_id, sum(amount) AS amount FROM payment_allocation"
    " WHERE credit_note_id IS NOT NULL GROUP BY credit_note_id)"
    f" SELECT n.number, coalesce(refunded.amount, 0), {_ON_ACCOUNT}"
    " FROM credit_note AS n LEFT JOIN refunded ON refunded.credit_note_id = n.id"
    " LEFT JOIN posted ON posted.credit_note_id = n.id"
    " LEFT JOIN settled ON settled.credit_note_id = n.id"
    f" WHERE coalesce(refunded.amount, 0) <> {_ON_ACCOUNT}"
    " OR coalesce(settled.amount, 0) > coalesce(refunded.amount, 0)"
)

QUESTIONS: dict[Area, tuple[tuple[str, str], ...]] = {
    Area.TOTALS: (
        (_LINES, "Credit note {name} says {said}, its lines and taxes make {found}."),
        (_REFUNDS, "Credit note {name} is for {said}, but {found} was refunded."),
        (_WITH_BILL, "A line of bill {name} was for {said}, its credit notes gave back {found}."),
        (_WHOLE_BILL, "Bill {name} was for {said}, its credit notes gave back {found}."),
        (_EXCHANGED, "Credit note {name} paid {said} of a new bill, of which {found} was taken."),
    ),
    Area.CASH: ((_CASH, "Credit note {name} refunded {said} in cash, the drawer gave {found}."),),
    Area.ACCOUNTS: (
        (_LEDGER, "Credit note {name} put {said} onto the account, which has {found} of it."),
    ),
}
"""Questions by area: what each finds, and what is told of it: a name and two amounts."""

STOCK = (
    "WITH back AS (SELECT l.credit_note_id, l.item_id, sum(l.qty) AS qty FROM credit_note_line AS l"
    " WHERE l.restock AND l.item_id IS NOT NULL GROUP BY l.credit_note_id, l.item_id),"
    " moved AS (SELECT credit_note_id, item_id, sum(qty) AS qty FROM stock_movement"
    " WHERE kind = 'return' GROUP BY credit_note_id, item_id)"
    " SELECT n.number, i.name, coalesce(back.qty, 0), coalesce(moved.qty, 0) FROM back"
    " LEFT JOIN moved ON moved.credit_note_id = back.credit_note_id"
    " AND moved.item_id = back.item_id"
    " JOIN credit_note AS n ON n.id = back.credit_note_id JOIN item AS i ON i.id = back.item_id"
    " WHERE coalesce(moved.qty, 0) <> back.qty"
)
"""What came back on the shelf by a note, and what the stock moved by: number, item, thousandths."""
