"""What the use cases of taxes and advances need of the store, as Protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pos_desktop.domain.accounts import PaymentReceipt
    from pos_desktop.domain.tax_classes import DatedRate, TakenGstData, TaxClass
    from pos_desktop.domain.vouchers import AdvanceTax, OpenVoucher, ReceiptVoucher


class Tax(Protocol):
    """Tax classes by date, and the law's data that the shop took in."""

    def classes(self, outlet_id: int) -> Sequence[TaxClass]: ...
    def set_rate(self, tax_class_id: int, rate: DatedRate) -> None: ...
    def drop_rate(self, tax_class_id: int, day: date) -> None: ...
    def move_item(self, item_id: int, tax_class_id: int, day: date) -> None: ...
    def data(self) -> TakenGstData | None: ...
    def add_data(self, data: TakenGstData, *, uuid: str, user_id: int, at: datetime) -> None: ...


class Vouchers(Protocol):
    """Receipt vouchers of advances for services, and what bills used up of them."""

    def add(self, voucher: ReceiptVoucher, *, uuid: str, outlet_id: int) -> None: ...
    def of_payment(self, payment: PaymentReceipt) -> ReceiptVoucher | None: ...
    def open_of(self, customer_id: int) -> Sequence[OpenVoucher]: ...
    def use(
        self, payment_id: int, bill_id: int, part: AdvanceTax, *, uuid: str, at: datetime
    ) -> None: ...
