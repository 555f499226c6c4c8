"""A document as ESC/POS bytes for one printer, and the kick that opens a drawer.

python-escpos only encodes here: a fresh ``Dummy`` each time. Texts of one style go in one write,
as ASCII: its own text path goes through every character, and a code page is never switched.
Pictures are given to the printer as the dots that they are: the library would make an image of
them first. Nothing here is a real-time command (DLE …), which a printer would obey out of order,
in the middle of a picture too.
"""

from __future__ import annotations

import logging
import os
import struct
import sys
import tempfile
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bar_codes import Symbol
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.bitmap import Bitmap, of_modules
from pos_desktop.printouts.blocks import Barcode, Cut, Document, Qr, Size
from pos_desktop.printouts.layout import RUPEE_CODE, PaperFacts, PrintedLine, lay_out
from pos_desktop.printouts.lettering import typewriter
from pos_desktop.printouts.paper import on_paper
from pos_desktop.printouts.picture_lines import PictureLine

_log = logging.getLogger(__name__)
_loading = threading.Lock()

Style = tuple[Size, bool]
"""Size and whether bold."""
_ORDINARY: Style = (Size.NORMAL, False)

_MODES = {Size.NORMAL: 0, Size.TALL: 0x10, Size.BIG: 0x30}
"""ESC !: letters of font A, of double height, of double height and width."""
_BOLD = 0x08

_QR_BYTES_AT_M = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
)  # fmt: skip
"""Bytes that QR versions 1 to 20 hold at error correction level M (ISO/IEC 18004, table 7)."""
_QR_LEVEL_M = 1
_QUIET_MODULES = 4
_LEAST_MODULE_DOTS = 4
_MOST_MODULE_DOTS = 6
_MASK = 3

_PULSE_UNIT_MS = 2
_LINES_TO_TEAR_BAR = 6


_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""DLE EOT, DLE ENQ, DLE DC4: obeyed wherever they stand, the last one opens a drawer."""
_LETTER_DOTS = (12, 24)
"""Of the printers' font A."""
_CODE128_MODULES = 11
_CODE128_FRAME = 35 + 20
"""Modules of start, check and stop, and of the quiet zones."""
_LEAST_BAR_DOTS = 2
_EAN_MODULES = 113
"""Of the widest of the trade's codes, with its quiet zones."""
_BAR_HEIGHT = 80
_SYSTEMS = {Symbol.UPCA: 65, Symbol.EAN13: 67, Symbol.EAN8: 68, Symbol.CODE128: 73}
"""How GS k names the kinds of bars."""


def paper_of(printer: PrinterSettings) -> PaperFacts:
    """What the lines for a printer depend on."""
    if not printer.pictures:
        return PaperFacts(printer.columns)
    return PaperFacts(printer.columns, printer.dots, printer.rupee)


def render_esc_pos(document: Document, printer: PrinterSettings) -> bytes:
    """The bytes of one print job, beginning with a reset and ending in the ordinary state.

    Raises Refused: ``figure_too_wide`` or ``qr_too_large`` for this paper.
    """
    out = [_reset()]
    paper = paper_of(printer)
    if paper.rupee == "character":
        out.append(_define_rupee())
    style = _ORDINARY
    batch: list[str] = []
    for printed in lay_out(document, paper):
        if isinstance(printed, PrintedLine):
            wanted = (printed.size, printed.bold)
            if wanted != style:
                _write(out, batch)
                out.append(_change(style, wanted))
                style = wanted
            batch.append(printed.text)
            continue
        _write(out, batch)
        match printed:
            case PictureLine():
                out.append(raster(printed.bitmap, printer))
            case Cut():
                out.append(_change(style, _ORDINARY))
                style = _ORDINARY
                out.append(_cut(printer))
            case Barcode() if printer.native_barcode and (width := bar_dots(printed, printer)):
                out.append(_barcode(printed, width))
            case Barcode(only_bars=True):
                out.append(_drawn_bars(printed, printer))
            case Qr(by=by):
                out.append(_any_qr(printed.payload, printer, by))
            case Barcode():
                out.append(_any_qr(printed.payload, printer, None))
    _write(out, batch)
    out.append(_change(style, _ORDINARY))
    if paper.rupee == "character":
        out.append(b"\x1b%\x00")
    return b"".join(out)


def raster(picture: Bitmap, printer: PrinterSettings) -> bytes:
    """GS v 0: a picture from the left edge, in slices that the printer's memory holds.

    A picture whose bytes contain a real-time command is moved a dot to the right, again and
    again; where it fills the paper, a dot is added to it.
    """
    out: list[bytes] = []
    for first in range(0, picture.height, printer.raster_slice):
        part = Bitmap(picture.width, picture.rows[first : first + printer.raster_slice])
        out.append(_raster_slice(part, printer.dots))
    return b"".join(out)


