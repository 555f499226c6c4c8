"""Columns that a bill and a credit note, or a line of an order and of either, have in common.

A column belongs to one table, so each group is a function that makes new ones. Their names, kinds
and order are those of tables that exist, and of sealed entries: a group is never changed or put in
another order. What comes to one of its tables later stands at that table's end, with ``since``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column

from pos_desktop.persistence.tables.columns import Check, flag, number, refers, size, text

_TAXED = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")


def parties_and_place() -> tuple[Column[Any], ...]:
    """Who sold, who bought, and where the law says it was supplied, as it was on that day."""
    return (
        text("seller_gstin", optional=True),
        text("seller_state_code"),
        text("seller"),
        text("buyer_name", optional=True),
        text("buyer_phone", optional=True),
        text("buyer_address", optional=True),
        text("buyer_gstin", optional=True),
        text("buyer_company_name", optional=True),
        text("buyer_state_code", optional=True),
        flag("buyer_is_sez"),
        text("place_of_supply"),
        text("place_name"),
        flag("is_interstate"),
    )


def document_sums() -> tuple[Column[int], ...]:
    """What a document comes to, in paise."""
    return (
        *(size(name) for name in ("discount", *_TAXED)),
        number("round_off"),
        size("total"),
    )


def document_rules() -> tuple[Check, ...]:
    """The sums of a document add up, and the State's share is the Centre's."""
    return (
        Check("taxable + cgst + sgst + utgst + igst + cess + round_off = total"),
        Check("cgst = sgst + utgst"),
    )


def goods_and_terms() -> tuple[Column[Any], ...]:
    """What a line is of, how much at which price, and how it is taxed."""
    return (
        refers("item_id", "item", optional=True),
        text("description"),
        text("description_hi"),
        text("hsn"),
        number("qty"),
        text("unit"),
        size("unit_price"),
        flag("price_includes_tax"),
        size("mrp", optional=True),
        text("treatment"),
        text("supply"),
        *(size(name) for name in ("gst_rate", "cess_rate", "cess_per_unit")),
    )


def line_sums() -> tuple[Column[int], ...]:
    """What a line of an issued document comes to, in paise."""
    names = ("gross", "discount", "bill_discount", *_TAXED, "total")
    return tuple(size(name) for name in names)


def line_rules() -> tuple[Check, ...]:
    """A line of an issued document is of something, and its sums add up."""
    return (
        Check("qty > 0"),
        Check("taxable + cgst + sgst + utgst + igst + cess = total"),
        Check("cgst = sgst + utgst"),
    )
