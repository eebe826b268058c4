"""Work passed to the back office: due by its kind, seen by the front, late ones told to its lead (S217)."""

import datetime as dt

import pytest

from lobby.floor import back_office
from lobby.floor.domain.reminders import finish, take
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.domain.tasks import ask_back_office
from lobby.floor.errors import EmptyText
from lobby.floor.models import Alert
from lobby.floor.selectors.my_day import lists_of

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def work(branch, teller, at):
    return ask_back_office(branch, kind=back_office.CHECK, by=teller.actor, at=at, text="A018")


def test_the_kind_says_when_it_is_due(branch, teller, work, at):
    entry = ask_back_office(branch, kind=back_office.DATA_ENTRY, by=teller.actor, at=at, text="B007")

    assert (work.team, work.owner, work.due_at) == ("TELLER_LEAD", None, at + 30 * MINUTE)
    assert entry.due_at == at + 120 * MINUTE


def test_the_front_sees_how_it_stands(branch, teller, lead, work, at):
    (line,) = lists_of(branch, teller, at=at).given
    assert (line.status, line.is_over) == ("due", False)

    finish(take(work, by=lead.actor, at=at), by=lead.actor, at=at)

    (line,) = lists_of(branch, teller, at=at).given
    assert (line.status, line.whose, line.is_over) == ("done", lead.name, True)


def test_late_work_is_told_to_the_lead_then_the_head(branch, lead, head, work, at):
    sweep_deadlines(at=at + 30 * MINUTE)
    alert = Alert.objects.get()
    assert (alert.kind, alert.roles) == (back_office.OVERDUE, ["TELLER_LEAD"])

    sweep_deadlines(at=at + 35 * MINUTE)

    alert.refresh_from_db()
    assert alert.roles == ["TELLER_LEAD", "HEAD"]


def test_late_work_of_the_only_lead_is_told_to_the_head(lead, head, work, at):
    take(work, by=lead.actor, at=at)

    sweep_deadlines(at=at + 30 * MINUTE)

    assert Alert.objects.get().roles == ["HEAD"]


def test_it_needs_words(branch, teller, at):
    with pytest.raises(EmptyText):
        ask_back_office(branch, kind=back_office.CHECK, by=teller.actor, at=at, text=" ")
