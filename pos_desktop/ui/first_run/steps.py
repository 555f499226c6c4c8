"""The four pages of the first run: forms that keep what was typed while one goes back and forth."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.people import Role
from pos_desktop.domain.preferences import Language
from pos_desktop.domain.shop_types import ShopType
from pos_desktop.domain.states import offered_states
from pos_desktop.ui.first_run.state import (
    NOBODY,
    OWNER,
    SAVE_SHEET,
    SHEET_LATER,
    STAFF,
    FirstRunState,
)
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.secret_field import NewSecretField
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickField

COLUMN_PX = 380


class Page(QWidget):
    """A page of one form or two side by side; ``finished`` when Enter is pressed in the last."""

    finished = Signal()

    def __init__(self, left: Form, right: QWidget | None = None) -> None:
        super().__init__()
        self.left = left
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 * GRID_PX)
        for part in (left, right):
            if part is not None:
                part.setMinimumWidth(COLUMN_PX)
                column = QVBoxLayout()
                column.addWidget(part)
                column.addStretch(1)
                row.addLayout(column, 1)
        if isinstance(right, Form):
            left.finished.connect(lambda: right.focus(next(iter(right.fields))))
            right.finished.connect(self.finished)
        else:
            left.finished.connect(self.finished)

    def start(self) -> None:
        """Put the cursor where one begins."""
        self.left.focus(next(iter(self.left.fields)))


class KindPage(Page):
    """Language and kind of shop; or only a look at the demo shop, or a backup put back."""

    def __init__(self, language: Language) -> None:
        self.language = PickField(name=self.tr("Language"))
        # Each says its own name, so that whoever reads only that finds it.
        self.language.display(
            ((Language.ENGLISH.value, "English"), (Language.HINDI.value, "हिन्दी")), language.value
        )
        kind = PickField(name=self.tr("Kind of shop"))
        kind.display(
            (
                (ShopType.RETAIL.value, self.tr("Retail: grocery, clothes, medicines, …")),
                (ShopType.RESTAURANT.value, self.tr("Restaurant, cafe, sweets to eat here")),
                (ShopType.SERVICES.value, self.tr("Services: salon, repairs, tailoring, …")),
                (ShopType.WHOLESALE.value, self.tr("Wholesale")),
            )
        )
        form = Form(
            {
                "language": (self.tr("Language"), self.language),
                "shop_type": (self.tr("Kind of shop"), kind),
            }
        )
        super().__init__(form, self._others())

    def _others(self) -> QWidget:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        self.demo = KeyButton("settings.demo")
        self.demo.setObjectName("demo")
        self.restore = KeyButton("settings.restore")
        self.restore.setObjectName("restore")
        says = QCoreApplication.translate
        for title, words, button in (
            (
                says("KindPage", "Only looking?"),
                says(
                    "KindPage",
                    "The demo shop has goods, customers and a month of bills, in a folder of its "
                    "own. Sign in as Asha Patel with the PIN 1357, or as the owner Meena Sharma "
                    "with demo-owner.",
                ),
                self.demo,
            ),
            (
                says("KindPage", "You had a shop before?"),
                says(
                    "KindPage",
                    "Put its backup back, also on a new computer: with the recovery sheet.",
                ),
                self.restore,
            ),
        ):
            column.addWidget(TextLabel(title, bold=True))
            column.addWidget(TextLabel(words, tone="muted", wrap=True))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return panel


class ShopPage(Page):
    """Name, GSTIN, State at the left; how to reach it at the right."""

    #: A field's name.
    typed = Signal(str)

    def __init__(self) -> None:
        registration = PickField(name=self.tr("GST registration"))
        registration.display(
            (
                (Registration.UNREGISTERED.value, self.tr("Not registered: no tax on bills")),
                (Registration.REGULAR.value, self.tr("Regular: bills with tax")),
                (Registration.COMPOSITION.value, self.tr("Composition: bill of supply, no tax")),
            )
        )
        state = PickField(name=self.tr("State"))
        states = sorted((state.name, state.code) for state in offered_states())
        state.display((("", self.tr("Choose the State")), *((code, name) for name, code in states)))
        left = Form(
            {
                "name": (self.tr("Name of the shop"), EnterField(name=self.tr("Name of the shop"))),
                "gstin": (
                    self.tr("GSTIN, if the shop has one"),
                    EnterField(name=self.tr("GSTIN, if the shop has one")),
                ),
                "registration": (self.tr("GST registration"), registration),
                "state_code": (self.tr("State"), state),
            }
        )
        self.right = Form(
            {
                "address": (self.tr("Address"), EnterField(name=self.tr("Address"))),
                "phone": (self.tr("Phone"), EnterField(name=self.tr("Phone"))),
                "upi_id": (
                    self.tr("UPI id, for the QR of a bill"),
                    EnterField(name=self.tr("UPI id, for the QR of a bill")),
                ),
            }
        )
        super().__init__(left, self.right)
        self.use = KeyButton("accounts.use_gstin")
        self.use.setObjectName("use_gstin")
        self.keep = KeyButton("accounts.keep_gstin")
        self.keep.setObjectName("keep_gstin")
        for button in (self.use, self.keep):
            button.hide()
            left.fields["gstin"].add_button(button)
        left.typed.connect(self.typed)
        self.right.typed.connect(self.typed)

    def texts(self) -> dict[str, str]:
        """What stands in every field."""
        return self.left.texts() | self.right.texts()

    def set_gstin(self, gstin: str) -> None:
        """Another GSTIN than was typed."""
        field = self.left.fields["gstin"].field
        if isinstance(field, EnterField):
            field.display(gstin)

    def display(self, state: FirstRunState) -> None:
        """Show a state."""
        at, advice = state.problem_at, state.advice
        if not state.problem and advice.problem:
            self.left.display_problem(advice.problem, "gstin")
        else:
            is_right = at in self.right.fields
            self.left.display_problem("" if is_right else state.problem, at)
            self.right.display_problem(state.problem if is_right else "", at)
        for name, chosen in (
            ("registration", state.registration),
            ("state_code", state.state_code),
        ):
            pick = self.left.fields[name].field
            if chosen and isinstance(pick, PickField) and pick.chosen != chosen:
                pick.blockSignals(True)
                pick.setCurrentIndex(max(0, pick.findData(chosen)))
                pick.blockSignals(False)
        for button in (self.use, self.keep):
            button.setVisible(bool(advice.right_one))
        if advice.right_one:
            self.use.display_label(self.tr("Use {gstin}").format(gstin=advice.right_one))
        for form in (self.left, self.right):
            form.focus(at)


class PeoplePage(Page):
    """The owner at the left; whoever else signs in at the right, now or later."""

    #: Which form, and its field's name.
    typed = Signal(str, str)

    def __init__(self) -> None:
        role = PickField(name=self.tr("Who else works here"))
        role.display(
            (
                (NOBODY, self.tr("Nobody yet: added later in Settings")),
                (Role.CASHIER.value, self.tr("A cashier")),
                (Role.MANAGER.value, self.tr("A manager")),
            )
        )
        left = Form(self._fields(self.tr("Your name"), self.tr("Password")))
        rest = self._fields(self.tr("Name"), self.tr("PIN"))
        self.right = Form({"role": (self.tr("Who else works here"), role), **rest})
        super().__init__(left, self.right)
        left.typed.connect(lambda name: self.typed.emit(OWNER, name))
        self.right.typed.connect(lambda name: self.typed.emit(STAFF, name))

    def display(self, state: FirstRunState) -> None:
        """Show a state."""
        for whose, form, login in (
            (OWNER, self.left, state.logins[0]),
            (STAFF, self.right, state.logins[1]),
        ):
            field = form.fields["login"].field
            if isinstance(field, EnterField):
                field.display(login)
            mine = state.problem and state.whose == whose
            form.display_problem(
                state.problem if mine else "",
                state.problem_at,
                notes={"secret": self._rule(whose)},
            )
            if mine:
                form.focus(state.problem_at)
        for name in self.right.fields:
            shown = name == "role" or state.staff_role != NOBODY
            self.right.display_field(name, shown=shown)

    def _rule(self, whose: str) -> str:
        if whose == OWNER:
            return self.tr("At least 8 characters. Nobody can look it up: remember it.")
        return self.tr("4 to 8 digits, and none that anybody tries first.")

    def _fields(self, name: str, word: str) -> dict[str, tuple[str, EnterField | PickField]]:
        login = self.tr("Sign-in name")
        again = self.tr("Once more")
        return {
            "name": (name, EnterField(name=name)),
            "login": (login, EnterField(name=login)),
            "secret": (word, NewSecretField(name=word)),
            "again": (again, NewSecretField(name=again)),
        }


class PrinterPage(Page):
    """How the printer is connected, a test of it, and the recovery sheet."""

    #: A field's name.
    typed = Signal(str)

    def __init__(self, sheet_file: str) -> None:
        self.right = Form(self._sheet_fields(sheet_file))
        super().__init__(Form(self._printer_fields()), self.right)
        self.test = KeyButton("settings.try_printer", icon="printer")
        self.test.setObjectName("try_printer")
        self.tried = TextLabel(wrap=True)
        self.tried.setObjectName("tried")
        self.left.fields["drawer"].add_button(self.test)
        column = self.left.layout()
        if column is not None:
            column.addWidget(self.tried)
        self.left.typed.connect(self.typed)
        self.right.typed.connect(self.typed)

    def texts(self) -> dict[str, str]:
        """What stands in every field."""
        return self.left.texts() | self.right.texts()

    def display(self, state: FirstRunState) -> None:
        """Show a state."""
        address = self.left.fields["address"].field
        if isinstance(address, EnterField):
            address.display(state.address)
        has_printer = state.connection != "none"
        for name in ("address", "columns", "drawer"):
            self.left.display_field(name, shown=has_printer)
        hints = {
            "network": self.tr("Like 192.168.1.50; the printer's own test page tells it."),
            "device": self.tr("Like /dev/usb/lp0, or LPT1 on Windows."),
            "file": self.tr("A folder: each printout becomes a file in it."),
        }
        is_right = state.problem_at in self.right.fields
        self.left.display_problem(
            "" if is_right else state.problem,
            state.problem_at,
            notes={"address": hints.get(state.connection, "")},
        )
        told = self.tr(
            "Whoever holds the sheet can open every backup. Print it, keep it in a safe, and "
            "delete the file."
        )
        self.right.display_problem(
            state.problem if is_right else "", state.problem_at, notes={"file": told}
        )
        self.right.display_field("file", shown=state.saves_sheet)
        self.tried.display(state.tried, "credit" if state.tried_well else "owes")
        self.tried.setVisible(bool(state.tried))
        for form in (self.left, self.right):
            form.focus(state.problem_at)

    def _printer_fields(self) -> dict[str, tuple[str, EnterField | PickField]]:
        connection = PickField(name=self.tr("Receipt printer"))
        connection.display(
            (
                ("none", self.tr("None yet")),
                ("network", self.tr("On the network")),
                ("device", self.tr("On a cable: USB, parallel or serial")),
                ("file", self.tr("Into files, to try without a printer")),
            )
        )
        columns = PickField(name=self.tr("Paper"))
        columns.display(
            (("48", self.tr("80 mm (3 inch)")), ("32", self.tr("58 mm (2 inch)"))), "48"
        )
        drawer = PickField(name=self.tr("Cash drawer"))
        drawer.display(
            (("no", self.tr("None on the printer")), ("yes", self.tr("Plugged into the printer")))
        )
        address = self.tr("Address")
        return {
            "connection": (self.tr("Receipt printer"), connection),
            "address": (address, EnterField(name=address)),
            "columns": (self.tr("Paper"), columns),
            "drawer": (self.tr("Cash drawer"), drawer),
        }

    def _sheet_fields(self, file: str) -> dict[str, tuple[str, EnterField | PickField]]:
        sheet = PickField(name=self.tr("Recovery sheet"))
        sheet.display(
            (
                (SAVE_SHEET, self.tr("Save it as a PDF now")),
                (SHEET_LATER, self.tr("Later, in Settings, Backups")),
            )
        )
        path = EnterField(name=self.tr("File"))
        path.display(file)
        return {
            "sheet": (self.tr("Recovery sheet"), sheet),
            "file": (self.tr("File"), path),
        }
