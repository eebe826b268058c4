"""My day and the back office's queue as pages: who, what, at what cost, and what is done on them."""

import datetime as dt

import pytest
from django.utils import timezone

from lobby.branches.enums import RoleCode
from lobby.floor import back_office
from lobby.floor.domain.alerts import accept
from lobby.floor.domain.handover import write_note
from lobby.floor.domain.reminders import create, hand_over, take
from lobby.floor.domain.tasks import ask_back_office, give
from lobby.floor.models import Activity, Alert, HandoverNote, Reminder, Sound, ZoneDuty
from lobby.floor.selectors.my_day import lists_of
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from tests.factories import make_staff, make_zone

MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
JSON = {"headers": {"Accept": "application/json"}}
PAGE = "/floor/7001/my-day/"


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return manager


def post(client, path, **data):
    return client.post(f"/floor/{path}", data, **JSON)


def scope(branch, staff, at, language="en"):
    return Scope(branch.pk, language, "person", staff.pk, at)


def test_the_lists_part_what_is_late_today_and_later(branch, manager, assistant, task, at):
    late = task(manager, due_at=at)
    today, later = task(manager), task(manager, due_at=at + 2 * DAY)
    team, gave = task(team="LM"), task(assistant)
    ended = task(assistant)
    Reminder.objects.filter(pk=ended.pk).update(status="done", ended_at=at)

    found = lists_of(branch, manager, at=at)

    ids = [[line.id for line in rows] for rows in (found.overdue, found.today, found.later, found.team)]
    assert ids == [[late.pk], [today.pk], [later.pk], [team.pk]]
    assert [line.id for line in found.given] == [team.pk, gave.pk, ended.pk]
    assert found.count == 3


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", ["my-tasks", "my-time", "handover-note"])
def test_every_panel_renders_in_both_languages(branch, zone, manager, assistant, task, at, name, language):
    task(team="LM")
    task(manager)
    write_note(branch, assistant, text="x", by=assistant.actor, at=at)

    assert "panel-title" in panels.render(name, scope(branch, manager, at, language))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "cost"), [("my-tasks", 8), ("my-time", 5), ("handover-note", 7)])
def test_panels_cost_the_same(
    branch, manager, assistant, task, raised, at, count, name, cost, django_assert_num_queries
):
    for number in range(count):
        make_zone(branch, f"z{number}")
        accept(raised(number, roles=["LM"]), by=assistant.actor, at=at)
        for owner in (manager, assistant):
            task(owner)
        task(team="LM")
        Activity.objects.create(
            branch=branch, staff=manager, role="LM", kind="guide", date=at.date(), started_at=at, ended_at=at + MINUTE
        )
    write_note(branch, assistant, text="x", by=assistant.actor, at=at)

    with django_assert_num_queries(cost):
        panels.render(name, scope(branch, manager, at))


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same(branch, teller, lead, at, count, django_assert_num_queries):
    for _number in range(count):
        work = ask_back_office(branch, kind=back_office.CHECK, by=teller.actor, at=at, text="A018")
        take(work, by=lead.actor, at=at)

    with django_assert_num_queries(2):
        html = panels.render("back-office-queue", Scope(branch.pk, "en", "branch", None, at))
    assert html.count("A018") == count


def test_the_pages_open_for_those_who_may(client, branch, manager, lead, teller, stranger):
    for person, page, status in (
        (manager, PAGE, 200),
        (teller, PAGE, 200),
        (stranger, PAGE, 404),
        (lead, "/floor/7001/back-office/", 200),
        (manager, "/floor/7001/back-office/", 403),
    ):
        client.force_login(person)
        assert client.get(page).status_code == status


def test_only_those_who_give_tasks_choose_for_whom(client, branch, manager, teller):
    client.force_login(manager)
    assert 'id="task-to"' in client.get(PAGE).content.decode()

    client.force_login(teller)
    assert 'id="task-to"' not in client.get(PAGE).content.decode()


def test_give_a_task_to_a_colleague(client, branch, signed_in, assistant):
    tomorrow = (timezone.now() + DAY).date().isoformat()

    answer = post(client, "7001/tasks/", text="核对", to=str(assistant.pk), date=tomorrow, time="16:00")

    assert answer.status_code == 200
    found = Reminder.objects.get()
    assert (found.owner, found.made_by, found.kind) == (assistant, signed_in, "task")


