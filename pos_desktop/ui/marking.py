"""Marking texts for the translators where Qt must not be imported."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for the translators without importing Qt."""
    del context
    return text
