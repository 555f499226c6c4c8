"""A printout on the screen, a copy of it on paper, and ways to share it without a printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from pos_desktop.application.printouts import PrintoutKind, PrintoutPaper
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.paper import Paper
from pos_desktop.ui.printout.presenter import PreviewPresenter, PreviewState
from pos_desktop.ui.printout.sharing import file_name
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

_LEAST_WIDTH_PX = 440
_HEIGHT_PX = 416
_BAR_PX = 14


class PreviewSheet(Sheet):
    """Any document by kind and number; opened from billing, bills and customers alike."""

    def __init__(self, counter: Counter, kind: PrintoutKind, number: str, parent: QWidget) -> None:
        title = QCoreApplication.translate("PreviewSheet", "Receipt {number}")
        super().__init__(title.format(number=number), parent)
        self.setObjectName("preview_sheet")
        self._number = number
        self.paper = Paper()
        self._area = QScrollArea()
        self._area.setWidget(self.paper)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setMinimumSize(_LEAST_WIDTH_PX, _HEIGHT_PX)
        self._told = TextLabel(wrap=True)
        self._told.setObjectName("told")
        self.content.addWidget(self._area)
        self.content.addWidget(self._told)
        self.cancel_button.display_label(self.tr("Close"))
        self.print_button = self.add_accept(self.tr("Print copy"), clicked=self._print)
        self.print_button.setObjectName("print_copy")
        self.presenter = PreviewPresenter(counter, self, kind, number)
        self._share: list[KeyButton] = []
        for action, pressed in (
            ("printout.whatsapp", self.presenter.whatsapp_pressed),
            ("printout.copy", self.presenter.copy_pressed),
            ("printout.save", self.ask_where_to_save),
        ):
            button = KeyButton(action)
            button.setAutoDefault(False)
            button.clicked.connect(pressed)
            self.add_button(button)
            self._share.append(button)
        self.presenter.opened()

    def display(self, state: PreviewState) -> None:
        """Show a state."""
        self.paper.display(state.lines, state.picture)
        width = self.paper.width() + _BAR_PX + 4 * GRID_PX
        self._area.setMinimumWidth(max(_LEAST_WIDTH_PX, width))
        self._told.display(state.problem or state.told, "owes" if state.problem else "credit")
        self.print_button.setEnabled(state.can_print and not state.busy)
        for button in self._share:
            button.setEnabled(bool(state.picture) and not state.busy)

    def ask_where_to_save(self) -> None:
        """Where the file goes, and as what."""
        kinds = self._kinds()
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("Save the receipt"))
        dialog.setObjectName("save_printout")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(kinds))
        dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(self._number, ""))
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("pdf" if kinds[chosen] else "png")
        )
        dialog.fileSelected.connect(
            lambda path: self.presenter.save_chosen(Path(path), kinds[dialog.selectedNameFilter()])
        )
        dialog.open()

    def copy_picture(self, png: bytes) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(QImage.fromData(png))

    def open_link(self, link: str) -> None:
        """Open a page in the browser."""
        QDesktopServices.openUrl(QUrl(link))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: the arrows and page keys scroll."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def _kinds(self) -> dict[str, PrintoutPaper | None]:
        """What a file may be, by the words of the dialog; None is a picture."""
        return {
            self.tr("PDF on A4 paper (*.pdf)"): PrintoutPaper.A4,
            self.tr("PDF on A5 paper (*.pdf)"): PrintoutPaper.A5,
            self.tr("PDF as the receipt, 80 mm (*.pdf)"): PrintoutPaper.ROLL,
            self.tr("Picture of the receipt (*.png)"): None,
        }

    def _print(self) -> None:
        self.presenter.print_pressed()
