"""The first run's behaviour, without Qt.

What was typed stays in the view's fields, so that going back loses nothing; every step is checked
by the same rules that make the shop, and an error stands at its field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.first_run import (
    PRINTER,
    FirstPerson,
    FirstRun,
    FirstShop,
    first_outlet,
    first_user,
)
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.people import Role
from pos_desktop.domain.preferences import Language
from pos_desktop.domain.shop_types import ShopType
from pos_desktop.ui.billing.gstin_advice import advice_on
from pos_desktop.ui.first_run.state import (
    NOBODY,
    OWNER,
    SAVE_SHEET,
    STAFF,
    FirstRunState,
    Step,
)
from pos_desktop.ui.settings.files import drop_file, fill_file, free_file
from pos_desktop.ui.settings.person_presenter import suggested_login
from pos_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.ui.backend import Backend

Texts = Mapping[str, str]


class MadeShop(Struct, frozen=True, kw_only=True):
    """The owner signed in at the new shop; where the recovery sheet is, or why there is none."""

    desk: Desk
    sheet: str = ""
    sheet_problem: str = ""


class FirstRunView(Protocol):
    """What the presenter asks of the screen. ``shop`` and so on are the texts of its forms."""

    def display(self, state: FirstRunState) -> None: ...
    def set_gstin(self, gstin: str) -> None: ...
    def day_played(self, done: int, days: int) -> None:
        """On a worker thread: must come home by itself, to ``demo_told``."""

    def kind(self) -> Texts: ...
    def shop(self) -> Texts: ...
    def owner(self) -> Texts: ...
    def staff(self) -> Texts: ...
    def printer(self) -> Texts: ...


class FirstRunPresenter:
    """``made`` hears of the shop that was made, ``demo_made`` of the folder of the demo shop."""

    def __init__(
        self,
        backend: Backend,
        tasks: Tasks,
        view: FirstRunView,
        *,
        made: Callable[[MadeShop], None],
        demo_made: Callable[[Path], None],
    ) -> None:
        self._backend = backend
        self._tasks = tasks
        self._view = view
        self._made = made
        self._demo_made = demo_made
        self._state = FirstRunState()
        self._kept_gstin = ""
        self._registration_is_chosen = False
        self._typed_logins: set[str] = set()
        self._is_gone = False

    def entered(self) -> None:
        """The screen came up."""
        self._display()

    def gone(self) -> None:
        """The screen was ended."""
        self._is_gone = True

    # -- between the steps ---------------------------------------------------------------

    def next_pressed(self) -> None:
        """This step is answered; the last one makes the shop."""
        if self._state.busy:
            return
        check = {
            Step.KIND: lambda: None,
            Step.SHOP: self._check_shop,
            Step.OWNER: self._check_people,
            Step.PRINTER: self._check_printer,
        }[self._state.step]
        try:
            check()
        except BadInput as error:
            self._display(problem=error.message, problem_at=error.field or "")
            return
        if self._state.step is Step.PRINTER:
            self._make()
        else:
            self._display(step=Step(self._state.step + 1), problem="", problem_at="")

    def back_pressed(self) -> None:
        """The step before; what was typed stays."""
        if self._state.step is not Step.KIND and not self._state.busy:
            self._display(step=Step(self._state.step - 1), problem="", problem_at="")

    # -- the demo shop -------------------------------------------------------------------

    def demo_pressed(self) -> None:
        """Only looking: a shop with goods, customers and a month of bills."""
        if self._state.busy:
            return
        self._display(busy="Making the demo shop …", days=None, problem="")
        self._tasks.write(
            lambda: self._backend.make_demo(self._view.day_played),
            self._demo_made,
            self._failed,
        )

    def demo_told(self, done: int, days: int) -> None:
        """Another day of the demo shop is played."""
        if self._state.busy:
            self._display(days=(done, days))

    # -- the shop ------------------------------------------------------------------------

    def shop_typed(self, field: str) -> None:
        """Something was typed in the second step: a GSTIN fills in State and registration."""
        texts = self._view.shop()
        gstin = texts["gstin"]
        if field == "registration":
            self._registration_is_chosen = True
        advice = advice_on(gstin, kept=bool(gstin) and gstin == self._kept_gstin)
        state = {"state_code": texts["state_code"]}
        if field == "gstin" and advice.state_code:
            state["state_code"] = advice.state_code
        registration = texts["registration"]
        if not self._registration_is_chosen:
            has = Registration.REGULAR if gstin.strip() else Registration.UNREGISTERED
            registration = has.value
        self._display(advice=advice, registration=registration, problem="", problem_at="", **state)

    def right_gstin_taken(self) -> None:
        """The GSTIN with the right check character."""
        self._view.set_gstin(self._state.advice.right_one)
        self.shop_typed("gstin")

    def gstin_kept(self) -> None:
        """It stands on the papers as it was typed."""
        self._kept_gstin = self._view.shop()["gstin"]
        self.shop_typed("gstin")

    def _check_shop(self) -> None:
        first_outlet(self._shop())

    def _shop(self) -> FirstShop:
        texts = self._view.shop()
        return FirstShop(
            shop_type=ShopType(self._view.kind()["shop_type"]),
            name=texts["name"],
            address=texts["address"],
            state_code=texts["state_code"],
            registration=Registration(texts["registration"]),
            gstin=texts["gstin"],
            keep_gstin_as_typed=bool(self._kept_gstin) and texts["gstin"] == self._kept_gstin,
            phone=texts["phone"],
            upi_id=texts["upi_id"],
        )

    # -- people --------------------------------------------------------------------------

    def person_typed(self, whose: str, field: str) -> None:
        """Something was typed in the third step: a sign-in name follows the name."""
        if field == "login":
            self._typed_logins.add(whose)
        logins = []
        for form, texts in ((OWNER, self._view.owner()), (STAFF, self._view.staff())):
            typed = form in self._typed_logins
            logins.append(texts["login"] if typed else suggested_login(texts["name"]))
        self._display(
            logins=(logins[0], logins[1]),
            staff_role=self._view.staff()["role"],
            problem="",
            problem_at="",
        )

    def _check_people(self) -> None:
        self._state = replace(self._state, whose=OWNER)
        owner = first_user(self._owner())
        self._state = replace(self._state, whose=STAFF)
        staff = self._staff()
        if staff is not None:
            first_user(staff, taken=owner.login)

    def _owner(self) -> FirstPerson:
        return _person(Role.SUPER_ADMIN, self._view.owner())

    def _staff(self) -> FirstPerson | None:
        texts = self._view.staff()
        return None if texts["role"] == NOBODY else _person(Role(texts["role"]), texts)

    # -- printer and recovery sheet ------------------------------------------------------

    def printer_typed(self, field: str) -> None:
        """Something was chosen in the fourth step: files have a folder that is suggested."""
        texts = self._view.printer()
        address = texts["address"]
        if field == "connection":
            is_file = texts["connection"] == "file"
            address = str(self._backend.folder / "printouts") if is_file else ""
        self._display(
            connection=texts["connection"],
            address=address,
            saves_sheet=texts["sheet"] == SAVE_SHEET,
            tried="",
            problem="",
            problem_at="",
        )

    def try_pressed(self) -> None:
        """Print a page."""
        if self._state.busy or self._state.step is not Step.PRINTER:
            return
        try:
            printer = self._printer()
        except BadInput as error:
            self._display(problem=error.message, problem_at=error.field or "")
            return
        if printer.connection == "none":
            words = "Choose first how the printer is connected."
            self._display(problem=words, problem_at="connection")
            return
        self._display(busy="Printing a test page …", tried="", problem="", problem_at="")
        name = self._view.shop()["name"].strip()
        self._tasks.read(
            lambda: self._backend.try_printer(printer, name), self._tried, self._not_tried
        )

    def _tried(self, confirmed: bool) -> None:
        words = (
            "The printer says that it printed the page."
            if confirmed
            else "The page was sent. Look whether it came out whole, and was cut."
        )
        self._display(busy="", tried=words, tried_well=True)

    def _not_tried(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            self._display(busy="")
            raise error
        self._display(busy="", tried=error.message, tried_well=False)

    def _check_printer(self) -> None:
        self._printer()

    def _printer(self) -> PrinterSettings:
        texts = self._view.printer()
        connection: Any = texts["connection"]
        columns = int(texts["columns"])
        return PrinterSettings(
            name=PRINTER,
            connection=connection,
            address=texts["address"].strip() if connection != "none" else "",
            columns=columns,
            dots=576 if columns > 32 else 384,
            drawer_pin=2 if texts["drawer"] == "yes" else None,
            native_qr=connection == "file",
        )

    # -- making it -----------------------------------------------------------------------

    def _make(self) -> None:
        given = FirstRun(
            shop=self._shop(), owner=self._owner(), staff=self._staff(), printer=self._printer()
        )
        texts = self._view.printer()
        file = texts["file"] if texts["sheet"] == SAVE_SHEET else ""
        self._display(busy="Making the shop …", problem="", problem_at="")
        language = Language(self._view.kind()["language"])
        self._tasks.write(
            lambda: make_shop(self._backend, given, file, language), self._made, self._failed
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            self._display(busy="", days=None)
            raise error
        self._display(busy="", days=None, problem=error.message, problem_at=error.field or "")

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def make_shop(backend: Backend, given: FirstRun, sheet_file: str, language: Language) -> MadeShop:
    """Make the shop, sign its owner in, and save the recovery sheet; on the writing thread.

    The language of these pages stays the owner's.

    Raises PosError when there is no shop afterwards. A sheet that could not be saved is told of,
    and can be made later.
    """
    from pos_desktop.application import preferences
    from pos_desktop.application.people import sign_in

    path = free_file(sheet_file, field="file") if sheet_file.strip() else None
    try:
        desk = sign_in(backend.set_up(given), given.owner.login, given.owner.secret)
        if language is not Language.ENGLISH:
            preferences.set_(desk, preferences.SetPreferences(language=language))
    except BaseException:
        if path is not None:
            drop_file(path)
        raise
    if path is None:
        return MadeShop(desk=desk)
    try:
        _save_sheet(desk, path)
    except PosError as error:
        drop_file(path)
        return MadeShop(desk=desk, sheet_problem=error.message)
    return MadeShop(desk=desk, sheet=str(path))


def _save_sheet(desk: Desk, path: Path) -> None:
    from pos_desktop.application import backups

    sheet = backups.recovery_sheet(desk, backups.PrintRecoverySheet())
    fill_file(path, sheet.content_base64)
    backups.sheet_kept(desk, backups.SheetKept(file=str(path)))


def _person(role: Role, texts: Texts) -> FirstPerson:
    return FirstPerson(
        role=role,
        name=texts["name"],
        login=texts["login"],
        secret=texts["secret"],
        again=texts["again"],
    )
