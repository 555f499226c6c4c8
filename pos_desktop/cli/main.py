"""Reading the command line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from pos_desktop import __version__
from pos_desktop.cli import backup, export
from pos_desktop.cli.outcome import error_as_json, status_of
from pos_desktop.domain.errors import PosError


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit status: 0 done, 2 refused, 3 unavailable."""
    options = _parser().parse_args(arguments)
    try:
        return _dispatch(options)
    except PosError as error:
        print(json.dumps({"error": error_as_json(error)}, ensure_ascii=False))
        return status_of(error)


def _dispatch(options: argparse.Namespace) -> int:
    if options.command == "call":
        from pos_desktop.cli.call import call

        return call(options)
    if options.command == "demo":
        from pos_desktop.cli.demo import demo

        return demo(options)
    if options.command in {"check", "recalculate"}:
        from pos_desktop.cli import check

        return check.check(options) if options.command == "check" else check.recalculate(options)
    if options.command == "diagnostics":
        from pos_desktop.cli.diagnostics import diagnostics

        return diagnostics(options)
    if options.command == "export":
        return export.run(options)
    if options.command in backup.COMMANDS:
        return backup.run(options)
    from pos_desktop.app import default_shop, run_till

    return run_till(options.shop or default_shop(), make_demo=_make_demo)


def _make_demo(told: Callable[[int, int], None]) -> Path:
    """The demo shop, for a window that asks for it; its maker is imported only then."""
    from pos_desktop.cli.demo import demo_for_window

    return demo_for_window(told)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-desktop",
        description="A till for Indian shops that works without a network.",
        parents=[_common()],
    )
    parser.set_defaults(shop=None, user=None, command=None)
    parser.add_argument("--version", action="version", version=f"pos-desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    demo = commands.add_parser(
        "demo", parents=[_common()], help="make a demo shop in a folder of its own and open it"
    )
    demo.add_argument("--days", type=int, default=30, help="past days to play (default 30)")
    demo.add_argument("--seed", type=int, default=1, help="another seed, another history")
    demo.add_argument("--fresh", action="store_true", help="throw the old demo shop away first")
    shown = demo.add_mutually_exclusive_group()
    shown.add_argument("--no-window", action="store_true", help="make it, do not open it")
    shown.add_argument(
        "--offscreen",
        type=Path,
        metavar="DIR",
        help="play a day at the shop without a display; pictures go to DIR",
    )

    check = commands.add_parser(
        "check", parents=[_common()], help="prove that the shop's data is whole; changes nothing"
    )
    check.add_argument("--json", action="store_true", help="the report as JSON")
    check.add_argument("--chain-key", metavar="HEX", help="prove also earlier days' seals")
    check.add_argument("--chain-epoch", type=int, default=0, help="the day that key begins with")

    bundle = commands.add_parser(
        "diagnostics", parents=[_common()], help="a file for whoever helps; tells of nobody"
    )
    bundle.add_argument("file", type=Path, metavar="FILE.zip")
    backup.add_parsers(commands, [_common()])
    export.add_parser(commands, [_common()])
    recalculate = commands.add_parser(
        "recalculate", parents=[_common()], help="customers' balances anew from their entries"
    )
    recalculate.add_argument("--repair", action="store_true", help="store what was computed")

    call = commands.add_parser(
        "call", parents=[_common()], help="run one use case; the result is JSON"
    )
    call.add_argument("--list", action="store_true", help="every use case with its fields")
    call.add_argument(
        "--lines", action="store_true", help="one JSON document a line in, one result a line out"
    )
    call.add_argument("use_case", nargs="?", metavar="USE_CASE")
    call.add_argument(
        "input", nargs="?", default="{}", metavar="JSON|@FILE|-", help="the input (default {})"
    )
    return parser


def _common() -> argparse.ArgumentParser:
    """The options that may stand before or after the command.

    Made anew for each parser: a parser's defaults are kept in the options themselves, and a
    shared one would forget before the command what was given there.
    """
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--shop", type=Path, metavar="DIR", help="the shop's folder (default: POS_SHOP, or yours)"
    )
    common.add_argument("--user", metavar="NAME", help="who signs in; the PIN comes from POS_PIN")
    return common
