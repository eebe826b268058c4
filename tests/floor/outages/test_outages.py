"""Outage mode: what it stops and tells, every state × verb, its incident, who explains, drills, two at one moment."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from lobby.branches.enums import Channel
from lobby.branches.models import Service
from lobby.floor.domain.incidents import moves, reporting, responding
from lobby.floor.domain.outages import Reach, change, declare, end
from lobby.floor.enums.incidents import IncidentKind, IncidentStatus
from lobby.floor.enums.outages import OUTAGE_MOVES, OutageScope, OutageStatus
from lobby.floor.errors.incidents import UnknownOnRoster
from lobby.floor.errors.outages import (
    IllegalOutageMove,
    NotApproved,
    NothingFailed,
    OutageRunning,
    OverBeforeItBegan,
)
from lobby.floor.models import Incident, Outage, Reminder
from lobby.floor.wall_notices import notices_for
from lobby.live.models import Entry
from tests import factories
from tests.floor.outages.conftest import ALL, HOUR

pytestmark = pytest.mark.usefixtures("cash", "personal")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def now(at):
    """Notices are judged by the clock."""
    with time_machine.travel(at + MINUTE, tick=False):
        yield


def stopped() -> dict[str, bool]:
    return dict(Service.objects.values_list("code", "is_stopped"))


def only(service: Service) -> Reach:
    return Reach(OutageScope.SERVICES, "", (service.pk,))


VERBS = {
    "change": lambda outage, by, at, terms: change(outage, by=by, at=at, reach=ALL, terms=terms),
    "end": lambda outage, by, at, terms: end(outage, by=by, at=at),
}


@pytest.mark.parametrize("status", OutageStatus.values)
@pytest.mark.parametrize("verb", OUTAGE_MOVES)
def test_every_state_and_verb(declared, terms, head, at, status, verb):
    outage = declared()
    if status == OutageStatus.ENDED:
        end(outage, by=head.actor, at=at + MINUTE)
    sources, target = OUTAGE_MOVES[verb]

    if status in sources:
        VERBS[verb](outage, head.actor, at + 2 * MINUTE, terms)
        assert Outage.objects.get().status == target
    else:
        with pytest.raises(IllegalOutageMove):
            VERBS[verb](outage, head.actor, at + 2 * MINUTE, terms)
        assert Outage.objects.get().status == status
    assert set(VERBS) == set(OUTAGE_MOVES)


def test_an_outage_of_everything_stops_tells_and_asks_one_person_to_explain(branch, manager, declared, at):
    outage = declared()

    assert stopped() == {"cash": True, "personal": True}
    (notice,) = notices_for(branch)
    assert (notice.key, notice.level) == ("screen-outage", "attention")
    assert notice.body_en.endswith("We expect it back at 11:00.")
    assert "11:00" in notice.body_zh
    assert (outage.incident.status, outage.incident.severity) == (IncidentStatus.ACTIVATED, "II")
    tasks = Reminder.objects.filter(subject_type="incident", subject_id=outage.incident_id)
    assert tasks.filter(owner=manager, due_at=at + dt.timedelta(minutes=2)).count() == 1
    news = Entry.objects.get(type="outage.declared")
    assert (news.subject_type, news.subject_id, news.payload["services"]) == ("outage", outage.pk, ["cash", "personal"])


def test_the_end_resumes_what_it_stopped_cleans_screens_and_recovers_the_incident(branch, personal, declared, head, at):
    Service.objects.filter(pk=personal.pk).update(is_stopped=True)
    outage = declared()
    assert notices_for(branch)

    outage = end(outage, by=head.actor, at=at + HOUR)

    assert stopped() == {"cash": False, "personal": True}  # whoever stopped it by hand lets it go on by hand
    assert (outage.status, outage.ended_at, outage.ended_by) == ("ended", at + HOUR, head)
    assert Incident.objects.get().status == IncidentStatus.RECOVERED
    assert notices_for(branch) == []


def test_services_chosen_are_affected_alone_and_named_on_screens(branch, cash, terms, declared):
    outage = declared(only(cash))

    assert stopped() == {"cash": True, "personal": False}
    assert outage.incident.severity == "III"
    assert outage.incident.status == IncidentStatus.ACTIVATED
    assert "Not available: Service cash." in notices_for(branch)[0].body_en


def test_a_channel_stops_what_nobody_else_can_do(cash, personal, declared):
    cash.channels = [Channel.COUNTER, Channel.VTM]
    cash.save()

    outage = declared(Reach(OutageScope.CHANNEL, Channel.COUNTER))

    assert stopped() == {"cash": False, "personal": True}
    assert outage.services == [cash.pk, personal.pk]


def test_a_change_reaches_further_or_less_far(cash, personal, declared, terms, head, at):
    outage = declared(only(cash))

    change(outage, by=head.actor, at=at, reach=ALL, terms=terms)
    assert stopped() == {"cash": True, "personal": True}
    change(outage, by=head.actor, at=at, reach=only(personal), terms=dataclasses.replace(terms, explainer=head))
    assert stopped() == {"cash": False, "personal": True}
    assert Outage.objects.get().explainer == head
    assert Reminder.objects.filter(owner=head, due_at=at + dt.timedelta(minutes=2)).exists()


def test_a_reported_failure_becomes_the_outage(branch, manager, declared, at):
    incident = reporting.report(branch, by=manager.actor, at=at, kind=IncidentKind.SYSTEM_FAILURE)

    outage = declared()

    assert outage.incident_id == incident.pk
    assert Incident.objects.count() == 1


def test_recovering_the_incident_ends_its_outage(branch, declared, head, at):
    outage = declared()
    incident = outage.incident
    moves.move(incident, "handle", handled_at=at)
    responding.contain(incident, by=head.actor, at=at)

    responding.recover(incident, by=head.actor, at=at)

    assert Outage.objects.get().status == OutageStatus.ENDED
    assert stopped() == {"cash": False, "personal": False}
    assert Entry.objects.filter(type="outage.ended").count() == 1


def test_a_drill_stops_and_tells_nothing(branch, declared, head, at):
    outage = declared(is_drill=True)

    assert outage.incident.is_drill
    assert stopped() == {"cash": False, "personal": False}
    assert notices_for(branch) == []
    declared()  # a real one beside it
    assert notices_for(branch)
    end(outage, by=head.actor, at=at)
    assert stopped() == {"cash": True, "personal": True}


def test_one_outage_at_a_time(declared, at):
    declared()

    with pytest.raises(OutageRunning):
        declared()
    second = Outage.objects.get()
    second.pk, second.incident = None, Incident.objects.create(branch=second.branch, kind="other", reported_at=at)
    with pytest.raises(IntegrityError, match="outage_one_running"), transaction.atomic():
        second.save()


def test_only_approved_words_people_of_the_branch_and_times_that_fit(branch, manager, stranger, terms, at):
    wrong = (
        (ALL, dataclasses.replace(terms, notice="screen-evacuation"), NotApproved),
        (ALL, dataclasses.replace(terms, notice="screen-outage-none"), NotApproved),
        (ALL, dataclasses.replace(terms, explainer=stranger), UnknownOnRoster),
        (ALL, dataclasses.replace(terms, since=at + MINUTE), OverBeforeItBegan),
        (ALL, dataclasses.replace(terms, expected_at=at), OverBeforeItBegan),
        (Reach(OutageScope.SERVICES, "", (987654,)), terms, NothingFailed),
        (Reach(OutageScope.CHANNEL, Channel.VTM), terms, NothingFailed),
    )

    for reach, told, refusal in wrong:
        with pytest.raises(refusal):
            declare(branch, by=manager.actor, at=at, reach=reach, terms=told)
    assert not Outage.objects.exists()
    assert not Incident.objects.exists()


def test_a_failure_without_an_outage_is_told_in_general_words(branch, head, terms, at):
    incident = reporting.report(branch, by=head.actor, at=at, kind=IncidentKind.SYSTEM_FAILURE)
    reporting.classify(incident, by=head.actor, at=at, severity="II")

    assert [notice.key for notice in notices_for(branch)] == ["screen-outage"]


def test_a_branch_in_another_zone_reads_its_own_clock(manager, terms, at):
    berlin = factories.make_branch("7301", timezone="Europe/Berlin")
    factories.make_policy(berlin)
    factories.make_service(berlin, "cash", "A")
    person = factories.make_staff("anna", berlin, "LM")

    declare(berlin, by=person.actor, at=at, reach=ALL, terms=dataclasses.replace(terms, explainer=person))

    assert "04:00" in notices_for(berlin)[0].body_en
