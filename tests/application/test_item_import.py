"""A file of items comes in whole or not at all, says what is wrong by row, and can be undone."""

from __future__ import annotations

import base64
import io

import pytest

from pos_desktop.application import item_cards, item_import, items, spreadsheet
from pos_desktop.application.item_import import ImportItems, UndoImport
from pos_desktop.application.item_ports import ItemShow
from pos_desktop.domain.errors import BadInput, Refused
from tests.shop_at_hand import ShopAtHand

GOOD = """Item Code,Barcode,Item Name,Hindi Name,Category,HSN,UOM,MRP,Sale Price,Cost,GST %,Stock
N1,8900000000017,Neem Soap,नीम साबुन,Soap,3401,PCS,45.00,42.00,30.00,18,24
N2,,Loose Jaggery,,Staples,1701,kgs,,60,48.50,5,12.5
1001,,,,,,,,29.50,,,
"""


def packed(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


def a_file(text: str = GOOD, **more: object) -> ImportItems:
    return ImportItems(file_name="items.csv", content_base64=packed(text), **more)


def test_a_dry_run_tells_and_keeps_nothing(shop: ShopAtHand) -> None:
    before = shop.count("item"), shop.count("category"), shop.count("audit_entry")
    report = item_import.check_import(shop.manager, a_file())
    assert (report.created, report.changed, report.faulty) == (2, 1, 0)
    assert report.columns["price"] == "Sale Price"
    assert report.columns["tax"] == "GST %"
    assert report.sample[0][2] == "Neem Soap"
    assert (shop.count("item"), shop.count("category"), shop.count("audit_entry")) == before


def test_items_come_in_and_known_ones_change(shop: ShopAtHand) -> None:
    item_import.import_items(shop.manager, a_file())
    found = items.by_barcode(shop.cashier, items.ByBarcode(barcode="8900000000017")).item
    assert found is not None
    assert (found.name, found.name_hi, found.price, found.mrp) == (
        "Neem Soap",
        "नीम साबुन",
        42_00,
        45_00,
    )
    assert (found.gst_rate, found.stock) == (1800, 24_000)
    (potato,) = items.search(shop.cashier, items.SearchItems(q="1001", limit=1)).items
    assert (potato.name, potato.price) == ("Potato", 29_50)
    assert item_import.import_items(shop.manager, a_file()).unchanged == 3


def test_rows_with_faults_stop_the_import_unless_they_are_left_out(shop: ShopAtHand) -> None:
    bad = GOOD + "N3,,No Price,,,,,,,,5,\nN4,,Dear,,,,,10,12,,5,\nN5,,Odd,,,12,,,5,,7.3,\n"
    report = item_import.check_import(shop.manager, a_file(bad))
    assert [(fault.row, fault.column) for fault in report.faults] == [
        (5, "Sale Price"),
        (6, "Sale Price"),
        (7, "GST %"),
    ]
    before = shop.count("item")
    with pytest.raises(BadInput, match="3 rows have faults, the first in row 5"):
        item_import.import_items(shop.manager, a_file(bad))
    assert shop.count("item") == before
    item_import.import_items(shop.manager, a_file(bad, skip_faulty=True))
    assert shop.count("item") == before + 2


def test_an_import_is_undone_but_not_what_a_person_did_since(shop: ShopAtHand) -> None:
    item_import.import_items(shop.manager, a_file())
    (potato,) = items.search(shop.cashier, items.SearchItems(q="1001", limit=1)).items
    item_cards.update(shop.manager, item_cards.UpdateItem(id=potato.id, price=31_00))
    undone = item_import.undo_import(shop.manager, UndoImport())
    assert (undone.restored, undone.ended, undone.kept) == (0, 2, 1)
    assert not items.search(shop.cashier, items.SearchItems(q="Neem Soap")).items
    ended = item_cards.listed(shop.manager, item_cards.ListItems(show=ItemShow.INACTIVE))
    assert {item.code for item in ended.items} == {"N1", "N2"}
    with pytest.raises(Refused):
        item_import.undo_import(shop.manager, UndoImport())
    again = item_import.import_items(shop.manager, a_file())
    assert (again.created, again.changed) == (0, 3)


def test_two_rows_of_one_item_are_one_item(shop: ShopAtHand) -> None:
    twice = GOOD + "N1,,Neem Soap Big,,,,,,44.00,,,\n"
    report = item_import.check_import(shop.manager, a_file(twice))
    assert (report.created, report.changed) == (2, 2)
    item_import.import_items(shop.manager, a_file(twice))
    item_import.undo_import(shop.manager, UndoImport())
    assert not items.search(shop.cashier, items.SearchItems(q="Neem Soap")).items


def test_columns_are_said_where_they_are_not_known(shop: ShopAtHand) -> None:
    text = "Ware;Betrag;Satz\nNeem Paste;55,00;18\n"
    with pytest.raises(BadInput) as refused:
        item_import.check_import(shop.manager, a_file(text))
    assert refused.value.code == "columns_unknown"
    columns = {"name": "Ware", "price": "Betrag", "tax": "Satz"}
    report = item_import.check_import(shop.manager, a_file(text, columns=columns))
    assert report.faults[0].column == "Betrag"  # 55,00 is a slip, not an amount
    for wrong in ({"nome": "Ware"}, {"name": "Nix"}):
        with pytest.raises(BadInput) as refused:
            item_import.check_import(shop.manager, a_file(text, columns=wrong))
        assert refused.value.field == "columns"


def test_a_manager_changes_no_tax_by_a_file(shop: ShopAtHand) -> None:
    text = "code,gst\n1001,18\n"
    report = item_import.check_import(shop.manager, a_file(text))
    assert report.faulty == 1
    assert item_import.import_items(shop.owner, a_file(text)).changed == 1
    with pytest.raises(Refused):
        item_import.import_items(shop.cashier, a_file())


def a_workbook(rows: list[list[object]]) -> str:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return base64.b64encode(out.getvalue()).decode()


def test_a_workbook_is_read_as_it_was_typed() -> None:
    rows = [[], ["Code", "Name", "Price"], [1024, "नीम", 12.5], [None, "x", 3.0]]
    table = spreadsheet.read_table(a_workbook(rows))
    assert table.header == ("Code", "Name", "Price")
    assert table.rows == (("1024", "नीम", "12.5"), ("", "x", "3"))
    assert table.first_row == 3


@pytest.mark.parametrize(
    "content",
    [
        "%%%",
        packed(""),
        packed("name,price\n"),
        base64.b64encode(b"PK\x03\x04 broken").decode(),
        base64.b64encode(b"\x00\x01\x02\xff" * 20).decode(),
        base64.b64encode(b"\x89PNG\r\n\x1a\n\x00\x00").decode(),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: str) -> None:
    with pytest.raises(BadInput) as refused:
        spreadsheet.read_table(content)
    assert refused.value.field == "content_base64"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_comes_in_the_encodings_programs_write(encoding: str) -> None:
    table = spreadsheet.read_table(packed("name,price\nनीम,5\n", encoding))
    assert (table.header, table.rows) == (("name", "price"), (("नीम", "5"),))
