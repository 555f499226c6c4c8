"""What the law changes by date: State codes, thresholds and the rates there are.

The packaged file ``resources/reference/gst.json`` is where it begins; a shop takes a newer one in
from a file. Nothing here ever touches a document that is issued: it says what it was issued with.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import HUNDRED_PERCENT, BasisPoints, format_percent, parse_percent
from pos_desktop.domain.money import Paise, parse_rupees

T = TypeVar("T")

FIRST_DAY = date(2017, 7, 1)
"""GST began."""

_PACKAGED = "resources/reference/gst.json"
_FIELDS = {"version", "about", "states", "thresholds", "rates"}
_STATE_FIELDS = {"code", "name", "utgst", "offered", "in_gstin", "from", "until"}
_MOST_STATES = 100
_LONGEST_NAME = 60


class Threshold(StrEnum):
    """An amount at which another rule begins."""

    BUYER_DETAILS = "buyer_details"
    CONSOLIDATED_BELOW = "consolidated_below"
    B2C_LARGE = "b2c_large"
    E_INVOICE_TURNOVER = "e_invoice_turnover"
    E_WAY_BILL = "e_way_bill"


class State(Struct, frozen=True):
    """A State or Union Territory of India.

    ``offered`` is for lists to choose from; ``in_gstin`` says that a GSTIN may begin with it;
    ``since`` and ``until`` are the first and the last day on which it is offered.
    """

    code: str
    name: str
    utgst: bool = False
    offered: bool = True
    in_gstin: bool = True
    since: date = FIRST_DAY
    until: date | None = None


class GstData(Struct, frozen=True, kw_only=True):
    """One version of the data. Dated lists are in the order of their dates."""

    version: date
    states: Mapping[str, State]
    thresholds: Mapping[Threshold, tuple[tuple[date, Paise], ...]]
    rates: tuple[tuple[date, frozenset[BasisPoints]], ...]

    def threshold(self, which: Threshold, day: date) -> Paise | None:
        """The amount on a day; None before there was such a rule."""
        return _on(self.thresholds.get(which, ()), day)

    def least(self, which: Threshold) -> Paise:
        """The lowest that a threshold was on any day."""
        return min(amount for _, amount in self.thresholds[which])

    def offered(self, day: date) -> tuple[State, ...]:
        """The States to choose from on a day, by code."""
        return tuple(state for code, state in self.states.items() if self.offers(code, day))

    def offers(self, code: str, day: date) -> bool:
        """Whether a code is that of a State to choose on a day."""
        state = self.states.get(code)
        if state is None or not state.offered:
            return False
        return state.since <= day and (state.until is None or day <= state.until)

    def check_rate(self, rate: BasisPoints, day: date, *, field: str) -> None:
        """Refuse a rate that is none of GST on a day. Raises BadInput naming *field*."""
        rates = _on(self.rates, day) or frozenset()
        if rate not in rates:
            there = ", ".join(format_percent(known) for known in sorted(rates))
            raise BadInput(
                f"{format_percent(rate)}% is not a rate of GST on {day:%d-%m-%Y}: there are "
                f"{there}. When the Government has set a new one, take in newer GST data first.",
                field=field,
                code="unknown_rate",
            )


def parse_gst_data(text: str, *, field: str = "content") -> GstData:
    """Read a file of GST data, and refuse one that is not whole.

    Raises BadInput whose field begins with *field* and says where in the file the fault is.
    """
    try:
        told = json.loads(text)
    except ValueError:
        raise BadInput(
            "This is not a file of GST data: it cannot be read as JSON.", field=field
        ) from None
    given = _object(told, _FIELDS, field)
    states = [
        _state(entry, f"{field}.states[{i}]")
        for i, entry in enumerate(_list(given.get("states"), f"{field}.states"))
    ]
    by_code = {state.code: state for state in states}
    if not states or len(by_code) != len(states) or len(states) > _MOST_STATES:
        raise BadInput("Every State code stands here once.", field=f"{field}.states")
    thresholds = _object(given.get("thresholds"), {t.value for t in Threshold}, "thresholds")
    if set(thresholds) != {t.value for t in Threshold}:
        missing = ", ".join(sorted({t.value for t in Threshold} - set(thresholds)))
        raise BadInput(f"These thresholds are missing: {missing}.", field=f"{field}.thresholds")
    return GstData(
        version=_day(given.get("version"), f"{field}.version"),
        states=dict(sorted(by_code.items())),
        thresholds={
            Threshold(name): _dated(entries, "amount", _amount, f"{field}.thresholds.{name}")
            for name, entries in thresholds.items()
        },
        rates=_dated(given.get("rates"), "percent", _rates, f"{field}.rates"),
    )


class _InForce:
    """The data that holds; the packaged file until a shop's own is taken."""

    def __init__(self) -> None:
        self._packaged: GstData | None = None
        self.taken: GstData | None = None

    def data(self) -> GstData:
        if self.taken is not None:
            return self.taken
        if self._packaged is None:
            self._packaged = parse_gst_data(packaged_text())
        return self._packaged


