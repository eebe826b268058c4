"""The incident's machine: every state against every verb, tasks, levels, closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.domain import reminders
from lobby.floor.domain.incidents import closing, levels, moves, notes, reporting, responding
from lobby.floor.enums.incidents import (
    INCIDENT_MOVES,
    CallState,
    EvidenceKind,
    IncidentKind,
    IncidentSeverity,
    IncidentStatus,
    StepKind,
)
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.incidents import (
    CameraWithoutTimes,
    CommanderCloses,
    IllegalIncidentMove,
    IncidentEnded,
    LevelOnlyRises,
    NotAGroupEvent,
    ReportIncomplete,
    TasksOpen,
    TooManyRepresentatives,
    UnknownZone,
)
from lobby.floor.models import Alert, Incident, Reminder
from lobby.floor.wording import AppearanceNoted
from lobby.live.models import Entry
from tests import factories
from tests.floor.incidents.conftest import REPORT, finish_tasks, tasks_of
from tests.undone import undone

K, S, ST = IncidentKind, IncidentSeverity, IncidentStatus

VERBS: dict[str, Callable[[Incident, Staff, dt.datetime], object]] = {
    "classify": lambda one, who, at: reporting.classify(one, by=who.actor, at=at, severity=S.III),
    "activate": lambda one, who, at: responding.activate(one, by=who.actor, at=at),
    "contain": lambda one, who, at: responding.contain(one, by=who.actor, at=at),
    "recover": lambda one, who, at: responding.recover(one, by=who.actor, at=at),
    "review": lambda one, who, at: closing.review(one, by=who.actor, at=at, **REPORT),
    "close": lambda one, who, at: closing.close(one, by=who.actor, at=at),
    "false_alarm": lambda one, who, at: reporting.call_false_alarm(one, by=who.actor, at=at, reason="误报"),
}


@pytest.mark.parametrize("status", list(ST))
def test_every_state_against_every_verb(
    status: IncidentStatus,
    brought: Callable[..., Incident],
    head: Staff,
    at: dt.datetime,
    subtests: pytest.Subtests,
) -> None:
    pk = brought(status, severity=S.III).pk
    for verb in VERBS:
        with subtests.test(verb=verb), undone():
            incident = Incident.objects.get(pk=pk)
            assert incident.status == status
            try_verb(verb, incident, head, at)


def try_verb(verb: str, incident: Incident, head: Staff, at: dt.datetime) -> None:
    status = ST(incident.status)
    if status in INCIDENT_MOVES[verb][0]:
        VERBS[verb](incident, head, at)
        incident.refresh_from_db()
        assert incident.status == INCIDENT_MOVES[verb][1]
    else:
        with pytest.raises(IllegalIncidentMove):
            VERBS[verb](incident, head, at)
        incident.refresh_from_db()
        assert incident.status == status


@pytest.mark.parametrize("how", ["acknowledge", "finish"])
@pytest.mark.parametrize("status", list(ST))
def test_only_the_first_task_of_an_activated_incident_moves_it(
    status: IncidentStatus, how: str, brought: Callable[..., Incident], head: Staff, at: dt.datetime
) -> None:
    incident = brought(status, severity=S.III)
    task = responding.give_task(
        incident, head, RoleCode.HEAD, {"zh": "查看", "en": "Look"}, at=at, due_at=at + dt.timedelta(hours=1)
    )

    getattr(reminders, how)(task, by=head.actor, at=at)

    incident.refresh_from_db()
    assert incident.status == (ST.HANDLING if status == ST.ACTIVATED else status)


def test_severity_two_is_activated_at_once_with_all_tasks(
    brought: Callable[..., Incident], manager: Staff, head: Staff, at: dt.datetime
) -> None:
    incident = brought("activated")

    assert incident.status == ST.ACTIVATED
    assert incident.response_level == 1
    assert incident.plan is not None
    assert len(tasks_of(incident)) == incident.plan.tasks.count() == 6
    owners = {task.team: task.owner for task in tasks_of(incident)}
    assert (owners["LM"], owners["HEAD"]) == (manager, head)
    assert owners["TECH"] is None  # nobody: the team's
    by = Entry.objects.get(branch_id=incident.branch_id, type="incident.activated")
    assert by.by_kind == "system"


def test_severity_three_waits_for_a_person_and_one_starts_at_level_two(
    brought: Callable[..., Incident], office: Staff
) -> None:
    assert brought("classified", kind=K.INJURY, severity=S.III).status == ST.CLASSIFIED
    gravest = brought("activated", kind=K.BANK_RUN, severity=S.I)
    assert (gravest.response_level, gravest.severity) == (2, "I")
    assert "BR_OPS" in Alert.objects.get(kind=moves.LEVEL, resolved_at=None).roles


def test_the_same_report_again_joins_the_first(
    branch: Branch, zone: Zone, manager: Staff, teller: Staff, at: dt.datetime
) -> None:
    first = reporting.report(branch, by=manager.actor, at=at, kind=K.INJURY, zone=zone)
    again = reporting.report(branch, by=teller.actor, at=at, kind=K.INJURY, zone=zone, note="膝盖擦破")
    elsewhere = reporting.report(branch, by=teller.actor, at=at, kind=K.INJURY)

    assert again == first != elsewhere
    assert [step.note for step in first.steps.all()] == ["膝盖擦破"]
    assert Alert.objects.filter(kind=moves.REPORTED).count() == 2


def test_tasks_go_to_whoever_is_on_shift(
    brought: Callable[..., Incident], branch: Branch, manager: Staff, at: dt.datetime
) -> None:
    absent = factories.make_staff("hui", branch, RoleCode.LM)
    factories.make_shift(absent, at + dt.timedelta(hours=3))
    factories.make_shift(manager, at - dt.timedelta(hours=1))

    incident = brought("activated")

    assert {task.owner for task in tasks_of(incident) if task.team == "LM"} == {manager}
    assert {task.owner for task in tasks_of(incident) if task.team == "HEAD"} == {None}


def test_the_level_only_rises_and_only_before_recovery(
    brought: Callable[..., Incident], head: Staff, at: dt.datetime
) -> None:
    incident = brought("handling")

    levels.raise_level(incident, by=head.actor, at=at, level=3)

    incident.refresh_from_db()
    assert incident.response_level == 3
    for level in (3, 2, 4):
        with pytest.raises(LevelOnlyRises):
            levels.raise_level(incident, by=head.actor, at=at, level=level)
    responding.contain(incident, by=head.actor, at=at)
    responding.recover(incident, by=head.actor, at=at)
    with pytest.raises(IllegalIncidentMove):
        levels.raise_level(incident, by=head.actor, at=at, level=3)


@pytest.mark.parametrize("left_out", REPORT)
def test_review_needs_every_field(
    left_out: str, brought: Callable[..., Incident], head: Staff, at: dt.datetime
) -> None:
    incident = brought("recovered")

    with pytest.raises(ReportIncomplete):
        closing.review(incident, by=head.actor, at=at, **{k: v for k, v in REPORT.items() if k != left_out})

    closing.write_report(incident, by=head.actor, at=at, **{left_out: REPORT[left_out]})
    incident.refresh_from_db()
    assert incident.status == ST.RECOVERED


def test_closing_needs_all_tasks_done(brought: Callable[..., Incident], head: Staff, at: dt.datetime) -> None:
    incident = brought("reviewed", kind=K.GROUP_EVENT)
    notes.promise(incident, by=head.actor, at=at, owner=head, text="周五前答复", due_at=at + dt.timedelta(days=3))

    with pytest.raises(TasksOpen):
        closing.close(incident, by=head.actor, at=at)

    finish_tasks(incident, head, at)
    closing.close(incident, by=head.actor, at=at)
    incident.refresh_from_db()
    assert incident.status == ST.CLOSED
    assert not Alert.objects.filter(subject_type="incident", subject_id=incident.pk, resolved_at=None).exists()


def test_who_led_does_not_close_the_gravest(
    brought: Callable[..., Incident], head: Staff, office: Staff, at: dt.datetime
) -> None:
    incident = brought("reviewed", kind=K.BANK_RUN, severity=S.I)
    assert incident.commander == head

    with pytest.raises(CommanderCloses):
        closing.close(incident, by=head.actor, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(status="closed", ended_at=at, ended_by=head)

    closing.close(incident, by=office.actor, at=at)
    incident.refresh_from_db()
    assert incident.ended_by == office


def test_false_alarm_needs_a_reason_and_ends_everything(
    branch: Branch, manager: Staff, head: Staff, at: dt.datetime
) -> None:
    incident = reporting.report(branch, by=manager.actor, at=at, kind=K.OTHER)

    with pytest.raises(ReasonMissing):
        reporting.call_false_alarm(incident, by=head.actor, at=at, reason=" ")
    reporting.call_false_alarm(incident, by=head.actor, at=at, reason="只是测试铃")

    assert not Alert.objects.filter(resolved_at=None).exists()
    with pytest.raises(IncidentEnded):
        notes.take_step(incident, by=head.actor, at=at, kind=StepKind.ALARM)


def test_the_sixth_representative_is_refused_with_the_rule(
    brought: Callable[..., Incident], head: Staff, at: dt.datetime
) -> None:
    incident = brought("handling", kind=K.GROUP_EVENT)
    for number in range(5):
        notes.name_representative(incident, by=head.actor, at=at, name=f"代表{number}")

    with pytest.raises(TooManyRepresentatives, match="5"):
        notes.name_representative(incident, by=head.actor, at=at, name="第六位")

    notes.drop_representative(incident.representatives.get(seat=2), by=head.actor, at=at)
    assert notes.name_representative(incident, by=head.actor, at=at, name="替换者").seat == 2
    with pytest.raises(NotAGroupEvent):
        notes.note_demand(brought("handling"), by=head.actor, at=at, text="退款")


def test_demands_promises_and_support(
    brought: Callable[..., Incident], head: Staff, manager: Staff, office: Staff, at: dt.datetime
) -> None:
    incident = brought("handling", kind=K.GROUP_EVENT)

    demand = notes.note_demand(incident, by=head.actor, at=at, text="公布处理结果")
    notes.answer_demand(demand, by=head.actor, at=at, answer="周五公布")
    task = notes.promise(
        incident, by=head.actor, at=at, owner=manager, text="周五公布", due_at=at + dt.timedelta(days=3)
    )
    notes.take_step(incident, by=head.actor, at=at, kind=StepKind.SUPPORT_ASKED)

    assert incident.demands.get().answer == "周五公布"
    assert (task.owner, task.subject_id) == (manager, incident.pk)
    assert Alert.objects.get(kind=moves.SUPPORT).roles == ["BR_OPS"]


def test_roll_call_knows_who_is_where(
    brought: Callable[..., Incident], zone: Zone, teller: Staff, head: Staff, at: dt.datetime
) -> None:
    incident = brought("handling", kind=K.NATURAL_DISASTER)

    notes.answer_roll_call(incident, by=head.actor, at=at, staff=teller, state=CallState.MISSING)
    notes.answer_roll_call(incident, by=head.actor, at=at, staff=teller, state=CallState.PRESENT)
    notes.answer_roll_call(incident, by=head.actor, at=at, zone=zone, state=CallState.PRESENT)

    answers = {(one.staff_id, one.zone_id): (one.state, one.by_id) for one in incident.roll_call.all()}
    assert answers == {(teller.pk, None): ("present", head.pk), (None, zone.pk): ("present", head.pk)}
    elsewhere = factories.make_zone(factories.make_branch("7055"))
    with pytest.raises(UnknownZone):
        notes.answer_roll_call(incident, by=head.actor, at=at, zone=elsewhere, state=CallState.PRESENT)


def test_of_cameras_the_reference_is_kept(brought: Callable[..., Incident], head: Staff, at: dt.datetime) -> None:
    incident = brought("handling", kind=K.SECURITY)

    with pytest.raises(CameraWithoutTimes):
        notes.keep_evidence(incident, by=head, at=at, kind=EvidenceKind.CAMERA, text="正门")
    kept = notes.keep_evidence(
        incident,
        by=head,
        at=at,
        kind=EvidenceKind.CAMERA,
        text="正门",
        camera="C-03",
        starts_at=at,
        ends_at=at + dt.timedelta(minutes=9),
    )

    assert kept.camera == "C-03"


def test_counselling_follows_a_robbery(brought: Callable[..., Incident], head: Staff, at: dt.datetime) -> None:
    incident = brought("contained", kind=K.ROBBERY)
    finish_tasks(incident, head, at)

    responding.recover(incident, by=head.actor, at=at)

    [talk] = [task for task in tasks_of(incident) if task.ended_at is None]
    assert (talk.owner, talk.kind) == (head, "security.task")


def test_tasks_of_a_restricted_incident_go_to_who_may_open_it(
    brought: Callable[..., Incident], branch: Branch, head: Staff, manager: Staff, at: dt.datetime
) -> None:
    incident = brought("classified", kind=K.OTHER, severity=S.III)
    Incident.objects.filter(pk=incident.pk).update(kind=K.SECURITY)

    responding.activate(incident, by=head.actor, at=at)

    tasks = tasks_of(incident)
    assert {task.kind for task in tasks} == {"security.task"}
    assert manager not in {task.owner for task in tasks}


def test_words_about_looks_or_illness_are_refused(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    for note in ("客户患有癌症", "穿着寒酸的人", "shabby"):
        with pytest.raises(AppearanceNoted):
            reporting.report(branch, by=manager.actor, at=at, kind=K.SUDDEN_ILLNESS, note=note)
    assert not Incident.objects.exists()


def test_reporting_pins_its_statements(
    branch: Branch, zone: Zone, manager: Staff, at: dt.datetime, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(22):
        reporting.report(branch, by=manager.actor, at=at, kind=K.INJURY, zone=zone)


def test_a_drill_says_so_everywhere(brought: Callable[..., Incident], at: dt.datetime) -> None:
    incident = brought("handling", is_drill=True)

    assert incident.is_drill
    assert set(Alert.objects.values_list("kind", flat=True)) == {"incident.drill"}
    assert set(Reminder.objects.values_list("kind", flat=True)) == {"incident.drill_task"}
    events = Entry.objects.filter(branch_id=incident.branch_id, type__startswith="incident.")
    assert events.exists()
    assert all(entry.payload["is_drill"] for entry in events)
