"""The UPI payment link that a QR code carries.

Source: NPCI "UPI Linking Specifications"; values are percent-encoded, a space is ``%20``.
"""

from __future__ import annotations

from urllib.parse import quote

from pos_desktop.domain.money import Paise, plain_rupees


def upi_link(*, payee: str, name: str, amount: Paise, reference: str, note: str) -> str:
    """``upi://pay?pa=…&pn=…&am=123.45&cu=INR&tr=…&tn=…``: asks for a payment, confirms none."""
    fields = {
        "pa": payee,
        "pn": name,
        "am": plain_rupees(amount),
        "cu": "INR",
        "tr": reference,
        "tn": note,
    }
    return "upi://pay?" + "&".join(f"{k}={quote(v, safe='@.-')}" for k, v in fields.items())
