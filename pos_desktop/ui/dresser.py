"""Puts on what somebody prefers: colours, sizes, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from pos_desktop.ui.look.appearance import appearance_for, apply_appearance

if TYPE_CHECKING:
    from pos_desktop.domain.preferences import Preferences


class Dresser:
    """Remembers what is on, so that the same again costs nothing."""

    def __init__(self) -> None:
        self._worn: Preferences | None = None

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
