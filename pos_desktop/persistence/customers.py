"""Customers of an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update

from pos_desktop.application.account_ports import OpenedAccount
from pos_desktop.domain.customers import Customer, CustomerDetails
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import CreditPolicy
from pos_desktop.domain.phones import part_of_phone, phone_in
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.search import WordSearch
from pos_desktop.persistence.tables.columns import checked, day_of, moment_of, moment_text

_c = t.customer.c
_FLAGS = ("is_gst_customer", "gstin_verified")
_CHOICES = ("credit_policy", "temporary_until")
_DETAILS = tuple(n for n in CustomerDetails.__struct_fields__ if n not in (*_FLAGS, *_CHOICES))

_ADD = adding(t.customer)
_UPDATE = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")),
    columns=(*_DETAILS, *_FLAGS, *_CHOICES, "changed_at"),
)
_GIVES_PHONE = Prepared(
    update(t.customer)
    .where(_c.merged_into == bindparam("customer_id"), _c.phone == bindparam("of_phone"))
    .values(phone=None)
    .returning(_c.id)
)
_SET_PHONE = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")), columns=("phone",)
)
_OF_OUTLET = select(t.customer).where(_c.outlet_id == bindparam("outlet_id"))
_CHECKED = select(t.customer).where(checked(_c.outlet_id) == bindparam("outlet_id"))
_BY_ID = Prepared(_CHECKED.where(_c.id == bindparam("id")))
_BY_IDS = _CHECKED.where(_c.id.in_(bindparam("ids", expanding=True)))
_ANY = Prepared(select(t.customer).where(_c.id == bindparam("id")))
_BY_PHONE = Prepared(_OF_OUTLET.where(_c.phone == bindparam("phone")))
_RECORD_ORDER = Prepared(
    update(t.customer)
    .where(_c.id == bindparam("customer_id"))
    .values(
        total_orders=_c.total_orders + 1,
        total_spent=_c.total_spent + bindparam("spent"),
        last_order_at=bindparam("at"),
    )
)
_SET_ACTIVE = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")),
    columns=("is_active", "changed_at"),
)
# Of the merged one nothing is left but its name, its entries and its bills; the other takes its
# totals, and its phone when it has none.
_EMPTIED = Prepared(
    text(
        "UPDATE customer SET merged_into = :kept, is_active = 0, total_orders = 0,"
        " total_spent = 0, last_order_at = NULL, promised_on = NULL, promise_note = '',"
        " phone = CASE WHEN :takes_phone THEN NULL ELSE phone END, changed_at = :at"
        " WHERE id = :gone"
    )
)
_FILLED = Prepared(
    text(
        "UPDATE customer SET total_orders = total_orders + :orders,"
        " total_spent = total_spent + :spent,"
        " last_order_at = CASE WHEN last_order_at IS NULL OR last_order_at < :last THEN :last"
        " ELSE last_order_at END, phone = coalesce(phone, :phone), changed_at = :at"
        " WHERE id = :kept"
    )
)
_POINTED = Prepared(text("UPDATE customer SET merged_into = :kept WHERE merged_into = :gone"))
_OWED_TO = Prepared(text("UPDATE bill_due SET customer_id = :kept WHERE customer_id = :gone"))
_PROMISE = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")),
    columns=("promised_on", "promise_note"),
)
_REMINDED = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")), columns=("reminded_at",)
)
_LINK = adding(t.bill_customer)
_USUAL = Prepared(
    text(
        "WITH mine AS (SELECT :customer_id AS id UNION ALL"
        " SELECT id FROM customer WHERE merged_into = :customer_id),"
        " last AS (SELECT id FROM (SELECT id FROM bill WHERE customer_id IN (SELECT id FROM mine)"
        " UNION SELECT bill_id FROM bill_customer WHERE customer_id IN (SELECT id FROM mine))"
        " ORDER BY id DESC LIMIT :orders)"
        " SELECT l.item_id, count(DISTINCT l.bill_id) AS times, l.qty, max(l.bill_id)"
        " FROM bill_line AS l JOIN bill AS b ON b.id = l.bill_id"
        " WHERE l.bill_id IN (SELECT id FROM last) AND b.outlet_id = :outlet_id"
        " AND l.item_id IS NOT NULL GROUP BY l.item_id"
        " ORDER BY times DESC, max(l.bill_id) DESC, l.item_id"
    )
)
_LAST_ORDERS = 10
_OPENED = Prepared(
    text(
        "SELECT coalesce(c.merged_into, c.id) AS customer_id, c.name, c.nickname, c.landmark,"
        " a.number, NOT EXISTS (SELECT 1 FROM adjustment AS r WHERE r.reverses = a.id) AS stands"
        " FROM adjustment AS a JOIN customer AS c ON c.id = a.customer_id"
        " WHERE a.outlet_id = :outlet_id AND a.kind = 'opening' ORDER BY a.id"
    )
)
_RECORD_RETURN = Prepared(
    update(t.customer)
    .where(_c.id == bindparam("customer_id"))
    .values(total_spent=_c.total_spent - bindparam("given_back"))
)
_SEARCH = WordSearch("customer")
_MOST_RANKED = 100
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class SqlCustomers:
    """The port Customers."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add(self, outlet_id: int, uuid: str, details: CustomerDetails, at: datetime) -> int:
        """Add a customer with an account that is up to date, and return the id."""
        row = _details_row(details, at) | {
            "uuid": uuid,
            "outlet_id": outlet_id,
            "balance": 0,
            "total_orders": 0,
            "total_spent": 0,
            "last_order_at": None,
            "is_active": 1,
            "created_at": moment_text(at),
            "merged_into": None,
            "promised_on": None,
            "promise_note": "",
            "reminded_at": None,
        }
        return _ADD.add(self._sql, row)

    def update(self, customer_id: int, details: CustomerDetails, at: datetime) -> None:
        """Replace what is written down about a customer; the account is untouched.

        A phone of one who was merged into it is taken over, and theirs is then the one before.
        """
        ids = {"customer_id": customer_id}
        gone = _GIVES_PHONE.value_or_none(self._sql, {**ids, "of_phone": details.phone})
        before = _ANY.rows(self._sql, {"id": customer_id})[0].phone if gone else None
        _UPDATE.run(self._sql, {**_details_row(details, at), **ids})
        if gone:
            _SET_PHONE.run(self._sql, {"customer_id": gone, "phone": before})

    def get(self, outlet_id: int, customer_id: int) -> Customer | None:
        """The outlet's customer of that id, or None."""
        return self._one(_BY_ID, outlet_id=outlet_id, id=customer_id)

    def by_phone(self, outlet_id: int, phone: str) -> Customer | None:
        """The outlet's customer with these ten digits, or None.

        The phone of a merged customer leads to the account that it is part of.
        """
        found = self._one(_BY_PHONE, outlet_id=outlet_id, phone=phone)
        if found is not None and found.merged_into is not None:
            return self.get(outlet_id, found.merged_into)
        return found

    def search(self, outlet_id: int, typed: str, limit: int) -> Sequence[Customer]:
        """Active customers by name, nickname, landmark, phone, company or GSTIN, best first.

        An exact phone, then what begins as typed, then whose words do, then any part; among equals
        who bought last. Of very many matches the first that are found are ranked.
        """
        first: Sequence[int] = ()
        phone = phone_in(typed)
        exact = self.by_phone(outlet_id, phone) if phone else None
        if exact is not None and exact.is_active:
            first = (exact.id,)
        # A phone is stored without the spaces that it is typed and read with.
        typed = phone or part_of_phone(typed) or typed
        ids = _SEARCH.ids(self._sql, outlet_id, typed, max(limit, _MOST_RANKED), first=first)
        if not ids:
            return []
        rows = self._sql.execute(_BY_IDS, {"outlet_id": outlet_id, "ids": ids})
        found = [_customer_of(row) for row in rows]
        found.sort(key=lambda who: who.last_order_at or _LONG_AGO, reverse=True)
        found.sort(key=lambda who: (who.id not in first, _rank(who, typed)))
        return found[:limit]

    def record_order(self, customer_id: int, spent: Paise, at: datetime) -> None:
        """Count one more order of *spent* paise."""
        values = {"customer_id": customer_id, "spent": spent, "at": moment_text(at)}
        _RECORD_ORDER.run(self._sql, values)

    def set_active(self, customer_id: int, *, active: bool, at: datetime) -> None:
        """Whether a customer is still found by a search."""
        values = {"customer_id": customer_id, "is_active": int(active)}
        _SET_ACTIVE.run(self._sql, values | {"changed_at": moment_text(at)})

    def merge(self, gone_id: int, kept_id: int, at: datetime) -> None:
        """Move totals and dues to another account; entries and bills stay as they are."""
        ids = {"gone": gone_id, "kept": kept_id}
        gone, kept = (_ANY.rows(self._sql, {"id": one})[0] for one in (gone_id, kept_id))
        takes_phone = kept.phone is None and gone.phone is not None
        moment = {"at": moment_text(at)}
        _EMPTIED.run(self._sql, {**ids, **moment, "takes_phone": int(takes_phone)})
        took = {"orders": gone.total_orders, "spent": gone.total_spent, "last": gone.last_order_at}
        phone = gone.phone if takes_phone else None
        _FILLED.run(self._sql, {"kept": kept_id, **moment, **took, "phone": phone})
        _POINTED.run(self._sql, ids)
        _OWED_TO.run(self._sql, ids)

    def promise(self, customer_id: int, on: date | None, note: str) -> None:
        """When the customer said to pay; None takes it back."""
        day = on.isoformat() if on else None
        values = {"customer_id": customer_id, "promised_on": day, "promise_note": note}
        _PROMISE.run(self._sql, values)

    def reminded(self, customer_id: int, at: datetime) -> None:
        """The customer was reminded of what is owed."""
        values = {"customer_id": customer_id, "reminded_at": moment_text(at)}
        _REMINDED.run(self._sql, values)

    def link_bill(
        self, *, outlet_id: int, bill_id: int, customer_id: int, uuid: str, at: datetime, by: int
    ) -> None:
        """Note whose bill it was; the bill stays as it is."""
        row = {"outlet_id": outlet_id, "bill_id": bill_id, "customer_id": customer_id}
        _LINK.run(self._sql, {**row, "uuid": uuid, "at": moment_text(at), "user_id": by})

    def opened(self, outlet_id: int) -> Sequence[OpenedAccount]:
        """Every opening balance that was put on an account, in the order they were."""
        return [
            OpenedAccount(**row._asdict() | {"stands": bool(row.stands)})
            for row in _OPENED.rows(self._sql, {"outlet_id": outlet_id})
        ]

    def usual_items(self, outlet_id: int, customer_id: int) -> Sequence[tuple[int, int, Milli]]:
        """Item, in how many of the last orders it was, and how much of it last time."""
        values = {"outlet_id": outlet_id, "customer_id": customer_id, "orders": _LAST_ORDERS}
        return [(row[0], row[1], row[2]) for row in _USUAL.run(self._sql, values)]

    def record_return(self, customer_id: int, given_back: Paise) -> None:
        """Take what a credit note gave back off what the customer spent."""
        values = {"customer_id": customer_id, "given_back": given_back}
        _RECORD_RETURN.run(self._sql, values)

    def _one(self, query: Prepared, **values: object) -> Customer | None:
        row = query.first(self._sql, values)
        return _customer_of(row) if row else None


