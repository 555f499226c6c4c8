"""Puts on what somebody prefers: colours, sizes, language, sounds."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from pos_desktop.domain.preferences import Preferences
from pos_desktop.ui.look.appearance import appearance_for, apply_appearance


class Dresser:
    """Remembers what is on, so that the same again costs nothing."""

    def __init__(self) -> None:
        self._worn: Preferences | None = None

    def sound(self, name: str) -> None:
        """Make the sound of a scan, of a thing unknown, or of a sale done, for who wants it."""
        worn = self._worn or Preferences()
        wanted = {
            "scan": worn.sound_scan,
            "unknown": worn.sound_unknown,
            "error": worn.sound_unknown,
            "done": worn.sound_done,
        }
        if wanted.get(name, False):
            QApplication.beep()

    def put_on(self, wanted: Preferences) -> bool:
        """Dress the application; returns whether it looks or speaks otherwise than before.

        Widgets follow colours and sizes; words are those of when a widget was made.
        """
        from pos_desktop.ui.language.translator import speak

        application = QApplication.instance()
        if not isinstance(application, QApplication) or wanted == self._worn:
            return False
        self._worn = wanted
        apply_appearance(application, appearance_for(application, wanted))
        speak(wanted.language.value)
        return True
