"""The cover of the first run: four steps in the middle of the window, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_desktop.domain.preferences import Language
from pos_desktop.ui.first_run.presenter import FirstRunPresenter, MadeShop
from pos_desktop.ui.first_run.state import FirstRunState, Step
from pos_desktop.ui.first_run.steps import KindPage, Page, PeoplePage, PrinterPage, ShopPage
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.recovery_presenter import suggested_file
from pos_desktop.ui.settings.recovery_sheet import documents_folder
from pos_desktop.ui.tasks import Tasks
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton

if TYPE_CHECKING:
    from pos_desktop.ui.backend import Backend

_WIDEST_PX = 900
P = TypeVar("P", bound=Page)


class FirstRunScreen(QWidget):
    """A cover. Enter goes from field to field and on; Ctrl+Enter goes on at once; Esc goes back."""

    #: The pages are wanted in another language.
    language_chosen = Signal(str)
    #: A backup is to be put back instead.
    restore_asked = Signal()
    _played = Signal(int, int)

    def __init__(
        self,
        backend: Backend,
        tasks: Tasks,
        *,
        made: Callable[[MadeShop], None],
        demo_made: Callable[[Path], None],
        language: Language = Language.ENGLISH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.setObjectName("first_run")
        self._step: Step | None = None
        self._focus_before: QWidget | None = None
        self._make_parts()
        self._lay_out()
        self.presenter = FirstRunPresenter(backend, tasks, self, made=made, demo_made=demo_made)
        self._connect()
        self.destroyed.connect(self.presenter.gone)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the cover came up."""
        super().showEvent(event)
        if not event.spontaneous() and self._step is None:
            self.presenter.entered()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: a key that no field wanted."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.presenter.next_pressed()
            return
        super().keyPressEvent(event)

    def barcode_scanned(self, code: str) -> None:
        """A scan presses nothing here."""

    # --- the steps, each made when it is first asked for ------------------------------------

    @cached_property
    def shop_page(self) -> ShopPage:
        """The second step."""
        page = ShopPage()
        page.typed.connect(self.presenter.shop_typed)
        page.use.clicked.connect(self.presenter.right_gstin_taken)
        page.keep.clicked.connect(self.presenter.gstin_kept)
        return self._added(page)

    @cached_property
    def people_page(self) -> PeoplePage:
        """The third step."""
        page = PeoplePage()
        page.typed.connect(self.presenter.person_typed)
        return self._added(page)

    @cached_property
    def printer_page(self) -> PrinterPage:
        """The fourth step."""
        sheet = suggested_file(documents_folder(), date.today())  # noqa: DTZ011 — a file's name
        page = PrinterPage(sheet)
        page.typed.connect(self.presenter.printer_typed)
        page.test.clicked.connect(self.presenter.try_pressed)
        return self._added(page)

    def page(self, step: Step) -> Page:
        """The page of a step."""
        if step is Step.KIND:
            return self.kind_page
        if step is Step.SHOP:
            return self.shop_page
        return self.people_page if step is Step.OWNER else self.printer_page

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: FirstRunState) -> None:
        """Show a state."""
        titles, why = self._words()
        step = self.tr("Step {number} of 4 · {title}")
        self.step_label.display(step.format(number=state.step + 1, title=titles[state.step]))
        self.why.display(why[state.step])
        page = self.page(state.step)
        self.kind_page.left.display_problem(state.problem if state.step is Step.KIND else "")
        # The pages are made anew for another language: what was typed on them would be lost.
        self.kind_page.language.setEnabled(
            state.step is Step.KIND and self.kind_page.language.isEnabled()
        )
        if state.step is Step.SHOP:
            self.shop_page.display(state)
        elif state.step is Step.OWNER:
            self.people_page.display(state)
        elif state.step is Step.PRINTER:
            self.printer_page.display(state)
        self.stack.setCurrentWidget(page)
        self.back.setVisible(state.step is not Step.KIND)
        is_last = state.step is Step.PRINTER
        self.next.display_label(self.tr("Open the shop") if is_last else self.tr("Next"))
        for button in (self.next, self.back, self.kind_page.demo, self.kind_page.restore):
            button.setEnabled(not state.busy)
        self._enable(on=not state.busy)
        self._display_busy(state)
        if state.step is not self._step:
            self._step = state.step
            # The window gives the focus to the cover, when it comes up or its sheet is closed.
            self.setFocusProxy(next(iter(page.left.fields.values())).field)
            page.start()

    def set_gstin(self, gstin: str) -> None:
        """Another GSTIN than was typed."""
        self.shop_page.set_gstin(gstin)

    def day_played(self, done: int, days: int) -> None:
        """On a worker thread: the signal brings it home."""
        self._played.emit(done, days)

    def kind(self) -> dict[str, str]:
        """The texts of the first step."""
        return self.kind_page.left.texts()

    def shop(self) -> dict[str, str]:
        """The texts of the second step."""
        return self.shop_page.texts()

    def owner(self) -> dict[str, str]:
        """The texts of the owner's form."""
        return self.people_page.left.texts()

    def staff(self) -> dict[str, str]:
        """The texts of the other person's form."""
        return self.people_page.right.texts()

    def printer(self) -> dict[str, str]:
        """The texts of the fourth step."""
        return self.printer_page.texts()

    # --- inside -----------------------------------------------------------------------------

    def _added(self, page: P) -> P:
        page.finished.connect(self.presenter.next_pressed)
        self.stack.addWidget(page)
        return page

    def _words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        titles = (
            self.tr("What do you sell?"),
            self.tr("Your shop"),
            self.tr("Who signs in"),
            self.tr("Printer and recovery sheet"),
        )
        why = (
            self.tr(
                "It decides what the till begins with: how a new item is taxed, and which ways of "
                "paying are on. All of it can be changed later."
            ),
            self.tr(
                "This stands on every bill. A GSTIN fills in the State; the State decides between "
                "CGST and SGST, or IGST. Only name and State must be given."
            ),
            self.tr(
                "Whoever sells signs in, so that every bill and every approval has a name. You are "
                "the owner: you may do everything, with a password."
            ),
            self.tr(
                "Try the printer now, or leave it for later. The recovery sheet opens your backups "
                "when this computer breaks: without it nothing does."
            ),
        )
        return titles, why

    def _make_parts(self) -> None:
        self.step_label = TextLabel(size="section", bold=True)
        self.step_label.setObjectName("step")
        self.why = TextLabel(tone="muted", wrap=True)
        self.kind_page = KindPage(self._language)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.kind_page)
        self.busy = TextLabel(tone="muted")
        self.busy.setObjectName("busy")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far it is"))
        self.back = KeyButton("back")
        self.back.setObjectName("step_back")
        self.next = KeyButton("settings.save", variant="next")
        self.next.setObjectName("step_on")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self.back)
        buttons.addWidget(self.busy)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST_PX)
        column = QVBoxLayout(middle)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(TextLabel(self.tr("Welcome: let us set up your shop"), size="figure"))
        column.addWidget(self.step_label)
        column.addWidget(self.why)
        column.addWidget(self.stack, 1)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)

    def _connect(self) -> None:
        presenter = self.presenter
        self.kind_page.finished.connect(presenter.next_pressed)
        self.next.clicked.connect(presenter.next_pressed)
        self.back.clicked.connect(presenter.back_pressed)
        language = self.kind_page.language
        language.currentIndexChanged.connect(lambda: self.language_chosen.emit(language.chosen))
        self.kind_page.demo.clicked.connect(presenter.demo_pressed)
        self.kind_page.restore.clicked.connect(self.restore_asked)
        self._played.connect(presenter.demo_told)

    def _enable(self, *, on: bool) -> None:
        """Let the page be worked, or not for now; its cursor comes back to where it was."""
        if on is self.stack.isEnabled():
            return
        if not on:
            self._focus_before = QApplication.focusWidget()
        self.stack.setEnabled(on)
        if on and self._focus_before is not None:
            self._focus_before.setFocus()
            self._focus_before = None

    def _display_busy(self, state: FirstRunState) -> None:
        words = state.busy
        if state.days is not None:
            done, days = state.days
            words = self.tr("Making the demo shop: day {done} of {days}").format(
                done=done, days=days
            )
            self.progress.setRange(0, days)
            self.progress.setValue(done)
        else:
            self.progress.setRange(0, 0)  # how long it takes is not known beforehand
        self.busy.display(words)
        self.busy.setVisible(bool(words))
        self.progress.setVisible(bool(words))
