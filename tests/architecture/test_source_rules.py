"""The house rules a linter does not know: lengths, names, nothing left to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pos_desktop"

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70
BANNED_MODULES = {
    f"{stem}{plural}" for stem in ("util", "helper", "common", "manager") for plural in ("", "s")
}
# Put together here, so that this file does not name what it forbids.
LEFT_TO_DO = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME")) + r")\b")
READ_BY_PEOPLE = {".py", ".toml", ".md", ".sql", ".qss", ".ini", ".cfg", ".yml", ".yaml", ""}


def modules_under(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def lines_in(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_in(source: str) -> Iterator[tuple[str, int]]:
    """Every function's name and its lines, its decorators not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def files_left_to_people() -> Iterator[Path]:
    for top in ("pos_desktop", "tests", "scripts", "packaging"):
        yield from (path for path in (ROOT / top).rglob("*") if path.is_file())
    yield from (path for path in ROOT.iterdir() if path.is_file())


def banned(path: Path) -> bool:
    parts = [*path.relative_to(PACKAGE).parent.parts, path.stem]
    return any(part.strip("_") in BANNED_MODULES for part in parts)


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules_under(PACKAGE)
        if (lines := lines_in(path)) > FILE_LINES_MAX
    }
    assert long == {}


def test_no_function_is_longer_than_70_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{name}": lines
        for path in modules_under(PACKAGE)
        for name, lines in functions_in(path.read_text(encoding="utf-8"))
        if lines > FUNCTION_LINES_MAX
    }
    assert long == {}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [str(path) for path in modules_under(PACKAGE) if banned(path)] == []


def test_nothing_is_left_to_do() -> None:
    left = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files_left_to_people()
        if path.suffix in READ_BY_PEOPLE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if LEFT_TO_DO.search(line)
    ]
    assert left == []


def test_a_long_function_would_be_seen() -> None:
    body = "    x = 1\n" * FUNCTION_LINES_MAX
    assert list(functions_in(f"class A:\n  @staticmethod\n  def f():\n{body}")) == [
        ("f", FUNCTION_LINES_MAX + 1)
    ]


@pytest.mark.parametrize("name", ["utils.py", "ui/_helpers.py", "common/money.py", "manager.py"])
def test_a_banned_name_would_be_seen(name: str) -> None:
    assert banned(PACKAGE / name)


@pytest.mark.parametrize("name", ["ui/shift/manager_approval.py", "domain/commons_tax.py"])
def test_a_name_that_only_contains_one_is_fine(name: str) -> None:
    assert not banned(PACKAGE / name)


def test_a_line_left_to_do_would_be_seen() -> None:
    assert LEFT_TO_DO.search("# TO" + "DO: later")
    assert not LEFT_TO_DO.search("# a method is not one")
