"""The reports place: a list of reports at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.application.report_export import Format
from pos_desktop.ui.bills.period_pick import PeriodPick
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.reports.gstr1_page import Gstr1Page
from pos_desktop.ui.reports.home_page import HomePage
from pos_desktop.ui.reports.memos_page import MemosPage
from pos_desktop.ui.reports.pages import GSTR1, HOME, MEMOS, REPORT_PAGES
from pos_desktop.ui.reports.presenter import ReportsPresenter
from pos_desktop.ui.reports.report_view import ReportView, report_word
from pos_desktop.ui.reports.save_dialog import ask_where_to_save
from pos_desktop.ui.reports.state import ReportsState, days_words
from pos_desktop.ui.settings.screen import PageList
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton

_LIST_PX_A_POINT = 19
_IDS = tuple(page.report_id for page in REPORT_PAGES)


class ReportsScreen(AttendedWidget):
    """A place."""

    #: A bill is to be looked at in its own place: its number.
    bill_asked = Signal(str)
    #: An item is to be looked at in its own place: its name.
    item_asked = Signal(str)

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = ReportsPresenter(counter, self)
        self.gstr1: Gstr1Page | None = None
        self.memos: MemosPage | None = None
        self.home = HomePage(counter)
        self._make_list()
        self._make_page()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        for action, call in (
            ("reports.before", lambda: self.presenter.moved(-1)),
            ("reports.after", lambda: self.presenter.moved(1)),
            ("reports.period", self._go_to_period),
            ("reports.refresh", self._refresh),
        ):
            keys = QKeySequence.fromString(keys_in_use()[action].keys)
            shortcut = QShortcut(keys, self, call)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: ReportsState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(_IDS.index(state.chosen))
        self.list.blockSignals(False)
        if state.refusal:
            self.refusal.display(state.refusal)
            self._stack.setCurrentWidget(self.refusal)
            return
        if state.chosen in (HOME, GSTR1, MEMOS):
            page: QWidget = self.home
            if state.chosen != HOME:
                page = self._gstr1_page() if state.chosen == GSTR1 else self._memos_page()
            self._stack.setCurrentWidget(page)
            return
        self._stack.setCurrentWidget(self._page)
        title = next(page.title for page in REPORT_PAGES if page.report_id == state.chosen)
        self.title.display(report_word(title))
        self.period.display(state.period, state.first, state.last)
        self.days.display(days_words(state))
        self.report.display(state)
        can_save = state.table is not None and not state.is_exporting
        self.csv_button.setEnabled(can_save)
        self.excel_button.setEnabled(can_save)
        self.pdf_button.setEnabled(can_save)

    def ask_where_to_save(self, suggested: str, chosen: Callable[[Path], None]) -> None:
        """Where the file goes."""
        ask_where_to_save(self, self.tr("Save the report"), suggested, chosen)

    @property
    def part(self) -> str:
        """The id of the report in front."""
        return _IDS[self.list.currentRow()]

    # -- inside --------------------------------------------------------------------------

    def _make_list(self) -> None:
        scale = appearance_in_use().scale
        self.list = PageList()
        self.list.setObjectName("reports")
        self.list.setAccessibleName(self.tr("Reports"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in REPORT_PAGES:
            item = QListWidgetItem(report_word(page.title))
            item.setSizeHint(QSize(0, scale.control_px))
            self.list.addItem(item)
        self.list.setFixedWidth(self.list.room_px(_LIST_PX_A_POINT * scale.body_pt))
        self.list.currentRowChanged.connect(lambda row: self.presenter.report_chosen(_IDS[row]))
        self.list.entered.connect(self._go_into_page)

    def _make_page(self) -> None:
        self.title = TextLabel(size="section", bold=True, wrap=True)
        self.period: PeriodPick = PeriodPick(bounded=True)
        self.period.period_chosen.connect(self.presenter.period_chosen)
        self.period.dates_chosen.connect(self.presenter.dates_chosen)
        self.days = TextLabel(tone="muted")
        self.csv_button = KeyButton("reports.csv", icon="download")
        self.csv_button.clicked.connect(lambda: self.presenter.export_pressed(Format.CSV))
        self.excel_button = KeyButton("reports.excel", icon="download")
        self.excel_button.clicked.connect(lambda: self.presenter.export_pressed(Format.XLSX))
        self.pdf_button = KeyButton("reports.pdf", icon="download")
        self.pdf_button.clicked.connect(lambda: self.presenter.export_pressed(Format.PDF))
        self.report = ReportView()
        self.report.part_turned.connect(self.presenter.part_turned)
        self.report.part_chosen.connect(self.presenter.part_chosen)
        above = QHBoxLayout()
        above.setSpacing(GRID_PX)
        above.addWidget(self.title, 1)
        for widget in (self.csv_button, self.excel_button, self.pdf_button):
            above.addWidget(widget)
        days = QHBoxLayout()
        days.setSpacing(2 * GRID_PX)
        days.addWidget(self.period)
        days.addWidget(self.days)
        days.addStretch(1)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(above)
        column.addLayout(days)
        column.addWidget(self.report, 1)
        self._page.setFocusProxy(self.report)
        self.refusal = EmptyState("lock", "")
        self._stack = QStackedWidget()
        for page in (self.home, self._page):
            self._stack.addWidget(page)
        self._stack.addWidget(self.refusal)
        # Until the presenter knows who looks, nothing is read.
        self._stack.setCurrentWidget(self.refusal)

    def _gstr1_page(self) -> Gstr1Page:
        if self.gstr1 is None:
            self.gstr1 = Gstr1Page(self._counter)
            self.gstr1.bill_asked.connect(self.bill_asked)
            self.gstr1.item_asked.connect(self.item_asked)
            self._stack.addWidget(self.gstr1)
        return self.gstr1

    def _memos_page(self) -> MemosPage:
        if self.memos is None:
            self.memos = MemosPage(self._counter)
            self._stack.addWidget(self.memos)
        return self.memos

    def _go_into_page(self) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus()

    def _go_to_period(self) -> None:
        on_return = self._stack.currentWidget() is self.gstr1 and self.gstr1 is not None
        if on_return and self.gstr1 is not None:
            self.gstr1.month.setFocus()
        else:
            self.period.pick.setFocus()

    def _refresh(self) -> None:
        if self._stack.currentWidget() is self.gstr1 and self.gstr1 is not None:
            self.gstr1.presenter.refreshed()
        elif self._stack.currentWidget() is self.home:
            self.home.presenter.entered()
        elif self.memos is not None and self._stack.currentWidget() is self.memos:
            self.memos.presenter.entered()
        else:
            self.presenter.refreshed()
