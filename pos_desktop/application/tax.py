"""Tax classes and their rates by date, and the law's data that the shop takes in from a file.

Nothing here changes a document that is issued: a bill keeps the rates it was issued with.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.lines import LineInput, find_item
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.gst_data import GstData, gst_data, parse_gst_data, take_gst_data
from pos_desktop.domain.measures import BasisPoints, format_percent
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.tax_classes import DatedRate, TakenGstData, TaxClass

HIGHEST_CESS: BasisPoints = 1000_00
"""Tobacco bore 290 % once."""

LARGEST_FILE = 1_000_000


class AllTaxClasses(Struct, frozen=True, kw_only=True):
    """Every tax class of the outlet."""


class TaxClassView(Struct, frozen=True, kw_only=True):
    """A tax class with its rates by date. ``now`` is the rate of today, None without one."""

    code: str
    name: str
    treatment: Treatment
    supply: Supply
    item_count: int
    rates: tuple[DatedRate, ...]
    now: DatedRate | None


class TaxClassList(Struct, frozen=True, kw_only=True):
    """The tax classes, and which version of the law's data is in force."""

    classes: tuple[TaxClassView, ...]
    data_version: date


class ScheduleRate(Struct, frozen=True, kw_only=True):
    """The rates of a tax class from a day on; today at the earliest."""

    tax_class: str
    valid_from: date
    gst_rate: BasisPoints
    cess_rate: BasisPoints = 0
    cess_per_unit: Paise = 0
    rsp_valued: bool = False
    """Whether tax is on the retail price printed on the pack (CGST Rule 31D)."""


class TakeBackRate(Struct, frozen=True, kw_only=True):
    """A change of rates that is still to come."""

    tax_class: str
    valid_from: date


class ScheduleItem(Struct, frozen=True, kw_only=True):
    """An item that is taxed as another class from a day on."""

    item: int | str
    tax_class: str
    valid_from: date


class ItemScheduled(Struct, frozen=True, kw_only=True):
    """The item, and as what it is taxed from when on."""

    item_id: int
    name: str
    tax_class: str
    valid_from: date


class ImportGstData(Struct, frozen=True, kw_only=True):
    """A file of the law's data, by its path or as its text. A dry run only tells."""

    path: str | None = None
    content: str | None = None
    dry_run: bool = False


class GstDataTaken(Struct, frozen=True, kw_only=True):
    """What the file changes, in words; ``taken`` is False after a dry run."""

    version: date
    before: date
    changes: tuple[str, ...]
    taken: bool


@use_case("tax.classes", right=Right.EDIT_TAX, what="see the tax classes", writes=False)
def classes(desk: Desk, work: Work, request: AllTaxClasses) -> TaxClassList:
    """Every tax class with its rates by date."""
    outlet = desk.outlet(work)
    today = _today(desk, outlet)
    return TaxClassList(
        classes=tuple(_view(found, today) for found in work.tax.classes(outlet.id)),
        data_version=gst_data().version,
    )


@use_case("tax.schedule_rate", right=Right.EDIT_TAX, what="change rates", writes=True)
def schedule_rate(desk: Desk, work: Work, request: ScheduleRate) -> TaxClassView:
    """Change the rates of a tax class from a day on; bills of that day and later bear them."""
    outlet = desk.outlet(work)
    found = _known_class(work, outlet, request.tax_class)
    today = _today(desk, outlet)
    if request.valid_from < today:
        raise BadInput(
            "A rate changes from today on, or from a later day: what was billed stays as it is.",
            field="valid_from",
            code="in_the_past",
        )
    rate = _checked(found, request)
    work.tax.set_rate(found.id, rate)
    desk.audit(
        work,
        "tax.rate_scheduled",
        found.name,
        valid_from=rate.valid_from.isoformat(),
        rate=_rate_words(rate),
    )
    return _view(_known_class(work, outlet, request.tax_class), today)


@use_case("tax.take_back_rate", right=Right.EDIT_TAX, what="change rates", writes=True)
def take_back_rate(desk: Desk, work: Work, request: TakeBackRate) -> TaxClassView:
    """Take back a change of rates that is still to come."""
    outlet = desk.outlet(work)
    found = _known_class(work, outlet, request.tax_class)
    today = _today(desk, outlet)
    if request.valid_from not in {rate.valid_from for rate in found.rates}:
        raise BadInput("On that day no rate changes.", field="valid_from", code="no_change")
    if request.valid_from <= today:
        raise BadInput(
            "That rate holds already. Schedule another one in its place.",
            field="valid_from",
            code="in_the_past",
        )
    work.tax.drop_rate(found.id, request.valid_from)
    desk.audit(work, "tax.rate_taken_back", found.name, valid_from=request.valid_from.isoformat())
    return _view(_known_class(work, outlet, request.tax_class), today)


@use_case("tax.schedule_item", right=Right.EDIT_TAX, what="change rates", writes=True)
def schedule_item(desk: Desk, work: Work, request: ScheduleItem) -> ItemScheduled:
    """Tax an item as another class from a day on."""
    outlet = desk.outlet(work)
    today = _today(desk, outlet)
    item = find_item(work.items, outlet.id, LineInput(item=request.item), day=today, path="")
    assert item is not None, "it is named"
    found = _known_class(work, outlet, request.tax_class)
    if request.valid_from < today:
        raise BadInput(
            "An item changes its tax class from today on, or from a later day.",
            field="valid_from",
            code="in_the_past",
        )
    if found.rate_on(request.valid_from) is None:
        raise BadInput(
            f"“{found.name}” has no rate on that day. Give it one first.", field="valid_from"
        )
    work.tax.move_item(item.id, found.id, request.valid_from)
    desk.audit(
        work,
        "tax.item_scheduled",
        item.name,
        tax_class=found.name,
        valid_from=request.valid_from.isoformat(),
    )
    return ItemScheduled(
        item_id=item.id, name=item.name, tax_class=found.code, valid_from=request.valid_from
    )


