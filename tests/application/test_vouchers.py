"""Advances for services: tax at receipt, taken off by the bill that follows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.application import customers, gst_returns, shifts, vouchers
from pos_desktop.application.billing import (
    BuyerInput,
    IssueBill,
    IssuedBill,
    TenderInput,
    issue,
)
from pos_desktop.application.lines import LineInput
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.domain.bills import AdvanceUsed
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.domain.gst import Levy, Supply
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.vouchers import AdvanceTax, OpenVoucher, part_of, tax_within
from tests.shop_at_hand import ShopAtHand

ACROSS = "27AABCU9603R1ZN"


def customer(shop: ShopAtHand, **more: object) -> int:
    given = customers.CustomerInput(
        **{"name": "Anita Desai", "phone": "9876543210", "address": "4 MG Road"} | more  # type: ignore[arg-type]
    )
    return customers.create(shop.cashier, given).id


def advance(
    shop: ShopAtHand, customer_id: int, paise: int = 1050_00, **more: object
) -> vouchers.AdvanceReceived:
    given = {"tax_class": "REST5", "description": "Dinner for 20 on 1 March"} | more
    request = vouchers.ReceiveAdvance(customer_id=customer_id, amount=paise, **given)  # type: ignore[arg-type]
    return vouchers.receive_advance(shop.cashier, request)


def bill(
    shop: ShopAtHand,
    customer_id: int,
    price: int,
    *,
    from_advance: int,
    supply: Supply = Supply.RESTAURANT,
) -> IssuedBill:
    line = LineInput(description="Dinner", unit_price=price, gst_rate=500, supply=supply)
    total = price * 105 // 100
    tenders = [TenderInput(method=Method.ADVANCE, amount=from_advance)]
    if total > from_advance:
        tenders.append(TenderInput(method=Method.CASH, amount=total - from_advance))
    request = IssueBill(lines=(line,), tenders=tuple(tenders), customer=BuyerInput(id=customer_id))
    return issue(shop.cashier, request)


def used_by(shop: ShopAtHand, number: str) -> tuple[AdvanceUsed, ...]:
    with shop.store.look() as look:
        found = look.bills.by_number(1, number)
    assert found is not None
    return found.advances


def test_the_tax_of_an_advance_is_within_what_is_received(open_shop_today: ShopAtHand) -> None:
    """CGST Rule 50: 1,050 at 5 % holds 25 and 25."""
    shop = open_shop_today
    told = advance(shop, customer(shop))
    assert told.voucher_number == "AV/25-26/000001"
    assert (told.figures.taxable, told.figures.cgst, told.figures.sgst) == (1000_00, 2500, 2500)
    assert told.balance_after == 1050_00
    assert "restaurant service is supplied at the outlet" in told.reason


def test_an_advance_for_a_meal_is_at_the_outlet_and_for_a_service_where_the_buyer_is(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    firm = customer(shop, is_gst_customer=True, gstin=ACROSS, company_name="Umbrella")
    meal = advance(shop, firm)
    hall = advance(shop, firm, 1180_00, tax_class="SVC18", description="Hall, 1 March")
    assert (meal.figures.cgst, meal.figures.igst) == (2500, 0)
    assert (hall.figures.cgst, hall.figures.igst, hall.place_of_supply) == (0, 180_00, "27")


def test_the_voucher_says_what_the_rule_asks(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    told = advance(shop, customer(shop), sac="996334")
    request = RenderPrintout(
        kind=PrintoutKind.RECEIPT_VOUCHER, number=told.voucher_number, columns=42
    )
    text = render(shop.cashier, request).text
    assert text is not None
    for words in (
        "Receipt Voucher",
        "GSTIN: 23AABFS4821K1ZB",
        "AV/25-26/000001",
        "18-02-2026",
        "Received from: Anita Desai",
        "4 MG Road",
        "Dinner for 20 on 1 March",
        "SAC: 996334",
        "1,050.00",
        "1,000.00",
        "CGST 2.5%",
        "SGST 2.5%",
        "Place of supply: Madhya Pradesh (23)",
        "Tax on reverse charge: No",
    ):
        assert words in text, words


def test_the_bill_takes_the_advance_off_oldest_first_and_says_so(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    who = customer(shop)
    advance(shop, who, 1050_00)
    advance(shop, who, 525_00)
    issued = bill(shop, who, 1200_00, from_advance=1260_00)
    assert used_by(shop, issued.bill_number) == (
        AdvanceUsed(voucher_number="AV/25-26/000001", amount=1050_00, tax=50_00),
        AdvanceUsed(voucher_number="AV/25-26/000002", amount=210_00, tax=10_00),
    )
    text = render(
        shop.cashier, RenderPrintout(kind=PrintoutKind.BILL, number=issued.bill_number)
    ).text
    assert text is not None
    assert "Voucher AV/25-26/000001" in text
    rest = bill(shop, who, 300_00, from_advance=315_00)
    assert [used.amount for used in used_by(shop, rest.bill_number)] == [315_00]


def test_goods_use_up_no_voucher(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    who = customer(shop)
    advance(shop, who)
    goods = bill(shop, who, 100_00, from_advance=105_00, supply=Supply.GOODS)
    assert used_by(shop, goods.bill_number) == ()
    assert shop.count("voucher_use") == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"tax_class": "GST18"}, "tax_class"),
        ({"tax_class": "SVC_EXEMPT"}, "tax_class"),
        ({"tax_class": "NOPE"}, "tax_class"),
        ({"description": " "}, "description"),
        ({"paise": 0}, "amount"),
        ({"method": Method.CREDIT}, "method"),
    ],
)
def test_an_advance_that_cannot_be_is_refused_by_its_field(
    open_shop_today: ShopAtHand, given: dict[str, object], field: str
) -> None:
    shop = open_shop_today
    who = customer(shop)
    with pytest.raises(BadInput) as refused:
        advance(shop, who, **given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert shop.count("payment") == 0


def test_who_owes_pays_that_first(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    who = customer(shop)
    shop.sell("100.00", credit=100_00, customer=BuyerInput(id=who))
    with pytest.raises(Refused) as refused:
        advance(shop, who)
    assert refused.value.code == "owes"


@pytest.mark.parametrize("registration", [Registration.COMPOSITION, Registration.UNREGISTERED])
def test_an_outlet_that_collects_no_gst_gives_no_voucher(
    open_shop_today: ShopAtHand, registration: Registration
) -> None:
    shop = open_shop_today
    who = customer(shop)
    shop.set(registration=registration)
    with pytest.raises(PosError) as refused:
        advance(shop, who)
    assert refused.value.code == "no_gst_on_advance"


def test_vouchers_and_payments_are_numbered_apart(open_shop_today: ShopAtHand) -> None:
    from pos_desktop.application.payments import ReceivePayment, receive_payment

    shop = open_shop_today
    who = customer(shop)
    numbers = [advance(shop, who).voucher_number]
    paid = receive_payment(shop.cashier, ReceivePayment(customer_id=who, amount=100))
    numbers += [paid.payment_number, advance(shop, who).voucher_number]
    assert numbers == ["AV/25-26/000001", "AP/25-26/000001", "AV/25-26/000002"]


@given(
    st.integers(1, 10_000_000),
    st.sampled_from((500, 1200, 1800, 2800)),
    st.sampled_from((Levy.CGST_SGST, Levy.CGST_UTGST, Levy.IGST)),
    st.lists(st.integers(1, 3_000_000), max_size=8),
)
def test_the_parts_of_a_voucher_never_bear_more_than_the_voucher(
    amount: int, rate: int, levy: Levy, wanted: list[int]
) -> None:
    whole = tax_within(amount, rate, levy)
    nothing = AdvanceTax(amount=0, taxable=0, cgst=0, sgst=0, utgst=0, igst=0)
    voucher = OpenVoucher(
        payment_id=1,
        number="AV/25-26/000001",
        day=date(2026, 2, 18),
        description="Dinner",
        figures=whole,
        used=nothing,
    )
    for want in [*wanted, amount]:
        part = part_of(voucher, min(want, voucher.left))
        assert part.taxable + part.tax == part.amount
        assert part.taxable >= 0
        assert part.cgst == part.sgst + part.utgst
        names = AdvanceTax.__struct_fields__
        sums = {name: getattr(voucher.used, name) + getattr(part, name) for name in names}
        voucher = replace(voucher, used=AdvanceTax(**sums))
        if not voucher.left:
            break
    assert voucher.used.amount == amount
    assert voucher.used.cgst <= whole.cgst
    assert voucher.used.igst <= whole.igst
    assert whole.tax - voucher.used.tax <= 2


def test_the_return_tells_advances_received_and_then_adjusted(open_shop_today: ShopAtHand) -> None:
    """Tables 11A and 11B: without the tax, and only what was not billed in the same month."""
    shop = open_shop_today
    buyer = customer(shop)
    advance(shop, buyer, 1050_00)
    bill(shop, buyer, 200_00, from_advance=210_00)
    february = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period="2026-02"))
    (row,) = february.at
    assert (row["pos"], row["sply_ty"], february.txpd) == ("23", "INTRA", ())
    (rates,) = row["itms"]
    assert {name: str(value) for name, value in rates.items()} == {
        "rt": "5",
        "ad_amt": "800.00",
        "camt": "20.00",
        "samt": "20.00",
        "csamt": "0.00",
    }
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=3_050_00))
    shop.clock.forward(days=20)
    shop.open_shift(3_050_00)
    bill(shop, buyer, 600_00, from_advance=630_00)
    march = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period="2026-03"))
    assert march.at == ()
    (adjusted,) = march.txpd
    assert str(adjusted["itms"][0]["ad_amt"]) == "600.00"
    again = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period="2026-02"))
    assert again.at == february.at
    assert '"at":[{"pos":"23"' in gst_returns.gstr1_text(again).replace(" ", "")
