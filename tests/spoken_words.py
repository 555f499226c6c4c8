"""Every text of the code that a person may read, found in the source itself.

``python -m tests.spoken_words hi`` writes those without a translation as JSON, to be filled in.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pos_desktop.ui.language.catalogue import FOLDER, unknown
from pos_desktop.ui.settings.audit_words import detail_label, is_of_machine

PACKAGE = Path(__file__).parents[1] / "pos_desktop"

# Calls by which a screen says something: the place of the text among their arguments.
_SAYING = {"tr": 0, "_tr": 0, "says": 1, "translate": 1, "QT_TRANSLATE_NOOP": 1, "_T": 1}
_WITH_CONTEXT = {"translate", "word", "says"}
_ERRORS = {"BadInput", "Refused", "Unavailable", "RowFault", "Fault"}
_SPOKEN_KEYWORDS = {"text", "what", "words", "problem", "title", "reason", "message"}
_A_WORD = re.compile(r"[A-Za-z]{2,}")
_CODE = re.compile(r"[a-z0-9_.:/*%#=\-\[\]]+|[A-Z0-9_]+")
# A colour, the keys of a shortcut, the name of a file, a name joined by underscores.
_NEVER_SPEECH = re.compile(
    r"#[0-9A-Fa-f]{6}|((Ctrl|Alt|Shift)\+)+\w+|[\w{}-]+\.(json|csv|xlsx|pdf)|[A-Za-z0-9]+(_[\w%]+)+"
    r"|\(?(PRAGMA|BEGIN|SELECT|WITH|CASE|AND) (?s:.+)|(?s:.*(SELECT .+ FROM |<> sum\().*)"
)
# The catalogue splits a finished text there; what follows is a text of its own.
_SEAM = re.compile(r"^( · | \+ | )|( · | )$")
# Never shown to who works at the till: logs, papers of the command line, faults of the program.
_UNSEEN_MODULES = ("cli/", "migrations/", "resources/")
_UNSEEN_CALLS = {
    "RuntimeError", "ValueError", "KeyError", "TypeError", "KeyConflict", "debug", "info",
    "warning", "error", "exception", "critical", "text", "exec_driver_sql", "setObjectName",
    "getattr", "setattr", "hasattr", "isinstance", "connect", "setProperty", "load", "open",
    "startswith", "endswith", "replace", "partition", "rpartition", "split", "join", "strftime",
    "findChild", "icon", "pixmap", "coloured", "fromString", "use_case", "find", "removeprefix",
    "removesuffix", "_note", "compile", "TypeVar",
}  # fmt: skip
_UNSEEN_KEYWORDS = {"latest", "code", "field", "at", "tone"}
_SPOKEN_FILES = re.compile(
    r"ui/.*(presenter|state|words|roles|strip|advice|moods|ages|report)\w*\.py|ui/roles\.py"
    r"|ui/billing/cart\.py|ui/shift/drawer_terms\.py|ui/settings/printer_fields\.py|ui/counter\.py"
    r"|ui/returns/money_back\.py|ui/widgets/cash_count\.py"
    r"|domain/(backups|checks|clock|credit|drawer|phones|place_of_supply|shifts|variance)\.py"
    r"|application/(closing|gst_returns|opening|posting|printing|quote|returning)\.py"
    r"|application/(balance_history|balance_papers|customer_details|gst_tables|owner_home|report_tables"
    r"|sales_tables|scale_labels|shift_reports|table_report)\.py"
    r"|application/(adjustments|cash_moves|credit_notes|exchange|hand_over|payments|print_queue)\.py"
    r"|application/(restoring|reversals|stock|terminal_printers|variances|vouchers)\.py"
    r"|application/(backups|printer_finding|proving|tax|tender_corrections)\.py"
    r"|devices/(conversation|cups|disk|file|finding|network|path|queue|serial_port|spooled)\.py"
    r"|devices/(spooler|usb_port)\.py|persistence/(check\w*|engine|print_jobs)\.py|app\.py"
)


def templates() -> dict[str, str]:
    """Every text, and where it was first found. Places in it are ``{name}``."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(_UNSEEN_MODULES) or "/migrations/" in name:
            continue
        for text in _spoken(ast.parse(path.read_text(encoding="utf-8")), name):
            found.setdefault(text, name)
    return found


def missing(language: str) -> list[str]:
    """The texts that a language does not say yet."""
    file = FOLDER / f"{language}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return unknown(known, templates())


