"""The outlet's own settings, and its terminals' printers."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.terminal_printers import Place, check_taking_over
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gstin import parse_gstin
from pos_desktop.domain.measures import BasisPoints
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import CreditPolicy, Method, Outlet, Registration
from pos_desktop.domain.people import Right
from pos_desktop.domain.scale_codes import parse_templates
from pos_desktop.domain.states import state_of

LONGEST_TEXT = 300
HSN_DIGITS = (4, 6)
NO_LIMIT: BasisPoints = 10_000
MOST_LOCK_MINUTES = 8 * 60
MOST_CUTOFF_MINUTES = 12 * 60


class GetOutlet(Struct, frozen=True, kw_only=True):
    """The outlet of the sign-in."""


class UpdateOutlet(Struct, frozen=True, kw_only=True):
    """Changes to the outlet; what is not given stays. Issued bills keep what they said."""

    name: str | None = None
    legal_name: str | None = None
    address: str | None = None
    phone: str | None = None
    state_code: str | None = None
    registration: Registration | None = None
    gstin: str | None = None
    keep_gstin_as_typed: bool = False
    fssai: str | None = None
    upi_id: str | None = None
    round_to_rupee: bool | None = None
    card_enabled: bool | None = None
    credit_enabled: bool | None = None
    receipt_header: str | None = None
    receipt_footer: str | None = None
    cashier_discount_limit: BasisPoints | None = None
    manager_discount_limit: BasisPoints | None = None
    auto_lock_minutes: int | None = None
    day_cutoff_minutes: int | None = None
    backup_folder: str | None = None
    variance_limit: Paise | None = None
    hsn_digits: int | None = None
    credit_policy: CreditPolicy | None = None
    scale_codes: str | None = None
    order_types: bool | None = None
    cash_memos: bool | None = None


class OutletView(Struct, frozen=True, kw_only=True):
    """The outlet as it is set up."""

    name: str
    legal_name: str
    address: str
    phone: str
    state_code: str
    state: str
    registration: Registration
    gstin: str | None
    fssai: str | None
    upi_id: str | None
    round_to_rupee: bool
    card_enabled: bool
    credit_enabled: bool
    receipt_header: str
    receipt_footer: str
    cashier_discount_limit: BasisPoints
    manager_discount_limit: BasisPoints
    auto_lock_minutes: int
    backup_folder: str
    variance_limit: Paise
    hsn_digits: int
    credit_policy: CreditPolicy
    scale_codes: str
    order_types: bool
    cash_memos: bool
    is_demo: bool
    utc_offset_minutes: int
    day_cutoff_minutes: int
    methods: tuple[Method, ...]


class GetPrinter(Struct, frozen=True, kw_only=True):
    """A printer of this terminal."""

    place: Place = Place.RECEIPT


class SetPrinter(Struct, frozen=True, kw_only=True):
    """How a printer of this terminal is reached; what is not given stays.

    Attributes:
        drawer_pin: 0 for no drawer.
    """

    place: Place = Place.RECEIPT
    connection: str | None = None
    address: str | None = None
    paper: str | None = None
    columns: int | None = None
    dots: int | None = None
    cutter: str | None = None
    native_qr: bool | None = None
    native_barcode: bool | None = None
    pictures: bool | None = None
    raster_slice: int | None = None
    rupee: str | None = None
    drawer_pin: int | None = None
    drawer_on_ms: int | None = None
    drawer_off_ms: int | None = None
    answers_status: bool | None = None


class PrinterView(Struct, frozen=True, kw_only=True):
    """The printer as it is set up."""

    place: Place
    name: str
    connection: str
    address: str
    paper: str
    columns: int
    dots: int
    cutter: str
    native_qr: bool
    native_barcode: bool
    pictures: bool
    raster_slice: int
    rupee: str
    drawer_pin: int | None
    drawer_on_ms: int
    drawer_off_ms: int
    answers_status: bool


@use_case("outlet.get", right=None, writes=False)
def get(desk: Desk, work: Work, request: GetOutlet) -> OutletView:
    """The outlet of the sign-in."""
    return _view(desk.outlet(work))


@use_case("outlet.update", right=Right.SETTINGS, what="change settings", writes=True)
def update(desk: Desk, work: Work, request: UpdateOutlet) -> OutletView:
    """Change the outlet's settings."""
    before = desk.outlet(work)
    outlet = checked_particulars(
        replace(before, **_given(request)),
        # What stood there before may be a GSTIN that was kept as typed.
        keep_gstin_as_typed=request.keep_gstin_as_typed or request.gstin in (None, before.gstin),
    )
    if outlet.variance_limit < 0:
        raise BadInput(
            f"The limit of a close is {format_rupees(0)} or more.", field="variance_limit"
        )
    work.people.save_outlet(outlet)
    desk.audit(work, "outlet.updated", outlet.name, changed=_changed(before, outlet))
    return _view(outlet)


@use_case("printers.get", right=None, writes=False)
def get_printer(desk: Desk, work: Work, request: GetPrinter) -> PrinterView:
    """A printer of this terminal."""
    printers = work.terminal_printers.get(desk.signed_in.terminal.id)
    return printer_view(request.place, printers.by_place[request.place])


@use_case("printers.set", right=Right.SETTINGS, what="set up printers", writes=True)
def set_printer(desk: Desk, work: Work, request: SetPrinter) -> PrinterView:
    """Set up a printer of this terminal, from the next printout on."""
    terminal = desk.signed_in.terminal
    printers = work.terminal_printers.get(terminal.id)
    given = _given(request)
    place: Place = given.pop("place")
    if given.get("drawer_pin") == 0:
        given["drawer_pin"] = None
    settings = replace(printers.by_place[place], **given)
    printers = printers.with_printer(place, settings)
    check_taking_over(printers, field="columns")
    work.terminal_printers.set(terminal.id, printers)
    desk.audit(
        work, "printer.set", terminal.code, place=place.value, connection=settings.connection
    )
    return printer_view(place, settings)


