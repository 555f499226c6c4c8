"""Setting up a shop: outlet, terminal, people, tax classes and a first catalogue, at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import NewItem, Work
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.documents import check_terminal_code
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import BasisPoints
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Outlet, Terminal
from pos_desktop.domain.people import Role, User, check_login, check_secret


class NewUser(Struct, frozen=True, kw_only=True):
    """Someone who will sign in, with a first PIN (cashier, manager) or password."""

    login: str
    name: str
    role: Role
    secret: str


class NewTaxClass(Struct, frozen=True, kw_only=True):
    """A tax class: goods with the same rates at all times."""

    code: str
    name: str
    treatment: Treatment
    supply: Supply


class NewTaxRate(Struct, frozen=True, kw_only=True):
    """The rates of a tax class from a date on."""

    tax_class: str
    valid_from: date
    gst_rate: BasisPoints
    cess_rate: BasisPoints
    cess_per_unit: Paise
    rsp_valued: bool = False


class NewCategory(Struct, frozen=True, kw_only=True):
    """A group of items with the colour of its keys."""

    code: str
    name: str
    name_hi: str
    colour: str


class CatalogueRow(Struct, frozen=True, kw_only=True):
    """An item with the codes of its category and tax class; ids are filled in on writing."""

    item: NewItem
    category: str
    tax_class: str
    cost: Paise | None = None
    """Of one unit, before tax."""


class ShopSetUp(Struct, frozen=True, kw_only=True):
    """Everything a new shop begins with."""

    organisation: str
    outlet: Outlet
    terminal_code: str
    terminal_name: str
    printer: PrinterSettings
    users: tuple[NewUser, ...]
    tax_classes: tuple[NewTaxClass, ...]
    tax_rates: tuple[NewTaxRate, ...]
    categories: tuple[NewCategory, ...] = ()
    items: tuple[CatalogueRow, ...] = ()


def set_up_shop(desk: Desk, given: ShopSetUp) -> int:
    """Write a new shop into an empty store, in one transaction; returns the outlet's id.

    Raises BadInput naming ``users`` or the code that an item refers to in vain.
    """
    if not any(user.role is Role.SUPER_ADMIN for user in given.users):
        raise BadInput("A shop needs an owner: a user with the role super_admin.", field="users")
    for i, user in enumerate(given.users):
        check_login(user.login, field=f"users[{i}].login")
        check_secret(user.role, user.secret, login=user.login, field=f"users[{i}].secret")
    check_terminal_code(given.terminal_code, field="terminal_code")
    with desk.work() as work:
        outlet_id = work.people.add_outlet(
            replace(given.outlet, uuid=desk.new_uuid()),
            organisation=given.organisation,
            organisation_uuid=desk.new_uuid(),
        )
        terminal_id = work.people.add_terminal(
            Terminal(
                id=0,
                uuid=desk.new_uuid(),
                outlet_id=outlet_id,
                code=given.terminal_code,
                name=given.terminal_name,
            )
        )
        work.people.set_printer(terminal_id, given.printer)
        for user in given.users:
            work.people.add_user(_user(desk, outlet_id, user))
        tax_classes = _add_tax_classes(desk, work, outlet_id, given)
        _add_items(desk, work, outlet_id, given, tax_classes)
        desk.audit(work, "shop.set_up", given.outlet.name)
        work.commit()
    return outlet_id


def _user(desk: Desk, outlet_id: int, user: NewUser) -> User:
    return User(
        id=0,
        uuid=desk.new_uuid(),
        outlet_id=outlet_id,
        login=user.login,
        name=user.name,
        role=user.role,
        secret=desk.secrets.hash(user.secret),
        is_active=True,
    )


def _add_tax_classes(desk: Desk, work: Work, outlet_id: int, given: ShopSetUp) -> dict[str, int]:
    ids = {
        new.code: work.catalogue.add_tax_class(
            outlet_id,
            uuid=desk.new_uuid(),
            code=new.code,
            name=new.name,
            treatment=new.treatment,
            supply=new.supply,
        )
        for new in given.tax_classes
    }
    for rate in given.tax_rates:
        work.catalogue.add_tax_rate(
            _id_of(ids, rate.tax_class, "tax_rates.tax_class"),
            valid_from=rate.valid_from,
            gst_rate=rate.gst_rate,
            cess_rate=rate.cess_rate,
            cess_per_unit=rate.cess_per_unit,
            rsp_valued=rate.rsp_valued,
        )
    return ids


def _add_items(
    desk: Desk, work: Work, outlet_id: int, given: ShopSetUp, tax_classes: dict[str, int]
) -> None:
    new_uuid: Callable[[], str] = desk.new_uuid
    categories = {
        new.code: work.catalogue.add_category(
            outlet_id, uuid=new_uuid(), name=new.name, name_hi=new.name_hi, colour=new.colour
        )
        for new in given.categories
    }
    since = given.outlet.local(desk.clock()).date()
    for row in given.items:
        item = replace(
            row.item,
            uuid=new_uuid(),
            category_id=_id_of(categories, row.category, "items.category"),
            tax_class_id=_id_of(tax_classes, row.tax_class, "items.tax_class"),
        )
        item_id = work.catalogue.add_item(outlet_id, item, at=desk.clock())
        if row.cost is not None:
            work.item_cards.set_cost(item_id, row.cost, since=since)


def _id_of(ids: dict[str, int], code: str, field: str) -> int:
    if code not in ids:
        raise BadInput(f"There is no “{code}” to refer to.", field=field)
    return ids[code]
