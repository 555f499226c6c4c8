"""The modules of a QR code. No Qt."""

from __future__ import annotations

from pos_desktop.ui.pay.state import QrMatrix

QUIET_ZONE = 4
"""Light modules around the code (ISO/IEC 18004: four)."""


def qr_matrix(text: str) -> QrMatrix:
    """The code of *text* with its quiet zone, level M: it is read off a scratched screen too."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(border=QUIET_ZONE, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
