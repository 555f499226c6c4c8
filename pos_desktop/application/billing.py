"""The sale: one transaction that makes a bill out of an order.

Everything the sale changes is written together or not at all: the number, the bill with its
lines and tenders, the customer's account, cash, stock, the audit entry and the print job.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.clock import check_clock
from pos_desktop.application.customers import CustomerInput, find_or_create, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.discounts import check_discounts
from pos_desktop.application.kept_change import keep_change, kept_of, without_change
from pos_desktop.application.lines import LineInput, LineView, view_line
from pos_desktop.application.opening import shift_to_sell_in
from pos_desktop.application.order_gst import gst_given
from pos_desktop.application.order_view import (
    at_rates_of_today,
    customer_of,
    known_order,
    named_on,
    with_customer,
)
from pos_desktop.application.orders import line_for, new_order
from pos_desktop.application.parties import buyer_of, seller_of
from pos_desktop.application.ports import Work
from pos_desktop.application.posting import (
    Brought,
    check_credit,
    count_order,
    post_to_account,
    record_sale_cash,
    use_advance_first,
)
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.domain.bills import Bill, BillLine, Offered, Settlement, settle
from pos_desktop.domain.cash_memos import can_be_memo
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.documents import DocumentKind, Series, document_number, financial_year
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Totals
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import (
    Order,
    OrderStatus,
    OrderType,
    PricedOrder,
    price_order,
)
from pos_desktop.domain.outlet import Method, Outlet
from pos_desktop.domain.particulars import check_buyer_details, check_one_place
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import Shift
from pos_desktop.domain.states import state_of


class TenderInput(Struct, frozen=True, kw_only=True):
    """One way of paying. A credit without an amount takes the rest."""

    method: Method
    amount: Paise | None = None
    reference: str = ""


class BuyerInput(CustomerInput, frozen=True, kw_only=True):
    """Who buys: a known customer by id or phone, or a new one."""

    id: int | None = None


class IssueBill(Struct, frozen=True, kw_only=True):
    """An order to bill, or lines to bill at once; and how it is paid."""

    order_id: int | None = None
    lines: tuple[LineInput, ...] = ()
    order_type: OrderType | None = None
    customer: BuyerInput | None = None
    bill_discount: Discount | None = None
    tenders: tuple[TenderInput, ...] = ()
    keep_change: bool = False
    """The change stays with the shop, on the customer's account."""
    invoice_asked: bool = False
    """The buyer of a small sale wants a tax invoice of it."""


class TenderView(Struct, frozen=True, kw_only=True):
    """One tender as it was taken; ``handed`` less ``amount`` is its change."""

    method: Method
    amount: Paise
    handed: Paise
    reference: str


class IssuedBill(Struct, frozen=True, kw_only=True):
    """The bill, numbered and durable."""

    bill_number: str
    order_number: str
    document: DocumentKind
    issued_at: datetime
    is_interstate: bool
    place_of_supply: str
    reason: str
    lines: tuple[LineView, ...]
    totals: Totals
    tenders: tuple[TenderView, ...]
    change: Paise
    balance_due: Paise
    customer_id: int | None
    kept_as_advance: Paise = 0


@use_case("billing.issue", right=Right.SELL, what="sell", writes=True)
def issue(desk: Desk, work: Work, request: IssueBill) -> IssuedBill:
    """Issue a bill. The same order again gives its first bill: two Enters make one bill."""
    bill = sell(desk, work, request)
    cash = sum(t.amount or 0 for t in request.tenders if t.method is Method.CASH)
    kept = kept_of(bill, cash) if request.keep_change else 0
    return replace(view_bill(bill), kept_as_advance=kept)


