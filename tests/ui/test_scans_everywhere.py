"""A scan is never lost and presses nothing, whatever is in front and wherever the focus is."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from pos_desktop.ui.scanning.filter import ScanFilter
from pos_desktop.ui.scanning.text_fields import keeps_scan
from tests.every_screen import Dress, Seen, Stage, open_sheets
from tests.fitting import seen, words_of
from tests.reaching import controls

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

KEY_MS = 1
A_SCREEN = 2
"""So many scans on each in the normal run; the soak makes a thousand in all."""
SOAK = 1_000

StageOf = Callable[[Dress], Stage]


class Scanner:
    """Sends codes as a scanner does, and watches what else comes of them."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.dice = random.Random(seed)
        self.filter = ScanFilter()
        self.came: list[str] = []
        self.filter.scanned.connect(self.came.append)
        self.filter.scanned.connect(stage.window.deliver_scan)
        self.pressed: list[str] = []
        self.clock_ms = 1_000_000
        self.scans = 0
        self.faults: list[str] = []

    def scan_at(self, place: Seen) -> None:
        """One random code with the focus on one control of what is in front."""
        window = place.widget.window()
        able = [w for w in controls(place.widget) if w.isEnabled() and takes_focus(w)]
        if able:
            self.dice.choice(able).setFocus()
        focus = QApplication.focusWidget()
        sheets = [sheet for sheet in open_sheets() if sheet is window]
        buttons = [b for b in seen(window) if isinstance(b, QAbstractButton)]
        for button in buttons:
            button.pressed.connect(self._press)
        code = "".join(self.dice.choice("0123456789") for _ in range(13))
        before, self.came[:] = typed_in(window), []
        self._send(window, code)
        self.scans += 1
        where = f"{place.name}, {words_of(focus) if focus is not None else 'nowhere'}"
        kept = isinstance(focus, QWidget) and keeps_scan(focus)
        if kept and isinstance(focus, (QLineEdit, QPlainTextEdit)):
            text = focus.text() if isinstance(focus, QLineEdit) else focus.toPlainText()
            self._expect(code in text, f"{where}: the code is lost")
            return
        self._expect(self.came == [code], f"{where}: came {self.came}")
        self._expect(not self.pressed, f"{where}: pressed {self.pressed}")
        if isinstance(window, QDialog):
            self._expect(sheets == [window] and window.isVisible(), f"{where}: the sheet is gone")
            after = typed_in(window)
            for field, text in before.items():
                taken = after.get(field, text) != text and code in after[field]
                meant = getattr(window, "takes_scans", False)
                self._expect(
                    after.get(field, text) == text or (taken and meant), f"{where}: typed {after}"
                )
        for button in buttons:
            button.pressed.disconnect(self._press)
        self.pressed.clear()

    def _press(self) -> None:
        self.pressed.append("a button")

    def _expect(self, is_so: bool, words: str) -> None:
        if not is_so:
            self.faults.append(words)

    def _send(self, window: QWidget, code: str) -> None:
        self.clock_ms += 2_000
        handle = window.windowHandle()
        self.filter.watch(handle)
        keys = [(Qt.Key(ord(digit)), digit) for digit in code]
        for key, text in (*keys, (Qt.Key.Key_Return, "\r")):
            self.clock_ms += KEY_MS
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                event.setTimestamp(self.clock_ms)
                QApplication.sendEvent(handle, event)
        self.stage.settle()


def takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def typed_in(window: QWidget) -> dict[str, str]:
    """What stands in the fields that a person fills in."""
    found: dict[str, str] = {}
    for number, widget in enumerate(controls(window)):
        name = f"{number} {type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLineEdit):
            found[name] = widget.text()
        elif isinstance(widget, QPlainTextEdit):
            found[name] = widget.toPlainText()
        elif isinstance(widget, QComboBox):
            found[name] = widget.currentText()
    return found


def test_no_scan_presses_or_is_lost_anywhere(stage_of: StageOf) -> None:
    stage = stage_of(Dress(name="plain"))
    scanner = Scanner(stage, seed=1)
    for place in stage.everything():
        for _ in range(A_SCREEN):
            scanner.scan_at(place)
    assert scanner.faults == []


def test_without_the_filter_a_scan_would_press_and_type(
    stage_of: StageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScanFilter, "eventFilter", lambda *_: False)
    stage = stage_of(Dress(name="plain"))
    scanner = Scanner(stage, seed=1)
    scanner.scan_at(next(place for place in stage.sheets() if place.name == "HoldSheet"))
    assert scanner.faults != []


@pytest.mark.soak
def test_a_thousand_scans_over_every_screen(stage_of: StageOf) -> None:
    stage = stage_of(Dress(name="plain"))
    scanner = Scanner(stage, seed=2)
    count = sum(1 for _ in stage.everything())
    each = SOAK // count + 1
    for place in stage.everything():
        for _ in range(each):
            scanner.scan_at(place)
    assert scanner.scans >= SOAK
    assert scanner.faults == []
