"""One till a shop folder: a second start brings the first to the front, and ends.

A lock file beside the store says that a till is running; it is Qt's, which sees by process id,
host and boot that its owner is gone, so that nothing need be cleaned up after a kill. The second
start calls the first by a local socket. QtNetwork (10 ms) is imported only by the one that calls,
and by the first after its first paint.
"""

from __future__ import annotations

import hashlib
import logging
import time
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_desktop.domain.errors import Unavailable

_log = logging.getLogger(__name__)

LOCK = "till.lock"
_RAISE = b"raise\n"
_ANSWER = b"raised\n"
_PATIENCE_MS = 3000
_RETRY_MS = 50


def address_of(folder: Path) -> str:
    """The name of the socket of the till that has *folder* open."""
    return "pos-desktop-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]


class SingleInstance(QObject):
    """The claim of this process on a shop folder; it ends with `release` or the process."""

    #: Another start asks for the window.
    raise_asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address_of(folder)
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # a till runs for days: its age says nothing
        self._server: QObject | None = None

    def claim(self) -> bool:
        """Whether this process is now the one; False when another till has the folder.

        Raises Unavailable when the folder cannot be written to.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._fault() from error
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        raise self._fault()

    def listen(self) -> None:
        """Hear other starts from now on. Call it after the first paint.

        Raises Unavailable when the system gives no local socket; the till works without.
        """
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._address)  # left by a kill; the lock is ours
        if not server.listen(self._address):
            raise Unavailable(
                f"Another start of the till cannot call this one ({server.errorString()}).",
                code="no_local_socket",
            )
        server.newConnection.connect(self._hear)
        self._server = server

    def listen_if_possible(self) -> None:
        """Hear other starts; without a local socket the till works, but a second start is mute."""
        try:
            self.listen()
        except Unavailable as error:
            _log.warning("%s", error.message)

    def call_first(self, patience_ms: int = _PATIENCE_MS) -> bool:
        """Ask the till that has the folder to come to the front; whether it answered.

        It may still be starting and not listen yet: tries again until *patience_ms* are over.
        Waits; only for a process that has no window.
        """
        from PySide6.QtNetwork import QLocalSocket

        until = time.monotonic() + patience_ms / 1000
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self._address)
            if socket.waitForConnected(_RETRY_MS):
                socket.write(_RAISE)
                left = max(_RETRY_MS, int((until - time.monotonic()) * 1000))
                answered = socket.waitForReadyRead(left)
                socket.disconnectFromServer()
                return answered
            if time.monotonic() >= until:
                return False
            time.sleep(_RETRY_MS / 1000)

    def release(self) -> None:
        """Let another till have the folder."""
        if self._server is not None:
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _hear(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = self._server
        if not isinstance(server, QLocalServer):
            return
        while (caller := server.nextPendingConnection()) is not None:
            caller.readyRead.connect(lambda caller=caller: caller.write(_ANSWER))
            caller.disconnected.connect(caller.deleteLater)
            self.raise_asked.emit()

    def _fault(self) -> Unavailable:
        return Unavailable(
            f"The shop's folder {self._folder} cannot be written to. Check that its disk is "
            "connected and that this user may write there.",
            code="store_folder",
        )


def bring_to_front(window: QWidget) -> None:
    """Show *window* to the person who started the till once more."""
    if window.windowState() & Qt.WindowState.WindowMinimized:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
