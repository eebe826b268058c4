"""Acknowledging: whom it concerns, again after a year, and the head's one alert at opening."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import BusinessDay
from lobby.floor.domain import unread
from lobby.floor.domain.library import writing
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.library import ContentKind
from lobby.floor.errors.library import NotMandatory
from lobby.floor.models import Alert, Deadline
from lobby.floor.models.library import NoticeAck
from lobby.floor.selectors import notices
from lobby.live.models import Entry
from tests.factories import make_branch, make_hours, make_policy, make_staff
from tests.floor.library.conftest import DAY, bring, words

HOUR = dt.timedelta(hours=1)
MUST = words(must_acknowledge=True)


@pytest.fixture
def notice(make, teller):
    """Mandatory for the tellers and the lobby manager of the branch."""
    return make(kind=ContentKind.NOTICE, wording=MUST, roles=[RoleCode.TELLER, RoleCode.LM])


def people(branch, at):
    return [sorted(person.username for person in one.people) for one in notices.unread(branch, at)]


def test_it_concerns_the_people_of_the_branch_with_its_roles(notice, branch, head, stranger, at):
    assert people(branch, at) == [["ling", "mei"]]


def test_without_roles_it_concerns_everybody_who_reads_the_library(make, branch, head, reviewer, manager, stranger, at):
    make_staff("sys", branch, RoleCode.SYSADM)
    gone = make_staff("gone", branch, RoleCode.TELLER)
    gone.is_active = False
    gone.save()
    make(kind=ContentKind.NOTICE, wording=MUST)

    assert people(branch, at) == [["mei", "wang", "zhu"]]


def test_acknowledging_ends_it_for_the_person(notice, teller, manager, branch, at):
    unread.acknowledge(notice, by=teller, branch=branch, at=at)
    unread.acknowledge(notice, by=teller, branch=branch, at=at + HOUR)

    assert people(branch, at + HOUR) == [["mei"]]
    assert notices.to_acknowledge(teller, branch, at + HOUR) == []
    assert notices.to_acknowledge(manager, branch, at + HOUR) == [notice]
    assert NoticeAck.objects.get().at == at + HOUR
    assert Entry.objects.filter(type="library.acknowledged", branch_id=branch.pk).count() == 2


def test_a_new_version_is_acknowledged_anew(notice, teller, manager, reviewer, branch, at):
    unread.acknowledge(notice, by=teller, branch=branch, at=at)
    newer = writing.revise(notice.item, by=manager, at=at, wording=MUST)
    newer = bring(newer, "published", by=manager, reviewer=reviewer, at=at)

    assert notices.to_acknowledge(teller, branch, at) == [newer]


def test_an_emergency_plan_is_acknowledged_every_year(make, manager, branch, at):
    plan = make(kind=ContentKind.EMERGENCY_CARD, wording=MUST, roles=[RoleCode.LM], days=900)
    unread.acknowledge(plan, by=manager, branch=branch, at=at)

    assert people(branch, at + 364 * DAY) == []
    assert people(branch, at + 365 * DAY) == [["mei"]]
    assert notices.to_acknowledge(manager, branch, at + 365 * DAY) == [plan]


def test_a_notice_is_acknowledged_once(make, manager, branch, at):
    once = make(kind=ContentKind.NOTICE, wording=MUST, roles=[RoleCode.LM], days=900)
    unread.acknowledge(once, by=manager, branch=branch, at=at)

    assert people(branch, at + 800 * DAY) == []


def test_what_is_not_mandatory_is_not_acknowledged(make, manager, branch, at):
    with pytest.raises(NotMandatory):
        unread.acknowledge(make(), by=manager, branch=branch, at=at)


def test_the_head_hears_at_opening_not_before(notice, branch, at):
    opens = dt.datetime(2026, 3, 11, 1, tzinfo=dt.UTC)  # nine o'clock the next morning

    sweep_deadlines(at=at)
    sweep_deadlines(at=opens - HOUR)
    assert not Alert.objects.exists()

    sweep_deadlines(at=opens)
    alert = Alert.objects.get()
    assert (alert.kind, alert.roles, alert.values["people"], alert.values["texts"]) == (unread.ALERT, ["HEAD"], 2, 1)
    assert Deadline.objects.get(kind=unread.CLOCK, done_at=None).due_at == opens + DAY


def test_one_alert_until_everybody_has_read(notice, branch, teller, manager, at):
    for days in range(4):
        sweep_deadlines(at=at + days * DAY)
    assert Alert.objects.count() == 1

    unread.acknowledge(notice, by=teller, branch=branch, at=at + 4 * DAY)
    assert Alert.objects.get().resolved_at is None
    unread.acknowledge(notice, by=manager, branch=branch, at=at + 4 * DAY)
    assert Alert.objects.get().resolved_at == at + 4 * DAY


def test_after_two_days_of_outage_it_rings_once(notice, branch, at):
    sweep_deadlines(at=at)

    assert sweep_deadlines(at=at + 2 * DAY + HOUR) >= 1
    assert Alert.objects.count() == 1
    assert Deadline.objects.get(kind=unread.CLOCK, done_at=None).due_at == dt.datetime(2026, 3, 13, 1, tzinfo=dt.UTC)


def test_closed_days_are_passed_over(notice, branch, at):
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11))  # a holiday

    sweep_deadlines(at=at)

    assert Deadline.objects.get(kind=unread.CLOCK, done_at=None).due_at == dt.datetime(2026, 3, 12, 1, tzinfo=dt.UTC)


def test_a_branch_that_does_not_open_is_not_told(make, manager, branch, at):
    branch.staff.all()
    for n in range(40):
        BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11) + n * DAY)
    make(kind=ContentKind.NOTICE, wording=MUST)

    for n in range(6):
        sweep_deadlines(at=at + n * DAY)

    assert not Alert.objects.exists()


def test_opening_across_a_clock_change(db, reviewer):
    berlin = make_branch("7005", timezone="Europe/Berlin")
    make_hours(berlin, days=7)
    make_policy(berlin)
    author = make_staff("berta", berlin, RoleCode.LM)
    at = dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC)
    version = writing.begin(berlin, by=author, at=at, kind=ContentKind.NOTICE, wording=MUST)
    bring(version, "published", by=author, reviewer=reviewer, at=at)

    sweep_deadlines(at=at)

    due = Deadline.objects.get(kind=unread.CLOCK, branch=berlin, done_at=None).due_at
    assert due == dt.datetime(2026, 3, 29, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_whole_banks_notice_is_watched_at_every_branch(branch, other_branch, office, reviewer, at):
    wording = words(must_acknowledge=True)
    version = writing.begin(branch, by=office, at=at, kind=ContentKind.NOTICE, wording=wording, is_bank_wide=True)
    bring(version, "published", by=office, reviewer=reviewer, at=at)

    watched = set(Deadline.objects.filter(kind=unread.CLOCK).values_list("branch__code", flat=True))
    assert {"7001", "7002"} <= watched


def test_the_clock_stops_when_nothing_is_mandatory(notice, manager, at):
    writing.withdraw(notice, by=manager.actor, at=at, reason="gone")

    sweep_deadlines(at=at)

    assert not Deadline.objects.filter(kind=unread.CLOCK, done_at=None).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_three_queries_however_many(make, branch, teller, at, count, django_assert_num_queries):
    for n in range(count):
        make(kind=ContentKind.NOTICE, wording=MUST)
        make_staff(f"t{n}", branch, RoleCode.TELLER)

    with django_assert_num_queries(3):
        assert len(notices.unread(branch, at)) == count
    with django_assert_num_queries(3):
        assert len(notices.to_acknowledge(teller, branch, at)) == count


def test_an_awaited_opening_that_turned_into_a_holiday_tells_nobody(notice, branch, at):
    opens = dt.datetime(2026, 3, 11, 1, tzinfo=dt.UTC)
    sweep_deadlines(at=at)
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11), is_holiday=True)

    sweep_deadlines(at=opens)
    assert not Alert.objects.exists()
    sweep_deadlines(at=opens + DAY)

    assert Alert.objects.count() == 1
