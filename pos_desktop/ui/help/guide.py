"""The user guide as it is shipped: one Markdown file a language, a page a section. No Qt.

The same files are read on the web: the English one begins with a list of its pages, by the
anchors that its headings get there; one in another language names the English page before each.
"""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parents[2] / "resources" / "guide"
ENGLISH = "en"

_HEADING = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="(?P<id>[a-z0-9-]+)"></a>\s*\Z')
_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<file>[^)]+)\)")
_MARKS = re.compile(r"[*`|#]|!?\[|\]\([^)]*\)|<a id=[^>]*></a>")
_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")


class GuideMissing(Exception):
    """The guide's files are not where the program was installed."""


class GuidePage(Struct, frozen=True, kw_only=True):
    """One task: its ``page_id`` is the anchor of its English heading.

    Attributes:
        language: ``en``, or the language that was asked for where the page is written in it.
        text: Markdown, beginning with the heading; pictures are relative to the guide's folder.
    """

    page_id: str
    language: str
    title: str
    text: str

    @property
    def pictures(self) -> tuple[str, ...]:
        """The files of its pictures, relative to the guide's folder."""
        return tuple(found["file"] for found in _PICTURE.finditer(self.text))

    @property
    def words(self) -> str:
        """Title and text without the marks of Markdown, in small letters: to search in."""
        return _MARKS.sub(" ", self.text).casefold()


class Guide:
    """The pages for one language, in the order of the English guide."""

    def __init__(self, language: str = ENGLISH, folder: Path = FOLDER) -> None:
        """Read the files. Raises GuideMissing where there is no English guide."""
        self.folder = folder
        english = _read(folder, ENGLISH)
        if english is None:
            raise GuideMissing(str(folder))
        self._english = pages_of(english, ENGLISH)
        other = _read(folder, language) if language != ENGLISH else None
        own = {page.page_id: page for page in pages_of(other or "", language)}
        self.pages = tuple(own.get(page.page_id, page) for page in self._english)

    def page(self, page_id: str) -> GuidePage | None:
        """A page by its id."""
        return next((page for page in self.pages if page.page_id == page_id), None)

    def found(self, text: str) -> tuple[GuidePage, ...]:
        """Pages with every word of *text*, those with all of them in the title first.

        English words find a page in every language: keys and buttons are often known by them.
        """
        wanted = text.casefold().split()
        there = []
        for page, english in zip(self.pages, self._english, strict=True):
            titles = f"{page.title} {english.title}".casefold()
            words = f"{page.words} {english.words}"
            if all(word in words for word in wanted):
                there.append((not all(word in titles for word in wanted), page))
        return tuple(page for _late, page in sorted(there, key=lambda each: each[0]))

    def missing(self, page: GuidePage) -> tuple[str, ...]:
        """The files of those pictures of a page that are not there."""
        return tuple(file for file in page.pictures if not (self.folder / file).is_file())


def pages_of(text: str, language: str) -> tuple[GuidePage, ...]:
    """The sections of a guide; what stands before the first is for the web only."""
    headings = list(_HEADING.finditer(text))
    pages = []
    for number, heading in enumerate(headings):
        ends = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        anchor = _ANCHOR.search(text[: heading.start()])
        title = heading["title"].strip()
        body = _ANCHOR.sub("", text[heading.start() : ends]).strip()
        page_id = anchor["id"] if anchor else slug(title)
        pages.append(GuidePage(page_id=page_id, language=language, title=title, text=body))
    return tuple(pages)


def slug(title: str) -> str:
    """The anchor that a heading gets on the web (GitHub's way)."""
    return _NOT_IN_A_SLUG.sub("", title.strip().lower()).replace(" ", "-")


def _read(folder: Path, language: str) -> str | None:
    file = folder / f"{language}.md"
    return file.read_text(encoding="utf-8") if file.is_file() else None
