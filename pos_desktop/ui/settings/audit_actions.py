"""What each action of the audit log is called, and its sentence. No Qt."""

from __future__ import annotations

from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

ACTIONS: dict[str, tuple[str, str]] = {
    "credit_note.issued": (
        _T("Audit", "Goods taken back"),
        _T("Audit", "Took goods of bill {bill} back: credit note {subject} of {total}, {why}"),
    ),
    "credit_note.reprinted": (
        _T("Audit", "Credit note reprinted"),
        _T("Audit", "Printed credit note {subject} once more: copy {copy}"),
    ),
    "bill.made_anew": (
        _T("Audit", "Bill made out anew"),
        _T("Audit", "Made bill {subject} out anew as {new} for GSTIN {gstin}"),
    ),
    "item.price_planned": (
        _T("Audit", "Price planned"),
        _T("Audit", "Planned the price of {name} for {day}: {price}"),
    ),
    "item.updated": (
        _T("Audit", "Item changed"),
        _T("Audit", "Changed the item {name} ({subject}): {changed}"),
    ),
    "items.imported": (
        _T("Audit", "Items imported"),
        _T("Audit", "Brought in {subject}: {created} new, {changed} changed, {left_out} left out"),
    ),
    "items.import_undone": (
        _T("Audit", "Import undone"),
        _T("Audit", "Took the import of {subject} back"),
    ),
    "approval.failed": (
        _T("Audit", "Wrong PIN at an approval"),
        _T("Audit", "A wrong PIN was typed to approve as {subject}"),
    ),
    "approval.locked": (
        _T("Audit", "Approval while locked"),
        _T("Audit", "An approval as {subject} was tried while locked"),
    ),
    "backup.done": (_T("Audit", "Backup"), _T("Audit", "A backup was taken: {subject}")),
    "backup.failed": (_T("Audit", "Backup failed"), _T("Audit", "A backup failed: {problem}")),
    "backup.restore_begun": (
        _T("Audit", "Restore begun"),
        _T("Audit", "Began to put the backup of {subject} back"),
    ),
    "backup.restored": (
        _T("Audit", "Restore"),
        _T("Audit", "A backup of {subject} was put in the shop's place by {user}"),
    ),
    "balance.repaired": (
        _T("Audit", "Balance repaired"),
        _T("Audit", "Repaired the balance of customer {subject}: {stored} became {computed}"),
    ),
    "bill.discounted": (
        _T("Audit", "Discount"),
        _T("Audit", "Gave {amount} off on bill {subject}"),
    ),
    "bill.issued": (_T("Audit", "Bill"), _T("Audit", "Issued bill {subject} of {total}")),
    "bill.reprinted": (
        _T("Audit", "Reprint"),
        _T("Audit", "Printed bill {subject} once more: copy {copy}"),
    ),
    "cash.drop": (_T("Audit", "Cash drop"), _T("Audit", "Took {amount} to the safe: {why}")),
    "cash.pay_in": (_T("Audit", "Pay-in"), _T("Audit", "Put {amount} into the drawer: {why}")),
    "cash.payout": (_T("Audit", "Payout"), _T("Audit", "Paid {amount} out of the drawer: {why}")),
    "clock.confirmed": (_T("Audit", "Clock confirmed"), _T("Audit", "Went on although {words}")),
    "customer.created": (_T("Audit", "New customer"), _T("Audit", "Added customer {name}")),
    "customer.updated": (
        _T("Audit", "Customer changed"),
        _T("Audit", "Changed the details of customer {name}"),
    ),
    "drawer.opened": (
        _T("Audit", "No-sale"),
        _T("Audit", "Opened the drawer without a sale: {why}"),
    ),
    "item.created": (
        _T("Audit", "New item"),
        _T("Audit", "Added the item {name} ({subject}) at {price}"),
    ),
    "line.price_changed": (
        _T("Audit", "Price change"),
        _T("Audit", "Changed the price of {description} from {before} to {after} on {subject}"),
    ),
    "line.removed": (
        _T("Audit", "Line removed"),
        _T("Audit", "Took {description} ({qty} at {unit_price}) off {subject}"),
    ),
    "order.cancelled": (
        _T("Audit", "Discarded cart"),
        _T("Audit", "Discarded {subject} of {total}: {why}"),
    ),
    "outlet.updated": (_T("Audit", "Settings"), _T("Audit", "Changed settings: {changed}")),
    "own_secret.failed": (
        _T("Audit", "Wrong PIN at a change"),
        _T("Audit", "A wrong PIN or password was typed to change that of {subject}"),
    ),
    "display.set": (
        _T("Audit", "Screen for the customer"),
        _T("Audit", "Switched the customer's screen of counter {subject} on or off"),
    ),
    "own_secret.locked": (
        _T("Audit", "Change of PIN while locked"),
        _T("Audit", "A change of the PIN or password of {subject} was tried while locked"),
    ),
    "payment.received": (
        _T("Audit", "Payment on account"),
        _T("Audit", "Took {amount} on account: receipt {subject}"),
    ),
    "printer.set": (
        _T("Audit", "Printer"),
        _T("Audit", "Set up the printer of counter {subject}: {connection}"),
    ),
    "printer.routed": (
        _T("Audit", "Printers"),
        _T("Audit", "Said which printer of counter {subject} prints what"),
    ),
    "print_job.came_out": (
        _T("Audit", "Print queue"),
        _T("Audit", "Said that a printout came out: {document} {subject}"),
    ),
    "print_job.again": (
        _T("Audit", "Print queue"),
        _T("Audit", "Printed {document} {subject} again, with a mark"),
    ),
    "print_job.other": (
        _T("Audit", "Print queue"),
        _T("Audit", "Printed {document} {subject} elsewhere than on the {printer}"),
    ),
    "print_job.skip": (
        _T("Audit", "Print queue"),
        _T("Audit", "Gave a printout up: {document} {subject}"),
    ),
    "print_job.retry": (
        _T("Audit", "Print queue"),
        _T("Audit", "Had a printout tried again: {document} {subject}"),
    ),
    "printout.failed": (
        _T("Audit", "Printout failed"),
        _T("Audit", "The {document} {subject} could not be laid out"),
    ),
    "recovery_sheet.made": (
        _T("Audit", "Recovery code"),
        _T("Audit", "Had the recovery sheet made"),
    ),
    "recovery_sheet.printed": (
        _T("Audit", "Recovery sheet"),
        _T("Audit", "Saved the recovery sheet: {subject}"),
    ),
    "shift.closed": (
        _T("Audit", "Shift closed"),
        _T("Audit", "Closed the shift: {variance}"),
    ),
    "shift.opened": (
        _T("Audit", "Shift opened"),
        _T("Audit", "Opened a shift with {opening_cash}"),
    ),
    "shop.set_up": (_T("Audit", "Shop set up"), _T("Audit", "The shop {subject} was set up")),
    "sign_in": (_T("Audit", "Sign-in"), _T("Audit", "Signed in")),
    "sign_in.failed": (
        _T("Audit", "Wrong PIN"),
        _T("Audit", "A wrong PIN or password was typed to sign in as {subject}"),
    ),
    "sign_in.locked": (
        _T("Audit", "Sign-in while locked"),
        _T("Audit", "A sign-in as {subject} was tried while locked"),
    ),
    "user.created": (_T("Audit", "Person added"), _T("Audit", "Added {subject} as {role}")),
    "user.secret_set": (
        _T("Audit", "New PIN"),
        _T("Audit", "Gave {subject} a new PIN or password"),
    ),
    "user.updated": (
        _T("Audit", "Person changed"),
        _T("Audit", "Changed {subject}: {name}, {role}, {is_active}"),
    ),
    "advance.received": (
        _T("Audit", "Advance"),
        _T("Audit", "Took an advance of {amount}: voucher {subject}"),
    ),
    "consolidated.issued": (
        _T("Audit", "Consolidated invoice"),
        _T("Audit", "Issued {subject} of {total} for {memos} cash memos, {first} to {last}"),
    ),
    "consolidated_invoice.reprinted": (
        _T("Audit", "Consolidated invoice"),
        _T("Audit", "Printed consolidated invoice {subject} again, copy {copy}"),
    ),
    "advance.refunded": (
        _T("Audit", "Advance paid back"),
        _T("Audit", "Paid {amount} of advance {voucher} back with {subject}: {why}"),
    ),
    "order.supply_by_rule": (
        _T("Audit", "Place of supply"),
        _T("Audit", "Left {subject} to the rule again"),
    ),
    "order.supply_overridden": (
        _T("Audit", "Place of supply"),
        _T("Audit", "Decided {subject} by hand: {supply} {state} ({why})"),
    ),
    "report.exported": (
        _T("Audit", "Export"),
        _T("Audit", "Saved the report {subject} as a file"),
    ),
    "stock.adjusted": (
        _T("Audit", "Stock corrected"),
        _T("Audit", "Corrected the stock: {why}"),
    ),
    "stock.counted": (
        _T("Audit", "Stock counted"),
        _T("Audit", "Counted the stock, {lines} items differed: {why}"),
    ),
    "stock.received": (
        _T("Audit", "Goods in"),
        _T("Audit", "Took goods in from {supplier}: {lines} items, bill {subject}"),
    ),
    "tax.data_taken": (
        _T("Audit", "GST data"),
        _T("Audit", "Took in the GST data of {subject}; before: {before}"),
    ),
    "tax.item_scheduled": (
        _T("Audit", "Tax of an item"),
        _T("Audit", "From {valid_from} {subject} is taxed as {tax_class}"),
    ),
    "tax.rate_scheduled": (
        _T("Audit", "Rate change"),
        _T("Audit", "From {valid_from} {subject} bears {rate}"),
    ),
    "tax.rate_taken_back": (
        _T("Audit", "Rate change"),
        _T("Audit", "Took back the change of {subject} from {valid_from}"),
    ),
    "bill.tender_corrected": (
        _T("Audit", "Tender corrected"),
        _T("Audit", "Corrected {amount} of bill {subject} from {was} to {now}: {why}"),
    ),
    "cash_slip.reprinted": (
        _T("Audit", "Reprint"),
        _T("Audit", "Printed cash slip {subject} once more: copy {copy}"),
    ),
    "shift.counted": (
        _T("Audit", "Drawer counted"),
        _T("Audit", "Counted {counted} in the drawer: {variance}"),
    ),
    "shift.handed_over": (
        _T("Audit", "Drawer handed over"),
        _T("Audit", "The drawer went from {gave} to {took} with {counted}"),
    ),
    "shift.owner_slip": (
        _T("Audit", "Day slip"),
        _T("Audit", "Looked at the day {subject} over all shifts"),
    ),
    "shift.slips_matched": (
        _T("Audit", "Slips matched"),
        _T("Audit", "Compared {method} slips of {counted} with {recorded} recorded"),
    ),
    "shift.x_report": (
        _T("Audit", "X report"),
        _T("Audit", "Looked at the shift so far"),
    ),
    "z_report.reprinted": (
        _T("Audit", "Reprint"),
        _T("Audit", "Printed Z report {subject} once more: copy {copy}"),
    ),
    "account.adjusted": (
        _T("Audit", "Account adjusted"),
        _T(
            "Audit",
            "Adjusted {customer} ({subject}): {debit} more owed, {credit} less; {why}",
        ),
    ),
    "account.promised": (
        _T("Audit", "Payment promised"),
        _T("Audit", "{name} promised to pay on {on}"),
    ),
    "account.reminded": (
        _T("Audit", "Reminder"),
        _T("Audit", "Reminded {name} of {owed} by {by}"),
    ),
    "accounts.import_undone": (
        _T("Audit", "Import undone"),
        _T("Audit", "Took the opening balances of import {subject} back"),
    ),
    "accounts.imported": (
        _T("Audit", "Opening balances"),
        _T("Audit", "Brought in opening balances: {rows} rows, {owed} owed"),
    ),
    "bill.linked": (
        _T("Audit", "Bill linked"),
        _T("Audit", "Said that bill {subject} was of {customer}; {due} went onto the account"),
    ),
    "credit.beyond_limit": (
        _T("Audit", "Credit beyond the limit"),
        _T("Audit", "Gave {name} credit beyond the limit: {why}"),
    ),
    "customer.activated": (
        _T("Audit", "Customer active again"),
        _T("Audit", "Made customer {name} active again"),
    ),
    "customer.deactivated": (
        _T("Audit", "Customer inactive"),
        _T("Audit", "Made customer {name} inactive"),
    ),
    "customer.merged": (
        _T("Audit", "Customers merged"),
        _T("Audit", "Merged {name} into {into}; {balance} moved"),
    ),
    "papers.set": (
        _T("Audit", "Papers"),
        _T("Audit", "Changed how papers look"),
    ),
    "payment.reversed": (
        _T("Audit", "Payment taken back"),
        _T("Audit", "Took payment {subject} of {amount} back: {why}"),
    ),
    "printer.tried": (
        _T("Audit", "Test print"),
        _T("Audit", "Printed a test page on {subject}"),
    ),
    "statement.printed": (
        _T("Audit", "Statement"),
        _T("Audit", "Printed the statement of {name}"),
    ),
}
