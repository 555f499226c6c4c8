"""Checking the shop's data: whether it is whole, proved, and adds up."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.checks import Area, ChainKey, Fault
from pos_desktop.domain.errors import BadInput


class CheckShop(Struct, frozen=True, kw_only=True):
    """Which seals to prove: of the present day, or of all since a key of the recovery sheet.

    ``chain_key`` is its 64 hexadecimal digits, ``chain_epoch`` the day it begins with.
    """

    chain_key: str | None = None
    chain_epoch: int = 0


class CheckedArea(Struct, frozen=True, kw_only=True):
    """One part of the check, in words, and what is wrong in it."""

    area: Area
    words: str
    is_sound: bool
    faults: tuple[str, ...]


class CheckedShop(Struct, frozen=True, kw_only=True):
    """The whole check; ``proved_from`` is the day of the chain from which seals were proved."""

    is_sound: bool
    bills: int
    entries: int
    proved_from: int
    areas: tuple[CheckedArea, ...]


@use_case("shop.check", right=None, writes=False, signed_in=False)
def check(desk: Desk, work: Work, request: CheckShop) -> CheckedShop:
    """Check the shop's data from its pages to its totals; nothing is changed."""
    report = desk.store.check(_key(request), desk.progress)
    return CheckedShop(
        is_sound=report.is_sound,
        bills=report.bills,
        entries=report.entries,
        proved_from=report.proved_from,
        areas=tuple(_area(area, report.faults) for area in Area),
    )


def _area(area: Area, faults: tuple[Fault, ...]) -> CheckedArea:
    found = tuple(fault.words for fault in faults if fault.area is area)
    return CheckedArea(area=area, words=area.words, is_sound=not found, faults=found)


def _key(request: CheckShop) -> ChainKey | None:
    if request.chain_key is None:
        return None
    try:
        key = bytes.fromhex(request.chain_key)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise BadInput(
            "A chain key has 64 digits 0-9 and a-f. Copy it from the recovery sheet.",
            field="chain_key",
        )
    return ChainKey(epoch=request.chain_epoch, key=key)
