"""The reports place, worked by keys."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from pos_desktop.application import billing, owner_home, report_export
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.report_list import REPORTS
from pos_desktop.application.report_tables import Kind, Picture, Shape, shown
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.look.appearance import Appearance, apply_appearance
from pos_desktop.ui.look.palette import DARK, LIGHT
from pos_desktop.ui.reports.pages import GSTR1, HOME, MEMOS, REPORT_PAGES
from pos_desktop.ui.reports.picture_view import PictureView, paint_picture, picture_in_words
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_Ctrl = Qt.KeyboardModifier.ControlModifier
_Alt = Qt.KeyboardModifier.AltModifier
At = Callable[[Desk], Any]


@pytest.fixture
def day(open_shop_today: ShopAtHand) -> ShopAtHand:
    """Two bills with tax, one of them of an item without an HSN."""
    shop = open_shop_today
    with shop.store.work() as work:
        work.sql.exec_driver_sql("UPDATE item SET hsn = '' WHERE code = '1040'")
        work.commit()
    order = shop.ring_up("1040")
    pay = (billing.TenderInput(method=Method.CASH, amount=1_000_00),)
    billing.issue(shop.cashier, billing.IssueBill(order_id=order.order_id, tenders=pay))
    line = LineInput(description="Thing", hsn="4820", unit_price=100_00, gst_rate=18_00)
    billing.issue(shop.cashier, billing.IssueBill(lines=(line,), tenders=pay))
    return shop


def save_as(path: Path) -> None:
    """Type the place into the dialog that is open, and press Enter."""
    from PySide6.QtWidgets import QApplication

    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(path))
    QTest.keyClick(field, _Key.Key_Return)


def test_every_report_but_the_return_is_listed_once() -> None:
    ids = [page.report_id for page in REPORT_PAGES]
    assert ids == [HOME, *REPORTS, MEMOS, GSTR1]


def test_sales_by_day_are_one_key_away(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    here.go("Sales by day")
    assert [row[0] for row in here.cells()] == ["18-02-2026"]
    assert "18-02-2026" in here.screen.report.picture.accessibleName()


def test_keys_walk_through_every_report(day: ShopAtHand, at: At) -> None:
    here = at(day.owner)
    for page in REPORT_PAGES[1:-2]:
        here.go(page.title)
        assert here.screen.title.text() == page.title
        if page.report_id != "margin":
            assert here.cells()
    here.press(_Key.Key_Up, _Alt)
    assert here.screen.title.text() == REPORT_PAGES[-4].title


def test_a_report_of_several_tables_turns_from_one_to_the_next(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    here.go("GST summary")
    assert [row[0] for row in here.cells()][-1] == "Total"
    here.press(_Key.Key_F6)
    assert here.screen.report.parts.currentText() == "By document, buyer and supply"
    here.press(_Key.Key_F6)
    here.press(_Key.Key_F6)
    assert here.screen.report.parts.currentText() == "By rate"


def test_a_tax_that_nothing_bore_has_no_column(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    here.go("GST summary")
    table = here.screen.report.table
    headers = [column.header for column in table.rows_model.columns]
    assert headers == ["Rate", "Taxable value", "CGST", "SGST", "Tax"]


def test_a_rate_is_read_as_a_percentage(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    here.go("GST summary")
    rates = [row[0] for row in here.cells()][:-1]
    assert rates
    assert all(re.fullmatch(r"[\d.]+%", rate) for rate in rates)


def test_another_period_is_chosen_by_keys(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    here.go("Sales by day")
    here.press(_Key.Key_F3)
    here.press(_Key.Key_Down)
    assert here.screen.period.pick.chosen == Period.LAST_MONTH
    assert here.screen.report.table is None or not here.screen.report.table.isVisible()
    assert here.screen.report._none.accessibleName().startswith("Nothing in these days")


def test_new_bills_appear_on_refresh(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    here.go("Sales by day")
    before = here.cells()[0][-1]
    day.sell("50.00", cash=50_00)
    here.press(_Key.Key_F5)
    assert here.cells()[0][-1] != before


@pytest.mark.parametrize(
    ("key", "ending"), [(_Key.Key_S, "csv"), (_Key.Key_E, "xlsx"), (_Key.Key_P, "pdf")]
)
def test_a_report_is_saved_by_keys(
    day: ShopAtHand, at: At, told: list[Message], tmp_path: Path, key: Qt.Key, ending: str
) -> None:
    here = at(day.manager)
    here.go("Sales by day")
    here.press(key, _Ctrl)
    path = tmp_path / f"sales.{ending}"
    save_as(path)
    asked = report_export.ExportReport(
        report="day",
        format=report_export.Format(ending),
        first=day.clock().date().replace(day=1),
        last=day.clock().date(),
    )
    made = report_export.export(day.manager, asked)
    if ending == "csv":
        assert path.read_bytes() == made.content
    else:
        assert path.read_bytes().startswith(b"PK" if ending == "xlsx" else b"%PDF")
    assert told[-1].text == f"1 rows are saved in {path}."


def test_a_cashier_is_told_whom_to_ask(day: ShopAtHand, at: At) -> None:
    here = at(day.cashier)
    assert here.screen.refusal.isVisible()
    assert "may not see reports" in here.screen.refusal.accessibleName()


# --- Today -------


def test_today_stands_first_and_is_told_against_last_week(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    page = here.screen.home
    assert page.isVisible()
    total = owner_home.home(day.manager, owner_home.AskHome()).today.net
    assert format_rupees(total) in page.today.accessibleName()
    assert "2 bills" in page.today.accessibleName()
    assert "Nothing was sold" in page.change.accessibleName()
    assert "None yet" in page.backup.accessibleName()
    day.sell("100.00", cash=100_00)
    here.press(_Key.Key_F5)
    assert "3 bills" in page.today.accessibleName()


# --- GSTR-1 --------------------------------------------------------------------------------------


def gstr1_of(here: Any, month: str = "2026-02") -> Any:
    here.go("GSTR-1")
    page = here.screen.gstr1
    assert page is not None
    for _ in range(24):
        if page.month.chosen == month:
            return page
        here.press(_Key.Key_F3)
        here.press(_Key.Key_Down)
    raise AssertionError(month)


def test_what_is_missing_is_mended_in_place(day: ShopAtHand, at: At, told: list[Message]) -> None:
    here = at(day.manager)
    page = gstr1_of(here)
    assert (page.title.isVisible(), page.title.text()) == (True, "GSTR-1")
    assert [problem.code for problem in page.list.rows_model.rows] == ["hsn_missing"]
    page.list.setFocus()
    here.press(_Key.Key_Return)
    here.type("19")
    here.press(_Key.Key_Return)
    assert here.sheet() is not None  # two digits are no HSN
    here.type("05")
    here.press(_Key.Key_Return)
    assert here.sheet() is None
    assert told[-1].text.endswith("has the HSN 1905.")
    assert page.list.rows_model.rows == ()
    assert page._none.accessibleName().startswith("Nothing to mend")


def test_the_bill_that_shows_it_is_asked_for(day: ShopAtHand, at: At) -> None:
    here = at(day.manager)
    gstr1_of(here)
    asked: list[str] = []
    here.screen.bill_asked.connect(asked.append)
    here.press(_Key.Key_F8)
    assert asked == ["A/25-26/000001"]


def test_the_return_is_saved_by_keys(
    day: ShopAtHand, at: At, told: list[Message], tmp_path: Path
) -> None:
    here = at(day.manager)
    gstr1_of(here)
    here.press(_Key.Key_J, _Ctrl)
    path = tmp_path / "return.json"
    save_as(path)
    assert json.loads(path.read_text())["fp"] == "022026"
    assert told[-1].kind == "warning"
    assert "1 things must still be mended" in told[-1].text


def test_an_outlet_without_gst_is_told_why_there_is_no_return(day: ShopAtHand, at: At) -> None:
    from pos_desktop.domain.outlet import Registration

    day.set(registration=Registration.COMPOSITION)
    here = at(day.manager)
    here.go("GSTR-1")
    page = here.screen.gstr1
    assert "CMP-08" in page._none.accessibleName()
    assert not page.save_button.isEnabled()


def test_what_takes_long_says_how_far_it_is_and_stops(day: ShopAtHand, at: At) -> None:
    """Jobs that do not run at once: the presenter hears of each step."""
    from pos_desktop.domain.errors import Refused
    from pos_desktop.ui.counter import Counter
    from pos_desktop.ui.reports.gstr1_presenter import Gstr1Presenter
    from pos_desktop.ui.reports.state import Gstr1State

    class Waiting:
        def __init__(self) -> None:
            self.jobs: list[Any] = []
            self.calls: list[Any] = []

        def read(self, job: Any, done: Any, failed: Any, *, latest: str | None = None) -> None:
            del latest
            self.jobs.append((job, done, failed))

        write = read

        def later(self, _delay: int, call: Any) -> None:
            self.calls.append(call)

    class View:
        state = Gstr1State()

        def display(self, state: Gstr1State) -> None:
            self.state = state

    tasks, view, told = Waiting(), View(), []
    counter = Counter(day.manager, tasks, tell=told.append)  # type: ignore[arg-type]
    presenter = Gstr1Presenter(counter, view)  # type: ignore[arg-type]
    presenter.entered()
    assert view.state.is_busy
    presenter._hear(7, 28)
    tasks.calls.pop()()
    assert (view.state.done, view.state.total) == (7, 28)
    presenter.stop_pressed()
    job, _, failed = tasks.jobs.pop()
    with pytest.raises(Refused) as stopped:
        job()
    failed(stopped.value)
    assert not view.state.is_busy
    assert told[-1].text == "Stopped. Nothing was saved."


# --- Pictures and room ---------------------------------------------------------------------------

_PICTURES = [
    Picture(shape=Shape.BARS, title="Net sales", labels=("Rice", "Oil"), values=(100_00, -5_00)),
    Picture(shape=Shape.COLUMNS, title="Net sales", labels=("01-02",), values=(0,)),
    Picture(
        shape=Shape.LINE,
        title="Net sales",
        labels=tuple(f"{at:02d}-02" for at in range(40)),
        values=tuple(range(0, 40_000_000_00, 1_000_000_00)),
    ),
    Picture(
        shape=Shape.HEAT,
        title="Busy",
        labels=("09", "10"),
        rows=(("Mon", (0, 50_00)), ("Tue", (10_00, 0))),
    ),
]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("picture", _PICTURES, ids=lambda picture: picture.shape)
def test_a_picture_is_painted_on_any_device(qtbot: QtBot, picture: Picture, look: Any) -> None:
    del qtbot
    paper = QImage(600, 200, QImage.Format.Format_RGB32)
    paper.fill(look.base)
    before = paper.copy()
    painter = QPainter(paper)
    painter.setFont(QFont("Noto Sans", 9))
    paint_picture(painter, QRectF(0, 0, 600, 200), picture, look)
    painter.end()
    assert paper != before


def test_a_picture_without_sales_is_words_and_no_axis(qtbot: QtBot) -> None:
    del qtbot
    paper = QImage(600, 200, QImage.Format.Format_RGB32)
    nothing = Picture(shape=Shape.COLUMNS, title="By hour", labels=("10",), values=(0,))
    drawn: list[str] = []

    class Painter(QPainter):
        def drawText(self, *given: Any) -> Any:  # noqa: N802 - Qt's own name
            drawn.append(str(given[-1]))
            return super().drawText(*given)

    painter = Painter(paper)
    paint_picture(painter, QRectF(0, 0, 600, 200), nothing, LIGHT)
    painter.end()
    assert drawn == ["Nothing was sold"]


def test_shares_stand_under_one_another() -> None:
    found = [shown(share, Kind.SHARE) for share in (2600, 865, 1180, 5, -5, 0)]
    assert found == ["26.00", "8.65", "11.80", "0.05", "-0.05", "0.00"]


def test_a_picture_is_read_out(qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.display(_PICTURES[3])
    assert view.accessibleName() == "Busy: Mon 10:00 ₹50.00, Tue 09:00 ₹10.00"
    assert picture_in_words(_PICTURES[0]) == "Net sales: Rice ₹100.00, Oil -₹5.00"


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_place_fits_a_small_window(day: ShopAtHand, at: At, qapp: Any, look: Any) -> None:
    apply_appearance(qapp, Appearance(look=look))
    here = at(day.manager)
    here.screen.presenter.period_chosen(Period.CHOSEN)
    for page in REPORT_PAGES:
        here.go(page.title)
    assert here.screen.minimumSizeHint().width() <= 900
    assert here.screen.minimumSizeHint().height() <= 470
