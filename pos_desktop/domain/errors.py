"""The errors a person can act on, by who must act.

    PosError
    ├── BadInput     what was typed or sent is wrong: it names the field and the mend
    ├── Refused      the shop's rule said no: it says what to do next
    │   └── RefusedButNoted  the same, and what was written down before it stands
    └── Unavailable  disk, printer, key: try again, or call someone

Anything else that is raised is a bug.
"""

from __future__ import annotations


class PosError(Exception):
    """Base of the errors that are told to a person in words.

    Attributes:
        kind: ``bad_input``, ``refused`` or ``unavailable``; stable for programs.
        code: a stable snake_case name of the rule or fault; stable for programs.
        field: the name of the input at fault, such as ``lines[0].qty``, or None.
        message: one or two sentences for the person at the till.
    """

    kind = "error"

    def __init__(self, message: str, *, code: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field


class BadInput(PosError):
    """The input is wrong; nothing was saved."""

    kind = "bad_input"

    def __init__(self, message: str, *, field: str, code: str = "bad_input") -> None:
        super().__init__(message, code=code, field=field)


class Refused(PosError):
    """The shop's rule said no; nothing was saved."""

    kind = "refused"


class RefusedButNoted(Refused):
    """The shop's rule said no, but what the use case wrote before stays written.

    So that nobody learns something from a refusal and then acts as if they had not asked.
    """


class Unavailable(PosError):
    """Something the till needs is not there just now."""

    kind = "unavailable"
