"""Pairs of verbs of the lobby's care, stock and fraud checks that meet on the same rows at the worst moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import alerts, help, loans
from lobby.floor.domain.fraud import checks
from lobby.floor.domain.stock import moving
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.care import HelpSource
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.errors import IllegalAlertMove
from lobby.floor.errors.fraud import UnderReview
from lobby.floor.models import Alert, Deadline, FraudCheck, HelpRequest, Loan, Material, Reminder
from lobby.live import journal
from queueing.domain.care import hosting
from queueing.models import UpsetFlag
from tests.factories import make_ticket
from tests.faults.interleaving import ENDS_WITHIN_S, connected, meet, runs_into_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(act: Callable[[], object], into: list[type[Exception]]) -> Callable[[], None]:
    """Run an act and keep what it raises: it is told after both have ended."""

    def late() -> None:
        try:
            act()
        except Exception as error:
            into.append(type(error))

    return late


@pytest.fixture
def glasses(branch: Branch, manager: Staff, at: dt.datetime) -> Material:
    """Two pairs to lend."""
    made = Material.objects.create(
        branch=branch, code="glasses", name_zh="老花镜", name_en="Glasses", kind=MaterialKind.CARE_KIT, is_lendable=True
    )
    moving.receive(made, quantity=2, by=manager.actor, at=at)
    return made


def halfway(
    lock: Callable[[], object], second: Callable[[], object], rest: Callable[[], object]
) -> list[type[Exception]]:
    """One transaction takes its first lock, another comes and waits, then the first goes on: what either is refused."""
    refused: list[type[Exception]] = []
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock()
            other = pool.submit(connected, outcome(second, refused))
            assert runs_into_a_lock(other), "the two did not meet"
            outcome(rest, refused)()
        other.result(ENDS_WITHIN_S)
    return refused


def test_taking_a_call_for_help_and_taking_it_back_never_deadlock(
    branch: Branch, manager: Staff, at: dt.datetime
) -> None:
    place = {"zh": "3 号窗口", "en": "Counter 3"}
    call = help.ask(branch, by=CUSTOMER, at=at, source=HelpSource.PHONE, subject=("ticket", 7), place=place)
    alert = Alert.objects.get()

    refused = halfway(
        lambda: help.locked(call.pk),
        lambda: alerts.accept(alert, by=manager.actor, at=at),
        lambda: help.withdraw(call, by=CUSTOMER, at=at),
    )

    assert refused == [IllegalAlertMove]
    assert HelpRequest.objects.get().status == "withdrawn"


def test_being_the_host_and_releasing_never_deadlock(cash, manager: Staff, at: dt.datetime) -> None:
    visit = make_ticket(cash, at, by=manager).visit
    hosting.flag(visit, by=manager, at=at)
    alert = Alert.objects.get(kind=hosting.HOST)

    refused = halfway(
        lambda: UpsetFlag.objects.select_for_update().get(visit=visit),
        lambda: alerts.accept(alert, by=manager.actor, at=at),
        lambda: hosting.release(visit, by=manager.actor, at=at),
    )

    assert refused == [IllegalAlertMove]
    assert UpsetFlag.objects.get().ended_at is not None


def test_the_last_two_pieces_brought_back_at_once_end_the_task(
    glasses: Material, manager: Staff, at: dt.datetime
) -> None:
    first, second = (loans.lend(glasses, by=manager, at=at, label=f"{n}号") for n in (1, 2))
    closes_at = Deadline.objects.get(kind=loans.CLOSING).due_at
    sweep_deadlines(at=closes_at)
    assert Reminder.objects.filter(kind=loans.UNRETURNED, ended_at=None).exists()

    meet(
        lambda: loans.give_back(first, by=manager.actor, at=closes_at),
        lambda: loans.give_back(second, by=manager.actor, at=closes_at),
    )

    assert not Loan.objects.filter(returned_at=None).exists()
    assert not Reminder.objects.filter(kind=loans.UNRETURNED, ended_at=None).exists()


def test_what_comes_back_while_the_branch_closes_leaves_no_task(
    glasses: Material, manager: Staff, at: dt.datetime
) -> None:
    loan = loans.lend(glasses, by=manager, at=at, label="1号")
    deadline = Deadline.objects.get(kind=loans.CLOSING)

    def close() -> None:
        with journal.unit(by=manager.actor, at=deadline.due_at):
            loans.at_closing(deadline, deadline.due_at)

    meet(close, lambda: loans.give_back(loan, by=manager.actor, at=deadline.due_at))

    assert not Reminder.objects.filter(kind=loans.UNRETURNED, ended_at=None).exists()


def test_two_checks_of_one_service_at_once_are_one_review(
    cash, branch: Branch, teller: Staff, teller2: Staff, manager: Staff, at: dt.datetime
) -> None:
    about, signs = ("ticket", make_ticket(cash, at, by=manager).pk), list(FraudSign)

    with pytest.raises(UnderReview):
        meet(
            lambda: checks.check(teller, branch, at=at, signs=signs, subject=about),
            lambda: checks.check(teller2, branch, at=at, signs=signs, subject=about),
        )

    assert FraudCheck.objects.count() == 1
