"""Past days at the demo shop, played through the real use cases with a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from msgspec.structs import replace

from pos_desktop.application import (
    billing,
    bills,
    credit_notes,
    customers,
    items,
    outlet,
    payments,
    shifts,
)
from pos_desktop.application.customers import CustomerView
from pos_desktop.application.desk import Desk
from pos_desktop.application.items import ItemView
from pos_desktop.application.lines import LineInput
from pos_desktop.application.returning import ReturnLine
from pos_desktop.domain.clock import INDIA
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.measures import ONE, Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.outlet import Method

_FLOAT_CASH: Paise = 2_000_00
_BILLS_A_DAY = (18, 34)
_SHARE_BROUGHT_BACK = 0.03
_REASONS = (
    ("Past its date", False),
    ("Packet was torn", False),
    ("Taken by mistake", True),
    ("Wanted another size", True),
)
_WEIGHTS_SOLD: tuple[Milli, ...] = (250, 500, 500, 750, ONE, ONE, 1500, 2 * ONE)


class PlayedClock:
    """A clock that is set by hand while past days are played."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it was set to; a millisecond passes at every look."""
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass
class DemoDays:
    """Plays days at a shop: *cashier* bills, *manager* moves cash and closes."""

    cashier: Desk
    manager: Desk
    seed: int

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - a story, not a secret
        # Dice of their own: what is sold does not depend on what comes back.
        self._returning = random.Random(f"{self.seed} returns")  # noqa: S311 - a story, too
        self._clock = cast(PlayedClock, self.cashier.clock)
        self._regulars: list[CustomerView] = []
        self._items: list[ItemView] = []
        self._weights: list[int] = []
        self._state_code = outlet.get(self.cashier, outlet.GetOutlet()).state_code

    def know(self, regulars: list[CustomerView], catalogue: list[ItemView]) -> None:
        """Who comes and what there is to buy; favourites and snacks are bought more often."""
        self._regulars = regulars
        self._items = catalogue
        keys = items.quick_keys(self.cashier, items.QuickKeys())
        favourites = {item.id for item in keys.items}
        self._weights = [
            8 if item.id in favourites else 3 if item.supply is Supply.RESTAURANT else 2
            for item in catalogue
        ]

    def play(self, day: date) -> int:
        """One trading day from opening to closing; returns the number of bills."""
        self._set(day, time(8, 30))
        last = shifts.current(self.cashier, shifts.CurrentShift()).last_closing_cash
        shifts.open_shift(self.cashier, shifts.OpenShift(opening_cash=last or _FLOAT_CASH))
        count = self._random.randint(*_BILLS_A_DAY)
        minutes = sorted(self._random.randint(0, 12 * 60) for _ in range(count))
        for minute in minutes:
            self._set(day, time(9 + minute // 60, minute % 60, self._random.randint(0, 59)))
            number = self._sell()
            if self._returning.random() < _SHARE_BROUGHT_BACK:
                self._bring_back(number)
            if self._random.random() < 0.12:
                self._collect()
        self._set(day, time(21, 40))
        self._pay_out_and_drop()
        self._close()
        return count

    def _set(self, day: date, at: time) -> None:
        moment = datetime.combine(day, at, tzinfo=INDIA).astimezone(UTC)
        self._clock.now = max(moment, self._clock.now)

    def _sell(self) -> str:
        chosen = self._random.choices(self._items, self._weights, k=self._random.randint(1, 9))
        lines = tuple(
            LineInput(item=item.id, qty=self._qty(item))
            for item in {i.id: i for i in chosen}.values()
        )
        snack = any(item.supply is Supply.RESTAURANT for item in chosen)
        regular = self._random.choice(self._regulars) if self._random.random() < 0.4 else None
        if regular is not None and regular.gstin and regular.gst_state_code != self._state_code:
            # A meal and goods for another State do not stand on one invoice to a business.
            chosen = [item for item in chosen if item.supply is not Supply.RESTAURANT] or chosen
            kept = {item.id for item in chosen}
            lines = tuple(line for line in lines if line.item in kept)
            snack = any(item.supply is Supply.RESTAURANT for item in chosen)
        request = billing.IssueBill(
            lines=lines,
            order_type=self._random.choice((OrderType.DINE_IN, OrderType.TAKEAWAY))
            if snack
            else OrderType.COUNTER,
            customer=billing.BuyerInput(id=regular.id) if regular else None,
        )
        due = self._total(request)
        paid = replace(request, tenders=self._tenders(due, regular))
        return billing.issue(self.cashier, paid).bill_number

    def _bring_back(self, number: str) -> None:
        """A line of the bill comes back a little later; what is spoilt does not go on the shelf."""
        self._clock.now += timedelta(minutes=self._returning.randint(2, 9))
        record = bills.get(self.manager, bills.BillNumber(bill_number=number))
        line = self._returning.choice(record.lines)
        reason, restock = self._returning.choice(_REASONS)
        back = ReturnLine(line=line.line, qty=min(line.qty, ONE), restock=restock)
        request = credit_notes.IssueNote(bill_number=number, lines=(back,), reason=reason)
        credit_notes.issue(self.manager, request)

    def _total(self, request: billing.IssueBill) -> Paise:
        """What the lines come to: the same arithmetic as the bill's, nothing stored."""
        from pos_desktop.application.quote import QuoteRequest, QuoteSeller, quote

        by_id = {item.id: item for item in self._items}
        lines = []
        for line in request.lines:
            item = by_id[cast(int, line.item)]
            lines.append(
                LineInput(
                    qty=line.qty,
                    unit_price=item.price,
                    price_includes_tax=item.price_includes_tax,
                    gst_rate=item.gst_rate,
                    treatment=item.treatment,
                    supply=item.supply,
                )
            )
        seller = QuoteSeller(state_code="23")
        return quote(QuoteRequest(seller=seller, lines=tuple(lines))).totals.total

    def _qty(self, item: ItemView) -> Milli:
        if item.sold_by_weight:
            return self._random.choice(_WEIGHTS_SOLD)
        return self._random.choice((1, 1, 1, 1, 2, 2, 3)) * ONE

    def _tenders(self, due: Paise, regular: CustomerView | None) -> tuple[billing.TenderInput, ...]:
        if regular is not None and regular.credit_limit and self._random.random() < 0.55:
            now = customers.get(self.cashier, customers.CustomerId(id=regular.id))
            if due - now.balance <= (regular.credit_limit or 0):
                paid = due // 3 // 1000 * 1000 if self._random.random() < 0.3 else 0
                cash = billing.TenderInput(method=Method.CASH, amount=paid)
                credit = billing.TenderInput(method=Method.CREDIT)
                return (cash, credit) if paid else (credit,)
        method = self._random.choices((Method.CASH, Method.UPI, Method.CARD), (55, 37, 8))[0]
        if method is Method.CASH:
            note = self._random.choice((1, 10_00, 50_00, 100_00, 500_00))
            handed = -(-due // note) * note
            return (billing.TenderInput(method=Method.CASH, amount=handed),)
        reference = f"{self._random.randint(10**11, 10**12 - 1)}"
        return (billing.TenderInput(method=method, amount=due, reference=reference),)

    def _collect(self) -> None:
        """Some regular pays all or part of what is owed."""
        regular = self._random.choice([r for r in self._regulars if r.credit_limit])
        now = customers.get(self.cashier, customers.CustomerId(id=regular.id))
        if now.balance >= 0:
            return
        share = self._random.choice((1, 1, 2, 3))
        amount = max(-now.balance // share // 1000 * 1000, min(-now.balance, 1000))
        method = self._random.choice((Method.CASH, Method.CASH, Method.UPI))
        payments.receive_payment(
            self.cashier,
            payments.ReceivePayment(customer_id=regular.id, amount=amount, method=method),
        )

    def _pay_out_and_drop(self) -> None:
        if self._random.random() < 0.5:
            reason = self._random.choice(("Milk delivery", "Tempo fare", "Tea for staff"))
            amount = self._random.choice((60_00, 120_00, 250_00))
            shifts.payout(self.manager, shifts.MoveCash(amount=amount, reason=reason))

    def _close(self) -> None:
        """Count the drawer; most days it fits, on some it is a little off."""
        with self.cashier.store.look() as look:
            shift = look.shifts.open_shift(self.cashier.signed_in.terminal.id)
            if shift is None:
                raise RuntimeError("the played shift is not open")
            sums = look.shifts.cash_sums(shift.id)
        expected = (
            shift.opening_cash
            + sums.cash_sales
            + sums.cash_collections
            - sums.cash_refunds
            - sums.cash_payouts
            - sums.cash_drops
        )
        drop = max(expected - _FLOAT_CASH, 0) // 500_00 * 500_00
        if drop:
            request = shifts.MoveCash(amount=drop, reason="Evening deposit")
            shifts.cash_drop(self.manager, request)
        off = self._random.choice((0, 0, 0, 0, -10_00, 5_00, -50_00))
        count = max(expected - drop + off, 0)
        shifts.close(self.cashier, shifts.CloseShift(closing_cash=count))
