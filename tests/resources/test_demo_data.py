"""The shipped reference tax classes and the demo shop's data are sound.

Every rule is checked here from its published definition, not with the product's own code,
so that the data and the code cannot be wrong together.
"""

from __future__ import annotations

import csv
import itertools
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import pos_desktop

RESOURCES = Path(pos_desktop.__file__).parent / "resources"
TODAY = date(2026, 2, 18)
RATES_SINCE_SEPTEMBER_2025 = {Decimal(text) for text in ("0", "0.25", "3", "5", "18", "40")}
UNITS = {"KGS", "LTR", "PAC", "PCS", "NOS", "BTL", "BOX", "CAN", "TUB", "ROL"}
RESTAURANT_SERVICE = "996331"
DEVANAGARI = re.compile(r"[\u0904-\u0939]")
MONEY = re.compile(r"\d+\.\d\d")
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Row = dict[str, str]

HEADERS = {
    "reference/tax_classes.csv": "code,name,treatment,supply",
    "reference/tax_rates.csv": "tax_class,valid_from,gst_rate,cess_rate,cess_per_unit,rsp_valued",
    "demo/categories.csv": "code,name,name_hi,colour",
    "demo/catalogue.csv": (
        "code,barcode,name,name_hi,category,hsn,unit,sold_by_weight,price,price_includes_tax,"
        "mrp,cost,tax_class,favourite,opening_stock"
    ),
    "demo/customers.csv": (
        "name,phone,email,address,company_name,gstin,gst_state_code,company_phone,"
        "company_address,credit_limit,notes"
    ),
}

WELL_KNOWN = {
    "0": "Potato; Rice Kolam (Loose); Sanchi Gold Milk 500 ml; Amul Fresh Paneer 200 g; "
    "Britannia White Bread 400 g; Tata Salt 1 kg; Classmate Notebook 172 Pages",
    "5": "Sugar (Loose); Aashirvaad Whole Wheat Atta 5 kg; Amul Pure Ghee 1 L; "
    "Parle-G Gluco Biscuit 80 g; Maggi Masala Noodles 70 g; Cadbury Dairy Milk 23 g; "
    "Colgate Strong Teeth 200 g; Dettol Original Soap 125 g; Frooti Mango 600 ml; Masala Chai",
    "18": "Dettol Liquid Handwash 200 ml; Surf Excel Easy Wash 1 kg; Eveready AA Battery 2 Pack",
    "40": "Thums Up 750 ml; Coca-Cola 750 ml",
}


def read(name: str) -> list[Row]:
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def classes() -> dict[str, Row]:
    return {row["code"]: row for row in read("reference/tax_classes.csv")}


@pytest.fixture(scope="module")
def rates() -> list[Row]:
    return read("reference/tax_rates.csv")


@pytest.fixture(scope="module")
def categories() -> list[Row]:
    return read("demo/categories.csv")


@pytest.fixture(scope="module")
def items() -> list[Row]:
    return read("demo/catalogue.csv")


@pytest.fixture(scope="module")
def customers() -> list[Row]:
    return read("demo/customers.csv")


def rate_on(rates: list[Row], tax_class: str, day: date) -> Row | None:
    """The row in force on `day`, or None before the class's first row."""
    known = [
        row
        for row in rates
        if row["tax_class"] == tax_class and date.fromisoformat(row["valid_from"]) <= day
    ]
    return max(known, key=lambda row: row["valid_from"], default=None)


def is_restaurant(item: Row) -> bool:
    return item["hsn"] == RESTAURANT_SERVICE


def names_of(rows: list[Row]) -> list[str]:
    return [row["name"] for row in rows]


