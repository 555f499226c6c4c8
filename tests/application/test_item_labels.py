"""Labels of items through the use cases."""

from __future__ import annotations

import base64
from datetime import date

import pypdfium2
import pytest
from msgspec.structs import replace

from pos_desktop.application import item_cards, item_labels, papers, print_queue
from pos_desktop.application.item_cards import CreateItem, ItemId, SchedulePrice, UpdateItem
from pos_desktop.application.item_labels import LabelLine, MakeLabels, PreviewLabels, PrintLabels
from pos_desktop.application.letterhead import Language
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.item_cards import ItemCard, PackBarcode
from tests.shop_at_hand import ShopAtHand

EAN, CARTON = "4006381333931", "18901234567897"
TEA = CreateItem(
    name="Tea 250 g",
    name_hi="चाय 250 ग्राम",
    price=55_00,
    mrp=60_00,
    tax_class="GST5",
    barcodes=(PackBarcode(barcode=CARTON, qty=12_000), PackBarcode(barcode=EAN)),
)


@pytest.fixture
def tea(shop: ShopAtHand) -> ItemCard:
    return item_cards.create(shop.manager, TEA)


def text_of(made: item_labels.LabelSheets) -> str:
    document = pypdfium2.PdfDocument(base64.b64decode(made.content_base64))
    assert len(document) == made.pages
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_sheets_carry_name_price_mrp_and_the_barcode_of_a_piece(
    shop: ShopAtHand, tea: ItemCard
) -> None:
    lines = (LabelLine(item_id=tea.id, count=3),)
    made = item_labels.sheets(shop.manager, MakeLabels(lines=lines, sheet=24, start=23))
    text = text_of(made)
    assert (made.labels, made.pages) == (3, 2)
    assert text.count("Tea 250 g") == 3
    assert text.count("MRP ₹60.00") == 3
    assert text.count("₹55.00") == 3
    assert text.count(EAN) == 3


def test_a_carton_has_its_own_label(shop: ShopAtHand, tea: ItemCard) -> None:
    lines = (LabelLine(item_id=tea.id, barcode=CARTON),)
    assert CARTON in text_of(item_labels.sheets(shop.manager, MakeLabels(lines=lines, sheet=24)))


def test_a_price_that_is_the_mrp_is_said_once(shop: ShopAtHand, tea: ItemCard) -> None:
    item_cards.update(shop.manager, UpdateItem(id=tea.id, price=60_00))
    made = item_labels.sheets(shop.manager, MakeLabels(lines=(LabelLine(item_id=tea.id),)))
    assert text_of(made).count("₹") == 1


def test_a_planned_price_is_not_on_todays_label(shop: ShopAtHand, tea: ItemCard) -> None:
    tomorrow = date(2030, 1, 1)
    plan = SchedulePrice(id=tea.id, valid_from=tomorrow, price=58_00, mrp=60_00)
    item_cards.schedule_price(shop.manager, plan)
    made = item_labels.sheets(shop.manager, MakeLabels(lines=(LabelLine(item_id=tea.id),)))
    assert "₹55.00" in text_of(made)


def test_papers_in_hindi_make_labels_in_hindi(shop: ShopAtHand, tea: ItemCard) -> None:
    papers.set_letterhead(shop.owner, papers.SetLetterhead(language=Language.HINDI))
    shown = item_labels.preview(shop.manager, PreviewLabels(lines=(LabelLine(item_id=tea.id),)))
    assert TEA.name_hi in [words.text for words in shown.page.words]


def test_the_preview_is_the_first_page(shop: ShopAtHand, tea: ItemCard) -> None:
    lines = (LabelLine(item_id=tea.id, count=30),)
    shown = item_labels.preview(shop.manager, PreviewLabels(lines=lines, sheet=24, start=2))
    assert (shown.labels, shown.pages) == (30, 2)
    assert len([words for words in shown.page.words if words.text == EAN]) == 23


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lines": ()}, "lines"),
        ({"sheet": 30}, "sheet"),
        ({"start": 0}, "start"),
        ({"start": 66}, "start"),
        ({"lines": (LabelLine(item_id=1, count=0),)}, "lines[0].count"),
        ({"lines": (LabelLine(item_id=1), LabelLine(item_id=1, count=2000))}, "lines[1].count"),
        ({"lines": (LabelLine(item_id=1, barcode="123"),)}, "lines[0].barcode"),
        ({"lines": (LabelLine(item_id=999_999),)}, "id"),
    ],
)
def test_what_cannot_be_printed_is_refused_by_field(
    shop: ShopAtHand, tea: ItemCard, changes: dict[str, object], field: str
) -> None:
    lines = changes.get("lines", (LabelLine(item_id=tea.id),))
    assert isinstance(lines, tuple)
    own = tuple(replace(line, item_id=tea.id) if line.item_id == 1 else line for line in lines)
    request = MakeLabels(**{**changes, "lines": own})  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refused:
        item_labels.sheets(shop.manager, request)
    assert refused.value.field == field


def test_an_item_without_a_barcode_says_what_to_do(shop: ShopAtHand) -> None:
    card = item_cards.create(shop.manager, replace(TEA, barcodes=()))
    request = MakeLabels(lines=(LabelLine(item_id=card.id),))
    with pytest.raises(BadInput) as refused:
        item_labels.sheets(shop.manager, request)
    assert (refused.value.field, refused.value.code) == ("lines[0].item_id", "no_barcode")
    item_cards.make_barcode(shop.manager, ItemId(id=card.id))
    assert item_labels.sheets(shop.manager, request).labels == 1


def test_a_cashier_prints_no_labels(shop: ShopAtHand, tea: ItemCard) -> None:
    lines = (LabelLine(item_id=tea.id),)
    for call, request in (
        (item_labels.sheets, MakeLabels(lines=lines)),
        (item_labels.preview, PreviewLabels(lines=lines)),
        (item_labels.print_labels, PrintLabels(lines=lines)),
    ):
        with pytest.raises(Refused) as refused:
            call(shop.cashier, request)  # type: ignore[operator]
        assert refused.value.code == "not_allowed"


def test_labels_wait_in_the_queue_of_the_receipt_printer(shop: ShopAtHand, tea: ItemCard) -> None:
    shop.set_printer()
    queued = item_labels.print_labels(
        shop.manager, PrintLabels(lines=(LabelLine(item_id=tea.id, count=4),))
    )
    (job,) = print_queue.see(shop.manager, print_queue.SeePrintQueue()).jobs
    assert (queued.labels, queued.printer) == (4, job.printer)
    assert (job.document, job.number) == ("labels", "4")


def test_a_roll_takes_so_many_and_no_more(shop: ShopAtHand, tea: ItemCard) -> None:
    shop.set_printer()
    lines = (LabelLine(item_id=tea.id, count=item_labels.MOST_ON_A_ROLL + 1),)
    with pytest.raises(BadInput) as refused:
        item_labels.print_labels(shop.manager, PrintLabels(lines=lines))
    assert refused.value.code == "too_many_labels"


def test_without_a_printer_it_is_told(shop: ShopAtHand, tea: ItemCard) -> None:
    request = PrintLabels(lines=(LabelLine(item_id=tea.id),))
    with pytest.raises(Refused) as refused:
        item_labels.print_labels(shop.manager, request)
    assert refused.value.code == "no_printer"
