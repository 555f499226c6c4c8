"""Where the shop is, and who works there."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    column,
    filled,
    flag,
    key,
    later,
    later_flag,
    number,
    refers,
    size,
    table,
    text,
    uuid,
)

organisation = table("organisation", key(), uuid(), filled("name"))

outlet = table(
    "outlet",
    key(),
    uuid(),
    refers("organisation_id", "organisation"),
    filled("name"),
    text("legal_name"),
    text("address"),
    text("phone"),
    filled("state_code"),
    text("registration"),
    text("gstin", optional=True),
    text("fssai", optional=True),
    text("upi_id", optional=True),
    flag("round_to_rupee"),
    flag("card_enabled"),
    flag("credit_enabled"),
    number("utc_offset_minutes"),
    number("day_cutoff_minutes"),
    text("receipt_header"),
    text("receipt_footer"),
    flag("is_demo"),
    later("cashier_discount_limit", "10000"),
    later("manager_discount_limit", "10000"),
    later("auto_lock_minutes", "10"),
    Column("backup_folder", Text, server_default=sql("''"), nullable=False),
    column(
        "credit_policy",
        Text,
        Check("credit_policy IN ('warn', 'stop')"),
        server_default=sql("'stop'"),
        nullable=False,
    ),
    later("variance_limit", "50000"),
    Column("scale_codes", Text, server_default=sql("''"), nullable=False),
    later_flag("order_types"),
    later("hsn_digits", "4"),
    later_flag("cash_memos"),
    Check("registration IN ('regular', 'composition', 'unregistered')"),
)

# A terminal's code begins the numbers of its documents, so two may not share one.
terminal = table(
    "terminal",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    filled("code"),
    text("name"),
    later_flag("customer_display"),
    UniqueConstraint("code"),
)

user = table(
    "user",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    filled("login", folded=True),
    filled("name"),
    text("role"),
    text("secret"),
    flag("is_active"),
    UniqueConstraint("login"),
    Check("role IN ('super_admin', 'admin', 'manager', 'cashier')"),
)

# How somebody wants to see the till; without a row it is as usual.
user_preference = table(
    "user_preference",
    refers("user_id", "user", primary=True),
    text("language"),
    text("theme"),
    number("text_pt"),
    flag("touch"),
    later_flag("sound_scan"),
    column(
        "sound_unknown",
        Integer,
        Check("sound_unknown IN (0, 1)"),
        server_default=sql("1"),
        nullable=False,
    ),
    later_flag("sound_done"),
    Check("language IN ('en', 'hi')"),
    Check("theme IN ('system', 'light', 'dark')"),
    Check("text_pt BETWEEN 10 AND 14"),
)

# ``routes`` says which documents go to the second printer: "bill:both,credit_note:second".
# Keys that somebody gave to actions; all others are the usual ones.
user_key = table(
    "user_key",
    refers("user_id", "user", primary=True),
    Column("action", Text, primary_key=True, nullable=False),
    filled("keys"),
    rowid=False,
)

printer = table(
    "printer",
    refers("terminal_id", "terminal", primary=True),
    Column("place", Text, primary_key=True),
    filled("name"),
    text("connection"),
    text("address"),
    text("paper"),
    size("dots"),
    size("columns"),
    text("cutter"),
    flag("native_qr"),
    text("rupee"),
    size("drawer_pin", optional=True),
    flag("answers_status"),
    later("native_barcode", "0"),
    later("pictures", "1"),
    later("raster_slice", "128"),
    later("drawer_on_ms", "50"),
    later("drawer_off_ms", "500"),
    text("routes"),
    flag("takes_over"),
    Check("place IN ('receipt', 'second', 'spare')"),
    Check("paper IN ('roll', 'a4', 'a5')"),
    rowid=False,
)
