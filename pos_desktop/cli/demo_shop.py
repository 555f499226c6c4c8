"""The demo shop: a grocery with a snack counter in Indore, from the data in ``resources``."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

import pos_desktop
from pos_desktop.application import customers, items
from pos_desktop.application.customers import CustomerInput
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.application.ports import NewItem
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.set_up import (
    CatalogueRow,
    NewCategory,
    NewUser,
    ShopSetUp,
    set_up_shop,
)
from pos_desktop.cli.demo_days import DemoDays, PlayedClock
from pos_desktop.domain.measures import parse_quantity
from pos_desktop.domain.money import parse_rupees
from pos_desktop.domain.outlet import Outlet, Registration
from pos_desktop.domain.people import Role
from pos_desktop.persistence.reference import reference_tax_classes, reference_tax_rates
from pos_desktop.persistence.shop_folder import create_shop
from pos_desktop.persistence.store import SqlStore

RESOURCES = Path(pos_desktop.__file__).parent / "resources"
PRINTOUTS = "printouts"
"""The folder in the demo shop that its receipts are printed to."""
NO_PRINTER = PrinterSettings(name="Receipt printer", connection="none", columns=48, native_qr=True)

OUTLET = Outlet(
    id=0,
    uuid="",
    name="Sharma Kirana & Snacks",
    legal_name="Sharma Kirana Stores",
    address="12 Rajwada Chowk, Indore, Madhya Pradesh 452002",
    phone="0731 255 0199",
    state_code="23",
    registration=Registration.REGULAR,
    gstin="23AABFS4821K1ZB",
    fssai="11423850000123",
    upi_id="sharmakirana@upi",
    round_to_rupee=True,
    card_enabled=True,
    credit_enabled=True,
    utc_offset_minutes=330,
    day_cutoff_minutes=180,
    receipt_header="",
    receipt_footer="Thank you. Please come again!",
    is_demo=True,
)

USERS = (
    NewUser(login="owner", name="Meena Sharma", role=Role.SUPER_ADMIN, secret="demo-owner"),
    NewUser(login="manager", name="Vikram Rao", role=Role.MANAGER, secret="2468"),
    NewUser(login="cashier", name="Asha Patel", role=Role.CASHIER, secret="1357"),
)


def demo_set_up() -> ShopSetUp:
    """Everything the demo shop begins with, without customers and bills."""
    return ShopSetUp(
        organisation="Sharma Kirana Stores",
        outlet=OUTLET,
        terminal_code="A",
        terminal_name="Counter 1",
        printer=NO_PRINTER,
        users=USERS,
        tax_classes=reference_tax_classes(),
        tax_rates=reference_tax_rates(),
        categories=tuple(
            NewCategory(
                code=row["code"], name=row["name"], name_hi=row["name_hi"], colour=row["colour"]
            )
            for row in _rows("demo/categories.csv")
        ),
        items=tuple(_item(row) for row in _rows("demo/catalogue.csv")),
    )


def demo_customers() -> list[CustomerInput]:
    """The demo shop's customers."""
    return [
        CustomerInput(
            name=row["name"],
            phone=row["phone"],
            email=row["email"],
            address=row["address"],
            company_name=row["company_name"],
            gstin=row["gstin"],
            gst_state_code=row["gst_state_code"],
            company_phone=row["company_phone"],
            company_address=row["company_address"],
            credit_limit=parse_rupees(row["credit_limit"], field="credit_limit")
            if row["credit_limit"]
            else None,
            notes=row["notes"],
        )
        for row in _rows("demo/customers.csv")
    ]


def make_demo_shop(
    folder: Path,
    *,
    days: int,
    seed: int,
    today: date,
    printouts: Path | None = None,
    told: Callable[[int, int], None] | None = None,
) -> SqlStore:
    """A new demo shop with *days* of history before *today*.

    Its receipts are printed to the folder *printouts*, by default one in the shop's. *told* hears
    how many of the days are played, by default a terminal does.
    """
    from pos_desktop.app import desk_for

    store = create_shop(folder)
    first = today - timedelta(days=days)
    clock = PlayedClock(datetime.combine(first, datetime.min.time(), tzinfo=UTC))
    desk = desk_for(store, clock=clock)
    set_up_shop(desk, demo_set_up())
    by_role = {user.login: sign_in(desk, user.login, user.secret) for user in USERS}
    cashier, manager = by_role["cashier"], by_role["manager"]
    regulars = [customers.create(manager, given) for given in demo_customers()]
    story = DemoDays(cashier, manager, seed)
    story.know(regulars, _catalogue(cashier))
    for ago in range(days, 0, -1):
        story.play(today - timedelta(days=ago))
        (told or _progress)(days - ago + 1, days)
    with store.work() as work:
        terminal = cashier.signed_in.terminal
        printer = work.people.printer(terminal.id)
        work.people.set_printer(terminal.id, _to_folder(printer, printouts or folder / PRINTOUTS))
        work.commit()
    return store


def _item(row: dict[str, str]) -> CatalogueRow:
    return CatalogueRow(
        category=row["category"],
        tax_class=row["tax_class"],
        cost=parse_rupees(row["cost"], field="cost") if row["cost"] else None,
        item=NewItem(
            uuid="",
            code=row["code"],
            name=row["name"],
            name_hi=row["name_hi"],
            tax_class_id=0,
            hsn=row["hsn"],
            unit=row["unit"],
            sold_by_weight=row["sold_by_weight"] == "1",
            price=parse_rupees(row["price"], field="price"),
            price_includes_tax=row["price_includes_tax"] == "1",
            mrp=parse_rupees(row["mrp"], field="mrp") if row["mrp"] else None,
            stock=parse_quantity(row["opening_stock"] or "0", field="opening_stock"),
            is_favourite=row["favourite"] == "1",
            barcodes=(row["barcode"],) if row["barcode"] else (),
        ),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _catalogue(desk: Desk) -> list[items.ItemView]:
    """Every item of the demo shop, by its code."""
    set_up = demo_set_up()
    outlet_id = desk.signed_in.outlet_id
    with desk.store.look() as look:
        today = desk.clock().date()
        found = [look.items.by_code(outlet_id, row.item.code, today) for row in set_up.items]
    return [items.view_item(item) for item in found if item is not None]


def _to_folder(printer: PrinterSettings, folder: Path) -> PrinterSettings:
    folder.mkdir(parents=True, exist_ok=True)
    return replace(printer, connection="file", address=str(folder), drawer_pin=2)


def _progress(done: int, days: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == days else ""
        print(f"\rPlaying day {done} of {days}", end=end, file=sys.stderr, flush=True)
