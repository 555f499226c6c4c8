"""F1: all keys, from the one table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.ui.key_scopes import Scope
from pos_desktop.ui.keys import Key, keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.shell.scope_words import scope_words
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.painting import draw_box, sized_font
from pos_desktop.ui.widgets.sheet import Sheet

#: What a sheet puts around its content, and a margin to the window's edge.
_CHROME_WIDTH_PX = 80
_CHROME_HEIGHT_PX = 180
_COLUMNS = 3
_WIDEST_PX = 1280


class KeyCap(QWidget):
    """A key as it looks on the keyboard."""

    def __init__(self, printed: str) -> None:
        super().__init__()
        self._printed = printed
        self.setAccessibleName(printed)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetricsF(sized_font(self, appearance_in_use().scale.small_pt))
        width = metrics.horizontalAdvance(self._printed) + 2 * GRID_PX
        return QSize(round(width), round(metrics.height()) + HALF_GRID_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        appearance = appearance_in_use()
        painter = QPainter(self)
        cap = QRectF(self.rect())
        draw_box(painter, cap, fill=appearance.look.alternate, border=appearance.look.line)
        painter.setFont(sized_font(self, appearance.scale.small_pt))
        painter.setPen(QColor(appearance.look.text))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._printed)
        painter.end()


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
        self.content.addWidget(self._scrolled(self._columns(groups), parent))
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

    def _scrolled(self, holder: QWidget, parent: QWidget) -> QScrollArea:
        """As wide and as high as the window has room for."""
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room = parent.window().size()
        area.setMinimumSize(
            min(_WIDEST_PX, room.width() - _CHROME_WIDTH_PX), room.height() - _CHROME_HEIGHT_PX
        )
        return area

    def _columns(self, groups: list[tuple[str, list[Key]]]) -> QWidget:
        """The groups, each in the column that is shortest so far."""
        holder = QWidget()
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
        return holder

    def _group(self, title: str, keys: list[Key]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(HALF_GRID_PX)
        column.addWidget(TextLabel(title, tone="muted", bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX + HALF_GRID_PX)
        grid.setVerticalSpacing(HALF_GRID_PX)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(keys):
            grid.addWidget(KeyCap(key.printed), row, 0)
            help_text = QCoreApplication.translate("Keys", key.help)
            grid.addWidget(TextLabel(help_text, wrap=True), row, 1)
        column.addLayout(grid)
        return column
