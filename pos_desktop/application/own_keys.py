"""Keys of who is signed in, in place of the usual ones."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.own_keys import MOST_OWN_KEYS, OwnKey, check_keys


class GetKeys(Struct, frozen=True, kw_only=True):
    """One's own."""


class SetKeys(Struct, frozen=True, kw_only=True):
    """All keys that differ from the usual ones; what is not among them is as usual again."""

    keys: tuple[OwnKey, ...]


class OwnKeys(Struct, frozen=True, kw_only=True):
    """The keys that differ from the usual ones."""

    keys: tuple[OwnKey, ...]


@use_case("keys.get", right=None, writes=False)
def get(desk: Desk, work: Work, request: GetKeys) -> OwnKeys:
    """The keys that who is signed in gave to actions."""
    return OwnKeys(keys=tuple(work.people.own_keys(desk.signed_in.user_id)))


@use_case("keys.set", right=None, writes=True)
def set_(desk: Desk, work: Work, request: SetKeys) -> OwnKeys:
    """Change one's own keys."""
    if len(request.keys) > MOST_OWN_KEYS:
        raise BadInput(f"At most {MOST_OWN_KEYS} keys can differ.", field="keys")
    if len({own.action for own in request.keys}) != len(request.keys):
        raise BadInput("An action has two keys.", field="keys")
    for own in request.keys:
        check_keys(own.keys)
    work.people.set_own_keys(desk.signed_in.user_id, request.keys)
    return OwnKeys(keys=request.keys)
