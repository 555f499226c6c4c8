"""The tables, by subject. Migrations write them down a second time, as they were then."""

from __future__ import annotations

from pos_desktop.persistence.tables.accounts import (
    account_day,
    adjustment,
    bill_customer,
    bill_due,
    customer,
    due_change,
    ledger_entry,
    payment,
    payment_allocation,
)
from pos_desktop.persistence.tables.catalogue import (
    category,
    item,
    item_barcode,
    item_cost,
    item_import,
    item_price,
    item_tax_class,
    number_series,
    order_series,
    stock_entry,
    stock_entry_line,
    stock_movement,
    tax_class,
    tax_rate,
)
from pos_desktop.persistence.tables.columns import metadata
from pos_desktop.persistence.tables.drawer import cash_movement, open_shift, shift, shift_close
from pos_desktop.persistence.tables.drawer_book import (
    cash_slip,
    shift_count,
    slip_match,
    tender_correction,
    variance_posting,
    z_report,
)
from pos_desktop.persistence.tables.journal import answer, audit_entry, print_job
from pos_desktop.persistence.tables.memos import (
    consolidated_invoice,
    consolidated_line,
    consolidated_memo,
)
from pos_desktop.persistence.tables.papers import letterhead
from pos_desktop.persistence.tables.people import (
    organisation,
    outlet,
    printer,
    terminal,
    user,
    user_key,
    user_preference,
)
from pos_desktop.persistence.tables.proof import (
    backup_run,
    chain_entry,
    chain_key,
    sign_in_guard,
)
from pos_desktop.persistence.tables.returning import (
    credit_note,
    credit_note_line,
    credit_note_refund,
)
from pos_desktop.persistence.tables.selling import bill, bill_line, order, order_line, tender
from pos_desktop.persistence.tables.tax import (
    gst_data_version,
    receipt_voucher,
    refund_voucher,
    voucher_use,
)

__all__ = [
    "account_day",
    "adjustment",
    "answer",
    "audit_entry",
    "backup_run",
    "bill",
    "bill_customer",
    "bill_due",
    "bill_line",
    "cash_movement",
    "cash_slip",
    "category",
    "chain_entry",
    "chain_key",
    "consolidated_invoice",
    "consolidated_line",
    "consolidated_memo",
    "credit_note",
    "credit_note_line",
    "credit_note_refund",
    "customer",
    "due_change",
    "gst_data_version",
    "item",
    "item_barcode",
    "item_cost",
    "item_import",
    "item_price",
    "item_tax_class",
    "ledger_entry",
    "letterhead",
    "metadata",
    "number_series",
    "open_shift",
    "order",
    "order_line",
    "order_series",
    "organisation",
    "outlet",
    "payment",
    "payment_allocation",
    "print_job",
    "printer",
    "receipt_voucher",
    "refund_voucher",
    "shift",
    "shift_close",
    "shift_count",
    "sign_in_guard",
    "slip_match",
    "stock_entry",
    "stock_entry_line",
    "stock_movement",
    "tax_class",
    "tax_rate",
    "tender",
    "tender_correction",
    "terminal",
    "user",
    "user_key",
    "user_preference",
    "variance_posting",
    "voucher_use",
    "z_report",
]
