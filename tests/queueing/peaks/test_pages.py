"""Pages and posts of the peak plan: who may, who may not, what a wrong state answers, what a page costs."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lobby.branches.enums import RoleCode
from queueing.domain import peak_plans, peaks
from queueing.models import Helper, PeakPolicy, PeakRun, PlanStep, ServiceStep, SupportCall
from tests import factories
from tests.queueing.peaks.conftest import MINUTE

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def run(branch, lines, plan, manager, at):
    """A peak that the lobby manager has started."""
    return peaks.start(branch, by=manager.actor, at=at, reason="pension day")


def texts(client, address):
    client.cookies["django_language"] = "en"
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_sheet_shows_steps_owners_and_what_is_left_out(client, run, manager, assistant):
    client.force_login(manager)

    html = texts(client, reverse("queueing:peak-run", args=[run.pk]))

    assert "pension day" in html
    assert manager.name in html
    assert "One-line pitch" in html
    assert "Identity check, risk notice" in html
    assert reverse("queueing:peak-stop", args=[run.pk]) in html


def test_a_teller_reads_the_sheet_and_stops_nothing(client, run, teller):
    client.force_login(teller)

    assert "peak-stop-reason" not in texts(client, reverse("queueing:peak-run", args=[run.pk]))
    assert client.post(reverse("queueing:peak-stop", args=[run.pk]), {"reason": "x"}).status_code == 403


def test_a_stranger_finds_no_run_no_task_no_call_no_page(client, run, stranger):
    client.force_login(stranger)
    task = run.tasks.first()
    addresses = [
        reverse("queueing:peak-run", args=[run.pk]),
        reverse("queueing:peak-task", args=[task.pk]),
        reverse("queueing:peak-plan", args=[run.branch.code]),
    ]

    assert {client.get(address).status_code for address in addresses} == {404}
    posts = [
        reverse("queueing:peak-stop", args=[run.pk]),
        reverse("queueing:peak-review", args=[run.pk]),
        reverse("queueing:peak-window", args=[run.pk]),
        reverse("queueing:peak-start", args=[run.branch.code]),
        reverse("queueing:peak-thresholds", args=[run.branch.code]),
        reverse("queueing:peak-step-add", args=[run.branch.code]),
    ]
    assert {client.post(address, {"reason": "x"}).status_code for address in posts} == {404}


def test_start_and_stop_by_post(client, branch, lines, manager):
    client.force_login(manager)
    start = reverse("queueing:peak-start", args=[branch.code])

    assert client.post(start, {"reason": ""}).status_code == 400
    assert client.post(start, {"reason": "bus"}, headers={"Accept": "application/json"}).status_code == 200
    assert client.post(start, {"reason": "bus"}, headers={"Accept": "application/json"}).status_code == 409
    run = PeakRun.objects.get()
    assert (run.started_by, run.start_reason) == (manager, "bus")
    stop = reverse("queueing:peak-stop", args=[run.pk])
    assert client.post(stop, {"reason": "over"}, headers={"Accept": "application/json"}).status_code == 200
    assert client.post(stop, {"reason": "over"}, headers={"Accept": "application/json"}).status_code == 409


def test_a_teller_starts_nothing(client, branch, teller):
    client.force_login(teller)

    assert client.post(reverse("queueing:peak-start", args=[branch.code]), {"reason": "x"}).status_code == 403


def test_the_review_closes_it_and_only_once(client, run, manager, head, at):
    client.force_login(head)
    address = reverse("queueing:peak-review", args=[run.pk])
    accept = {"Accept": "application/json"}
    assert client.post(address, {"note": "good"}, headers=accept).status_code == 409
    peaks.stop(run, by=manager.actor, at=at, reason="over")

    assert client.post(address, {"note": " "}, headers=accept).status_code == 400
    assert client.post(address, {"note": "good"}, headers=accept).status_code == 200
    assert client.post(address, {"note": "good"}, headers=accept).status_code == 409
    run.refresh_from_db()
    assert (run.review_note, run.reviewed_by) == ("good", head)


@pytest.fixture
def call(branch, lines, manager, teller, at):
    """The teller is asked to help."""
    plan = peak_plans.PeakPlan.objects.create(branch=branch, level="active")
    PlanStep.objects.create(plan=plan, role=RoleCode.LM, kind="call_support")
    peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    return SupportCall.objects.get()


def test_the_asked_person_answers_and_nobody_else(client, call, manager, teller, teller2, stranger, at):
    accept, decline = (reverse(f"queueing:support-{verb}", args=[call.pk]) for verb in ("accept", "decline"))
    for person, status in ((stranger, 404), (manager, 403), (teller2, 403)):
        client.force_login(person)
        assert client.post(accept).status_code == status
    client.force_login(teller)
    assert "I come" in texts(client, reverse("queueing:support-call", args=[call.pk]))

    assert client.post(decline, {"reason": ""}).status_code == 400
    assert client.post(decline, {"reason": "ill"}, headers={"Accept": "application/json"}).status_code == 200
    assert client.post(accept, headers={"Accept": "application/json"}).status_code == 409


def test_the_manager_sends_helpers_back(client, call, manager, teller, teller2):
    client.force_login(teller)
    client.post(reverse("queueing:support-accept", args=[call.pk]))
    release = reverse("queueing:support-release", args=[call.pk])
    client.force_login(teller2)
    assert client.post(release).status_code == 403
    client.force_login(manager)

    assert client.post(release, headers={"Accept": "application/json"}).status_code == 200
    call.refresh_from_db()
    assert call.status == "released"


def test_a_temporary_window_by_post(client, run, manager, lead, teller, counter2):
    body = {"counter": counter2.pk, "teller": teller.pk}
    address = reverse("queueing:peak-window", args=[run.pk])
    client.force_login(manager)
    assert client.post(address, body).status_code == 403
    client.force_login(lead)
    assert teller.name in texts(client, reverse("queueing:peak-run", args=[run.pk]))

    assert client.post(address, body, headers={"Accept": "application/json"}).status_code == 200
    assert client.post(address, body, headers={"Accept": "application/json"}).status_code == 400


def test_the_heads_page_shows_what_is_prepared(client, run, manager, head, teller, at):
    Helper.objects.create(branch=run.branch, staff=teller)
    peaks.sample(run.branch, at=at + MINUTE)
    peaks.stop(run, by=manager.actor, at=at + 10 * MINUTE, reason="over")
    client.force_login(head)

    html = texts(client, reverse("queueing:peak-plan", args=[run.branch.code]))

    assert teller.name in html
    assert "stopped by Mei: over" in html
    assert "Review it" in html
    assert "Check the customer&#x27;s identity" in html
    assert html.count("required by law") == 5


def test_the_heads_page_of_a_new_branch_is_not_empty_handed(client, branch, head):
    client.force_login(head)

    html = texts(client, reverse("queueing:peak-plan", args=[branch.code]))

    for words in ("Nothing measured yet", "No steps", "No list yet", "No peak yet", "built-in"):
        assert words in html


def test_the_page_is_for_those_who_see_figures(client, branch, manager):
    client.force_login(manager)

    assert client.get(reverse("queueing:peak-plan", args=[branch.code])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_one_peak_and_with_three(
    count, client, branch, lines, plan, manager, head, at, django_assert_num_queries
):
    for n in range(count):
        run = peaks.start(branch, by=manager.actor, at=at + n * MINUTE, reason="crowd")
        peaks.stop(run, by=manager.actor, at=at + n * MINUTE, reason="over")
    client.force_login(head)

    with django_assert_num_queries(17):
        client.get(reverse("queueing:peak-plan", args=[branch.code]))


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_costs_the_same_with_one_step_and_with_three(
    count, client, branch, lines, manager, at, django_assert_num_queries
):
    plan = peak_plans.PeakPlan.objects.create(branch=branch, level="active")
    for position in range(count):
        PlanStep.objects.create(plan=plan, position=position, role=RoleCode.LM, kind="announce")
    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    client.force_login(manager)

    with django_assert_num_queries(10):
        client.get(reverse("queueing:peak-run", args=[run.pk]))


def thresholds(**changes):
    values = {
        "effective_from": "2026-03-11", "samples_in": 2, "under": 10, "support_answer_s": 90,
        "waiting_warning_enter": 12, "waiting_warning_exit": 8, "waiting_active_enter": 20, "waiting_active_exit": 12,
        "wait_warning_enter": 15, "wait_warning_exit": 10, "wait_active_enter": 25, "wait_active_exit": 16,
        "arrivals_warning_enter": 20, "arrivals_warning_exit": 14, "arrivals_active_enter": 30,
        "arrivals_active_exit": 20,
    }  # fmt: skip
    return {**values, **changes}


def test_thresholds_are_kept_from_tomorrow_on(client, branch, lines, head, manager):
    client.force_login(head)
    address, accept = reverse("queueing:peak-thresholds", args=[branch.code]), {"Accept": "application/json"}

    assert client.post(address, thresholds(), headers=accept).status_code == 200
    kept = PeakPolicy.objects.get(branch=branch, effective_from="2026-03-11")
    assert (kept.waiting_active_enter, kept.wait_active_enter_s) == (20, 1500)
    assert client.post(address, thresholds(effective_from="2026-03-10"), headers=accept).status_code == 400
    refused = client.post(address, thresholds(waiting_warning_exit=12), headers=accept)
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["waiting_warning_exit"])
    refused = client.post(address, thresholds(arrivals_active_enter=19, arrivals_active_exit=15), headers=accept)
    assert list(refused.json()["fields"]) == ["arrivals_active_enter"]
    client.force_login(manager)
    assert client.post(address, thresholds(), headers=accept).status_code == 403


def test_steps_are_added_and_dropped(client, branch, plan, head, manager):
    client.force_login(head)
    accept = {"Accept": "application/json"}
    address = reverse("queueing:peak-step-add", args=[branch.code])
    body = {"level": "active", "kind": "announce", "role": "LM"}

    assert client.post(address, body, headers=accept).status_code == 200
    step = PlanStep.objects.latest("pk")
    assert (step.plan.level, step.accept_s, step.people) == ("active", 120, 1)
    wrong = [
        ({"kind": "open_window", "role": "LM"}, "role"),
        ({"kind": "simplify", "text_zh": "不核验", "text_en": "no check"}, "text_zh"),
        ({"kind": "other"}, "text_zh"),
        ({"kind": "announce", "text_zh": "只有中文"}, "text_en"),
    ]
    for changes, field in wrong:
        assert field in client.post(address, {**body, **changes}, headers=accept).json()["fields"]
    drop = reverse("queueing:peak-step-drop", args=[branch.code, step.pk])
    client.force_login(manager)
    assert client.post(drop).status_code == 403
    client.force_login(head)
    assert client.post(drop, headers=accept).status_code == 200
    assert client.post(drop, headers=accept).status_code == 404


def test_the_laws_steps_are_refused_by_post(client, branch, plan, head):
    client.force_login(head)
    law, free = (ServiceStep.objects.get(branch=branch, code=code) for code in ("identity", "rating"))
    accept = {"Accept": "application/json"}

    refused = client.post(
        reverse("queueing:peak-skip", args=[branch.code, law.pk]), {"is_skipped": "on"}, headers=accept
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "compliance_step")
    address = reverse("queueing:peak-skip", args=[branch.code, free.pk])
    assert client.post(address, {"is_skipped": "on"}, headers=accept).status_code == 200
    free.refresh_from_db()
    assert free.is_skipped
    assert client.post(address, headers=accept).status_code == 200


def test_another_branchs_steps_are_not_found(client, branch, other_branch, plan, head, at):
    peak_plans.prepare(other_branch, by=head.actor, at=at)
    client.force_login(head)
    step = PlanStep.objects.filter(plan__branch=other_branch).first()
    serving = ServiceStep.objects.filter(branch=other_branch).first()

    assert client.post(reverse("queueing:peak-step-drop", args=[branch.code, step.pk])).status_code == 404
    assert client.post(reverse("queueing:peak-skip", args=[branch.code, serving.pk])).status_code == 404


def test_the_way_to_the_plan_is_on_the_heads_page(client, branch, head):
    client.force_login(head)

    assert reverse("queueing:peak-plan", args=[branch.code]) in texts(
        client, reverse("kpi:cockpit", args=[branch.code])
    )


def test_start_is_offered_to_those_who_may(client, branch, manager, teller):
    address = reverse("floor:floor", args=[branch.code])
    shown = []
    for person in (manager, teller):
        client.force_login(person)
        shown.append("peak-start" in texts(client, address))

    assert shown == [True, False]


def test_members_of_other_teams_see_no_sheet_without_the_floor(client, branch, run):
    auditor = factories.make_staff("kong", branch, RoleCode.AUDITOR)
    client.force_login(auditor)

    assert client.get(reverse("queueing:peak-run", args=[run.pk])).status_code == 403
