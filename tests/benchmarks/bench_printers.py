"""The till behind a printer with every fault: what the GUI thread, the sale and a person wait.

The printer is a process of its own on loopback, so that nothing here is its time. Each round
goes through every fault and through the baselines in turn, so that the machine's drift falls on
all. Of the event loop's gaps it tells the longest, the longest without the time in which other
programs had the processors (held: goal ≤ 16 ms), and the GUI thread's own work.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench_sale import Seller, make_shop, timed
from bench_sale import copy_of as copy_of_shop
from bench_screens import Heartbeat
from bench_start import open_shift, signed_in
from big_shop import big_shop
from driven_till import HAND_MS, DrivenTill, rest
from measuring import ROOT, heading, in_ms, quantile, say, slow_flushes, with_flush_shim
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from pos_desktop.application import outlet
from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
from pos_desktop.ui.printers_at_work import RINGING_UP

NO_PRINTER = "no printer"
GOOD = "good"
UNKNOWN_HOST = "unknown host"
FAULTS = (
    "refuse", "never_accept", "hang", "reset", "slow", "paper_out", "cover", "mute",
    "prints_unsaid", UNKNOWN_HOST,
)  # fmt: skip
ROUNDS = 3
SALES = 4
LINES = 3
AFTER_S = 2.0
"""Watched after the sales: the worker tries again and asks for the printer's status."""
PAIRS = 500
PAIRS_SLOW = 120
PAUSE_S = 0.1
"""Before a commit: the worker has done with the sale before, as between two customers."""
PAPERS = 12
GOAL_S = 0.016


class FaultyPrinter:
    """``tests/faulty_printer.py`` in its own process."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faulty_printer"]
        self._child = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.port: int = self._answer()["port"]

    def tell(self, words: str) -> dict[str, Any]:
        """Obey, and what reached the paper so far."""
        assert self._child.stdin is not None
        self._child.stdin.write(f"{words}\n")
        self._child.stdin.flush()
        return self._answer()

    def mend(self) -> None:
        """No fault, and paper."""
        self.tell("fault")
        self.tell("load")

    def close(self) -> None:
        """End it."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait(10)

    def _answer(self) -> dict[str, Any]:
        assert self._child.stdout is not None
        told: dict[str, Any] = json.loads(self._child.stdout.readline())
        return told


