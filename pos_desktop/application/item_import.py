"""Items from a file: columns matched, every row judged, nothing half done, and a way back."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.item_ports import ItemChange, ItemImport
from pos_desktop.application.item_rows import Column, ItemReader, matched_columns
from pos_desktop.application.keeping_items import (
    add_item,
    known_card,
    save_item,
)
from pos_desktop.application.ports import Work
from pos_desktop.application.spreadsheet import read_table
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.people import Right

SAMPLE_ROWS = 5
MOST_TOLD = 200
"""Faults beyond these are counted and not told one by one."""


class ImportItems(Struct, frozen=True, kw_only=True):
    """A file of items; ``columns`` says which header is what, where it is not guessed right.

    Rows with faults stop the import unless ``skip_faulty``.
    """

    file_name: str
    content_base64: str
    columns: dict[str, str] | None = None
    skip_faulty: bool = False


class RowFault(Struct, frozen=True, kw_only=True):
    """What is wrong with a row; ``row`` is its number in the spreadsheet."""

    row: int
    column: str
    message: str


class ImportReport(Struct, frozen=True, kw_only=True):
    """What an import did, or would do."""

    header: tuple[str, ...]
    columns: dict[str, str]
    """By what it is: the header of its column."""
    sample: tuple[tuple[str, ...], ...]
    created: int
    changed: int
    unchanged: int
    faulty: int
    faults: tuple[RowFault, ...]


class UndoImport(Struct, frozen=True, kw_only=True):
    """The last import, as if it had not been."""


class UndoneImport(Struct, frozen=True, kw_only=True):
    """What an undone import had brought; items changed since by a person stayed as they are."""

    file_name: str
    restored: int
    ended: int
    kept: int


@dataclass(slots=True)
class _Tally:
    changes: dict[int, ItemChange] = field(default_factory=dict)
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    faulty: int = 0
    faults: list[RowFault] = field(default_factory=list)


@use_case("items.check_import", right=Right.EDIT_ITEMS, what="import items", writes=False)
def check_import(desk: Desk, work: Work, request: ImportItems) -> ImportReport:
    """What an import of this file would do, row by row; nothing is kept of it."""
    # Done in earnest and rolled back: only so two rows of one item are judged as they will be.
    with desk.work() as tried:
        return _bring_in(desk, tried, request)[0]


@use_case("items.import", right=Right.EDIT_ITEMS, what="import items", writes=True)
def import_items(desk: Desk, work: Work, request: ImportItems) -> ImportReport:
    """Bring in items from CSV or Excel: new ones are added, known ones (by code, barcode) changed.

    The stock column is the opening stock of new items; the stock of known ones is counted.
    """
    report, changes = _bring_in(desk, work, request)
    if report.faulty and not request.skip_faulty:
        first = report.faults[0]
        raise BadInput(
            f"{report.faulty} rows have faults, the first in row {first.row}: {first.message} "
            "Mend the file, or leave the faulty rows out.",
            field="content_base64",
            code="faulty_rows",
        )
    if not changes:
        return report
    session = desk.signed_in
    work.item_cards.add_import(
        ItemImport(
            uuid=desk.new_uuid(),
            outlet_id=session.outlet_id,
            at=desk.clock(),
            user_id=session.user_id,
            user_name=session.user_name,
            file_name=request.file_name.strip() or "items",
            created=report.created,
            changed=report.changed,
            changes=changes,
        )
    )
    desk.audit(
        work,
        "items.imported",
        request.file_name,
        created=report.created,
        changed=report.changed,
        left_out=report.faulty,
    )
    return report


def _bring_in(
    desk: Desk, work: Work, request: ImportItems
) -> tuple[ImportReport, dict[int, ItemChange]]:
    table = read_table(request.content_base64)
    columns = matched_columns(table.header, request.columns)
    reader, tally = ItemReader(desk, work, table, columns), _Tally()
    for number, row in enumerate(table.rows, start=table.first_row):
        if any(row):
            _take(reader, row, number, tally)
    report = ImportReport(
        header=table.header,
        columns={column.value: table.header[i] for column, i in columns.items()},
        sample=table.rows[:SAMPLE_ROWS],
        created=tally.created,
        changed=tally.changed,
        unchanged=tally.unchanged,
        faulty=tally.faulty,
        faults=tuple(tally.faults),
    )
    return report, tally.changes


@use_case("items.undo_import", right=Right.EDIT_ITEMS, what="undo an import", writes=True)
def undo_import(desk: Desk, work: Work, request: UndoImport) -> UndoneImport:
    """Take the last import back: changed items are as before, new ones are no longer sold."""
    last = work.item_cards.last_import(desk.signed_in.outlet_id)
    if last is None:
        raise Refused("There is no import to undo.", code="nothing_to_undo")
    restored = ended = kept = 0
    for item_id, change in last.changes.items():
        card = known_card(desk, work, item_id)
        if card.facts != change.after:
            kept += 1
        elif change.before is None:
            # It may have been sold meanwhile: items are never deleted.
            save_item(desk, work, card, replace(card.facts, is_active=False, barcodes=()))
            ended += 1
        else:
            save_item(desk, work, card, change.before)
            restored += 1
    work.item_cards.end_import(last.id, at=desk.clock())
    desk.audit(work, "items.import_undone", last.file_name, restored=restored, ended=ended)
    return UndoneImport(file_name=last.file_name, restored=restored, ended=ended, kept=kept)


def _take(reader: ItemReader, row: tuple[str, ...], number: int, tally: _Tally) -> None:
    desk, work = reader.desk, reader.work
    try:
        card = reader.card(row)
        facts = reader.facts(row, card.facts if card else None)
        cost, stock = reader.money(row, Column.COST), reader.quantity(row, Column.STOCK)
        if card is not None and facts.tax_class_id != card.facts.tax_class_id:
            desk.require(Right.EDIT_TAX, "change how an item is taxed")
        if card is None:
            item_id = add_item(desk, work, facts, stock=stock, cost=cost)
        else:
            item_id = card.id
            save_item(desk, work, card, facts, cost=cost)
    except (BadInput, Refused) as error:
        tally.faulty += 1
        if len(tally.faults) < MOST_TOLD:
            column = reader.header_of(error.field or "")
            tally.faults.append(RowFault(row=number, column=column, message=error.message))
        return
    # A second row of the same item: the way back leads to what was before the first.
    first = tally.changes.get(item_id)
    before = first.before if first else (card.facts if card else None)
    if card is None:
        tally.created += 1
    elif facts == card.facts and cost in (None, card.cost):
        tally.unchanged += 1
        return
    else:
        tally.changed += 1
    tally.changes[item_id] = ItemChange(before=before, after=facts)
