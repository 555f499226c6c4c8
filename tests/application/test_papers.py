"""How papers look, and what can be made of a document, through the use cases."""

from __future__ import annotations

import base64
import io

import pypdfium2
import pytest
from PIL import Image

from pos_desktop.application import outlet, papers, printouts
from pos_desktop.application.letterhead import Language
from pos_desktop.application.printouts import (
    PrintoutFormat,
    PrintoutKind,
    PrintoutPaper,
    RenderPrintout,
)
from pos_desktop.domain.errors import BadInput, Refused
from tests.shop_at_hand import ShopAtHand


def picture_file() -> str:
    out = io.BytesIO()
    Image.new("RGB", (300, 120), "black").save(out, "JPEG")
    return base64.b64encode(out.getvalue()).decode()


def test_a_letterhead_is_plain_until_it_is_set_and_changes_by_parts(shop: ShopAtHand) -> None:
    before = papers.get(shop.owner, papers.GetLetterhead())
    assert (before.language, before.logo_base64, before.is_compact) == (Language.ENGLISH, "", False)
    given = papers.SetLetterhead(language=Language.HINDI, logo_base64=picture_file())
    papers.set_letterhead(shop.owner, given)
    papers.set_letterhead(shop.owner, papers.SetLetterhead(bank_details=" SBI \n\n IFSC X "))
    after = papers.get(shop.owner, papers.GetLetterhead())
    assert (after.language, after.bank_details) == (Language.HINDI, "SBI\nIFSC X")
    assert base64.b64decode(after.logo_base64).startswith(b"\x89PNG")
    papers.set_letterhead(shop.owner, papers.SetLetterhead(logo_base64=""))
    assert papers.get(shop.owner, papers.GetLetterhead()).logo_base64 == ""


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (papers.SetLetterhead(logo_base64="!"), "logo"),
        (papers.SetLetterhead(logo_base64=base64.b64encode(b"text").decode()), "logo"),
        (papers.SetLetterhead(bank_details="x" * 301), "bank_details"),
        (papers.SetLetterhead(bank_details="x\n" * 9), "bank_details"),
    ],
)
def test_a_bad_letterhead_is_refused(
    shop: ShopAtHand, given: papers.SetLetterhead, field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        papers.set_letterhead(shop.owner, given)
    assert refusal.value.field == field


def test_a_bill_is_rendered_in_every_format(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    papers.set_letterhead(shop.owner, papers.SetLetterhead(bank_details="IFSC SBIN0001234"))
    number = shop.sell("299.00", cash=400_00, gst_rate=1800).bill_number
    made = {}
    for form in PrintoutFormat:
        request = RenderPrintout(kind=PrintoutKind.BILL, number=number, format=form)
        made[form] = printouts.render(shop.cashier, request)
    assert number in (made[PrintoutFormat.TEXT].text or "")
    begins = {
        PrintoutFormat.ESCPOS: b"\x1b@",
        PrintoutFormat.PDF: b"%PDF-",
        PrintoutFormat.PNG: b"\x89PNG",
    }
    for form, magic in begins.items():
        assert base64.b64decode(made[form].content_base64 or "").startswith(magic)
    (page,) = pypdfium2.PdfDocument(base64.b64decode(made[PrintoutFormat.PDF].content_base64 or ""))
    text = page.get_textpage().get_text_bounded()
    assert "IFSC SBIN0001234" in text
    assert "DEMO" in text
    assert made[PrintoutFormat.PDF].paper is PrintoutPaper.A4
    assert made[PrintoutFormat.PNG].text == made[PrintoutFormat.TEXT].text


def test_a_test_page_needs_a_printer_and_goes_into_its_queue(shop: ShopAtHand) -> None:
    with pytest.raises(Refused) as refusal:
        papers.try_printer(shop.owner, papers.TryPrinter())
    assert refusal.value.code == "no_printer"
    shop.set_printer()
    for calibration in (False, True):
        papers.try_printer(shop.owner, papers.TryPrinter(calibration=calibration))
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql("SELECT kind, document FROM print_job ORDER BY id").all()
    assert [tuple(row) for row in rows] == [("report", "test"), ("report", "calibration")]
    with pytest.raises(Refused):
        papers.try_printer(shop.cashier, papers.TryPrinter())


def test_printer_settings_come_back(shop: ShopAtHand) -> None:
    given = outlet.SetPrinter(
        connection="none", rupee="character", pictures=False, native_barcode=True,
        raster_slice=64, drawer_pin=5, drawer_on_ms=100, drawer_off_ms=300, columns=42, dots=512,
    )  # fmt: skip
    outlet.set_printer(shop.owner, given)
    seen = outlet.get_printer(shop.owner, outlet.GetPrinter())
    for name in ("rupee", "pictures", "native_barcode", "raster_slice", "drawer_on_ms", "dots"):
        assert getattr(seen, name) == getattr(given, name)
    with pytest.raises(BadInput) as refusal:
        outlet.set_printer(shop.owner, outlet.SetPrinter(raster_slice=5000))
    assert refusal.value.field == "raster_slice"