def sell(
    desk: Desk,
    work: Work,
    request: IssueBill,
    brought: Brought | None = None,
    *,
    as_sold_before: bool = False,
) -> Bill:
    """The bill of a request. *brought* says what goods pay; its discounts were *as_sold_before*."""
    order = None
    if request.order_id is not None:
        order = known_order(desk, work, request.order_id)
        if order.status is OrderStatus.COMPLETED:
            return bill_of(work, order)
    shift = shift_to_sell_in(desk, work)
    desk.guard()
    check_clock(desk, work, "bill")
    outlet = desk.outlet(work)
    order, customer = _order_to_bill(desk, work, outlet, request, order)
    priced = price_order(order, outlet)
    offered = [
        Offered(method=t.method, amount=t.amount, reference=t.reference) for t in request.tenders
    ]
    methods = outlet.methods
    if not as_sold_before:
        check_discounts(desk, work, outlet, order, priced)
    check_one_place(priced, order.gst)
    day = outlet.local(desk.clock()).date()
    check_buyer_details(priced, order.gst, named_on(order, customer), day)
    if brought is not None:
        offered = [*brought(priced.cart.totals.total), *offered]
        methods = (*methods, Method.EXCHANGE)
        # What came back may have gone onto the account.
        customer = customer_of(desk, work, order)
    settlement = settle(priced.cart.totals.total, offered, methods=methods)
    kept = 0
    if request.keep_change:
        settlement, kept = without_change(settlement, customer)
    settlement = use_advance_first(settlement, customer)
    check_credit(desk, work, outlet, customer, settlement)
    sale = _Sale(
        outlet=outlet,
        shift=shift,
        order=order,
        customer=customer,
        priced=priced,
        settlement=settlement,
        at=desk.clock(),
        is_memo=not request.invoice_asked and can_be_memo(priced, order, outlet, day),
    )
    bill = _write(desk, work, sale)
    if kept and bill.customer_id is not None:
        keep_change(desk, work, outlet, shift, bill.customer_id, kept)
    return bill


def bill_of(work: Work, order: Order) -> Bill:
    """The bill of a completed order."""
    bill = work.bills.by_order(order.outlet_id, order.id)
    if bill is None:
        raise RuntimeError(f"order {order.number} is completed, but has no bill")
    return bill


def view_bill(bill: Bill) -> IssuedBill:
    """A bill as programs and screens see it."""
    return IssuedBill(
        bill_number=bill.number,
        order_number=bill.order_number,
        document=bill.document,
        issued_at=bill.issued_at,
        is_interstate=bill.is_interstate,
        place_of_supply=bill.place_of_supply,
        reason=bill.reason,
        lines=tuple(view_line(line, line.taxed) for line in bill.lines),
        totals=bill.totals,
        tenders=tuple(
            TenderView(method=t.method, amount=t.amount, handed=t.handed, reference=t.reference)
            for t in bill.tenders
        ),
        change=bill.change,
        balance_due=bill.balance_due,
        customer_id=bill.customer_id,
    )


def _order_to_bill(
    desk: Desk, work: Work, outlet: Outlet, request: IssueBill, stored: Order | None
) -> tuple[Order, Customer | None]:
    """The stored order, or one made of the lines given at once, with its customer."""
    if stored is not None:
        if request.lines:
            raise BadInput("Give an order or lines, not both.", field="lines")
        order = at_rates_of_today(desk, work, outlet, stored.changeable())
    else:
        order = new_order(desk, work, outlet, OrderType.COUNTER, "")
        day = outlet.local(desk.clock()).date()
        for i, given in enumerate(request.lines):
            line, _ = line_for(work, outlet, given, day=day, number=0, path=f"lines[{i}]")
            order = order.with_new_line(line)
    if not order.lines:
        raise BadInput("There is nothing to bill: add an item.", field="lines", code="no_lines")
    if request.order_type is not None:
        order = replace(order, order_type=request.order_type)
    if request.bill_discount is not None:
        order = replace(order, bill_discount=request.bill_discount)
    return _with_buyer(desk, work, order, request.customer)


def _with_buyer(
    desk: Desk, work: Work, order: Order, given: BuyerInput | None
) -> tuple[Order, Customer | None]:
    if given is None:
        if order.customer_id is None:
            return order, None
        return order, known_customer(desk, work, order.customer_id, field="customer.id")
    if given.id is not None:
        customer = known_customer(desk, work, given.id, field="customer.id")
    else:
        customer = find_or_create(desk, work, given, path="customer.")
    if customer.id != order.customer_id:
        order = with_customer(order, customer, before=customer_of(desk, work, order))
    return replace(order, gst=gst_given(given, customer, order.gst)), customer


class _Sale(Struct, frozen=True, kw_only=True):
    """Everything that was decided before the first row is written."""

    outlet: Outlet
    shift: Shift
    order: Order
    customer: Customer | None
    priced: PricedOrder
    settlement: Settlement
    at: datetime
    is_memo: bool


