"""Keys one below the other: what stands there, and that all of it can be read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.keys import DEFAULT_KEYS
from pos_desktop.ui.look.appearance import (
    Appearance,
    appearance_in_use,
    apply_appearance,
    chosen_appearance,
)
from pos_desktop.ui.shell.key_list import KeyList
from pos_desktop.ui.widgets.painting import sized_font

ROWS = (("F1", "Show every key"), ("Ctrl+Shift+F12", "Hold this order for later, with a label"))


def test_a_group_of_keys_is_one_widget_and_reads_itself_out(qtbot: QtBot) -> None:
    keys = KeyList("Billing", ROWS)
    qtbot.addWidget(keys)
    assert keys.findChildren(QWidget) == []
    assert keys.accessibleName() == "Billing"
    for printed, does in ROWS:
        assert f"{printed}: {does}" in keys.accessibleDescription()


def test_what_a_key_does_takes_more_lines_where_it_must(qtbot: QtBot) -> None:
    keys = KeyList("Billing", ROWS)
    qtbot.addWidget(keys)
    wide = keys.sizeHint()
    narrow = keys.minimumSizeHint().width()
    assert narrow < wide.width()
    line = QFontMetrics(keys.font()).height()
    assert keys.heightForWidth(narrow) >= keys.heightForWidth(wide.width()) + line


def test_a_line_that_the_painter_breaks_has_room_for_two(qtbot: QtBot) -> None:
    for key in DEFAULT_KEYS:
        keys = KeyList("Billing", ((key.printed, key.help),))
        qtbot.addWidget(keys)
        words = QFontMetricsF(sized_font(keys, appearance_in_use().scale.body_pt))
        needed = words.horizontalAdvance(key.help)
        key_px = keys.minimumSizeHint().width() - max(
            words.horizontalAdvance(word) for word in key.help.split()
        )
        for wide in range(int(needed) - 2, int(needed) + 8):
            room = QRectF(0, 0, wide, 10_000)
            painted = words.boundingRect(room, Qt.TextFlag.TextWordWrap, key.help).height()
            assert keys.heightForWidth(int(key_px) + wide) >= int(painted), (key.help, wide)


def test_a_larger_text_takes_more_room(qtbot: QtBot, qapp: QApplication) -> None:
    keys = KeyList("Billing", ROWS)
    qtbot.addWidget(keys)
    before = keys.sizeHint()
    try:
        apply_appearance(qapp, chosen_appearance(qapp, theme="light", body_pt=14))
        after = keys.sizeHint()
    finally:
        apply_appearance(qapp, Appearance())
    assert after.width() > before.width()
    assert after.height() > before.height()
