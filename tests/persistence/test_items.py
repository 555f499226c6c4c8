"""Items: looked up and searched, with the tax of the day; never another outlet's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.item_ports import ItemFilter
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.items import Category, TaxTerms
from tests.heard_statements import heard


def found(shop: Any, text: str, limit: int = 20, outlet_id: int = 0) -> list[str]:
    with shop.store.look() as look:
        items = look.items.search(outlet_id or shop.outlet.id, text, shop.today, limit)
    return [item.name for item in items]


def test_an_item_is_found_by_each_of_its_barcodes_by_code_and_by_id(shop: Any) -> None:
    with shop.store.look() as look:
        first = look.items.by_barcode(shop.outlet.id, "8901234567894", shop.today)
        second = look.items.by_barcode(shop.outlet.id, "8909999999999", shop.today)
        assert first == look.items.by_code(shop.outlet.id, "1002", shop.today)
        assert first == look.items.by_id(shop.outlet.id, shop.soap, shop.today)
        assert look.items.by_barcode(shop.outlet.id, "8909999999990", shop.today) is None
    assert (first.id, first.barcode) == (shop.soap, "8901234567894")
    assert (second.id, second.barcode) == (shop.soap, "8909999999999")


def test_an_item_has_the_tax_of_the_day(shop: Any) -> None:
    with shop.store.work() as work:
        work.catalogue.add_tax_rate(
            shop.tax_class_id,
            valid_from=shop.today,
            gst_rate=1800,
            cess_rate=100,
            cess_per_unit=250,
        )
        yesterday = shop.today - timedelta(days=1)
        old = work.items.by_id(shop.outlet.id, shop.rice, yesterday).terms
        new = work.items.by_id(shop.outlet.id, shop.rice, shop.today).terms
    assert old == TaxTerms(treatment=Treatment.TAXABLE, supply=Supply.GOODS, gst_rate=500)
    assert (new.gst_rate, new.cess_rate, new.cess_per_unit) == (1800, 100, 250)


def test_a_day_without_a_rate_is_refused_by_the_name_of_the_tax_class(shop: Any) -> None:
    with shop.store.look() as look, pytest.raises(Refused, match="Five percent") as refusal:
        look.items.by_id(shop.outlet.id, shop.rice, date(2017, 6, 30))
    assert refusal.value.code == "no_tax_rate"


def test_selling_moves_the_stock_and_writes_down_why(shop: Any) -> None:
    bill = shop.issue("A/25-26/000001", lines=3)
    with shop.store.work() as work:
        work.items.move_stock(bill, shop.new_uuid)
        work.commit()
        # Lines 1 and 3 are rice, line 2 is soap, each of 2 kg.
    with shop.store.look() as look:
        assert look.items.stock(shop.rice) == 50_000 - 4_000
        assert look.items.stock(shop.soap) == -2_000
        rows = look.sql.exec_driver_sql(
            "SELECT item_id, kind, qty, bill_id FROM stock_movement ORDER BY id"
        ).all()
    assert rows == [
        (shop.rice, "opening", 50_000, None),
        (shop.rice, "sale", -4_000, bill.id),
        (shop.soap, "sale", -2_000, bill.id),
    ]


def test_favourites_and_categories_are_the_outlets_own(shop: Any, second_outlet: Any) -> None:
    shop.add_item("1", "Zeera", is_favourite=True)
    shop.add_item("2", "Atta", is_favourite=True, category_id=shop.category_id)
    with shop.store.look() as look:
        favourites = look.items.favourites(shop.outlet.id, shop.today)
        assert [item.name for item in favourites] == ["Atta", "Zeera"]
        assert look.items.favourites(second_outlet[0].id, shop.today) == []
        assert look.items.categories(shop.outlet.id) == [
            Category(id=shop.category_id, name="Grocery", name_hi="किराना", colour="#2F7D3B")
        ]
        assert look.items.categories(second_outlet[0].id) == []


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("k", ["Kolam Rice 1 kg"]),
        ("ri", ["Kolam Rice 1 kg"]),
        ("RICE", ["Kolam Rice 1 kg"]),
        ("rice kolam", ["Kolam Rice 1 kg"]),
        ("1 kol", ["Kolam Rice 1 kg"]),
        ("ol", []),
        ("olam", ["Kolam Rice 1 kg"]),
        ("olam k", ["Kolam Rice 1 kg"]),
        ("olam z", []),
        ("rice soap", []),
        ("च", ["Kolam Rice 1 kg"]),
        ("चावल", ["Kolam Rice 1 kg"]),
        ("कोलम च", ["Kolam Rice 1 kg"]),
        ("वल", []),
        ("100", ["Kolam Rice 1 kg", "Bath Soap"]),
        ("1002", ["Bath Soap"]),
        ("8901234567894", ["Bath Soap"]),
        ("89012", ["Bath Soap"]),
        ("7894", ["Bath Soap"]),
        ("8", ["Bath Soap"]),
        ("", []),
        ("   ", []),
        ("xyzzy", []),
    ],
)
def test_search_finds_by_words_in_any_order_and_parts_of_words(
    shop: Any, typed: str, names: list[str]
) -> None:
    assert found(shop, typed) == names


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        "*",
        "'",
        "a*",
        'a"b',
        "(",
        "rice)",
        "name:rice",
        "rice OR soap",
        "NEAR(rice soap)",
        "rice NOT soap",
        "-rice",
        "^rice",
        "{rice}",
        "\\",
        ";--",
        "%",
        "_",
        "\x00rice\x00",
        "ri\u200bce",
        "₹",
        "+91",
        "AND",
        "rice" * 200,
        "a " * 300,
        "\ud800",
    ],
)
def test_whatever_is_typed_is_searched_for_and_never_an_error(shop: Any, typed: str) -> None:
    assert set(found(shop, typed)) <= {"Kolam Rice 1 kg", "Bath Soap"}


def test_words_of_the_query_language_are_only_words(shop: Any) -> None:
    shop.add_item("77", 'Tea OR Coffee "Gold" 50-gm *new*')
    name = ['Tea OR Coffee "Gold" 50-gm *new*']
    for typed in ("or", '"gold"', "50-gm", "50-g", "*new*", "coffee or", 'tea "go'):
        assert found(shop, typed) == name, typed


def test_an_exact_code_or_barcode_comes_first(shop: Any) -> None:
    shop.add_item("a1", "Nut 7 mix")
    shop.add_item("a2", "Nut 77 mix")
    shop.add_item("7", "Zebra")
    assert found(shop, "7") == ["Zebra", "Nut 7 mix", "Nut 77 mix"]
    assert found(shop, "A2") == ["Nut 77 mix"]


def test_words_that_begin_so_come_before_parts_of_words(shop: Any) -> None:
    shop.add_item("b1", "Licorice")
    shop.add_item("b2", "Rice flour")
    assert found(shop, "rice") == ["Kolam Rice 1 kg", "Rice flour", "Licorice"]


def test_no_more_than_the_limit_is_found(shop: Any) -> None:
    for n in range(30):
        shop.add_item(f"c{n}", f"Candle {n} candlelight")
    for typed in ("c", "ca", "candle", "andle", "candle candle"):
        assert len(found(shop, typed, limit=7)) == 7, typed
        assert len(set(found(shop, typed, limit=40))) == 30, typed


def test_the_search_follows_every_change_of_an_item(shop: Any) -> None:
    def run(statement: str) -> None:
        with shop.store.work() as work:
            work.sql.exec_driver_sql(statement)
            work.commit()

    run(f"UPDATE item SET name = 'Basmati', name_hi = 'बासमती' WHERE id = {shop.rice}")
    assert found(shop, "kolam") == found(shop, "olam") == found(shop, "कोलम") == []
    assert found(shop, "basm") == found(shop, "asma") == found(shop, "बासमती") == ["Basmati"]
    run(f"UPDATE item SET code = 'B-9' WHERE id = {shop.rice}")
    assert found(shop, "1001") == []
    assert found(shop, "b-9") == ["Basmati"]
    run("UPDATE item_barcode SET barcode = '5550001' WHERE barcode = '8901234567894'")
    assert found(shop, "7894") == []
    assert found(shop, "0001") == ["Bath Soap"]
    run("DELETE FROM item_barcode")
    assert found(shop, "5550001") == found(shop, "0001") == []
    new = shop.add_item("x", "Passing", barcodes=("42",))
    run(f"DELETE FROM item_barcode WHERE item_id = {new}")
    run(f"DELETE FROM item WHERE id = {new}")
    assert found(shop, "passing") == found(shop, "assin") == []
    run("INSERT INTO item_words (item_words) VALUES ('integrity-check')")
    run("INSERT INTO item_grams (item_grams) VALUES ('integrity-check')")


def test_an_item_that_is_no_longer_sold_is_not_found(shop: Any) -> None:
    with shop.store.work() as work:
        card = work.item_cards.card(shop.outlet.id, shop.soap, shop.today)
        work.item_cards.save(shop.soap, replace(card.facts, is_active=False))
        work.commit()
        assert found(shop, "soap") == found(shop, "so") == found(shop, "7894") == []
        assert found(shop, "1002") == found(shop, "8901234567894") == []
    with shop.store.work() as work:
        assert work.items.by_code(shop.outlet.id, "1002", shop.today) is None
        assert work.items.by_barcode(shop.outlet.id, "8901234567894", shop.today) is None
        work.item_cards.save(shop.soap, card.facts)
        work.commit()
    assert found(shop, "soap") == found(shop, "7894") == ["Bath Soap"]


def test_another_outlets_items_are_never_found(shop: Any, second_outlet: Any) -> None:
    other = second_outlet[0].id
    for typed in ("r", "rice", "olam", "1001", "8901234567894", "7894", "8901"):
        assert found(shop, typed, outlet_id=other) == [], typed
    with shop.store.look() as look:
        assert look.items.by_id(other, shop.rice, shop.today) is None
        assert look.items.by_code(other, "1001", shop.today) is None
        assert look.items.by_barcode(other, "8901234567894", shop.today) is None


def test_what_was_found_is_read_by_id_not_by_outlet(shop: Any) -> None:
    seen: list[tuple[str, Any]] = []

    def note(_sql: Any, statement: str, values: Any) -> None:
        seen.append((statement, values))

    with heard(shop.store._reader, note):
        assert found(shop, "rice")
    with shop.store.look() as look:
        plan = look.sql.exec_driver_sql(f"EXPLAIN QUERY PLAN {seen[-1][0]}", seen[-1][1]).all()
    assert plan[0].detail == "SEARCH item USING INTEGER PRIMARY KEY (rowid=?)"


def test_selling_an_item_does_not_touch_its_search(shop: Any) -> None:
    bill = shop.issue("A/25-26/000001", lines=2)
    with shop.store.work() as work:
        statements: list[str] = []
        connection = work.sql.connection.driver_connection
        connection.set_trace_callback(statements.append)
        work.items.move_stock(bill, shop.new_uuid)
        connection.set_trace_callback(None)
    assert not [s for s in statements if "_words" in s or "_grams" in s]


def test_items_are_counted_without_reading_them(shop: Any) -> None:
    seen: list[str] = []
    with shop.store.look() as look:
        driver = look.sql.connection.driver_connection
        driver.set_trace_callback(seen.append)
        _, total = look.item_cards.listed(shop.outlet.id, ItemFilter(), shop.today)
        classes = look.tax.classes(shop.outlet.id)
        driver.set_trace_callback(None)
        counts = [statement for statement in seen if "count(*)" in statement]
        plans = [row[-1] for each in counts for row in driver.execute(f"EXPLAIN QUERY PLAN {each}")]
    assert total == sum(known.item_count for known in classes)
    assert len([step for step in plans if "COVERING INDEX ix_item_active" in step]) == len(counts)


def test_a_list_of_items_is_read_in_its_order(shop: Any) -> None:
    seen: list[str] = []
    with shop.store.look() as look:
        driver = look.sql.connection.driver_connection
        driver.set_trace_callback(seen.append)
        look.item_cards.listed(shop.outlet.id, ItemFilter(), shop.today)
        driver.set_trace_callback(None)
        (listed,) = [each for each in seen if "OFFSET" in each]
        plan = [row[-1] for row in driver.execute(f"EXPLAIN QUERY PLAN {listed}")]
    assert any("ix_item_name" in step for step in plan)
    assert not any("ORDER BY" in step for step in plan)
