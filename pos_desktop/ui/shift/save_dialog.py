"""Asking where a table is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def csv_dialog(parent: QWidget, title: str, suggested_name: str) -> QFileDialog:
    """A dialog for a CSV file, in the documents folder to begin with."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    folder = folder if folder.is_dir() else Path.home()
    dialog = QFileDialog(parent, title)
    # The desktop's own dialog may wait for a network folder on this thread.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.setNameFilter(QCoreApplication.translate("SaveCsv", "Tables (*.csv)"))
    dialog.setDirectory(str(folder))
    dialog.selectFile(suggested_name)
    return dialog
