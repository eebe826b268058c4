"""Whom a complaint is about may come out late: what called them or was theirs is others' from then on (R01)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from complaints.domain import cases, follow
from complaints.domain.cases import calling
from complaints.enums.cases import MajorReason, ReceiptChannel
from complaints.enums.follow import PROMISE_LATE, PROMISE_TASK, SUBTASK_LATE, SUBTASK_TASK
from complaints.errors.cases import AboutOwner
from complaints.models import ComplaintTerms
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import reminders
from lobby.floor.domain.alerts import accept
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.alerts import Reach
from lobby.floor.models import Alert, Deadline, Reminder
from lobby.live import journal
from tests.complaints.factories import make_complaint

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def theirs(person: Staff) -> list[str]:
    """Kinds of open alerts that may reach a person."""
    open_ones = Alert.objects.filter(resolved_at=None, subject_type__startswith="complaint")
    of_roles = ~Q(reach=Reach.PERSON) & (Q(apart_from=None) | ~Q(apart_from=person))
    reached = of_roles | Q(person=person) | Q(accepted_by=person)
    return sorted(open_ones.filter(reached).values_list("kind", flat=True))


@pytest.mark.parametrize("way", ["register", "merge"])
def test_once_it_is_known_nothing_of_it_is_theirs(
    way: str,
    branch: Branch,
    complete: dict[str, Any],
    manager: Staff,
    lead: Staff,
    head: Staff,
    protector: Staff,
    at: dt.datetime,
) -> None:
    is_major = {"is_major": True, "major_reasons": [MajorReason.DISCONTENT]}
    complaint = make_complaint(branch, **complete, **is_major, received_at=at - HOUR)
    with journal.unit(by=head.actor, at=at):
        calling.tell_owner(complaint, by=head.actor, at=at)
        calling.tell_major(complaint, at=at)
        calling.tell_added(complaint, at=at)
    accept(Alert.objects.get(kind=calling.MAJOR), by=manager.actor, at=at)
    kept = follow.promise(complaint, by=manager, at=at, text="明天回话", due_at=at + DAY)
    follow.give_task(complaint, by=manager, at=at, to=RoleCode.LM, text="调录像", due_at=at + DAY)

    if way == "register":
        complete = {name: complete[name] for name in ("channel_code", "business_code", "cause_code")}
        cases.register(complaint, by=protector, at=at, about_staff=manager, **complete)
    else:
        other = make_complaint(branch, **{**complete, "owner": lead}, about_staff=manager, received_at=at)
        cases.merge(other, by=protector, at=at, into=complaint, text="同一件事")

    assert theirs(manager) == []
    complaint.refresh_from_db()
    assert (complaint.about_staff, complaint.owner) == (manager, lead)
    assert complaint.steps.get(ended_at=None).owner == lead
    asked = dict(Alert.objects.filter(resolved_at=None).values_list("kind", "person"))
    assert asked == {calling.NEW: lead.pk, calling.ADDED: lead.pk, calling.MAJOR: None}
    kept.refresh_from_db()
    assert kept.owner == Reminder.objects.get(kind=PROMISE_TASK, ended_at=None).owner == lead
    with pytest.raises(AboutOwner):
        reminders.finish(Reminder.objects.get(kind=SUBTASK_TASK), by=manager.actor, at=at, outcome="没事")
    sweep_deadlines(at=at + DAY)
    assert not Deadline.objects.exclude(parked_at=None).exists()
    assert {PROMISE_LATE, SUBTASK_LATE} <= set(Alert.objects.filter(resolved_at=None).values_list("kind", flat=True))
    assert theirs(manager) == []


def test_the_rows_behind_a_figure_leave_out_what_is_about_the_reader(
    branch: Branch, complete: dict[str, Any], head: Staff, client: Client, at: dt.datetime
) -> None:
    other, about = (make_complaint(branch, **complete, received_at=at, about_staff=person) for person in (None, head))
    client.force_login(head)

    address = reverse("kpi:kpi-detail", args=[branch.code, "K14"])
    page = client.get(address, {"day": f"{other.day}"}).content.decode()

    assert other.number in page
    assert about.number not in page


def test_the_journal_says_nothing_of_a_complaint_to_whom_it_is_about(
    branch: Branch, terms: ComplaintTerms, manager: Staff, head: Staff, client: Client, at: dt.datetime
) -> None:
    other, about = (
        cases.receive(branch, by=manager.actor, at=at, channel=ReceiptChannel.VISIT, content="x", about_staff=person)
        for person in (None, head)
    )
    client.force_login(head)

    page = client.get(reverse("live:journal", args=[branch.code]), {"day": f"{other.day}"}).content.decode()

    assert other.number in page
    assert about.number not in page
