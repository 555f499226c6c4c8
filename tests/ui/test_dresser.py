"""Sounds are made for who wants them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from pos_desktop.domain.preferences import Preferences
from pos_desktop.ui.dresser import Dresser


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        (Preferences(), ["unknown", "error"]),
        (Preferences(sound_unknown=False), []),
        (Preferences(sound_unknown=False, sound_scan=True), ["scan"]),
        (Preferences(sound_unknown=False, sound_done=True), ["done"]),
    ],
)
def test_only_the_sounds_that_are_on_are_made(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, wanted: Preferences, heard: list[str]
) -> None:
    beeps: list[str] = []
    dresser = Dresser()
    dresser.put_on(wanted)
    for name in ("scan", "unknown", "error", "done", "success", "info"):
        monkeypatch.setattr(QApplication, "beep", lambda name=name: beeps.append(name))
        dresser.sound(name)
    assert beeps == heard
