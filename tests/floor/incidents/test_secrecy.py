"""What only security may see: one predicate on every surface; drills outside every figure; one alert an episode."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image

from lobby.branches import keys
from lobby.branches.access import ROLE_PERMISSIONS
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch, Device, Staff, Zone
from lobby.floor import kinds
from lobby.floor.domain import alerts, attachments, crowds, reminders, security
from lobby.floor.domain.incidents import notes, reporting, responding
from lobby.floor.domain.library import installing
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.incidents import EvidenceKind, IncidentKind, StepKind
from lobby.floor.errors.handing import NotAtBranch
from lobby.floor.errors.incidents import IllegalSuspicionMove
from lobby.floor.models import Alert, Incident, LibraryVersion, SuspiciousReport, ZoneCount
from lobby.floor.panels.briefing import alert_facts, left_tasks
from lobby.floor.panels.incidents import history
from lobby.floor.selectors.feed import feed
from lobby.floor.selectors.incidents.board import counted
from lobby.floor.selectors.my_day import given_by
from lobby.floor.wall_notices import notices_for
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from tests import factories
from tests.floor.incidents.conftest import tasks_of

K = IncidentKind
MINUTE = dt.timedelta(minutes=1)


def test_whoever_leads_sees_security() -> None:
    for role, held in ROLE_PERMISSIONS.items():
        if Permission.INCIDENT_COMMAND in held:
            assert Permission.SECURITY_VIEW in held, role


def test_no_feed_carries_a_silent_alert_or_task(
    branch: Branch, manager: Staff, head: Staff, guard: Staff, brought: Callable[..., Incident], at: dt.datetime
) -> None:
    incident = brought("activated", kind=K.ROBBERY)
    assert {alert.kind for alert in Alert.objects.filter(resolved_at=None)} >= {"security.active"}
    assert {task.owner for task in tasks_of(incident)} == {head, guard}

    for person in (manager, head, guard):
        assert not [item for item in feed(branch, person.pk, at=at) if "抢劫" in item.text or "robbery" in item.text]
        assert feed(branch, person.pk, at=at) == []


def test_the_journal_page_hides_security_from_auditors(
    branch: Branch, head: Staff, brought: Callable[..., Incident], at: dt.datetime
) -> None:
    brought("handling", kind=K.ROBBERY)
    auditor = factories.make_staff("audit", branch, RoleCode.AUDITOR)
    entries = Entry.objects.filter(branch_id=branch.pk)
    assert entries.filter(type__startswith="security.").exists()
    assert not entries.filter(type__startswith="incident.").exists()

    for person, sees in ((head, True), (auditor, False)):
        client = Client()
        client.force_login(person)
        text = client.get(f"/journal/{branch.code}/?day=2026-03-10").content.decode()
        assert ("security.incident_reported" in text) is sees, person


def test_the_live_call_of_a_wall_and_of_staff_tell_nothing(
    branch: Branch, wall: Device, manager: Staff, head: Staff, guard: Staff, at: dt.datetime
) -> None:
    reporting.report(branch, by=manager.actor, at=at, kind=K.SECURITY)
    reporting.report(branch, by=manager.actor, at=at, kind=K.INJURY)

    for person in (wall, manager, guard):
        secret = keys.create_key(person, at=at)[1]
        text = Client().get(f"/api/v1/branches/{branch.code}/live/", headers={"authorization": f"Key {secret}"})
        assert text.status_code == 200
        assert "security" not in text.content.decode()
        assert ("incident.reported" in text.content.decode()) is (person is not wall)


def test_a_silent_alert_is_not_there_for_others(
    branch: Branch, manager: Staff, head: Staff, guard: Staff, at: dt.datetime
) -> None:
    reporting.report(branch, by=manager.actor, at=at, kind=K.SECURITY)
    alert = Alert.objects.get(kind="security.silent")
    outsider, insider = Client(), Client()
    outsider.force_login(manager)
    insider.force_login(guard)

    assert outsider.post(f"/floor/alerts/{alert.pk}/accept/").status_code == 404
    assert outsider.post(f"/floor/security-alerts/{alert.pk}/accept/").status_code == 404
    assert insider.post(f"/floor/security-alerts/{alert.pk}/accept/").status_code == 302
    with pytest.raises(NotAtBranch):
        alerts.hand_over(alert, to=manager, by=guard.actor, at=at, reason="请接手")


def test_a_silent_task_stays_with_security(
    brought: Callable[..., Incident], manager: Staff, guard: Staff, head: Staff, at: dt.datetime
) -> None:
    task = next(one for one in tasks_of(brought("activated", kind=K.ROBBERY)) if one.owner == guard)

    with pytest.raises(NotAtBranch):
        reminders.hand_over(task, to=manager, by=guard.actor, at=at, reason="请接手")
    for receiver in (head, guard, head):
        task = reminders.hand_over(task, to=receiver, by=guard.actor, at=at, reason="请接手")

    assert not Alert.objects.filter(kind=kinds.BOUNCED).exists()


def test_a_silent_alert_goes_up_to_the_office_and_never_to_the_lobby(
    branch: Branch, manager: Staff, guard: Staff, at: dt.datetime
) -> None:
    reporting.report(branch, by=manager.actor, at=at, kind=K.SECURITY)

    for minutes in (6, 12, 30, 90):
        sweep_deadlines(at=at + minutes * MINUTE)

    for alert in Alert.objects.all():
        assert alert.kind.startswith("security.")
        assert not set(alert.roles) & {"LM", "LMA", "TELLER", "TELLER_LEAD"}


def test_what_turns_out_to_be_security_leaves_the_other_screens(
    branch: Branch, manager: Staff, head: Staff, shipped: int, at: dt.datetime
) -> None:
    incident = reporting.report(branch, by=manager.actor, at=at, kind=K.OTHER)
    reporting.classify(incident, by=head.actor, at=at, severity="II", kind=K.ROBBERY)

    client = Client()
    client.force_login(manager)
    assert client.get(f"/floor/incidents/{incident.pk}/").status_code == 404
    told = list(Entry.objects.filter(type__startswith="incident.").order_by("seq"))
    assert [entry.type for entry in told] == ["incident.reported", "incident.hidden"]
    assert told[-1].payload == {"incident": incident.pk}
    assert not Alert.objects.filter(kind__startswith="incident.", resolved_at=None).exists()


def test_pictures_of_evidence_follow_the_incident(
    brought: Callable[..., Incident], branch: Branch, guard: Staff, manager: Staff, at: dt.datetime, tmp_path
) -> None:
    incident = brought("handling", kind=K.ROBBERY)
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    drawn.seek(0)
    kept = attachments.keep(drawn, name="<svg onload=alert(1)>.png", branch=branch, by=guard, at=at)
    notes.keep_evidence(incident, by=guard, at=at, kind=EvidenceKind.PICTURE, text="门锁", pictures=[kept.pk])

    for person, status in ((guard, 200), (manager, 404)):
        client = Client()
        client.force_login(person)
        answer = client.get(f"/attachments/{kept.pk}/")
        # Closed without `close()`, which would end the test's own connection.
        for closer in answer._resource_closers:
            closer()
        assert answer.status_code == status
    guard_page = Client()
    guard_page.force_login(guard)
    assert "<svg onload" not in guard_page.get(f"/floor/incidents/{incident.pk}/").content.decode()


def test_drills_are_in_no_figure_and_on_no_screen_of_customers(
    branch: Branch, brought: Callable[..., Incident], at: dt.datetime
) -> None:
    installing.install(branch, at=at)
    brought("handling", is_drill=True)
    span = {"since": at - MINUTE, "until": at + MINUTE}

    assert list(counted(branch, **span)) == []
    assert notices_for(branch) == []

    real = brought("handling")
    assert list(counted(branch, **span)) == [real]
    scope = Scope(branch.pk, "en", "branch", None, at + MINUTE)
    figure = history(scope)
    assert (figure["counted"], len(figure["past"])) == (1, 0)


def test_customers_are_told_of_an_outage_in_approved_words_only(
    branch: Branch, brought: Callable[..., Incident], head: Staff, at: dt.datetime
) -> None:
    incident = brought("handling")
    assert notices_for(branch) == []  # no card in force

    installing.install(branch, at=timezone.now())
    assert [notice.key for notice in notices_for(branch)] == ["screen-outage"]
    assert Entry.objects.filter(type="content.notices").exists()
    notes.take_step(incident, by=head.actor, at=at, kind=StepKind.EVACUATED)
    assert [notice.key for notice in notices_for(branch)] == ["screen-evacuation"]

    LibraryVersion.objects.filter(item__code="screen-evacuation").update(expires_at=at)
    assert notices_for(branch) == []

    LibraryVersion.objects.filter(item__code="screen-evacuation").update(expires_at=timezone.now() + 9 * MINUTE)
    responding.contain(incident, by=head.actor, at=at)
    responding.recover(incident, by=head.actor, at=at)
    assert notices_for(branch) == []


@pytest.mark.parametrize("kind", [K.ROBBERY, K.SECURITY])
def test_no_customer_screen_hears_of_security(
    kind: str, branch: Branch, brought: Callable[..., Incident], head: Staff, at: dt.datetime
) -> None:
    installing.install(branch, at=timezone.now())
    incident = brought("handling", kind=kind)
    notes.take_step(incident, by=head.actor, at=at, kind=StepKind.EVACUATED)

    assert notices_for(branch) == []
    assert not Entry.objects.filter(type="content.notices").exists()


def test_every_move_of_a_suspicious_report(branch: Branch, guard: Staff, at: dt.datetime) -> None:
    def fresh(status: str) -> SuspiciousReport:
        found = security.report_suspicion(branch, by=guard.actor, at=at, behaviour="follows")
        if status == "cleared":
            security.clear_up(found, by=guard.actor, at=at, outcome="")
        elif status == "case":
            security.open_case(found, by=guard.actor, at=at)
        return found

    legal = {("watched", "clear_up"), ("watched", "open_case"), ("cleared", "open_case")}
    for status in ("watched", "cleared", "case"):
        for verb, values in (("clear_up", {"outcome": "走了"}), ("open_case", {})):
            found = fresh(status)
            if (status, verb) in legal:
                getattr(security, verb)(found, by=guard.actor, at=at, **values)
            else:
                with pytest.raises(IllegalSuspicionMove):
                    getattr(security, verb)(found, by=guard.actor, at=at, **values)


def test_no_field_takes_looks() -> None:
    names = {field.name for field in SuspiciousReport._meta.get_fields()}

    assert names == {"id", "branch", "behaviour", "zone", "note", "status", "outcome", "at", "by", "incident"}


def crowded(zone: Zone, manager: Staff, at: dt.datetime, people: int = 30) -> None:
    crowds.count_people(zone, by=manager.actor, at=at, people=people)


def test_a_zone_over_capacity_calls_once_in_the_quiet_time(
    branch: Branch, zone: Zone, manager: Staff, at: dt.datetime
) -> None:
    for second in range(100):
        crowded(zone, manager, at + dt.timedelta(seconds=second))
    assert Alert.objects.filter(kind=crowds.CROWDED).count() == 1

    alerts.resolve(Alert.objects.get(kind=crowds.CROWDED), by=manager.actor, at=at + 2 * MINUTE)
    crowded(zone, manager, at + 9 * MINUTE)
    assert not Alert.objects.filter(kind=crowds.CROWDED, resolved_at=None).exists()
    crowded(zone, manager, at + 10 * MINUTE)
    assert Alert.objects.filter(kind=crowds.CROWDED, resolved_at=None).count() == 1

    crowded(zone, manager, at + 11 * MINUTE, people=3)
    assert not Alert.objects.filter(kind=crowds.CROWDED, resolved_at=None).exists()


def test_waiting_tickets_fill_their_zone(branch: Branch, zone: Zone, cash, manager: Staff, at: dt.datetime) -> None:
    Zone.objects.filter(pk=zone.pk).update(capacity=2)
    for _ticket in range(2):
        factories.make_ticket(cash, at, by=manager)
    assert crowds.look(branch, at=at) == []

    factories.make_ticket(cash, at, by=manager)

    assert crowds.look(branch, at=at) == [zone]
    assert crowds.look(branch, at=at) == []
    # What was counted by hand grows old, tickets do not.
    crowded(zone, manager, at, people=50)
    assert crowds.occupancy(branch, at=at + 29 * MINUTE)[zone.pk] == 53
    assert crowds.occupancy(branch, at=at + 31 * MINUTE)[zone.pk] == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_a_hundred_triggers_make_one_alert(
    branch: Branch, zone: Zone, manager: Staff, at: dt.datetime
) -> None:
    ZoneCount.objects.create(zone=zone, people=99, counted_at=at)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _round in range(50):
                crowds.look(branch, at=at)
                reporting.report(branch, by=SYSTEM, at=at, kind=K.CROWD_SURGE, zone=zone)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert not failures
    assert Incident.objects.count() == 1
    assert sorted(Alert.objects.values_list("kind", flat=True)) == ["incident.reported", "order.crowd"]


def test_no_list_of_the_branch_carries_a_silent_task(
    branch: Branch, manager: Staff, head: Staff, guard: Staff, brought: Callable[..., Incident], at: dt.datetime
) -> None:
    incident = brought("activated", kind=K.ROBBERY)
    notes.promise(incident, by=head.actor, at=at, owner=guard, text="陪同报案", due_at=at + 60 * MINUTE)

    assert left_tasks(branch, before=at + MINUTE) == []
    assert given_by(branch, head, at=at) == []
    assert alert_facts(branch, dt.date(2026, 3, 10), at) == {"kinds": [], "n": 0}


def test_who_gives_tasks_finds_no_silent_one(
    brought: Callable[..., Incident], manager: Staff, guard: Staff, at: dt.datetime
) -> None:
    task = next(one for one in tasks_of(brought("activated", kind=K.ROBBERY)) if one.owner == guard)
    outsider, insider = Client(), Client()
    outsider.force_login(manager)
    insider.force_login(guard)

    assert insider.get(f"/floor/reminders/{task.pk}/").status_code == 200
    assert outsider.get(f"/floor/reminders/{task.pk}/").status_code == 404
    body = {"to": f"{manager.pk}", "reason": "我来"}
    assert outsider.post(f"/floor/reminders/{task.pk}/hand-over/", body).status_code == 404


def test_a_silent_task_goes_to_no_team_that_may_not_see_it(
    brought: Callable[..., Incident], guard: Staff, at: dt.datetime
) -> None:
    task = next(one for one in tasks_of(brought("activated", kind=K.ROBBERY)) if one.owner == guard)

    with pytest.raises(NotAtBranch):
        reminders.hand_over(task, to="LM", by=guard.actor, at=at, reason="请接手")
    assert reminders.hand_over(task, to="HEAD", by=guard.actor, at=at, reason="请接手").team == "HEAD"


@pytest.mark.parametrize("sent", ["²", "٣" * 30, "9" * 5000, "-1", "1\0"])
def test_what_is_no_id_of_a_picture_is_refused(
    brought: Callable[..., Incident], head: Staff, sent: str, at: dt.datetime
) -> None:
    incident, client = brought("handling"), Client()
    client.force_login(head)
    body = {"kind": EvidenceKind.PICTURE, "text": "门锁", "attachment": sent}

    assert client.post(f"/floor/incidents/{incident.pk}/evidence/", body).status_code == 400
