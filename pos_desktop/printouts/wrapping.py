"""Words broken into lines by what fits, whatever the paper measures: dots or millimetres."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Fits = Callable[[str], bool]


def broken(words: Iterable[str], fits: Fits) -> list[str]:
    """As few lines as fit; a word that is longer than a line goes on in the next."""
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while len(line) > 1 and not fits(line):
            head = _beginning(line, fits)
            lines.append(head)
            line = line[len(head) :]
    if line:
        lines.append(line)
    return lines


def cut(lines: list[str], most: int | None, fits: Fits, *, ellipsis: str) -> list[str]:
    """The first *most* lines; where there were more, the last one ends in *ellipsis*."""
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and not fits(last + ellipsis):
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + ellipsis]


def _beginning(word: str, fits: Fits) -> str:
    """The longest beginning that fits, and at least one letter."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(word[:middle]):
            low = middle
        else:
            high = middle - 1
    return word[:low]
