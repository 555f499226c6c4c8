"""The first run: what an owner answers in four steps, checked step by step, made into a shop."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pos_desktop.application.outlet import checked_particulars
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.set_up import NewTaxClass, NewTaxRate, NewUser, ShopSetUp
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.outlet import Outlet, Registration
from pos_desktop.domain.people import WITH_PASSWORD, Role, check_login, check_secret
from pos_desktop.domain.shop_types import ShopType, beginning_of

INDIA_MINUTES = 330
CUTOFF_MINUTES = 180
FIRST_COUNTER = "A"
PRINTER = "Receipt printer"


class FirstShop(Struct, frozen=True, kw_only=True):
    """The shop's particulars as they were typed; ``state_code`` may be empty with a GSTIN."""

    shop_type: ShopType = ShopType.RETAIL
    name: str = ""
    address: str = ""
    state_code: str = ""
    registration: Registration = Registration.UNREGISTERED
    gstin: str = ""
    keep_gstin_as_typed: bool = False
    phone: str = ""
    upi_id: str = ""


class FirstPerson(Struct, frozen=True, kw_only=True):
    """Somebody who will sign in; ``again`` is the secret typed once more."""

    role: Role
    name: str = ""
    login: str = ""
    secret: str = ""
    again: str = ""


class FirstRun(Struct, frozen=True, kw_only=True):
    """Every answer."""

    shop: FirstShop
    owner: FirstPerson
    staff: FirstPerson | None
    printer: PrinterSettings


def first_outlet(shop: FirstShop) -> Outlet:
    """The outlet of these particulars. Raises BadInput naming the field at fault."""
    name = shop.name.strip()
    if not name:
        raise BadInput("The shop needs a name: it stands on every receipt.", field="name")
    gstin = shop.gstin.strip()
    if not shop.state_code and not gstin:
        raise BadInput("Choose the State of the shop: it decides the tax.", field="state_code")
    begins = beginning_of(shop.shop_type)
    return checked_particulars(
        Outlet(
            id=0,
            uuid="",
            name=name,
            legal_name=name,
            address=shop.address.strip(),
            phone=shop.phone.strip(),
            state_code=shop.state_code or gstin[:2],
            registration=shop.registration,
            gstin=gstin or None,
            fssai=None,
            upi_id=shop.upi_id.strip() or None,
            round_to_rupee=True,
            card_enabled=begins.card,
            credit_enabled=begins.credit,
            utc_offset_minutes=INDIA_MINUTES,
            day_cutoff_minutes=CUTOFF_MINUTES,
            receipt_header="",
            receipt_footer="Thank you. Please come again!",
            is_demo=False,
            order_types=begins.order_types,
        ),
        keep_gstin_as_typed=shop.keep_gstin_as_typed,
    )


def first_user(person: FirstPerson, *, taken: str = "") -> NewUser:
    """Somebody who will sign in. Raises BadInput naming the field; *taken* is another's login."""
    if not person.name.strip():
        raise BadInput("Give the name that stands on the sign-in tile.", field="name")
    login = check_login(person.login, field="login")
    if login.lower() == taken.lower():
        raise BadInput(f"“{login}” is the owner's sign-in name. Choose another.", field="login")
    check_secret(person.role, person.secret, login=login, field="secret")
    if person.secret != person.again:
        word = "passwords" if person.role in WITH_PASSWORD else "PINs"
        raise BadInput(f"The two {word} are not the same. Type it once more.", field="again")
    return NewUser(login=login, name=person.name.strip(), role=person.role, secret=person.secret)


def first_set_up(
    given: FirstRun, tax_classes: Sequence[NewTaxClass], tax_rates: Sequence[NewTaxRate]
) -> ShopSetUp:
    """What is written into the new store; the shop type's own tax class comes first.

    Raises BadInput naming the field at fault.
    """
    outlet = first_outlet(given.shop)
    owner = first_user(given.owner)
    users = [owner]
    if given.staff is not None:
        users.append(first_user(given.staff, taken=owner.login))
    first = beginning_of(given.shop.shop_type).tax_class
    return ShopSetUp(
        organisation=outlet.name,
        outlet=outlet,
        terminal_code=FIRST_COUNTER,
        terminal_name="Counter 1",
        printer=given.printer,
        users=tuple(users),
        tax_classes=tuple(sorted(tax_classes, key=lambda tax: tax.code != first)),
        tax_rates=tuple(tax_rates),
    )
