"""Answers: idempotent, together, counts, what is known, issues as tasks, photos and hostile words."""

import datetime as dt
import io
import threading

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from PIL import Image

from devices.models import DeviceState
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.floor.domain import attachments, reminders
from lobby.floor.domain.checks.answering import Answer, act, answer
from lobby.floor.domain.checks.running import countersign, open_run, release, submit
from lobby.floor.domain.checks.scheduling import run_today, schedule_day, start_by_hand
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.checks import When
from lobby.floor.errors.attachments import AttachmentUnknown, NotAPicture
from lobby.floor.errors.checks import (
    CountMissing,
    KnownOtherwise,
    NotAdHoc,
    NotApplicable,
    PhotoMissing,
    UnknownAction,
    UnknownItem,
)
from lobby.floor.models import Alert, Attachment, ChecklistRun, ItemResult, Reminder
from lobby.floor.selectors.checks import has_template, is_handed_in
from lobby.floor.selectors.checks.scores import scores_by_group, scores_of, whole_score
from lobby.live.models import Entry
from tests.factories import make_branch, make_device, make_hours, make_policy, make_shift, make_staff
from tests.floor.checks.making import make_item, make_version
from tests.statements import statements_at_most


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def items_of(run):
    return list(run.version.items.all())


def picture(name="a.png", size=(8, 8)):
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, "PNG")
    drawn.seek(0)
    drawn.name = name
    return drawn


def test_same_answer_again_changes_nothing(run, manager, early):
    item = items_of(run)[0]
    first = answer(run, item, Answer(value="ok"), by=manager.actor, at=early)
    told = Entry.objects.count()

    again = answer(run, item, Answer(value="ok"), by=manager.actor, at=early + dt.timedelta(minutes=1))

    assert (again, again.answered_at, Entry.objects.count()) == (first, early, told)


def test_answer_may_be_given_differently(run, manager, teller, early):
    item = items_of(run)[0]
    answer(run, item, Answer(value="ok"), by=manager.actor, at=early)

    result = answer(run, item, Answer(value="na"), by=teller.actor, at=early)

    assert (result.value, result.answered_by) == ("na", teller)
    assert ItemResult.objects.count() == 1


def test_two_people_answer_at_the_same_time(transactional_db, day, early):
    there = make_branch("7005")
    make_hours(there)
    make_policy(there)
    version = make_version()
    items = [make_item(version, str(n)) for n in range(6)]
    people = [make_staff(name, there, RoleCode.LM) for name in ("one", "two")]
    (run,) = schedule_day(there, day, at=early)
    open_run(run, by=people[0].actor, at=early)
    go = threading.Barrier(2)

    def work(staff):
        go.wait()
        try:
            for item in items:
                answer(run, item, Answer(value="ok"), by=staff.actor, at=early)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(one,)) for one in people]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert ItemResult.objects.filter(run=run, value="ok").count() == 6
    assert Entry.objects.filter(type="check.started").count() == 1


def test_compliance_item_always_applies(run, manager, early):
    item = make_item(run.version, "2", is_compliance=True)

    with pytest.raises(NotApplicable):
        answer(run, item, Answer(value="na"), by=manager.actor, at=early)


def test_count_below_the_minimum_is_a_task_of_the_storekeeper(run, manager, early):
    item = make_item(run.version, "2", answer="count", minimum=20, team="CONTENT", about="stock:leaflet")

    result = answer(run, item, Answer(count=5), by=manager.actor, at=early)

    task = Reminder.objects.get()
    assert (result.value, result.count, result.action, result.action_id) == ("issue", 5, "task", task.pk)
    assert (task.team, task.owner, task.subject_type, task.subject_id) == ("CONTENT", None, "check-item", result.pk)
    assert task.values["note"] == "5 / 20"
    assert Alert.objects.get().kind == "check.too_few"


def test_enough_is_ok_and_takes_the_task_back(run, manager, early):
    item = make_item(run.version, "2", answer="count", minimum=20)
    answer(run, item, Answer(count=5), by=manager.actor, at=early)

    result = answer(run, item, Answer(count=20), by=manager.actor, at=early)

    assert (result.value, result.action, result.action_id) == ("ok", "", None)
    assert Reminder.objects.get().status == "cancelled"
    assert Alert.objects.get().resolve_reason == "counted anew"


def test_count_without_a_number_is_refused(run, manager, early):
    item = make_item(run.version, "2", answer="count", minimum=20)

    with pytest.raises(CountMissing):
        answer(run, item, Answer(value="ok"), by=manager.actor, at=early)


