"""What the books must agree in, each as one question to the store that finds the exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pos_desktop.domain.checks import Area, Fault
from pos_desktop.domain.money import format_rupees
from pos_desktop.persistence.check_accounts import ACCOUNT_QUESTIONS, CASH_QUESTIONS
from pos_desktop.persistence.check_memos import MEMO_QUESTIONS
from pos_desktop.persistence.check_returns import QUESTIONS, STOCK
from pos_desktop.persistence.check_vouchers import REFUND_CASH, VOUCHER_QUESTIONS

_LINES = (
    "SELECT b.number, b.total, coalesce(sum(l.total), 0) + b.round_off FROM bill AS b"
    " LEFT JOIN bill_line AS l ON l.bill_id = b.id GROUP BY b.id"
    " HAVING b.total <> coalesce(sum(l.total), 0) + b.round_off"
    " OR b.taxable <> sum(l.taxable) OR b.cgst <> sum(l.cgst) OR b.sgst <> sum(l.sgst)"
    " OR b.utgst <> sum(l.utgst) OR b.igst <> sum(l.igst) OR b.cess <> sum(l.cess)"
    " OR b.item_count <> count(l.line)"
)
_TENDERS = (
    "SELECT b.number, b.total, coalesce(sum(t.amount), 0) FROM bill AS b"
    " LEFT JOIN tender AS t ON t.bill_id = b.id GROUP BY b.id"
    " HAVING b.total <> coalesce(sum(t.amount), 0)"
    " OR b.change <> coalesce(sum(t.handed - t.amount), 0)"
)
_SALES_CASH = (
    "WITH paid AS (SELECT bill_id, sum(amount) AS amount FROM tender WHERE method = 'cash'"
    " AND amount > 0 GROUP BY bill_id), kept AS (SELECT bill_id, sum(amount) AS amount"
    " FROM cash_movement WHERE kind = 'sale' GROUP BY bill_id)"
    " SELECT b.number, coalesce(paid.amount, 0), coalesce(kept.amount, 0) FROM bill AS b"
    " LEFT JOIN paid ON paid.bill_id = b.id LEFT JOIN kept ON kept.bill_id = b.id"
    " WHERE coalesce(paid.amount, 0) <> coalesce(kept.amount, 0)"
)
_COLLECTIONS = (
    "SELECT p.number, CASE p.method WHEN 'cash' THEN p.amount ELSE 0 END,"
    " coalesce(sum(m.amount), 0) FROM payment AS p LEFT JOIN cash_movement AS m"
    " ON m.payment_id = p.id AND m.kind = 'collection' GROUP BY p.id"
    " HAVING CASE p.method WHEN 'cash' THEN p.amount ELSE 0 END <> coalesce(sum(m.amount), 0)"
)
_CLOSES = (
    "SELECT s.number, c.expected_cash, s.opening_cash + coalesce(sum(m.amount), 0)"
    " FROM shift_close AS c JOIN shift AS s ON s.id = c.shift_id"
    " LEFT JOIN cash_movement AS m ON m.shift_id = s.id GROUP BY s.id"
    " HAVING c.expected_cash <> s.opening_cash + coalesce(sum(m.amount), 0)"
)
_CORRECTIONS = (
    "WITH given AS (SELECT bill_id, sum(amount) AS amount FROM tender_correction"
    " WHERE method = 'cash' GROUP BY bill_id), kept AS (SELECT bill_id, sum(amount) AS amount"
    " FROM cash_movement WHERE kind = 'correction' GROUP BY bill_id)"
    " SELECT b.number, coalesce(given.amount, 0), coalesce(kept.amount, 0) FROM bill AS b"
    " LEFT JOIN given ON given.bill_id = b.id LEFT JOIN kept ON kept.bill_id = b.id"
    " WHERE coalesce(given.amount, 0) <> coalesce(kept.amount, 0)"
)
_PAIRS = (
    "SELECT b.number, 0, sum(k.amount) FROM tender_correction AS k"
    " JOIN bill AS b ON b.id = k.bill_id GROUP BY k.uuid HAVING sum(k.amount) <> 0"
)
_POSTINGS = (
    "SELECT s.number, c.cash_variance, sum(v.amount) FROM shift_close AS c"
    " JOIN shift AS s ON s.id = c.shift_id JOIN variance_posting AS v ON v.shift_id = s.id"
    " GROUP BY s.id HAVING sum(v.amount) <> c.cash_variance"
)
_SLIPS = (
    "SELECT s.number, s.amount, abs(coalesce(m.amount, 0)) FROM cash_slip AS s"
    " LEFT JOIN cash_movement AS m ON m.id = s.cash_movement_id"
    " WHERE s.amount <> abs(coalesce(m.amount, 0)) OR s.kind <> coalesce(m.kind, 'no_sale')"
)
_BALANCES = (
    "WITH posted AS (SELECT customer_id, sum(credit - debit) AS sum FROM ledger_entry"
    " GROUP BY customer_id) SELECT c.name, c.balance, coalesce(posted.sum, 0)"
    " FROM customer AS c LEFT JOIN posted ON posted.customer_id = c.id"
    " WHERE c.balance <> coalesce(posted.sum, 0)"
)
_DUES = (
    "WITH given AS (SELECT bill_id, sum(amount) AS amount FROM tender WHERE method = 'credit'"
    " GROUP BY bill_id), paid AS (SELECT bill_id, sum(amount) AS amount FROM payment_allocation"
    " WHERE payment_id IS NOT NULL OR credit_note_id IS NOT NULL GROUP BY bill_id),"
    " changed AS (SELECT due_id,"
    " sum(amount) AS amount FROM due_change GROUP BY due_id)"
    " SELECT b.number, coalesce(d.due, 0), coalesce(given.amount, 0) - coalesce(paid.amount, 0)"
    " + coalesce(changed.amount, 0)"
    " FROM bill AS b LEFT JOIN bill_due AS d ON d.bill_id = b.id"
    " LEFT JOIN given ON given.bill_id = b.id LEFT JOIN paid ON paid.bill_id = b.id"
    " LEFT JOIN changed ON changed.due_id = d.id"
    " WHERE coalesce(d.due, 0) <> coalesce(given.amount, 0) - coalesce(paid.amount, 0)"
    " + coalesce(changed.amount, 0)"
)
_OWED = (
    "WITH open AS (SELECT customer_id, sum(due) AS due FROM bill_due WHERE due > 0"
    " GROUP BY customer_id) SELECT c.name, max(-c.balance, 0), coalesce(open.due, 0)"
    " FROM customer AS c LEFT JOIN open ON open.customer_id = c.id"
    " WHERE max(-c.balance, 0) <> coalesce(open.due, 0)"
)
_STOCK = (
    "SELECT i.name, i.stock, coalesce(sum(m.qty), 0) FROM item AS i"
    " LEFT JOIN stock_movement AS m ON m.item_id = i.id GROUP BY i.id"
    " HAVING i.stock <> coalesce(sum(m.qty), 0)"
)
_STOCK_ENTRIES = (
    "SELECT i.name, l.qty, coalesce(m.qty, 0) FROM stock_entry_line AS l"
    " JOIN item AS i ON i.id = l.item_id LEFT JOIN (SELECT uuid, item_id, qty FROM stock_movement"
    " WHERE kind = 'entry') AS m ON m.uuid = l.uuid AND m.item_id = l.item_id"
    " WHERE l.qty <> coalesce(m.qty, 0)"
)

# The invoice for a day's cash memos has a number of the bills' own series.
_BILLS_AND_INVOICES = (
    "(SELECT terminal_id, number FROM bill"
    " UNION ALL SELECT terminal_id, number FROM consolidated_invoice)"
)

_QUESTIONS = {
    Area.TOTALS: (
        (_LINES, "Bill {name} says {said}, its lines and taxes make {found}."),
        (
            _TENDERS,
            (
                "Bill {name} is for {said}, but {found} was paid or put on account, or its "
                "change is wrong."
            ),
        ),
        *VOUCHER_QUESTIONS,
        *MEMO_QUESTIONS,
    ),
    Area.CASH: (
        (_SALES_CASH, "Bill {name} took {said} in cash, the drawer has {found} of it."),
        (_COLLECTIONS, "Payment {name} took {said} in cash, the drawer has {found} of it."),
        (_CLOSES, "Shift {name} was closed expecting {said}, its cash makes {found}."),
        (
            _CORRECTIONS,
            "The cash of bill {name} was corrected by {said}, the drawer has {found} of it.",
        ),
        (
            _PAIRS,
            "A correction of bill {name} should come to {said}, its two entries make {found}.",
        ),
        (_POSTINGS, "The variance of shift {name} is {said}, what was posted of it makes {found}."),
        (_SLIPS, "Cash slip {name} is for {said}, the drawer has {found} of it."),
        *CASH_QUESTIONS,
        REFUND_CASH,
    ),
    Area.ACCOUNTS: (
        (_BALANCES, "The balance of {name} is stored as {said}, its entries make {found}."),
        (
            _DUES,
            "Of bill {name} {said} is stored as due, its credit less what settled it is {found}.",
        ),
        (_OWED, "{name} owes {said}, but {found} is due of bills."),
        *ACCOUNT_QUESTIONS,
    ),
}


def books(sql: Any) -> Iterator[tuple[Area, Iterator[Fault]]]:
    """Every area of the books with its faults, found as they are asked for."""
    yield Area.NUMBERING, _numbering_faults(sql)
    for area in _QUESTIONS:
        yield area, _book_faults(sql, area)
    yield Area.STOCK, _stock_faults(sql)


def _book_faults(sql: Any, area: Area) -> Iterator[Fault]:
    """What does not agree in one area of the books."""
    for question, words in (*_QUESTIONS[area], *QUESTIONS.get(area, ())):
        for name, stored, computed in sql.execute(question):
            told = words.format(
                name=name, said=format_rupees(stored), found=format_rupees(computed)
            )
            yield Fault(area=area, words=told)


def _stock_faults(sql: Any) -> Iterator[Fault]:
    """Items whose stock is not the sum of its movements; thousandths of a unit."""
    for name, stored, moved in sql.execute(_STOCK):
        words = f"The stock of {name} is stored as {stored / 1000:g}, it moved to {moved / 1000:g}."
        yield Fault(area=Area.STOCK, words=words)
    for name, written, moved in sql.execute(_STOCK_ENTRIES):
        words = f"An entry moves {name} by {written / 1000:g}, its stock moved by {moved / 1000:g}."
        yield Fault(area=Area.STOCK, words=words)
    for number, name, back, moved in sql.execute(STOCK):
        words = f"Credit note {number} took back {back / 1000:g} of {name}, {moved / 1000:g} moved."
        yield Fault(area=Area.STOCK, words=words)


def _numbering_faults(sql: Any) -> Iterator[Fault]:
    """Series of documents: from 1 without a gap to the last that was given."""
    last = {
        (row[0], row[1], row[2]): row[3]
        for row in sql.execute(
            "SELECT t.code, s.series, s.year, s.last FROM number_series AS s"
            " JOIN terminal AS t ON t.id = s.terminal_id WHERE s.year <> ''"
        )
    }
    # A payment that is an advance for a service has a receipt voucher's number, an adjustment
    # that pays one back a refund voucher's.
    for table, several in (
        (_BILLS_AND_INVOICES, ("", "M")),
        ("payment", ("P", "V")),
        ("credit_note", ("C",)),
        ("cash_slip", ("S",)),
        ("z_report", ("Z",)),
        ("adjustment", ("J", "R")),
    ):
        numbers: dict[tuple[str, str, str], list[int]] = {}
        rows = sql.execute(
            f"SELECT t.code, d.number FROM {table} AS d JOIN terminal AS t ON t.id = d.terminal_id"
        )
        for code, number in rows:
            parts = number.split("/")
            series = parts[0].removeprefix(code)
            is_ours = len(parts) == 3 and parts[0] == code + series and parts[2].isdigit()
            if not is_ours or series not in several:
                yield _number_fault(f"{number} is no number of terminal {code}.")
                continue
            numbers.setdefault((code, series, parts[1]), []).append(int(parts[2]))
        for key in sorted(set(numbers) | {k for k in last if k[1] in several}):
            yield from _gaps(key, sorted(numbers.get(key, [])), last.get(key, 0))


def _gaps(key: tuple[str, str, str], numbers: list[int], last: int) -> Iterator[Fault]:
    code, series, year = key
    name = f"{code}{series}/{year}"
    if len(numbers) == last and numbers == list(range(1, last + 1)):
        return
    there = set(numbers)
    missing = [n for n in range(1, max(last, numbers[-1] if numbers else 0) + 1) if n not in there]
    if missing:
        shown = ", ".join(map(str, missing[:5])) + (" …" if len(missing) > 5 else "")
        yield _number_fault(f"Of {name} these numbers are missing: {shown}.")
    if numbers and numbers[-1] > last:
        yield _number_fault(f"{name} has number {numbers[-1]}, but only {last} were given.")
    if len(there) < len(numbers):
        yield _number_fault(f"{name} has a number twice.")


def _number_fault(words: str) -> Fault:
    return Fault(area=Area.NUMBERING, words=words)
