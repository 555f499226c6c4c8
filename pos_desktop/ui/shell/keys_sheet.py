"""F1: all keys, from the one table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_desktop.ui.key_scopes import Scope
from pos_desktop.ui.keys import Key, keys_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.shell.key_list import KeyList
from pos_desktop.ui.shell.scope_words import scope_words
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

#: What a sheet puts around its content, and a margin to the window's edge.
_CHROME_WIDTH_PX = 80
_CHROME_HEIGHT_PX = 180
_COLUMNS = 3
_WIDEST_PX = 1280


class KeysSheet(Sheet):
    """Every key, grouped by where it is heard: first those of *here*, then those of everywhere.

    What a key does takes a second line where it must.
    """

    helps = False

    #: The guide is wanted instead; this sheet has closed by then.
    help_asked = Signal()

    def __init__(self, parent: QWidget, *, here: Scope = Scope.EVERYWHERE) -> None:
        super().__init__(QCoreApplication.translate("KeysSheet", "Keys"), parent)
        first = [here.value, Scope.EVERYWHERE.value]
        titles = scope_words()
        of_scope = {
            scope: [key for key in keys_in_use() if key.scope.value == scope] for scope in titles
        }
        others = sorted(
            (scope for scope in titles if scope not in first), key=lambda s: -len(of_scope[s])
        )
        groups = [(titles[scope], of_scope[scope]) for scope in (*dict.fromkeys(first), *others)]
        # Into the sheet first: a widget that moves with its children costs as much again.
        area = self._area(parent)
        self.content.addWidget(area)
        self._fill(area, groups)
        self.help_button = KeyButton("help")
        self.help_button.setAutoDefault(False)
        self.help_button.clicked.connect(self._ask_help)
        self.add_button(self.help_button)
        self.cancel_button.display_label(self.tr("Close"))
        self.cancel_button.setDefault(True)
        QShortcut(QKeySequence.fromString(keys_in_use()["keys"].keys), self, self.reject)

    def _ask_help(self) -> None:
        self.reject()
        self.help_asked.emit()

    def _area(self, parent: QWidget) -> QScrollArea:
        """As wide and as high as the window has room for."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room = parent.window().size()
        area.setMinimumSize(
            min(_WIDEST_PX, room.width() - _CHROME_WIDTH_PX), room.height() - _CHROME_HEIGHT_PX
        )
        return area

    def _fill(self, area: QScrollArea, groups: list[tuple[str, list[Key]]]) -> None:
        """The groups, each in the column that is shortest so far."""
        holder = QWidget()
        area.setWidget(holder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, GRID_PX, 0)
        row.setSpacing(4 * GRID_PX)
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for column in columns:
            column.setSpacing(2 * GRID_PX)
            row.addLayout(column, 1)
        for title, keys in groups:
            shortest = heights.index(min(heights))
            columns[shortest].addLayout(self._group(title, keys))
            heights[shortest] += len(keys) + 2
        for column in columns:
            column.addStretch(1)

    def _group(self, title: str, keys: list[Key]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(HALF_GRID_PX)
        column.addWidget(TextLabel(title, tone="muted", bold=True))
        rows = [(key.printed, QCoreApplication.translate("Keys", key.help)) for key in keys]
        column.addWidget(KeyList(title, rows))
        return column