def _rank(customer: Customer, typed: str) -> int:
    """How well a customer matches what was typed; less is better."""
    d, wanted = customer.details, typed.casefold()
    names = [name.casefold() for name in (d.name, d.nickname, d.company_name, d.landmark) if name]
    numbers = [number.casefold() for number in (d.phone, d.gstin) if number]
    if wanted in names or wanted in numbers:
        return 0
    if any(name.startswith(wanted) for name in (*names, *numbers)):
        return 1
    if any(word.startswith(wanted) for name in names for word in name.split()):
        return 2
    return 3


def _details_row(details: CustomerDetails, at: datetime) -> dict[str, Any]:
    row = {name: getattr(details, name) for name in _DETAILS}
    row |= {name: int(getattr(details, name)) for name in _FLAGS}
    until = details.temporary_until
    row |= {
        "credit_policy": details.credit_policy.value if details.credit_policy else None,
        "temporary_until": until.isoformat() if until else None,
    }
    return row | {"changed_at": moment_text(at)}


def _customer_of(row: Any) -> Customer:
    details: dict[str, Any] = {name: getattr(row, name) for name in _DETAILS}
    details |= {name: bool(getattr(row, name)) for name in _FLAGS}
    if row.credit_policy:
        details["credit_policy"] = CreditPolicy(row.credit_policy)
    if row.temporary_until:
        details["temporary_until"] = day_of(row.temporary_until)
    return Customer(
        id=row.id,
        uuid=row.uuid,
        outlet_id=row.outlet_id,
        details=CustomerDetails(**details),
        balance=row.balance,
        total_orders=row.total_orders,
        total_spent=row.total_spent,
        last_order_at=moment_of(row.last_order_at) if row.last_order_at else None,
        is_active=bool(row.is_active),
        merged_into=row.merged_into,
        promised_on=day_of(row.promised_on) if row.promised_on else None,
        promise_note=row.promise_note,
        reminded_at=moment_of(row.reminded_at) if row.reminded_at else None,
    )
