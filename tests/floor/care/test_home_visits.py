"""Home visits: two different people, a time, a signed result (S147, R19)."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from PIL import Image

from lobby.branches.enums import RoleCode
from lobby.floor.domain import home_visits as verbs
from lobby.floor.domain.attachments import keep
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums import ReminderStatus
from lobby.floor.enums.care import HOME_VISIT_MOVES, HomeVisitNeed, HomeVisitStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.attachments import AttachmentUnknown
from lobby.floor.errors.care import (
    ContactMissing,
    IllegalHomeVisitMove,
    ResultUnsigned,
    TwoPeopleNeeded,
    VisitTimePast,
)
from lobby.floor.models import Attachment, HomeVisit, Reminder
from lobby.floor.wording import AppearanceNoted
from lobby.live.models import Entry
from tests import factories
from tests.faults.interleaving import meet

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
JSON = {"HTTP_ACCEPT": "application/json"}
WHOM = {"name": "张小明", "phone": "13800000000", "address": "幸福路1号"}


@pytest.fixture
def assistant(branch):
    return factories.make_staff("yan", branch, RoleCode.LMA)


@pytest.fixture
def asked(branch, manager, at):
    return verbs.request(branch, by=manager, at=at, need=HomeVisitNeed.PASSWORD, **WHOM)


@pytest.fixture
def planned(asked, manager, teller, at):
    return verbs.plan(asked, by=manager.actor, at=at, starts_at=at + DAY, people=(manager, teller))


@pytest.fixture
def paper(branch, manager, at):
    """A picture of the signed paper."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    return keep(picture, name="signed.png", branch=branch, by=manager, at=at)


def test_from_the_wish_to_the_signed_result(planned, manager, teller, paper, at):
    verbs.begin(planned, by=teller.actor, at=at + DAY)
    done = verbs.finish(planned, by=manager, at=at + DAY + HOUR, result="password set", attachments=[paper.pk])

    assert (done.status, done.ended_at) == (HomeVisitStatus.DONE, at + DAY + HOUR)
    kept = Attachment.objects.get()
    assert (kept.subject_type, kept.subject_id) == ("home-visit", done.pk)
    types = Entry.objects.filter(subject_type="home_visit").order_by("seq").values_list("type", flat=True)
    assert [one.removeprefix("care.home_visit_") for one in types] == ["requested", "planned", "begun", "done"]


def test_both_are_reminded_an_hour_before(planned, manager, teller, at):
    starts_at = at + DAY
    sweep_deadlines(at=starts_at - HOUR - dt.timedelta(seconds=1))
    assert set(Reminder.objects.values_list("status", flat=True)) == {ReminderStatus.SCHEDULED}

    sweep_deadlines(at=starts_at - HOUR)

    rows = Reminder.objects.order_by("owner")
    assert {row.owner for row in rows} == {manager, teller}
    assert {row.status for row in rows} == {ReminderStatus.DUE}
    assert rows[0].values["time"] == "10:00"


def test_planned_anew_only_the_new_plan_is_reminded_of(planned, manager, assistant, at):
    verbs.plan(planned, by=manager.actor, at=at, starts_at=at + 2 * DAY, people=(manager, assistant))

    open_ones = Reminder.objects.filter(ended_at__isnull=True)
    assert {(row.owner.username, row.due_at) for row in open_ones} == {("mei", at + 2 * DAY), ("yan", at + 2 * DAY)}


