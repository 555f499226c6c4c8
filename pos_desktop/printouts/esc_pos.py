"""A document as ESC/POS bytes for one printer, and the kick that opens a drawer.

python-escpos only encodes here: a fresh ``Dummy`` each time. Texts of one style go in one write,
as ASCII: its own text path goes through every character, and a code page is never switched.
Nothing here is a real-time command (DLE …), which a printer would obey out of order.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.blocks import Cut, Document, Qr, Size
from pos_desktop.printouts.layout import PrintedLine, lay_out

_log = logging.getLogger(__name__)
_loading = threading.Lock()

Style = tuple[Size, bool]
"""Size and whether bold."""
_ORDINARY: Style = (Size.NORMAL, False)

_QR_BYTES_AT_M = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
)  # fmt: skip
"""Bytes that QR versions 1 to 20 hold at error correction level M (ISO/IEC 18004, table 7)."""
_QR_LEVEL_M = 1
_QUIET_MODULES = 4
_LEAST_MODULE_DOTS = 4
_MOST_MODULE_DOTS = 6

_PULSE_ON = 25
_PULSE_OFF = 250
"""The drawer's pulse in units of 2 ms: 50 ms on, 500 ms off."""
_LINES_TO_TEAR_BAR = 6


def render_esc_pos(document: Document, printer: PrinterSettings) -> bytes:
    """The bytes of one print job, beginning with a reset and ending in the ordinary state.

    Raises Refused: ``figure_too_wide`` or ``qr_too_large`` for this paper.
    """
    out = [_reset()]
    style = _ORDINARY
    batch: list[str] = []
    for printed in lay_out(document, printer.columns):
        if isinstance(printed, PrintedLine):
            wanted = (printed.size, printed.bold)
            if wanted != style:
                _write(out, batch)
                out.append(_change(style, wanted))
                style = wanted
            batch.append(printed.text)
            continue
        _write(out, batch)
        if isinstance(printed, Cut):
            out.append(_change(style, _ORDINARY))
            style = _ORDINARY
            out.append(_cut(printer))
        elif printer.native_qr:
            out.append(_qr(printed, printer.dots))
    _write(out, batch)
    out.append(_change(style, _ORDINARY))
    return b"".join(out)


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
    encoder.cashdraw([0x1B, 0x70, 0 if printer.drawer_pin == 2 else 1, _PULSE_ON, _PULSE_OFF])
    return bytes(encoder.output)


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


@lru_cache(maxsize=64)
def _change(style: Style, wanted: Style) -> bytes:
    """From one style to another; nothing when they are the same."""
    if style == wanted:
        return b""
    encoder = _new_encoder()
    size, bold = wanted
    if size is style[0]:
        encoder.set(bold=bold)
    else:
        # In one call: setting a size clears bold, and the encoder sends the size first.
        encoder.set(
            normal_textsize=size is Size.NORMAL,
            double_height=size is not Size.NORMAL,
            double_width=size is Size.BIG,
            bold=bold,
        )
    return bytes(encoder.output)


@lru_cache(maxsize=8)
def _cut(printer: PrinterSettings) -> bytes:
    encoder = _new_encoder()
    if printer.cutter == "none":
        encoder.print_and_feed(_LINES_TO_TEAR_BAR)
    else:
        encoder.cut(mode="PART" if printer.cutter == "partial" else "FULL", feed=True)
    return bytes(encoder.output)


def _qr(qr: Qr, dots: int) -> bytes:
    """Draw a QR code in the middle, as large as is useful, with its quiet zone free."""
    size = len(qr.payload.encode("ascii"))
    version = next((i for i, most in enumerate(_QR_BYTES_AT_M, start=1) if size <= most), None)
    modules = 17 + 4 * version + 2 * _QUIET_MODULES if version else dots
    module_dots = min(dots // modules, _MOST_MODULE_DOTS)
    if module_dots < _LEAST_MODULE_DOTS:
        raise Refused(
            "The QR code is too large for the printer's paper to be read by a telephone.",
            code="qr_too_large",
        )
    encoder = _new_encoder()
    # The printer leaves nothing free above and below: a line of ordinary height does.
    encoder.set(align="center")
    encoder._raw(b"\n")
    encoder.qr(qr.payload, ec=_QR_LEVEL_M, size=module_dots, native=True)
    encoder._raw(b"\n")
    encoder.set(align="left")
    return bytes(encoder.output)
