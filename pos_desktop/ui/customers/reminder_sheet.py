"""The sheet that reminds customers of what they owe."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from pos_desktop.application.reminders import Channel
from pos_desktop.domain.reminders import Language
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.reminder_presenter import ReminderPresenter, ReminderState
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX, _HEIGHT_PX = 600, 260
_LANGUAGES = (("en", "English"), ("hi", "हिन्दी"))


class ReminderSheet(Sheet):
    """The text as it will be sent; nothing goes out before its key is pressed."""

    def __init__(self, counter: Counter, parent: QWidget, *, customer_ids: tuple[int, ...]) -> None:
        super().__init__(QCoreApplication.translate("ReminderSheet", "Remind"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = ReminderPresenter(counter, self, customer_ids)
        self._make_head()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setMinimumSize(_WIDTH_PX, _HEIGHT_PX)
        self.text.setAccessibleName(self.tr("The reminder as it will be sent"))
        self.text.setTabChangesFocus(True)
        self._last = TextLabel(tone="muted")
        self._problem = TextLabel(tone="owes", wrap=True)
        self.content.addWidget(self.text)
        self.content.addWidget(self._last)
        self.content.addWidget(self._problem)
        self._make_keys()
        self.cancel_button.display_label(self.tr("Close"))
        self.finished.connect(self._presenter.gone)
        self._presenter.opened()

    def display(self, state: ReminderState) -> None:
        """Show what the presenter says."""
        self.who.display(state.who)
        self._owed.display(state.owed, "owes")
        self.language.display(_LANGUAGES, state.language.value)
        nobody = self.tr("Nobody of these owes anything.") if state.was_read else ""
        self.text.setPlainText(state.text or nobody)
        self._last.display(state.last)
        self._problem.display(state.problem)
        place = self.tr("{place} of {many}").format(place=state.place, many=state.many)
        self._place.display(place if state.many > 1 else "")
        for button, there in (
            (self.before_button, state.place > 1),
            (self.next_button, state.place < state.many),
        ):
            button.setVisible(state.many > 1)
            button.setEnabled(there)
        for button in (self.whatsapp_button, self.sms_button):
            button.setEnabled(state.has_phone)
        self.copy_button.setEnabled(bool(state.text))

    def open_link(self, link: str) -> None:
        """Hand the link to the program that the system has for it."""
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))

    def copy(self, text: str) -> None:
        """Put the text where it can be pasted."""
        QGuiApplication.clipboard().setText(text)

    # -- inside --------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.who = TextLabel(bold=True)
        self._owed = TextLabel(tone="owes", bold=True)
        self._place = TextLabel(tone="muted")
        self.language = PickBox(name=self.tr("Language of the reminder"))
        self.language.activated.connect(
            lambda: self._presenter.language_chosen(Language(self.language.chosen))
        )
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addWidget(self.who)
        row.addWidget(self._owed)
        row.addStretch(1)
        row.addWidget(self._place)
        row.addWidget(self.language)
        self.content.addLayout(row)

    def _make_keys(self) -> None:
        send = self._presenter.sent
        self.whatsapp_button = KeyButton("accounts.whatsapp", variant="next", icon="smartphone")
        self.sms_button = KeyButton("accounts.sms", icon="phone")
        self.copy_button = KeyButton("accounts.clipboard", icon="notebook-pen")
        self.before_button = KeyButton("accounts.newer", icon="chevron-left")
        self.next_button = KeyButton("accounts.older", icon="chevron-right")
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for button, name, call in (
            (self.whatsapp_button, "whatsapp", lambda: send(Channel.WHATSAPP)),
            (self.sms_button, "sms", lambda: send(Channel.SMS)),
            (self.copy_button, "copy", lambda: send(Channel.CLIPBOARD)),
            (self.before_button, "before", lambda: self._presenter.turned(-1)),
            (self.next_button, "next", lambda: self._presenter.turned(1)),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)
