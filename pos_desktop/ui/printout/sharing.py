"""Putting a printout where a person said, and what is sent along with it. No Qt; on a worker."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import quote

from pos_desktop.application.printouts import RenderedPrintout
from pos_desktop.domain.errors import Unavailable


def save_printout(path: Path, printout: RenderedPrintout) -> Path:
    """Write the whole file or none of it. Raises Unavailable when it cannot be written."""
    return save_bytes(path, content_of(printout))


def save_bytes(path: Path, data: bytes) -> Path:
    """The same for bytes that are at hand."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(
            f"{path.name} could not be saved there: {error.strerror or error}. "
            "Close it if it is open, or choose another folder.",
            code="printout_not_saved",
        ) from error
    return path


def content_of(printout: RenderedPrintout) -> bytes:
    """The bytes of a PDF or picture."""
    return base64.b64decode(printout.content_base64 or "")


def file_name(number: str, suffix: str) -> str:
    """A name that every disk takes: ``A-26-27-000123.pdf``."""
    return "".join(char if char.isalnum() else "-" for char in number) + suffix


def whatsapp_link(message: str) -> str:
    """Opens WhatsApp with *message*, to whom is chosen there; nothing is sent by itself."""
    return f"https://wa.me/?text={quote(message, safe='')}"
