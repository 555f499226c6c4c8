"""What is sold while the disk is watched or broken, the call that sells it, and its answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Sale = dict[str, Any]

_TENDERS = (
    [{"method": "cash", "amount": "10.00"}, {"method": "credit"}],
    [{"method": "cash", "amount": "5000.00"}],
    [{"method": "credit"}],
)


def sale(n: int) -> Sale:
    """The n-th sale: part on the khata of one regular, all in cash, or all on the khata."""
    return {
        "request_id": f"sale-{n}",
        "lines": [{"item": str(1034 + (n * 7 + i) % 46), "qty": "1"} for i in range(1 + n % 3)],
        "customer": {"name": "Ravi", "phone": "9811112222"},
        "tenders": _TENDERS[n % len(_TENDERS)],
    }


def as_lines(sales: Sequence[Sale]) -> str:
    """The input of ``call --lines``."""
    return "".join(json.dumps(one) + "\n" for one in sales)


def selling(folder: Path) -> list[str]:
    """The arguments that sell in the ``shop`` of *folder* what standard input says."""
    where = ["--shop", str(folder / "shop"), "--user", "cashier"]
    return ["call", "--lines", *where, "billing.issue", "-"]


def acknowledged(told: str, asked: Sequence[Sale]) -> dict[str, str]:
    """Number by request of every sale that was answered with its bill."""
    return {
        one["request_id"]: answer["bill_number"]
        for one, answer in _answered(told, asked)
        if "bill_number" in answer
    }


def refusals(told: str, asked: Sequence[Sale]) -> dict[str, str]:
    """Code of the error by request of every sale that was answered with one."""
    return {
        one["request_id"]: answer["error"]["code"]
        for one, answer in _answered(told, asked)
        if "error" in answer
    }


def _answered(told: str, asked: Sequence[Sale]) -> Iterator[tuple[Sale, Any]]:
    """Answers come in the order of what was asked; a torn line was not told.

    A start or an end that fails tells one line more. A start that fails is the answer to the
    first sale: none was made.
    """
    for one, line in zip(asked, told.split("\n")[:-1], strict=False):
        yield one, json.loads(line)
