"""Forms side by side where there is room, below one another where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.form_columns import FormColumns
from pos_desktop.ui.widgets.enter_field import EnterField
from tests.fitting import does_not_fit

NOTE = "Words that tell what is meant here and that need more than one line in a narrow column."


def form(name: str) -> Form:
    return Form({name: (f"The name of the field {name}", EnterField(name=name))})


@pytest.mark.parametrize(("width", "columns"), [(1100, 3), (520, 2), (260, 1)])
def test_as_many_columns_as_there_is_room_for(qtbot: QtBot, width: int, columns: int) -> None:
    forms = [form(name) for name in ("first", "second", "third")]
    area = FormColumns(forms)
    qtbot.addWidget(area)
    area.resize(width, 400)
    area.show()
    for one in forms:
        one.display_problem("", notes=dict.fromkeys(one.fields, NOTE))
    QApplication.processEvents()
    lefts = [one.mapTo(area, QPoint()).x() for one in forms]
    assert len(set(lefts)) == columns
    assert lefts == sorted(lefts)
    assert does_not_fit(area) == []


def test_a_window_that_grows_gives_each_form_its_column_again(qtbot: QtBot) -> None:
    forms = [form(name) for name in ("first", "second", "third")]
    area = FormColumns(forms)
    qtbot.addWidget(area)
    area.show()
    for width in (260, 1100):
        area.resize(width, 400)
        QApplication.processEvents()
    assert len({one.mapTo(area, QPoint()).y() for one in forms}) == 1
