"""The favourites by category, for fingers and the mouse."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.application.items import CategoryView, ItemView, QuickKeyList
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import pixmap
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX, RADIUS_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.painting import draw_box, sized_font

_COLUMNS = 3
_MARK_PX = 5
_DOT_PX = 8
_TOUCH_PX = 44
_ARROW_PX = 28
_ICON_PX = 18


class QuickKey(QAbstractButton):
    """One item: its name on two lines, and its category's colour at the left."""

    def __init__(self, item: ItemView, name: str, colour: str) -> None:
        super().__init__()
        self.item_id = item.id
        self._colour = colour
        self.setText(name)
        self.setAccessibleName(f"{name}, {format_rupees(item.price)}")
        self.setToolTip(f"{item.name} · {format_rupees(item.price)}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        height = 2 * QFontMetrics(self._font()).height() + GRID_PX
        return QSize(80, max(height, _TOUCH_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        area = QRectF(self.rect())
        fill = look.pressed if self.isDown() else look.hover if self.underMouse() else look.base
        draw_box(painter, area, fill=fill, border=look.line)
        mark = QRectF(2, RADIUS_PX, _MARK_PX - 1, area.height() - 2 * RADIUS_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(mark, 2, 2)
        painter.setFont(self._font())
        painter.setPen(QColor(look.text))
        inner = self.rect().adjusted(_MARK_PX + HALF_GRID_PX, 2, -HALF_GRID_PX, -2)
        words = _on_two_lines(self.text(), QFontMetrics(self._font()), inner.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(flags), words)
        painter.end()

    def _font(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt)


class _Tab(QAbstractButton):
    """A category: its colour and its name."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetrics(self._font(bold=True))
        width = metrics.horizontalAdvance(self.text()) + _DOT_PX + 3 * GRID_PX
        return QSize(width, max(metrics.height() + 2 * GRID_PX, _least_px()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        chosen = self.isChecked()
        painter = QPainter(self)
        if chosen or self.underMouse():
            draw_box(painter, QRectF(self.rect()), fill=look.base if chosen else look.hover)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QRectF(GRID_PX, (self.height() - _DOT_PX) / 2, _DOT_PX, _DOT_PX))
        if chosen:
            under = QRectF(GRID_PX, self.height() - 3, self.width() - 2 * GRID_PX, 3)
            painter.drawRoundedRect(under, 1.5, 1.5)
        painter.setFont(self._font(bold=chosen))
        painter.setPen(QColor(look.text if chosen else look.muted))
        area = self.rect().adjusted(_DOT_PX + 2 * GRID_PX, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(flags), self.text())
        painter.end()

    def _font(self, *, bold: bool) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt, bold=bold)


class _Arrow(QAbstractButton):
    """Moves the strip."""

    def __init__(self, picture: str, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAutoRepeat(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        side = max(_ARROW_PX, _least_px())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        painter = QPainter(self)
        if self.underMouse():
            draw_box(painter, QRectF(self.rect()), fill=appearance_in_use().look.hover)
        drawn = pixmap(
            self._picture, tone="muted", size_px=_ICON_PX, ratio=self.devicePixelRatioF()
        )
        left, top = (self.width() - _ICON_PX) // 2, (self.height() - _ICON_PX) // 2
        painter.drawPixmap(left, top, drawn)
        painter.end()


def _least_px() -> int:
    """A finger needs more room than a mouse."""
    scale = appearance_in_use().scale
    return scale.control_px if scale.touch else 0


class QuickKeys(QWidget):
    """The keys in one grid that scrolls, and a strip of categories to go to."""

    #: A key was pressed: the item's id.
    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QuickKeyList | None = None
        self._tabs: list[_Tab] = []
        self._first_keys: list[QuickKey] = []
        self._going = False
        self._strip = _scroll_area(horizontal=True)
        self._grid = _scroll_area(horizontal=False)
        self._grid.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._back = self._arrow("chevron-left", self.tr("Categories before"), -1)
        self._forth = self._arrow("chevron-right", self.tr("More categories"), 1)
        self._none = TextLabel(
            self.tr("Items marked as favourites have their keys here."), tone="muted", wrap=True
        )
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.setSpacing(2)
        for widget, stretch in ((self._back, 0), (self._strip, 1), (self._forth, 0)):
            top.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF_GRID_PX)
        column.addLayout(top)
        column.addWidget(self._grid, 1)
        column.addWidget(self._none, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._settle(there=False)

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: a strip and one row of keys; the rest scrolls."""
        line = QFontMetrics(sized_font(self, appearance_in_use().scale.small_pt)).height()
        key = max(2 * line + GRID_PX, _TOUCH_PX)
        return QSize(200, line + 2 * GRID_PX + HALF_GRID_PX + key)

    def display(self, keys: QuickKeyList) -> None:
        """Show other favourites."""
        if keys == self._shown:
            return
        self._shown = keys
        used = {item.category_id for item in keys.items}
        categories = [category for category in keys.categories if category.id in used]
        self._settle(there=bool(categories))
        strip, row = QWidget(), QHBoxLayout()
        strip.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._tabs = [
            _Tab(_local_name(category.name, category.name_hi), category.colour)
            for category in categories
        ]
        for place, tab in enumerate(self._tabs):
            tab.clicked.connect(lambda _=False, place=place: self._go(place))
            tab.setChecked(place == 0)
            row.addWidget(tab)
        row.addStretch(1)
        self._strip.setWidget(strip)
        self._strip.setFixedHeight(strip.sizeHint().height())
        self._lay_keys(categories, keys.items)

    def shown_keys(self) -> list[QuickKey]:
        """All the keys, by category."""
        page: QWidget | None = self._grid.widget()
        return [] if page is None else page.findChildren(QuickKey)

    def _lay_keys(self, categories: list[CategoryView], items: tuple[ItemView, ...]) -> None:
        """One grid of all, each category on rows of its own: what is near needs no tab."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(HALF_GRID_PX)
        self._first_keys = []
        row = 0
        for category in categories:
            own = [item for item in items if item.category_id == category.id]
            for place, item in enumerate(own):
                key = QuickKey(item, _local_name(item.name, item.name_hi), category.colour)
                key.clicked.connect(lambda _=False, chosen=item.id: self.pressed.emit(chosen))
                grid.addWidget(key, row + place // _COLUMNS, place % _COLUMNS)
                if place == 0:
                    self._first_keys.append(key)
            row += -(-len(own) // _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(row, 1)
        self._grid.setWidget(page)

    def _go(self, place: int) -> None:
        """A category's keys come to the top, as far as there are keys below."""
        self._going = True
        self._grid.verticalScrollBar().setValue(self._first_keys[place].y())
        self._going = False
        self._strip.ensureWidgetVisible(self._tabs[place])

    def _scrolled(self, value: int) -> None:
        """The tab of the topmost keys is the one that is marked."""
        if self._going or not self._tabs:
            return
        above = [place for place, key in enumerate(self._first_keys) if key.y() <= value]
        place = above[-1] if above else 0
        if not self._tabs[place].isChecked():
            self._tabs[place].setChecked(True)
            self._strip.ensureWidgetVisible(self._tabs[place])

    def _arrow(self, picture: str, name: str, step: int) -> _Arrow:
        button = _Arrow(picture, name)
        button.clicked.connect(lambda: self._scroll(step))
        return button

    def _scroll(self, step: int) -> None:
        bar = self._strip.horizontalScrollBar()
        bar.setValue(bar.value() + step * self._strip.viewport().width() * 3 // 4)

    def _settle(self, *, there: bool) -> None:
        for widget in (self._back, self._strip, self._forth, self._grid):
            widget.setVisible(there)
        self._none.setVisible(not there)


def _scroll_area(*, horizontal: bool) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    area.setHorizontalScrollBarPolicy(off)
    if horizontal:
        area.setVerticalScrollBarPolicy(off)
    area.viewport().setAutoFillBackground(False)
    return area


def _local_name(name: str, name_hi: str) -> str:
    hindi = QLocale().language() == QLocale.Language.Hindi
    return name_hi if hindi and name_hi else name


def _on_two_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text broken at a space so that it fits; what does not fit on the second is cut."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    words = text.split(" ")
    first = words[0]
    rest = words[1:]
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}") <= width:
        first = f"{first} {rest.pop(0)}"
    elide = Qt.TextElideMode.ElideRight
    first = metrics.elidedText(first, elide, width)
    second = metrics.elidedText(" ".join(rest), elide, width)
    return f"{first}\n{second}" if second else first
