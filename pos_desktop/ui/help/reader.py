"""What a page of the guide is read in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.fonts import MONOSPACE
from pos_desktop.ui.look.type_scale import GRID_PX

_MARGIN_PX = 2 * GRID_PX


class GuideReader(QTextBrowser):
    """Text in the look in use, pictures from the guide's folder as wide as there is room.

    A link only says that it was pressed: nothing is opened, and nothing is fetched.
    """

    def __init__(self, folder: Path, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._text = ""
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Else the pictures would make it come, and it the pictures narrower, and so on.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._set)
        self.document().setDocumentMargin(_MARGIN_PX)

    def display(self, text: str) -> None:
        """Show another page, from its beginning; the same one stays where it is."""
        if text != self._text:
            self._text = text
            self.verticalScrollBar().setValue(0)
            if self.isVisible():
                self._set()
            else:
                self._again.start()  # once it is known how much room there is

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002 - Qt's own name
        """Qt's hook: a picture; nothing else is ever loaded."""
        if type != QTextDocument.ResourceType.ImageResource.value:
            return None
        address = name.toString() if isinstance(name, QUrl) else name
        file = (self._folder / address).resolve()
        picture = QImage(str(file)) if file.is_relative_to(self._folder.resolve()) else QImage()
        if picture.isNull():
            return None
        room = round((self.viewport().width() - 2 * _MARGIN_PX) * self.devicePixelRatioF())
        if 0 < room < picture.width():
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(room, smooth)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: the pictures follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._again.start()  # not now: Qt is laying the page out

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: the colours of code and links follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._again.start()

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(40 * GRID_PX, 20 * GRID_PX)

    def _set(self) -> None:
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self.document().clear()  # it would keep the pictures of the width before
        self.setMarkdown(self._text)
        self._dress()
        bar.setValue(round(part * bar.maximum()))

    def _dress(self) -> None:
        """What is typed in the bundled font, links in the accent of the look."""
        look = appearance_in_use().look
        typed, link = QTextCharFormat(), QTextCharFormat()
        typed.setFontFamilies(MONOSPACE)
        typed.setBackground(QColor(look.alternate))
        link.setForeground(QColor(look.accent))
        cursor = QTextCursor(self.document())
        for start, end, is_link in _marked_parts(self.document()):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(link if is_link else typed)


def _marked_parts(document: QTextDocument) -> list[tuple[int, int, bool]]:
    """Where code and links stand. All is read before any is changed: Qt's fragments do not last."""
    found = []
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            part = place.fragment()
            style = part.charFormat()
            if style.fontFixedPitch() or style.isAnchor():
                start = part.position()
                found.append((start, start + part.length(), style.isAnchor()))
            place += 1
        block = block.next()
    return found
