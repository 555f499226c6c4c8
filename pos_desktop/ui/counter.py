"""What every presenter works with: the signed-in desk, the worker threads, one message place.

No Qt here. A use case runs off the GUI thread; its result comes home to ``done``. A person's
error is told in the message bar unless the presenter takes it itself; an error that asks for
another person's approval asks for it in place and tries once more; anything else is a bug and is
raised on the main thread, where the crash report waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec.structs import replace

from pos_desktop.application.desk import Approval, Desk, UseCase
from pos_desktop.application.outlet import OutletView
from pos_desktop.domain.errors import PosError, Refused, Unavailable
from pos_desktop.domain.preferences import Preferences
from pos_desktop.ui.tasks import Tasks
from pos_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from pos_desktop.application.displays import DisplayView
    from pos_desktop.application.own_keys import OwnKeys
    from pos_desktop.application.restoring import Rescue
    from pos_desktop.ui.display.feed import BuyerFeed
    from pos_desktop.ui.restore.presenter import RestoreOrder

Req = TypeVar("Req")
Res = TypeVar("Res")

APPROVAL_NEEDED = "approval_needed"
A_FAULT = "Something went wrong inside the program. Nothing was saved; try again."


class AskApproval(Protocol):
    """Asks, in place, who approves *what*; calls back with the approval, or that none came."""

    def __call__(
        self, what: str, approved: Callable[[Approval], None], dropped: Callable[[], None]
    ) -> None: ...


class Counter:
    """One counter PC as presenters see it. ``desk`` is exchanged at every sign-in."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        *,
        tell: Callable[[Message], None],
        ask_approval: AskApproval | None = None,
    ) -> None:
        self.desk = desk
        self.tasks = tasks
        self.tell = tell
        self.ask_approval = ask_approval
        self.screen_changed: Callable[[Preferences], None] = lambda _wanted: None
        """Hears how who is signed in now wants to see the till."""
        self.keys_changed: Callable[[OwnKeys], None] = lambda _now: None
        """Hears how who is signed in changed the keys."""
        self.buyer: BuyerFeed | None = None
        """The screen the buyer looks at; None where there is none."""
        self.display_changed: Callable[[DisplayView], None] = lambda _now: None
        """Hears that the buyer's screen was switched on or off."""
        self.outlet: OutletView | None = None
        """The outlet of the sign-in; None before it."""
        self.rescue: Callable[[], Rescue] | None = None
        """The backups of the shop's folder, where there is a till that can put one back."""
        self.restore: Callable[[RestoreOrder], None] = lambda _order: None
        """Closes the shop, puts a backup in its place, and opens it again."""

    @property
    def today(self) -> date:
        """The date on the outlet's clock."""
        return self.local_time(self.desk.clock()).date()

    def local_time(self, moment: datetime) -> datetime:
        """A stored moment on the outlet's clock."""
        minutes = self.outlet.utc_offset_minutes if self.outlet else 0
        return moment.astimezone(timezone(timedelta(minutes=minutes)))

    def write(
        self,
        use_case: UseCase[Req, Res],
        request: Req,
        done: Callable[[Res], None],
        *,
        failed: Callable[[PosError], None] | None = None,
        dropped: Callable[[], None] | None = None,
        request_id: str | None = None,
        approval: Approval | None = None,
    ) -> None:
        """Run a use case that writes; after all writes asked for before it.

        ``failed`` takes a person's error in place of the message bar; ``dropped`` hears that
        an approval was asked for and not given (without it, ``failed`` hears the refusal);
        ``approval`` is one that was given beforehand.
        """
        desk = replace(self.desk, request_id=request_id, approval=approval)

        def answer(error: Exception) -> None:
            asks = isinstance(error, Refused) and error.code == APPROVAL_NEEDED
            if asks and self.ask_approval is not None:
                give_up = dropped or (lambda: self._fail(error, failed))
                self.ask_approval(str(error), again, give_up)
                return
            self._fail(error, failed)

        def again(approval: Approval) -> None:
            approved = replace(desk, approval=approval)
            self.tasks.write(
                lambda: use_case(approved, request), done, lambda e: self._fail(e, failed)
            )

        self.tasks.write(lambda: use_case(desk, request), done, answer)

    def read(
        self,
        use_case: UseCase[Req, Res],
        request: Req,
        done: Callable[[Res], None],
        *,
        failed: Callable[[PosError], None] | None = None,
        latest: str | None = None,
    ) -> None:
        """Run a use case that only reads; of several with one ``latest`` the newest answers."""
        desk = self.desk
        self.work(lambda: use_case(desk, request), done, failed=failed, latest=latest)

    def work(
        self,
        job: Callable[[], Res],
        done: Callable[[Res], None],
        *,
        failed: Callable[[PosError], None] | None = None,
        latest: str | None = None,
    ) -> None:
        """Run anything that writes nothing to the store, such as the saving of a file."""
        self.tasks.read(job, done, lambda error: self._fail(error, failed), latest=latest)

    def aside(
        self,
        job: Callable[[], Res],
        done: Callable[[Res], None],
        *,
        failed: Callable[[PosError], None] | None = None,
    ) -> None:
        """Run something long that nobody should wait behind, such as a backup."""
        self.tasks.aside(job, done, lambda error: self._fail(error, failed))

    def tell_error(self, error: PosError) -> None:
        """Put a person's error where messages appear."""
        kind: Any = "error" if isinstance(error, Unavailable) else "warning"
        self.tell(Message(kind=kind, text=error.message))

    def _fail(self, error: Exception, failed: Callable[[PosError], None] | None) -> None:
        """Tell the presenter in any case, so that nothing waits for an answer for ever."""
        hear = failed or self.tell_error
        if isinstance(error, PosError):
            hear(error)
            return
        hear(Unavailable(A_FAULT, code="fault"))
        raise error