def _write(desk: Desk, work: Work, sale: _Sale) -> Bill:
    """Write everything the sale changes, in the caller's transaction."""
    order = replace(sale.order, status=OrderStatus.COMPLETED)
    if order.id == 0:
        order = work.orders.add(order)
    else:
        work.orders.complete(order, at=sale.at)
    bill = _make_bill(desk, work, replace(sale, order=order))
    bill = replace(bill, id=work.bills.add(bill, desk.new_uuid))
    cash = sale.settlement.paid_by(Method.CASH)
    if cash:
        record_sale_cash(desk, work, bill, cash)
    work.items.move_stock(bill, desk.new_uuid)
    if sale.customer is not None:
        post_to_account(desk, work, bill)
        bill = _with_vouchers_used(desk, work, bill)
        count_order(desk, work, sale.customer, bill)
    if bill.balance_due:
        work.accounts.add_due(bill)
    if bill.totals.discount:
        desk.audit(work, "bill.discounted", bill.number, amount=bill.totals.discount)
    desk.audit(work, "bill.issued", bill.number, total=bill.totals.total)
    bill = replace(bill, proof=work.seal())
    queue_printouts(
        desk,
        work,
        document="bill",
        number=bill.number,
        opens_drawer=cash > 0 or bill.change > 0,
        render=lambda printer: desk.printouts.bill_bytes(
            bill, printer, letterhead=work.letterheads.get(bill.outlet_id)
        ),
    )
    return bill


def _with_vouchers_used(desk: Desk, work: Work, bill: Bill) -> Bill:
    """The bill with the vouchers that its advance uses up: few bills are paid by one."""
    if not any(tender.method is Method.ADVANCE for tender in bill.tenders):
        return bill
    from pos_desktop.application.vouchers import use_vouchers

    return replace(bill, advances=use_vouchers(desk, work, bill))


def _make_bill(desk: Desk, work: Work, sale: _Sale) -> Bill:
    """The bill, with every fact about seller, buyer and items copied into it."""
    session, outlet, order = desk.signed_in, sale.outlet, sale.order
    local = outlet.local(sale.at)
    year = financial_year(local.date())
    series = Series.CASH_MEMO if sale.is_memo else Series.BILL
    sequence = work.bills.next_number(session.terminal.id, series, year)
    place = sale.priced.place
    return Bill(
        id=0,
        uuid=desk.new_uuid(),
        number=document_number(session.terminal.code, series, year, sequence),
        order_id=order.id,
        order_number=order.number,
        document=DocumentKind.CASH_MEMO if sale.is_memo else sale.priced.document,
        order_type=order.order_type,
        issued_at=sale.at,
        local_time=local,
        business_date=sale.shift.business_date,
        outlet_id=outlet.id,
        terminal_id=session.terminal.id,
        shift_id=sale.shift.id,
        cashier_id=session.user_id,
        cashier_name=session.user_name,
        customer_id=sale.customer.id if sale.customer else None,
        seller=seller_of(outlet),
        buyer=buyer_of(sale.customer, named_on(order, sale.customer)),
        gst=order.gst,
        place_of_supply=place.state_code,
        place_name=state_of(place.state_code, field="place_of_supply").name,
        is_interstate=place.is_interstate,
        reason=place.reason,
        lines=_bill_lines(order, sale.priced),
        totals=sale.priced.cart.totals,
        tenders=sale.settlement.tenders,
        change=sale.settlement.change,
        override=order.override,
        order_label=order.label if outlet.order_types else "",
    )


def _bill_lines(order: Order, priced: PricedOrder) -> tuple[BillLine, ...]:
    return tuple(
        BillLine(
            line=number,
            item_id=line.item_id,
            description=line.description,
            description_hi=line.description_hi,
            hsn=line.hsn,
            qty=line.qty,
            unit=line.unit,
            unit_price=line.unit_price,
            price_includes_tax=line.price_includes_tax,
            mrp=line.mrp,
            terms=line.terms,
            taxed=taxed,
        )
        for number, (line, taxed) in enumerate(
            zip(order.lines, priced.cart.lines, strict=True), start=1
        )
    )
