"""The guide that is shipped: every page is listed, and what it points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pos_desktop.ui.help.guide import FOLDER, Guide, GuideMissing, pages_of, slug
from pos_desktop.ui.help.topics import PAGES, page_for
from pos_desktop.ui.reports.pages import REPORT_PAGES
from pos_desktop.ui.settings.pages import settings_pages
from tests.every_screen import COVERS, sheets_of_the_code

ROOT = Path(__file__).parents[3]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<to>[^)]+)\)")
LISTED = re.compile(r"^- \[[^\]]*\]\(#(?P<id>[^)]+)\)$", re.MULTILINE)
PLACES = {"billing", "bills", "customers", "balances", "shift", "items", "reports", "settings"}


def text_of(language: str) -> str:
    return (FOLDER / f"{language}.md").read_text(encoding="utf-8")


def test_the_list_at_the_top_has_every_page_in_order_of_reading() -> None:
    listed = LISTED.findall(text_of("en"))
    assert sorted(listed) == sorted(page.page_id for page in Guide().pages)
    assert len(set(listed)) == len(listed)


def test_every_page_in_another_language_is_that_of_an_english_one() -> None:
    english = {page.page_id for page in Guide().pages}
    hindi = [page.page_id for page in pages_of(text_of("hi"), "hi")]
    assert hindi
    assert set(hindi) <= english
    assert len(set(hindi)) == len(hindi)


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_picture_is_there_and_none_is_left_over(language: str) -> None:
    guide = Guide(language)
    assert [guide.missing(page) for page in guide.pages if guide.missing(page)] == []
    shown = {file for each in ("en", "hi") for page in Guide(each).pages for file in page.pictures}
    there = {f"pictures/{file.name}" for file in (FOLDER / "pictures").iterdir()}
    assert shown == there


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_link_leads_to_a_page_or_a_file(language: str) -> None:
    ids = {page.page_id for page in Guide().pages}
    lost = [
        to
        for to in LINK.findall(text_of(language))
        if to.removeprefix("#") not in ids and not (FOLDER / to).is_file()
    ]
    assert lost == []


def test_what_the_documents_of_the_project_show_is_there() -> None:
    for document in (ROOT / "README.md", ROOT / "docs" / "README.md"):
        text = document.read_text(encoding="utf-8")
        for to in re.findall(r"\]\((?P<to>[^)#:]+)\)", text):
            assert (document.parent / to).exists(), f"{document.name}: {to}"


def test_hindi_where_there_is_a_page_else_english() -> None:
    guide = Guide("hi")
    closing, backups = guide.page("close-the-day"), guide.page("backups")
    assert closing is not None
    assert backups is not None
    assert (closing.language, closing.title) == ("hi", "दिन बंद करें")
    assert (backups.language, backups.title) == ("en", "Backups")
    assert len(guide.pages) == len(Guide().pages)


def test_a_language_without_a_guide_reads_the_english_one() -> None:
    assert Guide("ta").pages == Guide().pages


def test_words_are_found_in_title_and_text_and_titles_come_first() -> None:
    found = [page.page_id for page in Guide().found("printer")]
    assert found[0] == "when-the-printer-fails"
    assert "set-up-your-shop" in found
    assert Guide().found("CLOSE day")[0].page_id == "close-the-day"
    assert Guide().found("no such word") == ()


def test_a_page_in_hindi_is_found_by_english_and_by_hindi_words() -> None:
    assert "close-the-day" in [page.page_id for page in Guide("hi").found("close the shift")]
    assert Guide("hi").found("दिन बंद")[0].page_id == "close-the-day"


def test_a_heading_gets_the_anchor_that_it_gets_on_the_web() -> None:
    assert slug("Is everything there, and unchanged?") == "is-everything-there-and-unchanged"
    assert slug("Look at the day's figures") == "look-at-the-days-figures"
    assert slug("File GSTR-1") == "file-gstr-1"


def test_the_anchor_before_a_heading_belongs_to_it_and_is_not_read() -> None:
    text = 'Web only\n\n<a id="one"></a>\n\n## Eins\n\nText.\n\n<a id="two"></a>\n\n## Zwei\n'
    first, second = pages_of(text, "de")
    assert (first.page_id, first.title, first.text) == ("one", "Eins", "## Eins\n\nText.")
    assert (second.page_id, second.text) == ("two", "## Zwei")


def test_without_its_files_the_guide_says_so(tmp_path: Path) -> None:
    with pytest.raises(GuideMissing):
        Guide("en", tmp_path)


def test_a_picture_that_is_missing_is_known(tmp_path: Path) -> None:
    (tmp_path / "en.md").write_text("## A\n\n![x](pictures/a.png)\n", encoding="utf-8")
    guide = Guide("en", tmp_path)
    assert guide.missing(guide.pages[0]) == ("pictures/a.png",)


def test_every_screen_that_is_helped_exists_and_so_does_its_page() -> None:
    parts = {f"settings.{page.facts.page_id}" for page in settings_pages()}
    parts |= {f"reports.{page.report_id}" for page in REPORT_PAGES}
    known = PLACES | parts | set(COVERS) | sheets_of_the_code()
    assert set(PAGES) - known == set()
    ids = {page.page_id for page in Guide().pages}
    assert set(PAGES.values()) - ids == set()
    assert set(PAGES) >= PLACES | set(COVERS)


def test_the_innermost_screen_that_has_a_page_is_helped() -> None:
    assert page_for(("PaySheet", "billing")) == "take-the-money"
    assert page_for(("SomeSheet", "settings.people", "settings")) == "lock-and-who-may-sign-in"
    assert page_for(("settings.keys", "settings")) == "set-up-your-shop"
    assert page_for(()) == ""
