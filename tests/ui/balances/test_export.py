"""The report as a file: how far it is, stopped half-way, and on A4 paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pos_desktop.application import balance_papers, customers, statements
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.dues import WholeReport
from pos_desktop.domain.accounts import BalanceState
from pos_desktop.ui.balances.presenter import BalancesPresenter
from pos_desktop.ui.balances.state import BalancesState
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand


class View:
    """Keeps the states."""

    def __init__(self) -> None:
        self.states: list[BalancesState] = []

    def display(self, state: BalancesState) -> None:
        self.states.append(state)


@pytest.fixture
def owing(open_shop_today: ShopAtHand) -> ShopAtHand:
    """Three who owe, one of them by a long Hindi name, and a bill of nobody."""
    for name, phone, rupees in (
        ("Asha Patel", "9876543210", 300),
        ("=HYPERLINK(1)", "9876543211", 500),
        ("रामलाल चौधरी", "9876543212", 125),
    ):
        buyer = BuyerInput(name=name, phone=phone)
        open_shop_today.sell(f"{rupees}.00", credit=rupees * 100, customer=buyer)
    open_shop_today.sell("50.00", cash=20_00, credit=30_00, desk=open_shop_today.manager)
    return open_shop_today


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_report_on_a4_has_every_row_and_the_total(owing: ShopAtHand) -> None:
    made = balance_papers.balances_pdf(owing.cashier, WholeReport())
    told = words(made.content)
    assert made.rows == 4
    for part in ("Asha Patel", "Unknown Customer", "Owes ₹500.00", "Owed ₹955.00", "Who owes"):
        assert part in told
    credit = balance_papers.balances_pdf(owing.cashier, WholeReport(state=BalanceState.CREDIT))
    assert "Nobody is in this list." in words(credit.content)


def test_the_statement_on_a4_stands_between_its_balances(owing: ShopAtHand) -> None:
    (asha,) = customers.search(owing.cashier, customers.SearchCustomers(q="Asha")).customers
    made = balance_papers.statement_pdf(
        owing.cashier, statements.PrintStatement(customer_id=asha.id)
    )
    told = words(made.content)
    assert made.rows == 1
    for part in ("Opening balance", "Closing balance", "Owes ₹300.00", "98765 43210", "Bill A/"):
        assert part in told


def test_the_file_kind_follows_the_name(
    owing: ShopAtHand, counter: Counter, tmp_path: Path
) -> None:
    presenter = BalancesPresenter(counter, View())  # type: ignore[arg-type]
    for name, begins in (("a.pdf", b"%PDF"), ("a.xlsx", b"PK"), ("a.csv", b"\xef\xbb\xbf")):
        presenter.place_chosen(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_how_far_the_export_is_can_be_seen_and_it_can_be_stopped(
    owing: ShopAtHand, counter: Counter, told: list[Message], tmp_path: Path
) -> None:
    view = View()
    presenter = BalancesPresenter(counter, view)  # type: ignore[arg-type]
    tasks = counter.tasks
    assert isinstance(tasks, InlineTasks)

    class Slow(InlineTasks):
        """The export runs only when it is let go; meanwhile the person presses Stop."""

        def aside(self, job: Any, done: Any, failed: Any) -> None:
            presenter.stop_pressed()
            InlineTasks.aside(self, job, done, failed)

    counter.tasks = Slow()
    presenter.place_chosen(tmp_path / "stopped.csv")
    assert told[-1].text == "The export was stopped. No file was written."
    assert list(tmp_path.glob("*.csv*")) == []
    assert not view.states[-1].exporting

    counter.tasks = tasks
    presenter.place_chosen(tmp_path / "whole.csv")
    assert presenter._heard == (4, 4)
    assert told[-1].text == f"4 rows are saved in {tmp_path / 'whole.csv'}."
    assert view.states[-1].exporting is False
