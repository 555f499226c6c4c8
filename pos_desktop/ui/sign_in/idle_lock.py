"""Covers the till when nobody has touched it for a while; the cart stays in the store."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_MINUTE_MS = 60_000


class IdleLock(QObject):
    """Watches every window of the program that gets the focus."""

    #: So many minutes went by without a key, a click or a scan.
    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.locked)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    @property
    def is_watching(self) -> bool:
        """Whether it will lock."""
        return self._timer.isActive()

    def start(self, minutes: int) -> None:
        """Lock after so many minutes without a touch; 0 is never."""
        self._timer.stop()
        if minutes > 0:
            self._timer.start(minutes * _MINUTE_MS)

    def stop(self) -> None:
        """Somebody has to sign in anyway."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook; it takes no event away."""
        del watched
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
