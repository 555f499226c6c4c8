from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.domain.errors import Unavailable
from pos_desktop.ui.instance.single_instance import (
    LOCK,
    SingleInstance,
    address_of,
    bring_to_front,
)

ROOT = Path(__file__).parents[3]

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from pos_desktop.ui.instance.single_instance import SingleInstance
app = QCoreApplication([])
mine = SingleInstance(Path(sys.argv[1]))
if mine.claim():
    print("first", flush=True)
    sys.stdin.read()
else:
    print("called" if mine.call_first() else "unheard", flush=True)
"""


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND_START, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path / "shop")
    assert instance.claim()
    yield instance
    instance.release()


def test_a_second_start_calls_the_first_and_ends(
    first: SingleInstance, qtbot: QtBot, tmp_path: Path
) -> None:
    first.listen()
    with qtbot.waitSignal(first.raise_asked, timeout=20_000):
        second = start(tmp_path / "shop")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.communicate()[0].strip() == "called"


def test_another_shop_is_another_till(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.release()


def test_a_first_that_does_not_listen_yet_is_waited_for(
    first: SingleInstance, tmp_path: Path
) -> None:
    second = SingleInstance(tmp_path / "shop")
    assert not second.claim()
    assert not second.call_first(patience_ms=1)


def test_a_till_that_ended_well_leaves_the_folder(first: SingleInstance, tmp_path: Path) -> None:
    first.release()
    assert not (tmp_path / "shop" / LOCK).exists()
    assert SingleInstance(tmp_path / "shop").claim()


def test_a_lock_left_by_a_kill_is_taken_over(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    killed = start(tmp_path / "shop")
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == "first"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (tmp_path / "shop" / LOCK).exists()
    next_start = SingleInstance(tmp_path / "shop")
    assert next_start.claim()
    next_start.listen()
    next_start.release()


def test_a_live_till_keeps_its_folder_however_old_the_lock(
    first: SingleInstance, tmp_path: Path
) -> None:
    import os

    long_ago = time.time() - 40 * 86_400
    os.utime(tmp_path / "shop" / LOCK, (long_ago, long_ago))
    assert not SingleInstance(tmp_path / "shop").claim()


def test_a_folder_that_cannot_be_written_is_told(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable, match="cannot be written"):
        SingleInstance(tmp_path / "file").claim()


def test_the_address_follows_the_folder_not_its_spelling(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert address_of(tmp_path / "a") == address_of(tmp_path / "a" / ".." / "a")
    assert address_of(tmp_path / "a") != address_of(tmp_path / "b")


def test_claiming_does_not_load_the_network(tmp_path: Path) -> None:
    says = (
        "import sys; from pathlib import Path;"
        "from pos_desktop.ui.instance.single_instance import SingleInstance as S;"
        "assert S(Path(sys.argv[1])).claim(); print('PySide6.QtNetwork' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", says, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_a_minimised_window_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
