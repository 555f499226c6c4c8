"""What a terminal prints when its printer stands in another place than the receipt printer's."""

from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application import bills, cash_moves, customers, outlet, papers, statements
from pos_desktop.application.letterhead import Language
from pos_desktop.application.printers import RoutePrintouts, route
from pos_desktop.application.printing import JobKind
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.application.terminal_printers import Goes, Place
from pos_desktop.domain.errors import Refused
from tests.shop_at_hand import ShopAtHand


def set_up(shop: ShopAtHand, place: Place, **given: Any) -> None:
    folder = shop.folder / place.value
    folder.mkdir(exist_ok=True)
    settings = {"connection": "file", "address": str(folder), **given}
    outlet.set_printer(shop.owner, outlet.SetPrinter(place=place, **settings))


def jobs(shop: ShopAtHand) -> list[tuple[str, str, str]]:
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql("SELECT kind, document, printer FROM print_job ORDER BY id")
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("place", Place)
def test_a_copy_is_printed_by_the_only_printer_wherever_it_stands(
    open_shop_today: ShopAtHand, place: Place
) -> None:
    shop = open_shop_today
    number = shop.sell("100.00", cash=100_00).bill_number
    set_up(shop, place)
    assert bills.reprint(shop.cashier, bills.BillNumber(bill_number=number)).copy == 1
    ((kind, document, printer),) = jobs(shop)
    assert (kind, document) == (JobKind.REPRINT, "bill")
    assert printer.split()[0].casefold() == place.value


def test_a_refused_copy_says_what_to_do_and_leaves_nothing_behind(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    number = shop.sell("100.00", cash=100_00).bill_number
    with pytest.raises(Refused) as told:
        bills.reprint(shop.cashier, bills.BillNumber(bill_number=number))
    assert told.value.code == "no_printer"
    assert "Set one up" in str(told.value)
    assert jobs(shop) == []


def test_a_statement_is_printed_by_the_second_printer_alone(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    who = customers.create(shop.manager, customers.CustomerInput(name="Ravi", phone="9826012345"))
    asked = statements.PrintStatement(customer_id=who.id)
    with pytest.raises(Refused, match="Set one up"):
        statements.print_statement(shop.cashier, asked)
    set_up(shop, Place.SECOND)
    statements.print_statement(shop.cashier, asked)
    assert jobs(shop) == [("original", "statement", "Second printer")]


def test_the_drawer_is_said_to_open_where_it_is_wired(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    set_up(shop, Place.RECEIPT)
    asked = cash_moves.NoSale(reason="Change")
    assert not cash_moves.no_sale(shop.manager, asked).opened
    set_up(shop, Place.SECOND, drawer_pin=2)
    assert cash_moves.no_sale(shop.manager, asked).opened
    assert ("kick", "cash_slip", "Second printer") in jobs(shop)


def test_a_preview_has_the_columns_of_the_printer_that_prints_it(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    number = shop.sell("100.00", cash=100_00).bill_number
    set_up(shop, Place.RECEIPT)
    set_up(shop, Place.SECOND, columns=32, dots=384)
    asked = RenderPrintout(kind=PrintoutKind.BILL, number=number)
    assert render(shop.cashier, asked).columns == 48
    route(shop.owner, RoutePrintouts(routes={"bill": Goes.SECOND}))
    assert render(shop.cashier, asked).columns == 32


def test_a_statement_is_printed_in_the_language_of_receipts(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    who = customers.create(shop.manager, customers.CustomerInput(name="Ravi", phone="9826012345"))
    set_up(shop, Place.RECEIPT)
    for language, is_english in ((Language.ENGLISH, True), (Language.HINDI, False)):
        papers.set_letterhead(shop.owner, papers.SetLetterhead(language=language))
        statements.print_statement(shop.cashier, statements.PrintStatement(customer_id=who.id))
        with shop.store.look() as look:
            printed = look.sql.exec_driver_sql("SELECT data FROM print_job ORDER BY id DESC")
            assert (b"Statement of account" in printed.first()[0]) is is_english