def test_two_different_people_of_the_branch(asked, manager, teller, stranger, at):
    for people in ((manager, manager), (manager, stranger)):
        with pytest.raises(TwoPeopleNeeded):
            verbs.plan(asked, by=manager.actor, at=at, starts_at=at + DAY, people=people)
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeVisit.objects.update(first=manager, second=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeVisit.objects.update(first=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeVisit.objects.update(status=HomeVisitStatus.PLANNED)


def test_it_ends_with_a_signed_paper_of_ones_own(planned, manager, teller, paper, at):
    verbs.begin(planned, by=teller.actor, at=at + DAY)
    finish = {"at": at + DAY, "result": "done"}

    with pytest.raises(ResultUnsigned):
        verbs.finish(planned, by=manager, **finish)
    with pytest.raises(AttachmentUnknown):
        verbs.finish(planned, by=teller, **finish, attachments=[paper.pk])
    with pytest.raises(ReasonMissing):
        verbs.finish(planned, by=manager, at=at, result=" ", attachments=[paper.pk])
    planned.refresh_from_db()
    assert planned.status == HomeVisitStatus.UNDER_WAY


def test_what_a_request_needs(branch, manager, at):
    for name in WHOM:
        with pytest.raises(ContactMissing):
            verbs.request(branch, by=manager, at=at, need=HomeVisitNeed.OTHER, **{**WHOM, name: " "})
    with pytest.raises(AppearanceNoted):
        verbs.request(branch, by=manager, at=at, need=HomeVisitNeed.OTHER, **WHOM, note="患有糖尿病")


def test_not_in_the_past(asked, manager, teller, at):
    with pytest.raises(VisitTimePast):
        verbs.plan(asked, by=manager.actor, at=at, starts_at=at, people=(manager, teller))


@pytest.mark.parametrize("verb", HOME_VISIT_MOVES)
@pytest.mark.parametrize("status", HomeVisitStatus)
def test_every_state_against_every_verb(planned, manager, teller, paper, at, status, verb):
    ended = at if status in {HomeVisitStatus.DONE, HomeVisitStatus.CANCELLED} else None
    HomeVisit.objects.filter(pk=planned.pk).update(status=status, ended_at=ended)
    acts = {
        "plan": lambda: verbs.plan(planned, by=manager.actor, at=at, starts_at=at + DAY, people=(manager, teller)),
        "begin": lambda: verbs.begin(planned, by=manager.actor, at=at),
        "finish": lambda: verbs.finish(planned, by=manager, at=at, result="ok", attachments=[paper.pk]),
        "cancel": lambda: verbs.cancel(planned, by=manager.actor, at=at, reason="not needed"),
    }
    sources, target = HOME_VISIT_MOVES[verb]

    if status in sources:
        assert acts[verb]().status == target
    else:
        with pytest.raises(IllegalHomeVisitMove):
            acts[verb]()


def test_whom_and_where_is_encrypted_and_no_news(planned):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name || phone || address FROM floor_homevisit")
        stored = cursor.fetchone()[0]
    news = json.dumps(list(Entry.objects.values_list("payload", flat=True)))

    assert not [value for value in WHOM.values() if value in stored or value in news]


@pytest.mark.usefixtures("clock")
def test_pages(client, branch, manager, teller, stranger, at):
    address = reverse("floor:home-visit-request", args=[branch.code])
    body = {"need": "password", **WHOM, "note": "<script>alert(1)</script>", "wished_at": "2026-03-11T10:30"}
    client.force_login(stranger)
    assert client.post(address, body, **JSON).status_code == 404
    client.force_login(teller)
    assert client.post(address, body, **JSON).status_code == 403
    client.force_login(manager)
    assert client.post(address, {**body, "need": "illness"}, **JSON).status_code == 400
    assert client.post(address, body, **JSON).status_code == 200
    visit = HomeVisit.objects.get()
    assert visit.wished_at == dt.datetime(2026, 3, 11, 2, 30, tzinfo=dt.UTC)

    detail = reverse("floor:home-visit", args=[visit.pk])
    html = client.get(detail).content.decode()
    assert "&lt;script&gt;" in html
    client.force_login(stranger)
    assert client.get(detail).status_code == 404
    client.force_login(teller)
    assert client.get(detail).status_code == 403

    client.force_login(manager)
    plan = reverse("floor:home-visit-plan", args=[visit.pk])
    same = {"starts_at": "2026-03-11T10:30", "first": manager.pk, "second": manager.pk}
    assert client.post(plan, same, **JSON).json()["code"] == "two_people_needed"
    assert client.post(plan, {**same, "second": teller.pk}, **JSON).status_code == 200
    assert client.post(reverse("floor:home-visit-finish", args=[visit.pk]), {"result": "x"}, **JSON).status_code == 400
    assert client.post(reverse("floor:home-visit-begin", args=[visit.pk]), **JSON).status_code == 200
    hostile = {"result": "x", "attachment": ["-1", "9" * 40, "1; DROP"]}
    assert client.post(reverse("floor:home-visit-finish", args=[visit.pk]), hostile, **JSON).status_code == 400


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, branch, manager, at, rows, django_assert_num_queries):
    for _ in range(rows):
        verbs.request(branch, by=manager, at=at, need=HomeVisitNeed.OTHER, **WHOM)
    client.force_login(manager)

    with django_assert_num_queries(7):
        assert client.get(reverse("floor:home-visits", args=[branch.code])).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_who_begins_while_others_are_planned_goes_with_those(planned, manager, assistant, teller, at):
    begun = meet(
        lambda: verbs.plan(planned, by=manager.actor, at=at, starts_at=at + DAY, people=(assistant, manager)),
        lambda: verbs.begin(planned, by=manager.actor, at=at),
    )

    assert (begun.first, begun.second) == (assistant, manager)
