"""Choosing what labels are printed of, and on what; without Qt."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application import item_cards, item_labels, items
from pos_desktop.application.item_labels import (
    LabelLine,
    LabelPreview,
    LabelSheets,
    LabelsQueued,
    MakeLabels,
    PreviewLabels,
    PrintLabels,
)
from pos_desktop.application.label_drawing import LabelPage
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.domain.measures import ONE
from pos_desktop.domain.money import format_amount
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.printout.sharing import save_bytes

FEWEST, MOST = 1, item_labels.MOST_ON_SHEETS
_EMPTY = LabelPage()


class LabelRow(Struct, frozen=True, kw_only=True):
    """An item, or one of its packs, and how many labels it gets; ``barcode`` may be missing."""

    item_id: int
    name: str
    barcode: str
    price: str
    count: int

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from other rows."""
        return self.item_id, self.barcode


class LabelsState(Struct, frozen=True, kw_only=True):
    """The sheet. ``chosen`` is a place in ``rows``; ``page`` what the first page looks like."""

    rows: tuple[LabelRow, ...] = ()
    chosen: int = -1
    sheet: int = 65
    start: int = 1
    page: LabelPage = _EMPTY
    summary: str = ""
    told: str = ""
    problem: str = ""
    is_busy: bool = False

    @property
    def row(self) -> LabelRow | None:
        """The chosen row."""
        return self.rows[self.chosen] if 0 <= self.chosen < len(self.rows) else None

    @property
    def can_print(self) -> bool:
        """Whether there is something to print, and nothing that is in its way."""
        return bool(self.rows) and all(row.barcode for row in self.rows) and not self.is_busy


class LabelsView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: LabelsState) -> None: ...


