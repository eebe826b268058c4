"""Mystery visits: planned above, made by a visitor, and unknown to the branch everywhere until they are released."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from complaints.domain.experience import problems, visiting
from complaints.enums.experience import Evidence, Segment, Touchpoint
from complaints.errors.experience import NotAVisitor, NothingToLink, NotPlannedNow, PeriodUnfit
from complaints.models import MysteryPlan
from complaints.selectors.experience.scores import measured
from complaints.selectors.experience.sources import BY_NAME
from lobby.branches.enums import RoleCode
from lobby.floor.access.checks import may_see_result
from lobby.floor.domain.checks import answering, running
from lobby.floor.domain.checks.answering import Answer
from lobby.floor.errors.checks import MysteryStands, NotToBeSigned, NotToRelease, OwnCheck, UnknownAction
from lobby.floor.models import ChecklistRun, Reminder
from lobby.floor.panels.briefing import check_facts
from lobby.kpi import periods, registry
from lobby.kpi.measuring import measured as measured_kpi
from lobby.live.models import Entry
from lobby.live.records import records
from tests import factories
from tests.complaints.experience.conftest import DAY
from tests.statements import statements_at_most


def handed_in(plan, visitor, at):
    """The visit is made: nobody told how long it takes, which leads to nothing yet."""
    run = visiting.begin(plan, by=visitor, at=at)
    for item in run.version.items.all():
        value = "issue" if item.code == "4.1" else "ok"
        result = answering.answer(run, item, Answer(value=value), by=visitor.actor, at=at)
        # A task would tell the branch.
        with pytest.raises(UnknownAction):
            answering.act(result, "task", by=visitor.actor, at=at)
    return running.submit(run, by=visitor.actor, at=at)


def known(client, branch, run, issue, period, *, by, head, at):
    """What each way tells the branch: pages, API, pictures, figures, scores, evidence of the day, news, problems."""
    told = {}
    for staff in by:
        client.force_login(staff)
        pages = (f"/floor/checks/{run.pk}/", f"/mystery/results/{run.pk}/", f"/api/v1/checklist-runs/{run.pk}/")
        told[staff.username] = [client.get(page).status_code == 200 for page in pages]
        listed = client.get("/floor/7001/checks/").content.decode()
        api = client.get("/api/v1/branches/7001/checklists/").json()
        told[staff.username] += [f"/floor/checks/{run.pk}/" in listed, bool(api), may_see_result(staff, issue.pk)]
    client.force_login(head)
    told["signing"] = f"/floor/checks/{run.pk}/" in client.get("/head/7001/checks/").content.decode()
    told["figure"] = measured_kpi(registry.get("K22S"), period).n
    told["score"] = measured(BY_NAME["mystery-wait"], period, Segment.ALL).n
    told["day"] = check_facts(branch, at.date(), at)["kinds"]
    told["page"] = f"/mystery/results/{run.pk}/" in client.get("/experience/7001/mystery/").content.decode()
    told["news"] = [entry.type for entry in records(branch, at.date(), "", None, None, held={"journal.view"}).entries]
    return told


def test_a_visit_is_unknown_to_the_branch_until_released(
    client, clock, branch, sheet, manager, head, teller, stranger, office, visitor, at
):
    other = factories.make_staff("hei", branch, RoleCode.MYST)
    plan = visiting.plan(branch, by=office, at=at - DAY, visitor=visitor, first=at.date(), last=at.date() + DAY)
    run = handed_in(plan, visitor, at)
    issue = run.results.get(value="issue")
    period = periods.day_of(branch, at.date())

    asked = {"by": (manager, head, teller), "head": head, "at": at}

    nothing = [False] * 6
    assert known(client, branch, run, issue, period, **asked) == {
        "mei": nothing, "wang": nothing, "ling": nothing, "signing": False, "figure": 0, "score": 0, "day": [],
        "page": False, "news": [],
    }  # fmt: skip
    with pytest.raises(NothingToLink):
        problems.note(
            branch,
            by=head,
            at=at,
            title="无人告知",
            touchpoint=Touchpoint.WAIT,
            evidence=[(Evidence.MYSTERY, issue.pk)],
        )
    assert (Reminder.objects.count(), Entry.objects.filter(type__startswith="check.").count()) == (0, 0)
    assert {entry.payload.get("value", "") for entry in Entry.objects.filter(type="mystery.check_answered")} == {
        "ok",
        "issue",
    }
    with pytest.raises(NotToBeSigned):
        running.sign_off(run, by=head.actor, at=at)
    with pytest.raises(MysteryStands):
        running.reject(run, by=head.actor, at=at, note="不对")
    for staff, status in ((manager, 404), (stranger, 404), (other, 404), (visitor, 403), (office, 200)):
        client.force_login(staff)
        answer = client.post(f"/mystery/results/{run.pk}/release/", headers={"accept": "application/json"})
        assert answer.status_code == status, staff.username
    with pytest.raises(NotToRelease):
        running.release(run, by=office.actor, at=at)

    after = known(client, branch, run, issue, period, **asked)

    # The one who signs and those who work on experience read it; a teller does not.
    assert (after["mei"], after["wang"], after["ling"]) == ([True] * 6, [True] * 6, nothing)
    assert (after["signing"], after["figure"], after["score"], after["page"]) == (True, 1, 1, True)
    assert after["news"] == ["check.released"]
    problem = problems.note(
        branch, by=head, at=at, title="无人告知", touchpoint=Touchpoint.WAIT, evidence=[(Evidence.MYSTERY, issue.pk)]
    )
    assert problem.links.count() == 1
    running.sign_off(run, by=head.actor, at=at, note="已了解")
    with pytest.raises(IntegrityError), transaction.atomic():
        ChecklistRun.objects.update(released_by=visitor)


def test_visits_are_planned_begun_and_called_off(client, clock, branch, sheet, manager, head, office, visitor, at):
    today, later = at.date(), at.date() + 5 * DAY
    for who, first, last, error in (
        (manager, today, later, NotAVisitor),
        (office, today, later, NotAVisitor),
        (visitor, later, today, PeriodUnfit),
        (visitor, today - 2 * DAY, today - DAY, PeriodUnfit),
    ):
        with pytest.raises(error):
            visiting.plan(branch, by=office, at=at, visitor=who, first=first, last=last)
    client.force_login(office)
    said = {"visitor": visitor.pk, "first": today.isoformat(), "last": later.isoformat()}
    assert client.post("/experience/7001/mystery/plan/", said).status_code == 302
    plan = MysteryPlan.objects.get()
    with statements_at_most(20):
        assert "planned" in client.get("/experience/7001/mystery/?lang=en").content.decode()
    client.force_login(head)
    assert client.post("/experience/7001/mystery/plan/", said).status_code == 403
    assert client.post(f"/mystery/{plan.pk}/call-off/").status_code == 404
    assert client.post(f"/mystery/{plan.pk}/begin/").status_code == 404
    assert "bai" not in client.get("/experience/7001/mystery/?lang=en").content.decode()

    client.force_login(visitor)
    assert "Fill in the sheet" in client.get("/mystery/?lang=en").content.decode()
    runs = {client.post(f"/mystery/{plan.pk}/begin/").headers["Location"] for _ in range(2)}
    assert len(runs) == 1
    assert client.get(runs.pop()).status_code == 200
    with pytest.raises(NotPlannedNow):
        visiting.call_off(plan, by=office, at=at)
    early = visiting.plan(branch, by=office, at=at, visitor=visitor, first=later, last=later)
    with pytest.raises(NotPlannedNow):
        visiting.begin(early, by=visitor, at=at)
    visiting.call_off(early, by=office, at=at)
    with pytest.raises(NotPlannedNow):
        visiting.begin(early, by=visitor, at=at + 5 * DAY)
    with pytest.raises(OwnCheck):
        running.release(handed_in(plan, visitor, at), by=visitor.actor, at=at)
