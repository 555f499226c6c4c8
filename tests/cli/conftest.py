"""A demo shop as the command makes it, with its real PINs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.cli.demo_shop import make_demo_shop
from pos_desktop.cli.main import run


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop without bills, closed."""
    folder = tmp_path_factory.mktemp("demo") / "shop"
    make_demo_shop(folder, days=0, seed=1, today=date(2026, 2, 18)).close()
    return folder


@pytest.fixture
def demo_folder(demo_template: Path, own_keys: Path, tmp_path: Path) -> Path:
    """A copy of it; receipts go to a folder inside."""
    shutil.copytree(demo_template, tmp_path / "shop")
    return tmp_path / "shop"


@pytest.fixture
def call(
    demo_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Any]]:
    """``pos-desktop call`` as the cashier (or another): exit status and the JSON printed."""

    def run_it(
        use_case: str, document: Any = None, user: str = "cashier", pin: str = "1357"
    ) -> tuple[int, Any]:
        monkeypatch.setenv("POS_PIN", pin)
        text = document if isinstance(document, str) else json.dumps(document or {})
        status = run(["call", "--shop", str(demo_folder), "--user", user, use_case, text])
        return status, json.loads(capsys.readouterr().out)

    return run_it
