"""Companions and the owners of a visit's parts (S209, S194)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lobby.floor.models import Alert
from lobby.live import journal
from queueing.alerts.tickets import COMPANION
from queueing.domain.calling import call_next
from queueing.domain.care import companions, stages
from queueing.domain.care.sweeping import sweep_companions
from queueing.domain.serving import finish, send_back, start
from queueing.domain.undoing import undo
from queueing.domain.waiting import cancel, leave
from queueing.enums import ReturnReason, VisitStatus
from queueing.enums.care import StageKind
from queueing.errors.care import NotACompanion, NotYetServed, VisitOver
from queueing.models import Ticket, VisitStage
from tests import factories
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
AFTER = 3 * MINUTE
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ticket(personal, manager, at):
    return factories.make_ticket(personal, at, by=manager)


def told():
    return Alert.objects.filter(kind=COMPANION, resolved_at__isnull=True).count()


def owners(ticket):
    rows = VisitStage.objects.filter(visit=ticket.visit).order_by("pk")
    return [(row.kind, row.owner.username, row.ended_at is None) for row in rows]


def test_a_complex_ticket_without_companion_is_told_of_once(ticket, at):
    assert sweep_companions(at=at + AFTER - dt.timedelta(seconds=1)) == 0
    assert [sweep_companions(at=at + AFTER + n * MINUTE) for n in range(100)] == [1] + 99 * [0]
    assert told() == 1


def test_a_simple_ticket_needs_none(cash, manager, at):
    factories.make_ticket(cash, at, by=manager)

    assert sweep_companions(at=at + 60 * MINUTE) == 0


def test_a_worker_that_was_away_for_two_days_tells_late_and_once(ticket, at):
    assert sweep_companions(at=at + dt.timedelta(days=2)) == 1
    assert sweep_companions(at=at + dt.timedelta(days=2)) == 0


def test_named_in_time_nobody_is_told(ticket, adviser, manager, at):
    companions.name_companion(ticket.visit, adviser, by=manager.actor, at=at + MINUTE)

    assert sweep_companions(at=at + 60 * MINUTE) == 0


def test_naming_one_ends_the_alert_and_a_new_episode_begins_when_none_is_left(ticket, adviser, manager, at):
    sweep_companions(at=at + AFTER)
    companions.name_companion(ticket.visit, adviser, by=manager.actor, at=at + 4 * MINUTE)
    assert told() == 0

    companions.name_companion(ticket.visit, None, by=manager.actor, at=at + 5 * MINUTE)

    assert sweep_companions(at=at + 5 * MINUTE + AFTER - dt.timedelta(seconds=1)) == 0
    assert sweep_companions(at=at + 5 * MINUTE + AFTER) == 1
    assert (told(), Alert.objects.filter(kind=COMPANION).count()) == (1, 2)


def test_a_call_ends_it_within_the_statements_of_a_call(ticket, session, teller, at):
    sweep_companions(at=at + AFTER)

    call_next(session, by=teller.actor, at=at + 4 * MINUTE)

    assert told() == 0


def test_a_call_before_it_costs_no_more(ticket, session, teller, at):
    with statements_at_most(8):
        call_next(session, by=teller.actor, at=at)


@pytest.mark.parametrize("verb", [leave, cancel])
def test_leaving_ends_it(ticket, manager, at, verb):
    sweep_companions(at=at + AFTER)

    with statements_at_most(14):
        verb(ticket, by=manager.actor, at=at + 4 * MINUTE, reason="gone")

    assert told() == 0


def test_somebody_of_the_branch_who_looks_after_customers(ticket, teller, stranger, manager, at):
    for person in (teller, stranger):
        with pytest.raises(NotACompanion):
            companions.name_companion(ticket.visit, person, by=manager.actor, at=at)


@pytest.mark.parametrize("status", list(VisitStatus))
def test_only_while_the_customer_is_here(ticket, adviser, manager, at, status):
    type(ticket.visit).objects.filter(pk=ticket.visit_id).update(status=status)
    name = companions.name_companion

    if status in {"arrived", "triaged", "waiting", "in_service"}:
        assert name(ticket.visit, adviser, by=manager.actor, at=at).companion == adviser
    else:
        with pytest.raises(VisitOver):
            name(ticket.visit, adviser, by=manager.actor, at=at)


def test_the_whole_way_has_one_owner_at_any_time(ticket, session, teller, adviser, assistant, manager, at):
    visit = ticket.visit
    companions.name_companion(visit, adviser, by=manager.actor, at=at)
    companions.name_companion(visit, assistant, by=manager.actor, at=at + MINUTE)
    called = call_next(session, by=teller.actor, at=at + 2 * MINUTE)
    start(called, by=teller.actor, at=at + 3 * MINUTE)
    done = finish(called, by=teller.actor, at=at + 9 * MINUTE)
    assert owners(ticket) == [
        ("pre_review", "xu", False),
        ("pre_review", "yan", False),
        ("core", "ling", False),
        ("follow_up", "yan", True),
    ]

    stages.follow_up(done.visit, by=assistant.actor, at=at + 12 * MINUTE)

    rows = list(VisitStage.objects.filter(visit=visit).order_by("pk"))
    assert [row.ended_at for row in rows[:-1]] == [row.began_at for row in rows[1:]]
    assert rows[-1].ended_at == at + 12 * MINUTE
    visit.refresh_from_db()
    assert (visit.status, visit.ended_at) == (VisitStatus.FOLLOWED_UP, at + 9 * MINUTE)


def test_the_log_says_who_handed_over_to_whom(ticket, adviser, assistant, manager, at):
    companions.name_companion(ticket.visit, adviser, by=manager.actor, at=at)
    companions.name_companion(ticket.visit, assistant, by=manager.actor, at=at + MINUTE)

    named = [
        (entry.payload["before"], entry.payload["staff"])
        for entry in journal.timeline("visit", ticket.visit_id, ticket.branch_id, at)
        if entry.type == "visit.companion_named"
    ]
    assert named == [(None, adviser.pk), (adviser.pk, assistant.pk)]


def test_without_anybody_named_the_counter_is_the_only_owner(ticket, session, teller, at):
    called = call_next(session, by=teller.actor, at=at)
    with statements_at_most(8):
        start(called, by=teller.actor, at=at)
    with statements_at_most(8):
        finish(called, by=teller.actor, at=at + MINUTE)

    assert owners(ticket) == [("core", "ling", False)]


def test_taken_back_and_sent_back_the_teller_keeps_the_core(ticket, session, teller, adviser, manager, at):
    companions.name_companion(ticket.visit, adviser, by=manager.actor, at=at)
    called = call_next(session, by=teller.actor, at=at)
    start(called, by=teller.actor, at=at)
    send_back(called, by=teller.actor, at=at + MINUTE, reason=ReturnReason.FORM)
    again = call_next(session, by=teller.actor, at=at + 2 * MINUTE)
    start(again, by=teller.actor, at=at + 2 * MINUTE)
    finish(again, by=teller.actor, at=at + 3 * MINUTE)
    undo(
        Ticket.objects.select_related("session__branch", "branch").get(pk=ticket.pk),
        by=teller.actor,
        at=at + 3 * MINUTE,
    )

    assert VisitStage.objects.filter(visit=ticket.visit, ended_at__isnull=True).count() == 1


def test_the_database_refuses_a_second_owner(ticket, adviser, assistant, at):
    VisitStage.objects.create(visit=ticket.visit, kind=StageKind.CORE, owner=adviser, began_at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitStage.objects.create(visit=ticket.visit, kind=StageKind.FOLLOW_UP, owner=assistant, began_at=at)


def test_follow_up_comes_after_the_service_and_once(ticket, session, teller, manager, at):
    with pytest.raises(NotYetServed):
        stages.follow_up(ticket.visit, by=manager.actor, at=at)
    called = call_next(session, by=teller.actor, at=at)
    start(called, by=teller.actor, at=at)
    visit = finish(called, by=teller.actor, at=at).visit

    stages.follow_up(visit, by=manager.actor, at=at)

    assert stages.follow_up(visit, by=manager.actor, at=at).status == VisitStatus.FOLLOWED_UP


@pytest.mark.usefixtures("clock")
def test_pages(client, ticket, adviser, manager, stranger, teller):
    address = reverse("queueing:care-companion", args=[ticket.visit_id])
    client.force_login(stranger)
    assert client.post(address, {"person": adviser.pk}, **JSON).status_code == 404
    client.force_login(teller)
    assert client.post(address, {"person": adviser.pk}, **JSON).status_code == 403
    client.force_login(manager)
    assert client.post(address, {"person": stranger.pk}, **JSON).status_code == 400
    assert client.post(address, {"person": adviser.pk}, **JSON).status_code == 200
    ticket.visit.refresh_from_db()
    assert ticket.visit.companion == adviser
    helper = reverse("queueing:care-helper", args=[ticket.visit_id])
    assert client.post(helper, {"person": ""}, **JSON).status_code == 200
    ticket.visit.refresh_from_db()
    assert ticket.visit.helper is None
