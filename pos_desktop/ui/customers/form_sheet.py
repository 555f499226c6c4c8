"""The sheet of one form: Enter goes from field to field, and does it from the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.desk import UseCase
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.form_presenter import FormPresenter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 460


class FormSheet(Sheet):
    """A few words, the fields, and one thing to do."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        title: str,
        accept: str,
        fields: Mapping[str, tuple[str, EnterField | PickField]],
        use_case: UseCase[Any, Any],
        build: Callable[[Mapping[str, str]], Any],
        done: Callable[[Any], None],
        words: str = "",
    ) -> None:
        """Take the fields as (label, field) by the names that the use case's errors give."""
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if words:
            label = TextLabel(words, tone="muted", wrap=True)
            label.setFixedWidth(_WIDTH_PX)
            self.content.addWidget(label)
        self.form = Form(fields)
        self.form.setFixedWidth(_WIDTH_PX)
        self.content.addWidget(self.form)
        self.accept_button = self.add_accept(accept, action="accounts.save", clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.grow_with_content()
        self.presenter = FormPresenter(counter, self, use_case, build, done)
        self.form.typed.connect(lambda _name: self.presenter.typed())
        self.form.finished.connect(self._submit)
        self.finished.connect(self.presenter.gone)
        self.form.focus(next(iter(fields)))

    def display_problem(self, words: str, at: str) -> None:
        """Say what is wrong, and go to its field."""
        self.form.display_problem(words, at)
        if at:
            self.form.focus(at)

    def display_busy(self, *, busy: bool) -> None:
        """Nothing is done twice."""
        self.accept_button.setEnabled(not busy)

    def close_sheet(self) -> None:
        """It is done."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())
