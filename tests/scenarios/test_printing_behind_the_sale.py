"""A receipt is frozen with its sale, and a printer never undoes or holds up one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.application import bills
from pos_desktop.application.printing import JobKind
from pos_desktop.domain.errors import Refused


def _jobs(shop):
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql("SELECT kind, number, data FROM print_job ORDER BY id")
        return [(row[0], row[1], row[2]) for row in rows]


def test_a_cash_sale_queues_the_kick_first_and_then_the_receipt(open_shop_today):
    open_shop_today.set_printer()
    bill = open_shop_today.sell("100.00", cash=200_00)
    kinds = [(kind, number) for kind, number, _ in _jobs(open_shop_today)]
    assert kinds == [(JobKind.KICK, bill.bill_number), (JobKind.ORIGINAL, bill.bill_number)]


def test_a_upi_sale_does_not_open_the_drawer(open_shop_today):
    open_shop_today.set_printer()
    open_shop_today.sell("100.00", upi=100_00)
    assert [kind for kind, _, _ in _jobs(open_shop_today)] == [JobKind.ORIGINAL]


def test_the_bytes_are_those_of_the_bill_as_it_was_issued(open_shop_today):
    shop = open_shop_today
    shop.set_printer()
    bill = shop.sell("100.00", cash=100_00)
    before = _jobs(shop)[-1][2]
    shop.set(name="Another Name")
    with shop.store.look() as look:
        stored = look.bills.by_number(shop.cashier.signed_in.outlet_id, bill.bill_number)
        printer = look.people.printer(shop.cashier.signed_in.terminal.id)
    assert shop.desk.printouts.bill_bytes(stored, printer) == before


def test_a_receipt_that_cannot_be_made_does_not_undo_the_sale(open_shop_today):
    shop = open_shop_today
    shop.set_printer()

    class Broken:
        """Printouts with a fault."""

        def kick_bytes(self, printer):
            return b"kick"

        def bill_bytes(self, bill, printer):
            raise RuntimeError("the layout has a fault")

    bill = shop.sell("100.00", cash=100_00, desk=replace(shop.cashier, printouts=Broken()))
    assert bill.bill_number
    assert shop.count("bill") == 1
    with shop.store.look() as look:
        found = look.sql.exec_driver_sql(
            "SELECT count(*) FROM audit_entry WHERE action = 'printout.failed'"
        )
        assert found.scalar_one() == 1


def test_reprints_are_counted_and_never_open_the_drawer(open_shop_today):
    shop = open_shop_today
    shop.set_printer()
    number = shop.sell("100.00", cash=100_00).bill_number
    for copy in (1, 2):
        done = bills.reprint(shop.cashier, bills.BillNumber(bill_number=number))
        assert done.copy == copy
    kinds = [kind for kind, _, _ in _jobs(shop)]
    assert kinds == [JobKind.KICK, JobKind.ORIGINAL, JobKind.REPRINT, JobKind.REPRINT]
    assert b"REPRINT 2" in _jobs(shop)[-1][2]


def test_without_a_printer_a_copy_is_refused_with_the_mend(open_shop_today):
    number = open_shop_today.sell("100.00", cash=100_00).bill_number
    with pytest.raises(Refused) as told:
        bills.reprint(open_shop_today.cashier, bills.BillNumber(bill_number=number))
    assert told.value.code == "no_printer"
