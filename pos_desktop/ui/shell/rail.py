"""The rail of places at the left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.painting import draw_box, draw_focus_ring, sized_font

_ICON_PX = 20
_THIN_PX = 60
_MARK_PX = 3


class RailButton(QAbstractButton):
    """Icon, name and key; thin, the icon over the key, and the name as a tip."""

    def __init__(self, icon: str, title: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self._key = key
        self._thin = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(f"{title} ({key})" if key else title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display_thin(self, *, thin: bool) -> None:
        """Without the name, or with it."""
        self._thin = thin
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        name, key = QFontMetrics(self._name_font(bold=True)), QFontMetrics(self._key_font())
        if self._thin:
            height = _ICON_PX + key.height() + HALF_GRID_PX + 2 * HALF_GRID_PX
            return QSize(_THIN_PX - 2 * HALF_GRID_PX, max(44, height))
        words = name.horizontalAdvance(self.text()) + key.horizontalAdvance(self._key)
        return QSize(words + _ICON_PX + 6 * GRID_PX, max(44, name.height() + 2 * GRID_PX))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's hook: hover."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's hook: hover."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self.isChecked():
            draw_box(painter, area, fill=look.selection)
            mark = QRectF(0, area.height() * 0.25, _MARK_PX, area.height() * 0.5)
            painter.fillRect(mark, QColor(look.accent))
        elif self.underMouse() or self.isDown():
            draw_box(painter, area, fill=look.pressed if self.isDown() else look.hover)
        if self._thin:
            self._paint_thin(painter)
        else:
            self._paint_full(painter)
        if self.hasFocus():
            draw_focus_ring(painter, area, on_accent=False)
        painter.end()

    def _paint_thin(self, painter: QPainter) -> None:
        metrics = QFontMetrics(self._key_font())
        top = (self.height() - _ICON_PX - metrics.height() - 2) // 2
        painter.drawPixmap((self.width() - _ICON_PX) // 2, top, self._drawn_icon())
        key_area = self.rect().adjusted(0, top + _ICON_PX + 2, 0, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        self._paint_words(painter, key_area, flags, self._key, self._key_font(), muted=True)

    def _paint_full(self, painter: QPainter) -> None:
        top = (self.height() - _ICON_PX) // 2
        painter.drawPixmap(2 * GRID_PX, top, self._drawn_icon())
        area = self.rect().adjusted(_ICON_PX + 3 * GRID_PX + HALF_GRID_PX, 0, -GRID_PX, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        name_font = self._name_font(bold=self.isChecked())
        self._paint_words(painter, area, left, self.text(), name_font, muted=False)
        self._paint_words(painter, area, right, self._key, self._key_font(), muted=True)

    def _paint_words(
        self,
        painter: QPainter,
        area: QRect,
        flags: Qt.AlignmentFlag,
        words: str,
        font: QFont,
        *,
        muted: bool,
    ) -> None:
        look = appearance_in_use().look
        painter.setFont(font)
        painter.setPen(QColor(look.muted if muted else look.text))
        painter.drawText(area, int(flags), words)

    def _drawn_icon(self) -> QPixmap:
        look = appearance_in_use().look
        colour = look.text if self.isChecked() else look.muted
        return coloured(self._icon, colour, _ICON_PX, self.devicePixelRatioF())

    def _name_font(self, *, bold: bool) -> QFont:
        return sized_font(self, appearance_in_use().scale.body_pt, bold=bold)

    def _key_font(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt - 1)


class Rail(QWidget):
    """The places in their order; the guide and the page of keys at the foot."""

    #: The id of the place asked for.
    place_asked = Signal(str)
    keys_asked = Signal()
    help_asked = Signal()

    def __init__(
        self, keys: tuple[str, str], guide: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        """Take title and key of what stands at the foot."""
        super().__init__(parent)
        self._places: dict[str, RailButton] = {}
        self._keys = RailButton("keyboard", *keys)
        self._keys.clicked.connect(self.keys_asked)
        self._help = RailButton("info", *guide)
        self._help.clicked.connect(self.help_asked)
        self._thin = False
        column = QVBoxLayout(self)
        column.setContentsMargins(HALF_GRID_PX, GRID_PX, HALF_GRID_PX + 1, GRID_PX)
        column.setSpacing(HALF_GRID_PX)
        column.addStretch(1)
        column.addWidget(self._help)
        column.addWidget(self._keys)
        self._column = column
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def add(self, place_id: str, icon: str, title: str, key: str) -> None:
        """A place after those there are."""
        button = RailButton(icon, title, key)
        button.setCheckable(True)
        button.display_thin(thin=self._thin)
        button.clicked.connect(lambda: self.place_asked.emit(place_id))
        self._column.insertWidget(len(self._places), button)
        self._places[place_id] = button

    def clear(self) -> None:
        """Without places again."""
        for button in self._places.values():
            button.setParent(None)
            button.deleteLater()
        self._places.clear()

    def display_current(self, place_id: str) -> None:
        """Mark the place that is shown."""
        for other_id, button in self._places.items():
            button.setChecked(other_id == place_id)

    def display_thin(self, *, thin: bool) -> None:
        """Icons only, or with names."""
        self._thin = thin
        for button in (*self._places.values(), self._help, self._keys):
            button.display_thin(thin=thin)
        self.updateGeometry()

    def display_help(self, *, shown: bool) -> None:
        """Without the guide's button where there is no room: the page of keys has one, too."""
        self._help.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = appearance_in_use().look
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(look.base))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()
