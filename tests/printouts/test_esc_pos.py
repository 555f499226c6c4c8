"""The bytes, read back by a printer that refuses every byte the reference does not allow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import qrcode
from msgspec.structs import replace

from pos_desktop.application.letterhead import Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts import esc_pos
from pos_desktop.printouts.blocks import Cut, Document, Feed, Qr, Row, Size, Text

PRINTER = PrinterSettings(name="till", connection="none", drawer_pin=2, pictures=False)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_the_preview_is_what_comes_out(
    shop: Any, printouts: Any, decode: Any, columns: int
) -> None:
    bill = shop.bill(offered=shop.part_on_account)
    printer = replace(PRINTER, columns=columns, native_qr=True)
    paper = decode(printouts.bill_bytes(bill, printer), columns)
    lines = paper.text
    lines.insert(paper.qr_after_line[0], "[QR code]".center(columns).rstrip())
    preview = printouts.bill_text(bill, columns, native_qr=True).splitlines()
    assert len(lines) == len(preview)
    wide = [line.wide for line in paper.lines]
    wide.insert(paper.qr_after_line[0], False)
    for printed, shown, is_wide in zip(lines, preview, wide, strict=True):
        assert printed.split() == shown.split()
        assert is_wide or printed == shown


def test_a_job_begins_with_a_reset_and_ends_with_one_cut(
    shop: Any, printouts: Any, decode: Any
) -> None:
    data = printouts.bill_bytes(shop.bill(), PRINTER)
    assert data.startswith(b"\x1b@")
    paper = decode(data, 48)
    assert paper.resets == 1
    assert paper.cuts == ["partial"]
    assert paper.cut_after_line == [len(paper.lines)]
    assert paper.fed == 6
    assert paper.kicks == []


@pytest.mark.parametrize(
    ("cutter", "cuts"), [("none", []), ("partial", ["partial"]), ("full", ["full"])]
)
def test_the_knife_does_what_the_settings_say(
    shop: Any, printouts: Any, decode: Any, cutter: Any, cuts: list[str]
) -> None:
    paper = decode(printouts.bill_bytes(shop.bill(), replace(PRINTER, cutter=cutter)), 48)
    assert paper.cuts == cuts
    assert paper.fed == 6


def test_the_total_is_large_and_bold_and_the_lines_are_not(
    shop: Any, printouts: Any, decode: Any
) -> None:
    paper = decode(printouts.bill_bytes(shop.bill(), PRINTER), 48)
    name = paper.lines[0]
    assert (name.text.strip(), name.tall, name.wide, name.bold) == (
        "Shree Balaji Kirana",
        True,
        True,
        True,
    )
    (total,) = [line for line in paper.lines if line.text.startswith("TOTAL")]
    assert total.wide
    assert total.bold
    assert total.width == 48
    (item,) = [line for line in paper.lines if line.text.startswith("Potato")]
    assert (item.tall, item.wide, item.bold) == (False, False, False)


def test_the_qr_code_asks_for_what_is_due(shop: Any, printouts: Any, decode: Any) -> None:
    bill = shop.bill(offered=shop.part_on_account)
    paper = decode(printouts.bill_bytes(bill, replace(PRINTER, native_qr=True)), 48)
    (payload,) = paper.qr
    asked = {name: value for name, (value,) in parse_qs(urlsplit(payload).query).items()}
    assert payload.startswith("upi://pay?pa=balaji@okaxis&")
    assert asked == {
        "pa": "balaji@okaxis",
        "pn": "Shree Balaji Kirana Store",
        "am": "532.00",
        "cu": "INR",
        "tr": "A/26-27/000123",
        "tn": "Bill A/26-27/000123",
    }


@pytest.mark.parametrize("dots", [384, 512, 576])
def test_a_qr_code_keeps_its_quiet_zone_and_modules_of_four_dots(
    shop: Any, printouts: Any, decode: Any, dots: int
) -> None:
    seller = shop.seller_with(name="&" * 300, upi_id="a" * 200 + "@" + "b" * 60)
    bill = shop.bill(seller=seller)
    printer = replace(PRINTER, native_qr=True, dots=dots)
    paper = decode(printouts.bill_bytes(bill, printer), 48)
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(paper.qr[0].encode(), optimize=0)
    code.make(fit=True)
    assert paper.qr_module >= 4
    assert (code.modules_count + 8) * paper.qr_module <= dots
    before, after = paper.lines[paper.qr_after_line[0] - 1], paper.lines[paper.qr_after_line[0]]
    assert before.text == after.text == ""


@pytest.mark.parametrize("upi_id", ["not an id", "a@b&am=1", "x@\x1bp", "no-at-sign"])
def test_what_is_no_upi_id_gets_no_qr_code(
    shop: Any, printouts: Any, decode: Any, upi_id: str
) -> None:
    bill = shop.bill(seller=shop.seller_with(upi_id=upi_id))
    assert decode(printouts.bill_bytes(bill, replace(PRINTER, native_qr=True)), 48).qr == []


def test_a_printer_that_draws_no_qr_codes_is_not_asked_to(
    shop: Any, printouts: Any, decode: Any
) -> None:
    paper = decode(printouts.bill_bytes(shop.bill(), PRINTER), 48)
    assert paper.qr == []
    assert "Pay by UPI: balaji@okaxis" in "\n".join(paper.text)


def test_a_qr_code_too_large_for_the_paper_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        esc_pos.render_esc_pos(
            Document((Qr(payload="x" * 600),)), replace(PRINTER, native_qr=True, dots=384)
        )
    assert refusal.value.code == "qr_too_large"


def test_the_qr_table_is_the_standards() -> None:
    for version, most in enumerate(esc_pos._QR_BYTES_AT_M, start=1):
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
        code.add_data(b"x" * most, optimize=0)
        assert code.best_fit() == version
        code.add_data(b"x", optimize=0)
        assert code.best_fit(start=version) >= version + 1


@pytest.mark.parametrize(("pin", "command"), [(2, b"\x1bp\x00\x19\xfa"), (5, b"\x1bp\x01\x19\xfa")])
def test_a_kick_is_its_four_bytes_and_nothing_else(
    printouts: Any, decode: Any, pin: Any, command: bytes
) -> None:
    data = printouts.kick_bytes(replace(PRINTER, drawer_pin=pin))
    assert data == command
    paper = decode(data, 48)
    assert paper.kicks == [(0 if pin == 2 else 1, 25, 250)]
    assert paper.lines == []
    assert paper.cuts == []


def test_a_printer_without_a_drawer_is_not_kicked(printouts: Any) -> None:
    with pytest.raises(Refused) as refusal:
        printouts.kick_bytes(replace(PRINTER, drawer_pin=None))
    assert refusal.value.code == "no_drawer"


def test_bold_survives_a_change_of_size(decode: Any) -> None:
    blocks = (
        Text(text="one", bold=True),
        Text(text="two", bold=True, size=Size.BIG),
        Text(text="three", bold=True),
        Feed(lines=2),
        Text(text="four", size=Size.TALL),
        Cut(),
    )
    paper = decode(esc_pos.render_esc_pos(Document(blocks), PRINTER), 48)
    assert [(line.text, line.bold, line.wide, line.tall) for line in paper.lines] == [
        ("one", True, False, False),
        ("two", True, True, True),
        ("three", True, False, False),
        ("", False, False, False),
        ("", False, False, False),
        ("four", False, False, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a  b",
        "Amul 1 L" + " " * 33 + "1701",
        "x" * 40 + "  9",
        " " * 14 + "in the middle",
        "1234567  8",
        "12345678" * 3 + "   9",
    ],
)
def test_stops_stand_for_spaces_and_the_line_is_the_same(decode: Any, text: str) -> None:
    data = esc_pos.render_esc_pos(Document((Row(lead=text, figure=""),)), PRINTER)
    (line,) = decode(data, 48).lines
    assert line.text == text
    assert len(data) <= len(text) + 3


def test_wide_letters_have_no_stops(decode: Any) -> None:
    row = Row(text="TOTAL", figure="5.00", size=Size.BIG)
    data = esc_pos.render_esc_pos(Document((row,)), PRINTER)
    assert b"\t" not in data
    assert decode(data, 48).lines[0].text == "TOTAL" + " " * 15 + "5.00"


NAMES = ("अमूल गोल्ड दूध", "आलू", "चीनी (खुली)", "पार्ले-जी बिस्किट", "तुअर दाल", "बासमती चावल",
         "सरसों का तेल", "टाटा नमक", "हल्दी पाउडर")  # fmt: skip


@pytest.mark.parametrize(
    ("hindi", "is_compact", "most"), [(0, True, 2500), (0, False, 3200), (18, False, 20_000)]
)
def test_a_receipt_of_thirty_items_is_a_few_bytes(
    shop: Any, printouts: Any, hindi: int, is_compact: bool, most: int
) -> None:
    names = [NAMES[i % 9] for i in range(hindi)]
    names += [f"Parle-G Biscuits {i} g" for i in range(30 - hindi)]
    lines = tuple(
        shop.line(name, 4600 + i, shop.terms(500), hsn="1701", qty=2000)
        for i, name in enumerate(names)
    )
    bill = shop.bill(lines, buyer=Buyer())
    printer = replace(PRINTER, pictures=True, native_qr=True)
    data = printouts.bill_bytes(bill, printer, letterhead=Letterhead(is_compact=is_compact))
    assert len(data) <= most


def in_a_process_of_its_own(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_loading_the_encoder_leaves_nothing_behind_but_its_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(tmp_path))
    program = (
        "import logging, os\n"
        "from pos_desktop.printouts.esc_pos import load_encoder\n"
        "load_encoder()\n"
        "print(logging.root.handlers, os.environ['ESCPOS_CAPABILITIES_PICKLE_DIR'])\n"
    )
    done = in_a_process_of_its_own(program)
    assert done.returncode == 0, done.stderr
    handlers, folder = done.stdout.split()
    assert handlers == "[]"
    assert Path(folder).is_relative_to(Path(os.environ["HOME"]))
    assert list(Path(folder).glob("*.capabilities.pickle"))
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_cache_does_not_end_printing() -> None:
    program = (
        "import platform, platformdirs, pathlib\n"
        "folder = pathlib.Path(platformdirs.user_cache_dir('pos-desktop')) / 'escpos'\n"
        "folder.mkdir(parents=True, exist_ok=True)\n"
        "cache = folder / f'{platform.python_version()}.capabilities.pickle'\n"
        "cache.write_bytes(b'torn')\n"
        "from pos_desktop.application.printing import PrinterSettings\n"
        "from pos_desktop.printouts.receipts import ReceiptPrintouts\n"
        "settings = PrinterSettings(name='p', connection='none', drawer_pin=2)\n"
        "print(ReceiptPrintouts().kick_bytes(settings).hex(), cache.exists())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["1b700019fa", "False"], done.stderr
