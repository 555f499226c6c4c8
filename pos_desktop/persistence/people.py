"""Outlets, terminals and users."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.terminal_printers import Place
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.lockout import Guard
from pos_desktop.domain.outlet import CreditPolicy, Outlet, Registration, Terminal
from pos_desktop.domain.own_keys import OwnKey
from pos_desktop.domain.people import Role, User
from pos_desktop.domain.preferences import Language, Preferences, Theme
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.kept import Kept
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.terminal_printers import SqlTerminalPrinters

_OUTLET_FIELDS = (
    "uuid",
    "name",
    "legal_name",
    "address",
    "phone",
    "state_code",
    "gstin",
    "fssai",
    "upi_id",
    "utc_offset_minutes",
    "day_cutoff_minutes",
    "receipt_header",
    "receipt_footer",
    "cashier_discount_limit",
    "manager_discount_limit",
    "auto_lock_minutes",
    "backup_folder",
    "variance_limit",
    "scale_codes",
    "hsn_digits",
)
_OUTLET_FLAGS = (
    "round_to_rupee",
    "card_enabled",
    "credit_enabled",
    "is_demo",
    "order_types",
    "cash_memos",
)

_OUTLETS = select(t.outlet)
_SAVE_OUTLET = Prepared(
    update(t.outlet).where(t.outlet.c.id == bindparam("outlet_id")),
    columns=(*_OUTLET_FIELDS, *_OUTLET_FLAGS, "registration", "credit_policy"),
)
_TERMINAL_FIELDS = ("id", "uuid", "outlet_id", "code", "name")
_TERMINAL = Prepared(
    select(*(t.terminal.c[name] for name in _TERMINAL_FIELDS)).where(
        t.terminal.c.code == bindparam("code")
    )
)
_DISPLAY = Prepared(select(t.terminal.c.customer_display).where(t.terminal.c.id == bindparam("id")))
_SET_DISPLAY = Prepared(
    update(t.terminal).where(t.terminal.c.id == bindparam("terminal_id")),
    columns=("customer_display",),
)
_USERS = Prepared(
    select(t.user).where(t.user.c.outlet_id == bindparam("outlet_id")).order_by(t.user.c.name)
)
_USER = Prepared(select(t.user).where(t.user.c.login == bindparam("login")))
_SAVE_USER = Prepared(
    update(t.user).where(t.user.c.id == bindparam("user_id")),
    columns=("name", "role", "secret", "is_active"),
)
_GUARD = Prepared(select(t.sign_in_guard).where(t.sign_in_guard.c.user_id == bindparam("user_id")))
_PUT_GUARD = upsert(t.sign_in_guard)
_SET_GUARD = Prepared(
    _PUT_GUARD.on_conflict_do_update(
        index_elements=["user_id"],
        set_={c.name: _PUT_GUARD.excluded[c.name] for c in t.sign_in_guard.c if not c.primary_key},
    )
)
_SOUNDS = ("sound_scan", "sound_unknown", "sound_done")
_PREFERENCES = Prepared(
    select(t.user_preference).where(t.user_preference.c.user_id == bindparam("user_id"))
)
_KEYS = Prepared(
    select(t.user_key).where(t.user_key.c.user_id == bindparam("user_id")).order_by("action")
)
_DROP_KEYS = Prepared(delete(t.user_key).where(t.user_key.c.user_id == bindparam("of_user")))
_ADD_KEY = adding(t.user_key)
_PUT_PREFERENCES = upsert(t.user_preference)
_SET_PREFERENCES = Prepared(
    _PUT_PREFERENCES.on_conflict_do_update(
        index_elements=["user_id"],
        set_={
            name: _PUT_PREFERENCES.excluded[name]
            for name in ("language", "theme", "text_pt", "touch", *_SOUNDS)
        },
    )
)
_ORGANISATION = Prepared(
    select(t.organisation.c.id).where(t.organisation.c.name == bindparam("name"))
)
_ADD_ORGANISATION = adding(t.organisation)
_ADD_OUTLET, _ADD_TERMINAL, _ADD_USER = adding(t.outlet), adding(t.terminal), adding(t.user)


class SqlPeople:
    """The port People."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def outlet(self, outlet_id: int) -> Outlet:
        """The outlet of that id; there must be one."""
        outlet = _OUTLET.get(self._sql, {"id": outlet_id})
        assert outlet is not None, "there must be one"
        return outlet

    def save_outlet(self, outlet: Outlet) -> None:
        """Replace the particulars and settings of an outlet."""
        _SAVE_OUTLET.run(self._sql, {**_outlet_row(outlet), "outlet_id": outlet.id})

    def only_outlet(self) -> Outlet:
        """The outlet of a shop with one. Raises Refused when there is none, or several."""
        rows = self._sql.execute(_OUTLETS.limit(2)).all()
        if not rows:
            raise Refused("The shop is not set up yet. Set up its outlet first.", code="no_outlet")
        if len(rows) > 1:
            raise Refused("The shop has several outlets. Say which.", code="several_outlets")
        return _outlet_of(rows[0])

    def terminal(self, code: str) -> Terminal | None:
        """The terminal of that code, or None."""
        row = _TERMINAL.first(self._sql, {"code": code})
        return Terminal(**row._asdict()) if row else None

    def has_display(self, terminal_id: int) -> bool:
        """Whether a terminal shows its cart to the buyer."""
        return bool(_DISPLAY.value(self._sql, {"id": terminal_id}))

    def set_display(self, terminal_id: int, *, is_on: bool) -> None:
        """Let a terminal show its cart to the buyer, or no longer."""
        _SET_DISPLAY.run(self._sql, {"terminal_id": terminal_id, "customer_display": int(is_on)})

    def users(self, outlet_id: int) -> Sequence[User]:
        """Everyone of the outlet by name, also those who no longer sign in."""
        return [_user_of(row) for row in _USERS.rows(self._sql, {"outlet_id": outlet_id})]

    def user_by_login(self, login: str) -> User | None:
        """Who signs in by that name, in capitals or not; or None."""
        row = _USER.first(self._sql, {"login": login})
        return _user_of(row) if row else None

    def role_now(self, user_id: int) -> Role | None:
        """The role of somebody who may sign in; None of one who may not."""
        return _ROLE.get(self._sql, {"user_id": user_id})

    def save_user(self, user: User) -> None:
        """Replace a user's name, role, secret and whether they sign in."""
        row = {"user_id": user.id, "name": user.name, "secret": user.secret}
        _SAVE_USER.run(self._sql, row | {"role": user.role.value, "is_active": int(user.is_active)})

    def guard(self, user_id: int) -> Guard:
        """The wrong tries of a user since their last right one."""
        row = _GUARD.first(self._sql, {"user_id": user_id})
        if row is None:
            return Guard()
        return Guard(
            failures=row.failures,
            locks=row.locks,
            locked_ms=row.locked_ms,
            uptime_ms=row.uptime_ms,
        )

    def set_guard(self, user_id: int, guard: Guard) -> None:
        """Write the wrong tries of a user down."""
        _SET_GUARD.run(self._sql, {"user_id": user_id, **asdict(guard)})

    def preferences(self, user_id: int) -> Preferences | None:
        """How somebody wants to see the till; None when nothing was set."""
        row = _PREFERENCES.first(self._sql, {"user_id": user_id})
        if row is None:
            return None
        return Preferences(
            language=Language(row.language),
            theme=Theme(row.theme),
            text_pt=row.text_pt,
            touch=bool(row.touch),
            **{name: bool(getattr(row, name)) for name in _SOUNDS},
        )

    def own_keys(self, user_id: int) -> Sequence[OwnKey]:
        """The keys that somebody gave to actions."""
        rows = _KEYS.rows(self._sql, {"user_id": user_id})
        return [OwnKey(action=row.action, keys=row.keys) for row in rows]

    def set_own_keys(self, user_id: int, keys: Sequence[OwnKey]) -> None:
        """Keep these keys and no others."""
        _DROP_KEYS.run(self._sql, {"of_user": user_id})
        for own in keys:
            _ADD_KEY.run(self._sql, {"user_id": user_id, "action": own.action, "keys": own.keys})

    def set_preferences(self, user_id: int, wanted: Preferences) -> None:
        """Keep how somebody wants to see the till."""
        row = {
            "user_id": user_id,
            "language": wanted.language.value,
            "theme": wanted.theme.value,
            "text_pt": wanted.text_pt,
            "touch": int(wanted.touch),
            **{name: int(getattr(wanted, name)) for name in _SOUNDS},
        }
        _SET_PREFERENCES.run(self._sql, row)

    def printer(self, terminal_id: int) -> PrinterSettings:
        """The terminal's receipt printer; with the connection ``none`` until it is set up."""
        return SqlTerminalPrinters(self._sql).get(terminal_id).by_place[Place.RECEIPT]

    def set_printer(self, terminal_id: int, settings: PrinterSettings) -> None:
        """Replace the terminal's receipt printer."""
        kept = SqlTerminalPrinters(self._sql)
        kept.set(terminal_id, kept.get(terminal_id).with_printer(Place.RECEIPT, settings))

    def add_outlet(self, outlet: Outlet, *, organisation: str, organisation_uuid: str) -> int:
        """Add an outlet (its id is ignored) to the organisation of that name, made when new."""
        found = _ORGANISATION.value_or_none(self._sql, {"name": organisation})
        if found is None:
            values = {"uuid": organisation_uuid, "name": organisation}
            found = _ADD_ORGANISATION.add(self._sql, values)
        row = {**_outlet_row(outlet), "organisation_id": found}
        return _ADD_OUTLET.add(self._sql, row)

    def add_terminal(self, terminal: Terminal) -> int:
        """Add a terminal; its id is ignored."""
        row = {n: getattr(terminal, n) for n in ("uuid", "outlet_id", "code", "name")}
        row["customer_display"] = 0
        return _ADD_TERMINAL.add(self._sql, row)

    def add_user(self, user: User) -> int:
        """Add a user; the id is ignored."""
        row = {n: getattr(user, n) for n in ("uuid", "outlet_id", "login", "name", "secret")}
        row |= {"role": user.role.value, "is_active": int(user.is_active)}
        return _ADD_USER.add(self._sql, row)


