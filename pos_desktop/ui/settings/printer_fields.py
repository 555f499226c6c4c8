"""The fields of the page of printers, with their words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_desktop.application.terminal_printers import Place
from pos_desktop.ui.settings.printers_state import NO, TAKES_OVER, YES
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.pick_box import PickField

Fields = dict[str, tuple[str, EnterField | PickField]]


def _word(text: str) -> str:
    return QCoreApplication.translate("PrinterFields", text)


class PrinterFields:
    """Made once; the forms hold them."""

    def __init__(self) -> None:
        self.place = PickField(name=_word("Printer"))
        self.place.display(
            (
                (Place.RECEIPT.value, _word("Receipt printer")),
                (Place.SECOND.value, _word("Second printer: sheets, or the kitchen")),
                (Place.SPARE.value, _word("Spare printer")),
            )
        )

    def groups(self) -> tuple[Fields, Fields, Fields]:
        """The three columns of the page."""
        return self._connection(), self._abilities(), self._routes()

    def _connection(self) -> Fields:
        address = _word("Address, port, path or queue")
        return {
            "place": (_word("Printer"), self.place),
            "connection": _pick(
                _word("Connection"),
                ("none", _word("Not set up")),
                ("network", _word("Network")),
                ("usb", _word("USB")),
                ("serial", _word("Serial port")),
                ("device", _word("Device path")),
                ("cups", _word("CUPS printer queue")),
                ("windows", _word("Windows printer queue")),
                ("file", _word("Folder or file")),
            ),
            "address": (address, EnterField(name=address)),
            "paper": _pick(
                _word("Paper"),
                ("roll80", _word("80 mm roll")),
                ("roll58", _word("58 mm roll")),
                ("a4", _word("A4 sheets")),
                ("a5", _word("A5 sheets")),
            ),
            "columns": _pick(_word("Characters in a line"), *_numbers(32, 42, 48)),
            "dots": _pick(_word("Dots in a line"), *_numbers(384, 512, 546, 576, 640)),
        }

    def _abilities(self) -> Fields:
        return {
            "cutter": _pick(
                _word("Knife"),
                ("none", _word("Has none")),
                ("partial", _word("Leaves a bridge")),
                ("full", _word("Cuts through")),
            ),
            "drawer_pin": _pick(
                _word("Cash drawer"),
                ("0", _word("None here")),
                ("2", _word("On pin 2, as most")),
                ("5", _word("On pin 5")),
            ),
            "answers_status": _switch(
                _word("Says how it is"), _word("Yes: it confirms printouts"), _word("No")
            ),
            "native_qr": _switch(
                _word("QR codes"), _word("Drawn by the printer"), _word("Drawn by the till")
            ),
            "native_barcode": _switch(
                _word("Barcodes"), _word("Drawn by the printer"), _word("Drawn by the till")
            ),
            "pictures": _switch(
                _word("Names in Indian scripts"), _word("As they are written"), _word("In Latin")
            ),
            "rupee": _pick(
                _word("Rupee sign"),
                ("Rs.", "Rs."),
                ("character", _word("₹ as a character")),
                ("raster", _word("₹ as a picture")),
            ),
        }

    def _routes(self) -> Fields:
        def goes(label: str) -> tuple[str, PickField]:
            return _pick(
                label,
                ("receipt", _word("Receipt printer")),
                ("second", _word("Second printer")),
                ("both", _word("Both")),
            )

        return {
            "route.bill": goes(_word("Bills go to")),
            "route.credit_note": goes(_word("Credit notes go to")),
            "route.payment_receipt": goes(_word("Payment receipts go to")),
            "route.rest": goes(_word("All else goes to")),
            TAKES_OVER: _switch(
                _word("When a printer cannot print"),
                _word("The spare one prints by itself"),
                _word("Wait, and ask"),
            ),
        }


def _pick(label: str, *choices: tuple[str, str]) -> tuple[str, PickField]:
    field = PickField(name=label)
    field.display(choices)
    return label, field


def _switch(label: str, on: str, off: str) -> tuple[str, PickField]:
    return _pick(label, (YES, on), (NO, off))


def _numbers(*values: int) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(value)) for value in values)