@use_case("tax.import_data", right=Right.EDIT_TAX, what="take in GST data", writes=True)
def import_data(desk: Desk, work: Work, request: ImportGstData) -> GstDataTaken:
    """Take in newer State codes, thresholds and rates from a file; a dry run only tells."""
    content, source = _content(request)
    new, now = parse_gst_data(content), gst_data()
    if new.version <= now.version:
        raise BadInput(
            f"This file is of {new.version:%d-%m-%Y}; the data in force is of "
            f"{now.version:%d-%m-%Y}. Take a newer file.",
            field="content.version",
            code="not_newer",
        )
    gone = sorted(set(now.states) - set(new.states))
    if gone:
        raise BadInput(
            f"State {gone[0]} is missing, and bills name it: a State that is no more has "
            "“offered”: false.",
            field="content.states",
            code="state_missing",
        )
    changes = _changes(now, new)
    if not request.dry_run:
        session = desk.signed_in
        taken = TakenGstData(
            version=new.version, content=content, source=source, by=session.user_name
        )
        work.tax.add_data(taken, uuid=desk.new_uuid(), user_id=session.user_id, at=desk.clock())
        desk.audit(work, "tax.data_taken", new.version.isoformat(), before=now.version.isoformat())
        take_gst_data(new)
    return GstDataTaken(
        version=new.version, before=now.version, changes=changes, taken=not request.dry_run
    )


def _today(desk: Desk, outlet: Outlet) -> date:
    return outlet.local(desk.clock()).date()


def _known_class(work: Work, outlet: Outlet, code: str) -> TaxClass:
    for found in work.tax.classes(outlet.id):
        if found.code == code.strip():
            return found
    raise BadInput(f"There is no tax class “{code}”.", field="tax_class", code="unknown_tax_class")


def _checked(found: TaxClass, request: ScheduleRate) -> DatedRate:
    rate = DatedRate(
        valid_from=request.valid_from,
        gst_rate=request.gst_rate,
        cess_rate=request.cess_rate,
        cess_per_unit=request.cess_per_unit,
        rsp_valued=request.rsp_valued,
    )
    if found.treatment is not Treatment.TAXABLE:
        if rate.gst_rate or rate.cess_rate or rate.cess_per_unit or rate.rsp_valued:
            raise BadInput(
                f"“{found.name}” bears no tax. Move its items to a tax class that does.",
                field="gst_rate",
                code="not_taxable",
            )
        return rate
    gst_data().check_rate(rate.gst_rate, rate.valid_from, field="gst_rate")
    if rate.cess_rate > HIGHEST_CESS:
        raise BadInput("A cess is at most 1000%.", field="cess_rate")
    if rate.cess_per_unit < 0:
        raise BadInput("Cess cannot be negative.", field="cess_per_unit")
    if rate.rsp_valued and found.supply is not Supply.GOODS:
        raise BadInput("Only goods have a retail price on their pack.", field="rsp_valued")
    return rate


def _rate_words(rate: DatedRate) -> str:
    parts = [f"{format_percent(rate.gst_rate)}%"]
    if rate.cess_rate:
        parts.append(f"cess {format_percent(rate.cess_rate)}%")
    if rate.cess_per_unit:
        parts.append(f"cess {format_rupees(rate.cess_per_unit)} each")
    if rate.rsp_valued:
        parts.append("on the printed price")
    return ", ".join(parts)


def _view(found: TaxClass, today: date) -> TaxClassView:
    return TaxClassView(
        code=found.code,
        name=found.name,
        treatment=found.treatment,
        supply=found.supply,
        item_count=found.item_count,
        rates=found.rates,
        now=found.rate_on(today),
    )


def _content(request: ImportGstData) -> tuple[str, str]:
    """The file's text, and where it came from."""
    if (request.path is None) == (request.content is None):
        raise BadInput("Give the path of the file, or its content.", field="path")
    if request.content is not None:
        return request.content, ""
    path = Path((request.path or "").strip()).expanduser()
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(f"{path} is too large to be GST data.", field="path")
        return path.read_text(encoding="utf-8"), str(path)
    except (OSError, ValueError) as error:
        raise BadInput(
            f"{path} cannot be read as a file of GST data. Check its name and place.",
            field="path",
            code="file_unreadable",
        ) from error


def _changes(now: GstData, new: GstData) -> tuple[str, ...]:
    """What becomes different, in words."""
    told = []
    for code, state in new.states.items():
        if code not in now.states:
            told.append(f"New State {code} {state.name}")
        elif now.states[code] != state:
            told.append(f"State {code} {state.name} changes")
    told += [
        f"Threshold {which.value.replace('_', ' ')} changes"
        for which in new.thresholds
        if new.thresholds[which] != now.thresholds.get(which)
    ]
    known = dict(now.rates)
    for day, rates in new.rates:
        if known.get(day) != rates:
            words = ", ".join(format_percent(rate) for rate in sorted(rates))
            told.append(f"Rates from {day:%d-%m-%Y}: {words}%")
    return tuple(told)
