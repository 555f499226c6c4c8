"""Hands at the till: they type, press and scan as a person does, and take pictures."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPixmap, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from pos_desktop.ui.till import Till

_TYPING_MS = 60
"""Between two keys: slower than any scanner, or what is typed would be taken for a scan."""
_SCANNER_MS = 2
_PATIENCE_S = 20.0
_LOOK_EVERY_S = 0.005
_SHADE_ALPHA = 90

Key = Qt.Key
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Hands:
    """Works one till. ``picture`` saves what is to be seen into *folder*, numbered."""

    def __init__(self, till: Till, folder: Path) -> None:
        self._till = till
        self._folder = folder
        self.pictures: list[Path] = []

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the program work until *is_so*. Raises TimeoutError naming *what*."""
        until = time.monotonic() + _PATIENCE_S
        while not is_so():
            if time.monotonic() > until:
                raise TimeoutError(f"the till did not get to: {what}")
            QApplication.processEvents()
            time.sleep(_LOOK_EVERY_S)  # lets the worker threads have Python; qWait would not

    def settle(self) -> None:
        """Let everything that was asked for be done and painted."""
        if not self._till.is_open:
            QTest.qWait(_TYPING_MS)
            return
        tasks = self._till.counter.tasks
        for _ in range(3):
            home: list[None] = []
            tasks.write(lambda: None, home.append, _raise)
            tasks.read(lambda: None, home.append, _raise)
            self.wait_until(lambda home=home: len(home) == 2, "the end of its work")  # type: ignore[misc]
        QApplication.processEvents()

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """One key, and what follows from it."""
        QTest.qWait(_TYPING_MS)
        QTest.keyClick(self._front(), key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """A text, key by key."""
        for character in text:
            QTest.qWait(_TYPING_MS)
            _strike(self._front(), character)
        QTest.qWait(_TYPING_MS)
        self.settle()

    def enter(self, text: str) -> None:
        """A text and Enter."""
        self.type(text)
        self.press(Key.Key_Return)

    def scan(self, code: str) -> None:
        """A whole code, two milliseconds a key, and Enter: a scanner.

        The keys carry their time as the window system's do, so that a machine that is busy in
        the middle of a code does not turn the scanner into a hand.
        """
        window = self._front()
        pressed_ms = time.monotonic_ns() // 1_000_000
        keys = [(Key(ord(character)), character) for character in code]
        for key, text in (*keys, (Key.Key_Return, "\r")):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, _NO_MODIFIER, text)
                event.setTimestamp(pressed_ms)
                QCoreApplication.sendEvent(window, event)
            pressed_ms += _SCANNER_MS
        self.settle()

    def picture(self, name: str) -> None:
        """Save the window, with what lies over it."""
        self.settle()
        window = self._till.window
        image = window.grab()
        painter = QPainter(image)
        for dialog in _open_dialogs():
            painter.fillRect(window.rect(), QColor(0, 0, 0, _SHADE_ALPHA))
            painter.drawPixmap(_place_of(dialog, window), dialog.grab())
        painter.end()
        self._save(image, name)

    def _save(self, image: QPixmap, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        if not image.save(str(path)):
            raise OSError(f"{path} cannot be written")
        self.pictures.append(path)

    def _front(self) -> QWindow:
        """The window that a key goes to."""
        dialogs = _open_dialogs()
        widget: QWidget = dialogs[-1] if dialogs else self._till.window
        handle = widget.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            widget.activateWindow()
            self.wait_until(lambda: QGuiApplication.focusWindow() is handle, "the focus")
        return handle


def _strike(window: QWindow, character: str) -> None:
    """The key of one character."""
    # The stubs leave out that QTest takes a character for its key.
    QTest.keyClick(window, character)  # type: ignore[call-overload]


def windows() -> list[QWidget]:
    """Every window there is, seen or not.

    PySide6 makes this list one wrapper after another. Were the garbage collector to come between
    them and end a window that is further down, the process would crash.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return QApplication.topLevelWidgets()
    finally:
        if collects:
            gc.enable()


def _open_dialogs() -> list[QDialog]:
    """Visible dialogs, the one in front last."""
    found = [w for w in windows() if isinstance(w, QDialog) and w.isVisible()]
    active = QApplication.activeModalWidget()
    return sorted(found, key=lambda dialog: dialog is active)


def _place_of(dialog: QDialog, window: QWidget) -> QPoint:
    """In the middle: without a screen nobody places a dialog where a person would see it."""
    return window.rect().center() - dialog.rect().center()


def _raise(error: Exception) -> None:
    raise error