def test_give_a_task_to_a_team_and_to_oneself(client, branch, signed_in, assistant):
    tomorrow = (timezone.now() + DAY).date().isoformat()
    for to in ("team:LMA", ""):
        assert post(client, "7001/tasks/", text="x", to=to, date=tomorrow, time="16:00").status_code == 200

    assert list(Reminder.objects.order_by("pk").values_list("team", "owner")) == [("LMA", None), ("", signed_in.pk)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"time": ""},
        {"time": "25:00"},
        {"date": "2020-01-01"},
        {"date": "9999-12-31"},
        {"to": "team:NOPE"},
        {"to": "999999"},
        {"to": "x\0"},
        {"to": "²"},
    ],
)
def test_give_with_bad_input_is_refused(client, branch, signed_in, wrong):
    good = {"text": "x", "to": "", "date": (timezone.now() + DAY).date().isoformat(), "time": "16:00"}

    assert post(client, "7001/tasks/", **{**good, **wrong}).status_code == 400
    assert not Reminder.objects.exists()


def test_acts_of_a_stranger_are_refused(client, branch, zone, stranger):
    client.force_login(stranger)
    for path in ("tasks/", "activity/", f"zones/{zone.pk}/duty/", "notes/", "back-office/ask/", "sound/"):
        assert post(client, f"7001/{path}", text="x", kind="guide").status_code == 404


def test_the_timer_starts_and_stops(client, branch, signed_in):
    assert post(client, "7001/activity/", kind="patrol").status_code == 200
    assert Activity.objects.get().kind == "patrol"
    assert post(client, "7001/activity/", kind="").status_code == 200
    assert Activity.objects.get().ended_at is not None
    assert post(client, "7001/activity/", kind="coffee").status_code == 400


def test_one_tap_enters_a_zone_and_one_leaves_it(client, branch, zone, other_branch, signed_in):
    foreign = make_zone(other_branch, "far")
    for has_left in (False, True):
        post(client, f"7001/zones/{zone.pk}/duty/")
        assert (ZoneDuty.objects.get().until is not None) is has_left
    assert post(client, f"7001/zones/{foreign.pk}/duty/").status_code == 404


def test_write_and_acknowledge_the_note(client, branch, signed_in, assistant):
    assert post(client, "7001/notes/", text="看好2号机").status_code == 200
    note = HandoverNote.objects.get()
    own = post(client, f"notes/{note.pk}/acknowledge/")
    assert (own.status_code, own.json()["code"]) == (400, "to_oneself")

    client.force_login(assistant)
    assert post(client, f"notes/{note.pk}/acknowledge/").status_code == 200
    again = post(client, f"notes/{note.pk}/acknowledge/")
    assert (again.status_code, again.json()["code"]) == (409, "no_note_open")


def test_a_stranger_finds_no_note(client, branch, manager, stranger, at):
    note = write_note(branch, manager, text="x", by=manager.actor, at=at)
    client.force_login(stranger)

    assert post(client, f"notes/{note.pk}/acknowledge/").status_code == 404


def test_tellers_leave_no_note_of_the_lobby(client, branch, teller):
    client.force_login(teller)

    assert post(client, "7001/notes/", text="x").status_code == 403


def test_the_counter_asks_the_back_office(client, branch, teller):
    client.force_login(teller)

    assert post(client, "7001/back-office/ask/", kind="back_office.check", text="A018").status_code == 200
    assert Reminder.objects.get().team == "TELLER_LEAD"
    assert post(client, "7001/back-office/ask/", kind="own", text="A018").status_code == 400


def test_the_chime_is_everybodys_own_choice(client, branch, signed_in, assistant, raised):
    alert = raised(severity="late", roles=["LM"])
    page = "/floor/7001/"
    assert f'data-chime="{alert.pk}"' in client.get(page).content.decode()

    post(client, "7001/sound/", on="0")
    assert not Sound.objects.get(staff=signed_in).is_on
    assert 'data-chime=""' in client.get(page).content.decode()
    post(client, "7001/sound/", on="1")
    assert f'data-chime="{alert.pk}"' in client.get(page).content.decode()