@pytest.mark.parametrize("name", HEADERS)
def test_a_file_is_plain_utf8_with_its_header_and_full_rows(name: str) -> None:
    raw = (RESOURCES / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    first, *rest = csv.reader(raw.decode("utf-8").splitlines(), strict=True)
    assert ",".join(first) == HEADERS[name]
    assert [row for row in rest if len(row) != len(first)] == []
    assert [cell for row in rest for cell in row if cell != cell.strip()] == []


def test_tax_class_codes_are_unique_and_their_words_are_known(classes: dict[str, Row]) -> None:
    assert len(classes) == len(read("reference/tax_classes.csv"))
    for row in classes.values():
        assert row["name"]
        assert row["treatment"] in {"taxable", "nil", "exempt", "non_gst"}
        assert row["supply"] in {"goods", "service", "restaurant"}


def test_every_rate_belongs_to_a_class_and_starts_once(
    classes: dict[str, Row], rates: list[Row]
) -> None:
    starts = [(row["tax_class"], row["valid_from"]) for row in rates]
    assert len(set(starts)) == len(starts)
    assert {code for code, _ in starts} == set(classes)
    assert min(date.fromisoformat(day) for _, day in starts) >= date(2017, 7, 1)


def test_every_class_has_a_rate_of_today_that_exists_in_law(
    classes: dict[str, Row], rates: list[Row]
) -> None:
    for code, row in classes.items():
        rate = rate_on(rates, code, TODAY)
        assert rate is not None, code
        assert Decimal(rate["gst_rate"]) in RATES_SINCE_SEPTEMBER_2025, code
        assert (Decimal(rate["gst_rate"]) > 0) == (row["treatment"] == "taxable"), code
        assert Decimal(rate["cess_rate"]) == 0, code
        assert Decimal(rate["cess_per_unit"]) == 0, code


@pytest.mark.parametrize(
    ("tax_class", "before", "after"),
    [
        ("GST5_WAS_12", ("12", "0"), "5"),
        ("GST5_WAS_18", ("18", "0"), "5"),
        ("NIL_WAS_5", ("5", "0"), "0"),
        ("NIL_WAS_12", ("12", "0"), "0"),
        ("NIL_WAS_18", ("18", "0"), "0"),
        ("GST40_WAS_28_CESS12", ("28", "12"), "40"),
    ],
)
def test_the_rates_changed_on_22_september_2025(
    rates: list[Row], tax_class: str, before: tuple[str, str], after: str
) -> None:
    old = rate_on(rates, tax_class, date(2025, 9, 21))
    new = rate_on(rates, tax_class, date(2025, 9, 22))
    assert old is not None
    assert new is not None
    assert (old["gst_rate"], old["cess_rate"]) == before
    assert (new["gst_rate"], new["cess_rate"]) == (after, "0")


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_there_are_about_a_dozen_categories_and_each_is_used(
    categories: list[Row], items: list[Row]
) -> None:
    codes = [row["code"] for row in categories]
    assert 12 <= len(codes) <= 14
    assert len(set(codes)) == len(codes)
    assert set(codes) == {item["category"] for item in items}
    assert all(row["name"] and DEVANAGARI.search(row["name_hi"]) for row in categories)


def test_white_text_reads_on_every_category_colour(categories: list[Row]) -> None:
    for row in categories:
        assert re.fullmatch(r"#[0-9A-F]{6}", row["colour"]), row["code"]
        assert 1.05 / (luminance(row["colour"]) + 0.05) >= 4.5, row["code"]


def test_category_colours_can_be_told_apart(categories: list[Row]) -> None:
    for one, other in itertools.combinations(categories, 2):
        gap = sum(
            (int(one["colour"][i : i + 2], 16) - int(other["colour"][i : i + 2], 16)) ** 2
            for i in (1, 3, 5)
        )
        assert gap >= 30**2, (one["code"], other["code"])


def test_the_catalogue_has_loose_packed_and_restaurant_items(items: list[Row]) -> None:
    loose = [item for item in items if item["sold_by_weight"] == "1"]
    dishes = [item for item in items if is_restaurant(item)]
    assert 280 <= len(items) <= 330
    assert 25 <= len(loose) <= 35
    assert 40 <= len(dishes) <= 50
    assert not [item for item in loose if is_restaurant(item)]
    assert sum(item["favourite"] == "1" for item in items) == 24


def test_item_codes_names_and_barcodes_are_unique(items: list[Row]) -> None:
    for column in ("code", "name", "name_hi"):
        values = [item[column] for item in items]
        assert len(set(values)) == len(values), column
    barcodes = [item["barcode"] for item in items if item["barcode"]]
    assert len(set(barcodes)) == len(barcodes)
    assert all(re.fullmatch(r"\d{4}", item["code"]) for item in items)


def test_every_barcode_is_an_ean_13(items: list[Row]) -> None:
    barcodes = [item["barcode"] for item in items if item["barcode"]]
    for barcode in barcodes:
        assert re.fullmatch(r"\d{13}", barcode)
        digits = [int(digit) for digit in barcode]
        assert (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 == 0, barcode
    assert sum(barcode.startswith("890") for barcode in barcodes) > 0.9 * len(barcodes)


def test_only_packed_goods_have_a_barcode_and_an_mrp(items: list[Row]) -> None:
    for item in items:
        packed = item["sold_by_weight"] == "0" and not is_restaurant(item)
        assert bool(item["barcode"]) == packed, item["name"]
        assert bool(item["mrp"]) == packed, item["name"]


def test_every_item_has_a_hindi_name(items: list[Row]) -> None:
    assert names_of([item for item in items if not DEVANAGARI.search(item["name_hi"])]) == []
    assert names_of([i for i in items if re.search(r"[a-z]", i["name_hi"])]) == []


def test_every_hsn_has_a_lawful_length_and_chapter(items: list[Row]) -> None:
    for item in items:
        assert re.fullmatch(r"\d{4}|\d{6}|\d{8}", item["hsn"]), item["name"]
        if not is_restaurant(item):
            assert 1 <= int(item["hsn"][:2]) <= 97, item["name"]


@pytest.mark.parametrize(
    ("category", "chapters"),
    [
        ("VEG", {"07", "08", "09"}),
        ("DAIRY", {"04", "21", "22"}),
        ("BAKERY", {"19"}),
        ("STAPLES", {"07", "10", "11", "12", "17", "19", "21", "25"}),
        ("OIL", {"04", "09", "12", "13", "15"}),
        ("SNACK", {"19", "20", "21"}),
        ("SWEET", {"04", "08", "17", "18", "20", "21"}),
        ("DRINK", {"09", "17", "18", "19", "20", "21", "22"}),
        ("INSTANT", {"11", "19", "20", "21"}),
        ("PERSONAL", {"15", "27", "33", "34", "82", "96"}),
        ("HOME", {"33", "34", "38", "39", "48", "68", "73", "76", "85", "96"}),
        ("PUJA", {"33", "34", "35", "39", "40", "48", "96"}),
        ("CHAI", {"99"}),
        ("MEAL", {"99"}),
    ],
)
def test_the_hsn_chapters_of_a_category_fit_its_goods(
    items: list[Row], category: str, chapters: set[str]
) -> None:
    found = {item["hsn"][:2] for item in items if item["category"] == category}
    assert found
    assert found <= chapters


def test_units_are_gst_quantity_codes_and_flags_are_0_or_1(items: list[Row]) -> None:
    for item in items:
        assert item["unit"] in UNITS, item["name"]
        if item["sold_by_weight"] == "1":
            assert item["unit"] in {"KGS", "LTR"}, item["name"]
        for flag in ("sold_by_weight", "price_includes_tax", "favourite"):
            assert item[flag] in {"0", "1"}, item["name"]


def test_prices_are_rupees_with_paise_and_no_more_than_the_mrp(items: list[Row]) -> None:
    for item in items:
        assert MONEY.fullmatch(item["price"]), item["name"]
        assert MONEY.fullmatch(item["cost"]), item["name"]
        price, cost = Decimal(item["price"]), Decimal(item["cost"])
        assert price > 0
        assert Decimal("0.70") <= cost / price <= Decimal("0.92"), item["name"]
        if item["mrp"]:
            assert MONEY.fullmatch(item["mrp"]), item["name"]
            assert price <= Decimal(item["mrp"]), item["name"]


def test_dishes_are_priced_before_tax_and_goods_with_it(items: list[Row]) -> None:
    for item in items:
        assert (item["price_includes_tax"] == "0") == is_restaurant(item), item["name"]
        assert (item["tax_class"] == "REST5") == is_restaurant(item), item["name"]


def test_goods_are_counted_into_stock_and_dishes_are_not(items: list[Row]) -> None:
    for item in items:
        if is_restaurant(item):
            assert item["opening_stock"] == ""
        else:
            places = r"\d+(\.\d{1,3})?" if item["sold_by_weight"] == "1" else r"\d+"
            assert re.fullmatch(places, item["opening_stock"]), item["name"]
            assert Decimal(item["opening_stock"]) > 0, item["name"]


def test_every_item_has_a_tax_class_with_a_rate_of_today(
    items: list[Row], classes: dict[str, Row], rates: list[Row]
) -> None:
    for item in items:
        assert item["tax_class"] in classes, item["name"]
        rate = rate_on(rates, item["tax_class"], TODAY)
        assert rate is not None, item["name"]
        assert Decimal(rate["gst_rate"]) in RATES_SINCE_SEPTEMBER_2025, item["name"]
        supply = "restaurant" if is_restaurant(item) else "goods"
        assert classes[item["tax_class"]]["supply"] == supply, item["name"]


@pytest.mark.parametrize(("gst_rate", "names"), WELL_KNOWN.items())
def test_well_known_goods_bear_their_rate(
    items: list[Row], rates: list[Row], gst_rate: str, names: str
) -> None:
    classes_by_name = {item["name"]: item["tax_class"] for item in items}
    for name in names.split("; "):
        rate = rate_on(rates, classes_by_name[name], TODAY)
        assert rate is not None, name
        assert rate["gst_rate"] == gst_rate, name


def gstin_check_character(first_fourteen: str) -> str:
    """Weights 1, 2, 1, 2 ... in base 36; the digits of each product are added."""
    total = 0
    for place, character in enumerate(first_fourteen):
        product = BASE_36.index(character) * (2 if place % 2 else 1)
        total += product // 36 + product % 36
    return BASE_36[(36 - total % 36) % 36]


def test_there_are_sixty_customers_and_rajesh_kumar_is_the_first(customers: list[Row]) -> None:
    assert len(customers) == 60
    assert (customers[0]["name"], customers[0]["phone"]) == ("Rajesh Kumar", "9876543210")
    assert len(set(names_of(customers))) == 60
    assert all(row["address"] for row in customers)
    assert sum(bool(DEVANAGARI.search(row["name"])) for row in customers) >= 3


def test_mobile_numbers_are_unique_and_indian(customers: list[Row]) -> None:
    phones = [row["phone"] for row in customers]
    phones += [row["company_phone"] for row in customers if row["company_phone"]]
    assert len(set(phones)) == len(phones)
    assert [phone for phone in phones if not re.fullmatch(r"[6-9]\d{9}", phone)] == []


def test_email_addresses_can_reach_nobody(customers: list[Row]) -> None:
    emails = [row["email"] for row in customers if row["email"]]
    assert len(set(emails)) == len(emails)
    assert [e for e in emails if not re.fullmatch(r"[a-z.]+@example\.com", e)] == []


def test_every_gstin_is_well_formed_with_its_check_character_and_state(
    customers: list[Row],
) -> None:
    firms = [row for row in customers if row["gstin"]]
    assert len({row["gstin"] for row in firms}) == len(firms) == 9
    for row in firms:
        gstin = row["gstin"]
        assert re.fullmatch(r"\d\d[A-Z]{3}[CPF][A-Z]\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", gstin)
        assert gstin[-1] == gstin_check_character(gstin[:14]), gstin
        assert gstin[:2] == row["gst_state_code"]
        assert row["company_name"]
        assert row["company_address"]
    states = sorted(row["gst_state_code"] for row in firms)
    assert states == ["07", "09", "23", "23", "23", "23", "23", "27", "27"]


def test_a_customer_without_gstin_has_no_company_details(customers: list[Row]) -> None:
    columns = ("company_name", "gst_state_code", "company_phone", "company_address")
    for row in customers:
        if not row["gstin"]:
            assert [row[column] for column in columns] == [""] * 4, row["name"]


def test_about_a_third_of_the_customers_may_buy_on_credit(customers: list[Row]) -> None:
    limits = [row["credit_limit"] for row in customers if row["credit_limit"]]
    assert 18 <= len(limits) <= 24
    assert all(MONEY.fullmatch(limit) and Decimal(limit) > 0 for limit in limits)
