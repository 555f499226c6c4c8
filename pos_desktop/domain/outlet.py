"""Who sells: the organisation's outlet and its counter PCs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.measures import BasisPoints
from pos_desktop.domain.money import Paise
from pos_desktop.domain.states import state_of


class Registration(StrEnum):
    """How the outlet stands with GST."""

    REGULAR = "regular"
    COMPOSITION = "composition"
    UNREGISTERED = "unregistered"

    @property
    def collects(self) -> bool:
        """Whether its bills charge GST."""
        return self is Registration.REGULAR


class Method(StrEnum):
    """How a bill is paid: into the drawer, by card, by UPI, onto or out of the account."""

    CASH = "cash"
    CARD = "card"
    UPI = "upi"
    CREDIT = "credit"
    ADVANCE = "advance"
    EXCHANGE = "exchange"
    """With goods brought back; no outlet's setting, only an exchange pays so."""


class CreditPolicy(StrEnum):
    """What happens beyond a limit of credit: the cashier is warned, or a manager must approve."""

    WARN = "warn"
    STOP = "stop"


class Outlet(Struct, frozen=True, kw_only=True):
    """One registered place of the business, with the settings that rule its bills."""

    id: int
    uuid: str
    name: str
    legal_name: str
    address: str
    phone: str
    state_code: str
    registration: Registration
    gstin: str | None
    fssai: str | None
    upi_id: str | None
    round_to_rupee: bool
    card_enabled: bool
    credit_enabled: bool
    utc_offset_minutes: int
    day_cutoff_minutes: int
    receipt_header: str
    receipt_footer: str
    is_demo: bool
    cashier_discount_limit: BasisPoints = 10_000
    manager_discount_limit: BasisPoints = 10_000
    """How far below the marked price each may go alone; 10,000 is no limit."""
    auto_lock_minutes: int = 10
    """After so long without a key the sign-in covers the till; 0 is never."""
    backup_folder: str = ""
    """The second place of backups, on another disk."""
    credit_policy: CreditPolicy = CreditPolicy.STOP
    """What happens beyond a customer's limit of credit, where the customer says nothing else."""
    variance_limit: Paise = 500_00
    """How far a count may be from what is expected before a manager must approve the close."""
    hsn_digits: int = 4
    """How long an HSN must be: 4 digits up to a turnover of 5 crore, 6 above."""

    scale_codes: str = ""
    """How the labels of the shop's scales are made up; see ``domain.scale_codes``."""

    order_types: bool = False
    """Whether orders are told apart: for a table, taken along, delivered."""

    cash_memos: bool = False
    """Whether small sales are cash memos, with one tax invoice for all of them a day."""

    @property
    def state_name(self) -> str:
        """The name of its State."""
        return state_of(self.state_code, field="state_code").name

    @property
    def methods(self) -> tuple[Method, ...]:
        """The payment methods that are on: cash and a customer's advance always, UPI when a UPI id
        is set, card and credit by their settings.
        """
        offered = (
            (Method.CASH, True),
            (Method.UPI, bool(self.upi_id)),
            (Method.CARD, self.card_enabled),
            (Method.CREDIT, self.credit_enabled),
            (Method.ADVANCE, True),
        )
        return tuple(method for method, is_on in offered if is_on)

    def local(self, moment: datetime) -> datetime:
        """A stored UTC moment as the outlet's clock shows it."""
        return moment.astimezone(self._zone)

    def day_begins(self, day: date) -> datetime:
        """The UTC moment at which the outlet's clock begins a calendar day."""
        return datetime.combine(day, time(), self._zone).astimezone(UTC)

    def business_date(self, moment: datetime) -> date:
        """The trading day of a moment: the local date, less the day's cut-off."""
        return (self.local(moment) - timedelta(minutes=self.day_cutoff_minutes)).date()

    @property
    def _zone(self) -> timezone:
        return timezone(timedelta(minutes=self.utc_offset_minutes))


class Terminal(Struct, frozen=True, kw_only=True):
    """One counter PC; its code begins the numbers of its bills."""

    id: int
    uuid: str
    outlet_id: int
    code: str
    name: str
