"""Labels are read back as a scanner and an eye would."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from pos_desktop.application.label_drawing import SHEETS, LabelFacts
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bar_codes import symbol_of
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.bars import modules, with_quiet
from pos_desktop.printouts.item_labels import label_document, label_page, labels_pdf
from pos_desktop.printouts.preview import receipt_bitmap
from pos_desktop.printouts.receipts import ReceiptPrintouts

PRINTER = PrinterSettings(name="till", connection="none", native_barcode=True)
CODES = ("4006381333931", "036000291452", "96385074", "TEA-5", "2000000000176", "12345{67")
DPI = 600


def label(barcode: str = CODES[0], name: str = "Tea 250 g", **changes: Any) -> LabelFacts:
    return replace(LabelFacts(name=name, mrp="MRP ₹60.00", price="₹55.00", barcode=barcode),
                   **changes)  # fmt: skip


def pages_of(data: bytes, dpi: int = DPI) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def first_label(data: bytes, sheet: int) -> Image.Image:
    """The first place of a sheet and a little around it, at what an office printer prints."""
    form = SHEETS[sheet]
    right, below = 210 - form.left - form.width - 1, 297 - form.top - form.height
    edges = (form.left - 1, below, right, form.top)
    page = pypdfium2.PdfDocument(data)[0]
    crop = tuple(mm / 25.4 * 72 for mm in edges)
    return page.render(scale=DPI / 72, crop=crop).to_pil().convert("L")


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("barcode", CODES)
def test_every_kind_of_bars_is_read_from_every_sheet(sheet: int, barcode: str) -> None:
    data = labels_pdf((label(barcode),), SHEETS[sheet], 1, "Sharma")
    (found,) = read(first_label(data, sheet))
    assert found in (barcode, barcode.zfill(13))  # a UPC-A is an EAN-13 behind a zero


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_full_sheet_has_every_label_in_its_own_place(sheet: int) -> None:
    form = SHEETS[sheet]
    (page,) = pages_of(labels_pdf((label(),) * form.count, form, 1, "Sharma"), dpi=300)
    assert page.width == pytest.approx(210 / 25.4 * 300, abs=2)
    for number in range(form.count):
        left, top = (mm / 25.4 * 300 for mm in form.place(number))
        right, bottom = left + form.width / 25.4 * 300, top + form.height / 25.4 * 300
        assert 0 <= left < right <= page.width
        assert 0 <= top < bottom <= page.height
        assert read(page.crop((round(left), round(top), round(right), round(bottom)))) == [CODES[0]]


def test_labels_begin_at_the_first_free_place_and_go_on_on_the_next_sheet() -> None:
    form = SHEETS[24]
    data = labels_pdf((label(),) * 5, form, 22, "Sharma")
    first, second = pages_of(data, dpi=200)
    assert len(read(first)) == 3
    assert len(read(second)) == 2
    marks = label_page((label(),) * 5, form, 22)
    left, top = form.place(21)
    assert min(bar.x for bar in marks.bars) >= left * 1000
    assert min(bar.y for bar in marks.bars) >= top * 1000
    assert len([words for words in marks.words if words.text == "Tea 250 g"]) == 3


def test_name_price_and_digits_stand_on_it_and_no_figure_is_cut() -> None:
    name = "Amul Taaza Homogenised Toned Milk in a very long family pack of a litre and a half"
    dear = label(name=name, mrp="MRP ₹12,34,567.89", price="₹12,34,500.00")
    text = text_of(labels_pdf((dear,), SHEETS[65], 1, "Sharma"))
    assert "MRP ₹12,34,567.89" in text
    assert "₹12,34,500.00" in text
    assert CODES[0] in text
    assert "Amul Taaza" in text
    assert "…" in text


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_on_a_label_lies_over_anything_or_beyond_it(sheet: int) -> None:
    form = SHEETS[sheet]
    marks = label_page((label(name="Word " * 30),), form, 1)
    left, top = (round(mm * 1000) for mm in form.place(0))
    right, bottom = left + form.width * 1000, top + form.height * 1000
    first, last = marks.bars[0], marks.bars[-1]
    assert left <= first.x
    assert last.x + last.width <= right
    assert first.height >= 5000  # mm: what a hand-held scanner finds at once
    *above, digits = marks.words
    assert all(top < words.y < first.y for words in above)
    assert digits.y - digits.em > first.y + first.height - digits.em * 0.3
    assert digits.y < bottom


def test_names_in_hindi_are_shaped() -> None:
    (page,) = pages_of(labels_pdf((label(name="क्ष"),), SHEETS[24], 1, "Sharma"), dpi=300)
    (apart,) = pages_of(labels_pdf((label(name="क् ष"),), SHEETS[24], 1, "Sharma"), dpi=300)
    row = (85, 150, 840, 212)
    assert ink(page.crop(row)) < ink(apart.crop(row))


def ink(picture: Image.Image) -> int:
    """How wide the ink in a picture is."""
    box = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert box is not None
    return box[2] - box[0]


def test_a_barcode_that_would_be_too_fine_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        labels_pdf((label("ABCDEFGHIJKLMNOPQRSTUVWX"),), SHEETS[65], 1, "Sharma")
    assert refused.value.code == "barcode_too_long"


def test_the_same_labels_give_the_same_bytes() -> None:
    made = [labels_pdf((label(),) * 3, SHEETS[40], 2, "Sharma") for _ in range(2)]
    assert made[0] == made[1]


# --- the roll ----------------------------------------------------------------------------------


@pytest.mark.parametrize("barcode", CODES)
def test_a_printer_that_draws_barcodes_is_told_which_and_each_label_is_cut(
    decode: Any, barcode: str
) -> None:
    data = ReceiptPrintouts().labels_bytes((label(barcode),) * 2, PRINTER)
    paper = decode(data, 48, 576)
    assert paper.barcodes == [barcode] * 2
    assert len(paper.cuts) == 2
    assert [line.text.strip() for line in paper.lines].count("Tea 250 g") == 2
    assert any("MRP Rs.60.00" in line.text and "Rs.55.00" in line.text for line in paper.lines)


@pytest.mark.parametrize("barcode", CODES)
@pytest.mark.parametrize(("columns", "dots"), [(32, 384), (48, 576)])
def test_a_printer_that_draws_none_gets_the_bars_as_a_picture(
    decode: Any, barcode: str, columns: int, dots: int
) -> None:
    printer = replace(PRINTER, native_barcode=False, columns=columns, dots=dots)
    paper = decode(ReceiptPrintouts().labels_bytes((label(barcode),), printer), columns, dots)
    (picture,) = paper.pictures
    size = (8 * picture.stride, len(picture.rows))
    white = bytes(255 - byte for byte in b"".join(picture.rows))
    drawn = Image.frombytes("1", size, white).convert("L")
    seen = Image.new("L", (drawn.width + 80, drawn.height + 80), 255)
    seen.paste(drawn, (40, 40))
    assert read(seen) in ([barcode], [barcode.zfill(13)])


def test_the_preview_of_the_roll_shows_the_same_bars() -> None:
    dots = receipt_bitmap(label_document((label(),)), replace(PRINTER, native_barcode=False))
    row = f"{dots.rows[len(dots.rows) - 60]:b}"
    shown = row.strip("0")
    width = len(shown) // 95
    assert shown == "".join(bar * width for bar in modules(CODES[0], symbol_of(CODES[0])))


def test_a_printer_without_pictures_or_barcodes_is_told_so() -> None:
    printer = replace(PRINTER, native_barcode=False, pictures=False)
    with pytest.raises(Refused) as refused:
        ReceiptPrintouts().labels_bytes((label(),), printer)
    assert refused.value.code == "no_barcodes"


def test_a_barcode_too_long_for_the_roll_is_refused_not_made_a_qr_code() -> None:
    printer = replace(PRINTER, columns=32, dots=384)
    with pytest.raises(Refused) as refused:
        ReceiptPrintouts().labels_bytes((label("ABCDEFGHIJKLMNOPQRSTUVWX"),), printer)
    assert refused.value.code == "barcode_too_long"


def test_the_quiet_zones_are_counted() -> None:
    assert with_quiet(CODES[0], symbol_of(CODES[0])) == 95 + 18
    assert with_quiet("96385074", symbol_of("96385074")) == 67 + 14
