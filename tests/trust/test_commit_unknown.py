"""An error at the commit is no answer: the truth is looked up before anybody hears a word."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from sqlalchemy.engine import RootTransaction
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence import kept
from pos_desktop.persistence.store import SqlStore
from tests.shop_at_hand import ShopAtHand

Commit = Callable[[RootTransaction], None]


def failing(monkeypatch: pytest.MonkeyPatch, *, after: bool, times: int = 1) -> None:
    """The next commit fails, before or after it was done; then further ones, before."""
    commit: Commit = RootTransaction.commit
    left = [times]

    def fails(transaction: RootTransaction) -> None:
        if not left[0]:
            commit(transaction)
            return
        if after and left[0] == times:
            commit(transaction)
        left[0] -= 1
        raise OperationalError("COMMIT", None, dbapi2.OperationalError("disk I/O error"))

    monkeypatch.setattr(RootTransaction, "commit", fails)


def test_a_sale_that_is_there_after_all_is_told_as_done(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing(monkeypatch, after=True)
    with caplog.at_level(logging.WARNING):
        told = open_shop_today.sell("40.00", cash=50_00)
    assert told.bill_number == "A/25-26/000001"
    assert "was reported as failed, and is there" in caplog.text
    assert open_shop_today.count("bill") == 1


def test_a_sale_that_is_not_there_is_told_as_not_saved(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = open_shop_today
    failing(monkeypatch, after=False)
    with pytest.raises(Unavailable) as told:
        shop.sell("40.00", cash=50_00)
    assert told.value.code == "not_saved"
    assert shop.count("bill") == 0
    assert shop.sell("40.00", cash=50_00).bill_number == "A/25-26/000001"


@pytest.mark.parametrize("after", [True, False])
def test_while_the_disk_does_not_answer_nothing_is_claimed(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    failing(monkeypatch, after=after, times=2)
    with pytest.raises(Unavailable) as told:
        open_shop_today.sell("40.00", cash=50_00)
    assert told.value.code == "commit_unknown"
    assert open_shop_today.count("bill") == int(after)


def test_where_even_a_new_connection_fails_nothing_is_claimed(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver's own error, from what a new connection begins with."""
    shop = open_shop_today
    failing(monkeypatch, after=True)
    with monkeypatch.context() as disk:
        disk.setattr(kept, "_ORDERS", ("no_such_table",))
        with pytest.raises(Unavailable) as told:
            shop.sell("40.00", cash=50_00)
    assert told.value.code == "commit_unknown"
    assert shop.sell("50.00", cash=50_00).bill_number == "A/25-26/000002"


def test_without_looking_a_saved_sale_would_be_told_as_lost(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def believes_the_error(_store: SqlStore, _facts: object, error: Exception) -> None:
        raise Unavailable("Not saved.", code="not_saved") from error

    monkeypatch.setattr(SqlStore, "_look_up", believes_the_error)
    failing(monkeypatch, after=True)
    with pytest.raises(Unavailable):
        open_shop_today.sell("40.00", cash=50_00)
    assert open_shop_today.count("bill") == 1