def test_issue_becomes_one_task_in_one_tap(run, manager, early):
    item = items_of(run)[1]
    result = answer(run, item, Answer(value="issue", note="lamp is dark"), by=manager.actor, at=early)

    act(result, "task", by=manager.actor, at=early)
    again = act(result, "task", by=manager.actor, at=early)

    task = Reminder.objects.get()
    assert (task.team, task.due_at, again.action_id) == ("SEC", early + dt.timedelta(hours=2), task.pk)
    assert task.values["item"] == {"zh": "事项1.2", "en": "Item 1.2"}


def test_nothing_is_done_about_what_is_ok(run, manager, early):
    result = answer(run, items_of(run)[0], Answer(value="ok"), by=manager.actor, at=early)

    with pytest.raises(UnknownAction):
        act(result, "task", by=manager.actor, at=early)
    with pytest.raises(UnknownAction):
        act(result, "magic", by=manager.actor, at=early)


def test_done_task_stays_done_when_the_answer_changes(run, manager, early):
    result = answer(run, items_of(run)[0], Answer(value="issue"), by=manager.actor, at=early)
    act(result, "task", by=manager.actor, at=early)
    reminders.finish(Reminder.objects.get(), by=manager.actor, at=early)

    answer(run, items_of(run)[0], Answer(value="ok"), by=manager.actor, at=early)

    assert Reminder.objects.get().status == "done"


def test_hazard_past_its_due_time_escalates(run, manager, early):
    result = answer(run, items_of(run)[0], Answer(value="issue"), by=manager.actor, at=early)
    act(result, "task", by=manager.actor, at=early)

    sweep_deadlines(at=early + dt.timedelta(hours=3))

    assert Reminder.objects.get().status == "escalated"
    assert Alert.objects.filter(kind="reminder.overdue").count() == 1


def test_ok_on_a_machine_that_is_down_demands_a_reason(run, branch, manager, early):
    machine = make_device(branch, "ATM9", DeviceKind.ATM)
    DeviceState.objects.create(device=machine, status="down", since=early)
    item = make_item(run.version, "2", about="device:atm")

    with pytest.raises(KnownOtherwise) as refusal:
        answer(run, item, Answer(value="ok", reason=" "), by=manager.actor, at=early)
    result = answer(run, item, Answer(value="ok", reason="works again"), by=manager.actor, at=early)

    assert "ATM9" in refusal.value.detail
    assert result.known == [{"zh": "ATM9 故障停用", "en": "ATM9 out of order", "is_wrong": True}]
    assert answer(run, item, Answer(value="issue"), by=manager.actor, at=early).value == "issue"


def test_one_row_for_everybody_on_duty(version, branch, day, early, manager, teller, teller2):
    item = make_item(version, "8", is_per_person=True)
    for staff in (manager, teller):
        make_shift(staff, early)
    (run,) = schedule_day(branch, day, at=early)
    run = open_run(run, by=manager.actor, at=early)
    for one in items_of(run)[:2]:
        answer(run, one, Answer(value="ok"), by=manager.actor, at=early)

    with pytest.raises(UnknownItem):
        answer(run, item, Answer(value="ok"), by=manager.actor, at=early)
    with pytest.raises(UnknownItem):
        answer(run, item, Answer(value="ok", person=teller2.pk), by=manager.actor, at=early)
    for staff in (manager, teller):
        answer(run, item, Answer(value="ok", person=staff.pk), by=staff.actor, at=early)

    assert submit(run, by=manager.actor, at=early).results.count() == 4


def test_template_edit_leaves_old_runs_their_text(run, version, manager, early):
    later = make_version(template=version.template, effective_from=run.day + dt.timedelta(days=1))
    make_item(later, "1.1", text_en="New words")

    (tomorrow,) = schedule_day(run.branch, run.day + dt.timedelta(days=1), at=early)

    assert [item.text_en for item in items_of(run)] == ["Item 1.1", "Item 1.2"]
    assert [item.text_en for item in items_of(tomorrow)] == ["New words"]


def test_photo_needed_for_an_issue_is_asked_for_when_handing_in(run, branch, manager, early):
    item = items_of(run)[0]
    type(item).objects.filter(pk=item.pk).update(photo_on_issue=True)
    answer(run, items_of(run)[1], Answer(value="ok"), by=manager.actor, at=early)
    result = answer(run, item, Answer(value="issue"), by=manager.actor, at=early)
    act(result, "task", by=manager.actor, at=early)

    with pytest.raises(PhotoMissing):
        submit(run, by=manager.actor, at=early)
    kept = attachments.keep(picture(), name="../../etc/passwd.png", branch=branch, by=manager, at=early)
    answer(run, item, Answer(value="issue"), by=manager.actor, at=early, photos=[kept.pk])

    assert submit(run, by=manager.actor, at=early).status == "submitted"
    assert Attachment.objects.get(pk=kept.pk).subject_id == result.pk
    assert ".." not in Attachment.objects.get(pk=kept.pk).stored


