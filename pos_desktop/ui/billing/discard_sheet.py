"""Throwing a held order away, with the reason why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.application.orders import LONGEST_REASON
from pos_desktop.ui.billing.form import Form
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

_REASON = "reason"


class DiscardSheet(Sheet):
    """The reason, and Enter; without one it stays."""

    def __init__(
        self, name: str, discard: Callable[[str, DiscardSheet], None], parent: QWidget
    ) -> None:
        super().__init__(QCoreApplication.translate("DiscardSheet", "Discard a held order"), parent)
        self.setObjectName("discard_held")
        self._discard = discard
        words = self.tr("All lines of {name} go. It is noted who discarded it, and its total.")
        self.content.addWidget(TextLabel(words.format(name=name), wrap=True))
        self.form = Form()
        field = self.form.add(_REASON, self.tr("Why"), hint=self.tr("Did not come back"))
        field.setMaxLength(LONGEST_REASON)
        field.returnPressed.connect(self._submit)
        self.content.addWidget(self.form)
        self.add_accept(self.tr("Discard"), danger=True, clicked=self._submit)
        self.form.start(_REASON)

    def display_problem(self, text: str, field: str) -> None:
        """Say what is missing."""
        self.form.display_problem(text, field)

    def close_sheet(self) -> None:
        """It is discarded."""
        self.accept()

    def _submit(self) -> None:
        self._discard(self.form.text(_REASON), self)
