"""Departments' tasks: the complaint's clocks run on, the owner hears when nobody answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from complaints.domain import follow
from complaints.domain.cases import moving
from complaints.enums.cases import ClockKind, EntryKind, Step
from complaints.enums.follow import SUBTASK_LATE, SUBTASK_MOVES, SUBTASK_TASK, SubTaskStatus
from complaints.errors.cases import AboutOwner, EndedForGood, WordsMissing
from complaints.errors.follow import DueInThePast, IllegalFollowMove, NotAnOffice, OutcomeMissing, StillOpen
from complaints.models import Complaint, SubTask
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, IdempotentAnswer, Staff
from lobby.floor.domain import reminders
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline, Reminder
from lobby.live import journal
from tests import factories
from tests.complaints.follow.conftest import DAY, HOUR, answered, decide

T = SubTaskStatus


@pytest.fixture
def tech(branch: Branch) -> Staff:
    """The branch's technician."""
    return factories.make_staff("gao", branch, RoleCode.TECH)


@pytest.fixture
def made(resolving: Complaint, manager: Staff, tech: Staff, at: dt.datetime) -> SubTask:
    """The technician is asked, due a day later."""
    return follow.give_task(resolving, by=manager, at=at, to=RoleCode.TECH, text="查叫号机日志", due_at=at + DAY)


def test_a_team_has_a_task_that_names_the_number_only(made: SubTask, resolving: Complaint, at: dt.datetime) -> None:
    task = Reminder.objects.get(kind=SUBTASK_TASK)

    assert (task.team, task.owner, task.due_at) == (RoleCode.TECH, None, at + DAY)
    assert (task.text, task.values, task.subject_id) == ("", {"number": resolving.number}, made.pk)
    line = resolving.entries.get(kind=EntryKind.SUBTASK)
    assert (line.text, line.is_for_customer) == ("查叫号机日志", False)


@pytest.mark.parametrize("role", [RoleCode.BR_OPS, RoleCode.HO])
def test_an_office_above_is_asked_through_its_people(
    resolving: Complaint, manager: Staff, branch: Branch, at: dt.datetime, role: RoleCode
) -> None:
    unit = branch.unit
    unit.kind = "regional_branch" if role == RoleCode.BR_OPS else "head_office"
    unit.save(update_fields=["kind"])

    made = follow.give_task(resolving, by=manager, at=at, to=unit, text="请批复", due_at=at + DAY)

    assert (made.unit, made.team, Reminder.objects.get(kind=SUBTASK_TASK).team) == (unit, role, role)


@pytest.mark.parametrize("way", ["page", "tablet", "owner"])
def test_an_answer_ends_task_and_clock(
    made: SubTask, resolving: Complaint, tech: Staff, manager: Staff, at: dt.datetime, way: str
) -> None:
    task = Reminder.objects.get(kind=SUBTASK_TASK)

    if way == "tablet":
        reminders.finish(task, by=tech.actor, at=at + HOUR, outcome="打印头坏了")
    else:
        who = tech if way == "page" else manager
        follow.answer_task(made, by=who, at=at + HOUR, text="打印头坏了", effort_minutes=15)

    made.refresh_from_db()
    assert (made.status, made.answer, made.ended_at) == (T.DONE, "打印头坏了", at + HOUR)
    assert made.ended_by == (manager if way == "owner" else tech)
    assert Reminder.objects.values_list("status", "outcome").get(kind=SUBTASK_TASK) == ("done", "")
    assert not Deadline.objects.filter(subject_type="complaint_subtask", done_at=None).exists()
    assert resolving.entries.filter(kind=EntryKind.SUBTASK).latest("pk").text == "打印头坏了"
    assert resolving.steps.get().effort_minutes == (0 if way == "tablet" else 15)


@pytest.mark.parametrize("outcome", ["", "  ", "\u202e"])
def test_it_is_not_ticked_off_without_a_word(made: SubTask, tech: Staff, at: dt.datetime, outcome: str) -> None:
    with pytest.raises(OutcomeMissing):
        reminders.finish(Reminder.objects.get(kind=SUBTASK_TASK), by=tech.actor, at=at + HOUR, outcome=outcome)

    made.refresh_from_db()
    assert (made.status, Reminder.objects.get(kind=SUBTASK_TASK).ended_at) == (T.OPEN, None)


def test_the_tablet_and_programs_say_what_came_of_it_and_it_stands_in_the_complaint_alone(
    made: SubTask, resolving: Complaint, manager: Staff, tech: Staff, at: dt.datetime, client: Client
) -> None:
    second = follow.give_task(resolving, by=manager, at=at, to=RoleCode.TECH, text="再查", due_at=at + DAY)
    first, other = Reminder.objects.filter(kind=SUBTASK_TASK).order_by("pk")
    client.force_login(tech)
    page = reverse("floor:reminder-finish", args=[first.pk])
    silent = client.post(page, headers={"accept": "application/json"})
    assert (silent.status_code, silent.json()["code"]) == (400, "subtask_outcome")
    assert client.post(page, {"outcome": "打印头坏了"}, headers={"accept": "application/json"}).status_code == 200

    for _again in range(2):
        response = client.post(
            f"/api/v1/reminders/{other.pk}/finish/",
            {"outcome": "换了打印头"},
            content_type="application/json",
            headers={"idempotency-key": "k1"},
        )
        assert (response.status_code, response.json()["outcome"]) == (200, "换了打印头")

    assert IdempotentAnswer.objects.get().body["outcome"] == ""
    assert set(Reminder.objects.values_list("status", "outcome")) == {("done", "")}
    assert [one.answer for one in (SubTask.objects.get(pk=made.pk), SubTask.objects.get(pk=second.pk))] == [
        "打印头坏了",
        "换了打印头",
    ]


