"""The page of the check, worked by keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pos_desktop.application.checking import CheckedShop
from pos_desktop.application.desk import Desk
from pos_desktop.domain.checks import Area
from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.check_books import _QUESTIONS
from pos_desktop.persistence.check_returns import QUESTIONS
from pos_desktop.persistence.check_rows import _CHANGED, _DELETED, _IN_NONE, NAMES
from pos_desktop.persistence.engine import driver
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import catalogue_of, use_catalogue
from pos_desktop.ui.settings import check_presenter
from pos_desktop.ui.settings.check_page import CheckPage
from pos_desktop.ui.settings.check_presenter import CheckPresenter, CheckState
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key, _Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
Enter = Callable[[Desk], Any]


def checked(here: Any) -> CheckPage:
    """The page, after one key."""
    page = here.page("check", steps=4)
    assert isinstance(page, CheckPage)
    here.press(_Key.Key_K, _Alt)
    return page


def cells(page: CheckPage) -> list[tuple[str, str]]:
    model = page.list.model()
    return [
        (str(model.index(row, 0).data()), str(model.index(row, 1).data()))
        for row in range(model.rowCount())
    ]


def write_past_the_till(shop: ShopAtHand) -> None:
    """Let a bill say another total than its lines make."""
    shop.sell("60.00", cash=60_00)
    with shop.store.work() as work:
        sql = driver(work.sql)
        guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'bill'"
        for (name,) in sql.execute(guards).fetchall():
            sql.execute(f"DROP TRIGGER {name}")
        sql.execute("UPDATE bill SET taxable = taxable + 1000, total = total + 1000")
        work.commit()


def test_a_sound_shop_is_told_so_with_how_much_there_is(
    open_shop_today: ShopAtHand, at: Enter
) -> None:
    open_shop_today.sell("60.00", cash=60_00)
    page = checked(at(open_shop_today.owner))
    assert cells(page) == [(area.words, "Sound") for area in Area]
    told = page.verdict.text()
    assert re.fullmatch(r"Everything is sound: 1 bills, \d+ entries in the chain of proof\.", told)
    assert page.check.isEnabled()
    assert not page.progress.isVisible()


@pytest.mark.tampers
def test_what_is_wrong_stands_below_what_was_checked(
    open_shop_today: ShopAtHand, at: Enter
) -> None:
    write_past_the_till(open_shop_today)
    page = checked(at(open_shop_today.owner))
    rows = cells(page)
    head = rows.index((Area.TOTALS.words, "Wrong (2)"))
    assert "says ₹70.00, its lines and taxes make ₹60.00." in rows[head + 1][0]
    assert (Area.PAGES.words, "Sound") in rows
    assert page.verdict.text().startswith("Something is wrong with the shop's data. Stop billing")


@pytest.mark.tampers
def test_findings_are_told_in_hindi(open_shop_today: ShopAtHand, at: Enter) -> None:
    write_past_the_till(open_shop_today)
    use_catalogue(catalogue_of("hi"))
    try:
        page = checked(at(open_shop_today.owner))
        rows = [words for words, _ in cells(page)]
        assert any("उसकी लाइनों और टैक्स से ₹60.00 बनता है।" in words for words in rows)
        assert any("बिल नंबर 1 बदल दिया गया है।" in words for words in rows)
        # What SQLite itself says has no translation.
        known = [words for words in rows if "CHECK constraint" not in words]
        assert [words for words in known if re.search("[a-z]{3}", words)] == []
    finally:
        use_catalogue(None)


def test_every_finding_is_said_in_hindi_with_its_figures() -> None:
    hindi = catalogue_of("hi")
    assert hindi is not None
    books = [words for questions in _QUESTIONS.values() for _, words in questions]
    books += [words for questions in QUESTIONS.values() for _, words in questions]
    told = [w.format(name="A/25-26/000012", said="₹10.00", found="₹1,20.00") for w in books]
    told += [
        words.format(name=name, shown="12/3")
        for name in NAMES.values()
        for words in (_IN_NONE, _DELETED, _CHANGED)
    ]
    for text in told:
        said = hindi.said(text)
        assert not re.search("[A-Za-z]{2}", said), text
        assert all(part in said for part in ("₹10.00", "₹1,20.00", "12/3") if part in text)


def test_a_cashier_is_told_who_may(open_shop_today: ShopAtHand, at: Enter) -> None:
    here = at(open_shop_today.cashier)
    here.press(_Key.Key_Down, _Alt)
    assert here.screen.page("check") is None


class Waiting(InlineTasks):
    """Long work waits until it is told to go on."""

    def aside(self, job: Any, done: Any, failed: Any) -> None:
        self.job = lambda: self.write(job, done, failed)


def test_how_far_it_is_can_be_seen_and_it_runs_once(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[CheckState] = []
    tasks, calls = Waiting(), []

    class View:
        def display(self, state: CheckState) -> None:
            states.append(state)

    def check(desk: Desk, _request: object) -> CheckedShop:
        calls.append(desk)
        desk.progress(Area.DATABASE, 1, 1)
        desk.progress(Area.CHAIN, 300, 1000)
        tasks.fire()
        raise Unavailable("The shop's data is damaged.", code="store_damaged")

    monkeypatch.setattr(check_presenter, "check", check)
    presenter = CheckPresenter(Counter(open_shop_today.owner, tasks, tell=lambda _: None), View())
    presenter.check_pressed()
    presenter.check_pressed()
    assert states[-1].is_checking
    assert {row.found for row in states[-1].rows} == {"…"}
    tasks.job()
    assert len(calls) == 1
    seen = states[-2]
    assert (seen.done, seen.total) == (300, 1000)
    found = {row.words: row.found for row in seen.rows}
    assert found[Area.DATABASE.words] == "Looked at"
    assert found[Area.CHAIN.words] == "…"
    assert not states[-1].is_checking
    assert states[-1].verdict == "The shop's data is damaged."


def test_a_page_that_has_gone_is_not_told_what_was_found(open_shop_today: ShopAtHand) -> None:
    tasks = Waiting()

    class View:
        def display(self, state: CheckState) -> None:
            assert not is_gone, state

    is_gone = False
    presenter = CheckPresenter(Counter(open_shop_today.owner, tasks, tell=lambda _: None), View())
    presenter.check_pressed()
    presenter.gone()
    is_gone = True
    tasks.job()
