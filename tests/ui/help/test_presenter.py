from __future__ import annotations

from pathlib import Path

import pytest

from pos_desktop.ui.help.guide import Guide
from pos_desktop.ui.help.presenter import HelpPresenter, HelpState


class View:
    def __init__(self) -> None:
        self.state = HelpState()

    def display(self, state: HelpState) -> None:
        self.state = state


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(view: View) -> HelpPresenter:
    made = HelpPresenter(view, Guide)
    made.opened("close-the-day")
    return made


def test_it_opens_at_the_page_asked_for_among_all(presenter: HelpPresenter, view: View) -> None:
    assert view.state.chosen == "close-the-day"
    assert view.state.text.startswith("## Close the day")
    assert len(view.state.rows) == len(Guide().pages)
    assert view.state.note == ""


def test_an_unknown_page_opens_the_first(presenter: HelpPresenter, view: View) -> None:
    presenter.opened("no-such-page")
    assert view.state.chosen == Guide().pages[0].page_id


def test_a_search_shows_what_fits_and_the_best_of_it(presenter: HelpPresenter, view: View) -> None:
    presenter.search_changed("recovery sheet")
    assert "backups" in dict(view.state.rows)
    assert view.state.chosen == view.state.rows[0][0]


def test_the_page_that_is_read_stays_when_the_search_is_emptied(
    presenter: HelpPresenter, view: View
) -> None:
    presenter.search_changed("dues")
    assert view.state.chosen == "take-dues"
    presenter.search_changed("")
    assert view.state.chosen == "take-dues"
    assert len(view.state.rows) == len(Guide().pages)


def test_nothing_found_is_told_and_an_empty_search_shows_all(
    presenter: HelpPresenter, view: View
) -> None:
    presenter.search_changed("zzz")
    assert view.state == HelpState(note="No page has all these words. Search something else.")
    presenter.moved(1)
    assert view.state.rows == ()
    presenter.search_changed("")
    assert view.state.chosen == view.state.rows[0][0]


def test_the_arrows_stop_at_the_ends(presenter: HelpPresenter, view: View) -> None:
    first, second = Guide().pages[:2]
    presenter.page_chosen(first.page_id)
    presenter.moved(-1)
    assert view.state.chosen == first.page_id
    presenter.moved(1)
    assert view.state.chosen == second.page_id


def test_a_link_to_a_page_is_followed_out_of_a_search(presenter: HelpPresenter, view: View) -> None:
    presenter.search_changed("gstr-1")
    presenter.link_pressed("#backups")
    assert view.state.chosen == "backups"
    assert "backups" in dict(view.state.rows)


@pytest.mark.parametrize("address", ["https://example.org/x", "file:///etc/passwd", "hi.md"])
def test_any_other_link_is_told_and_not_followed(
    presenter: HelpPresenter, view: View, address: str
) -> None:
    presenter.link_pressed(address)
    assert view.state.chosen == "close-the-day"
    assert view.state.note == f"This leads out of the till: {address}. It is not opened."


def test_a_missing_picture_is_told_on_its_page(view: View, tmp_path: Path) -> None:
    text = "## A\n\n![x](pictures/a.png)\n\n## B\n\nText.\n"
    (tmp_path / "en.md").write_text(text, encoding="utf-8")
    presenter = HelpPresenter(view, lambda: Guide("en", tmp_path))
    presenter.opened()
    assert view.state.note == "A picture is missing: pictures/a.png. Install the till again."
    presenter.moved(1)
    assert view.state.note == ""


def test_missing_files_are_told(view: View, tmp_path: Path) -> None:
    presenter = HelpPresenter(view, lambda: Guide("en", tmp_path))
    presenter.opened("backups")
    assert view.state.note == "The pages of the guide are missing. Install the till again."
    presenter.search_changed("x")
    presenter.page_chosen("backups")
    presenter.link_pressed("#backups")
    assert view.state.chosen == ""
