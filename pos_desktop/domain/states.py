"""States and Union Territories with their GST codes, as data.

Source: the State code list of the GST portal; Union Territories without a legislature levy
UTGST (UTGST Act 2017 s.2(8)). Code 25 merged into 26 on 26 January 2020; 28 is Andhra Pradesh
before its division; 96 and 97 are the codes for abroad and for other territory.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos_desktop.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class State:
    """A State or Union Territory of India.

    ``offered`` is for lists to choose from; ``in_gstin`` says that a GSTIN may begin with it.
    """

    code: str
    name: str
    utgst: bool = False
    offered: bool = True
    in_gstin: bool = True


_ALL = (
    State("01", "Jammu & Kashmir"),
    State("02", "Himachal Pradesh"),
    State("03", "Punjab"),
    State("04", "Chandigarh", utgst=True),
    State("05", "Uttarakhand"),
    State("06", "Haryana"),
    State("07", "Delhi"),
    State("08", "Rajasthan"),
    State("09", "Uttar Pradesh"),
    State("10", "Bihar"),
    State("11", "Sikkim"),
    State("12", "Arunachal Pradesh"),
    State("13", "Nagaland"),
    State("14", "Manipur"),
    State("15", "Mizoram"),
    State("16", "Tripura"),
    State("17", "Meghalaya"),
    State("18", "Assam"),
    State("19", "West Bengal"),
    State("20", "Jharkhand"),
    State("21", "Odisha"),
    State("22", "Chhattisgarh"),
    State("23", "Madhya Pradesh"),
    State("24", "Gujarat"),
    State("25", "Daman & Diu (until 25 Jan 2020)", utgst=True, offered=False),
    State("26", "Dadra & Nagar Haveli and Daman & Diu", utgst=True),
    State("27", "Maharashtra"),
    State("28", "Andhra Pradesh (before division)", offered=False),
    State("29", "Karnataka"),
    State("30", "Goa"),
    State("31", "Lakshadweep", utgst=True),
    State("32", "Kerala"),
    State("33", "Tamil Nadu"),
    State("34", "Puducherry"),
    State("35", "Andaman & Nicobar Islands", utgst=True),
    State("36", "Telangana"),
    State("37", "Andhra Pradesh"),
    State("38", "Ladakh", utgst=True),
    State("96", "Other Country", offered=False, in_gstin=False),
    State("97", "Other Territory", utgst=True),
    State("99", "Centre Jurisdiction", offered=False),
)
_BY_CODE = {state.code: state for state in _ALL}

OFFERED_STATES: tuple[State, ...] = tuple(state for state in _ALL if state.offered)
"""For lists to choose from, by code."""


def state_of(code: str, *, field: str) -> State:
    """The State of a two-digit code. Raises BadInput naming *field* for an unknown one."""
    state = _BY_CODE.get(code.strip())
    if state is None:
        raise BadInput(
            f"“{code}” is not a GST State code. Use two digits, like 23 for Madhya Pradesh.",
            field=field,
            code="unknown_state",
        )
    return state


def is_gstin_prefix(code: str) -> bool:
    """Whether a GSTIN may begin with these two digits."""
    return code in _BY_CODE and _BY_CODE[code].in_gstin


def state_named(name: str, *, field: str) -> State:
    """The State of a name, whatever its case. Raises BadInput naming *field*."""
    wanted = " ".join(name.split()).casefold().replace(" and ", " & ")
    for state in _ALL:
        if state.name.casefold().replace(" and ", " & ") == wanted:
            return state
    raise BadInput(
        f"“{name}” is no State or Union Territory of India. Choose it from the list.",
        field=field,
        code="unknown_state",
    )
