from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from pos_desktop.application import customers, dues, exports, shifts
from pos_desktop.application.billing import BuyerInput
from pos_desktop.domain.accounts import Ageing, BalanceState, age_dues
from pos_desktop.domain.errors import BadInput
from tests.shop_at_hand import ShopAtHand


def buyer(shop: ShopAtHand, name: str, phone: str) -> BuyerInput:
    made = customers.create(shop.cashier, customers.CustomerInput(name=name, phone=phone))
    return BuyerInput(id=made.id)


def days_later(shop: ShopAtHand, days: int) -> None:
    """Close the shift and open another: bills are dated by their shift."""
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    shop.clock.forward(days=days)
    shop.open_shift()


def exported(shop: ShopAtHand, **wanted: object) -> list[dict[str, str]]:
    made = exports.export_balances(shop.cashier, dues.WholeReport(**wanted))
    rows = list(csv.DictReader(io.StringIO(made.text)))
    assert len(rows) == made.rows
    return rows


@pytest.mark.parametrize(
    "cell", ["=1+1", "+91", "-1", "@SUM(A1)", "|cmd", "%0A", "\t=1", "\r=1", "\n=1"]
)
def test_a_cell_that_would_be_a_formula_is_defused(cell: str) -> None:
    assert exports.defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Asha", "98765 43210", "1260.00", "A=B", "सुरेश"])
def test_a_plain_cell_stays_as_it_is(cell: str) -> None:
    assert exports.defused(cell) == cell


def test_csv_quotes_what_needs_it_and_ends_lines_as_spreadsheets_do() -> None:
    text = exports.csv_text(("Name", "Owes"), [('Asha "A", Patel', "1.00")])
    assert text == 'Name,Owes\r\n"Asha ""A"", Patel",1.00\r\n'


def test_the_header_names_every_cell() -> None:
    text = exports.csv_text(exports.BALANCE_HEADER, [])
    assert text.count(",") == len(exports.BALANCE_HEADER) - 1


def test_the_file_is_marked_as_utf_8() -> None:
    assert "सुरेश".encode(exports.ENCODING).startswith(b"\xef\xbb\xbf")


def test_a_customer_called_like_a_formula_does_no_harm(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    name = '=HYPERLINK("http://x.example","सुरेश")'
    shop.sell("100.00", credit=100_00, customer=buyer(shop, name, "9876543210"))
    (row,) = exported(shop)
    assert row["Customer"] == f"'{name}"
    assert (row["Phone"], row["Owes"], row["Credit"]) == ("98765 43210", "100.00", "0.00")


def test_every_row_of_the_filter_is_there_and_no_other(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = open_shop_today
    monkeypatch.setattr(dues, "_ROWS_A_READ", 2)  # several pages without hundreds of customers
    for number in range(5):
        owing = buyer(shop, f"Customer {number}", f"987654321{number}")
        shop.sell(f"{100 + number}.00", credit=(100 + number) * 100, customer=owing)
    buyer(shop, "Nothing owed", "9000000000")
    assert [row["Owes"] for row in exported(shop)] == [
        "104.00", "103.00", "102.00", "101.00", "100.00",
    ]  # fmt: skip
    assert len(exported(shop, state=BalanceState.ALL)) == 6
    assert [row["Customer"] for row in exported(shop, min=103_00)] == ["Customer 4", "Customer 3"]


def test_dues_are_summed_by_age_over_the_whole_report(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    asha = buyer(shop, "Asha", "9876543210")
    shop.sell("100.00", credit=100_00, customer=asha)
    days_later(shop, 70)
    shop.sell("40.00", credit=40_00, customer=buyer(shop, "Ravi", "9876543211"))
    found = dues.by_age(shop.cashier, dues.WholeReport())
    assert found == Ageing(days_0_30=40_00, days_61_90=100_00)
    older = dues.by_age(shop.cashier, dues.WholeReport(older_than_days=30))
    assert older == Ageing(days_61_90=100_00)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"state": BalanceState.ALL},
        {"state": BalanceState.CREDIT},
        {"older_than_days": 60},
        {"min": 100_00, "max": 350_00},
        {"q": "asha"},
        {"q": "A/25-26/000002"},
    ],
)
def test_the_sums_by_age_are_those_of_the_rows(
    open_shop_today: ShopAtHand, asked: dict[str, object]
) -> None:
    shop = open_shop_today
    asha, ravi = buyer(shop, "Asha", "9876543210"), buyer(shop, "Ravi", "9876543211")
    for days, rupees in ((0, 300), (60, 7), (1, 11), (29, 13), (1, 17), (29, 19), (1, 23)):
        days_later(shop, days)
        for whose in (asha, None, ravi):
            sold = f"{rupees}.00"
            shop.sell(sold, credit=rupees * 100, customer=whose, desk=shop.manager)
    wanted = dues.WholeReport(**asked)  # type: ignore[arg-type]
    today = date(2026, 2, 18) + timedelta(days=121)
    with shop.store.look() as look:
        rows = list(dues.whole_report(shop.cashier, look, wanted))
    unpaid = [bill for _, bills in rows for bill in bills]
    assert dues.by_age(shop.cashier, wanted) == age_dues(unpaid, today)
    assert unpaid or wanted.state is BalanceState.CREDIT


def test_a_customers_dues_stand_oldest_first(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    asha = buyer(shop, "Asha", "9876543210")
    first = shop.sell("100.00", credit=100_00, customer=asha)
    days_later(shop, 40)
    second = shop.sell("60.00", cash=20_00, credit=40_00, customer=asha)
    assert asha.id is not None
    found = dues.of_customer(shop.cashier, dues.DuesOfCustomer(customer_id=asha.id))
    assert [(due.bill_number, due.due) for due in found.bills] == [
        (first.bill_number, 100_00),
        (second.bill_number, 40_00),
    ]
    assert found.ageing == Ageing(days_0_30=40_00, days_31_60=100_00)
    assert found.customer.balance == -140_00


def test_dues_of_nobody_are_refused(open_shop_today: ShopAtHand) -> None:
    with pytest.raises(BadInput) as refused:
        dues.of_customer(open_shop_today.cashier, dues.DuesOfCustomer(customer_id=99))
    assert refused.value.field == "customer_id"
