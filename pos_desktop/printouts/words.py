"""Amounts in words, as an invoice says them."""

from __future__ import annotations

from functools import lru_cache

from pos_desktop.application.letterhead import Language
from pos_desktop.domain.money import PAISE_PER_RUPEE, Paise


@lru_cache(maxsize=256)
def amount_in_words(amount: Paise, language: Language) -> str:
    """``Rupees one lakh two hundred five and paise fifty only``, in lakhs and crores."""
    rupees, paise = divmod(abs(amount), PAISE_PER_RUPEE)
    if language is Language.HINDI:
        whole = f"{_hindi(rupees)} {'रुपया' if rupees == 1 else 'रुपये'}"
        rest = f" {_hindi(paise)} पैसे" if paise else ""
        return f"{'ऋण ' if amount < 0 else ''}{whole}{rest} मात्र"
    whole = f"rupees {_english(rupees)}"
    rest = f" and paise {_english(paise)}" if paise else ""
    words = f"{'minus ' if amount < 0 else ''}{whole}{rest} only"
    return words[:1].upper() + words[1:]


def _english(number: int) -> str:
    from num2words import num2words

    return str(num2words(number, lang="en_IN")).replace(",", "").replace(" and ", " ")


def _hindi(number: int) -> str:
    from indic_numtowords import num2words

    return str(num2words(number, lang="hi"))
