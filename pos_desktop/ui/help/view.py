"""The guide: its pages at the left, to be searched, one of them at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from pos_desktop.ui.help.guide import FOLDER, Guide
from pos_desktop.ui.help.presenter import HelpPresenter, HelpState
from pos_desktop.ui.help.reader import GuideReader
from pos_desktop.ui.language.catalogue import language_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.screen import PageList
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.search_field import SearchField

_LIST_PX_A_POINT = 24
_TURNING = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class HelpView(QWidget):
    """The hands stay on the search: arrows choose a page, PgUp and PgDn turn it, Enter goes in."""

    def __init__(self, page_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = HelpPresenter(self, lambda: Guide(language_in_use()))
        self.search = SearchField(self.tr("What do you want to do?"))
        self.search.setObjectName("help_search")
        self.list = PageList()
        self.list.setObjectName("help_pages")
        self.list.setAccessibleName(self.tr("Pages of the guide"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.reader = GuideReader(FOLDER, self.tr("The page of the guide"))
        self.reader.setObjectName("help_text")
        self.note = TextLabel(tone="warning", wrap=True)
        self.note.setObjectName("help_note")
        self._rows: tuple[tuple[str, str], ...] = ()
        self._left = QWidget()
        self._lay_out()
        self.search.searched.connect(self.presenter.search_changed)
        self.search.arrow_pressed.connect(self.presenter.moved)
        self.search.returnPressed.connect(self.reader.setFocus)
        self.list.currentRowChanged.connect(self._choose)
        self.list.entered.connect(self.reader.setFocus)
        self.reader.anchorClicked.connect(
            lambda address: self.presenter.link_pressed(address.toString())
        )
        for widget in (self.search, self.list):
            widget.installEventFilter(self)
        self.setFocusProxy(self.search)
        self.presenter.opened(page_id)
        usual = _LIST_PX_A_POINT * appearance_in_use().scale.body_pt
        self._left.setFixedWidth(self.list.room_px(usual) + 2 * GRID_PX)

    def display(self, state: HelpState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        if state.rows != self._rows:
            self._rows = state.rows
            self.list.clear()
            for _page_id, title in state.rows:
                item = QListWidgetItem(title)
                item.setToolTip(title)
                item.setSizeHint(QSize(0, appearance_in_use().scale.control_px))
                self.list.addItem(item)
        ids = [page_id for page_id, _title in state.rows]
        self.list.setCurrentRow(ids.index(state.chosen) if state.chosen in ids else -1)
        self.list.blockSignals(False)
        self.reader.display(state.text)
        self.note.display(state.note)
        self.note.setVisible(bool(state.note))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: the page is turned from where one searches."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            turn = _TURNING.get(Qt.Key(event.key()))
            if turn is not None:
                self.reader.verticalScrollBar().triggerAction(turn)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.presenter.page_chosen(self._rows[row][0])

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(GRID_PX)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        words = self.tr("Up, Down: another page. PgUp, PgDn turn it. Enter goes into it.")
        left.addWidget(TextLabel(words, size="small", tone="muted", wrap=True))
        self._left.setLayout(left)
        right = QVBoxLayout()
        right.setSpacing(GRID_PX)
        right.addWidget(self.reader, 1)
        right.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self._left)
        row.addLayout(right, 1)
