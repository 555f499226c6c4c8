"""Folders and files that a person names on a page of Settings. No Qt; called on worker threads."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from pos_desktop.domain.errors import BadInput, Unavailable


def usable_folder(text: str, *, field: str) -> Path:
    """The folder of that name, once it proves to be one that can be written to.

    Raises BadInput naming *field*.
    """
    folder = Path(text.strip()).expanduser()
    if not folder.is_absolute():
        raise BadInput("Give the whole path of the folder, from its disk on.", field=field)
    if not folder.is_dir():
        raise BadInput(
            f"There is no folder {folder}. Connect the disk, or choose another.", field=field
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput(f"Nothing can be written to {folder}. Choose another.", field=field)
    return folder


def same_disk(folder: Path, other: Path) -> bool:
    """Whether both lie on one disk: when it breaks, it takes both along."""
    return folder.stat().st_dev == other.stat().st_dev


def free_file(text: str, *, field: str) -> Path:
    """Make an empty file of that name that only its owner reads; never over another file.

    Raises BadInput naming *field*.
    """
    path = Path(text.strip()).expanduser()
    if not path.is_absolute() or not path.name:
        raise BadInput("Give the whole path of the file, from its disk on.", field=field)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise BadInput(f"{path} is there already. Give it another name.", field=field) from error
    except OSError as error:
        raise BadInput(
            f"{path} cannot be written ({error.strerror or error}). Choose another place.",
            field=field,
        ) from error
    return path


def fill_file(path: Path, content_base64: str) -> Path:
    """Write what was made. Raises Unavailable; then no file is left."""
    try:
        path.write_bytes(base64.b64decode(content_base64))
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Unavailable(
            f"{path} cannot be written ({error.strerror or error}). Choose another place.",
            code="file_unwritable",
        ) from error
    return path


def drop_file(path: Path) -> None:
    """Take an empty file away again."""
    path.unlink(missing_ok=True)
