"""Words and figures that stand alone: titles, totals, balances."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import TypeScale
from pos_desktop.ui.widgets.painting import sized_font

TextSize = Literal["small", "body", "section", "figure", "total"]


def points_of(size: TextSize, scale: TypeScale) -> float:
    """The size in points."""
    sizes: dict[TextSize, float] = {
        "small": scale.small_pt,
        "body": scale.body_pt,
        "section": scale.section_pt,
        "figure": scale.figure_pt,
        "total": scale.total_pt,
    }
    return sizes[size]


class TextLabel(QLabel):
    """Words of one size and meaning; follows the user's text size and theme."""

    def __init__(
        self,
        text: str = "",
        *,
        size: TextSize = "body",
        tone: Tone = "text",
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(said(text), parent)
        self._size: TextSize = size
        self._bold = bold
        self._tone: Tone = tone
        self.setWordWrap(wrap)
        # Inside a table the role would be taken from there.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setTextFormat(Qt.TextFormat.PlainText)  # an item may be called "<b>"
        self._colour()
        self._resize_type()

    def display(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, in another meaning if one is given."""
        self.setText(said(text))
        if tone is not None and tone != self._tone:
            self._tone = tone
            self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: a new text size or theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.StyleChange:
            self._resize_type()

    def _colour(self) -> None:
        colour = QColor(appearance_in_use().look.tone(self._tone))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:  # else it would go on for ever
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def _resize_type(self) -> None:
        points = points_of(self._size, appearance_in_use().scale)
        font = self.font()
        if abs(font.pointSizeF() - points) > 0.1 or font.bold() is not self._bold:
            self.setFont(sized_font(self, points, bold=self._bold))


class FigureLabel(TextLabel):
    """A figure: right-aligned, bold; made smaller rather than cut when its place is too narrow."""

    def __init__(
        self,
        text: str = "",
        *,
        size: TextSize = "total",
        tone: Tone = "text",
        bold: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, size=size, tone=tone, bold=bold, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def display(self, text: str, tone: Tone | None = None) -> None:
        """Show another figure, already formatted."""
        super().display(text, tone)
        self._fit()

    def sizeHint(self) -> QSize:
        """Qt's hook: the size wanted, whatever the figure was shrunk to."""
        return self._wanted(points_of(self._size, appearance_in_use().scale))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: the height stays while the figure shrinks, so nothing jumps."""
        scale = appearance_in_use().scale
        return QSize(self._wanted(scale.body_pt).width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._fit()

    def _resize_type(self) -> None:
        super()._resize_type()
        self._fit()

    def _wanted(self, points: float) -> QSize:
        metrics = QFontMetrics(sized_font(self, points, bold=self._bold))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def _fit(self) -> None:
        scale = appearance_in_use().scale
        points = points_of(self._size, scale)
        wide = self._wanted(points).width()
        if wide > self.width() > 0:
            points = max(float(scale.body_pt), points * self.width() / wide - 0.25)
        if abs(self.font().pointSizeF() - points) > 0.1:
            self.setFont(sized_font(self, points, bold=self._bold))


def balance_words(balance_paise: int) -> tuple[str, Tone]:
    """A balance in words, never as a bare sign, and its tone. Negative: the customer owes."""
    translate = QCoreApplication.translate
    if balance_paise < 0:
        words = translate("Balance", "▲ Owes {amount}")
        return words.format(amount=format_rupees(-balance_paise)), "owes"
    if balance_paise > 0:
        words = translate("Balance", "▼ Credit {amount}")
        return words.format(amount=format_rupees(balance_paise)), "credit"
    return translate("Balance", "Up to date"), "muted"


class BalanceLabel(TextLabel):
    """What a customer's account says."""

    def __init__(
        self, *, size: TextSize = "body", bold: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(size=size, bold=bold, parent=parent)

    def display_balance(self, balance_paise: int) -> None:
        """Negative: owes; positive: credit; zero: up to date."""
        words, tone = balance_words(balance_paise)
        self.display(words, tone)
        # A screen reader would read the arrow's name.
        self.setAccessibleName(self.text().lstrip("▲▼ "))
