"""Mobile numbers, and the link in the payment QR code."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.phones import format_phone, normalise_phone
from pos_desktop.domain.upi import upi_link

mobiles = st.from_regex(r"[6-9][0-9]{9}", fullmatch=True)


@given(mobiles, st.sampled_from(["", "+91", "+91 ", "91", "0", "0091"]))
def test_prefixes_and_spaces_are_forgiven(digits: str, prefix: str) -> None:
    assert normalise_phone(prefix + format_phone(digits), field="phone") == digits


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it has 0 digits. Ten digits are needed"),
        ("987654321", "it has 9 digits"),
        ("98765432101", "it has 11 digits"),
        ("5876543210", r"number\. Ten digits are needed, beginning with 6, 7, 8 or 9"),
        ("９８７６５４３２１０", r"number\. Ten digits are needed"),
        ("98765x43210", r"number\. Ten digits are needed"),
    ],
)
def test_what_is_no_mobile_number_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        normalise_phone(text, field="customer.phone")
    assert refused.value.field == "customer.phone"


def link(**changed: str) -> str:
    fields = {"payee": "shop@bank", "name": "Shop", "reference": "A/26-27/1", "note": "Bill"}
    return upi_link(amount=12_345, **fields | changed)


def test_the_link_is_as_upi_writes_it() -> None:
    assert link(name="Asha Stores") == (
        "upi://pay?pa=shop@bank&pn=Asha%20Stores&am=123.45&cu=INR&tr=A%2F26-27%2F1&tn=Bill"
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_can_add_a_second_payee(text: str) -> None:
    fields = parse_qs(urlsplit(link(note=text, name=text)).query, keep_blank_values=True)
    assert fields["pa"] == ["shop@bank"]
    assert fields["tn"] == fields["pn"] == [text]


def test_text_that_is_not_encoded_would_add_one() -> None:
    naive = "upi://pay?pa=shop@bank&tn=x&pa=thief@bank"
    assert parse_qs(urlsplit(naive).query)["pa"] == ["shop@bank", "thief@bank"]
