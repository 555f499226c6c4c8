"""Shift+F1: the user guide over whatever is in front."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.help.view import HelpView
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

#: What a sheet puts around its content, and a margin to the window's edge.
_CHROME_WIDTH_PX = 80
_CHROME_HEIGHT_PX = 180
_WIDEST_PX = 1280


class HelpSheet(Sheet):
    """As wide and as high as the window has room for. Its own key closes it, too."""

    helps = False

    #: The page of keys is wanted instead; this sheet has closed by then.
    keys_asked = Signal()

    def __init__(self, page_id: str, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("HelpSheet", "How to"), parent)
        self.setObjectName("help_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = HelpView(page_id)
        room = parent.window().size()
        self.view.setFixedSize(
            min(_WIDEST_PX, room.width() - _CHROME_WIDTH_PX), room.height() - _CHROME_HEIGHT_PX
        )
        self.content.addWidget(self.view)
        self.keys_button = KeyButton("keys")
        self.keys_button.setAutoDefault(False)
        self.keys_button.clicked.connect(self._ask_keys)
        self.add_button(self.keys_button)
        self.cancel_button.display_label(self.tr("Close"))
        self.cancel_button.setAutoDefault(False)
        QShortcut(QKeySequence.fromString(keys_in_use()["help"].keys), self, self.reject)
        self.view.setFocus()

    def _ask_keys(self) -> None:
        self.reject()
        self.keys_asked.emit()
