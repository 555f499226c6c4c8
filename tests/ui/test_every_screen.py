"""What holds of every screen, cover and sheet of the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_desktop.domain.preferences import Theme
from pos_desktop.ui.language.catalogue import Pseudo
from tests.every_screen import (
    OPENED_BY,
    SHEETS,
    Dress,
    Stage,
    make_shop_with_days,
    sheets_of_the_code,
)
from tests.fitting import does_not_fit

WIDTH, HEIGHT = 1366, 690
COMPACT_WIDTH, COMPACT_HEIGHT = 1024, 600

PLAIN = Dress(name="plain")
LARGE = Dress(name="12 points", points=12)
STRETCHED = Dress(name="stretched", catalogue=Pseudo())
STRETCHED_LARGE = Dress(name="stretched, 12 points", points=12, catalogue=Pseudo())
COMPACT = Dress(name="compact", width=COMPACT_WIDTH, height=COMPACT_HEIGHT)
TOUCH = Dress(name="touch", touch=True)
DARK = Dress(name="dark", theme=Theme.DARK)


@pytest.fixture(scope="module")
def shop_with_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("days")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POS_KEYS", str(folder / "keys"))
        make_shop_with_days(folder)
    return folder


@pytest.fixture
def stage_of(
    qapp: QApplication, shop_with_days: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Dress], Stage]]:
    """Sets the stage for a dress."""
    del qapp
    made: list[Stage] = []

    def set_it(dress: Dress) -> Stage:
        folder = tmp_path / "days"
        shutil.copytree(shop_with_days, folder)
        monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
        made.append(Stage(folder, dress))
        return made[-1]

    yield set_it
    for stage in made:
        stage.close()


StageOf = Callable[[Dress], Stage]


def test_every_sheet_of_the_program_is_in_the_list() -> None:
    listed = {name.partition(",")[0] for name in (*SHEETS, *OPENED_BY)}
    assert sheets_of_the_code() - listed == set()


@pytest.mark.parametrize(
    "dress",
    [PLAIN, LARGE, STRETCHED, STRETCHED_LARGE, COMPACT, TOUCH],
    ids=lambda dress: dress.name,
)
def test_nothing_is_cut_and_all_fits(stage_of: StageOf, dress: Dress) -> None:
    stage = stage_of(dress)
    found = []
    for seen in stage.everything():
        least = seen.widget.minimumSizeHint()
        if least.width() > dress.width or least.height() > dress.height:
            found.append(f"{seen.name}: needs {least.toTuple()}")
        found += [f"{seen.name}: {problem}" for problem in does_not_fit(seen.widget)]
    if stage.window.layout().totalMinimumSize().width() > dress.width:
        found.append(f"window {stage.window.layout().totalMinimumSize()}")
    if stage.window.layout().totalMinimumSize().height() > dress.height:
        found.append(f"window {stage.window.layout().totalMinimumSize()}")
    assert not found, "\n".join(found)
