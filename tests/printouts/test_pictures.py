"""Names in the scripts of India, logos and codes as dots: what the printer gets, read back."""

from __future__ import annotations

import io
import random
from datetime import datetime
from typing import Any

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from pos_desktop.application.letterhead import Language, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer
from pos_desktop.domain.errors import BadInput
from pos_desktop.printouts import esc_pos
from pos_desktop.printouts.bill import bill_document
from pos_desktop.printouts.bitmap import Bitmap, png
from pos_desktop.printouts.images import dithered, kept_logo
from pos_desktop.printouts.lettering import draw, width_of
from pos_desktop.printouts.preview import receipt_bitmap
from pos_desktop.printouts.scripts import font_file, needs_pictures, runs, written

PRINTER = PrinterSettings(name="till", connection="none", drawer_pin=2)
NAMES = {
    "Hindi": "अमूल गोल्ड दूध",
    "Marathi": "तूर डाळ",
    "Gujarati": "ગુજરાતી લોટ",
    "Tamil": "சர்க்கரை",
    "Telugu": "తెలుగు బియ్యం",
    "Kannada": "ಕನ್ನಡ ಅಕ್ಕಿ",
    "Bengali": "শ্রী গণেশ আটা",
    "Malayalam": "മലയാളം അരി",
    "Punjabi": "ਗੁਰਪ੍ਰੀਤ ਆਟਾ",
}
REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
PAPERS = ((32, 384), (42, 512), (48, 576))


def picture_of(picture: Any) -> Image.Image:
    """What the printer was sent, as a viewer shows it."""
    size = (8 * picture.stride, len(picture.rows))
    white = bytes(255 - byte for byte in b"".join(picture.rows))
    return Image.frombytes("1", size, white).convert("L")


@pytest.mark.parametrize("language", NAMES)
def test_a_name_is_a_trimmed_picture_and_its_figures_are_text(
    shop: Any, printouts: Any, decode: Any, language: str
) -> None:
    bill = shop.bill((shop.line(NAMES[language], 10000, qty=2000, hsn="1701"),), buyer=Buyer())
    paper = decode(printouts.bill_bytes(bill, replace(PRINTER, native_qr=True)), 48, 576)
    (picture,) = paper.pictures
    row = paper.text[paper.picture_after_line[0]]
    assert row.split() == ["2", "PCS", "x", "100.00", "1701", "200.00"]
    assert 40 < picture.width < 400
    assert 8 * picture.stride - picture.width < 8
    assert 20 < len(picture.rows) < 60


@pytest.mark.parametrize("language", NAMES)
def test_every_letter_has_a_glyph_in_its_own_font(language: str) -> None:
    import uharfbuzz

    for script, run in runs(NAMES[language]):
        assert script != "Latin"
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font_file(script))))
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        assert all(info.codepoint for info in buffer.glyph_infos)


def test_letters_are_shaped_not_put_one_after_another() -> None:
    joined, apart = draw("क्ष", 40), draw("क", 40).width + draw("ष", 40).width
    assert joined.width < apart
    assert width_of("क्ष", 40) == pytest.approx(joined.width, abs=6)


def test_a_printer_that_draws_no_pictures_gets_latin_letters(
    shop: Any, printouts: Any, decode: Any
) -> None:
    bill = shop.bill((shop.line("आलू", 10000),))
    paper = decode(printouts.bill_bytes(bill, replace(PRINTER, pictures=False)), 48)
    assert paper.pictures == []
    assert "Alu" in "\n".join(paper.text)


def test_a_qr_code_drawn_by_the_till_is_read_back(shop: Any, printouts: Any, decode: Any) -> None:
    bill = shop.bill(buyer=Buyer())
    native = decode(printouts.bill_bytes(bill, replace(PRINTER, native_qr=True)), 48).qr[0]
    for columns, dots in PAPERS:
        printer = replace(PRINTER, columns=columns, dots=dots)
        paper = decode(printouts.bill_bytes(bill, printer), columns, dots)
        where = max(zip(paper.pictures, paper.picture_after_line, strict=True),
                    key=lambda pair: len(pair[0].rows))[1]  # fmt: skip
        seen = Image.new("L", (640, 400), 255)
        y = 0
        for part, after in zip(paper.pictures, paper.picture_after_line, strict=True):
            if after == where:
                seen.paste(picture_of(part), (0, y))
                y += len(part.rows)
        texts = [code.text for code in zxingcpp.read_barcodes(seen)]
        assert native in texts


