"""From the process's start to the first paint and to the first scan, against a bare window.

Each figure is taken from the parent's clock before the start. "Ready to scan" has a cashier
signed in and a shift open from before: typing a PIN is a person's time, not the program's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from big_shop import big_shop
from measuring import heading, in_ms, median_ratio, quantile, say

PAIRS = 25
SALES = 1000


def main() -> None:
    """Print every figure of the start."""
    shop = str(big_shop(10_000))
    open_shift(shop)
    heading(f"Start, {PAIRS} pairs, {os.environ.get('QT_QPA_PLATFORM', 'the screen')}")
    bare, painted, ready = [], [], []
    bare_kb, till_kb = [], []
    for n in range(PAIRS + 1):
        a = _child("bare")
        b = _child("till", shop)
        if n:
            bare.append(a["painted"])
            painted.append(b["painted"])
            ready.append(b["ready"])
            bare_kb.append(a["peak"])
            till_kb.append(b["peak"])
    say("bare window, first paint", in_ms(bare))
    say("till, first paint", in_ms(painted))
    say("till, ready to scan", in_ms(ready))
    say("first paint, ratio", f"{median_ratio(painted, bare):.2f}×", "≤ 1.5×")
    say("ready to scan, ratio", f"{median_ratio(ready, bare):.2f}×", "≤ 4.5×")
    heading(f"Memory; after {SALES} sales")
    say("peak of the bare window", f"{quantile(bare_kb, 0.5) / 1024:.1f} MB")
    say("peak of the till, ready", f"{quantile(till_kb, 0.5) / 1024:.1f} MB")
    say("ratio", f"{median_ratio(till_kb, bare_kb):.2f}×", "≤ 2.5×")
    after = _child("sales", shop)
    say("peak after the first 20 sales", f"{after['before'] / 1024:.1f} MB")
    say("peak after all of them", f"{after['peak'] / 1024:.1f} MB")
    say("growth", f"{100 * (after['peak'] / after['before'] - 1):+.1f} %", "≤ +5 %")


def _child(what: str, *more: str) -> dict[str, float]:
    command = [sys.executable, __file__, what, *more]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["STARTED"] = repr(time.monotonic())
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return {k: float(v) for k, v in (line.split() for line in told.stdout.splitlines())}


def open_shift(shop: str) -> None:
    """The shift that the child finds open."""
    from pos_desktop.app import desk_for
    from pos_desktop.application import shifts
    from pos_desktop.application.people import sign_in
    from pos_desktop.persistence.shop_folder import open_shop

    store = open_shop(Path(shop))
    desk = sign_in(desk_for(store), "cashier", "1357")
    if shifts.current(desk, shifts.CurrentShift()).shift is None:
        shifts.open_shift(desk, shifts.OpenShift(opening_cash=1000_00))
    store.close()


# --- inside the child ---------------------------------------------------------------------


def _tell(name: str, value: float) -> None:
    print(name, value, flush=True)


def _since_start() -> float:
    return time.monotonic() - float(os.environ["STARTED"])


def _peak_kb() -> int:
    # Not ru_maxrss: a child begins with its parent's there.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(x for x in status.splitlines() if x.startswith("VmHWM")).split()[1])


def _bare() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    class Window(QWidget):
        """A window with a label, that tells when it was first painted."""

        painted = False

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not self.painted:
                self.painted = True
                QTimer.singleShot(0, done)

    def done() -> None:
        _tell("painted", _since_start())
        _tell("peak", _peak_kb())
        application.quit()

    application = QApplication([])
    window = Window()
    QVBoxLayout(window).addWidget(QLabel("A bare window"))
    window.resize(1366, 690)
    window.show()
    application.exec()


def _till(shop: str, sales: int = 0) -> None:
    from pos_desktop.app import ShopBackend
    from pos_desktop.ui.qt import load_qt

    load_qt()
    from PySide6.QtWidgets import QApplication

    from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
    from pos_desktop.ui.till import Till

    class Backend(ShopBackend):
        """Tells when the till begins to load: the first turn after its first paint."""

        def load(self) -> None:
            if not sales:
                _tell("painted", _since_start())
            super().load()

        def open(self) -> object:
            """Somebody is signed in already, without the slow check of the PIN."""
            return signed_in(super().open(), "cashier")

    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    till = Till(Backend(Path(shop)))
    till.window.resize(1366, 690)
    till.window.show()
    _wait(lambda: till.window.place == "billing" and not till.window.is_covered)
    till.window.repaint()
    if sales:
        _sell(till, sales)
    else:
        _tell("ready", _since_start())
    _tell("peak", _peak_kb())
    till.close()


def signed_in(desk: object, login: str) -> object:
    """The desk with *login* at it."""
    from msgspec.structs import replace

    from pos_desktop.domain.people import Session

    with desk.store.look() as look:
        user, terminal = look.people.user_by_login(login), look.people.terminal("A")
    session = Session(
        user_id=user.id,
        user_name=user.name,
        role=user.role,
        outlet_id=user.outlet_id,
        terminal=terminal,
    )
    return replace(desk, session=session)


def _wait(is_so: object) -> None:
    from PySide6.QtWidgets import QApplication

    while not is_so():
        QApplication.processEvents()


def _sell(till: object, sales: int) -> None:
    """Sales through the billing screen's own presenter: three scans, exact cash."""
    page = till.window.page("billing")
    presenter = page.presenter
    for n in range(sales):
        for k in range(3):
            presenter.barcode_scanned(f"29{400 + (n * 3 + k) % 90_000:011d}")
        presenter.exact_cash_pressed()
        _wait(lambda: presenter.order is None or not presenter.order.lines)
        if n == 20:
            _tell("before", _peak_kb())


if __name__ == "__main__":
    if sys.argv[1:2] == ["bare"]:
        _bare()
    elif sys.argv[1:2] == ["till"]:
        _till(sys.argv[2])
    elif sys.argv[1:2] == ["sales"]:
        _till(sys.argv[2], SALES)
    else:
        main()
