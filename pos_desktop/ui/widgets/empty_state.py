"""What an empty list says: what it is, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.icons import pixmap
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel

_ICON_PX = 48


class EmptyState(QWidget):
    """Icon, sentence, next step, in the middle of its place. The mouse goes through it."""

    def __init__(
        self, icon: str, sentence: str, next_step: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = icon
        self._picture = QLabel()
        self._sentence = TextLabel(size="section", wrap=True)
        self._next_step = TextLabel(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addStretch(2)
        for label in (self._picture, self._sentence, self._next_step):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self.display(sentence, next_step)
        self._draw_icon()

    def display(self, sentence: str, next_step: str = "") -> None:
        """Say something else: "Nothing found for …" is another state than "No bills yet"."""
        self._sentence.setText(sentence)
        self._next_step.setText(next_step)
        self._next_step.setVisible(bool(next_step))
        self.setAccessibleName(f"{said(sentence)} {said(next_step)}".strip())

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: the icon follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(self._icon, tone="muted", size_px=_ICON_PX, ratio=ratio))
