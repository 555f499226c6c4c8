"""The pages of Settings: a line each. What a page needs is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.domain.people import Right
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.presenter import PageFacts


class SettingsPage(Struct, frozen=True, kw_only=True):
    """A page, its title translated, and how it is made."""

    facts: PageFacts
    title: str
    make: Callable[[Counter], QWidget]


def _people(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.people_page import PeoplePage

    return PeoplePage(counter)


def _backups(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.backups_page import BackupsPage

    return BackupsPage(counter)


def _audit(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.audit_page import AuditPage

    return AuditPage(counter)


def _tax(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.tax_page import TaxPage

    return TaxPage(counter)


def _exceptions(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.exceptions_page import ExceptionsPage

    return ExceptionsPage(counter)


def _check(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.check_page import CheckPage

    return CheckPage(counter)


def _shop(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.shop_page import ShopPage

    return ShopPage(counter)


def _papers(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.papers_page import PapersPage

    return PapersPage(counter)


def _screen(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.screen_page import ScreenPage

    return ScreenPage(counter)


def _printers(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.printers_page import PrintersPage

    return PrintersPage(counter)


def _keys(counter: Counter) -> QWidget:
    from pos_desktop.ui.settings.keys_page import KeysPage

    return KeysPage(counter)


def _help(counter: Counter) -> QWidget:
    from pos_desktop.ui.help.view import HelpView

    del counter
    return HelpView()


def settings_pages() -> tuple[SettingsPage, ...]:
    """Every page, in the order of the list."""

    def page(
        page_id: str, title: str, make: Callable[[Counter], QWidget], right: Right | None, what: str
    ) -> SettingsPage:
        facts = PageFacts(page_id=page_id, right=right, what=what)
        return SettingsPage(facts=facts, title=title, make=make)

    word = QCoreApplication.translate
    return (
        page("people", word("Settings", "People"), _people, Right.SEE_USERS, "see who works here"),
        page("backups", word("Settings", "Backups"), _backups, None, ""),
        page("audit", word("Settings", "Audit"), _audit, Right.SEE_AUDIT, "see what was done"),
        page(
            "exceptions",
            word("Settings", "Exceptions"),
            _exceptions,
            Right.SEE_AUDIT,
            "see what stands out",
        ),
        page("check", word("Settings", "Check"), _check, Right.SEE_AUDIT, "check the shop's data"),
        page("screen", word("Settings", "Language and screen"), _screen, None, ""),
        page("shop", word("Settings", "Shop"), _shop, Right.SETTINGS, "change the shop's settings"),
        page(
            "papers",
            word("Settings", "Papers"),
            _papers,
            Right.SETTINGS,
            "change how papers look",
        ),
        page("tax", word("Settings", "Tax"), _tax, Right.EDIT_TAX, "see the tax classes"),
        page(
            "printers", word("Settings", "Printers"), _printers, Right.SETTINGS, "set up printers"
        ),
        page("keys", word("Settings", "Keys"), _keys, None, ""),
        page("help", word("Settings", "Help"), _help, None, ""),
    )
