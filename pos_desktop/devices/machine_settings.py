"""What this computer remembers of its screen, so that the first paint is as the last one was.

A file of its own beside the user's other settings; whoever signs in brings their own.
"""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.preferences import Language, Preferences, Theme

_log = logging.getLogger(__name__)


def read_screen(file: Path) -> Preferences:
    """The preferences in the file; the usual ones where there is none, or none that is right."""
    try:
        screen = tomllib.loads(file.read_text(encoding="utf-8"))["screen"]
        return Preferences(
            language=Language(screen["language"]),
            theme=Theme(screen["theme"]),
            text_pt=int(screen["text_pt"]),
            touch=bool(screen["touch"]),
        ).check()
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError, KeyError, TypeError, BadInput) as error:
        _log.warning("the settings of the screen cannot be read: %s", error)
        return Preferences()


def keep_screen(file: Path, wanted: Preferences) -> None:
    """Remember for the next start; without a place to write to it is only logged."""
    import tomlkit

    document = tomlkit.document()
    document["screen"] = {
        "language": wanted.language.value,
        "theme": wanted.theme.value,
        "text_pt": wanted.text_pt,
        "touch": wanted.touch,
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(tomlkit.dumps(document), encoding="utf-8")
    except OSError as error:
        _log.warning("the settings of the screen cannot be kept: %s", error)
