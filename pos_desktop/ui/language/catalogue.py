"""English words and sentences, and what they are in another language. No Qt.

The code says everything in English: a screen through ``tr``, a rule of the shop in the words of
its error. Both are looked up here by their English text. A sentence with figures or names in it
is known by its pattern (``{name} is added.``), for the rule that said it knows no language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "translations"

_PLACE = re.compile(r"\{(\w+)\}")
# Where sentences and facts that the code put one after the other meet.
_SEAM = re.compile(r"( · | \+ |(?<=[.!?]) )")
_SOME_LETTERS = re.compile(r"[A-Za-z]{2}")
_KEPT = 4096


class Catalogue:
    """One language's words. Patterns are tried from the one with the most fixed letters on."""

    def __init__(self, words: Mapping[str, str], language: str = "") -> None:
        #: Its code ("hi"); "" for one that is made up.
        self.language = language
        self._words = dict(words)
        patterns = [text for text in words if _PLACE.search(text)]
        patterns.sort(key=lambda text: len(_PLACE.sub("", text)), reverse=True)
        self._patterns = [(_pattern_of(text), words[text]) for text in patterns]
        self.said = lru_cache(maxsize=_KEPT)(self._said)

    def exact(self, text: str, meaning: str = "") -> str | None:
        """What a text of the code is in this language, with its places still open; or None.

        *meaning* tells apart what English says in one word: ``Change [money back]``.
        """
        by_meaning = self._words.get(f"{text} [{meaning}]") if meaning else None
        return by_meaning or self._words.get(text)

    def _said(self, text: str) -> str:
        """What a finished text is in this language; itself when it is not known."""
        known = self._words.get(text)
        if known is not None:
            return known
        if not _SOME_LETTERS.search(text):
            return text
        if "\n" in text:
            return "\n".join(self.said(line) for line in text.split("\n"))
        parts = _SEAM.split(text)
        told = [*parts]
        told[::2] = [self.said(part) if len(parts) > 1 else part for part in parts[::2]]
        strange = [
            part for part, own in zip(told, parts, strict=True)
            if part == own and _SOME_LETTERS.search(part)
        ]  # fmt: skip
        if not strange:
            return "".join(told)
        for pattern, translation in self._patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                return self._filled(translation, match.groupdict())
        return "".join(told)

    def _filled(self, translation: str, values: Mapping[str, str]) -> str:
        told = {name: self.said(value) for name, value in values.items()}
        return _PLACE.sub(lambda place: told.get(place[1], place[0]), translation)


class Pseudo(Catalogue):
    """A language for tests: every text is 40 % longer, and what is not translatable stands out."""

    def __init__(self) -> None:
        super().__init__({})

    def exact(self, text: str, meaning: str = "") -> str | None:
        """The text, stretched; its places stay."""
        del meaning
        if not _SOME_LETTERS.search(text):
            return text
        return f"{text}{'·' * max(1, len(text) * 2 // 5)}"


@lru_cache(maxsize=4)
def catalogue_of(language: str) -> Catalogue | None:
    """The catalogue of a language; None for English, in which all is written."""
    file = FOLDER / f"{language}.json"
    if language == "en" or not file.is_file():
        return None
    return Catalogue(json.loads(file.read_text(encoding="utf-8")), language)


_in_use: Catalogue | None = None


def use_catalogue(catalogue: Catalogue | None) -> None:
    """From now on speak so; what was said already stays."""
    global _in_use
    _in_use = catalogue


def catalogue_in_use() -> Catalogue | None:
    """What is spoken now; None: English."""
    return _in_use


def language_in_use() -> str:
    """The code of the language that is spoken now."""
    return (_in_use.language if _in_use is not None else "") or "en"


def said(text: str) -> str:
    """A finished sentence in the language of the screen."""
    return text if _in_use is None or not text else _in_use.said(text)


def unknown(catalogue: Mapping[str, str], texts: Iterable[str]) -> list[str]:
    """Which texts have no translation, or one that loses or invents a place."""
    missing = []
    for text in texts:
        translation = catalogue.get(text, "")
        places = sorted(_PLACE.findall(text))
        if not translation.strip() or sorted(_PLACE.findall(translation)) != places:
            missing.append(text)
    return missing


def _pattern_of(text: str) -> re.Pattern[str]:
    parts, seen = [], set()
    position = 0
    for place in _PLACE.finditer(text):
        parts.append(re.escape(text[position : place.start()]))
        name = place[1]
        # What ends a text right after its full stop ("Try again.{left}") may be nothing at all.
        is_all = place.end() == len(text) and text[: place.start()].endswith((".", ")"))
        some = ".*?" if is_all else ".+?"
        parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{some})")
        seen.add(name)
        position = place.end()
    parts.append(re.escape(text[position:]))
    return re.compile("".join(parts))
