"""What holds of every screen, cover and sheet of the window."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from pos_desktop.domain.preferences import Theme
from pos_desktop.ui.language.catalogue import Pseudo, catalogue_of
from pos_desktop.ui.widgets.sheet import Sheet
from tests.every_screen import (
    OPENED_BY,
    SHEETS,
    Dress,
    Stage,
    end,
    flush,
    open_sheets,
    sheets_of_the_code,
)
from tests.fitting import does_not_fit
from tests.reaching import (
    too_faint,
    too_small_for_a_finger,
    without_a_key,
    without_a_label,
    without_a_name,
)

# The offscreen platform says so of every sheet.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TEXT_CONTRAST = 4.5
PLAIN = Dress(name="plain")
TOUCH = Dress(name="touch", touch=True)
COMPACT = Dress(name="compact", width=1024, height=600)
STRETCHED = Dress(name="stretched, 12 points", points=12, catalogue=Pseudo())
HINDI = Dress(name="Hindi, 12 points", points=12, catalogue=catalogue_of("hi"))
DARK = Dress(name="dark", theme=Theme.DARK)
MORE = (
    Dress(name="12 points", points=12),
    Dress(name="stretched", catalogue=Pseudo()),
    Dress(name="Hindi", catalogue=catalogue_of("hi")),
    Dress(name="Hindi, compact", width=1024, height=600, catalogue=catalogue_of("hi")),
)

StageOf = Callable[[Dress], Stage]


def by_name(dress: Dress) -> str:
    return dress.name


def test_every_sheet_of_the_program_is_in_the_list() -> None:
    listed = {name.partition(",")[0] for name in (*SHEETS, *OPENED_BY)}
    assert sheets_of_the_code() - listed == set()


@pytest.mark.parametrize("dress", [STRETCHED, COMPACT, HINDI], ids=by_name)
def test_nothing_is_cut_and_everything_fits(stage_of: StageOf, dress: Dress) -> None:
    assert what_does_not_fit(stage_of(dress)) == []


@pytest.mark.soak
@pytest.mark.parametrize("dress", MORE, ids=by_name)
def test_nothing_is_cut_in_other_dresses(stage_of: StageOf, dress: Dress) -> None:
    assert what_does_not_fit(stage_of(dress)) == []


def what_does_not_fit(stage: Stage) -> list[str]:
    dress = stage.dress
    found = []
    for seen in stage.everything():
        least = seen.widget.minimumSizeHint()
        if least.width() > dress.width or least.height() > dress.height:
            found.append(f"{seen.name} needs {least.width()} × {least.height()}")
        found += [f"{seen.name}: {problem}" for problem in does_not_fit(seen.widget)]
    layout = stage.window.layout()
    assert layout is not None
    least = layout.totalMinimumSize()
    if least.width() > dress.width or least.height() > dress.height:
        found.append(f"the window needs {least.width()} × {least.height()}")
    return found


def test_a_finger_hits_everything_in_touch_mode(stage_of: StageOf) -> None:
    stage = stage_of(TOUCH)
    found = []
    for seen in stage.everything():
        found += [f"{seen.name}: {problem}" for problem in does_not_fit(seen.widget)]
        found += [f"{seen.name}: {problem}" for problem in too_small_for_a_finger(seen.widget)]
    assert found == []


@pytest.mark.parametrize("dress", [PLAIN, DARK], ids=by_name)
def test_all_words_stand_out_of_what_they_are_painted_on(stage_of: StageOf, dress: Dress) -> None:
    found = []
    for seen in stage_of(dress).everything():
        found += [f"{seen.name}: {words}" for words in too_faint(seen.widget, TEXT_CONTRAST)]
    assert found == []


def test_everything_has_a_name_and_is_reached_by_keys_in_the_order_of_the_eye(
    stage_of: StageOf,
) -> None:
    found = []
    for seen in stage_of(PLAIN).everything():
        found += [f"{seen.name}: {words}" for words in without_a_name(seen.widget)]
        found += [f"{seen.name}: {words}" for words in without_a_label(seen.widget)]
        missed, against = without_a_key(seen.widget)
        found += [f"{seen.name}: {words}" for words in (*missed, *against)]
    assert found == []


def test_sheets_that_were_closed_leave_nothing(stage_of: StageOf) -> None:
    stage = stage_of(PLAIN)
    stage.fill_cart()
    open_and_close_all(stage)
    before = widgets()
    open_and_close_all(stage)
    assert widgets() - before == Counter()


def test_garbage_takes_no_open_sheet(stage_of: StageOf) -> None:
    stage = stage_of(PLAIN)
    stage.fill_cart()
    taken = []
    for name in SHEETS:
        held = opened(stage, name)
        gc.collect()
        if held() is None:
            taken.append(name)
        for sheet in open_sheets():
            end(sheet)
        flush()
    assert taken == []


def opened(stage: Stage, name: str) -> weakref.ref[Sheet]:
    """A sheet that only the window holds."""
    sheet = SHEETS[name](stage)
    sheet.open()
    stage.settle()
    return weakref.ref(sheet)


def open_and_close_all(stage: Stage) -> None:
    for make in SHEETS.values():
        make(stage).open()
        stage.settle()
        for sheet in open_sheets():
            end(sheet)
        flush()


def widgets() -> Counter[tuple[str, str]]:
    """How many there are of each kind and name."""
    # What only a circle holds is not left; and nothing may be ended while the list is made.
    gc.collect()
    flush()
    gc.disable()
    try:
        return Counter((type(one).__name__, one.objectName()) for one in QApplication.allWidgets())
    finally:
        gc.enable()
