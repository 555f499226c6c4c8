"""The page of the audit log."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.bills.pager import Pager
from pos_desktop.ui.bills.period_pick import PeriodPick
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.audit_actions import ACTIONS
from pos_desktop.ui.settings.audit_presenter import AuditPresenter, AuditRow, AuditState
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView
from pos_desktop.ui.widgets.tick_box import TickBox

_VALUE_PX = 360
_PICK_CHARACTERS = 14


class DetailsSheet(Sheet):
    """Everything that was written down of one thing that was done."""

    def __init__(self, row: AuditRow, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("AuditPage", "What was done"), parent)
        self.setObjectName("audit_details")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = TextLabel(row.sentence, wrap=True)
        self.content.addWidget(words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID_PX)
        grid.setVerticalSpacing(GRID_PX)
        for place, (name, value) in enumerate(row.facts):
            told = TextLabel(value, wrap=True)
            told.setMinimumWidth(_VALUE_PX)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(
                TextLabel(name, tone="muted"), place, 0, alignment=Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(told, place, 1)
        self.content.addLayout(grid)
        self.cancel_button.display_label(self.tr("Close"))
        self.cancel_button.setDefault(True)


class AuditPage(AttendedWidget):
    """Filters above, what was done below; Enter on a row tells all of it."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = AuditPresenter(counter, self, _translated)
        self._people: tuple[str, ...] = ()
        self._make_filters()
        self._make_list()
        self._lay_out()
        # From the list of pages, too, which is beside this one.
        window = Qt.ShortcutContext.WindowShortcut
        self.search.reached_by("settings.search", self, context=window)
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    def display(self, state: AuditState) -> None:
        """Show what the presenter says."""
        self.list.display(state.rows)
        if state.people != self._people:
            self._people = state.people
            everybody = ("", self.tr("Everybody"))
            names = tuple((name, name) for name in state.people)
            self.person.display((everybody, *names), state.person)
        self.period.display(state.period, state.first, state.last)
        total = state.page.total
        self.pager.display(state.page, self.tr("%n entries", "", total) if total else "")
        if state.problem:
            self._none.display(state.problem, self.tr("Choose other dates."))
        elif state.is_filtered:
            self._none.display(
                self.tr("Nothing fits"), self.tr("Search something else, or choose other dates.")
            )
        elif state.was_read:
            self._none.display(self.tr("Nothing was done yet"))

    # -- inside --------------------------------------------------------------------------

    def _make_filters(self) -> None:
        self.search = SearchField(self.tr("Number, item or reason"))
        self.search.setObjectName("audit_search")
        self.search.searched.connect(self.presenter.search_changed)
        self.period: PeriodPick = PeriodPick()
        self.period.period_chosen.connect(self.presenter.period_chosen)
        self.period.dates_chosen.connect(self.presenter.dates_chosen)
        self.person: PickBox = PickBox(name=self.tr("Person"))
        self.person.setObjectName("person")
        self.person.display((("", self.tr("Everybody")),))
        self.person.currentIndexChanged.connect(
            lambda _row: self.presenter.person_chosen(self.person.chosen)
        )
        self.action = PickBox(name=self.tr("What was done"))
        self.action.setObjectName("action")
        kinds = sorted((_translated(words[0]), action) for action, words in ACTIONS.items())
        self.action.display(
            (("", self.tr("Everything")), *((action, words) for words, action in kinds))
        )
        self.action.currentIndexChanged.connect(
            lambda _row: self.presenter.action_chosen(self.action.chosen)
        )
        for pick in (self.person, self.action):
            pick.setMinimumContentsLength(_PICK_CHARACTERS)
            pick.setSizeAdjustPolicy(PickBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.bills = TickBox(self.tr("Bills too"))
        self.bills.setObjectName("bills_too")
        self.bills.toggled.connect(self.presenter.bills_switched)

    def _make_list(self) -> None:
        self.list: TableView[AuditRow] = TableView(
            (
                Column(
                    header=self.tr("Date and time"), text=lambda row: row.moment,
                    sample="18-02-2026  23:59", tone=lambda _: "muted",
                ),
                Column(
                    header=self.tr("Who"), text=lambda row: row.who, sample="Vikramaditya Rao"
                ),
                Column(header=self.tr("What was done"), text=lambda row: row.sentence),
            ),
            name=self.tr("What was done, newest first"),
        )  # fmt: skip
        self.list.setObjectName("audit")
        self._none = EmptyState("history", self.tr("Reading what was done …"))
        self.list.set_empty_state(self._none)
        self.list.row_activated.connect(self._open_details)
        self.pager = Pager()
        self.pager.turned.connect(self.presenter.page_turned)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(GRID_PX)
        above.addWidget(self.search, 1)
        above.addWidget(self.period)
        below = QHBoxLayout()
        below.setSpacing(GRID_PX)
        below.addWidget(self.person)
        below.addWidget(self.action)
        below.addWidget(self.bills)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(above)
        column.addLayout(below)
        column.addWidget(self.list, 1)
        column.addWidget(self.pager)

    def _open_details(self, row: AuditRow) -> None:
        DetailsSheet(row, self).open()


def _translated(text: str) -> str:
    return QCoreApplication.translate("Audit", text)
