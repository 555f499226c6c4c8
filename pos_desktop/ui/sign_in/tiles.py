"""Tiles of people, and the field for their PIN or password."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEasingCurve,
    QPoint,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    QTextBoundaryFinder,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegularExpressionValidator,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from pos_desktop.application.people import UserView
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.roles import ROLE_WORDS
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.painting import draw_box, draw_focus_ring, sized_font

_CIRCLE_PX = 40
_LEAST_WIDTH_PX = 184
_LONGEST_PIN = 12
_LONGEST_PASSWORD = 200
_SHAKE_MS = 320
_SHAKE_PX = (0, -10, 9, -7, 5, -2, 0)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def initials(name: str) -> str:
    """The first letters of the first and last word; in Devanagari a letter with its vowel sign."""
    words = name.split()
    ends = words[:1] + words[1:][-1:]
    return "".join(_first_letter(word) for word in ends).upper()


def _first_letter(word: str) -> str:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, word)
    end = finder.toNextBoundary()
    return word[:end] if end > 0 else word[:1]


class UserTile(QAbstractButton):
    """One person: initials, name, role."""

    def __init__(self, user: UserView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.login = user.login
        self._name = user.name
        self._role = QCoreApplication.translate("Roles", ROLE_WORDS[user.role])
        self._initials = initials(user.name)
        self.is_focused = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName(f"user_{user.login}")
        self.setAccessibleName(f"{self._name}, {self._role}")
        self.setToolTip(self._name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        scale = appearance_in_use().scale
        words = QFontMetrics(sized_font(self, scale.body_pt, bold=True)).height()
        small = QFontMetrics(sized_font(self, scale.small_pt)).height()
        return QSize(_LEAST_WIDTH_PX, max(_CIRCLE_PX, words + small) + 2 * GRID_PX)

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look, scale = appearance_in_use().look, appearance_in_use().scale
        painter = QPainter(self)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        fill = look.hover if self.underMouse() else look.base
        draw_box(
            painter,
            area,
            fill=look.selection if chosen else fill,
            border=look.accent if chosen else look.line,
            width=2.0 if chosen else 1.0,
        )
        circle = QRectF(
            GRID_PX + HALF_GRID_PX, (area.height() - _CIRCLE_PX) / 2, _CIRCLE_PX, _CIRCLE_PX
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.base if chosen else look.alternate))
        painter.drawEllipse(circle)
        painter.setPen(QColor(look.text if chosen else look.muted))
        painter.setFont(sized_font(self, scale.body_pt, bold=True))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), self._initials)
        left = circle.right() + GRID_PX + HALF_GRID_PX
        self._paint_words(painter, QRectF(left, 0, area.right() - GRID_PX - left, area.height()))
        if self.is_focused:
            draw_focus_ring(painter, area.adjusted(3, 3, -3, -3), on_accent=False)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        look, scale = appearance_in_use().look, appearance_in_use().scale
        name_font = sized_font(self, scale.body_pt, bold=True)
        role_font = sized_font(self, scale.small_pt)
        name, role = QFontMetrics(name_font), QFontMetrics(role_font)
        top = area.center().y() - (name.height() + role.height()) / 2
        elide = Qt.TextElideMode.ElideRight
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for words, font, metrics, colour in (
            (self._name, name_font, name, look.text),
            (self._role, role_font, role, look.muted),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRectF(area.left(), top, area.width(), metrics.height())
            painter.drawText(line, flags, metrics.elidedText(words, elide, int(area.width())))
            top += metrics.height()


class UserTiles(QWidget):
    """A grid of people, one chosen. The arrow keys move the choice, Enter settles it."""

    #: The sign-in name of the tile that was pressed.
    chosen = Signal(str)
    #: So many tiles on (positive) or back.
    moved = Signal(int)
    #: Enter or Space: the choice stands.
    settled = Signal()
    #: The tiles have their places: one that is far down can be scrolled to.
    placed = Signal()

    def __init__(self, *, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._users: tuple[UserView, ...] = ()
        self._tiles: list[UserTile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID_PX)
        self.setAccessibleName(self.tr("People"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def display(self, users: tuple[UserView, ...], chosen: str) -> None:
        """Show people, and who of them is chosen."""
        if users != self._users:
            self._build(users)
        for tile in self._tiles:
            tile.setChecked(tile.login == chosen)
        self._settle_focus()

    def chosen_tile(self) -> UserTile | None:
        """The tile that is chosen."""
        return next((tile for tile in self._tiles if tile.isChecked()), None)

    def step_of(self, key: int) -> int:
        """How many tiles an arrow key moves; 0 for any other key."""
        return {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }.get(Qt.Key(key), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self.placed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        step = self.step_of(event.key())
        if step:
            self.moved.emit(step)
        elif event.key() in (*_ENTER, Qt.Key.Key_Space):
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook."""
        super().focusInEvent(event)
        self._settle_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's hook."""
        super().focusOutEvent(event)
        self._settle_focus()

    def _build(self, users: tuple[UserView, ...]) -> None:
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self._users = users
        self._tiles = [UserTile(user) for user in users]
        for place, tile in enumerate(self._tiles):
            tile.clicked.connect(lambda _=False, login=tile.login: self._press(login))
            self._grid.addWidget(tile, place // self._columns, place % self._columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)

    def _press(self, login: str) -> None:
        for tile in self._tiles:  # a second press must not take the mark away
            tile.setChecked(tile.login == login)
        self.chosen.emit(login)
        self.settled.emit()

    def _settle_focus(self) -> None:
        for tile in self._tiles:
            tile.is_focused = self.hasFocus() and tile.isChecked()
            tile.update()


class SecretField(EnterField):
    """PIN or password, shown as dots. The arrow keys are for the tiles."""

    #: The key code of an arrow.
    arrow_pressed = Signal(int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setEchoMode(EnterField.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._shake = QPropertyAnimation(self, b"pos", self)
        self._digits = QRegularExpressionValidator("[0-9]*", self)
        self.display_kind(password=False)

    def display_kind(self, *, password: bool) -> None:
        """A password may hold any character, a PIN only digits."""
        self.setValidator(None if password else self._digits)  # type: ignore[arg-type]
        self.setMaxLength(_LONGEST_PASSWORD if password else _LONGEST_PIN)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        if not password:
            hints |= Qt.InputMethodHint.ImhDigitsOnly
        self.setInputMethodHints(hints)

    def shake(self) -> None:
        """No: the field moves from side to side once."""
        if self._shake.state() == QPropertyAnimation.State.Running:
            return
        home = self.pos()
        self._shake.setDuration(_SHAKE_MS)
        self._shake.setEasingCurve(QEasingCurve.Type.Linear)
        last = len(_SHAKE_PX) - 1
        for place, offset in enumerate(_SHAKE_PX):
            self._shake.setKeyValueAt(place / last, home + QPoint(offset, 0))
        self._shake.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in arrows:
            self.arrow_pressed.emit(event.key())
            return
        super().keyPressEvent(event)