def _spoken(tree: ast.Module, name: str) -> Iterator[str]:
    in_spoken_file = bool(_SPOKEN_FILES.search(name))
    in_ui = name.startswith("ui/")
    silent = _silent_nodes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _said_by(node, in_ui=in_ui)
        if in_spoken_file and id(node) not in silent:
            text = _template(node)
            if text is not None and _is_speech(text):
                yield _SEAM.sub("", text)


def _said_by(call: ast.Call, *, in_ui: bool) -> Iterator[str]:
    name = _name_of(call.func)
    if name == "audit":  # the log shows each detail under its name
        yield from (
            detail_label(k.arg) for k in call.keywords if k.arg and not is_of_machine(k.arg, "")
        )
    given: list[ast.expr] = []
    if name in _SAYING and len(call.args) > _SAYING[name]:
        given.append(call.args[_SAYING[name]])
    elif name == "word" and call.args:
        given.append(call.args[-1])
    elif name in _ERRORS and call.args:
        given.append(call.args[0])
    elif name == "require" and len(call.args) > 1:
        given.append(call.args[1])
    if name in _ERRORS or in_ui or name == "use_case":
        given += [k.value for k in call.keywords if k.arg in _SPOKEN_KEYWORDS]
    for argument in given:
        branches = (
            (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        )
        for branch in branches:
            text = _template(branch)
            if text is None or _NEVER_SPEECH.fullmatch(text):
                continue
            if _A_WORD.search(_PLACES.sub("", text)):
                yield f"{text}{_meaning(call)}" if name == "tr" else text


def _meaning(call: ast.Call) -> str:
    """`` [money back]`` of ``tr("Change", "money back")``."""
    meaning = _template(call.args[1]) if len(call.args) > 1 else ""
    return f" [{meaning}]" if meaning else ""


_PLACES = re.compile(r"\{\w+\}")


def _template(node: ast.AST) -> str | None:
    """The text of a literal; an f-string's places are called by what stands in them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _template(node.left), _template(node.right)
        return None if left is None or right is None else left + right
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, used = [], set()
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
            continue
        assert isinstance(part, ast.FormattedValue)
        name = _place_name(part.value)
        while name in used:
            name += "_"
        used.add(name)
        parts.append(f"{{{name}}}")
    return "".join(parts)


def _place_name(value: ast.expr) -> str:
    if isinstance(value, ast.Call):
        return _place_name(value.args[0]) if value.args else _name_of(value.func)
    if isinstance(value, ast.Attribute):
        return value.attr
    if isinstance(value, ast.Name):
        return value.id.strip("_")
    if isinstance(value, ast.Subscript):
        return _place_name(value.value).lower()
    return "value"


def _is_speech(text: str) -> bool:
    bare = _PLACES.sub("", text).strip()
    if not _A_WORD.search(bare) or _CODE.fullmatch(bare) or _NEVER_SPEECH.fullmatch(text.strip()):
        return False
    return " " in bare or bare[:1].isupper()


def _silent_nodes(tree: ast.Module) -> set[int]:
    """Docstrings, annotations, parts of f-strings and sums, and arguments nobody sees."""
    return {id(node) for parent in ast.walk(tree) for node in _silenced_by(parent)}


def _silenced_by(node: ast.AST) -> Iterator[ast.AST]:
    inside: list[ast.AST | None] = []
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        inside += node.values
    elif isinstance(node, ast.BinOp) and _template(node) is not None:
        yield from (node.left, node.right)
    elif isinstance(node, ast.Call) and _name_of(node.func) in _UNSEEN_CALLS:
        inside += node.args
    elif isinstance(node, ast.Call) and _name_of(node.func) in _WITH_CONTEXT:
        inside += node.args[:-1]
    elif isinstance(node, ast.keyword) and node.arg in _UNSEEN_KEYWORDS:
        inside.append(node.value)
    elif isinstance(node, (ast.Assert, ast.Compare)):
        inside += ast.iter_child_nodes(node)
    elif isinstance(node, ast.AnnAssign):
        inside.append(node.annotation)
    elif isinstance(node, ast.FunctionDef):
        inside += [node.returns, *(a.annotation for a in node.args.args)]
    for part in inside:
        if part is not None:
            yield from ast.walk(part)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


if __name__ == "__main__":
    texts = missing(sys.argv[1] if len(sys.argv) > 1 else "hi")
    print(json.dumps(dict.fromkeys(texts, ""), ensure_ascii=False, indent=1))