def test_the_alerts_detail_and_its_acts(client, branch, signed_in, assistant, raised):
    alert = raised(roles=["LM"])
    html = client.get(f"/floor/alerts/{alert.pk}/").content.decode()
    assert assistant.name in html
    assert "hand-over" in html

    assert post(client, f"alerts/{alert.pk}/snooze/", minutes="5").status_code == 409
    assert post(client, f"alerts/{alert.pk}/accept/").status_code == 200
    assert post(client, f"alerts/{alert.pk}/snooze/", minutes="999").status_code == 400
    assert post(client, f"alerts/{alert.pk}/snooze/", minutes="5").status_code == 200
    handed = post(client, f"alerts/{alert.pk}/hand-over/", to=str(assistant.pk), reason="x")
    assert handed.status_code == 200
    assert Alert.objects.get().person == assistant


def test_a_stranger_finds_no_alert(client, branch, stranger, raised):
    alert = raised()
    client.force_login(stranger)

    assert client.get(f"/floor/alerts/{alert.pk}/").status_code == 404
    for verb in ("snooze", "hand-over"):
        assert post(client, f"alerts/{alert.pk}/{verb}/", minutes="5", to="1", reason="x").status_code == 404


def test_take_and_hand_over_from_the_page(client, branch, assistant, assistant2, task):
    thing = task(team="LMA")
    client.force_login(assistant)

    assert post(client, f"reminders/{thing.pk}/take/").status_code == 200
    assert post(client, f"reminders/{thing.pk}/hand-over/", to=str(assistant2.pk), reason="").status_code == 400
    assert post(client, f"reminders/{thing.pk}/hand-over/", to=str(assistant2.pk), reason="x").status_code == 200
    assert post(client, f"reminders/{thing.pk}/hand-over/", to=str(assistant.pk), reason="x").status_code == 403
    client.force_login(assistant2)
    client.cookies["django_language"] = "en"
    assert "handed over once" in client.get(f"/floor/reminders/{thing.pk}/").content.decode()
    assert Reminder.objects.get().owner == assistant2


def entry_of(task, event="reminder.handed_over"):
    return Entry.objects.filter(type=event, subject_id=task.pk).latest("seq")


def test_news_of_a_reminder_dirty_only_whom_they_concern(branch, manager, assistant, assistant2, teller, task, at):
    thing = task(assistant)
    hand_over(thing, to=assistant2, by=assistant.actor, at=at, reason="x")
    now, mine = panels.get("floor-now"), panels.get("my-tasks")

    assert [now.is_changed_by(entry_of(thing), who.pk) for who in (assistant, assistant2, manager, teller)] == [
        True,
        True,
        False,
        False,
    ]
    assert mine.is_changed_by(entry_of(thing), manager.pk)
    assert not mine.is_changed_by(entry_of(thing), teller.pk)


def test_news_of_a_teams_task_reach_everybody(branch, teller, task):
    thing = task(team="LMA")

    assert panels.get("floor-now").is_changed_by(entry_of(thing, "reminder.scheduled"), teller.pk)


def test_other_peoples_work_leaves_ones_time_alone(client, branch, signed_in, teller):
    post(client, "7001/activity/", kind="patrol")
    entry = Entry.objects.get(type="activity.started")

    assert panels.get("my-time").is_changed_by(entry, signed_in.pk)
    assert not panels.get("my-time").is_changed_by(entry, teller.pk)


def test_what_a_person_wrote_is_escaped(branch, manager, assistant, at):
    nasty = "<script>alert(1)</script>"
    create(manager, branch, by=manager.actor, at=at, due_at=at, text=nasty)
    write_note(branch, assistant, text=nasty, by=assistant.actor, at=at)

    for name in ("my-tasks", "handover-note", "floor-now"):
        assert "<script" not in panels.render(name, scope(branch, manager, at))


def test_a_person_of_two_branches_finds_each_ones_tasks(branch, other_branch, at):
    person = make_staff("both", branch, RoleCode.LM)
    give(branch, to=person, giver=person, by=person.actor, at=at, due_at=at + MINUTE, text="x")

    assert lists_of(branch, person, at=at).count == 1
    assert lists_of(other_branch, person, at=at).count == 0
