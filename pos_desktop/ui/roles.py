"""Roles as people say them. No Qt; a view translates them in the context ``Roles``."""

from __future__ import annotations

from pos_desktop.domain.people import Role
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

ROLE_WORDS = {
    Role.SUPER_ADMIN: QT_TRANSLATE_NOOP("Roles", "Owner"),
    Role.ADMIN: QT_TRANSLATE_NOOP("Roles", "Admin"),
    Role.MANAGER: QT_TRANSLATE_NOOP("Roles", "Manager"),
    Role.CASHIER: QT_TRANSLATE_NOOP("Roles", "Cashier"),
}