class PrintingTill(DrivenTill):
    """The driven till, with a printer that can be changed, and its strip."""

    def set_printer(self, host: str | None, port: int) -> None:
        """By the owner, as in the settings; at no address for no printer."""
        counter = self.till.counter
        owner = replace(signed_in(counter.desk, "owner"), after_commit=counter.desk.after_commit)
        request = outlet.SetPrinter(
            connection="network" if host else "none",
            address=f"{host}:{port}" if host else "",
            answers_status=True,
            drawer_pin=2,
            native_qr=True,
        )
        done: list[Any] = []
        counter.tasks.write(lambda: outlet.set_printer(owner, request), done.append, done.append)
        self.until(lambda: bool(done), "a printer that is set")
        assert not isinstance(done[0], Exception), done[0]
        rest(300)

    @property
    def strip(self) -> str:
        """What the strip's chip says of the printer."""
        return " · ".join(f"{now.state.value} {now.waiting}" for now in self.till._printers.now)

    def waiting(self) -> int:
        """Jobs that are not done with."""
        return sum(now.waiting for now in self.till._printers.now)

    def sell(self, catalogue: list[Any], pays: list[float]) -> None:
        """A few scans and exact cash, with a hand's rests."""
        for line in range(LINES):
            self.scan(400 + line, catalogue[line].name, line + 1)
            rest(HAND_MS // 4)
        pays.append(self.pay())
        rest(HAND_MS)


def main() -> None:
    """Print every figure of the till behind a faulty printer."""
    with_flush_shim()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.disable(logging.CRITICAL)
    printer = FaultyPrinter()
    try:
        _commits(printer)
        with tempfile.TemporaryDirectory() as folder:
            _screens(printer, _own_copy(big_shop(10_000), Path(folder)))
    finally:
        printer.close()


def _own_copy(shop: Path, folder: Path) -> Path:
    """So that no job is left waiting in the shop of the other benchmarks."""
    shutil.copytree(shop, folder / "shop")
    shutil.copytree(os.environ["POS_KEYS"], folder / "keys")
    os.environ["POS_KEYS"] = str(folder / "keys")
    return folder / "shop"


# --- the screens ----------------------------------------------------------------------------


def _screens(printer: FaultyPrinter, shop: Path) -> None:
    open_shift(str(shop))
    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    till = PrintingTill(shop)
    till.pay_what_was_left()
    catalogue = [till.item(400 + n) for n in range(LINES)]
    till.set_printer("127.0.0.1", printer.port)
    for _ in range(5):
        till.sell(catalogue, [])
    _gaps(till, printer, catalogue)
    till.set_printer("127.0.0.1", printer.port)
    _paper(till, printer, catalogue)
    till.close()


def _gaps(till: PrintingTill, printer: FaultyPrinter, catalogue: list[Any]) -> None:
    every = (NO_PRINTER, GOOD, *FAULTS)
    heading(f"The event loop behind each fault, {ROUNDS} × {SALES} sales and {AFTER_S:.0f} s after")
    beats: dict[str, list[Heartbeat]] = {what: [] for what in ("idle", *every)}
    pays: dict[str, list[float]] = {what: [] for what in every}
    for _ in range(ROUNDS):
        with Heartbeat() as beat:
            rest(int(1000 * AFTER_S))
        beats["idle"].append(beat)
        for what in every:
            host = {NO_PRINTER: None, UNKNOWN_HOST: "no-such-printer.invalid"}.get(
                what, "127.0.0.1"
            )
            till.set_printer(host, printer.port)
            printer.tell(f"fault {what}" if what in FAULTS else "fault")
            with Heartbeat() as beat:
                for _ in range(SALES):
                    till.sell(catalogue, pays[what])
                rest(int(1000 * AFTER_S))
            beats[what].append(beat)
            printer.mend()
            if host is not None:
                till.set_printer("127.0.0.1", printer.port)
                till.until(lambda: till.waiting() == 0, f"the end of {what}")
    print(f"{'':<16}{'longest gap':>14}{'held':>10}{'own work':>10}{'over 16 ms':>12}{'held':>6}")
    for what, beat in beats.items():
        _say_gap(what, beat)
    print()
    for what in every:
        say(f"{what}: Ctrl+Enter → bill saved", in_ms(pays[what]))


def _say_gap(what: str, beats: list[Heartbeat]) -> None:
    gaps, held, own = (
        [value for beat in beats for value in values(beat)]
        for values in (lambda beat: beat.gaps, lambda beat: beat.held, lambda beat: beat.own)
    )
    longest, most_held, most_own = (1e3 * max(values) for values in (gaps, held, own))
    over, over_held = (sum(gap > GOAL_S for gap in values) for values in (gaps, held))
    print(
        f"{what:<16}{longest:>11.1f} ms{most_held:>7.1f} ms{most_own:>7.1f} ms"
        f"{over:>12}{over_held:>6}",
        flush=True,
    )


def _paper(till: PrintingTill, printer: FaultyPrinter, catalogue: list[Any]) -> None:
    heading(f"Paper that runs out in the middle of a receipt, {PAPERS} times")
    shown, printed, once = [], [], 0
    for _ in range(PAPERS):
        printer.tell("forget")
        printer.tell("fault paper_out")
        till.sell(catalogue, [])
        till.until(lambda: "paper_out" in till.strip, "a strip that tells of the paper")
        QApplication.processEvents()
        seen = time.monotonic()
        out_since = printer.tell("fault")["out_since"]
        assert out_since is not None
        shown.append(seen - out_since)
        rest(500)
        loaded = time.monotonic()
        printer.tell("load")
        till.until(lambda: till.waiting() == 0, "a receipt by itself")
        printed.append(time.monotonic() - loaded)
        rest(1000)
        receipts = [job for job in printer.tell("tell")["jobs"] if b"\n" in bytes.fromhex(job)]
        once += len(receipts) == 1
    say("paper out → shown", in_ms(shown), "≤ 2 s")
    say("paper loaded → the receipt is printed", in_ms(printed))
    say("printed by itself, whole and once", f"{once} of {PAPERS}", f"{PAPERS}")


# --- the sale's commit ----------------------------------------------------------------------


class PrintingSeller(Seller):
    """Sells with workers behind it, as the till does."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        from pos_desktop.app import start_printing

        super().__init__(folder)
        address = f"{host}:{port}"
        outlet.set_printer(
            signed_in(self.desk, "owner"),
            outlet.SetPrinter(
                connection="network", address=address, answers_status=True, drawer_pin=2,
                native_qr=True,
            ),
        )  # fmt: skip
        self.workers = start_printing(self.desk, lambda _now: None)
        self.desk = replace(self.desk, after_commit=self._committed)

    def _committed(self, use_case: str) -> None:
        if not use_case.startswith(RINGING_UP):
            self.workers.wake()

    def close(self) -> None:
        """End the workers first."""
        self.workers.close(0)
        super().close()


def _commits(printer: FaultyPrinter) -> None:
    """The n-th sale behind a good printer and behind a dead one, in turn."""
    good = FaultyPrinter()
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        make_shop(template)
        for pairs, slower_ms in ((PAIRS, 0), (PAIRS_SLOW, 5)):
            how = f", {slower_ms} ms added to every flush" if slower_ms else ""
            heading(f"A ten-line sale's commit behind a dead printer, {pairs} pairs{how}")
            for fault in ("refuse", "never_accept", "hang", "mute"):
                printer.tell(f"fault {fault}")
                alive = PrintingSeller(copy_of_shop(template), "127.0.0.1", good.port)
                dead = PrintingSeller(copy_of_shop(template), "127.0.0.1", printer.port)
                slow_flushes(slower_ms)
                _say_commits(fault, alive, dead, pairs)
                slow_flushes(0)
                dead.close()
                alive.close()
                printer.mend()
    good.close()


def _say_commits(fault: str, alive: Seller, dead: Seller, pairs: int) -> None:
    times: dict[str, list[float]] = {"good": [], fault: []}
    works: dict[str, list[float]] = {"good": [], fault: []}
    for n in range(pairs + 20):
        turns: list[tuple[str, Seller]] = [("good", alive), (fault, dead)]
        for name, seller in turns if n % 2 else turns[::-1]:
            order_id = seller.prepare()
            time.sleep(PAUSE_S)
            worked = time.thread_time()
            took = timed(lambda seller=seller, order_id=order_id: seller.pay(order_id))
            if n >= 20:
                times[name].append(took)
                works[name].append(time.thread_time() - worked)
    say("good printer", in_ms(times["good"]))
    say(f"{fault}", in_ms(times[fault]))
    more = [b - a for a, b in zip(times["good"], times[fault], strict=True)]
    at_p99 = quantile(times[fault], 0.99) - quantile(times["good"], 0.99)
    figure = f"median of pairs {quantile(more, 0.5) * 1e3:+.3f} ms, at p99 {at_p99 * 1e3:+.3f} ms"
    say("… costs more", figure, "≤ +5 ms")
    own = [b - a for a, b in zip(works["good"], works[fault], strict=True)]
    figure = f"median of pairs {quantile(own, 0.5) * 1e3:+.3f} ms"
    say("… of it the sale's own work, whatever the machine's load", figure)


if __name__ == "__main__":
    main()
