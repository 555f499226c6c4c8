"""What the accounts of customers must agree in, besides balances and dues of bills.

Each is one question to the store that finds the exceptions.
"""

from __future__ import annotations

_ADJUSTED = (
    "WITH changed AS (SELECT due_id, sum(amount) AS amount FROM due_change GROUP BY due_id)"
    " SELECT a.number, d.due, a.debit + coalesce(changed.amount, 0)"
    " FROM bill_due AS d JOIN adjustment AS a ON a.id = d.adjustment_id"
    " LEFT JOIN changed ON changed.due_id = d.id"
    " WHERE d.due <> a.debit + coalesce(changed.amount, 0)"
)
_POSTED = (
    "WITH posted AS (SELECT adjustment_id, sum(credit - debit) AS amount FROM ledger_entry"
    " WHERE adjustment_id IS NOT NULL GROUP BY adjustment_id)"
    " SELECT a.number, a.credit - a.debit, coalesce(posted.amount, 0) FROM adjustment AS a"
    " LEFT JOIN posted ON posted.adjustment_id = a.id"
    " WHERE a.credit - a.debit <> coalesce(posted.amount, 0)"
)
_REVERSED = (
    "SELECT p.number, a.debit, p.amount FROM adjustment AS a JOIN payment AS p"
    " ON p.id = a.payment_id WHERE a.kind = 'reversal' AND a.reverses IS NULL"
    " AND a.debit <> p.amount"
    " UNION ALL SELECT b.number, a.debit - a.credit, b.credit - b.debit FROM adjustment AS a"
    " JOIN adjustment AS b ON b.id = a.reverses WHERE a.debit - a.credit <> b.credit - b.debit"
)
_MERGED = (
    "SELECT c.name, c.balance, coalesce(k.balance, 0) FROM customer AS c"
    " LEFT JOIN customer AS k ON k.id = c.merged_into WHERE c.merged_into IS NOT NULL"
    " AND (c.balance <> 0 OR c.is_active = 1 OR k.id IS NULL OR k.merged_into IS NOT NULL"
    " OR k.outlet_id <> c.outlet_id)"
)
_TRANSFERRED = (
    "SELECT o.name, coalesce(sum(e.credit), 0), coalesce(sum(e.debit), 0) FROM outlet AS o"
    " JOIN ledger_entry AS e ON e.outlet_id = o.id WHERE e.kind = 'merge' GROUP BY o.id"
    " HAVING sum(e.credit) <> sum(e.debit)"
)
_DAYS = (
    "WITH posted AS (SELECT outlet_id, business_date, sum(credit) AS credit, sum(debit) AS debit"
    " FROM ledger_entry GROUP BY outlet_id, business_date)"
    " SELECT coalesce(p.business_date, d.business_date), coalesce(d.credit - d.debit, 0),"
    " coalesce(p.credit - p.debit, 0) FROM posted AS p FULL JOIN account_day AS d"
    " ON d.outlet_id = p.outlet_id AND d.business_date = p.business_date"
    " WHERE d.debit IS NOT p.debit OR d.credit IS NOT p.credit"
)
# What was spent is that of a customer's bills and of those of the accounts merged into it. Without
# the cast SQLite makes no index of what it grouped, and goes through all of it for each customer.
_TOTALS = (
    "WITH bought AS (SELECT CAST(coalesce(c.merged_into, c.id) AS INTEGER) AS id,"
    " count(*) AS orders, sum(b.total) AS spent, max(b.issued_at) AS last FROM bill AS b"
    " LEFT JOIN bill_customer AS l ON l.bill_id = b.id"
    " JOIN customer AS c ON c.id = coalesce(b.customer_id, l.customer_id) GROUP BY 1),"
    " back AS (SELECT CAST(coalesce(c.merged_into, c.id) AS INTEGER) AS id, sum(n.total) AS total"
    " FROM credit_note AS n LEFT JOIN bill_customer AS l ON l.bill_id = n.bill_id"
    " JOIN customer AS c ON c.id = coalesce(n.customer_id, l.customer_id) GROUP BY 1)"
    " SELECT c.name, c.total_spent, coalesce(bought.spent, 0) - coalesce(back.total, 0)"
    " FROM customer AS c LEFT JOIN bought ON bought.id = c.id LEFT JOIN back ON back.id = c.id"
    " WHERE c.total_orders <> coalesce(bought.orders, 0)"
    " OR c.total_spent <> coalesce(bought.spent, 0) - coalesce(back.total, 0)"
    " OR c.last_order_at IS NOT bought.last"
)
_REPAID = (
    "SELECT p.number, CASE p.method WHEN 'cash' THEN p.amount ELSE 0 END,"
    " -coalesce((SELECT sum(m.amount) FROM cash_movement AS m WHERE m.payment_id = p.id"
    " AND m.kind = 'refund'), 0) FROM adjustment AS a JOIN payment AS p ON p.id = a.payment_id"
    " WHERE a.kind = 'reversal' AND a.reverses IS NULL AND"
    " CASE p.method WHEN 'cash' THEN p.amount ELSE 0 END <>"
    " -coalesce((SELECT sum(m.amount) FROM cash_movement AS m WHERE m.payment_id = p.id"
    " AND m.kind = 'refund'), 0)"
)

ACCOUNT_QUESTIONS = (
    (_ADJUSTED, "Of adjustment {name} {said} is stored as due, its changes make {found}."),
    (_POSTED, "Adjustment {name} is for {said}, its entries make {found}."),
    (_REVERSED, "{name} was taken back by {said}, but is for {found}."),
    (_MERGED, "{name} was merged into another, but has {said} itself (the other {found})."),
    (_TRANSFERRED, "Merged accounts of {name} took {said} over, but gave {found}."),
    (_DAYS, "On {name} the accounts moved by {said}, their entries make {found}."),
    (
        _TOTALS,
        (
            "{name} is stored as having spent {said}, the bills make {found}; or their "
            "number or day differs."
        ),
    ),
)
CASH_QUESTIONS = (
    (_REPAID, "Payment {name} took {said} in cash and was reversed, the drawer gave {found} back."),
)
