"""The page of backups, worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application import backups
from pos_desktop.application.desk import Desk
from pos_desktop.domain.errors import Refused, Unavailable
from pos_desktop.ui.counter import A_FAULT, Counter
from pos_desktop.ui.settings import recovery_sheet
from pos_desktop.ui.settings.backups_page import BackupsPage
from pos_desktop.ui.settings.files import free_file
from pos_desktop.ui.settings.folder_presenter import SAME_DISK, FolderPresenter, FolderState
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
Enter = Callable[[Desk], Any]


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr(recovery_sheet, "documents_folder", lambda: folder)
    return folder


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def page_of(here: Any) -> BackupsPage:
    page = here.page("backups", steps=1)
    assert isinstance(page, BackupsPage)
    return page


def no_demo(shop: ShopAtHand) -> None:
    """The demo shop is not reminded of anything."""
    with shop.store.work() as work:
        from msgspec.structs import replace

        work.people.save_outlet(replace(work.people.only_outlet(), is_demo=False))
        work.commit()


def test_a_backup_is_taken_by_its_key(shop: ShopAtHand, at: Enter, told: list[Message]) -> None:
    here = at(shop.manager)
    page = page_of(here)
    assert "No backup yet" in page.first.accessibleName()
    here.press(_Key.Key_F9)
    assert told[-1].text.startswith("The backup is taken: ")
    assert "Just now" in page.first.accessibleName()
    assert list((shop.folder / "backups").glob("shop-*.db"))
    assert not page.progress.isVisible()


def test_a_second_place_is_chosen_and_gets_its_first_copy_at_once(
    shop: ShopAtHand, at: Enter, usb: Path, told: list[Message]
) -> None:
    no_demo(shop)
    here = at(shop.owner)
    page = page_of(here)
    assert "None" in page.second.accessibleName()
    here.press(_Key.Key_F8)
    here.enter(str(usb))
    assert here.sheet() is None
    assert str(usb) in page.second.accessibleName()
    assert "Just now" in page.second.accessibleName()
    assert list(usb.glob("shop-*.db"))
    assert told[0] == Message(kind="warning", text=SAME_DISK)


@pytest.mark.parametrize(
    ("path", "words"), [("usb", "whole path"), ("/no/such/folder", "There is no folder")]
)
def test_a_folder_that_cannot_be_used_is_told_at_its_field(
    shop: ShopAtHand, at: Enter, path: str, words: str
) -> None:
    here = at(shop.owner)
    page_of(here)
    here.press(_Key.Key_F8)
    here.enter(path)
    assert words in here.words()
    here.press(_Key.Key_Escape)
    with shop.store.look() as look:
        assert look.people.only_outlet().backup_folder == ""


def test_the_recovery_sheet_is_made_and_it_is_said_where_it_is(
    shop: ShopAtHand, at: Enter, documents: Path
) -> None:
    no_demo(shop)
    here = at(shop.owner)
    page = page_of(here)
    assert "Not made yet" in page.sheet.accessibleName()
    before = backups.status(shop.owner, backups.AskBackups())
    assert before.words.endswith("no recovery sheet")
    here.press(_Key.Key_F10)
    here.press(_Key.Key_Return)
    made = documents / "recovery-sheet-2026-02-18.pdf"
    assert str(made) in here.words()
    assert made.read_bytes().startswith(b"%PDF")
    assert made.stat().st_mode & 0o077 == 0
    here.press(_Key.Key_Return)
    assert here.sheet() is None
    assert "18-02-2026" in page.sheet.accessibleName()
    assert "recovery sheet" not in backups.status(shop.owner, backups.AskBackups()).words


def test_a_sheet_that_cannot_be_saved_is_not_taken_for_made(
    shop: ShopAtHand, at: Enter, documents: Path
) -> None:
    no_demo(shop)
    here = at(shop.owner)
    page = page_of(here)
    there = documents / "recovery-sheet-2026-02-18.pdf"
    there.write_bytes(b"another")
    here.press(_Key.Key_F10)
    here.press(_Key.Key_Return)
    assert "is there already" in here.words()
    here.press(_Key.Key_Escape)
    assert there.read_bytes() == b"another"
    assert "Not made yet" in page.sheet.accessibleName()
    assert backups.status(shop.owner, backups.AskBackups()).is_stale


def test_an_admin_who_is_not_approved_leaves_no_file(shop: ShopAtHand, documents: Path) -> None:
    from pos_desktop.ui.settings.recovery_presenter import RecoveryPresenter, RecoveryState

    states: list[RecoveryState] = []

    class View:
        def display(self, state: RecoveryState) -> None:
            states.append(state)

    class Refusing(Counter):
        def write(self, *_given: object, failed: Any, **_more: object) -> None:
            failed(Refused("The owner must approve.", code="approval_needed"))

    counter = Refusing(shop.desk, InlineTasks(), tell=lambda _message: None)
    presenter = RecoveryPresenter(counter, View(), lambda: None)
    presenter.submitted(str(documents / "sheet.pdf"))
    assert states[-1].problem == "The owner must approve."
    assert list(documents.iterdir()) == []


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    path = free_file(str(tmp_path / "a.pdf"), field="file")
    assert path.stat().st_size == 0
    with pytest.raises(Exception, match="there already"):
        free_file(str(path), field="file")


def test_a_cashier_sees_how_fresh_the_backups_are_and_takes_none(
    shop: ShopAtHand, at: Enter
) -> None:
    here = at(shop.cashier)
    page = page_of(here)
    assert "No backup yet" in page.first.accessibleName()
    assert not any(button.isEnabled() for button in (page.take, page.choose, page.print))
    here.press(_Key.Key_F9)
    assert not (shop.folder / "backups").exists()


def test_a_backup_that_fails_is_told_and_can_be_tried_again(
    shop: ShopAtHand, at: Enter, told: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = at(shop.manager)
    page = page_of(here)

    def broken(*_given: object) -> None:
        raise Unavailable("The disk is full.", code="disk_full")

    with monkeypatch.context() as patch:
        patch.setattr("pos_desktop.persistence.backups.take_backup", broken)
        here.press(_Key.Key_F9)
    assert told[-1] == Message(kind="error", text="The disk is full.")
    assert page.take.isEnabled()


def test_the_page_fits_a_small_window(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.owner)
    page: QWidget = page_of(here)
    assert page.minimumSizeHint().width() <= 720
    assert page.minimumSizeHint().height() <= 470


def test_a_fault_while_a_folder_is_looked_at_leaves_the_sheet_usable(
    shop: ShopAtHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[FolderState] = []

    class View:
        def display(self, state: FolderState) -> None:
            states.append(state)

        def close_sheet(self) -> None:
            raise AssertionError

    def broken(*_given: object, **_more: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("pos_desktop.ui.settings.folder_presenter.usable_folder", broken)
    counter = Counter(shop.owner, InlineTasks(), tell=lambda _message: None)
    presenter = FolderPresenter(counter, View(), str(tmp_path / "backups"), lambda *_: None)
    with pytest.raises(ValueError, match="a bug"):
        presenter.submitted(str(tmp_path))
    assert not states[-1].is_saving
    assert states[-1].problem == A_FAULT