_in_force = _InForce()


def packaged_text() -> str:
    """The file that came with the program."""
    found = pkgutil.get_data("pos_desktop", _PACKAGED)
    if found is None:
        raise RuntimeError(f"{_PACKAGED} is missing from the package")
    return found.decode("utf-8")


def gst_data() -> GstData:
    """The data in force."""
    return _in_force.data()


def take_gst_data(data: GstData | None) -> None:
    """Let a shop's own data be in force; None is the packaged again.

    Data older than the packaged is left aside: the program was updated after the shop took it in.
    """
    _in_force.taken = None
    if data is not None and data.version > gst_data().version:
        _in_force.taken = data


def _on(dated: tuple[tuple[date, T], ...], day: date) -> T | None:
    return next((value for since, value in reversed(dated) if since <= day), None)


def _object(told: Any, known: set[str], field: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise BadInput("Something is missing here, or of another kind.", field=field)
    unknown = sorted(set(told) - known)
    if unknown:
        raise BadInput(f"There is no “{unknown[0]}” in GST data.", field=f"{field}.{unknown[0]}")
    return told


def _list(told: Any, field: str) -> list[Any]:
    if not isinstance(told, list) or not told:
        raise BadInput("A list is missing here.", field=field)
    return told


def _day(told: Any, field: str) -> date:
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError):
        raise BadInput("Write a date like 2026-02-01.", field=field) from None


def _state(told: Any, field: str) -> State:
    given = _object(told, _STATE_FIELDS, field)
    code, name = given.get("code"), given.get("name")
    if not isinstance(code, str) or len(code) != 2 or not (code.isascii() and code.isdigit()):
        raise BadInput("A State code is two digits.", field=f"{field}.code")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST_NAME:
        raise BadInput("A State has a name.", field=f"{field}.name")
    flags = {flag: given.get(flag, flag != "utgst") for flag in ("utgst", "offered", "in_gstin")}
    for flag, value in flags.items():
        if not isinstance(value, bool):
            raise BadInput("Write true or false.", field=f"{field}.{flag}")
    return State(
        code,
        name,
        since=_day(given["from"], f"{field}.from") if "from" in given else FIRST_DAY,
        until=_day(given["until"], f"{field}.until") if given.get("until") else None,
        **flags,
    )


def _dated(
    told: Any, what: str, read: Callable[[Any, str], T], field: str
) -> tuple[tuple[date, T], ...]:
    rows = []
    for i, entry in enumerate(_list(told, field)):
        at = f"{field}[{i}]"
        given = _object(entry, {"from", what}, at)
        rows.append((_day(given.get("from"), f"{at}.from"), read(given.get(what), f"{at}.{what}")))
    days = [day for day, _ in rows]
    if days != sorted(set(days)):
        raise BadInput("The dates follow one another, each once.", field=field)
    return tuple(rows)


def _amount(told: Any, field: str) -> Paise:
    if not isinstance(told, str):
        raise BadInput('Write the amount as a text like "50000.00".', field=field)
    return parse_rupees(told, field=field)


def _rates(told: Any, field: str) -> frozenset[BasisPoints]:
    rates = []
    for i, text in enumerate(_list(told, field)):
        if not isinstance(text, str):
            raise BadInput('Write a rate as a text like "18".', field=f"{field}[{i}]")
        rate = parse_percent(text, field=f"{field}[{i}]")
        if rate > HUNDRED_PERCENT:
            raise BadInput("A rate is at most 100%.", field=f"{field}[{i}]")
        rates.append(rate)
    return frozenset(rates)
