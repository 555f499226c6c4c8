"""The page of GSTR-1, without Qt: what must be mended first, and the file for the portal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application.gst_returns import (
    AskProblems,
    Problem,
    Problems,
    Subject,
    gstr1_problems,
)
from pos_desktop.application.report_export import ExportReport, Format, export
from pos_desktop.domain.errors import PosError, Refused
from pos_desktop.ui.balances.csv_file import save_file
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.reports.state import Gstr1State
from pos_desktop.ui.widgets.messages import Message

MONTHS_OFFERED = 24
LOOK_MS = 150
_STOPPED = "stopped"


class Gstr1View(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: Gstr1State) -> None: ...
    def ask_where_to_save(self, suggested: str, chosen: Callable[[Path], None]) -> None: ...
    def open_hsn(self, problem: Problem) -> None: ...
    def go_to_bill(self, number: str) -> None: ...
    def go_to_item(self, name: str) -> None: ...


def months_before(today: date) -> tuple[str, ...]:
    """The months that a return can be made for, the last whole one first, then this one."""
    month = today.replace(day=1)
    found = []
    for _ in range(MONTHS_OFFERED):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(f"{month:%Y-%m}")
    return (*found[:1], f"{today:%Y-%m}", *found[1:])


class Gstr1Presenter:
    """Looks through a month, lists what must be mended, and saves the return."""

    def __init__(self, counter: Counter, view: Gstr1View) -> None:
        self._counter = counter
        self._view = view
        self._state = Gstr1State()
        self._heard = (0, 0)
        self._wants_stop = False
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front."""
        if not self._state.period:
            self._state = replace(self._state, period=months_before(self._counter.today)[0])
        self._look()

    def gone(self) -> None:
        """The page was ended: what is still running ends too."""
        self._is_gone = self._wants_stop = True

    def period_chosen(self, period: str) -> None:
        """Another month."""
        self._state = replace(self._state, period=period)
        self._look()

    def quarterly_switched(self, on: bool) -> None:
        """Of the whole quarter that ends with the month, or of the month."""
        self._state = replace(self._state, quarterly=on)
        self._look()

    def refreshed(self) -> None:
        """Look through it anew."""
        self._look()

    def problem_chosen(self, problem: Problem | None) -> None:
        """Another row is current."""
        self._display(chosen=problem)

    def mend_pressed(self) -> None:
        """Go where the chosen problem is mended."""
        problem = self._state.chosen
        if problem is None:
            return
        if problem.subject is not Subject.ITEM:
            self.bill_pressed()
        elif problem.code.startswith("hsn"):
            self._view.open_hsn(problem)
        else:
            self._view.go_to_item(problem.subject_name)

    def bill_pressed(self) -> None:
        """Show a bill that has the chosen problem."""
        problem = self._state.chosen
        if problem is not None and problem.example:
            self._view.go_to_bill(problem.example)

    def mended(self) -> None:
        """Something was mended in a sheet."""
        self._look()

    def stop_pressed(self) -> None:
        """Stop what takes long."""
        self._wants_stop = True

    def save_pressed(self) -> None:
        """The file for the portal is wanted."""
        if not self._state.is_busy and not self._state.refusal:
            self._view.ask_where_to_save(f"GSTR1-{self._state.period}.json", self._save)

    # -- inside --------------------------------------------------------------------------

    def _look(self) -> None:
        state = self._state
        desk = self._begin()
        request = AskProblems(period=state.period, quarterly=state.quarterly)
        self._counter.work(
            lambda: gstr1_problems(desk, request), self._show, failed=self._failed, latest="gstr1"
        )

    def _save(self, path: Path) -> None:
        state = self._state
        desk = self._begin()
        request = ExportReport(
            report="gstr1", format=Format.JSON, period=state.period, quarterly=state.quarterly
        )

        def save() -> Path:
            return save_file(path, export(desk, request).content)

        self._counter.work(save, self._saved, failed=self._not_saved)

    def _begin(self) -> Any:
        """A desk that says how far it is, and that can be stopped."""
        self._wants_stop = False
        self._heard = (0, 0)
        self._display(is_busy=True, done=0, total=0, refusal="")
        self._counter.tasks.later(LOOK_MS, self._tick)
        return replace(self._counter.desk, steps=self._hear)

    def _hear(self, done: int, total: int) -> None:
        """On the reading thread."""
        if self._wants_stop:
            raise Refused("Stopped. Nothing was saved.", code=_STOPPED)
        self._heard = (done, total)

    def _tick(self) -> None:
        if self._state.is_busy and not self._is_gone:
            done, total = self._heard
            self._display(done=done, total=total)
            self._counter.tasks.later(LOOK_MS, self._tick)

    def _show(self, found: Problems) -> None:
        chosen = next(iter(found.problems), None)
        self._display(problems=found.problems, chosen=chosen, was_read=True, is_busy=False)

    def _failed(self, error: PosError) -> None:
        refusal = "" if error.code == _STOPPED else error.message
        self._display(problems=(), chosen=None, is_busy=False, was_read=False, refusal=refusal)
        if not refusal:
            self._counter.tell(Message(kind="info", text=error.message))

    def _saved(self, path: Path) -> None:
        self._display(is_busy=False)
        must = sum(problem.must for problem in self._state.problems)
        words = f"The return is saved in {path}."
        if must:
            words += f" {must} things must still be mended, or the portal refuses it."
        kind: Any = "warning" if must else "success"
        self._counter.tell(Message(kind=kind, text=words))

    def _not_saved(self, error: PosError) -> None:
        self._display(is_busy=False)
        self._counter.tell_error(error)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
