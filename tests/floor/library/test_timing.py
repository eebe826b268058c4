"""The clock of a version: warning, task, end; late after an outage, across a clock change, judged when read."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import BranchPolicy, Staff
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.library import ContentStatus
from lobby.floor.forms.library import ApproveForm
from lobby.floor.models import Alert, Deadline, Reminder
from lobby.floor.selectors.library import in_force
from lobby.live.models import Entry
from tests.factories import make_branch, make_policy, make_staff
from tests.floor.library.conftest import DAY, bring, words

S = ContentStatus
SECOND = dt.timedelta(seconds=1)
FORTNIGHT = 14 * DAY


def test_a_fortnight_before_the_end_its_owner_gets_a_task(make, manager, at):
    version = make(days=90)
    warned = version.expires_at - FORTNIGHT

    sweep_deadlines(at=warned - SECOND)
    version.refresh_from_db()
    assert version.status == S.PUBLISHED
    assert not Reminder.objects.exists()

    sweep_deadlines(at=warned)
    version.refresh_from_db()
    task = Reminder.objects.get()
    assert version.status == S.EXPIRING
    assert (task.owner, task.due_at, task.kind) == (manager, version.expires_at, "library.renew")
    assert (task.subject_type, task.subject_id) == ("library-item", version.item_id)


def test_an_owner_who_left_leaves_the_task_to_the_team(make, manager):
    version = make(days=90)
    Staff.objects.filter(pk=manager.pk).update(is_active=False)

    sweep_deadlines(at=version.expires_at - FORTNIGHT)

    assert (Reminder.objects.get().owner, Reminder.objects.get().team) == (None, RoleCode.LM)


def test_what_is_approved_for_a_short_time_is_expiring_at_once(make):
    version = make(days=3)

    version.refresh_from_db()
    assert version.status == S.EXPIRING
    assert Reminder.objects.count() == 1


def test_it_ends_to_the_second_whether_or_not_the_sweep_runs(make, branch):
    version = make(days=30)

    assert in_force(None, branch, version.expires_at - SECOND).count() == 1
    assert in_force(None, branch, version.expires_at).count() == 0
    version.refresh_from_db()
    assert version.status == S.PUBLISHED

    sweep_deadlines(at=version.expires_at)
    version.refresh_from_db()
    assert (version.status, version.ended_at) == (S.EXPIRED, version.expires_at)


def test_after_an_outage_everything_due_is_done_once_in_order(make, branch):
    version = make(days=30)
    two_days_late = version.expires_at + 2 * DAY

    sweep_deadlines(at=two_days_late)
    sweep_deadlines(at=two_days_late)

    version.refresh_from_db()
    types = list(Entry.objects.filter(type__startswith="library.").order_by("seq").values_list("type", flat=True))
    assert types[-2:] == ["library.expiring", "library.expired"]
    assert (version.status, version.ended_at) == (S.EXPIRED, version.expires_at)
    assert Reminder.objects.count() == 1
    assert not Deadline.objects.filter(kind="library.expiry", done_at=None).exists()
    assert not Alert.objects.filter(kind="deadline.parked").exists()


def test_what_was_approved_and_never_published_ends_as_well(make):
    version = make(S.APPROVED, days=5)

    sweep_deadlines(at=version.expires_at)

    version.refresh_from_db()
    assert version.status == S.EXPIRED


def test_the_warning_follows_the_policy_that_was_in_force_when_it_was_published(make, branch):
    BranchPolicy.objects.filter(branch=branch).update(content_warning_s=3 * 24 * 3600)
    version = make(days=30)

    sweep_deadlines(at=version.expires_at - 4 * DAY)
    version.refresh_from_db()
    assert version.status == S.PUBLISHED
    sweep_deadlines(at=version.expires_at - 3 * DAY)
    version.refresh_from_db()
    assert version.status == S.EXPIRING


@pytest.mark.parametrize("how", ["renewed", "withdrawn"])
def test_the_task_goes_when_it_is_renewed_or_withdrawn(make, manager, reviewer, at, how):
    version = make(days=10)
    assert Reminder.objects.filter(ended_at=None).count() == 1

    if how == "withdrawn":
        writing.withdraw(version, by=manager.actor, at=at + DAY, reason="gone")
    else:
        newer = writing.revise(version.item, by=manager, at=at + DAY, wording=words(title_en="New"))
        bring(newer, S.PUBLISHED, by=manager, reviewer=reviewer, at=at + DAY)

    assert Reminder.objects.get().outcome == how
    assert not Deadline.objects.filter(subject_type="library-version", subject_id=version.pk, done_at=None).exists()


def test_withdrawn_counts_no_more_at_once(make, manager, branch, at):
    version = make()

    writing.withdraw(version, by=manager.actor, at=at, reason="wrong number")

    assert not in_force(None, branch, at).exists()
    sweep_deadlines(at=version.expires_at)
    version.refresh_from_db()
    assert version.status == S.WITHDRAWN


@pytest.mark.parametrize(
    ("zone", "last_day", "ends"),
    [
        ("Asia/Shanghai", dt.date(2026, 3, 31), "2026-04-01T04:00:00+08:00"),
        # Clocks go forward on March 29th and back on October 25th: the day ends when the next one begins, whatever UTC.
        ("Europe/Berlin", dt.date(2026, 3, 28), "2026-03-29T04:00:00+02:00"),
        ("Europe/Berlin", dt.date(2026, 10, 24), "2026-10-25T04:00:00+01:00"),
        ("America/New_York", dt.date(2026, 10, 31), "2026-11-01T04:00:00-05:00"),
    ],
)
def test_the_last_day_ends_with_the_branchs_business_day(db, zone, last_day, ends):
    branch = make_branch("7003", timezone=zone)
    form = ApproveForm({"number": "C-1", "last_day": last_day.isoformat()})
    assert form.is_valid()

    assert form.expires_at(branch) == dt.datetime.fromisoformat(ends)


def test_warning_across_a_clock_change_is_so_many_seconds_before(db, reviewer):
    berlin = make_branch("7004", timezone="Europe/Berlin")
    make_policy(berlin, content_warning_s=24 * 3600)
    author = make_staff("berta", berlin, RoleCode.LM)
    at = dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC)
    version = writing.begin(berlin, by=author, at=at, kind="guide", wording=words())
    writing.submit(version, by=author, at=at)
    ends = dt.datetime(2026, 10, 25, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    reviewing.approve(version, by=reviewer, at=at, number="C-1", expires_at=ends)
    reviewing.publish(version, by=author.actor, at=at)

    due = Deadline.objects.get(kind="library.expiry", subject_id=version.pk, done_at=None).due_at
    # 24 hours before noon of the day with 25 hours: one o'clock on the wall.
    assert due.astimezone(ZoneInfo("Europe/Berlin")) == dt.datetime(2026, 10, 24, 13, tzinfo=ZoneInfo("Europe/Berlin"))