def _given(request: UpdateOutlet | SetPrinter) -> dict[str, Any]:
    names = set(request.__struct_fields__) - {"keep_gstin_as_typed"}
    values = {name: getattr(request, name) for name in sorted(names)}
    given = {name: value for name, value in values.items() if value is not None}
    for name, value in given.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise BadInput(f"At most {LONGEST_TEXT} characters fit here.", field=name)
    return given


def checked_particulars(outlet: Outlet, *, keep_gstin_as_typed: bool = False) -> Outlet:
    """The outlet with its particulars checked against one another and tidied.

    Raises BadInput naming the field; a GSTIN whose check character is wrong passes only when it
    is to be kept as typed.
    """
    if not outlet.name.strip():
        raise BadInput("The outlet needs a name.", field="name")
    state_of(outlet.state_code, field="state_code")
    gstin = (outlet.gstin or "").strip() or None
    if gstin is not None:
        parsed = parse_gstin(gstin, field="gstin", keep_as_typed=keep_gstin_as_typed)
        if parsed.state_code != outlet.state_code:
            raise BadInput(
                f"The GSTIN is of State {parsed.state_code}, the outlet of {outlet.state_code}. "
                "Correct one of them.",
                field="gstin",
                code="state_conflict",
            )
        gstin = parsed.text
    if gstin is None and outlet.registration is not Registration.UNREGISTERED:
        raise BadInput("A registered outlet needs its GSTIN.", field="gstin")
    if outlet.cash_memos and outlet.registration is not Registration.REGULAR:
        raise BadInput(
            "Only an outlet with regular GST registration issues one tax invoice a day for its "
            "small sales. Let every sale have its own document.",
            field="cash_memos",
            code="no_tax_invoices",
        )
    upi = (outlet.upi_id or "").strip() or None
    if upi is not None and (upi.count("@") != 1 or " " in upi):
        raise BadInput("A UPI id looks like shop@bank.", field="upi_id", code="upi_shape")
    for name in ("cashier_discount_limit", "manager_discount_limit"):
        if not 0 <= getattr(outlet, name) <= NO_LIMIT:
            raise BadInput("A limit is between 0 and 100%.", field=name)
    if outlet.hsn_digits not in HSN_DIGITS:
        raise BadInput(
            "An HSN has 4 digits up to a turnover of ₹5 crore, and 6 above.", field="hsn_digits"
        )
    if not 0 <= outlet.auto_lock_minutes <= MOST_LOCK_MINUTES:
        raise BadInput(
            f"Between 0 (never) and {MOST_LOCK_MINUTES} minutes.", field="auto_lock_minutes"
        )
    if not 0 <= outlet.day_cutoff_minutes <= MOST_CUTOFF_MINUTES:
        raise BadInput(
            "The day ends between midnight and noon of the next.", field="day_cutoff_minutes"
        )
    parse_templates(outlet.scale_codes, field="scale_codes")
    return replace(outlet, gstin=gstin, upi_id=upi, fssai=(outlet.fssai or "").strip() or None)


def _changed(before: Outlet, after: Outlet) -> list[str]:
    """The names of what is another than it was."""
    names = after.__struct_fields__
    return sorted(name for name in names if getattr(before, name) != getattr(after, name))


def _view(outlet: Outlet) -> OutletView:
    return OutletView(
        name=outlet.name,
        legal_name=outlet.legal_name,
        address=outlet.address,
        phone=outlet.phone,
        state_code=outlet.state_code,
        state=outlet.state_name,
        registration=outlet.registration,
        gstin=outlet.gstin,
        fssai=outlet.fssai,
        upi_id=outlet.upi_id,
        round_to_rupee=outlet.round_to_rupee,
        card_enabled=outlet.card_enabled,
        credit_enabled=outlet.credit_enabled,
        receipt_header=outlet.receipt_header,
        receipt_footer=outlet.receipt_footer,
        cashier_discount_limit=outlet.cashier_discount_limit,
        manager_discount_limit=outlet.manager_discount_limit,
        auto_lock_minutes=outlet.auto_lock_minutes,
        backup_folder=outlet.backup_folder,
        variance_limit=outlet.variance_limit,
        hsn_digits=outlet.hsn_digits,
        credit_policy=outlet.credit_policy,
        scale_codes=outlet.scale_codes,
        order_types=outlet.order_types,
        cash_memos=outlet.cash_memos,
        is_demo=outlet.is_demo,
        utc_offset_minutes=outlet.utc_offset_minutes,
        day_cutoff_minutes=outlet.day_cutoff_minutes,
        methods=outlet.methods,
    )


def printer_view(place: Place, settings: PrinterSettings) -> PrinterView:
    """A printer as it is shown."""
    return PrinterView(
        place=place,
        paper=settings.paper,
        name=settings.name,
        connection=settings.connection,
        address=settings.address,
        columns=settings.columns,
        dots=settings.dots,
        cutter=settings.cutter,
        native_qr=settings.native_qr,
        native_barcode=settings.native_barcode,
        pictures=settings.pictures,
        raster_slice=settings.raster_slice,
        rupee=settings.rupee,
        drawer_pin=settings.drawer_pin,
        drawer_on_ms=settings.drawer_on_ms,
        drawer_off_ms=settings.drawer_off_ms,
        answers_status=settings.answers_status,
    )
