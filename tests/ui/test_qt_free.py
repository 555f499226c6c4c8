from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "keys",
        "tasks",
        "look.tones",
        "look.type_scale",
        "scanning.burst",
        "scanning.characters",
        "shell.status",
        "widgets.columns",
        "widgets.messages",
    ],
)
def test_presenters_can_import_it_without_qt(module: str) -> None:
    program = f"import sys, pos_desktop.ui.{module}; print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
