"""The whole check of a large store in a process of its own, which gives way to the till.

Chain and books are Python's work: in a thread they would take turns with a window and its sales.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from pos_desktop.domain.chain import Head
from pos_desktop.domain.checks import Area, ChainKey, CheckReport, Progress
from pos_desktop.persistence.apart import answer, ask, say
from pos_desktop.persistence.checking import check_store
from pos_desktop.persistence.engine import as_unavailable
from pos_desktop.persistence.keys import StoreKeys


def check_apart(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    *,
    first_key: ChainKey | None,
    tell: Progress,
) -> CheckReport:
    """What ``check_store`` finds there; the arguments are the same. Raises Unavailable."""

    def hear(area: str, done: int, total: int) -> None:
        tell(Area(area), done, total)

    asked = asked_of(path, keys, heads) | {"first_key": to_builtins(first_key)}
    return convert(ask(__name__, hear, **asked), CheckReport)


def asked_of(path: Path, keys: StoreKeys, heads: dict[int, Head]) -> dict[str, Any]:
    """A store, its keys and how far its chains had come, as JSON."""
    return {"path": str(path), "keys": to_builtins(keys), "heads": to_builtins([*heads.values()])}


def store_of(asked: dict[str, Any]) -> tuple[Path, StoreKeys, dict[int, Head]]:
    """What :func:`asked_of` made JSON of."""
    heads = convert(asked["heads"], list[Head])
    return Path(asked["path"]), convert(asked["keys"], StoreKeys), {h.chain: h for h in heads}


def _asked(asked: dict[str, Any]) -> Any:
    path, keys, heads = store_of(asked)
    first_key = convert(asked["first_key"], ChainKey | None)
    try:
        return to_builtins(check_store(path, keys, heads, first_key=first_key, tell=say))
    except Exception as error:
        raise as_unavailable(error, reads_only=True) or error from error


if __name__ == "__main__":
    answer(_asked, gives_way=True)
