"""Lending from the care kit, and what is out when the branch closes (S145)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from lobby.branches.calendar import next_closing
from lobby.branches.models import BusinessDay
from lobby.floor.checking import known_about
from lobby.floor.domain import loans
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.errors.care import AlreadyReturned, BorrowerMissing, NotForLending, NothingLeftToLend
from lobby.floor.models import Loan, Material, Reminder, StockLot
from lobby.floor.selectors.care import kit
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def glasses(branch, at):
    material = Material.objects.create(
        branch=branch, code="glasses", kind="care_kit", name_zh="老花镜", name_en="Reading glasses", is_lendable=True
    )
    StockLot.objects.create(material=material, received_at=at, received=2, quantity=2)
    return material


@pytest.fixture
def lend(glasses, manager, at):
    """Lend a pair."""
    return lambda label="A001", moment=at: loans.lend(glasses, by=manager, at=moment, label=label)


def tasks():
    return list(Reminder.objects.filter(kind=loans.UNRETURNED, ended_at__isnull=True))


def test_what_is_left_is_counted(branch, lend):
    lend()

    (piece,) = kit(branch)
    assert (piece.held, piece.out, piece.left) == (2, 1, 1)


def test_the_last_one_is_lent_once(lend, manager, at):
    first, _second = lend(), lend("A002")
    with pytest.raises(NothingLeftToLend):
        lend("A003")

    loans.give_back(first, by=manager.actor, at=at)

    assert lend("A003").returned_at is None
    with pytest.raises(NothingLeftToLend):
        loans.take_back_return(first, by=manager.actor, at=at)


def test_only_what_comes_back_is_lent_and_to_somebody(glasses, lend, manager, at):
    with pytest.raises(BorrowerMissing):
        lend("  ")
    Material.objects.update(is_lendable=False)
    with pytest.raises(NotForLending):
        lend()


def test_back_once_and_taken_back(lend, manager, at):
    loan = loans.give_back(lend(), by=manager.actor, at=at)
    with pytest.raises(AlreadyReturned):
        loans.give_back(loan, by=manager.actor, at=at)

    loans.take_back_return(loan, by=manager.actor, at=at)

    assert Loan.objects.get().returned_at is None


def test_what_is_out_at_closing_is_one_task_for_the_lobby(lend, manager, at):
    first, second = lend(), lend("窗边")
    closing = at + 7 * HOUR  # 17:00
    assert sweep_deadlines(at=closing - HOUR) == 0

    sweep_deadlines(at=closing)

    (task,) = tasks()
    assert (task.team, task.owner) == ("LM", None)
    assert task.values["text"]["zh"] == "未归还：老花镜（A001）、老花镜（窗边）"
    loans.give_back(first, by=manager.actor, at=closing)
    assert tasks() == [task]
    loans.give_back(second, by=manager.actor, at=closing)
    assert tasks() == []


def test_whoever_closes_sees_what_is_out(branch, lend, manager, at):
    loan = lend()
    (known,) = known_about(branch, "loans:open", at)
    assert (known.text["en"], known.is_wrong) == ("Not given back: Reading glasses (A001)", True)

    loans.give_back(loan, by=manager.actor, at=at)

    assert known_about(branch, "loans:open", at) == []


def test_everything_back_makes_no_task(lend, manager, at):
    loans.give_back(lend(), by=manager.actor, at=at + HOUR)
    sweep_deadlines(at=at + 7 * HOUR)

    assert tasks() == []


def test_a_worker_away_for_two_days_tells_once_and_late(lend, manager, at):
    lend()

    sweep_deadlines(at=at + dt.timedelta(days=2))

    assert len(tasks()) == 1
    assert sweep_deadlines(at=at + dt.timedelta(days=2)) == 0


def test_lent_after_closing_it_is_asked_for_at_the_next_one(lend, branch, at):
    evening = at + 8 * HOUR
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11), is_holiday=True)  # closed: no hours

    assert next_closing(branch, evening) == dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_closing_follows_the_clock_across_its_change(branch, zone):
    branch.timezone = zone
    branch.save()
    friday = dt.datetime(2026, 3, 27 if zone.startswith("Europe") else 6, 20, 0, tzinfo=ZoneInfo(zone))

    closing = next_closing(branch, friday)

    assert closing.astimezone(ZoneInfo(zone)).strftime("%a %H:%M") == "Mon 17:00"


def test_what_lending_costs(lend):
    with statements_at_most(9):
        lend()


@pytest.mark.usefixtures("clock")
def test_pages(client, branch, glasses, manager, teller, stranger):
    address = reverse("floor:loan-lend", args=[branch.code])
    body = {"material": glasses.pk, "label": "<b>A001</b>"}
    client.force_login(stranger)
    assert client.post(address, body, **JSON).status_code == 404
    client.force_login(teller)
    assert client.post(address, body, **JSON).status_code == 403
    client.force_login(manager)
    assert client.post(address, {**body, "material": 2**40}, **JSON).status_code == 400
    assert client.post(address, body, **JSON).status_code == 200
    loan = Loan.objects.get()
    client.force_login(stranger)
    assert client.post(reverse("floor:loan-return", args=[loan.pk]), **JSON).status_code == 404
    client.force_login(manager)
    answer = client.post(reverse("floor:loan-return", args=[loan.pk]), **JSON)
    assert client.post(answer.json()["undo"], **JSON).status_code == 200
    assert client.post(reverse("floor:loan-return", args=[loan.pk]), **JSON).status_code == 200
    assert client.post(reverse("floor:loan-return", args=[loan.pk]), **JSON).status_code == 409


def test_a_branch_that_stays_open_longer_is_asked_when_it_closes(lend, branch, at):
    lend()
    closing = at + 7 * HOUR  # 17:00
    BusinessDay.objects.create(
        branch=branch, date=dt.date(2026, 3, 10), opens_at=at - HOUR, closes_at=closing + 2 * HOUR
    )

    sweep_deadlines(at=closing)
    assert tasks() == []
    sweep_deadlines(at=closing + 2 * HOUR)

    assert len(tasks()) == 1
