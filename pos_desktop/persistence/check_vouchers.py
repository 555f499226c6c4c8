"""What advances with their vouchers must agree in: payments, bills, refunds, cash."""

from __future__ import annotations

_TAXES = ("taxable", "cgst", "sgst", "utgst", "igst")

_VOUCHERS = (
    "SELECT p.number, p.amount, coalesce(v.amount, 0) FROM payment AS p"
    " LEFT JOIN receipt_voucher AS v ON v.payment_id = p.id"
    " JOIN terminal AS t ON t.id = p.terminal_id"
    " WHERE (p.number LIKE t.code || 'V/%' OR v.payment_id IS NOT NULL)"
    " AND p.amount <> coalesce(v.amount, 0)"
)
_FIGURES = ", ".join(("amount", *_TAXES))
_SUMS = ", ".join(f"sum({name}) AS {name}" for name in ("amount", *_TAXES))
# A voucher that is used up, or paid back, to the last paisa gave off all of its tax but what was
# too small to be shared out.
_USES = (
    f"WITH gone AS (SELECT payment_id, {_SUMS} FROM (SELECT payment_id, {_FIGURES}"
    f" FROM voucher_use UNION ALL SELECT payment_id, {_FIGURES} FROM refund_voucher)"
    " GROUP BY payment_id)"
    " SELECT p.number, v.amount, gone.amount FROM receipt_voucher AS v"
    " JOIN payment AS p ON p.id = v.payment_id JOIN gone ON gone.payment_id = p.id"
    " WHERE gone.amount > v.amount OR gone.cgst > v.cgst"
    " OR gone.sgst > v.sgst OR gone.utgst > v.utgst OR gone.igst > v.igst"
)
_REFUNDS = (
    "SELECT a.number, a.debit, coalesce(r.amount, 0) FROM adjustment AS a"
    " LEFT JOIN refund_voucher AS r ON r.adjustment_id = a.id AND r.payment_id = a.payment_id"
    " JOIN terminal AS t ON t.id = a.terminal_id"
    " WHERE (a.kind = 'refund' OR a.number LIKE t.code || 'R/%' OR r.adjustment_id IS NOT NULL)"
    " AND (a.debit <> coalesce(r.amount, 0) OR a.kind <> 'refund'"
    " OR NOT EXISTS (SELECT 1 FROM receipt_voucher AS v WHERE v.payment_id = a.payment_id))"
)
_CASH = (
    "WITH given AS (SELECT payment_id, sum(amount) AS amount FROM refund_voucher"
    " WHERE method = 'cash' GROUP BY payment_id), moved AS (SELECT payment_id,"
    " sum(-amount) AS amount FROM cash_movement WHERE kind = 'refund'"
    " AND payment_id IS NOT NULL GROUP BY payment_id)"
    " SELECT p.number, coalesce(given.amount, 0), coalesce(moved.amount, 0)"
    " FROM receipt_voucher AS v JOIN payment AS p ON p.id = v.payment_id"
    " LEFT JOIN given ON given.payment_id = v.payment_id"
    " LEFT JOIN moved ON moved.payment_id = v.payment_id"
    " WHERE coalesce(given.amount, 0) <> coalesce(moved.amount, 0) AND NOT EXISTS (SELECT 1"
    " FROM adjustment AS a WHERE a.payment_id = v.payment_id AND a.kind = 'reversal')"
)

VOUCHER_QUESTIONS = (
    (_VOUCHERS, "Advance {name} is of {said}, its receipt voucher of {found}."),
    (
        _USES,
        "Of voucher {name} of {said}, {found} was used up or paid back, or more tax than it bore.",
    ),
    (
        _REFUNDS,
        (
            "Refund {name} is of {said}, its refund voucher of {found}, or it is of no "
            "receipt voucher."
        ),
    ),
)
REFUND_CASH = (_CASH, "Of advance {name} {said} was paid back in cash, the drawer gave {found}.")
