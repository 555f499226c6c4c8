"""Tax classes by date, and the data of the law that the shop took in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.tax_classes import DatedRate, TakenGstData, TaxClass
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import day_of, moment_text

_c, _r = t.tax_class.c, t.tax_rate.c
# One pass over the items: a count for each class would read all of them for every class.
_ITEMS = (
    select(t.item.c.tax_class_id, func.count().label("count"))
    # As the index of active items says it, so that none of them is read.
    .where(t.item.c.outlet_id == bindparam("outlet_id"), text("item.is_active <> 0"))
    .group_by(t.item.c.tax_class_id)
    .subquery("items")
)
_CLASSES = Prepared(
    select(t.tax_class, func.coalesce(_ITEMS.c.count, 0).label("item_count"))
    .join(_ITEMS, _ITEMS.c.tax_class_id == _c.id, isouter=True)
    .where(_c.outlet_id == bindparam("outlet_id"))
    .order_by(_c.id)
)
_RATES = Prepared(
    select(t.tax_rate)
    .join(t.tax_class, _c.id == _r.tax_class_id)
    .where(_c.outlet_id == bindparam("outlet_id"))
    .order_by(_r.tax_class_id, _r.valid_from)
)
_PUT_RATE = upsert(t.tax_rate)
_SET_RATE = Prepared(
    _PUT_RATE.on_conflict_do_update(
        index_elements=["tax_class_id", "valid_from"],
        set_={c.name: _PUT_RATE.excluded[c.name] for c in t.tax_rate.c if not c.primary_key},
    )
)
_DROP_RATE = Prepared(
    t.tax_rate.delete().where(
        _r.tax_class_id == bindparam("of_class"), _r.valid_from == bindparam("on_day")
    )
)
_PUT_MOVE = upsert(t.item_tax_class)
_MOVE_ITEM = Prepared(
    _PUT_MOVE.on_conflict_do_update(
        index_elements=["item_id", "valid_from"],
        set_={"tax_class_id": _PUT_MOVE.excluded.tax_class_id},
    )
)
_ADD_DATA = adding(t.gst_data_version)
_LAST_DATA = Prepared(select(t.gst_data_version).order_by(t.gst_data_version.c.id.desc()).limit(1))


class SqlTax:
    """The port Tax."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def classes(self, outlet_id: int) -> Sequence[TaxClass]:
        """The outlet's tax classes with all their rates, in the order they were written down."""
        rates: dict[int, list[DatedRate]] = {}
        for row in _RATES.rows(self._sql, {"outlet_id": outlet_id}):
            rates.setdefault(row.tax_class_id, []).append(
                DatedRate(
                    valid_from=day_of(row.valid_from),
                    gst_rate=row.gst_rate,
                    cess_rate=row.cess_rate,
                    cess_per_unit=row.cess_per_unit,
                    rsp_valued=bool(row.rsp_valued),
                )
            )
        return [
            TaxClass(
                id=row.id,
                code=row.code,
                name=row.name,
                treatment=Treatment(row.treatment),
                supply=Supply(row.supply),
                rates=tuple(rates.get(row.id, ())),
                item_count=row.item_count,
            )
            for row in _CLASSES.rows(self._sql, {"outlet_id": outlet_id})
        ]

    def set_rate(self, tax_class_id: int, rate: DatedRate) -> None:
        """The rates of a class from a day on; in the place of others of that day."""
        row = {
            "tax_class_id": tax_class_id,
            "valid_from": rate.valid_from.isoformat(),
            "gst_rate": rate.gst_rate,
            "cess_rate": rate.cess_rate,
            "cess_per_unit": rate.cess_per_unit,
            "rsp_valued": int(rate.rsp_valued),
        }
        _SET_RATE.run(self._sql, row)

    def drop_rate(self, tax_class_id: int, day: date) -> None:
        """Take back the change of a day."""
        _DROP_RATE.run(self._sql, {"of_class": tax_class_id, "on_day": day.isoformat()})

    def move_item(self, item_id: int, tax_class_id: int, day: date) -> None:
        """Tax an item as another class from a day on."""
        row = {"item_id": item_id, "tax_class_id": tax_class_id, "valid_from": day.isoformat()}
        _MOVE_ITEM.run(self._sql, row)

    def data(self) -> TakenGstData | None:
        """The newest data of the law that was taken in, or None."""
        row = _LAST_DATA.first(self._sql)
        if row is None:
            return None
        return TakenGstData(
            version=day_of(row.version), content=row.content, source=row.source, by=row.user_name
        )

    def add_data(self, data: TakenGstData, *, uuid: str, user_id: int, at: datetime) -> None:
        """Keep data of the law; what was taken in before stays beside it."""
        row = {
            "uuid": uuid,
            "version": data.version.isoformat(),
            "content": data.content,
            "source": data.source,
            "taken_at": moment_text(at),
            "user_id": user_id,
            "user_name": data.by,
        }
        _ADD_DATA.run(self._sql, row)
