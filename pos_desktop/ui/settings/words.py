"""Roles and rights in words, and whom to speak with. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pos_desktop.application.people import UserView
from pos_desktop.domain.people import WITH_PASSWORD, Answer, Right, Role, may
from pos_desktop.ui.roles import ROLE_WORDS

MOST_NAMED = 3


def secret_words(role: Role) -> str:
    """What somebody of that role signs in with."""
    return "Password" if role in WITH_PASSWORD else "PIN"


def refusal_words(role: Role, right: Right, what: str, users: Iterable[UserView]) -> str:
    """Why somebody does not see a page, and with whom to speak.

    *what* finishes "Your sign-in may not …"; *users* are those who can sign in.
    """
    able = [user for user in users if may(user.role, right) is Answer.YES]
    words = f"Your sign-in ({ROLE_WORDS[role]}) may not {what}."
    if able:
        words += f" Speak with {_names(able)}."
    return words


def _names(users: Sequence[UserView]) -> str:
    told = [f"{user.name} ({ROLE_WORDS[user.role]})" for user in users[:MOST_NAMED]]
    return " or ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)
