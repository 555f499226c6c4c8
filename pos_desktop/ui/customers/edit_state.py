"""What the customer sheet shows."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.customers import CustomerView
from pos_desktop.domain.money import format_amount


class Prefill(Struct, frozen=True, kw_only=True):
    """What is known of a new customer already."""

    name: str = ""
    phone: str = ""


class Form(Struct, frozen=True, kw_only=True):
    """The fields as they stand, all of them text but the tick. Names are those of the use case."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    notes: str = ""
    credit_limit: str = ""
    is_gst_customer: bool = False
    company_name: str = ""
    gstin: str = ""
    gst_state_code: str = ""
    company_phone: str = ""
    company_address: str = ""
    nickname: str = ""
    landmark: str = ""


FIELDS = Form.__struct_fields__


class EditState(Struct, frozen=True, kw_only=True):
    """The whole sheet. ``form`` is None where the fields stay as they are."""

    is_new: bool
    form: Form | None = None
    problem: str = ""
    problem_at: str = ""
    """The name of the field at fault, or ""; the view puts the focus there."""
    focus_problem: bool = False
    gstin_offered: str = ""
    """The GSTIN with the right check character, where the typed one is wrong."""
    gstin_note: str = ""
    """What the GSTIN says, or that it is kept although it cannot be right."""
    busy: bool = False


def form_of(customer: CustomerView) -> Form:
    """The fields of a known customer."""
    return Form(
        name=customer.name,
        phone=customer.phone or "",
        email=customer.email,
        address=customer.address,
        notes=customer.notes,
        credit_limit=""
        if customer.credit_limit is None
        else format_amount(customer.credit_limit).replace(",", ""),
        is_gst_customer=customer.is_gst_customer,
        company_name=customer.company_name,
        gstin=customer.gstin or "",
        gst_state_code=customer.gst_state_code or "",
        company_phone=customer.company_phone,
        company_address=customer.company_address,
        nickname=customer.nickname,
        landmark=customer.landmark,
    )
