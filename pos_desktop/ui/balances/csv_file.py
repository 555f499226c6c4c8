"""Saving an export where the user said. No Qt; called on a worker thread."""

from __future__ import annotations

from pathlib import Path

from pos_desktop.application.exports import ENCODING
from pos_desktop.domain.errors import Unavailable


def save_csv(path: Path, text: str) -> Path:
    """Write text for a spreadsheet. Returns where it is. Raises Unavailable as `save_file`."""
    return save_file(path, text.encode(ENCODING))


def save_file(path: Path, content: bytes) -> Path:
    """Write the whole file or none of it. Returns where it is.

    Raises Unavailable when the place cannot be written to.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(
            f"{path.name} could not be saved there: {error.strerror or error}. "
            "Close it if it is open, or choose another folder.",
            code="export_not_saved",
        ) from error
    return path
