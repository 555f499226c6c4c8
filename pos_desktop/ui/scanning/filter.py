"""The window-level filter that takes scans out of the stream of keys before focus sees them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from pos_desktop.ui.scanning.burst import GAP_MS, BurstRecogniser, Step, Verdict
from pos_desktop.ui.scanning.characters import GROUP_SEPARATOR, scanned_character
from pos_desktop.ui.scanning.text_fields import keeps_scan, remember, text_field_of

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_MODIFIER_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class ScanFilter(QObject):
    """Emits `scanned` with the code of every scan, whatever window, dialog or field has the focus.

    It sits on each QWindow as that gets the focus, not on the application: an application-wide
    filter is asked about every event of every widget, and sees a key once per parent. There must be
    only one: two would hold back each other's keys.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recogniser = BurstRecogniser()
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._letting_go = False
        self._focus: QObject | None = None
        self._in_text_field = False
        self._kept_by_field = False
        self._put_back: list[Callable[[], None]] = []
        self._patience = QTimer(self, singleShot=True, interval=GAP_MS)
        self._patience.timeout.connect(self._let_go)
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise RuntimeError("A ScanFilter needs a QApplication.")
        application.focusWindowChanged.connect(self.watch)
        self.watch(QGuiApplication.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen on `window` too. Every window that gets the focus is watched without asking."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: True means that the window never sees the event."""
        if self._letting_go or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if kind == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        if kind == QEvent.Type.ShortcutOverride:
            return self._overridden(event)
        return False

    def _pressed(self, window: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIER_KEYS:
            return False
        at_ms = _time_of(event)
        modifiers = event.modifiers()
        shift = bool(modifiers & _SHIFT)
        text = event.text()
        if event.isAutoRepeat() or (modifiers & _COMMAND and text != GROUP_SEPARATOR):
            step = self._recogniser.interrupted()
        elif event.key() in _ENDS and not shift:
            step = self._recogniser.ending(at_ms)
        elif character := scanned_character(text, event.nativeScanCode(), shift=shift):
            self._look_at_focus(first=self._recogniser.begins(at_ms))
            step = self._recogniser.character(character, at_ms, in_text_field=self._in_text_field)
        else:
            step = self._recogniser.interrupted()
        return self._take(step, window, event)

    def _take(self, step: Step, window: QObject, event: QKeyEvent) -> bool:
        if step.let_go:
            self._let_go()
        if step.verdict is Verdict.PASS:
            return False
        if step.verdict is Verdict.HOLD:
            self._hold(window, event)
            self._patience.start()
        elif step.scan:
            self._finish(step.scan)
        return True

    def _released(self, window: QObject, event: QKeyEvent) -> bool:
        if not self._held or event.key() in _MODIFIER_KEYS:
            return False
        self._hold(window, event)
        return True

    def _overridden(self, event: QKeyEvent) -> bool:
        # Claimed, so that no shortcut on Enter or Tab gets it before the key press arrives here.
        ends = event.key() in _ENDS and not event.modifiers() & (_COMMAND | _SHIFT)
        if not ends or not self._recogniser.would_end(_time_of(event)):
            return False
        event.accept()
        return True

    def _look_at_focus(self, *, first: bool) -> None:
        """Remember the field a burst lands in, and each next one if the focus moves meanwhile."""
        focus = QGuiApplication.focusObject()
        if first:
            self._put_back.clear()
            self._kept_by_field = False
        elif focus is self._focus:
            return
        self._focus = focus
        field = text_field_of(focus)
        self._in_text_field = field is not None
        if field is not None:
            self._kept_by_field = self._kept_by_field or keeps_scan(field)
            self._put_back.append(remember(field))

    def _finish(self, code: str) -> None:
        self._patience.stop()
        self._held.clear()
        put_back, self._put_back = self._put_back, []
        self._focus = None
        if self._kept_by_field:
            return
        for put in put_back:
            put()
        self.scanned.emit(code)

    def _hold(self, window: QObject, event: QKeyEvent) -> None:
        if isinstance(window, QWindow):
            self._held.append((window, event.clone()))

    def _let_go(self) -> None:
        """Give the window the keys that were held: no scan came of them."""
        self._patience.stop()
        held, self._held = self._held, []
        self._letting_go = True
        try:
            for window, event in held:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._letting_go = False


def _time_of(event: QKeyEvent) -> float:
    """When the key was pressed, in ms: by the window system, which does not wait for us.

    By our own clock, keys typed by hand while the program was busy would all arrive at once and
    look like a scan. An event without a time (sent by a program) gets our clock.
    """
    return float(event.timestamp() or time.monotonic_ns() / 1e6)