@pytest.mark.parametrize(
    "bytes_",
    [
        b"<script>alert(1)</script>",
        b"GIF89a/*<svg onload=alert(1)>*/",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    ],
)
def test_file_that_is_no_picture_is_refused(run, branch, manager, early, bytes_):
    with pytest.raises(NotAPicture):
        attachments.keep(io.BytesIO(bytes_), name="a.png", branch=branch, by=manager, at=early)

    assert not Attachment.objects.exists()


def test_polyglot_is_drawn_anew(run, branch, manager, early):
    raw = picture().getvalue() + b"<script>alert(1)</script>"

    kept = attachments.keep(io.BytesIO(raw), name="a.png", branch=branch, by=manager, at=early)

    with default_storage.open(kept.stored) as stored:
        assert b"script" not in stored.read()


def test_photo_of_somebody_else_is_unknown_and_leaves_no_answer(run, branch, manager, teller, early):
    kept = attachments.keep(picture(), name="a.png", branch=branch, by=teller, at=early)

    with pytest.raises(AttachmentUnknown):
        answer(run, items_of(run)[0], Answer(value="issue"), by=manager.actor, at=early, photos=[kept.pk])

    assert not ItemResult.objects.exists()


def test_database_refuses_the_same_person_twice(run, manager, early):
    fields = {"submitted_by": manager, "submitted_at": early, "status": "submitted"}
    ChecklistRun.objects.filter(pk=run.pk).update(**fields)

    for column in ("second_by", "decided_by"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChecklistRun.objects.filter(pk=run.pk).update(**{column: manager})


def test_handed_in_counts_for_others(branch, day, early, counter, teller, teller2):
    subject = ("counter", counter.pk)
    assert not has_template("teller_prep", branch)
    version = make_version("teller_prep", subject="counter", needs_two=True, signed_by="", is_watched=False)
    item = make_item(version)
    assert has_template("teller_prep", branch)
    assert not is_handed_in("teller_prep", subject, day)

    run = run_today("teller_prep", counter, by=teller.actor, at=early)
    answer(run, item, Answer(value="ok"), by=teller.actor, at=early)
    submit(run, by=teller.actor, at=early)
    assert not is_handed_in("teller_prep", subject, day)
    countersign(run, by=teller2.actor, at=early)
    with statements_at_most(1):
        assert is_handed_in("teller_prep", subject, day)
    assert not is_handed_in("teller_prep", subject, day + dt.timedelta(days=1))
    assert not is_handed_in("opening", ("branch", branch.pk), day)


def test_begun_by_hand_as_often_as_wanted(branch, early, manager):
    version = make_version("mystery", when=When.AD_HOC)
    timed = make_version("closing", when=When.CLOSING)

    runs = [start_by_hand(version, branch, by=manager.actor, at=early) for _ in range(2)]

    assert [(run.slot, run.status) for run in runs] == [(1, "open"), (2, "open")]
    with pytest.raises(NotAdHoc):
        start_by_hand(timed, branch, by=manager.actor, at=early)


def test_scores_by_checklist_and_by_link(branch, day, early, manager, head):
    version = make_version("mystery", when=When.AD_HOC, name_en="Mystery visit")
    for n, (group, weight) in enumerate([("Greeting", 5), ("Greeting", 5), ("Farewell", 2)]):
        make_item(version, str(n), group_zh=group, group_en=group, weight=weight)
    run = start_by_hand(version, branch, by=manager.actor, at=early)
    for item, value in zip(items_of(run), ("ok", "issue", "ok"), strict=True):
        answer(run, item, Answer(value=value), by=manager.actor, at=early)
    submit(run, by=manager.actor, at=early)
    assert scores_of(branch, day, day) == scores_by_group(branch, "mystery", day, day) == []
    release(run, by=head.actor, at=early)

    links = scores_by_group(branch, "mystery", day, day)
    whole = whole_score(scores_of(branch, day, day))

    assert {one.name: one.percent for one in links} == {"Greeting": 50.0, "Farewell": 100.0}
    assert whole is not None
    assert whole.percent == 58.3
    assert round(ChecklistRun.objects.get().score, 3) == 0.583


def test_statements_of_an_answer(run, manager, early):
    first, second = items_of(run)
    answer(run, first, Answer(value="ok"), by=manager.actor, at=early)

    with statements_at_most(5):
        answer(run, second, Answer(value="ok"), by=manager.actor, at=early)