def test_the_preview_shows_a_qr_code_that_can_be_read(shop: Any) -> None:
    bill = shop.bill(buyer=Buyer())
    seen = Image.open(io.BytesIO(png(receipt_bitmap(bill_document(bill, None), PRINTER))))
    codes = zxingcpp.read_barcodes(seen.convert("L"))
    assert [code.text[:10] for code in codes] == ["upi://pay?"]


def test_the_number_is_a_barcode_where_it_fits_and_a_qr_code_where_not(
    shop: Any, printouts: Any, decode: Any
) -> None:
    bill = shop.bill(offered=shop.part_on_account[:1] * 2, buyer=Buyer())
    look = Letterhead(prints_code=True)
    wide = replace(PRINTER, native_barcode=True, native_qr=True)
    paper = decode(printouts.bill_bytes(bill, wide, letterhead=look), 48)
    assert paper.barcodes == [bill.number]
    narrow = replace(wide, columns=32, dots=384)
    paper = decode(printouts.bill_bytes(bill, narrow, letterhead=look), 32, 384)
    assert (paper.barcodes, paper.qr) == ([], [bill.number])


# --- Real-time commands ----------------------------------------------------------------------


@pytest.mark.parametrize("command", REAL_TIME)
@pytest.mark.parametrize("width", [64, 384])
def test_a_picture_that_would_command_the_printer_is_moved(command: bytes, width: int) -> None:
    row = int.from_bytes(command * (width // 16), "big")
    picture = Bitmap(width, (row,) * 30)
    data = esc_pos.raster(picture, replace(PRINTER, dots=384, columns=32))
    assert not any(bad in data for bad in REAL_TIME)
    assert len(data) >= 30 * width // 8


def test_without_the_move_the_printer_would_have_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Bitmap(32, (int.from_bytes(b"\xff\x10\x14\x01", "big"),) * 30)
    monkeypatch.setattr(esc_pos, "_REAL_TIME", (b"never found",))
    assert b"\x10\x14" in esc_pos.raster(picture, PRINTER)


@pytest.mark.parametrize(
    "pictures", [200, pytest.param(20_000, marks=[pytest.mark.soak, pytest.mark.timeout(900)])]
)
def test_no_random_picture_commands_the_printer(pictures: int) -> None:
    rng = random.Random(4)
    for _ in range(pictures):
        width = rng.randint(1, 576)
        pool = [0x10, 0x04, 0x05, 0x14, 0x20, 0x08, 0xFF, 0x00]
        rows = tuple(
            int.from_bytes(bytes(rng.choices(pool, k=72)), "big") >> (576 - width)
            for _ in range(rng.randint(1, 20))
        )
        data = esc_pos.raster(Bitmap(width, rows), PRINTER)
        assert not any(bad in data for bad in REAL_TIME)


# --- The rupee sign --------------------------------------------------------------------------


def test_the_rupee_sign_is_a_letter_of_our_own_where_the_printer_takes_it(
    shop: Any, printouts: Any, decode: Any
) -> None:
    bill = shop.bill((shop.line("So`ap", 11800),), buyer=Buyer())
    data = printouts.bill_bytes(bill, replace(PRINTER, rupee="character"))
    paper = decode(data, 48)
    (total,) = [line for line in paper.lines if line.text.startswith("TOTAL")]
    assert total.text.split() == ["TOTAL", "₹118.00"]
    assert "So'ap" in "\n".join(paper.text)
    ((_, dots),) = paper.letters.items()
    assert len(dots) == 36
    assert any(dots)
    assert len(data) - len(printouts.bill_bytes(bill, PRINTER)) < 60


def test_the_rupee_sign_can_be_a_picture(shop: Any, printouts: Any, decode: Any) -> None:
    bill = shop.bill((shop.line("Soap", 11800),), buyer=Buyer())
    printer = replace(PRINTER, rupee="raster", native_qr=True)
    paper = decode(printouts.bill_bytes(bill, printer), 48, 576)
    assert not any("Rs." in line for line in paper.text)
    assert [p.width > 500 for p in paper.pictures] == [True, True]
    assert "₹118.00" in printouts.bill(bill, Letterhead()).text(printer)


# --- Logo and language -----------------------------------------------------------------------


def logo(size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "PNG")
    return out.getvalue()


def test_a_logo_is_dithered_once_and_stands_above(shop: Any, printouts: Any, decode: Any) -> None:
    kept = kept_logo(logo((3000, 2000)))
    look = Letterhead(logo=kept)
    bill = shop.bill((shop.line("Soap", 100),), buyer=Buyer())
    paper = decode(
        printouts.bill_bytes(bill, replace(PRINTER, native_qr=True), letterhead=look), 48, 576
    )
    assert paper.picture_after_line[0] == 0
    assert sum(len(picture.rows) for picture in paper.pictures) < 260
    assert max(len(picture.rows) for picture in paper.pictures) <= PRINTER.raster_slice
    assert dithered(kept, 576) is dithered(kept, 576)
    assert len(kept) < 60_000


@pytest.mark.parametrize("data", [b"", b"no picture", b"GIF89a\x00", logo()[:60]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as refusal:
        kept_logo(data)
    assert refusal.value.field == "logo"


def test_a_hindi_receipt_says_its_labels_in_hindi(shop: Any, printouts: Any, decode: Any) -> None:
    line = replace(shop.line("Sugar", 4600, shop.terms(500)), description_hi="चीनी")
    bill = shop.bill((line,), offered=shop.part_on_account[:1])
    printout = printouts.bill(bill, Letterhead(language=Language.HINDI))
    text = printout.text(PRINTER)
    assert "कुल राशि  ₹46.00" in text
    assert "चीनी" in text
    assert "Sugar" not in text
    assert "CGST" in text
    paper = decode(printout.esc_pos(PRINTER), 48, 576)
    assert len(paper.pictures) > 8


def test_a_compact_receipt_saves_paper_and_keeps_what_the_law_asks(
    shop: Any, printouts: Any
) -> None:
    bill = shop.bill(buyer=Buyer())
    plain = printouts.bill(bill, Letterhead()).text(PRINTER)
    compact = printouts.bill(bill, Letterhead(is_compact=True)).text(PRINTER)
    assert len(compact.splitlines()) <= 0.75 * len(plain.splitlines())
    for said in ("GSTIN 23AABCU9603R1ZV", "A/26-27/000123", "CGST", "FSSAI", "ORIGINAL"):
        assert said in compact
    assert "Potato  1.25 KGS x 28.00" in compact


def test_the_calibration_page_shows_everything(printouts: Any, decode: Any) -> None:
    at = datetime(2026, 11, 18, 14, 5)  # noqa: DTZ001 — the outlet's clock
    for columns, dots in (*PAPERS, (48, 640), (42, 546)):
        printer = replace(PRINTER, columns=columns, dots=dots, native_barcode=True)
        data = printouts.test_page(printer, "Shree", at, calibration=True)
        paper = decode(data, columns, dots)
        assert paper.qr == ["POS DESKTOP 123"]
        assert paper.cuts == ["partial"]
        assert dots in [picture.width for picture in paper.pictures]
        assert any(line.endswith(f"<{columns}") for line in paper.text)
        short = decode(printouts.test_page(printer, "Shree", at, calibration=False), columns, dots)
        assert "If you can read this" in "\n".join(short.text)
        assert any(len(line) == columns and line.endswith(f"<{columns}") for line in short.text)


def test_only_letters_of_india_need_pictures() -> None:
    assert not needs_pictures("Café ₹5")
    assert not needs_pictures("Soap 🍵 شکریہ")
    assert needs_pictures("आ")
    assert written("a\x1bp\u202e\u200d آ🍵") == "ap ?"
