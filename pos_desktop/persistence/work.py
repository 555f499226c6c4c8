"""One transaction of the store: the repositories over its connection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.clock import Doubt
from pos_desktop.persistence.bills import SqlBills
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.items import SqlItems
from pos_desktop.persistence.journal import SqlJournal
from pos_desktop.persistence.orders import SqlOrders
from pos_desktop.persistence.people import SqlPeople
from pos_desktop.persistence.shifts import SqlShifts
from pos_desktop.persistence.tax import SqlTax
from pos_desktop.persistence.terminal_printers import SqlTerminalPrinters

if TYPE_CHECKING:
    from pos_desktop.persistence.accounts import SqlAccounts
    from pos_desktop.persistence.audit import SqlAuditLog
    from pos_desktop.persistence.catalogue import SqlCatalogue
    from pos_desktop.persistence.consolidated import SqlConsolidated
    from pos_desktop.persistence.credit_notes import SqlCreditNotes
    from pos_desktop.persistence.customers import SqlCustomers
    from pos_desktop.persistence.drawer_book import SqlDrawerBook
    from pos_desktop.persistence.item_cards import SqlItemCards
    from pos_desktop.persistence.letterheads import SqlLetterheads
    from pos_desktop.persistence.print_queue import SqlPrintQueue
    from pos_desktop.persistence.sales import SqlSales
    from pos_desktop.persistence.stock import SqlStock
    from pos_desktop.persistence.supplies import SqlSupplies
    from pos_desktop.persistence.vouchers import SqlVouchers


class SqlWork:
    """The port Work: the repositories over one transaction's connection."""

    __slots__ = ("_commit", "sql")

    def __init__(self, sql: Connection, commit: Callable[[], None]) -> None:
        self.sql = sql
        self._commit = commit

    @property
    def people(self) -> SqlPeople:
        """Outlets, terminals and users."""
        return SqlPeople(self.sql)

    @property
    def items(self) -> SqlItems:
        """What is sold."""
        return SqlItems(self.sql)

    @property
    def catalogue(self) -> SqlCatalogue:
        """Writing down what is sold."""
        from pos_desktop.persistence.catalogue import SqlCatalogue

        return SqlCatalogue(self.sql)

    @property
    def item_cards(self) -> SqlItemCards:
        """Keeping items."""
        from pos_desktop.persistence.item_cards import SqlItemCards

        return SqlItemCards(self.sql)

    @property
    def stock(self) -> SqlStock:
        """Goods that came in, and corrections."""
        from pos_desktop.persistence.stock import SqlStock

        return SqlStock(self.sql)

    @property
    def tax(self) -> SqlTax:
        """Tax classes by date, and the law's data."""
        return SqlTax(self.sql)

    @property
    def vouchers(self) -> SqlVouchers:
        """Advances for services."""
        from pos_desktop.persistence.vouchers import SqlVouchers

        return SqlVouchers(self.sql)

    @property
    def consolidated(self) -> SqlConsolidated:
        """The day's one invoice for its cash memos."""
        from pos_desktop.persistence.consolidated import SqlConsolidated

        return SqlConsolidated(self.sql)

    @property
    def orders(self) -> SqlOrders:
        """What is being rung up."""
        return SqlOrders(self.sql)

    @property
    def bills(self) -> SqlBills:
        """What was issued."""
        return SqlBills(self.sql)

    @property
    def credit_notes(self) -> SqlCreditNotes:
        """What was taken back."""
        from pos_desktop.persistence.credit_notes import SqlCreditNotes

        return SqlCreditNotes(self.sql)

    @property
    def customers(self) -> SqlCustomers:
        """Customers."""
        from pos_desktop.persistence.customers import SqlCustomers

        return SqlCustomers(self.sql)

    @property
    def accounts(self) -> SqlAccounts:
        """Their khata."""
        from pos_desktop.persistence.accounts import SqlAccounts

        return SqlAccounts(self.sql)

    @property
    def shifts(self) -> SqlShifts:
        """The drawers."""
        return SqlShifts(self.sql)

    @property
    def letterheads(self) -> SqlLetterheads:
        """How papers look."""
        from pos_desktop.persistence.letterheads import SqlLetterheads

        return SqlLetterheads(self.sql)

    @property
    def terminal_printers(self) -> SqlTerminalPrinters:
        """The printers of terminals."""
        return SqlTerminalPrinters(self.sql)

    @property
    def print_queue(self) -> SqlPrintQueue:
        """What waits for a printer or a person, and what was printed."""
        from pos_desktop.persistence.print_queue import SqlPrintQueue

        return SqlPrintQueue(self.sql)

    @property
    def drawer(self) -> SqlDrawerBook:
        """What is written down about the drawers."""
        from pos_desktop.persistence.drawer_book import SqlDrawerBook

        return SqlDrawerBook(self.sql)

    @property
    def journal(self) -> SqlJournal:
        """Audit entries, answers, print jobs."""
        return SqlJournal(self.sql)

    @property
    def audit_log(self) -> SqlAuditLog:
        """Reading what was done."""
        from pos_desktop.persistence.audit import SqlAuditLog

        return SqlAuditLog(self.sql)

    @property
    def supplies(self) -> SqlSupplies:
        """The lines of bills and notes, summed."""
        from pos_desktop.persistence.supplies import SqlSupplies

        return SqlSupplies(self.sql)

    @property
    def sales(self) -> SqlSales:
        """Bills and notes, summed for the owner."""
        from pos_desktop.persistence.sales import SqlSales

        return SqlSales(self.sql)

    def seal(self) -> str:
        """Seal what was added so far; returns the proof that its printout shows."""
        entry_hash = facts_of(self.sql).seal()
        return proof_of(entry_hash) if entry_hash else ""

    def end_day(self) -> None:
        """Replace the key of the chain once this transaction is sealed."""
        facts_of(self.sql).end_epoch()

    def clock_doubt(self) -> tuple[Doubt, datetime] | None:
        """Why now cannot be believed, and the last moment that is; None when it can."""
        return facts_of(self.sql).clock_doubt()

    def trust_clock(self) -> None:
        """Take the clock for right from this transaction on."""
        facts_of(self.sql).trust_clock()

    def commit(self) -> None:
        """Make everything durable. Raises Unavailable when the disk did not confirm it."""
        self._commit()
