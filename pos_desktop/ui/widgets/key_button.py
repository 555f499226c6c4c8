"""The button that prints its key."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcutEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX, TypeScale
from pos_desktop.ui.widgets.painting import draw_box, draw_focus_ring, sized_font

#: "next" is the one next action of a screen (accent); "danger" destroys something.
Variant = Literal["normal", "next", "danger"]

_ICON_PX = 18


class _Colours(Struct, frozen=True):
    fill: str
    border: str
    text: str
    key: str


class _Measured(Struct, frozen=True):
    """Fonts and sizes; a layout asks for them many times before anything of them changes."""

    scale: TypeScale
    words: QFont
    key: QFont
    words_height: float
    key_height: float
    key_width: float
    hint: QSize


class KeyButton(QPushButton):
    """Key and label come from the key table by action id; the shortcut is set from it too.

    An action without a key (or "") makes a button with a label only. `stacked` prints the key
    above the label: narrower, for the bar of F keys. A click does not take the focus away from
    the scan field; Tab still reaches the button.
    """

    def __init__(
        self,
        action: str,
        *,
        label: str = "",
        variant: Variant = "normal",
        stacked: bool = False,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.action = action
        self._key = keys_in_use().find(action)
        self._variant: Variant = variant
        self._stacked = stacked
        self._icon = icon
        self._last_measured: _Measured | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        vertical = QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Minimum, vertical)
        if self._key is not None:
            self.setAccessibleDescription(_translated(self._key.help))
        self.display_label(label or (_translated(self._key.label) if self._key else ""))

    def display_label(self, label: str) -> None:
        """Change the words ("Pay ₹2,247.00"); key and accessible name go with them."""
        label = said(label)
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        if self._key is not None:  # setText has just cleared it
            self.setShortcut(QKeySequence.fromString(self._key.keys))
            self.setToolTip(f"{_translated(self._key.help)} ({self._key.printed})")
        self._measure_anew()

    def display_variant(self, variant: Variant) -> None:
        """Change what the button stands for: only one on a screen is "next"."""
        self._variant = variant
        self._measure_anew()
        self.update()

    @property
    def variant(self) -> Variant:
        """What the button stands for."""
        return self._variant

    @property
    def label(self) -> str:
        """The words on the button."""
        return self.text().replace("&&", "&")

    @property
    def printed_key(self) -> str:
        """The key on the button, or ""."""
        return self._key.printed if self._key is not None else ""

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return self._measured().hint

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: narrower than this the label would be cut."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Qt's hook: a key acts at once; Qt would draw the button pressed for 100 ms first."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.setShortcutAutoRepeat(event.shortcutId(), False)  # a key held down pays once
            self.click()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook."""
        if event.type() == QEvent.Type.FontChange:
            self._measure_anew()
        super().changeEvent(event)

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
        colours = self._colours()
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw_box(painter, area, fill=colours.fill, border=colours.border)
        if self._stacked:
            self._paint_stacked(painter, area, colours)
        else:
            self._paint_in_line(painter, area, colours)
        if self.hasFocus():
            filled = self._variant == "next" and self.isEnabled()
            draw_focus_ring(painter, area, on_accent=filled)
        painter.end()

    def _paint_stacked(self, painter: QPainter, area: QRectF, colours: _Colours) -> None:
        sizes = self._measured()
        key_height, words_height = sizes.key_height, sizes.words_height
        top = area.center().y() - (words_height + key_height) / 2
        inner = area.adjusted(HALF_GRID_PX, 0, -HALF_GRID_PX, 0)
        painter.setFont(sizes.key)
        painter.setPen(QColor(colours.key))
        key_area = QRectF(inner.left(), top, inner.width(), key_height)
        painter.drawText(key_area, Qt.AlignmentFlag.AlignCenter, self.printed_key)
        label_area = QRectF(inner.left(), top + key_height, inner.width(), words_height)
        self._paint_label(painter, label_area, colours, Qt.AlignmentFlag.AlignCenter)

    def _paint_in_line(self, painter: QPainter, area: QRectF, colours: _Colours) -> None:
        words = QFontMetricsF(self._measured().words)
        key_width = self._measured().key_width
        icon_width = (_ICON_PX + GRID_PX) if self._icon else 0
        gap = GRID_PX if key_width and self.label else 0
        room = area.width() - 2 * GRID_PX - key_width - gap - icon_width
        label_width = min(words.horizontalAdvance(self.label) + 1, room)
        left = area.center().x() - (key_width + gap + icon_width + label_width) / 2
        if key_width:
            self._paint_key(painter, QRectF(left, area.top(), key_width, area.height()), colours)
            left += key_width + gap
        if self._icon:
            drawn = coloured(self._icon, colours.text, _ICON_PX, self.devicePixelRatioF())
            painter.drawPixmap(round(left), round(area.center().y() - _ICON_PX / 2), drawn)
            left += icon_width
        label_area = QRectF(left, area.top(), label_width, area.height())
        self._paint_label(painter, label_area, colours, Qt.AlignmentFlag.AlignLeft)

    def _paint_label(
        self, painter: QPainter, area: QRectF, colours: _Colours, align: Qt.AlignmentFlag
    ) -> None:
        font = self._measured().words
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        words = QFontMetricsF(font).elidedText(
            self.label, Qt.TextElideMode.ElideRight, area.width() + 1
        )
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(area, flags, words)

    def _paint_key(self, painter: QPainter, area: QRectF, colours: _Colours) -> None:
        height = self._measured().key_height + 2
        cap = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
        painter.setPen(QColor(colours.key))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(0.55)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setOpacity(1.0)
        painter.setFont(self._measured().key)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.printed_key)

    def _measure_anew(self) -> None:
        self._last_measured = None
        self.updateGeometry()

    def _measured(self) -> _Measured:
        scale = appearance_in_use().scale
        last = self._last_measured
        if last is None or last.scale is not scale:
            last = self._last_measured = self._measure(scale)
        return last

    def _measure(self, scale: TypeScale) -> _Measured:
        words_font = sized_font(self, scale.body_pt, bold=self._variant == "next")
        key_font = sized_font(self, scale.small_pt)
        words, keys = QFontMetricsF(words_font), QFontMetricsF(key_font)
        width = words.horizontalAdvance(self.label)
        printed = self.printed_key
        key_width = keys.horizontalAdvance(printed) + 1.5 * GRID_PX if printed else 0.0
        if self._stacked:
            width = max(width, key_width) + 2 * GRID_PX
            height = round(words.height() + keys.height() + 1.5 * GRID_PX)
        else:
            width += key_width + (GRID_PX if key_width and self.label else 0) + 3 * GRID_PX
            width += (_ICON_PX + GRID_PX) if self._icon else 0
            height = round(words.height()) + 2 * GRID_PX
        return _Measured(
            scale=scale,
            words=words_font,
            key=key_font,
            words_height=words.height(),
            key_height=keys.height(),
            key_width=key_width,
            hint=QSize(round(width) + 2, max(scale.control_px, height)),
        )

    def _colours(self) -> _Colours:
        look = appearance_in_use().look
        if not self.isEnabled():
            return _Colours(look.window, look.hairline, look.line, look.line)
        if self._variant == "next":
            active = self.isDown() or self.underMouse()
            fill = look.accent_hover if active else look.accent
            return _Colours(fill, "", look.accent_text, look.accent_text)
        fill = look.hover if self.underMouse() else look.base
        if self.isDown() or self.isChecked():
            fill = look.pressed
        if self._variant == "danger":
            return _Colours(fill, look.owes, look.owes, look.owes)
        border = look.accent if self.isChecked() else look.line
        return _Colours(fill, border, look.text, look.muted)


def _translated(source: str) -> str:
    return QCoreApplication.translate("Keys", source)