class LabelsPresenter:
    """A list of items with counts; what it comes to on paper is read after every change."""

    def __init__(self, counter: Counter, view: LabelsView) -> None:
        self._counter = counter
        self._view = view
        self._state = LabelsState()
        self._is_gone = False

    def opened(self, wanted: Sequence[tuple[int, int]]) -> None:
        """Begin with these items, by id, each with how many labels."""
        self._display()
        for item_id, count in wanted:
            self._add(item_id, "", count)

    def gone(self) -> None:
        """The sheet was ended."""
        self._is_gone = True

    def code_entered(self, text: str) -> None:
        """A barcode was scanned, or a code typed: one more label of its item."""
        code = text.strip()
        if not code:
            return
        self._counter.read(
            items.by_barcode,
            items.ByBarcode(barcode=code),
            lambda found: self._add(found.item.id, code, 1) if found.item else self._search(code),
            failed=self._failed,
        )

    def row_chosen(self, place: int) -> None:
        """Another row is current."""
        if place != self._state.chosen:
            self._display(chosen=place)

    def moved(self, step: int) -> None:
        """The row below (1), or the one above (-1); stops at the ends."""
        last = len(self._state.rows) - 1
        self.row_chosen(min(max(self._state.chosen + step, 0), last))

    def count_changed(self, count: int) -> None:
        """So many labels of the chosen item."""
        row = self._state.row
        if row is not None and row.count != count and FEWEST <= count <= MOST:
            self._put(self._state.chosen, replace(row, count=count))

    def taken_out(self) -> None:
        """No labels of the chosen item."""
        if self._state.row is not None:
            place = self._state.chosen
            rows = self._state.rows[:place] + self._state.rows[place + 1 :]
            self._display(rows=rows, chosen=min(place, len(rows) - 1), told="", problem="")
            self._look()

    def sheet_chosen(self, sheet: int) -> None:
        """Another kind of sheet; its first label is free."""
        if sheet != self._state.sheet:
            self._display(sheet=sheet, start=1, told="", problem="")
            self._look()

    def start_changed(self, start: int) -> None:
        """The labels before this one are used up."""
        if start != self._state.start:
            self._display(start=start, told="", problem="")
            self._look()

    def make_barcode_pressed(self) -> None:
        """Give the chosen item a barcode of the shop's own."""
        row = self._state.row
        if row is None or row.barcode or self._state.is_busy:
            return
        self._display(is_busy=True)
        self._counter.write(
            item_cards.make_barcode,
            item_cards.ItemId(id=row.item_id),
            self._made,
            failed=self._failed,
        )

    def save_chosen(self, path: Path) -> None:
        """A file was named for the sheets."""
        if not self._state.can_print:
            return
        self._display(is_busy=True, told="", problem="")
        request = MakeLabels(lines=self._lines, sheet=self._state.sheet, start=self._state.start)
        desk = self._counter.desk

        def make() -> LabelSheets:
            made = item_labels.sheets(desk, request)
            save_bytes(path, base64.b64decode(made.content_base64))
            return made

        self._counter.work(make, lambda made: self._saved(path, made), failed=self._failed)

    def print_pressed(self) -> None:
        """From the receipt printer."""
        if not self._state.can_print:
            return
        self._display(is_busy=True, told="", problem="")
        self._counter.write(
            item_labels.print_labels,
            PrintLabels(lines=self._lines),
            self._queued,
            failed=self._failed,
            dropped=lambda: self._display(is_busy=False),
        )

    # -- inside --------------------------------------------------------------------------

    @property
    def _lines(self) -> tuple[LabelLine, ...]:
        return tuple(
            LabelLine(item_id=row.item_id, count=row.count, barcode=row.barcode)
            for row in self._state.rows
            if row.barcode
        )

    def _search(self, text: str) -> None:
        self._counter.read(
            items.search,
            items.SearchItems(q=text),
            lambda found: self._found(text, found),
            failed=self._failed,
        )

    def _found(self, text: str, found: items.ItemList) -> None:
        exact = [item for item in found.items if item.code.casefold() == text.casefold()]
        fitting = exact or list(found.items)
        if len(fitting) == 1:
            self._add(fitting[0].id, "", 1)
        elif fitting:
            self._display(
                problem=f"{len(fitting)} items fit “{text}”. Type more of the name, or the code."
            )
        else:
            self._display(problem=f"No item fits “{text}”. Type its name, code or barcode.")

    def _add(self, item_id: int, barcode: str, count: int) -> None:
        self._counter.read(
            item_cards.card,
            item_cards.ItemId(id=item_id),
            lambda card: self._added(card, barcode, count),
            failed=self._failed,
        )

    def _added(self, card: ItemCard, scanned: str, count: int) -> None:
        packs = card.facts.barcodes
        own = [pack.barcode for pack in packs]
        single = next((pack.barcode for pack in packs if pack.qty == ONE), "")
        barcode = scanned if scanned in own else single or next(iter(own), "")
        keys = [row.key for row in self._state.rows]
        if (card.id, barcode) in keys:
            place = keys.index((card.id, barcode))
            row = self._state.rows[place]
            self._put(place, replace(row, count=min(row.count + count, MOST)))
            return
        row = LabelRow(
            item_id=card.id,
            name=card.facts.name,
            barcode=barcode,
            price=format_amount(card.facts.price),
            count=min(max(count, FEWEST), MOST),
        )
        self._put(len(self._state.rows), row)

    def _put(self, place: int, row: LabelRow) -> None:
        rows = (*self._state.rows[:place], row, *self._state.rows[place + 1 :])
        self._display(rows=rows, chosen=place, told="", problem="")
        self._look()

    def _made(self, card: ItemCard) -> None:
        made = next(iter(pack.barcode for pack in card.facts.barcodes), "")
        rows = tuple(
            replace(row, barcode=made) if row.item_id == card.id and not row.barcode else row
            for row in self._state.rows
        )
        self._display(rows=rows, is_busy=False, problem="", told=f"It has the barcode {made} now.")
        self._look()

    def _look(self) -> None:
        """Read what the first page looks like."""
        if not self._lines:
            self._display(page=_EMPTY, summary="")
            return
        request = PreviewLabels(lines=self._lines, sheet=self._state.sheet, start=self._state.start)
        self._counter.read(
            item_labels.preview, request, self._looked, failed=self._failed, latest="labels"
        )

    def _looked(self, shown: LabelPreview) -> None:
        words = f"Labels: {shown.labels}, sheets: {shown.pages}"
        self._display(page=shown.page, summary=words)

    def _saved(self, path: Path, made: LabelSheets) -> None:
        self._display(
            is_busy=False,
            told=f"{made.labels} labels are saved as {path.name}. Print it in actual size (100%).",
        )

    def _queued(self, queued: LabelsQueued) -> None:
        self._display(is_busy=False, told=f"{queued.labels} labels are printing.")

    def _failed(self, error: PosError) -> None:
        self._display(is_busy=False, problem=error.message, page=_EMPTY, summary="")

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
