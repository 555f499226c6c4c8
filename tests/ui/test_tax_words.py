"""An item's tax in a column: a rate, or why there is none."""

from __future__ import annotations

import pytest

from pos_desktop.domain.gst import Treatment
from pos_desktop.ui.tax_words import gst_words


@pytest.mark.parametrize(
    ("treatment", "rate", "words"),
    [
        (Treatment.TAXABLE, 500, "5%"),
        (Treatment.TAXABLE, 25, "0.25%"),
        (Treatment.NIL, 0, "Nil"),
        (Treatment.EXEMPT, 0, "Exempt"),
        (Treatment.NON_GST, 0, "Non-GST"),
    ],
)
def test_a_column_says_the_rate_or_why_there_is_none(
    treatment: Treatment, rate: int, words: str
) -> None:
    assert gst_words(treatment, rate) == words


def test_every_treatment_without_tax_is_named() -> None:
    named = {gst_words(one, 0) for one in Treatment if one is not Treatment.TAXABLE}
    assert "0%" not in named
