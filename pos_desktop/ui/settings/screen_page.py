"""The page of how one sees the till: language, colours, the size of text, fingers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pos_desktop.application import displays, preferences
from pos_desktop.application.displays import DisplayView
from pos_desktop.application.preferences import GetPreferences, SetPreferences
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.domain.preferences import (
    LARGEST_TEXT_PT,
    SMALLEST_TEXT_PT,
    Language,
    Preferences,
    Theme,
)
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.tick_box import TickBox

_WIDTH_PX = 420


class ScreenPage(QWidget):
    """Every choice holds at once, and for whoever is signed in alone."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._is_shown = False
        self._make_picks()
        self._make_display_and_sounds()
        self.form = Form(
            {
                "language": (self.tr("Language"), self.language),
                "theme": (self.tr("Colours"), self.theme),
                "text": (self.tr("Size of text"), self.text),
                "touch": (self.tr("Worked with"), self.touch),
                "display": (self.tr("Screen for the customer"), self.display_choice),
            }
        )
        self.form.setFixedWidth(_WIDTH_PX)
        why = self.tr(
            "These are yours alone. The language of receipts is the shop's, and the screen for "
            "the customer this counter's."
        )
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(TextLabel(why, tone="muted", wrap=True))
        column.addWidget(self.form)
        column.addWidget(TextLabel(self.tr("Sounds"), bold=True))
        for tick in self.sounds.values():
            column.addWidget(tick)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)
        self.setFocusProxy(self.language)
        counter.read(preferences.get, GetPreferences(), self._show)
        counter.read(displays.get, displays.GetDisplay(), self._show_display)

    def _make_picks(self) -> None:
        self.language = PickField(name=self.tr("Language"))
        self.theme = PickField(name=self.tr("Colours"))
        self.text = PickField(name=self.tr("Size of text"))
        self.touch = PickField(name=self.tr("Worked with"))
        for field, choices in (
            # Each language says its own name, so that whoever reads only that finds it.
            (self.language, ((Language.ENGLISH.value, "English"), (Language.HINDI.value, "हिन्दी"))),
            (
                self.theme,
                (
                    (Theme.SYSTEM.value, self.tr("As the computer")),
                    (Theme.LIGHT.value, self.tr("Light")),
                    (Theme.DARK.value, self.tr("Dark")),
                ),
            ),
            (
                self.text,
                tuple(
                    (str(size), self.tr("{size} points").format(size=size))
                    for size in range(SMALLEST_TEXT_PT, LARGEST_TEXT_PT + 1)
                ),
            ),
            (
                self.touch,
                (
                    ("no", self.tr("Keyboard and mouse")),
                    ("yes", self.tr("Fingers: everything is larger")),
                ),
            ),
        ):
            field.display(choices)
            field.currentIndexChanged.connect(self._choose)

    def _make_display_and_sounds(self) -> None:
        self.display_choice = PickField(name=self.tr("Screen for the customer"))
        self.display_choice.display(
            (
                ("no", self.tr("None")),
                ("yes", self.tr("A second screen shows the cart and the UPI code")),
            )
        )
        self.display_choice.currentIndexChanged.connect(self._choose_display)
        role = self._counter.desk.signed_in.role
        self.display_choice.setEnabled(may(role, Right.SETTINGS) is Answer.YES)
        self.sounds = {
            "sound_scan": TickBox(self.tr("When a scan is taken")),
            "sound_unknown": TickBox(self.tr("When a code is unknown, or something is refused")),
            "sound_done": TickBox(self.tr("When a sale is done")),
        }
        for name, tick in self.sounds.items():
            tick.setObjectName(name)
            tick.toggled.connect(self._choose)

    def _show(self, now: Preferences) -> None:
        self._is_shown = False
        for field, value in (
            (self.language, now.language.value),
            (self.theme, now.theme.value),
            (self.text, str(now.text_pt)),
            (self.touch, "yes" if now.touch else "no"),
        ):
            field.setCurrentIndex(field.findData(value))
        for name, tick in self.sounds.items():
            tick.setChecked(bool(getattr(now, name)))
        self._is_shown = True

    def _show_display(self, now: DisplayView) -> None:
        self.display_choice.blockSignals(True)
        self.display_choice.setCurrentIndex(int(now.is_on))
        self.display_choice.blockSignals(False)

    def _choose_display(self) -> None:
        wanted = displays.SetDisplay(is_on=self.display_choice.chosen == "yes")
        self._counter.write(displays.set_, wanted, self._counter.display_changed)

    def _choose(self) -> None:
        if not self._is_shown:
            return
        wanted = SetPreferences(
            language=Language(self.language.chosen),
            theme=Theme(self.theme.chosen),
            text_pt=int(self.text.chosen),
            touch=self.touch.chosen == "yes",
            **{name: tick.isChecked() for name, tick in self.sounds.items()},
        )
        self._counter.write(preferences.set_, wanted, self._counter.screen_changed)
