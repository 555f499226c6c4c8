"""Customers of an outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from pos_desktop.domain.customers import Customer, CustomerDetails
from pos_desktop.domain.money import Paise
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.search import WordSearch
from pos_desktop.persistence.tables.columns import checked, moment_of, moment_text

_c = t.customer.c
_FLAGS = ("is_gst_customer", "gstin_verified")
_DETAILS = tuple(f.name for f in fields(CustomerDetails) if f.name not in _FLAGS)

_ADD = adding(t.customer)
_UPDATE = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")),
    columns=(*_DETAILS, *_FLAGS, "changed_at"),
)
_OF_OUTLET = select(t.customer).where(_c.outlet_id == bindparam("outlet_id"))
_CHECKED = select(t.customer).where(checked(_c.outlet_id) == bindparam("outlet_id"))
_BY_ID = Prepared(_CHECKED.where(_c.id == bindparam("id")))
_BY_IDS = _CHECKED.where(_c.id.in_(bindparam("ids", expanding=True)))
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
_RECORD_RETURN = Prepared(
    update(t.customer)
    .where(_c.id == bindparam("customer_id"))
    .values(total_spent=_c.total_spent - bindparam("given_back"))
)
_SEARCH = WordSearch("customer")
_PHONE = re.compile(r"(?:\+?91|0)?([6-9]\d{9})")
_IN_PHONES = re.compile(r"[\s().-]")


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
        }
        return _ADD.add(self._sql, row)

    def update(self, customer_id: int, details: CustomerDetails, at: datetime) -> None:
        """Replace what is written down about a customer; the account is untouched."""
        _UPDATE.run(self._sql, {**_details_row(details, at), "customer_id": customer_id})

    def get(self, outlet_id: int, customer_id: int) -> Customer | None:
        """The outlet's customer of that id, or None."""
        return self._one(_BY_ID, outlet_id=outlet_id, id=customer_id)

    def by_phone(self, outlet_id: int, phone: str) -> Customer | None:
        """The outlet's customer with these ten digits, or None."""
        return self._one(_BY_PHONE, outlet_id=outlet_id, phone=phone)

    def search(self, outlet_id: int, text: str, limit: int) -> Sequence[Customer]:
        """Active customers by name, phone, company or GSTIN; an exact phone first."""
        first: Sequence[int] = ()
        typed = _PHONE.fullmatch(_IN_PHONES.sub("", text))
        exact = self.by_phone(outlet_id, typed[1]) if typed else None
        if exact is not None and exact.is_active:
            first = (exact.id,)
        ids = _SEARCH.ids(self._sql, outlet_id, text, limit, first=first)
        if not ids:
            return []
        rows = self._sql.execute(_BY_IDS, {"outlet_id": outlet_id, "ids": ids})
        found = {row.id: row for row in rows}
        return [_customer_of(found[customer_id]) for customer_id in ids]

    def record_order(self, customer_id: int, spent: Paise, at: datetime) -> None:
        """Count one more order of *spent* paise."""
        values = {"customer_id": customer_id, "spent": spent, "at": moment_text(at)}
        _RECORD_ORDER.run(self._sql, values)

    def record_return(self, customer_id: int, given_back: Paise) -> None:
        """Take what a credit note gave back off what the customer spent."""
        values = {"customer_id": customer_id, "given_back": given_back}
        _RECORD_RETURN.run(self._sql, values)

    def _one(self, query: Prepared, **values: object) -> Customer | None:
        row = query.first(self._sql, values)
        return _customer_of(row) if row else None


def _details_row(details: CustomerDetails, at: datetime) -> dict[str, Any]:
    row = {name: getattr(details, name) for name in _DETAILS}
    row |= {name: int(getattr(details, name)) for name in _FLAGS}
    return row | {"changed_at": moment_text(at)}


def _customer_of(row: Any) -> Customer:
    details: dict[str, Any] = {name: getattr(row, name) for name in _DETAILS}
    details |= {name: bool(getattr(row, name)) for name in _FLAGS}
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
    )
