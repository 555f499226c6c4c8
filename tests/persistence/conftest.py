"""A real, encrypted store in a folder of its own, with a small shop in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import uuid_utils
from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.ports import NewItem, Store, Work
from pos_desktop.domain.bills import Bill, BillLine, Buyer, Seller, Tender
from pos_desktop.domain.customers import CustomerDetails
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.gst import Supply, TaxedLine, Totals, Treatment
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import NO_GST_DETAILS, Order, OrderLine, OrderStatus, OrderType
from pos_desktop.domain.outlet import Method, Outlet, Registration, Terminal
from pos_desktop.domain.people import Role, User
from pos_desktop.domain.shifts import Shift
from pos_desktop.persistence.shop_folder import create_shop, open_shop
from pos_desktop.persistence.store import SqlStore

NOON = datetime(2026, 2, 18, 6, 30, 0, 123456, tzinfo=UTC)
TODAY = date(2026, 2, 18)
FIVE_PERCENT = TaxTerms(treatment=Treatment.TAXABLE, supply=Supply.GOODS, gst_rate=500)


def new_uuid() -> str:
    return str(uuid_utils.uuid7())


class Shop(Struct, frozen=True, kw_only=True):
    """A seeded outlet, and values of its world that can be stored."""

    store: SqlStore
    outlet: Outlet
    terminal: Terminal
    user: User
    tax_class_id: int
    category_id: int
    rice: int
    soap: int
    shift: Shift
    now: datetime = NOON
    today: date = TODAY

    def new_uuid(self) -> str:
        return new_uuid()

    def item(self, code: str, name: str, **others: object) -> NewItem:
        given = {"tax_class_id": self.tax_class_id, "price": 10_000, "uuid": new_uuid()} | others
        return NewItem(code=code, name=name, **given)  # type: ignore[arg-type]

    def add_item(self, code: str, name: str, **others: object) -> int:
        with self.store.work() as work:
            item = self.item(code, name, **others)
            item_id = work.catalogue.add_item(self.outlet.id, item, at=self.now)
            work.commit()
        return item_id

    def add_customer(self, name: str, phone: str | None = None, **others: object) -> int:
        details = CustomerDetails(name=name, phone=phone, **others)  # type: ignore[arg-type]
        with self.store.work() as work:
            customer_id = work.customers.add(self.outlet.id, new_uuid(), details, self.now)
            work.commit()
        return customer_id

    def order(self, number: str = "ORD-20260218-0001", *, lines: int = 2) -> Order:
        return Order(
            id=0,
            uuid=new_uuid(),
            number=number,
            outlet_id=self.outlet.id,
            terminal_id=self.terminal.id,
            business_date=self.today,
            opened_at=self.now,
            opened_by=self.user.id,
            status=OrderStatus.OPEN,
            order_type=OrderType.COUNTER,
            customer_id=None,
            gst=NO_GST_DETAILS,
            bill_discount=None,
            label="",
            lines=tuple(self.order_line(n) for n in range(1, lines + 1)),
        )

    def order_line(self, line: int) -> OrderLine:
        return OrderLine(
            line=line,
            item_id=self.rice if line % 2 else self.soap,
            description=f"Article {line}",
            description_hi="चावल",
            hsn="1006",
            qty=2000,
            unit="KGS",
            unit_price=5_000,
            price_includes_tax=False,
            mrp=6_000,
            terms=FIVE_PERCENT,
        )

    def bill(self, order: Order, number: str, *tenders: Tender, **others: object) -> Bill:
        """A bill over 105.00 a line, in cash unless other tenders are given."""
        count = len(order.lines)
        total = 10_500 * count
        bill = Bill(
            id=0,
            uuid=new_uuid(),
            number=number,
            order_id=order.id,
            order_number=order.number,
            document=DocumentKind.TAX_INVOICE,
            order_type=order.order_type,
            issued_at=self.now,
            local_time=self.outlet.local(self.now),
            business_date=self.today,
            outlet_id=self.outlet.id,
            terminal_id=self.terminal.id,
            shift_id=self.shift.id,
            cashier_id=self.user.id,
            cashier_name=self.user.name,
            customer_id=None,
            seller=Seller(
                name=self.outlet.name,
                legal_name=self.outlet.legal_name,
                address="14 Snehlata Ganj, Indore",
                phone="",
                state_code="23",
                state_name="Madhya Pradesh",
                registration=self.outlet.registration,
                gstin=self.outlet.gstin,
                fssai=None,
                upi_id="shop@upi",
                header="धन्यवाद",
                footer="",
                is_demo=True,
            ),
            buyer=Buyer(),
            gst=NO_GST_DETAILS,
            place_of_supply="23",
            place_name="Madhya Pradesh",
            is_interstate=False,
            reason="CGST + SGST: sold over the counter in Madhya Pradesh.",
            lines=tuple(self.bill_line(line) for line in order.lines),
            totals=Totals(
                taxable=10_000 * count,
                cgst=250 * count,
                sgst=250 * count,
                utgst=0,
                igst=0,
                cess=0,
                round_off=0,
                total=total,
            ),
            tenders=tenders or (Tender(method=Method.CASH, amount=total, handed=total),),
            change=0,
        )
        return replace(bill, **others)  # type: ignore[arg-type]

    def bill_line(self, line: OrderLine) -> BillLine:
        return BillLine(
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
            terms=line.terms,
            taxed=TaxedLine(
                gross=10_000,
                discount=0,
                bill_discount=0,
                taxable=10_000,
                cgst=250,
                sgst=250,
                utgst=0,
                igst=0,
                cess=0,
                total=10_500,
            ),
        )

    def issue(self, number: str, *tenders: Tender, lines: int = 1, **others: object) -> Bill:
        """A stored bill with its completed order."""
        with self.store.work() as work:
            sequence = work.orders.next_number(self.outlet.id, self.today)
            order = work.orders.add(self.order(f"ORD-20260218-{sequence:04d}", lines=lines))
            bill = self.bill(order, number, *tenders, **others)
            bill = replace(bill, id=work.bills.add(bill, new_uuid))
            work.orders.complete(order, at=self.now)
            work.commit()
        return bill


def new_outlet(**changes: object) -> Outlet:
    outlet = Outlet(
        id=0,
        uuid=new_uuid(),
        name="Vindhya Kirana",
        legal_name="Vindhya Traders",
        address="14 Snehlata Ganj, Indore",
        phone="9876500000",
        state_code="23",
        registration=Registration.REGULAR,
        gstin="23AAAAA0000A1Z5",
        fssai=None,
        upi_id=None,
        round_to_rupee=True,
        card_enabled=True,
        credit_enabled=False,
        utc_offset_minutes=330,
        day_cutoff_minutes=180,
        receipt_header="",
        receipt_footer="",
        is_demo=True,
    )
    return replace(outlet, **changes)  # type: ignore[arg-type]


def add_outlet(work: Work, name: str, code: str) -> tuple[Outlet, Terminal, User]:
    """An outlet with a terminal of that code and a cashier named after it."""
    outlet = new_outlet(name=name)
    outlet_id = work.people.add_outlet(outlet, organisation="Vindhya", organisation_uuid=new_uuid())
    terminal = Terminal(id=0, uuid=new_uuid(), outlet_id=outlet_id, code=code, name=f"Till {code}")
    terminal = replace(terminal, id=work.people.add_terminal(terminal))
    user = User(
        id=0,
        uuid=new_uuid(),
        outlet_id=outlet_id,
        login=f"cashier-{code}",
        name=f"Asha {code}",
        role=Role.CASHIER,
        secret="not a hash",
        is_active=True,
    )
    user = replace(user, id=work.people.add_user(user))
    return replace(outlet, id=outlet_id), terminal, user


def seed(store: SqlStore) -> Shop:
    with store.work() as work:
        outlet, terminal, user = add_outlet(work, "Vindhya Kirana", "A")
        tax_class_id = work.catalogue.add_tax_class(
            outlet.id,
            uuid=new_uuid(),
            code="FIVE",
            name="Five percent",
            treatment=Treatment.TAXABLE,
            supply=Supply.GOODS,
        )
        work.catalogue.add_tax_rate(tax_class_id, valid_from=date(2017, 7, 1), gst_rate=500)
        category_id = work.catalogue.add_category(
            outlet.id, uuid=new_uuid(), name="Grocery", name_hi="किराना", colour="#2F7D3B"
        )
        shop = Shop(
            store=store,
            outlet=outlet,
            terminal=terminal,
            user=user,
            tax_class_id=tax_class_id,
            category_id=category_id,
            rice=0,
            soap=0,
            shift=_shift(outlet, terminal, user),
        )
        rice = shop.item("1001", "Kolam Rice 1 kg", name_hi="कोलम चावल", stock=50_000)
        soap = shop.item("1002", "Bath Soap", barcodes=("8901234567894", "8909999999999"))
        shop = replace(
            shop,
            rice=work.catalogue.add_item(outlet.id, rice, at=NOON),
            soap=work.catalogue.add_item(outlet.id, soap, at=NOON),
            shift=work.shifts.open(shop.shift, counts="{}"),
        )
        work.commit()
    return shop


def _shift(outlet: Outlet, terminal: Terminal, user: User) -> Shift:
    return Shift(
        id=0,
        uuid=new_uuid(),
        outlet_id=outlet.id,
        terminal_id=terminal.id,
        number=1,
        business_date=TODAY,
        opened_at=NOON - timedelta(hours=3),
        opened_by=user.id,
        opened_by_name=user.name,
        opening_cash=500_000,
        handover_gap=0,
    )


@pytest.fixture
def shop_folder(tmp_path: Path) -> Path:
    """Where a shop may be made; nothing is there yet."""
    return tmp_path / "shop"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Where its key file goes."""
    return tmp_path / "keys"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shop]:
    """A seeded shop, closed, with its keys beside it; tests open copies of it."""
    home = tmp_path_factory.mktemp("made-once")
    made = create_shop(home / "shop", keys=home / "keys")
    shop = seed(made)
    made.close()
    return home, shop


@pytest.fixture
def store(shop_folder: Path, keys: Path) -> Iterator[SqlStore]:
    """A new store without anything in it."""
    made = create_shop(shop_folder, keys=keys)
    yield made
    made.close()


@pytest.fixture
def shop(shop_folder: Path, keys: Path, made_once: tuple[Path, Shop]) -> Iterator[Shop]:
    """A store with an outlet, a terminal A, a cashier, two items and an open shift."""
    home, shop = made_once
    shutil.copytree(home / "shop", shop_folder)
    shutil.copytree(home / "keys", keys)
    opened = open_shop(shop_folder, keys=keys)
    yield replace(shop, store=opened)
    opened.close()


@pytest.fixture
def second_outlet(shop: Shop) -> tuple[Outlet, Terminal, User]:
    """Another outlet of the same store, with a terminal B."""
    with shop.store.work() as work:
        made = add_outlet(work, "Narmada Kirana", "B")
        work.commit()
    return made


@pytest.fixture
def as_store() -> Callable[[SqlStore], Store]:
    """Says, to the type checker too, that a SqlStore is a Store."""

    def told(store: SqlStore) -> Store:
        return store

    return told
