from __future__ import annotations

from collections.abc import Callable

import pytest

from pos_desktop.application.desk import Desk
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.sign_in.presenter import SignInPresenter, SignInState
from pos_desktop.ui.tasks import InlineTasks


class FakeView:
    def __init__(self) -> None:
        self.states: list[SignInState] = []
        self.cleared = 0
        self.refused = 0

    @property
    def state(self) -> SignInState:
        return self.states[-1]

    def display(self, state: SignInState) -> None:
        self.states.append(state)

    def clear_secret(self) -> None:
        self.cleared += 1

    def refuse(self) -> None:
        self.refused += 1


class Screen:
    def __init__(self, desk: Desk, **given: object) -> None:
        self.view = FakeView()
        self.let_in: list[Desk] = []
        self.messages: list[object] = []
        counter = Counter(desk, InlineTasks(), tell=self.messages.append)
        self.presenter = SignInPresenter(
            counter,
            self.view,
            self.let_in.append,
            **given,  # type: ignore[arg-type]
        )


@pytest.fixture
def screen(demo_desk: Desk) -> Screen:
    made = Screen(demo_desk, last_login="cashier")
    made.presenter.entered()
    return made


def test_the_tiles_are_the_shops_people(screen: Screen) -> None:
    state = screen.view.state
    assert {user.login for user in state.users} == {"owner", "manager", "cashier"}
    assert (state.outlet_name, state.is_demo) == ("Sharma Kirana & Snacks", True)


def test_who_was_here_last_is_chosen(screen: Screen) -> None:
    assert (screen.view.state.chosen, screen.view.state.chosen_name) == ("cashier", "Asha Patel")


def test_someone_unknown_was_here_last(demo_desk: Desk) -> None:
    screen = Screen(demo_desk, last_login="nobody")
    screen.presenter.entered()
    assert screen.view.state.chosen == screen.view.state.users[0].login


def test_the_right_pin_signs_in(screen: Screen) -> None:
    screen.presenter.submitted("1357")
    (desk,) = screen.let_in
    assert desk.signed_in.user_name == "Asha Patel"


def test_a_wrong_pin_is_told_and_cleared(screen: Screen) -> None:
    screen.presenter.submitted("9999")
    assert screen.let_in == []
    assert screen.view.state.problem == "That is not the PIN of Asha Patel. Try again."
    assert (screen.view.refused, screen.view.cleared) == (1, 1)
    assert not screen.view.state.is_checking


def test_typing_again_takes_the_words_away(screen: Screen) -> None:
    screen.presenter.submitted("9999")
    screen.presenter.secret_changed()
    assert screen.view.state.problem == ""


def test_the_owner_has_a_password_and_the_cashier_a_pin(screen: Screen) -> None:
    assert not screen.view.state.wants_password
    screen.presenter.user_chosen("owner")
    assert screen.view.state.wants_password
    screen.presenter.submitted("demo-owner")
    assert screen.let_in[0].signed_in.user_name == "Meena Sharma"


def test_without_a_secret_it_is_asked_for(screen: Screen) -> None:
    screen.presenter.submitted("")
    assert screen.view.state.problem == "Type your PIN, then Enter."
    screen.presenter.user_chosen("owner")
    screen.presenter.submitted("")
    assert screen.view.state.problem == "Type your password, then Enter."


def test_another_tile_forgets_what_was_typed(screen: Screen) -> None:
    screen.presenter.user_chosen("manager")
    assert screen.view.cleared == 1


def test_the_arrows_stop_at_the_ends(screen: Screen) -> None:
    logins = [user.login for user in screen.view.state.users]
    screen.presenter.user_chosen(logins[0])
    screen.presenter.moved(-1)
    assert screen.view.state.chosen == logins[0]
    screen.presenter.moved(1)
    screen.presenter.moved(2)
    assert screen.view.state.chosen == logins[1]


def test_a_second_enter_while_it_checks_is_not_heard(demo_desk: Desk) -> None:
    class Slow(InlineTasks):
        def __init__(self) -> None:
            super().__init__()
            self.jobs: list[Callable[[], object]] = []

        def write(self, job: Callable[[], object], *_: object) -> None:  # type: ignore[override]
            self.jobs.append(job)

    tasks, view = Slow(), FakeView()
    tasks.read = InlineTasks().read  # type: ignore[method-assign]
    counter = Counter(demo_desk, tasks, tell=lambda _m: None)
    presenter = SignInPresenter(counter, view, lambda _desk: None)
    presenter.entered()
    presenter.submitted("1357")
    presenter.submitted("1357")
    presenter.user_chosen("owner")
    assert len(tasks.jobs) == 1
    assert view.state.is_checking


def test_a_quick_switch_can_be_left_and_a_lock_cannot(demo_desk: Desk) -> None:
    left: list[bool] = []
    switch = Screen(demo_desk, cancelled=lambda: left.append(True))
    switch.presenter.entered()
    assert switch.view.state.can_go_back
    switch.presenter.back_pressed()
    assert left == [True]
    lock = Screen(demo_desk)
    lock.presenter.entered()
    assert not lock.view.state.can_go_back
    lock.presenter.back_pressed()


def test_a_bug_is_not_taken_for_a_wrong_pin(demo_desk: Desk) -> None:
    class Broken:
        def verify(self, hashed: str, secret: str) -> bool:
            raise RuntimeError("a bug")

        def hash(self, secret: str) -> str:
            return secret

    from msgspec.structs import replace

    screen = Screen(replace(demo_desk, secrets=Broken()))
    screen.presenter.entered()
    with pytest.raises(RuntimeError, match="a bug"):
        screen.presenter.submitted("1357")
