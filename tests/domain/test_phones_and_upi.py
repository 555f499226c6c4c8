"""Mobile numbers, and the link in the payment QR code."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.phones import (
    format_phone,
    normalise_any_phone,
    normalise_phone,
    part_of_phone,
    phone_in,
)
from pos_desktop.domain.upi import upi_link

# No landline begins so; 0755 234 5678 has the shape of a mobile, too.
mobiles = st.from_regex(r"(9[0-9]{2}|[678]00)[0-9]{7}", fullmatch=True)


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
        ("9876543210 ext 5", "it has 11 digits"),
        ("9876543210 / 9876543211", "it has 20 digits"),
        ("755 234 5678", "is a landline"),
        ("0755 2345678", "is a landline"),
        ("+91 731 401 2345", "is a landline"),
        ("+971 50 1", "of any country"),
        ("0098765", "of any country"),
        ("98765x43210", r"number\. Ten digits are needed"),
    ],
)
def test_what_is_no_mobile_number_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        normalise_phone(text, field="customer.phone")
    assert refused.value.field == "customer.phone"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("९८७६५ ४३२१०", "9876543210"),
        ("+९१ ९८७६५४३२१०", "9876543210"),
        ("９８７６５４３２１０", "9876543210"),
        ("+91 (0) 98765 43210", "9876543210"),
        ("\u202a+91 98765\u00a043210\u202c", "9876543210"),
        ("98765–43210", "9876543210"),
        ("0 80000 12345", "8000012345"),
        ("+971 50 123 4567", "+971501234567"),
        ("00971 50 123 4567", "+971501234567"),
    ],
)
def test_a_phone_is_read_as_people_write_it(text: str, phone: str) -> None:
    assert normalise_phone(text, field="phone") == phone
    assert phone_in(text) == phone


@pytest.mark.parametrize("text", ["0000000000", "+0 12345678", "12345678"])
def test_digits_that_no_country_has_are_no_phone_to_fill_in(text: str) -> None:
    assert phone_in(text) == ""


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0755 2345678 ext 12", "0755 234 5678 ext. 12"),
        ("1800 123 4567", "1800 123 4567"),
        ("०७५५ २३४५६७८", "0755 234 5678"),
        ("98765 43210", "9876543210"),
        ("9876543210 ext 5", "098765 43210 ext. 5"),
        ("+971 50 123 4567", "+971 50 123 4567"),
    ],
)
def test_a_companys_phone_keeps_area_and_extension(text: str, phone: str) -> None:
    assert normalise_any_phone(text, field="company_phone") == phone


@pytest.mark.parametrize("text", ["0755-2345678/79", "98765432101", "12", "call me"])
def test_what_no_numbering_plan_has_is_no_companys_phone(text: str) -> None:
    with pytest.raises(BadInput, match="is not a phone number"):
        normalise_any_phone(text, field="company_phone")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("98765 4", "987654"),
        ("+91 98765", "98765"),
        ("३२१०", "3210"),
        ("0123", "0123"),
        ("0987654", "987654"),
        ("Ram 4", ""),
        ("+91", ""),
    ],
)
def test_a_part_of_a_phone_is_looked_for_without_its_gaps(text: str, part: str) -> None:
    assert part_of_phone(text) == part


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