@pytest.mark.parametrize("status", T)
@pytest.mark.parametrize("verb", ["answer", "call_off"])
def test_every_state_meets_every_verb(made: SubTask, manager: Staff, at: dt.datetime, status: T, verb: str) -> None:
    def try_verb(name: str) -> SubTask:
        if name == "answer":
            return follow.answer_task(made, by=manager, at=at + HOUR, text="查过了")
        return follow.call_off_task(made, by=manager, at=at + HOUR, reason="不用了")

    if status != T.OPEN:
        try_verb({T.DONE: "answer", T.CALLED_OFF: "call_off"}[status])
    if status in SUBTASK_MOVES[verb][0]:
        assert try_verb(verb).status == SUBTASK_MOVES[verb][1]
    else:
        with pytest.raises(IllegalFollowMove):
            try_verb(verb)
    expected = SUBTASK_MOVES[verb][1] if status == T.OPEN else status
    assert SubTask.objects.get().status == expected


def test_overdue_tells_the_complaints_owner_and_its_clocks_run_on(
    made: SubTask, resolving: Complaint, manager: Staff, head: Staff, at: dt.datetime
) -> None:
    due_before = resolving.clocks.get(kind=ClockKind.LEGAL).due_at

    for moment in (at + DAY - HOUR, at + DAY):
        sweep_deadlines(at=moment)

    made.refresh_from_db()
    alert = Alert.objects.get(kind=SUBTASK_LATE)
    assert (alert.person, alert.values, made.overdue_at) == (manager, {"number": resolving.number}, at + DAY)
    legal = resolving.clocks.get(kind=ClockKind.LEGAL)
    assert (legal.due_at, legal.stopped_at) == (due_before, None)


def test_a_team_with_the_person_complained_about_is_asked_through_another(
    resolving: Complaint, manager: Staff, teller: Staff, teller2: Staff, at: dt.datetime
) -> None:
    Complaint.objects.filter(pk=resolving.pk).update(about_staff=teller)

    made = follow.give_task(resolving, by=manager, at=at, to=RoleCode.TELLER, text="补打回单", due_at=at + DAY)

    task = Reminder.objects.get(kind=SUBTASK_TASK)
    assert (made.owner, task.owner, task.team) == (teller2, teller2, "")
    with pytest.raises(AboutOwner):
        follow.answer_task(made, by=teller, at=at + HOUR, text="没事")


def test_who_may_ask_whom(
    made: SubTask, resolving: Complaint, manager: Staff, teller: Staff, other_branch: Branch, at: dt.datetime
) -> None:
    def refused(error: type[Exception], **changed: Any) -> None:
        whole = {"by": manager, "at": at, "to": RoleCode.TECH, "text": "查", "due_at": at + DAY}
        with pytest.raises(error):
            follow.give_task(resolving, **{**whole, **changed})

    refused(Forbidden, by=teller)
    refused(WordsMissing, text="")
    refused(DueInThePast, due_at=at - HOUR)
    refused(NotAnOffice, to="MOON")
    refused(NotAnOffice, to=RoleCode.VTM_AGENT)
    refused(NotAnOffice, to=factories.make_branch("7099").unit)
    with pytest.raises(Forbidden):
        follow.answer_task(made, by=teller, at=at, text="我来答")
    Complaint.objects.filter(pk=resolving.pk).update(step=Step.WITHDRAWN, ended_at=at)
    refused(EndedForGood)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubTask.objects.update(status=T.DONE)


def test_an_open_task_keeps_the_complaint_open(
    made: SubTask, resolving: Complaint, manager: Staff, protector: Staff, at: dt.datetime
) -> None:
    decide(resolving, manager, at + HOUR)
    answered(resolving, protector, at + HOUR)

    with pytest.raises(StillOpen):
        follow.close(resolving, by=protector, at=at + HOUR)


def test_a_withdrawal_ends_everything_that_follows(
    made: SubTask, resolving: Complaint, manager: Staff, lead: Staff, at: dt.datetime
) -> None:
    follow.promise(resolving, by=manager, at=at, text="明天回话", due_at=at + DAY)
    follow.ask_compensation(resolving, by=manager, at=at, amount=50, reason="goodwill", text="安抚")
    decide(resolving, manager, at)

    with journal.unit(by=manager.actor, at=at + HOUR):
        moving.move(moving.locked(resolving), "withdraw", by=manager.actor, at=at + HOUR)

    ours = {"subject_type__startswith": "complaint_"}
    assert not Reminder.objects.filter(ended_at=None, **ours).exists()
    assert not Deadline.objects.filter(done_at=None, **ours).exists()
    assert not Alert.objects.filter(resolved_at=None, **ours).exists()
    assert resolving.promises.get().status == SubTask.objects.get().status == T.CALLED_OFF
    assert resolving.compensations.get().status == "withdrawn"
    assert resolving.visits.get().ended_at == at + HOUR
