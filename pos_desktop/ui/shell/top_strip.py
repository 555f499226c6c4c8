"""The strip above every page: outlet, user, shift, printer, age of the backup."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.shell.status import Status
from pos_desktop.ui.widgets.painting import draw_box, sized_font

_ICON_PX = 16


class Chip(QAbstractButton):
    """Icon and a few words; tinted when it asks for attention."""

    def __init__(self, icon: str, name: str, *, bold: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self._name = name
        self._bold = bold
        self._tone: Tone = "text"
        self._words_shown = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def display(self, text: str, tone: Tone = "text") -> None:
        """Show `text`; empty hides the chip."""
        self._tone = tone
        text = said(text)
        self.setText(text)
        self.setToolTip(f"{self._name}: {text}")
        self.setAccessibleName(f"{self._name}: {text}")
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def display_words(self, *, shown: bool) -> None:
        """Only the icon when there is little room; a chip that asks for attention keeps words."""
        self._words_shown = shown
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetrics(self._font())
        width = _ICON_PX + 2 * GRID_PX
        if self._has_words():
            width += GRID_PX + metrics.horizontalAdvance(self.text())
        return QSize(width, metrics.height() + GRID_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        if self._tone != "text":
            draw_box(painter, QRectF(self.rect()), fill=look.tint(self._tone))
        colour = look.tone(self._tone if self._tone != "text" or self._bold else "muted")
        drawn = coloured(self._icon, colour, _ICON_PX, self.devicePixelRatioF())
        painter.drawPixmap(GRID_PX, (self.height() - _ICON_PX) // 2, drawn)
        if self._has_words():
            painter.setFont(self._font())
            painter.setPen(QColor(look.tone(self._tone)))
            area = self.rect().adjusted(_ICON_PX + 2 * GRID_PX, 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, int(flags), self.text())
        painter.end()

    def _has_words(self) -> bool:
        return self._words_shown or self._tone != "text"

    def _font(self) -> QFont:
        scale = appearance_in_use().scale
        return sized_font(self, scale.body_pt if self._bold else scale.small_pt, bold=self._bold)


class TopStrip(QWidget):
    """One row, as high as a chip needs."""

    #: "outlet", "user", "shift", "printer" or "backup".
    chip_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {
            "outlet": Chip("store", self.tr("Outlet"), bold=True),
            "user": Chip("user", self.tr("User")),
            "shift": Chip("clock", self.tr("Shift")),
            "printer": Chip("printer", self.tr("Printer")),
            "backup": Chip("archive", self.tr("Backup")),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, HALF_GRID_PX, GRID_PX, HALF_GRID_PX)
        row.setSpacing(HALF_GRID_PX)
        for name, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, name=name: self.chip_pressed.emit(name))
            row.addWidget(chip)
            if name == "outlet":
                row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def display(self, status: Status) -> None:
        """Show the state of the counter."""
        self._chips["outlet"].display(status.outlet)
        self._chips["user"].display(status.user)
        self._chips["shift"].display(status.shift, status.shift_tone)
        self._chips["printer"].display(status.printer, status.printer_tone)
        self._chips["backup"].display(status.backup, status.backup_tone)

    def display_compact(self, *, compact: bool) -> None:
        """With little room, printer and backup say words only when something is wrong."""
        for name in ("printer", "backup"):
            self._chips[name].display_words(shown=not compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = appearance_in_use().look
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(look.base))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
