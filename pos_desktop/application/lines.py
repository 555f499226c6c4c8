"""Lines as they come in and as they go out: shared by quoting, ordering and billing."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from pos_desktop.application.ports import Items
from pos_desktop.domain.bills import BillLine
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Supply, TaxedLine, Treatment
from pos_desktop.domain.items import Item, TaxTerms
from pos_desktop.domain.measures import ONE, BasisPoints, Milli, check_sold_quantity
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.orders import OrderLine, check_price

HIGHEST_RATE: BasisPoints = 100_00
LONGEST_DESCRIPTION = 300
LONGEST_HSN = 8


class LineInput(Struct, frozen=True, kw_only=True):
    """One line as it is asked for: an item (by id, code or barcode), or described in full."""

    item: int | str | None = None
    barcode: str | None = None
    description: str = ""
    hsn: str = ""
    qty: Milli = ONE
    unit: str = "NOS"
    unit_price: Paise | None = None
    price_includes_tax: bool = False
    gst_rate: BasisPoints | None = None
    cess_rate: BasisPoints = 0
    cess_per_unit: Paise = 0
    treatment: Treatment = Treatment.TAXABLE
    supply: Supply = Supply.GOODS
    discount: Discount | None = None
    mrp: Paise | None = None
    rsp_valued: bool = False
    """Whether tax is on ``mrp``, the retail price printed on the pack (CGST Rule 31D)."""


class LineView(Struct, frozen=True, kw_only=True):
    """One line as it is shown: what is sold, at what price, with its tax."""

    line: int
    item_id: int | None
    description: str
    description_hi: str
    hsn: str
    qty: Milli
    unit: str
    unit_price: Paise
    price_includes_tax: bool
    mrp: Paise | None
    gst_rate: BasisPoints
    cess_rate: BasisPoints
    cess_per_unit: Paise
    treatment: Treatment
    supply: Supply
    rsp_valued: bool
    discount_given: Discount | None
    """As it was given, in rupees or percent; ``discount`` is what it came to."""
    gross: Paise
    discount: Paise
    bill_discount: Paise
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise
    total: Paise


def view_line(line: OrderLine | BillLine, taxed: TaxedLine) -> LineView:
    """A line with its tax, flat."""
    terms = line.terms
    return LineView(
        line=line.line,
        item_id=line.item_id,
        description=line.description,
        description_hi=line.description_hi,
        hsn=line.hsn,
        qty=line.qty,
        unit=line.unit,
        unit_price=line.unit_price,
        price_includes_tax=line.price_includes_tax,
        mrp=line.mrp,
        gst_rate=terms.gst_rate,
        cess_rate=terms.cess_rate,
        cess_per_unit=terms.cess_per_unit,
        treatment=terms.treatment,
        supply=terms.supply,
        rsp_valued=terms.rsp_valued,
        discount_given=line.discount if isinstance(line, OrderLine) else None,
        gross=taxed.gross,
        discount=taxed.discount,
        bill_discount=taxed.bill_discount,
        taxable=taxed.taxable,
        cgst=taxed.cgst,
        sgst=taxed.sgst,
        utgst=taxed.utgst,
        igst=taxed.igst,
        cess=taxed.cess,
        total=taxed.total,
    )


def line_shown(view: LineView, *, collects: bool = True) -> OrderLine:
    """The order's line that was shown as *view*; the way back, for undo."""
    line = OrderLine(
        line=view.line,
        item_id=view.item_id,
        description=view.description,
        description_hi=view.description_hi,
        hsn=view.hsn,
        qty=view.qty,
        unit=view.unit,
        unit_price=view.unit_price,
        price_includes_tax=view.price_includes_tax,
        mrp=view.mrp,
        terms=TaxTerms(
            treatment=view.treatment,
            supply=view.supply,
            gst_rate=view.gst_rate,
            cess_rate=view.cess_rate,
            cess_per_unit=view.cess_per_unit,
            rsp_valued=view.rsp_valued,
        ),
        discount=view.discount_given,
    )
    return _checked(line, "", collects=collects)


