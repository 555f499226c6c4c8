"""The settings place: a list of pages at the left, one of them at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.pages import settings_pages
from pos_desktop.ui.settings.presenter import SettingsPresenter, SettingsState
from pos_desktop.ui.settings.secret_sheet import SecretSheet
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.key_button import KeyButton

_LIST_PX_A_POINT = 17


class PageList(QListWidget):
    """The names of the pages. Typing does not search: characters belong to the scanner."""

    #: Right or Enter: into the page.
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def room_px(self, usual: int) -> int:
        """The usual width, or more where a name in this language and size needs it."""
        metrics = self.fontMetrics()
        names = [self.item(row).text() for row in range(self.count())]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return max(usual, widest + 4 * GRID_PX)

    def keyboardSearch(self, search: str) -> None:
        """Qt's hook: switched off."""


class SettingsScreen(AttendedWidget):
    """A place. Pages are made when they are first seen."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._pages = {page.facts.page_id: page for page in settings_pages()}
        self._made: dict[str, QWidget] = {}
        self._make_parts()
        facts = tuple(page.facts for page in self._pages.values())
        self.presenter = SettingsPresenter(counter, self, facts)
        self.list.currentRowChanged.connect(
            lambda row: self.presenter.page_chosen(list(self._pages)[row])
        )
        self.list.entered.connect(self._go_into_page)
        self.own_button.clicked.connect(self.presenter.own_pressed)
        for action, step in (("settings.before", -1), ("settings.after", 1)):
            keys = QKeySequence.fromString(keys_in_use()[action].keys)
            shortcut = QShortcut(keys, self, lambda step=step: self.presenter.moved(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: SettingsState) -> None:
        """Bring a page to the front, or the words that stand in its place."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(list(self._pages).index(state.chosen))
        self.list.blockSignals(False)
        if state.refusal:
            self.refusal.display(state.refusal)
            self._bring_to_front(self.refusal)
            return
        page = self._made.get(state.chosen)
        if page is None:
            page = self._made[state.chosen] = self._pages[state.chosen].make(self._counter)
            self._stack.addWidget(page)
        self._bring_to_front(page)

    def open_own_secret(self) -> None:
        """Ask whoever is signed in for their old secret and a new one."""
        SecretSheet(self._counter, self).open()

    # -- inside --------------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The id of the page in front."""
        return list(self._pages)[self.list.currentRow()]

    def page(self, page_id: str) -> QWidget | None:
        """A page, if it was ever seen."""
        return self._made.get(page_id)

    def _bring_to_front(self, page: QWidget) -> None:
        """Another page; a focus that was in the one before goes to its list, not where Qt would."""
        focus = QApplication.focusWidget()
        was_within = focus is not None and self._stack.isAncestorOf(focus)
        changes = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        if changes and was_within:
            (self.list if page is self.refusal else page).setFocus()

    def _go_into_page(self) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus()

    def _make_parts(self) -> None:
        scale = appearance_in_use().scale
        self.list = PageList()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._pages.values():
            item = QListWidgetItem(page.title)
            item.setSizeHint(QSize(0, scale.control_px + GRID_PX))
            self.list.addItem(item)
        self.refusal = EmptyState("lock", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.refusal)
        self.own_button = KeyButton("settings.own")
        self.own_button.setObjectName("own_secret")
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addWidget(self.list, 1)
        left.addWidget(self.own_button)
        holder = QWidget()
        holder.setFixedWidth(self.list.room_px(_LIST_PX_A_POINT * scale.body_pt))
        left.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(holder)
        row.addWidget(self._stack, 1)
