"""Checking what is written down about a customer, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos_desktop.domain.customers import CustomerDetails
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gstin import check_same_state, parse_gstin
from pos_desktop.domain.outlet import CreditPolicy
from pos_desktop.domain.phones import normalise_any_phone, normalise_phone
from pos_desktop.domain.states import state_named, state_of

if TYPE_CHECKING:
    from pos_desktop.application.customers import CustomerInput

LONGEST_NAME = 120
LONGEST_TEXT = 500


def checked_details(given: CustomerInput, before: CustomerDetails, *, path: str) -> CustomerDetails:
    """The details after *given* is applied to *before*, every field checked."""
    name = _text(given.name, before.name, f"{path}name", LONGEST_NAME)
    company = _text(given.company_name, before.company_name, f"{path}company_name", LONGEST_NAME)
    if not name and not company:
        raise BadInput("A customer needs a name.", field=f"{path}name", code="missing_name")
    details = replace(
        before,
        name=name or company,
        company_name=company,
        phone=_phone(given.phone, before.phone, f"{path}phone"),
        email=_email(given.email, before.email, f"{path}email"),
        address=_text(given.address, before.address, f"{path}address", LONGEST_TEXT),
        company_phone=_company_phone(
            given.company_phone, before.company_phone, f"{path}company_phone"
        ),
        company_address=_text(
            given.company_address, before.company_address, f"{path}company_address", LONGEST_TEXT
        ),
        notes=_text(given.notes, before.notes, f"{path}notes", LONGEST_TEXT),
        nickname=_text(given.nickname, before.nickname, f"{path}nickname", LONGEST_NAME),
        landmark=_text(given.landmark, before.landmark, f"{path}landmark", LONGEST_NAME),
    )
    return _with_gst(_with_terms(details, given, path=path), given, path=path)


def _with_terms(details: CustomerDetails, given: CustomerInput, *, path: str) -> CustomerDetails:
    """Details with the terms of credit. An empty text takes a choice back, as None does not."""
    found = {
        name: before if wanted is None else wanted
        for name, wanted, before in (
            ("credit_limit", given.credit_limit, details.credit_limit),
            ("credit_days", given.credit_days, details.credit_days),
            ("credit_bills", given.credit_bills, details.credit_bills),
            ("temporary_limit", given.temporary_limit, details.temporary_limit),
        )
    }
    for name, value in found.items():
        if value is not None and value < 0:
            words = "A credit limit cannot be negative."
            raise BadInput(words, field=f"{path}{name}")
    policy, until = details.credit_policy, details.temporary_until
    if given.credit_policy is not None:
        policy = _policy(given.credit_policy, f"{path}credit_policy")
    if given.temporary_until is not None:
        until = given.temporary_until
    if (found["temporary_limit"] is None) != (until is None):
        missing = "temporary_until" if until is None else "temporary_limit"
        raise BadInput(
            "A temporary limit needs the amount and the last day of it.", field=f"{path}{missing}"
        )
    return replace(
        details,
        credit_limit=found["credit_limit"],
        credit_days=found["credit_days"],
        credit_bills=found["credit_bills"],
        temporary_limit=found["temporary_limit"],
        temporary_until=until,
        credit_policy=policy,
    )


def _policy(text: str, field: str) -> CreditPolicy | None:
    if not text:
        return None
    if text not in set(CreditPolicy):
        raise BadInput("Beyond the limit, either warn or stop.", field=field)
    return CreditPolicy(text)


def _with_gst(details: CustomerDetails, given: CustomerInput, *, path: str) -> CustomerDetails:
    """Details with GSTIN and State: the GSTIN fills the State in, a conflict is refused."""
    gstin, verified, state = details.gstin, details.gstin_verified, details.gst_state_code
    if given.gst_state_code is not None:
        state = given.gst_state_code or None
    if given.gst_state:
        named = state_named(given.gst_state, field=f"{path}gst_state").code
        if given.gst_state_code and given.gst_state_code != named:
            raise BadInput(
                f"{given.gst_state} has the State code {named}, not {given.gst_state_code}.",
                field=f"{path}gst_state",
                code="state_conflict",
            )
        state = named
    if given.gstin is not None:
        gstin, verified = None, False
        if given.gstin.strip():
            parsed = parse_gstin(
                given.gstin, field=f"{path}gstin", keep_as_typed=given.keep_gstin_as_typed
            )
            gstin, verified = parsed.text, parsed.verified
            if given.gst_state_code is None and not given.gst_state:
                state = parsed.state_code
    if state is None and gstin is not None:
        state = gstin[:2]
    if state is not None:
        state = state_of(state, field=f"{path}gst_state_code").code
        check_same_state(gstin[:2] if gstin else None, state, field=f"{path}gst_state_code")
    business = details.is_gst_customer if given.is_gst_customer is None else given.is_gst_customer
    return replace(
        details,
        gstin=gstin,
        gstin_verified=verified,
        gst_state_code=state,
        is_gst_customer=business or (gstin is not None and given.is_gst_customer is None),
    )


def _text(given: str | None, before: str, field: str, longest: int) -> str:
    if given is None:
        return before
    text = given.strip()
    if len(text) > longest:
        raise BadInput(f"At most {longest} characters fit here.", field=field, code="too_long")
    return text


def _phone(given: str | None, before: str | None, field: str) -> str | None:
    if given is None:
        return before
    return normalise_phone(given, field=field) if given.strip() else None


def _company_phone(given: str | None, before: str, field: str) -> str:
    if given is None or given.strip() == before:
        return before
    return normalise_any_phone(given, field=field) if given.strip() else ""


def _email(given: str | None, before: str, field: str) -> str:
    email = _text(given, before, field, LONGEST_NAME)
    name, at, host = email.partition("@")
    if email and not (name and at and "." in host and " " not in email):
        raise BadInput(f"“{email}” is not an e-mail address.", field=field, code="email_shape")
    return email
