"""Authority: limits and caps, requests over them, four eyes, the end of the day."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from lobby.branches.actors import SYSTEM
from lobby.branches.authority import SHIPPED, install_limits, limit_of
from lobby.branches.enums import AuthorityAction, RoleCode
from lobby.branches.models import AuthorityLimit
from lobby.floor.domain import authority
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.authority import AUTHORITY_MOVES, Over, UseReason, UseStatus
from lobby.floor.errors import TooLate
from lobby.floor.errors.authority import (
    BadAmount,
    IllegalAuthorityMove,
    NotForOneself,
    OverOwnLimit,
    SubjectUnknown,
)
from lobby.floor.models import Alert, AuthorityUse
from lobby.live import journal
from lobby.live.models import Entry
from tests.factories import make_branch, make_hours, make_policy, make_staff
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("limits")


@pytest.fixture
def use(teller, branch, at):
    def make(amount="10", *, staff=teller, when=at, **fields):
        fields = {"action": AuthorityAction.FEE_WAIVER, "reason": UseReason.LONG_WAIT, **fields}
        return authority.use(staff, branch, at=when, amount=amount, **fields)

    return make


def test_within_the_limit_it_is_granted_at_once(use, branch, at):
    made = use("20", note=" 等候过久 ", subject=("test.sheet", 7))

    assert (made.status, made.over, made.note, made.amount) == (UseStatus.GRANTED, "", "等候过久", Decimal("20.00"))
    assert (made.amount_limit, made.month_cap, made.used_before) == (Decimal(20), Decimal(200), Decimal(0))
    assert (made.subject_type, made.subject_id) == ("test.sheet", 7)
    assert not Alert.objects.exists()
    assert [entry.type for entry in journal.timeline("authority_use", made.pk, branch.pk, at)] == ["authority.granted"]


def test_over_the_limit_it_waits_for_a_supervisor(use, lead, at):
    made = use("20.01")

    assert (made.status, made.over) == (UseStatus.REQUESTED, Over.LIMIT)
    alert = Alert.objects.get()
    assert (alert.kind, alert.roles, alert.subject_id) == (authority.REQUESTED, ["TELLER_LEAD"], made.pk)
    assert alert.values["amount"] == "20.01"
    assert set(alert.values["action"]) == {"zh", "en"}


def test_over_the_months_cap_it_waits_though_each_is_small(use, lead, at):
    for _ in range(10):
        assert use("20").status == UseStatus.GRANTED

    assert (use("0.01").status, use("0.01").over) == (UseStatus.REQUESTED, Over.CAP)


def test_the_cap_is_one_persons_and_one_months(use, teller2, lead, at):
    for _ in range(10):
        use("20")

    assert use("20", staff=teller2).status == UseStatus.GRANTED
    assert use("20", when=at + dt.timedelta(days=31)).status == UseStatus.GRANTED


def test_the_month_changes_with_the_branchs_business_day(use, lead):
    late = dt.datetime(2026, 3, 31, 19, 59, tzinfo=dt.UTC)  # 1 April, 03:59 on the wall clock: still March's day

    assert use("20", when=late).month == dt.date(2026, 3, 1)
    assert use("20", when=late + MINUTE).month == dt.date(2026, 4, 1)


def test_approved_uses_count_against_the_cap_refused_ones_do_not(use, lead, at):
    authority.refuse(use("100"), by=lead, at=at)
    assert use("20").status == UseStatus.GRANTED
    authority.approve(use("180"), by=lead, at=at, note="可以")

    assert use("1").over == Over.CAP


def test_a_branchs_own_limit_comes_before_the_banks(use, branch, at):
    AuthorityLimit.objects.create(
        branch=branch, role="TELLER", action="fee_waiver", amount_limit=5, effective_from=dt.date(2026, 3, 1)
    )

    assert use("6").over == Over.LIMIT
    assert limit_of(branch, ["TELLER"], "fee_waiver", date=dt.date(2026, 2, 28)).amount == 20


def test_a_limit_that_has_ended_counts_no_more(use, branch):
    AuthorityLimit.objects.create(
        branch=branch, role="TELLER", action="fee_waiver", amount_limit=50,
        effective_from=dt.date(2026, 3, 1), effective_until=dt.date(2026, 3, 9),
    )  # fmt: skip

    assert use("21").over == Over.LIMIT


def test_of_several_roles_the_one_that_may_most_counts(branch):
    assert limit_of(branch, ["TELLER", "HEAD"], "fee_waiver", date=dt.date(2026, 3, 1)).amount == 1000
    assert limit_of(branch, ["SEC"], "fee_waiver", date=dt.date(2026, 3, 1)).amount == 0


def test_shipped_limits_are_marked_and_installed_once(branch):
    assert install_limits() == 0
    assert AuthorityLimit.objects.filter(branch=None, is_default=True).count() == len(SHIPPED)


@pytest.mark.parametrize("amount", ["0", "-1", "1.001", "NaN", "Infinity", "1e20", "x", ""])
def test_amounts_are_positive_sums_of_money(use, amount):
    with pytest.raises(BadAmount):
        use(amount)

    assert not AuthorityUse.objects.exists()


@pytest.mark.parametrize("subject", [("test.sheet", 8), ("nothing", 1)])
def test_a_subject_that_is_not_there_is_refused(use, subject):
    with pytest.raises(SubjectUnknown):
        use(subject=subject)


@pytest.mark.parametrize("verb", [authority.approve, authority.refuse])
def test_nobody_decides_on_their_own(use, lead, at, verb):
    made = use("500", staff=lead)

    with pytest.raises(NotForOneself):
        verb(made, by=lead, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorityUse.objects.filter(pk=made.pk).update(decided_by=lead)


def test_a_supervisors_own_request_goes_to_the_head(use, lead, head):
    use("500", staff=lead)

    assert Alert.objects.get().roles == ["HEAD"]


def test_the_approvers_own_limit_counts(use, lead, head, at):
    made = use("200.01")

    with pytest.raises(OverOwnLimit) as refusal:
        authority.approve(made, by=lead, at=at)

    assert "200" in refusal.value.detail
    made = authority.approve(made, by=head, at=at)
    assert (made.status, made.decided_by_id) == (UseStatus.APPROVED, head.pk)
    assert not Alert.objects.filter(resolved_at=None).exists()


def test_withdraw_takes_a_granted_use_back_for_a_minute(use, teller, at):
    made = use("20")
    authority.withdraw(made, by=teller, at=at + MINUTE)
    later = use("20")

    assert later.used_before == 0
    with pytest.raises(TooLate):
        authority.withdraw(later, by=teller, at=at + MINUTE + dt.timedelta(seconds=1))


def test_withdraw_is_for_whoever_asked(use, teller2, at):
    with pytest.raises(NotForOneself):
        authority.withdraw(use("30"), by=teller2, at=at)


VERBS = {
    "approve": lambda made, people, at: authority.approve(made, by=people["lead"], at=at),
    "refuse": lambda made, people, at: authority.refuse(made, by=people["lead"], at=at),
    "withdraw": lambda made, people, at: authority.withdraw(made, by=people["teller"], at=at),
    "lapse": lambda made, people, at: authority.move(authority.locked(made), "lapse"),
}


@pytest.mark.parametrize("verb", AUTHORITY_MOVES)
@pytest.mark.parametrize("status", UseStatus)
def test_every_move_of_the_table(use, teller, lead, at, status, verb):
    made = use("30")
    decided = {"decided_by": lead} if status in (UseStatus.APPROVED, UseStatus.REFUSED) else {}
    over = "" if status == UseStatus.GRANTED else "limit"
    AuthorityUse.objects.filter(pk=made.pk).update(status=status, over=over, **decided)
    sources, target = AUTHORITY_MOVES[verb]

    with journal.unit(by=SYSTEM, at=at):
        if status in sources:
            VERBS[verb](made, {"teller": teller, "lead": lead}, at)
            made.refresh_from_db()
            assert made.status == target
        else:
            with pytest.raises(IllegalAuthorityMove):
                VERBS[verb](made, {"teller": teller, "lead": lead}, at)


def test_a_request_lapses_with_the_business_day(use, at):
    made = use("30")
    end = dt.datetime(2026, 3, 10, 20, 0, tzinfo=dt.UTC)  # 04:00 on the wall clock, long after closing

    sweep_deadlines(at=end - MINUTE)
    made.refresh_from_db()
    assert made.status == UseStatus.REQUESTED
    sweep_deadlines(at=end)
    made.refresh_from_db()
    assert made.status == UseStatus.LAPSED
    assert not Alert.objects.filter(resolved_at=None).exists()


def test_after_its_day_nobody_approves_it_though_the_sweep_is_late(use, lead, at):
    made = use("30")
    end = dt.datetime(2026, 3, 10, 20, 0, tzinfo=dt.UTC)

    with pytest.raises(TooLate):
        authority.approve(made, by=lead, at=end)

    assert authority.approve(made, by=lead, at=end - MINUTE).status == UseStatus.APPROVED


def test_after_two_days_without_a_worker_it_lapses_once(use, at):
    made = use("30")

    sweep_deadlines(at=at + dt.timedelta(days=2))
    sweep_deadlines(at=at + dt.timedelta(days=2))

    assert Entry.objects.filter(type="authority.lapsed", subject_id=made.pk).count() == 1


def test_the_day_ends_by_the_branchs_clock_when_clocks_change(db):
    berlin = make_branch("7003", timezone="Europe/Berlin")
    make_hours(berlin, days=7)
    make_policy(berlin)
    clerk = make_staff("jan", berlin, RoleCode.TELLER)
    before = dt.datetime(2026, 3, 28, 12, 0, tzinfo=dt.UTC)
    authority.use(clerk, berlin, at=before, action=AuthorityAction.FEE_WAIVER, amount="99", reason=UseReason.RULE)

    sweep_deadlines(at=dt.datetime(2026, 3, 29, 1, 59, tzinfo=dt.UTC))  # 03:59 in summer time
    assert AuthorityUse.objects.get().status == UseStatus.REQUESTED
    sweep_deadlines(at=dt.datetime(2026, 3, 29, 2, 0, tzinfo=dt.UTC))
    assert AuthorityUse.objects.get().status == UseStatus.LAPSED


def test_when_no_supervisor_takes_it_up_the_head_hears_of_it(use, lead, at):
    use("30")

    sweep_deadlines(at=at + 2 * MINUTE)

    assert Alert.objects.get().roles == ["TELLER_LEAD", "HEAD"]


def test_hostile_words_are_kept_as_they_are(use):
    words = "<script>alert(1)</script>' OR 1=1 --"

    assert use(note=words).note == words


def test_a_use_costs_few_statements(use, branch, teller, at):
    with statements_at_most(8):
        use("10", subject=("test.sheet", 7))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_pass_the_cap(branch, teller, at):
    install_limits()
    for _ in range(9):
        authority.use(teller, branch, at=at, action=AuthorityAction.FEE_WAIVER, amount=20, reason=UseReason.RULE)
    gate, made = threading.Barrier(4), []

    def one():
        gate.wait()
        try:
            made.append(
                authority.use(
                    teller, branch, at=at, action=AuthorityAction.FEE_WAIVER, amount=20, reason=UseReason.RULE
                ).status
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == ["granted", "requested", "requested", "requested"]
