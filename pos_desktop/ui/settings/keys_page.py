"""The page of keys: search one, press another in its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.keys_presenter import KeyRow, KeysPresenter
from pos_desktop.ui.shell.scope_words import scope_words
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_MODIFIER_KEYS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)


class _Listener(QWidget):
    """Hears any key, those of buttons too; Esc and Tab go on as ever."""

    def __init__(self, sheet: KeySheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Press the new key"))
        self.setFixedHeight(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if event.key() not in _MODIFIER_KEYS:
            pressed = QKeySequence(event.keyCombination())
            self._sheet.hear(pressed.toString(QKeySequence.SequenceFormat.PortableText))


class KeySheet(Sheet):
    """Waits for one key, whichever it is."""

    helps = False

    def __init__(self, presenter: KeysPresenter, row: KeyRow, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("KeySheet", "Press the new key"), parent)
        self.setObjectName("key_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter, self._row = presenter, row
        self.content.addWidget(TextLabel(row.does, bold=True, wrap=True))
        now = self.tr("Now: {key}").format(key=row.printed)
        self.content.addWidget(TextLabel(now, tone="muted"))
        self.problem = TextLabel(tone="owes", wrap=True)
        self.problem.setMinimumHeight(3 * self.problem.fontMetrics().lineSpacing())
        self.content.addWidget(self.problem)
        self._listener = _Listener(self)
        self.content.addWidget(self._listener)
        self.cancel_button.setAutoDefault(False)
        self._listener.setFocus()

    def hear(self, keys: str) -> None:
        """A key was pressed."""
        self._presenter.key_pressed(self._row.action, keys, self)

    def display_problem(self, text: str) -> None:
        """Say why it cannot be that one."""
        self.problem.display(text)

    def close_sheet(self) -> None:
        """It is that one now."""
        self.accept()


class KeysPage(QWidget):
    """Enter on a row waits for its new key; Del puts the usual one back."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = KeysPresenter(counter, self, _translated)
        self.search = SearchField(self.tr("What a key does, or the key"))
        self.search.setObjectName("keys_search")
        self.search.searched.connect(self.presenter.search_changed)
        scopes = scope_words()
        self.list: TableView[KeyRow] = TableView(
            (
                Column(header=self.tr("What it does"), text=lambda row: row.does),
                Column(
                    header=self.tr("Where"),
                    text=lambda row: scopes[row.scope],
                    tone=lambda _: "muted",
                    sample=max(scopes.values(), key=len),
                ),
                Column(
                    header=self.tr("Key"),
                    text=lambda row: row.printed,
                    bold=True,
                    sample="Ctrl+Shift+Enter",
                ),
                Column(
                    header=self.tr("Usually"),
                    text=lambda row: self.tr("stays so") if row.is_fixed else row.usual,
                    tone=lambda _: "muted",
                    sample="Ctrl+Shift+Enter",
                ),
            ),
            name=self.tr("Keys"),
        )
        self.list.setObjectName("keys")
        self.list.set_empty_state(
            EmptyState("keyboard", self.tr("Nothing fits"), self.tr("Search something else."))
        )
        self.list.row_activated.connect(self._change)
        self.back = KeyButton("settings.take_back", label=self.tr("Usual key"))
        self.back.setObjectName("usual_key")
        self.back.clicked.connect(self._put_back)
        self.all = KeyButton("", label=self.tr("All as usual…"))
        self.all.setObjectName("all_usual")
        self.all.clicked.connect(self._ask_all)
        change = KeyButton("settings.change", label=self.tr("Change"), variant="next")
        change.clicked.connect(self._change_current)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(TextLabel(self.tr("They are yours alone."), tone="muted"))
        buttons.addStretch(1)
        for button in (self.all, self.back, change):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        keys = QKeySequence.fromString(keys_in_use()["settings.search"].keys)
        QShortcut(keys, self, self.search.setFocus)
        self.setFocusProxy(self.list)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the page came to the front."""
        super().showEvent(event)
        if not event.spontaneous():
            self.presenter.entered()

    def display(self, rows: tuple[KeyRow, ...]) -> None:
        """Show the keys."""
        self.list.display(rows)
        if rows and self.list.current_row() is None:
            self.list.choose(0)

    # -- inside --------------------------------------------------------------------------

    def _change_current(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._change(row)

    def _change(self, row: KeyRow) -> None:
        if not row.is_fixed:
            KeySheet(self.presenter, row, self).open()

    def _put_back(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.presenter.default_pressed(row)

    def _ask_all(self) -> None:
        sheet = Sheet(self.tr("All keys as usual?"), self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Every key that you changed is as at the beginning again.")
        sheet.content.addWidget(TextLabel(words, wrap=True))
        sheet.add_accept(self.tr("All as usual"), danger=True)
        sheet.accepted.connect(self.presenter.all_default_pressed)
        sheet.open()


def _translated(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
