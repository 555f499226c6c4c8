"""``pos-desktop call``: one use case, or one use case many times, as JSON."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pos_desktop.application.desk import Approval, Desk, UseCase
from pos_desktop.application.registry import REGISTRY
from pos_desktop.application.wire import decode, describe, encode, json_text
from pos_desktop.cli.outcome import DONE, error_as_json, fail, status_of
from pos_desktop.domain.errors import BadInput, PosError, Refused, Unavailable

QUOTE = "billing.quote"


def call(options: argparse.Namespace) -> int:
    """Run ``call`` with its options; returns the exit status."""
    if options.list:
        print(json.dumps(_catalogue(), indent=1, ensure_ascii=False))
        return DONE
    if options.use_case is None:
        return fail("Name a use case; pos-desktop call --list names them all.")
    if options.use_case == QUOTE:
        return _each(options, _quote)
    if options.use_case not in REGISTRY:
        raise BadInput(
            f"There is no use case {options.use_case}. See pos-desktop call --list.",
            field="use_case",
            code="unknown_use_case",
        )
    chosen = REGISTRY[options.use_case]
    with signed_in_desk(options, chosen) as desk:
        return _each(options, lambda document: _run(desk, chosen, document))


@contextmanager
def signed_in_desk(options: argparse.Namespace, chosen: UseCase[Any, Any]) -> Iterator[Desk]:
    """A desk of the chosen shop at which ``--user`` is signed in, if the use case needs it."""
    from pos_desktop.app import default_shop, desk_for, printing, settle_collector
    from pos_desktop.application.people import sign_in
    from pos_desktop.persistence.shop_folder import open_shop

    store = open_shop(options.shop or default_shop())
    settle_collector()
    try:
        desk = desk_for(store)
        if chosen.signed_in:
            if options.user is None:
                raise Refused(
                    "Sign in: --user NAME, with the PIN in POS_PIN.", code="not_signed_in"
                )
            desk = sign_in(desk, options.user, pin_of(options.user))
        with printing(desk) as printing_desk:
            yield printing_desk
    finally:
        store.close()


def _catalogue() -> dict[str, Any]:
    from pos_desktop.application.quote import QuoteRequest, QuoteResult

    listed = {
        name: {
            "summary": found.summary,
            "fields": describe(found.request)
            | ({"request_id": "text, optional"} if found.writes else {}),
            "result": describe(found.result),
        }
        for name, found in REGISTRY.items()
    }
    listed[QUOTE] = {
        "summary": "Price a cart without storing it; needs no shop and no sign-in.",
        "fields": describe(QuoteRequest),
        "result": describe(QuoteResult),
    }
    return dict(sorted(listed.items()))


def pin_of(user: str) -> str:
    """The PIN or password of *user*: from POS_PIN, or asked for. Raises Refused."""
    pin = os.environ.get("POS_PIN")
    if pin is not None:
        return pin
    if not sys.stdin.isatty():
        raise Refused("Put the PIN in POS_PIN.", code="not_signed_in")
    return getpass.getpass(f"PIN of {user}: ")


def _each(options: argparse.Namespace, run: Any) -> int:
    """Run over the one input, or over every line of it; each answer is flushed at once."""
    if not options.lines:
        print(json_text(run(_parse(_read(options.input)))))
        return DONE
    worst = DONE
    with _lines(options.input) as lines:
        for line in lines:
            if not line.strip():
                continue
            try:
                answer = run(_parse(line))
            except PosError as error:
                answer = {"error": error_as_json(error)}
                worst = max(worst, status_of(error))
            print(json_text(answer), flush=True)
    return worst


def _run(desk: Desk, chosen: UseCase[Any, Any], document: dict[str, Any]) -> Any:
    if chosen.writes and "request_id" in document:
        request_id = document.pop("request_id")
        if not isinstance(request_id, str) or not 1 <= len(request_id) <= 100:
            raise BadInput("A request_id is text of 1 to 100 characters.", field="request_id")
        desk = replace(desk, request_id=request_id)
    if chosen.signed_in and "approval" in document:
        approval = decode(Approval, document.pop("approval"), path="approval")
        desk = replace(desk, approval=approval)
    return encode(chosen(desk, decode(chosen.request, document)))


def _quote(document: dict[str, Any]) -> Any:
    from pos_desktop.application.quote import QuoteRequest, quote

    return encode(quote(decode(QuoteRequest, document)))


def _parse(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"This is not JSON: {error.msg} at character {error.pos}.",
            field="input",
            code="not_json",
        ) from None
    if not isinstance(document, dict):
        raise BadInput("The input must be a JSON object.", field="input", code="not_json")
    return document


def _read(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.startswith("@"):
        with _opened(given[1:]) as file:
            return str(file.read())
    return given


@contextmanager
def _lines(given: str) -> Iterator[Any]:
    if given == "-":
        yield sys.stdin
    elif given.startswith("@"):
        with _opened(given[1:]) as file:
            yield file
    else:
        yield given.splitlines()


def _opened(path: str) -> Any:
    try:
        return Path(path).open(encoding="utf-8")
    except OSError as error:
        raise Unavailable(
            f"{path} cannot be read: {error.strerror}.", code="file_unreadable"
        ) from None
