"""Opening balances from the old book: a table is tried first, then imported, and can be undone."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.adjustments import check_reason, post_adjustment, take_back
from pos_desktop.application.clock import check_clock
from pos_desktop.application.customer_details import checked_details
from pos_desktop.application.customers import CustomerInput, create_customer, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.spreadsheet import read_table
from pos_desktop.domain.accounts import AdjustmentKind
from pos_desktop.domain.customers import CustomerDetails
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.domain.money import Paise, parse_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.phones import normalise_phone

_COLUMNS = {
    "name": ("name", "customer", "customer name", "नाम"),
    "phone": ("phone", "mobile", "phone number", "mobile number", "फ़ोन", "मोबाइल"),
    "owes": ("owes", "due", "dues", "balance", "amount", "opening balance", "बाकी"),
    "advance": ("advance", "credit", "जमा"),
    "nickname": ("nickname",),
    "landmark": ("landmark",),
    "address": ("address",),
    "notes": ("notes", "note"),
}
_MOST_ERRORS = 200


class ImportOpenings(Struct, frozen=True, kw_only=True):
    """A table with a header: name, phone, owes, advance; nickname, landmark, address, notes.

    CSV as ``text``, or an .xlsx file as ``content_base64``. A dry run stores nothing.
    """

    text: str | None = None
    content_base64: str | None = None
    dry_run: bool = True
    reason: str = "Opening balance from the old book"


class RowError(Struct, frozen=True, kw_only=True):
    """What is wrong with a row; 1 is the header, as a spreadsheet counts."""

    row: int
    column: str
    message: str


class ImportedOpenings(Struct, frozen=True, kw_only=True):
    """What was, or would be, imported. With errors nothing is, and ``batch`` is empty."""

    batch: str
    rows: int
    new_customers: int
    owed: Paise
    advances: Paise
    errors: tuple[RowError, ...]
    stored: bool


class UndoImport(Struct, frozen=True, kw_only=True):
    """An import by its batch; without one the last that was not taken back."""

    batch: str = ""
    reason: str = "Import taken back"


class Undone(Struct, frozen=True, kw_only=True):
    """How many opening balances were taken back; customers stay."""

    batch: str
    rows: int


class _Opening(Struct, frozen=True, kw_only=True):
    """One row that can be imported; ``customer_id`` is whose account is there already."""

    row: int
    customer: CustomerInput
    customer_id: int | None = None
    owes: Paise
    advance: Paise


@use_case(
    "accounts.import_openings", right=Right.ADJUST_ACCOUNT, what="import balances", writes=True
)
def import_openings(desk: Desk, work: Work, request: ImportOpenings) -> ImportedOpenings:
    """Import opening balances: every row or none; a dry run says what would happen."""
    check_reason(request.reason)
    read, errors = _read(request)
    found = _known(desk, work, read, errors)
    told = ImportedOpenings(
        batch="",
        rows=len(found),
        new_customers=sum(row.customer_id is None for row in found),
        owed=sum(row.owes for row in found),
        advances=sum(row.advance for row in found),
        errors=tuple(sorted(errors, key=lambda error: error.row)[:_MOST_ERRORS]),
        stored=False,
    )
    if errors or request.dry_run:
        return told
    if not found:
        raise BadInput("The table has no rows.", field="text", code="no_rows")
    check_clock(desk, work, "adjust accounts")
    batch = desk.new_uuid()
    for row in found:
        _store(desk, work, row, batch, request.reason)
    desk.audit(work, "accounts.imported", batch, rows=told.rows, owed=told.owed)
    return replace(told, batch=batch, stored=True)


@use_case("accounts.undo_import", right=Right.ADJUST_ACCOUNT, what="take imports back", writes=True)
def undo_import(desk: Desk, work: Work, request: UndoImport) -> Undone:
    """Take every opening balance of an import back by its opposite; customers stay."""
    outlet_id = desk.signed_in.outlet_id
    batch = request.batch.strip() or work.accounts.last_import(outlet_id)
    made = work.accounts.adjustments_of(outlet_id, batch=batch) if batch else []
    left = [one for one in made if not work.accounts.is_reversed(reverses=one.id)]
    if not made:
        raise BadInput(
            "There is no such import, or it was taken back.", field="batch", code="unknown_import"
        )
    if not left:
        raise Refused("This import was taken back already.", code="already_reversed")
    check_clock(desk, work, "adjust accounts")
    for one in left:
        take_back(desk, work, one, reason=request.reason)
    desk.audit(work, "accounts.import_undone", batch, rows=len(left))
    return Undone(batch=batch, rows=len(left))


def _store(desk: Desk, work: Work, row: _Opening, batch: str, reason: str) -> None:
    if row.customer_id is not None:
        customer = known_customer(desk, work, row.customer_id, field="name")
    else:
        customer = create_customer(desk, work, row.customer, path="")
    if row.owes or row.advance:
        post_adjustment(
            desk,
            work,
            customer,
            AdjustmentKind.OPENING,
            debit=row.owes,
            credit=row.advance,
            reason=reason,
            batch=batch,
        )


def _known(
    desk: Desk, work: Work, read: Sequence[_Opening], errors: list[RowError]
) -> list[_Opening]:
    """The rows with the accounts they belong to; an account is not opened twice.

    Whoever has no phone is known by the names in an earlier opening balance. What is wrong is added
    to *errors*.
    """
    outlet_id = desk.signed_in.outlet_id
    opened = work.customers.opened(outlet_id)
    standing = {one.customer_id: one.number for one in opened if one.stands}
    by_names = {_names(one.name, one.nickname, one.landmark): one.customer_id for one in opened}
    found = []
    for row in read:
        given = row.customer
        if given.phone:
            known = work.customers.by_phone(outlet_id, given.phone)
            account = known.id if known else None
        else:
            account = by_names.get(_names_of(given))
        try:
            _refuse_opened(row, standing.get(account) if account else None)
        except BadInput as error:
            errors.append(_error(row.row, error))
            continue
        found.append(replace(row, customer_id=account))
    return found


def _refuse_opened(row: _Opening, opened: str | None) -> None:
    """Refuse a second opening balance beside the one of number *opened*. Raises BadInput."""
    if opened and (row.owes or row.advance):
        raise BadInput(
            f"{row.customer.name} has the opening balance {opened} already. Take it back first; "
            "two of one name are told apart by phone, nickname or landmark.",
            field="owes" if row.owes else "advance",
        )


def _error(row: int, error: PosError) -> RowError:
    return RowError(row=row, column=error.field or "", message=error.message)


def _names_of(given: CustomerInput) -> tuple[str, ...]:
    return _names(given.name or "", given.nickname or "", given.landmark or "")


def _names(*names: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()).casefold() for name in names)


def _read(request: ImportOpenings) -> tuple[list[_Opening], list[RowError]]:
    """The rows that are right, and what is wrong with the others."""
    if (request.text is None) == (request.content_base64 is None):
        raise BadInput("Give CSV text, or an .xlsx file.", field="text")
    if request.text is not None:
        content, field = base64.b64encode(request.text.encode()).decode(), "text"
    else:
        content, field = request.content_base64 or "", "content_base64"
    table = read_table(content, field=field)
    places = _places(table.header, field)
    found, errors, seen = [], [], dict[object, int]()
    for number, row in enumerate(table.rows, start=table.first_row):
        cells = {name: row[at] for name, at in places.items()}
        if not any(cells.values()):
            continue
        try:
            opening = _opening(number, cells)
            who = opening.customer.phone or _names_of(opening.customer)
            if who in seen:
                field = "phone" if opening.customer.phone else "name"
                raise BadInput(f"Row {seen[who]} is of the same customer.", field=field)
            seen[who] = number
        except PosError as error:
            errors.append(_error(number, error))
            continue
        found.append(opening)
    return found, errors


def _places(header: Sequence[str], field: str) -> dict[str, int]:
    """Where each column is. Raises BadInput when the needed ones are not there."""
    named = {cell.casefold().strip(): at for at, cell in enumerate(header)}
    places = {}
    for name, words in _COLUMNS.items():
        at = next((named[word] for word in words if word in named), None)
        if at is not None:
            places[name] = at
    if "name" not in places or not {"owes", "advance"} & set(places):
        raise BadInput(
            "The first row must name the columns: name, phone, owes, advance.",
            field=field,
            code="no_header",
        )
    return places


def _opening(row: int, cells: dict[str, str]) -> _Opening:
    amounts = {}
    for name in ("owes", "advance"):
        text = cells.get(name, "").replace(",", "").removeprefix("₹").removeprefix("Rs.").strip()
        amounts[name] = parse_rupees(text, field=name) if text else 0
        if amounts[name] < 0:
            raise BadInput("Give the amount without a sign: owes, or advance.", field=name)
    if amounts["owes"] and amounts["advance"]:
        raise BadInput("A customer either owes or has an advance.", field="advance")
    if not cells.get("name"):
        raise BadInput("A customer needs a name.", field="name")
    phone = cells.get("phone", "")
    given = CustomerInput(
        name=cells["name"],
        phone=normalise_phone(phone, field="phone") if phone else None,
        nickname=cells.get("nickname") or None,
        landmark=cells.get("landmark") or None,
        address=cells.get("address") or None,
        notes=cells.get("notes") or None,
    )
    checked_details(given, CustomerDetails(name=""), path="")
    return _Opening(
        row=row,
        customer=given,
        owes=amounts["owes"],
        advance=amounts["advance"],
    )