def _outlet_row(outlet: Outlet) -> dict[str, Any]:
    row = {name: getattr(outlet, name) for name in _OUTLET_FIELDS}
    row |= {name: int(getattr(outlet, name)) for name in _OUTLET_FLAGS}
    choices = {
        "registration": outlet.registration.value,
        "credit_policy": outlet.credit_policy.value,
    }
    return row | choices


def _outlet_of(row: Any) -> Outlet:
    values: dict[str, Any] = {name: getattr(row, name) for name in _OUTLET_FIELDS}
    values |= {name: bool(getattr(row, name)) for name in _OUTLET_FLAGS}
    return Outlet(
        id=row.id,
        registration=Registration(row.registration),
        credit_policy=CreditPolicy(row.credit_policy),
        **values,
    )


def _user_of(row: Any) -> User:
    return User(
        id=row.id,
        uuid=row.uuid,
        outlet_id=row.outlet_id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        secret=row.secret,
        is_active=bool(row.is_active),
    )


_OUTLET = Kept(
    _OUTLETS.where(t.outlet.c.id == bindparam("id")),
    lambda rows: _outlet_of(rows[0]) if rows else None,
)
_ROLE = Kept(
    select(t.user.c.role).where(t.user.c.id == bindparam("user_id"), t.user.c.is_active == 1),
    lambda rows: Role(rows[0].role) if rows else None,
)
