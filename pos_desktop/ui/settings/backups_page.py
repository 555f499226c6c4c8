"""The page of backups."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pos_desktop.application.restoring import Rescue
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.backups_presenter import BackupsPresenter, BackupsState
from pos_desktop.ui.settings.folder_sheet import FolderSheet
from pos_desktop.ui.settings.recovery_sheet import RecoverySheetSheet
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.card import Card, Panel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton


class BackupsPage(AttendedWidget):
    """Three cards, what can be done, and what a restore is."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = BackupsPresenter(counter, self)
        self.first = Card(self.tr("On this computer"))
        self.second = Card(self.tr("In the second place"))
        self.sheet = Card(self.tr("Recovery sheet"))
        self._note = TextLabel(tone="muted", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)  # how long it takes is not known beforehand
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("The backup is being taken"))
        self.choose = KeyButton("settings.second_place")
        self.print = KeyButton("settings.sheet")
        self.take = KeyButton("settings.back_up", variant="next")
        self.restore = KeyButton("settings.restore")
        for button, pressed in (
            (self.restore, self.presenter.restore_pressed),
            (self.choose, self.presenter.folder_pressed),
            (self.print, self.presenter.sheet_pressed),
            (self.take, self.presenter.back_up_pressed),
        ):
            button.setObjectName(button.action.replace("settings.", ""))
            button.clicked.connect(pressed)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # no button is lit on arrival
        self.attend(self.presenter)

    def display(self, state: BackupsState) -> None:
        """Show what the presenter says."""
        for card, place in (
            (self.first, state.first),
            (self.second, state.second),
            (self.sheet, state.sheet),
        ):
            card.display(place.figure, place.note, place.tone)
            card.setToolTip(said(place.note))
        self._note.display(state.note)
        self._note.setVisible(bool(state.note))
        self.progress.setVisible(state.is_taking)
        self.take.setEnabled(state.can_back_up and not state.is_taking)
        self.take.display_label(
            self.tr("Taking a backup …") if state.is_taking else self.tr("Back up now")
        )
        self.choose.setEnabled(state.can_choose and not state.is_taking)
        self.print.setEnabled(state.can_print)
        self.restore.setEnabled(state.can_restore and not state.is_taking)

    def open_folder(self, first: str, now: str) -> None:
        """Choose the second place."""
        saved = self.presenter.folder_saved
        FolderSheet(self._counter, self, first=first, now=now, saved=saved).open()

    def open_sheet(self) -> None:
        """Make the recovery sheet."""
        RecoverySheetSheet(self._counter, self, self.presenter.entered).open()

    def open_restore(self, rescue: Rescue) -> None:
        """Choose a backup, see what it holds, put it back."""
        from pos_desktop.ui.restore.sheet import RestoreSheet

        counter = self._counter
        RestoreSheet(rescue, counter.tasks, self, counter=counter, go=counter.restore).open()

    # -- inside --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(GRID_PX)
        for card in (self.first, self.second, self.sheet):
            cards.addWidget(card, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.print)
        buttons.addStretch(1)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addLayout(cards)
        column.addLayout(buttons)
        column.addWidget(self._note)
        column.addWidget(self.progress)
        column.addWidget(self._restore())
        column.addStretch(1)

    def _restore(self) -> QWidget:
        """What a restore is, and how it is done."""
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(TextLabel(self.tr("Putting a backup back"), size="section", bold=True))
        for words in (
            self.tr(
                "Backups are taken by themselves at every shift's close and once a day. A restore "
                "puts one in the shop's place: what was sold after it is not in it, and what is "
                "there now is kept aside, never deleted."
            ),
            self.tr(
                "See first what a backup holds, and what would be lost; then the owner puts it "
                "back, or an admin whom the owner approves. On another computer set the till up, "
                "choose “Put a backup back” on its first page, and type the recovery sheet's code."
            ),
        ):
            column.addWidget(TextLabel(words, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addStretch(1)
        column.addLayout(row)
        return panel
