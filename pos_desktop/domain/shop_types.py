"""What kind of shop is set up, and what it begins with; all of it can be changed later."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ShopType(StrEnum):
    """What is sold, roughly."""

    RETAIL = "retail"
    RESTAURANT = "restaurant"
    SERVICES = "services"
    WHOLESALE = "wholesale"


class Beginning(Struct, frozen=True, kw_only=True):
    """What a shop of a type begins with.

    Attributes:
        tax_class: the code of the tax class that a new item is offered first.
        card: whether cards are taken.
        credit: whether customers buy on account.
        order_types: whether orders are for a table, taken along or delivered.
    """

    tax_class: str
    card: bool
    credit: bool
    order_types: bool = False


_BEGINNINGS = {
    ShopType.RETAIL: Beginning(tax_class="GST5", card=True, credit=True),
    ShopType.RESTAURANT: Beginning(tax_class="REST5", card=True, credit=False, order_types=True),
    ShopType.SERVICES: Beginning(tax_class="SVC18", card=True, credit=False),
    ShopType.WHOLESALE: Beginning(tax_class="GST18", card=True, credit=True),
}


def beginning_of(shop_type: ShopType) -> Beginning:
    """What a shop of that type begins with."""
    return _BEGINNINGS[shop_type]
