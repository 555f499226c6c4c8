"""Every test of the windows starts in the light look, at 10 points, with the bundled fonts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.app import desk_for
from pos_desktop.application import outlet
from pos_desktop.application.desk import Desk
from pos_desktop.cli.demo_shop import make_demo_shop
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.keys import DEFAULT_KEYS, use_keys
from pos_desktop.ui.look.appearance import Appearance, appearance_in_use, apply_appearance
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.every_screen import Dress, Stage, make_shop_with_days
from tests.shop_at_hand import ShopAtHand


@pytest.fixture(autouse=True)
def light_look(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put the look on only for tests that have an application, and only if another was left."""
    if "qtbot" in request.fixturenames or "qapp" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        assert isinstance(app, QApplication)
        if appearance_in_use() != Appearance() or not app.styleSheet():
            apply_appearance(app, Appearance())
    yield
    use_keys(DEFAULT_KEYS)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a window and waits until keys go to it, and closes it at the end.

    A dialog counts as active as soon as its parent is: that is too soon for keys.
    """

    def show_and_wait(window: QWidget) -> None:
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())

    return show_and_wait


DEMO_DAY = date(2026, 2, 18)


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop without bills, made once: ``shop`` and its ``keys``."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POS_KEYS", str(folder / "keys"))
        make_demo_shop(folder / "shop", days=0, seed=1, today=DEMO_DAY).close()
    return folder


@pytest.fixture
def demo_desk(
    demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A desk of the test's own copy of the demo shop, at 09:05 there; nobody is signed in."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_template, folder)
    monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
    store = open_shop(folder / "shop")
    yield desk_for(store, clock=lambda: datetime(2026, 2, 18, 3, 35, tzinfo=UTC))
    store.close()


@pytest.fixture
def told() -> list[Message]:
    """What the counter told, oldest first."""
    return []


@pytest.fixture
def counter(open_shop_today: ShopAtHand, told: list[Message]) -> Counter:
    """The cashier's counter at an open shift; jobs run at once."""
    made = Counter(open_shop_today.cashier, InlineTasks(), tell=told.append)
    made.outlet = outlet.get(made.desk, outlet.GetOutlet())
    return made


@pytest.fixture(scope="session")
def shop_with_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop with some days behind it, made once."""
    folder = tmp_path_factory.mktemp("days")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POS_KEYS", str(folder / "keys"))
        make_shop_with_days(folder)
    return folder


@pytest.fixture
def stage_of(
    qapp: QApplication, shop_with_days: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Dress], Stage]]:
    """Sets the stage for a dress, over the test's own copy of that shop."""
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