def _raster_slice(part: Bitmap, dots: int) -> bytes:
    data = _raster_bytes(part)
    moved = part
    while _commands(data) and moved.width < dots and moved.width - part.width < 7:
        moved = moved.moved(1)
        data = _raster_bytes(moved)
    if not _commands(data):
        return data
    data = _raster_bytes(part)
    while at := _commands(data):
        # The dot beside the one that makes DLE: 0x10 becomes 0x30.
        data = data[: at - 1] + b"\x30" + data[at:]
    return data


def _raster_bytes(part: Bitmap) -> bytes:
    rows = part.packed()
    size = struct.pack("<HH", -(-part.width // 8), part.height)
    return b"\x1dv0\x00" + size + b"".join(rows)


def _commands(data: bytes) -> int:
    """Where a real-time command's second byte is; 0 when there is none."""
    return max(data.find(command) + 1 for command in _REAL_TIME)


@lru_cache(maxsize=1)
def _define_rupee() -> bytes:
    """ESC & and ESC %: the printer draws our own rupee sign for one character that we spare."""
    width, height = _LETTER_DOTS
    rows = typewriter("₹", width, height)
    columns = ("".join(row[x] for row in rows) for x in range(width))
    dots = b"".join(int(column, 2).to_bytes(height // 8, "big") for column in columns)
    code = RUPEE_CODE.encode()
    return b"\x1b&" + bytes([height // 8]) + code + code + bytes([width]) + dots + b"\x1b%\x01"


@lru_cache(maxsize=8)
def render_kick(printer: PrinterSettings) -> bytes:
    """ESC p m t1 t2, and nothing else: it opens the drawer and prints nothing.

    Raises Refused (``no_drawer``) when the printer's settings name no drawer.
    """
    if printer.drawer_pin is None:
        raise Refused(
            f"{printer.name} has no cash drawer. Set the drawer's pin in the printer's settings.",
            code="no_drawer",
        )
    encoder = _new_encoder()
    on, off = printer.drawer_on_ms // _PULSE_UNIT_MS, printer.drawer_off_ms // _PULSE_UNIT_MS
    encoder.cashdraw([0x1B, 0x70, 0 if printer.drawer_pin == 2 else 1, on, off])
    return bytes(encoder.output)


def render_marked(data: bytes, words: str) -> bytes:
    """A job's own bytes under a bold line of *words*, in Latin letters."""
    out = [_reset(), _change(_ORDINARY, (Size.NORMAL, True))]
    _write(out, [on_paper(words)])
    # The job resets the printer itself, as every job does.
    return b"".join(out) + data


def load_encoder() -> None:
    """Import python-escpos now (0.1 to 0.4 s), so that the first sale need not wait for it."""
    with _loading:
        if "escpos.printer" in sys.modules:
            return
        handlers, prefix = logging.root.handlers[:], tempfile.template
        # It makes a temporary folder that it never uses or removes: under a name to know it by.
        tempfile.template = f"pos-desktop-escpos-{os.getpid()}-"
        try:
            _import_escpos()
        finally:
            # It calls logging.basicConfig(): where the log goes is not for a library to say.
            for handler in logging.root.handlers[:]:
                if handler not in handlers:
                    logging.root.removeHandler(handler)
            for unused in Path(tempfile.gettempdir()).glob(f"{tempfile.template}*"):
                with suppress(OSError):  # another thread's, made meanwhile: not ours to remove
                    unused.rmdir()
            tempfile.template = prefix


def _new_encoder() -> Any:
    load_encoder()
    from escpos.printer import Dummy

    return Dummy()


def _import_escpos() -> None:
    from platformdirs import user_cache_dir

    folder = Path(user_cache_dir("pos-desktop")) / "escpos"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = str(folder)
        import escpos.printer
    except Exception as problem:  # noqa: BLE001 a damaged pickle raises anything
        # A disk that is full, or a power cut while the cache was written, must not end printing.
        _log.warning("the cache of printer profiles in %s is of no use: %r", folder, problem)
        for damaged in folder.glob("*.capabilities.pickle"):
            damaged.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory() as instead:
            os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = instead
            import escpos.printer  # noqa: F401


def _write(out: list[bytes], batch: list[str]) -> None:
    if batch:
        out.append(("\n".join(batch) + "\n").encode("ascii"))
        batch.clear()


# What is the same in every job is encoded once: the encoder keeps no state between commands.


@lru_cache(maxsize=1)
def _reset() -> bytes:
    encoder = _new_encoder()
    encoder.hw("INIT")
    return bytes(encoder.output)


def _change(style: Style, wanted: Style) -> bytes:
    """From one style to another; nothing when they are the same."""
    if style == wanted:
        return b""
    size, bold = wanted
    emphasis = b"\x1bE" + bytes([bold])
    if size is style[0]:
        return emphasis
    # A size clears bold on some printers and leaves it on others: both are said.
    return b"\x1b!" + bytes([_MODES[size] | (_BOLD if bold else 0)]) + emphasis


@lru_cache(maxsize=8)
def _cut(printer: PrinterSettings) -> bytes:
    encoder = _new_encoder()
    if printer.cutter == "none":
        encoder.print_and_feed(_LINES_TO_TEAR_BAR)
    else:
        encoder.cut(mode="PART" if printer.cutter == "partial" else "FULL", feed=True)
    return bytes(encoder.output)


def qr_dots(payload: str, dots: int) -> int:
    """Dots a module of a QR code: as large as is useful. Raises Refused (``qr_too_large``)."""
    size = len(payload.encode("ascii"))
    version = next((i for i, most in enumerate(_QR_BYTES_AT_M, start=1) if size <= most), None)
    modules = 17 + 4 * version + 2 * _QUIET_MODULES if version else dots
    module_dots = min(dots // modules, _MOST_MODULE_DOTS)
    if module_dots < _LEAST_MODULE_DOTS:
        raise Refused(
            "The QR code is too large for the printer's paper to be read by a telephone.",
            code="qr_too_large",
        )
    return module_dots


def qr_picture(payload: str, dots: int) -> Bitmap:
    """A QR code with its quiet zone, in the middle of the paper; its dots go through the cable."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    module_dots = min(qr_dots(payload, dots), _LEAST_MODULE_DOTS)
    # Any mask can be read; to look for the best of the eight would take ten times as long.
    code = QRCode(border=_QUIET_MODULES, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(payload.encode("ascii"), optimize=0)
    picture = of_modules(code.get_matrix(), module_dots)
    return picture.moved((dots - picture.width) // 2)


def _any_qr(payload: str, printer: PrinterSettings, by: str | None) -> bytes:
    """A QR code by the printer, or as a picture; nothing where it can do neither."""
    if by == "printer" or (printer.native_qr and by is None):
        return _qr(payload, printer.dots)
    return raster(qr_picture(payload, printer.dots), printer) if printer.pictures else b""


def _qr(payload: str, dots: int) -> bytes:
    """Let the printer draw a QR code in the middle, with its quiet zone free."""
    module_dots = qr_dots(payload, dots)
    encoder = _new_encoder()
    # The printer leaves nothing free above and below: a line of ordinary height does.
    encoder.set(align="center")
    encoder._raw(b"\n")
    encoder.qr(payload, ec=_QR_LEVEL_M, size=module_dots, native=True)
    encoder._raw(b"\n")
    encoder.set(align="left")
    return bytes(encoder.output)


def bar_dots(barcode: Barcode, printer: PrinterSettings) -> int:
    """Dots of the narrowest bar; 0 when it does not fit on the paper.

    Raises Refused (``barcode_too_long``) where nothing else would do.
    """
    modules = _CODE128_MODULES * len(barcode.payload) + _CODE128_FRAME
    if barcode.symbol is not Symbol.CODE128:
        modules = _EAN_MODULES
    width = min(printer.dots // modules, 3)
    if width < _LEAST_BAR_DOTS and barcode.only_bars:
        raise Refused(
            f"The barcode {barcode.payload} is too long for the printer's paper. Print it on a "
            "sheet of labels.",
            code="barcode_too_long",
        )
    return width if width >= _LEAST_BAR_DOTS else 0


def bars_picture(barcode: Barcode, printer: PrinterSettings) -> Bitmap:
    """The bars as dots, in the middle of the paper, with a little white below."""
    from pos_desktop.printouts.bars import modules

    width = bar_dots(barcode, printer)
    drawn = modules(barcode.payload, barcode.symbol)
    row = int("".join(module * width for module in drawn), 2)
    bars = Bitmap(len(drawn) * width, (row,) * _BAR_HEIGHT)
    return bars.moved((printer.dots - bars.width) // 2).spaced(0, 6)


def _drawn_bars(barcode: Barcode, printer: PrinterSettings) -> bytes:
    if not printer.pictures:
        raise Refused(
            "This printer draws neither barcodes nor pictures. Print a sheet of labels, or change "
            "the printer's settings.",
            code="no_barcodes",
        )
    return raster(bars_picture(barcode, printer), printer)


def _barcode(barcode: Barcode, width: int) -> bytes:
    """GS k without its text: the number stands on the paper in letters. CODE128 in code set B."""
    data = barcode.payload.encode("ascii")
    if barcode.symbol is Symbol.CODE128:
        data = b"{B" + data.replace(b"{", b"{{")
    return (
        b"\x1ba\x01\x1dh\x50"
        + bytes([0x1D, 0x77, width])
        + b"\x1dH\x00\x1dk"
        + bytes([_SYSTEMS[barcode.symbol], len(data)])
        + data
        + b"\n\x1ba\x00"
    )
