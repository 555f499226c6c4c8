"""The demo shop: a grocery with a snack counter in Indore, from the data in ``resources``."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pos_desktop
from pos_desktop.application.customers import CustomerInput
from pos_desktop.application.ports import NewItem
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.set_up import (
    CatalogueRow,
    NewCategory,
    NewTaxClass,
    NewTaxRate,
    NewUser,
    ShopSetUp,
)
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import parse_percent, parse_quantity
from pos_desktop.domain.money import parse_rupees
from pos_desktop.domain.outlet import Outlet, Registration
from pos_desktop.domain.people import Role

RESOURCES = Path(pos_desktop.__file__).parent / "resources"
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
        tax_classes=tuple(
            NewTaxClass(
                code=row["code"],
                name=row["name"],
                treatment=Treatment(row["treatment"]),
                supply=Supply(row["supply"]),
            )
            for row in _rows("reference/tax_classes.csv")
        ),
        tax_rates=tuple(
            NewTaxRate(
                tax_class=row["tax_class"],
                valid_from=date.fromisoformat(row["valid_from"]),
                gst_rate=parse_percent(row["gst_rate"], field="gst_rate"),
                cess_rate=parse_percent(row["cess_rate"], field="cess_rate"),
                cess_per_unit=parse_rupees(row["cess_per_unit"], field="cess_per_unit"),
            )
            for row in _rows("reference/tax_rates.csv")
        ),
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


def _item(row: dict[str, str]) -> CatalogueRow:
    return CatalogueRow(
        category=row["category"],
        tax_class=row["tax_class"],
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