def described_line(given: LineInput, *, number: int, path: str, collects: bool = True) -> OrderLine:
    """A line that is described in full. Raises BadInput naming ``{path}.…``.

    *collects*: whether the seller charges tax, which the MRP must have room for.
    """
    prefix = f"{path}." if path else ""
    if given.unit_price is None:
        raise BadInput(
            "“unit_price” is missing.", field=f"{prefix}unit_price", code="missing_field"
        )
    if given.gst_rate is None and given.treatment is Treatment.TAXABLE:
        raise BadInput("“gst_rate” is missing.", field=f"{prefix}gst_rate", code="missing_field")
    # A rate beside nil, exempt or non-GST would put the line under that rate in the reports.
    rate = (given.gst_rate or 0) if given.treatment is Treatment.TAXABLE else 0
    if rate > HIGHEST_RATE:
        raise BadInput("A GST rate is at most 100%.", field=f"{prefix}gst_rate")
    if len(given.description) > LONGEST_DESCRIPTION:
        raise BadInput(
            f"A description has at most {LONGEST_DESCRIPTION} characters.",
            field=f"{prefix}description",
        )
    if len(given.hsn) > LONGEST_HSN:
        raise BadInput(
            f"An HSN or SAC code has at most {LONGEST_HSN} digits.", field=f"{prefix}hsn"
        )
    line = OrderLine(
        line=number,
        item_id=None,
        description=given.description,
        description_hi="",
        hsn=given.hsn,
        qty=given.qty,
        unit=given.unit,
        unit_price=given.unit_price,
        price_includes_tax=given.price_includes_tax,
        mrp=given.mrp,
        terms=TaxTerms(
            treatment=given.treatment,
            supply=given.supply,
            gst_rate=rate,
            cess_rate=given.cess_rate,
            cess_per_unit=given.cess_per_unit,
            rsp_valued=given.rsp_valued and given.treatment is Treatment.TAXABLE,
        ),
        discount=given.discount,
    )
    return _checked(line, prefix, collects=collects)


def item_line(
    given: LineInput, item: Item, *, number: int, path: str, collects: bool = True
) -> OrderLine:
    """A line of an item, at its own price unless another is given."""
    price = item.price if given.unit_price is None else given.unit_price
    line = OrderLine(
        line=number,
        item_id=item.id,
        description=item.name,
        description_hi=item.name_hi,
        hsn=item.hsn,
        qty=divide_half_up(given.qty * item.pack, ONE),
        unit=item.unit,
        unit_price=price,
        price_includes_tax=item.price_includes_tax,
        mrp=item.mrp,
        terms=item.terms,
        discount=given.discount,
    )
    return _checked(line, f"{path}." if path else "", collects=collects)


def find_item(
    items: Items, outlet_id: int, given: LineInput, *, day: date, path: str
) -> Item | None:
    """The item a line names, or None when the line is described in full.

    Raises BadInput naming ``barcode`` or ``item`` when there is no such item.
    """
    prefix = f"{path}." if path else ""
    if given.barcode is not None and given.item is not None:
        raise BadInput("Give an item or a barcode, not both.", field=f"{prefix}item")
    if given.barcode is not None:
        item = items.by_barcode(outlet_id, given.barcode.strip(), day)
        if item is None:
            raise BadInput(
                f"No item has the barcode {given.barcode}. Search it by name, or add it.",
                field=f"{prefix}barcode",
                code="unknown_barcode",
            )
        return item
    if given.item is None:
        return None
    found = (
        items.by_id(outlet_id, given.item, day)
        if isinstance(given.item, int)
        else items.by_code(outlet_id, given.item.strip(), day)
    )
    if found is None:
        raise BadInput(
            f"There is no item {given.item}.", field=f"{prefix}item", code="unknown_item"
        )
    return found


def _checked(line: OrderLine, prefix: str, *, collects: bool) -> OrderLine:
    """The line itself, when its figures can be sold. Raises BadInput naming the field."""
    check_sold_quantity(line.qty, field=f"{prefix}qty")
    if line.terms.cess_per_unit < 0:
        raise BadInput("Cess cannot be negative.", field=f"{prefix}cess_per_unit")
    if line.mrp is not None and line.mrp <= 0:
        raise BadInput("The MRP is above zero.", field=f"{prefix}mrp")
    check_price(line, field=f"{prefix}unit_price", collects=collects)
    return line
