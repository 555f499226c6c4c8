"""Advances for services: a payment on account whose tax is due at once, with a voucher."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.clock import check_clock
from pos_desktop.application.customers import bring_back, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_to_sell_in
from pos_desktop.application.order_view import gst_of
from pos_desktop.application.parties import seller_of
from pos_desktop.application.payments import (
    ReceivePayment,
    check_payment,
    payment_receipt,
    post_payment,
)
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.domain.accounts import PaymentReceipt
from pos_desktop.domain.bills import AdvanceUsed, Bill
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.documents import Series
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import BasisPoints
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Method, Outlet, Registration
from pos_desktop.domain.people import Right
from pos_desktop.domain.place_of_supply import BuyerOnInvoice, decide_place
from pos_desktop.domain.states import state_of
from pos_desktop.domain.tax_classes import TaxClass
from pos_desktop.domain.vouchers import (
    SERVICES,
    AdvanceTax,
    ReceiptVoucher,
    part_of,
    services_of,
    tax_within,
)

LONGEST_DESCRIPTION = 300
LONGEST_SAC = 8


class ServiceClasses(Struct, frozen=True, kw_only=True):
    """The tax classes of services that an advance can be taken for."""


class ServiceClass(Struct, frozen=True, kw_only=True):
    """A tax class of services with its rate of today."""

    code: str
    name: str
    gst_rate: BasisPoints


class ServiceClassList(Struct, frozen=True, kw_only=True):
    """Tax classes of services, restaurant service first."""

    classes: tuple[ServiceClass, ...]


class ReceiveAdvance(Struct, frozen=True, kw_only=True):
    """Money for a service that is still to be done, tax included; ``tax_class`` says which."""

    customer_id: int
    amount: Paise
    tax_class: str
    description: str
    sac: str = ""
    method: Method = Method.CASH
    reference: str = ""


class AdvanceReceived(Struct, frozen=True, kw_only=True):
    """The receipt voucher, numbered and durable."""

    voucher_number: str
    customer_id: int
    figures: AdvanceTax
    gst_rate: BasisPoints
    place_of_supply: str
    reason: str
    balance_after: Paise


@use_case("vouchers.service_classes", right=Right.SELL, what="take advances", writes=False)
def service_classes(desk: Desk, work: Work, request: ServiceClasses) -> ServiceClassList:
    """The tax classes of services that an advance can be taken for."""
    outlet = desk.outlet(work)
    day = outlet.local(desk.clock()).date()
    found = [
        (known, rate)
        for known in work.tax.classes(outlet.id)
        if known.supply in SERVICES and known.treatment is Treatment.TAXABLE
        for rate in (known.rate_on(day),)
        if rate is not None
    ]
    found.sort(key=lambda pair: pair[0].supply is not Supply.RESTAURANT)
    return ServiceClassList(
        classes=tuple(
            ServiceClass(code=known.code, name=known.name, gst_rate=rate.gst_rate)
            for known, rate in found
        )
    )


@use_case("vouchers.receive_advance", right=Right.SELL, what="take advances", writes=True)
def receive_advance(desk: Desk, work: Work, request: ReceiveAdvance) -> AdvanceReceived:
    """Take an advance for a service: its tax is due now, and its bill will take it off."""
    outlet = desk.outlet(work)
    _check(request, outlet)
    payment = ReceivePayment(
        customer_id=request.customer_id,
        amount=request.amount,
        method=request.method,
        reference=request.reference,
    )
    check_payment(payment, outlet)
    shift = shift_to_sell_in(desk, work, "take an advance in")
    desk.guard()
    check_clock(desk, work, "take an advance")
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    if customer.balance < 0:
        raise Refused(
            f"{customer.details.name} owes {format_rupees(-customer.balance)}. Take a payment for "
            "that first; then the advance.",
            code="owes",
        )
    bring_back(desk, work, customer)
    receipt = payment_receipt(
        desk, work, outlet, shift, customer, payment, settled=[], series=Series.VOUCHER
    )
    receipt = replace(
        receipt, id=work.accounts.add_payment(receipt, outlet_id=outlet.id, shift_id=shift.id)
    )
    voucher = _voucher(work, outlet, customer, request, receipt)
    work.vouchers.add(voucher, uuid=desk.new_uuid(), outlet_id=outlet.id)
    post_payment(desk, work, outlet, shift, receipt)
    desk.audit(work, "advance.received", receipt.number, amount=receipt.amount)
    voucher = replace(voucher, payment=replace(receipt, proof=work.seal()))
    queue_printouts(
        desk,
        work,
        document="receipt_voucher",
        number=receipt.number,
        opens_drawer=receipt.method is Method.CASH,
        render=lambda printer: desk.printouts.voucher_bytes(
            voucher, printer, work.letterheads.get(desk.signed_in.outlet_id)
        ),
    )
    return AdvanceReceived(
        voucher_number=receipt.number,
        customer_id=customer.id,
        figures=voucher.figures,
        gst_rate=voucher.gst_rate,
        place_of_supply=voucher.place_of_supply,
        reason=voucher.reason,
        balance_after=receipt.balance_after,
    )


def use_vouchers(desk: Desk, work: Work, bill: Bill) -> tuple[AdvanceUsed, ...]:
    """Use up vouchers, oldest first, as far as the advance that paid a bill paid for services."""
    paid = sum(tender.amount for tender in bill.tenders if tender.method is Method.ADVANCE)
    left = min(paid, services_of(bill))
    if bill.customer_id is None or not left:
        return ()
    used = []
    for voucher in work.vouchers.open_of(bill.customer_id):
        part = part_of(voucher, min(left, voucher.left))
        work.vouchers.use(
            voucher.payment_id, bill.id, part, uuid=desk.new_uuid(), at=bill.issued_at
        )
        used.append(AdvanceUsed(voucher_number=voucher.number, amount=part.amount, tax=part.tax))
        left -= part.amount
        if not left:
            break
    return tuple(used)


def _check(request: ReceiveAdvance, outlet: Outlet) -> None:
    if outlet.registration is not Registration.REGULAR:
        raise Refused(
            "This outlet collects no GST, so an advance bears none. Take it as a payment on "
            "account.",
            code="no_gst_on_advance",
        )
    if not request.description.strip():
        raise BadInput("Say what the advance is for.", field="description", code="missing_field")
    if len(request.description) > LONGEST_DESCRIPTION:
        raise BadInput(
            f"A description has at most {LONGEST_DESCRIPTION} characters.", field="description"
        )
    if len(request.sac) > LONGEST_SAC:
        raise BadInput(f"A SAC has at most {LONGEST_SAC} digits.", field="sac")


def _voucher(
    work: Work,
    outlet: Outlet,
    customer: Customer,
    request: ReceiveAdvance,
    receipt: PaymentReceipt,
) -> ReceiptVoucher:
    found = _service_class(work, outlet, request.tax_class)
    rate = found.rate_on(receipt.local_time.date())
    if rate is None:
        raise BadInput(
            f"The tax class “{found.name}” has no rate today. Add one first.", field="tax_class"
        )
    gst = gst_of(customer)
    place = decide_place(
        seller_state=outlet.state_code,
        registration=outlet.registration,
        buyer=BuyerOnInvoice(gstin=gst.gstin, state_code=gst.state_code, is_sez=gst.is_sez),
        lines=[(found.treatment, found.supply)],
    )
    details = customer.details
    return ReceiptVoucher(
        payment=receipt,
        description=request.description.strip(),
        sac=request.sac.strip(),
        supply=found.supply,
        gst_rate=rate.gst_rate,
        figures=tax_within(request.amount, rate.gst_rate, place.levies[0]),
        seller=seller_of(outlet),
        buyer_gstin=gst.gstin,
        buyer_address=details.company_address or details.address,
        buyer_state_code=gst.state_code,
        place_of_supply=place.state_code,
        place_name=state_of(place.state_code, field="place_of_supply").name,
        is_interstate=place.is_interstate,
        reason=place.reason,
    )


def _service_class(work: Work, outlet: Outlet, code: str) -> TaxClass:
    for known in work.tax.classes(outlet.id):
        if known.code != code.strip():
            continue
        if known.supply in SERVICES and known.treatment is Treatment.TAXABLE:
            return known
        raise BadInput(
            "An advance for goods, or for what is exempt, bears no tax before its bill. Take it "
            "as a payment on account.",
            field="tax_class",
            code="no_gst_on_advance",
        )
    raise BadInput(f"There is no tax class “{code}”.", field="tax_class", code="unknown_tax_class")
