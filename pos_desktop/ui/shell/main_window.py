"""The one main window.

At first it is only a cover with a sentence, so that it is painted at once. `opened` then says
that the rest may be loaded; the frame (rail, strip, pages, message bar) is made when first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.ui.freeing import FREE_AFTER_MS, give_back
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.shell.opening import OpeningCover

if TYPE_CHECKING:
    from pos_desktop.ui.shell.frame import Frame
    from pos_desktop.ui.shell.status import Status
    from pos_desktop.ui.widgets.message_bar import MessageBar
    from pos_desktop.ui.widgets.messages import Message

#: Fits a 1024 × 600 screen with its bars; pages must keep within it.
SMALLEST_WIDTH_PX = 960
SMALLEST_HEIGHT_PX = 540
COMPACT_WIDTH_PX = 1024
COMPACT_HEIGHT_PX = 600


@runtime_checkable
class ScanTarget(Protocol):
    """A page, cover or sheet that wants the scans made while it is in front."""

    def barcode_scanned(self, code: str) -> None:
        """A whole scan, without its Enter."""


class MainWindow(QWidget):
    """Places are registered by the composition root; a cover hides everything but messages."""

    #: Once, after the first paint.
    opened = Signal()
    #: Another place is shown: its id.
    place_changed = Signal(str)
    #: Little room now (True), or enough again.
    compact_changed = Signal(bool)
    #: A chip of the top strip was pressed: its name.
    chip_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("POS Desktop")
        self.setMinimumSize(SMALLEST_WIDTH_PX, SMALLEST_HEIGHT_PX)
        #: Asked before the window closes; False keeps it open.
        self.may_close: Callable[[], bool] = lambda: True
        self._frame: Frame | None = None
        self._messages: MessageBar | None = None
        self._place_keys: list[QShortcut] = []
        self._compact = False
        self._freeing = QTimer(self, singleShot=True, interval=FREE_AFTER_MS)
        self._freeing.timeout.connect(give_back)
        self._opening: OpeningCover | None = OpeningCover()
        self._opening.painted.connect(self.opened)
        self._cover: QWidget | None = self._opening
        self._front = QStackedWidget()
        self._front.addWidget(self._opening)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._front, 1)

    # --- covers ---------------------------------------------------------------------------

    @property
    def is_covered(self) -> bool:
        """Whether a cover hides the places."""
        return self._cover is not None

    @property
    def cover_name(self) -> str:
        """The class of the cover, "" without one: for whoever drives the window."""
        return type(self._cover).__name__ if self._cover is not None else ""

    def display_opening(self, words: str) -> None:
        """Say on the first cover what is going on."""
        if self._opening is not None:
            self._opening.display(words)

    def show_cover(self, cover: QWidget) -> None:
        """Fill the window with `cover` (sign-in, open shift); its keys are the only ones heard.

        A cover before it is ended. The page behind stays as it is: a lock keeps the cart.
        """
        self._make_messages()
        before, self._cover = self._cover, cover
        self._front.addWidget(cover)
        self._front.setCurrentWidget(cover)
        self._end(before)
        self._hear_place_keys()
        cover.setFocus()

    def uncover(self) -> None:
        """End the cover and go on where the user was, or at the first place."""
        frame = self._make_frame()
        before, self._cover = self._cover, None
        self._front.setCurrentWidget(frame)
        self._end(before)
        self._hear_place_keys()
        if frame.pages.current:
            frame.pages.restore_focus()
        elif frame.pages.places:
            self.go(next(iter(frame.pages.places)))

    # --- places ---------------------------------------------------------------------------

    def add_place(
        self,
        place_id: str,
        icon: str,
        title: str,
        key: str,
        factory: Callable[[], QWidget],
        *,
        thin_rail: bool = False,
    ) -> None:
        """Register a place; its page is made by `factory` when first visited.

        `icon` is a Lucide name, `title` translated, `key` an action of the key table
        ("place.bills") or "". Raises ValueError when the id is taken.
        """
        from pos_desktop.ui.shell.places import Place

        found = keys_in_use().find(key)
        place = Place(
            place_id=place_id,
            icon=icon,
            title=title,
            key=found.printed if found else "",
            factory=factory,
            thin_rail=thin_rail,
        )
        self._make_frame().add(place)
        if found is not None:
            shortcut = QShortcut(QKeySequence.fromString(found.keys), self)
            shortcut.activated.connect(lambda: self.go(place_id))
            shortcut.setEnabled(not self.is_covered)
            self._place_keys.append(shortcut)

    def clear_places(self) -> None:
        """Forget all places and end their pages: another user has other rights."""
        for shortcut in self._place_keys:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._place_keys.clear()
        if self._frame is not None:
            self._frame.clear()

    def go(self, place_id: str) -> None:
        """Show a registered place. Raises KeyError for an unknown one."""
        frame = self._make_frame()
        changed = frame.pages.current != place_id
        frame.go(place_id)
        if changed:
            self.place_changed.emit(place_id)
            self._freeing.start()

    @property
    def place(self) -> str:
        """The id of the place shown, or behind the cover; "" before the first."""
        return self._frame.pages.current if self._frame is not None else ""

    def page(self, place_id: str) -> QWidget | None:
        """The page of a place, if it was ever visited."""
        return self._frame.pages.page(place_id) if self._frame is not None else None

    # --- state ----------------------------------------------------------------------------

    @property
    def messages(self) -> MessageBar:
        """The one message bar, seen under covers too."""
        return self._make_messages()

    def display_message(self, message: Message) -> None:
        """Show a message."""
        self.messages.display(message)

    def display_status(self, status: Status) -> None:
        """What the top strip says."""
        self._make_frame().strip.display(status)

    def deliver_scan(self, code: str) -> None:
        """Connect `ScanFilter.scanned` here: to the sheet that takes scans, the cover, the page."""
        target = self._scan_target()
        if target is not None:
            target.barcode_scanned(code)
        else:
            self._tell_stray(code)

    def open_keys(self) -> None:
        """Show all keys."""
        from pos_desktop.ui.shell.helping import open_keys

        open_keys(self)

    def open_help(self) -> None:
        """Show the guide, at the page for what is in front."""
        from pos_desktop.ui.shell.helping import open_help

        open_help(self)

    @property
    def is_compact(self) -> bool:
        """Whether there is little room (1024 × 600 or less)."""
        return self._compact

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        size = event.size()
        compact = size.width() <= COMPACT_WIDTH_PX or size.height() <= COMPACT_HEIGHT_PX
        if compact != self._compact:
            self._compact = compact
            if self._frame is not None:
                self._frame.display_compact(compact=compact)
            self.compact_changed.emit(compact)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Qt's hook: Tab."""
        from pos_desktop.ui.widgets.tab_order import follow_tab

        return follow_tab(self, forward=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's hook."""
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    # --- inside ---------------------------------------------------------------------------

    def _scan_target(self) -> ScanTarget | None:
        sheet: object = QApplication.activeModalWidget()
        if isinstance(sheet, ScanTarget) and getattr(sheet, "takes_scans", True):
            return sheet
        front: object = self._cover
        if front is None and self._frame is not None:
            front = self._frame.pages.currentWidget()
        return front if isinstance(front, ScanTarget) else None

    def _tell_stray(self, code: str) -> None:
        from pos_desktop.ui.widgets.messages import Message

        words = self.tr("{code} was scanned, but not added: items are sold in Billing.")
        self.display_message(Message(kind="warning", text=words.format(code=code), sound="unknown"))

    def _make_frame(self) -> Frame:
        if self._frame is None:
            from pos_desktop.ui.shell.frame import Frame

            self._frame = Frame()
            self._frame.display_compact(compact=self._compact)
            self._frame.rail.place_asked.connect(self.go)
            self._frame.rail.keys_asked.connect(self.open_keys)
            self._frame.rail.help_asked.connect(self.open_help)
            self._frame.strip.chip_pressed.connect(self.chip_pressed)
            self._front.addWidget(self._frame)
            self._make_messages()
            self._add_key("go_to", self._open_go_to)
            self._add_key("print_queue", lambda: self.chip_pressed.emit("printer"))
        return self._frame

    def _make_messages(self) -> MessageBar:
        if self._messages is None:
            from pos_desktop.ui.widgets.message_bar import MessageBar

            self._messages = MessageBar()
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._messages)
            self._add_key("keys", self.open_keys)
            self._add_key("help", self.open_help)
            self._add_key("full_screen", self._switch_full_screen)
        return self._messages

    def _add_key(self, action: str, call: Callable[[], None]) -> None:
        QShortcut(QKeySequence.fromString(keys_in_use()[action].keys), self, call)

    def _hear_place_keys(self) -> None:
        for shortcut in self._place_keys:
            shortcut.setEnabled(not self.is_covered)

    def _end(self, cover: QWidget | None) -> None:
        if cover is not None:
            self._front.removeWidget(cover)
            cover.deleteLater()
        if cover is self._opening:
            self._opening = None

    def _open_go_to(self) -> None:
        from pos_desktop.ui.shell.go_to import GoToSheet, PlaceRow

        if self.is_covered or self._frame is None:
            return
        rows = tuple(
            PlaceRow(place_id=place.place_id, title=place.title, key=place.key)
            for place in self._frame.pages.places.values()
        )
        sheet = GoToSheet(rows, self.place, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.chosen.connect(self.go)
        sheet.open()

    def _switch_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
