"""Writing down what is sold and how it is taxed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from pos_desktop.application.ports import NewItem
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import ONE, BasisPoints
from pos_desktop.domain.money import Paise
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import adding
from pos_desktop.persistence.tables.columns import moment_text

_ADD_CATEGORY, _ADD_TAX_CLASS = adding(t.category), adding(t.tax_class)
_ADD_TAX_RATE, _ADD_ITEM = adding(t.tax_rate), adding(t.item)
_ADD_BARCODE, _MOVE = adding(t.item_barcode), adding(t.stock_movement)


class SqlCatalogue:
    """The port Catalogue."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add_category(
        self, outlet_id: int, *, uuid: str, name: str, name_hi: str, colour: str
    ) -> int:
        """Add a category and return its id."""
        values = {"uuid": uuid, "name": name, "name_hi": name_hi, "colour": colour}
        return _ADD_CATEGORY.add(self._sql, {**values, "outlet_id": outlet_id})

    def add_tax_class(
        self,
        outlet_id: int,
        *,
        uuid: str,
        code: str,
        name: str,
        treatment: Treatment,
        supply: Supply,
    ) -> int:
        """Add a tax class, which needs a rate before an item of it is sold; return its id."""
        row = {
            "outlet_id": outlet_id,
            "uuid": uuid,
            "code": code,
            "name": name,
            "treatment": treatment.value,
            "supply": supply.value,
        }
        return _ADD_TAX_CLASS.add(self._sql, row)

    def add_tax_rate(
        self,
        tax_class_id: int,
        *,
        valid_from: date,
        gst_rate: BasisPoints,
        cess_rate: BasisPoints = 0,
        cess_per_unit: Paise = 0,
        rsp_valued: bool = False,
    ) -> None:
        """Add the rate of a tax class from a day on, until a later one takes over."""
        row = {
            "tax_class_id": tax_class_id,
            "valid_from": valid_from.isoformat(),
            "gst_rate": gst_rate,
            "cess_rate": cess_rate,
            "cess_per_unit": cess_per_unit,
            "rsp_valued": int(rsp_valued),
        }
        _ADD_TAX_RATE.run(self._sql, row)

    def add_item(self, outlet_id: int, item: NewItem, *, at: datetime) -> int:
        """Add an item with its barcodes and opening stock, and return its id."""
        written = moment_text(at)
        item_id = _ADD_ITEM.add(self._sql, _row(outlet_id, item, written))
        if item.stock:
            # The opening count is part of the item's own making, and shares its UUID.
            movement = {"uuid": item.uuid, "outlet_id": outlet_id, "item_id": item_id}
            movement |= {"kind": "opening", "qty": item.stock, "at": written, "bill_id": None}
            movement["credit_note_id"] = None
            _MOVE.run(self._sql, movement)
        for barcode in item.barcodes:
            self.add_barcode(outlet_id, item_id, barcode)
        return item_id

    def add_barcode(self, outlet_id: int, item_id: int, barcode: str) -> None:
        """Give an item one more barcode."""
        row = {"outlet_id": outlet_id, "item_id": item_id, "barcode": barcode, "qty": ONE}
        _ADD_BARCODE.run(self._sql, row)


def _row(outlet_id: int, item: NewItem, written: str) -> dict[str, object]:
    return {
        "outlet_id": outlet_id,
        "uuid": item.uuid,
        "code": item.code,
        "name": item.name,
        "name_hi": item.name_hi,
        "category_id": item.category_id,
        "tax_class_id": item.tax_class_id,
        "hsn": item.hsn,
        "unit": item.unit,
        "sold_by_weight": int(item.sold_by_weight),
        "price": item.price,
        "price_includes_tax": int(item.price_includes_tax),
        "mrp": item.mrp,
        "stock": item.stock,
        "is_favourite": int(item.is_favourite),
        "is_active": 1,
        "created_at": written,
        "low_stock": item.low_stock,
    }
