"""What a start does not need it does not import: start-up time is a feature."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from pos_desktop.app import desk_for
from pos_desktop.application import shifts
from pos_desktop.application.people import sign_in
from pos_desktop.cli.demo_shop import make_demo_shop

ROOT = Path(__file__).parents[2]
PRINTING = {"escpos", "reportlab", "PIL", "qrcode", "barcode"}
LATER = {"alembic", "xlsxwriter", "num2words", "phonenumbers"} | PRINTING
PAPERS = {"pos_desktop.printouts.receipts", "pos_desktop.application.closing"}
WHEN_ASKED = PAPERS | {
    "pos_desktop.application.payments",
    "pos_desktop.application.tax",
    "pos_desktop.application.usual",
    "pos_desktop.domain.shift_report",
    "pos_desktop.persistence.accounts",
    "pos_desktop.persistence.drawer_book",
    "pos_desktop.persistence.restore",
    "pos_desktop.persistence.vouchers",
    "pos_desktop.ui.help",
}
STORE = {"sqlalchemy", "sqlcipher3", "pos_desktop.application", "pos_desktop.persistence"}

FIRST_PAINT = """
import sys
import pos_desktop.app, pos_desktop.ui.till
from PySide6.QtWidgets import QApplication
application = QApplication([])
class Nothing:
    pass
till = pos_desktop.ui.till.Till(Nothing())
till.window.opened.disconnect()
till.window.opened.connect(application.quit)
till.window.show()
application.exec()
print(",".join(sorted(sys.modules)))
"""

BILLING = """
import sys
from msgspec.structs import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pos_desktop.app import ShopBackend
from pos_desktop.ui.till import Till
class Signed(ShopBackend):
    def open(self):
        from pos_desktop.application.people import sign_in
        return sign_in(super().open(), "cashier", "1357")
    def warm_up(self):
        pass
application = QApplication([])
till = Till(Signed(Path(sys.argv[1])))
till.window.place_changed.connect(lambda _place: QTimer.singleShot(0, application.quit))
till.window.show()
application.exec()
assert till.window.place == "billing"
print(",".join(sorted(sys.modules)))
till.close()
"""

QUOTE = """
import sys
from pos_desktop.cli.main import run
assert run(["call", "billing.quote", sys.argv[1]]) == 0
print(",".join(sorted(sys.modules)))
"""


QT = """
import builtins, json, linecache, sys
from pos_desktop.ui.qt import load_qt
before = builtins.__import__
load_qt()
assert "PySide6.QtWidgets" in sys.modules
assert builtins.__import__ is before
import pos_desktop.domain.measures
print(",".join(linecache.cache))
"""


def imported_by(program: str, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split(","))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo shop with an open shift."""
    monkeypatch.setenv("POS_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "shop"
    with closing(make_demo_shop(folder, days=0, seed=1, today=date(2026, 2, 18))) as store:
        cashier = sign_in(desk_for(store), "cashier", "1357")
        shifts.open_shift(cashier, shifts.OpenShift(opening_cash=2000_00))
    return folder


def test_the_first_paint_needs_neither_store_nor_printing() -> None:
    assert imported_by(FIRST_PAINT) & (STORE | LATER) == set()


def test_billing_is_shown_without_what_only_printing_and_reports_need(shop: Path) -> None:
    loaded = imported_by(BILLING, str(shop))
    assert loaded & (LATER | WHEN_ASKED) == set()
    # The program did what it says: the shop is open behind the screen.
    assert loaded >= STORE


def test_a_quote_needs_neither_window_nor_store() -> None:
    line = {"description": "Rice", "qty": "2", "unit_price": "100.00", "gst_rate": "5"}
    document = {"seller": {"state_code": "23"}, "lines": [line]}
    loaded = imported_by(QUOTE, json.dumps(document))
    assert loaded & ({"PySide6", "sqlalchemy", "sqlcipher3", "argon2"} | LATER) == set()


def test_what_is_imported_would_be_seen() -> None:
    assert "sqlalchemy" in imported_by(FIRST_PAINT.replace("import sys", "import sys, sqlalchemy"))


def test_qt_is_loaded_without_its_import_hook() -> None:
    assert not any(name.endswith("domain/money.py") for name in imported_by(QT))


def test_with_the_hook_the_source_of_what_is_imported_is_read_and_kept() -> None:
    hooked = QT.replace("    load_qt()", "").replace("\nload_qt()", "\nimport PySide6.QtWidgets")
    hooked = hooked.replace("assert builtins.__import__ is before", "")
    assert any(name.endswith("domain/money.py") for name in imported_by(hooked))
