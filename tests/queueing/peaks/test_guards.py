"""What a peak must never do (N10, N12, N14, N19) and whom it changes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import RoleCode
from lobby.floor.models import Alert, Reminder
from lobby.live.models import Entry
from queueing.alerts import tickets as alerts
from queueing.domain import peak_plans, peaks
from queueing.domain.calling import call_next
from queueing.domain.ordering import queue_of
from queueing.domain.serving import finish, start
from queueing.enums.peaks import COMPLIANCE_KINDS, PeakLevel
from queueing.errors.peaks import ComplianceStep, ThresholdsInForce
from queueing.models import PeakPlan, PeakPolicy, PlanStep, ServiceStep
from queueing.selectors.peaks import card_receiver, is_peak, skipped_steps
from tests import factories
from tests.factories import make_customer, make_session, make_skills, make_ticket
from tests.queueing.peaks.conftest import MINUTE
from tests.statements import statements_at_most


@pytest.mark.parametrize("kind", COMPLIANCE_KINDS)
def test_the_laws_steps_are_refused_by_verb_and_database(kind, branch, plan, head, at):
    step = ServiceStep.objects.get(branch=branch, kind=kind)

    with pytest.raises(ComplianceStep):
        peak_plans.set_skipped(step, by=head.actor, at=at, is_skipped=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceStep.objects.filter(pk=step.pk).update(is_skipped=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceStep.objects.filter(pk=step.pk).update(is_compliance=False, is_skipped=True)

    assert not skipped_steps(branch.pk).filter(is_compliance=True).exists()


def test_a_step_the_bank_marked_itself_is_refused_too(branch, head, at):
    step = ServiceStep.objects.create(
        branch=branch, code="own", kind="other", is_compliance=True, name_zh="一", name_en="x"
    )

    with pytest.raises(ComplianceStep):
        peak_plans.set_skipped(step, by=head.actor, at=at, is_skipped=True)


def test_other_steps_are_left_out_and_kept_and_the_journal_knows(branch, plan, head, at):
    step = ServiceStep.objects.get(branch=branch, code="rating")

    peak_plans.set_skipped(step, by=head.actor, at=at, is_skipped=True)
    assert step in skipped_steps(branch.pk)
    peak_plans.set_skipped(step, by=head.actor, at=at, is_skipped=False)

    assert step not in skipped_steps(branch.pk)
    assert Entry.objects.filter(type="peak.plan_changed", by_id=head.pk).count() == 2
    assert step.history.count() == 3


def test_no_words_of_a_step_can_leave_something_out(branch, plan):
    steps = PeakPlan.objects.get(branch=branch, level="active").steps

    with pytest.raises(IntegrityError), transaction.atomic():
        steps.filter(kind="simplify").update(text_zh="不核验身份", text_en="no identity check")


def test_the_standard_plan_is_written_once(branch, plan, manager, at):
    before = (PlanStep.objects.count(), ServiceStep.objects.count())

    peak_plans.prepare(branch, by=manager.actor, at=at)

    assert (PlanStep.objects.count(), ServiceStep.objects.count()) == before


def test_steps_come_and_go(branch, plan, head, at):
    new = PlanStep(kind="announce", role=RoleCode.HEAD)
    step = peak_plans.add_step(branch, PeakLevel.WARNING, by=head.actor, at=at, step=new)

    assert list(PlanStep.objects.filter(plan__level="warning", plan__branch=branch))[-1] == step
    peak_plans.drop_step(step, by=head.actor, at=at)
    assert not PlanStep.objects.filter(pk=step.pk).exists()


def test_a_running_day_keeps_its_thresholds(branch, lines, head, at):
    today = at.date()
    with pytest.raises(ThresholdsInForce):
        peak_plans.set_thresholds(branch, by=head.actor, at=at, effective_from=today, values={"samples_in": 3})

    tomorrow = today.replace(day=today.day + 1)
    peak_plans.set_thresholds(branch, by=head.actor, at=at, effective_from=tomorrow, values={"samples_in": 3})

    assert PeakPolicy.objects.filter(branch=branch).count() == 2
    assert PeakPolicy.objects.get(effective_from=tomorrow).history.get().samples_in == 3


@pytest.mark.parametrize("wrong", [{"waiting_warning_exit": 3}, {"waiting_active_enter": 2}, {"samples_in": 0}])
def test_the_database_keeps_lines_in_order(wrong, lines):
    with pytest.raises(IntegrityError), transaction.atomic():
        PeakPolicy.objects.filter(pk=lines.pk).update(**wrong)


@pytest.fixture
def secondary(branch, cash, personal, counter, at):
    """A counter whose teller serves cash as a secondary skill only."""
    helper = factories.make_staff("helper", branch, "TELLER")
    make_skills(helper, "cash", rank="secondary")
    return make_session(counter, helper, at)


def test_secondary_skills_count_at_once_in_a_peak_and_wait_again_after(branch, lines, cash, secondary, manager, at):
    first, second = (make_ticket(cash, at, by=manager) for _ in range(2))
    by = secondary.staff.actor
    assert call_next(secondary, by=by, at=at + MINUTE) is None
    run = peaks.start(branch, by=manager.actor, at=at + MINUTE, reason="crowd")

    called = call_next(secondary, by=by, at=at + MINUTE)

    assert called == first
    finish(start(called, by=by, at=at + MINUTE), by=by, at=at + 2 * MINUTE)
    peaks.stop(run, by=manager.actor, at=at + 2 * MINUTE, reason="over")
    assert call_next(secondary, by=by, at=at + 3 * MINUTE) is None
    assert call_next(secondary, by=by, at=at + 9 * MINUTE) == second


def test_a_warning_does_not_change_the_order(branch, lines, cash, secondary, manager, crowd, at):
    crowd(3)
    peaks.sample(branch, at=at)
    peaks.sample(branch, at=at + MINUTE)

    assert call_next(secondary, by=secondary.staff.actor, at=at + MINUTE) is None


def test_the_tellers_line_shows_what_the_peak_opens(branch, lines, cash, secondary, manager, at):
    make_ticket(cash, at, by=manager)
    policy = branch.policies.get()
    assert queue_of(secondary, policy, at=at) == (0, [])
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    assert queue_of(secondary, policy, at=at) == (1, ["A001"])


def test_the_peak_costs_a_call_no_statement(branch, lines, cash, secondary, manager, at):
    make_ticket(cash, at, by=manager)
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    with statements_at_most(8):
        call_next(secondary, by=secondary.staff.actor, at=at)


def test_another_branchs_peak_changes_nothing_here(branch, other_branch, cash, secondary, manager, at):
    make_ticket(cash, at, by=manager)
    peaks.start(other_branch, by=manager.actor, at=at, reason="crowd")

    assert call_next(secondary, by=secondary.staff.actor, at=at) is None
    assert (is_peak(branch), is_peak(other_branch)) == (False, True)


def test_in_a_peak_vip_and_complex_cards_go_to_the_chief_and_simple_ones_to_the_assistant(
    branch, lines, plan, cash, personal, session, manager, assistant, at
):
    vip = make_ticket(cash, at, by=manager, customer=make_customer(branch, at, by=manager, tier="vip"))
    hard = make_ticket(personal, at, by=manager)
    easy = make_ticket(cash, at, by=manager)
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    alerts.sweep_long_waits(at=at + 16 * MINUTE)

    told = {alert.subject_id: (alert.roles, alert.person) for alert in Alert.objects.filter(kind=alerts.LONG_WAIT)}
    assert told == {
        vip.pk: (["LM"], manager),
        hard.pk: (["LM"], manager),
        easy.pk: (["LMA"], assistant),
    }
    care = {one.subject_id: one.owner for one in Reminder.objects.filter(kind=alerts.CARE)}
    assert care == {vip.pk: manager, hard.pk: manager, easy.pk: assistant}


def test_without_a_peak_cards_are_everybodys(branch, at):
    assert card_receiver(branch, "vip", "simple").roles == ["LM", "LMA"]
