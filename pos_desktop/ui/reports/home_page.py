"""The owner's first page: today against the same day last week, dues, the last backup."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.reports.home_presenter import HomePresenter, HomeState
from pos_desktop.ui.reports.picture_view import PictureView
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.card import Card
from pos_desktop.ui.widgets.figures import TextLabel


class HomePage(AttendedWidget):
    """Cards above, two pictures below."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = Card(self.tr("Sold today"))
        self.last_week = Card(self.tr("Last week by this hour"))
        self.change = Card(self.tr("Change", "difference"))
        self.owed = Card(self.tr("Owed to the shop"))
        self.backup = Card(self.tr("Last backup"))
        grid = QGridLayout()
        grid.setSpacing(GRID_PX)
        cards = (self.today, self.last_week, self.change, self.owed, self.backup)
        for at, card in enumerate(cards):
            grid.addWidget(card, at // 3, at % 3)
        self._heads = (
            TextLabel(self.tr("Today, hour by hour"), tone="muted", bold=True),
            TextLabel(self.tr("The same day last week"), tone="muted", bold=True),
        )
        self.pictures = (PictureView(), PictureView())
        beside = QGridLayout()
        beside.setSpacing(GRID_PX)
        for at, (head, picture) in enumerate(zip(self._heads, self.pictures, strict=True)):
            head.hide()
            picture.hide()
            beside.addWidget(head, 0, at)
            beside.addWidget(picture, 1, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID_PX)
        column.addLayout(grid)
        column.addLayout(beside)
        column.addStretch(1)
        self.presenter = HomePresenter(counter, self)
        self.attend(self.presenter)

    def display(self, state: HomeState) -> None:
        """Show what the presenter says."""
        for card, told in (
            (self.today, state.today),
            (self.last_week, state.last_week),
            (self.change, state.change),
            (self.owed, state.owed),
            (self.backup, state.backup),
        ):
            card.display(told.figure, told.note, told.tone)
        shown = (state.picture, state.picture_before)
        for head, view, picture in zip(self._heads, self.pictures, shown, strict=True):
            head.setVisible(picture is not None)
            view.display(picture)
