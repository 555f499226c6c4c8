"""Qt's ``tr`` over the catalogue in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from pos_desktop.ui.language.catalogue import Catalogue, catalogue_of, use_catalogue


class Translator(QTranslator):
    """Looks texts up by themselves; the place they stand in says nothing more."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Qt's hook. What is not known stays English: an empty answer would be said as it is."""
        del context
        known = self._catalogue.exact(sourceText, disambiguation or "") or sourceText
        return known.replace("%n", str(n)) if n >= 0 else known

    def isEmpty(self) -> bool:
        """Qt's hook: without it Qt would never ask."""
        return False


_installed: Translator | None = None
_spoken = "en"


def spoken() -> str:
    """The code of the language that is spoken now."""
    return _spoken


def speak(language: str) -> None:
    """Say what is said from now on in *language*; widgets that are there keep their words."""
    global _spoken
    _spoken = language
    speak_with(catalogue_of(language))


def speak_with(catalogue: Catalogue | None) -> None:
    """The same, with a catalogue that is at hand."""
    global _installed
    use_catalogue(catalogue)
    if _installed is not None:
        QCoreApplication.removeTranslator(_installed)
        _installed = None
    if catalogue is not None:
        _installed = Translator(catalogue)
        QCoreApplication.installTranslator(_installed)
