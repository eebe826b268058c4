"""Problems in order of score, suggestions, and the loop of improvements: every state with every verb."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from complaints.domain.experience import improving, problems
from complaints.enums.cases import CaseSeverity, LocalCause
from complaints.enums.experience import (
    IMPROVEMENT_MOVES,
    PROBLEM_MOVES,
    Evidence,
    ImprovementStatus,
    ProblemStatus,
    Touchpoint,
)
from complaints.errors.cases import WordsMissing
from complaints.errors.experience import (
    EvaluatesOwn,
    IllegalImprovementMove,
    IllegalProblemMove,
    NotBetter,
    NothingMeasured,
    NothingToLink,
    NotTheImprover,
    OwnerUnfit,
    PeriodUnfit,
)
from complaints.models import Improvement, Problem
from complaints.selectors.experience.clusters import suggestions
from complaints.selectors.experience.problems import candidates, listed
from lobby.floor.domain import ideas
from lobby.floor.wording import AppearanceNoted
from lobby.kpi.registry import UnknownKpi
from lobby.live.models import Entry
from tests.complaints.experience.conftest import DAY, came, rate
from tests.complaints.factories import make_complaint
from tests.statements import statements_at_most

M, P = ImprovementStatus, ProblemStatus


def note(branch, by, at, title="等候长", **fields):
    return problems.note(branch, by=by, at=at, title=title, touchpoint=Touchpoint.WAIT, **fields)


def test_list_follows_the_score_and_links_are_of_the_branch(branch, other_branch, cash, manager, head, terms, at):
    lows = [rate(came(cash, at - n * DAY, f"A{n:03}"), 2).pk for n in range(1, 4)]
    idea = ideas.submit(branch, by=manager, at=at, text="增加座椅")
    many = note(branch, head, at, "甲", severity=1, evidence=[(Evidence.RATING, pk) for pk in lows])
    grave = note(branch, head, at, "乙", severity=3)
    problems.link(grave, Evidence.IDEA, idea.pk, by=head, at=at)
    with statements_at_most(1):
        assert [(one.title, one.n, one.score) for one in listed(branch)] == [("甲", 3, 3), ("乙", 1, 3)][::-1]
    problems.weigh(many, by=head, at=at, title="甲", severity=2)
    assert [(one.title, one.score) for one in listed(branch)] == [("甲", 6), ("乙", 3)]

    hidden = make_complaint(branch, owner=head, received_at=at, about_staff=manager)
    elsewhere = make_complaint(other_branch, owner=head, received_at=at)
    fine = rate(came(cash, at, "A009"), 5)
    for by, kind, pk in (
        (manager, Evidence.COMPLAINT, hidden.pk),
        (head, Evidence.COMPLAINT, elsewhere.pk),
        (head, Evidence.RATING, fine.pk),
        (head, Evidence.RATING, lows[0]),
        (head, Evidence.MYSTERY, 1),
    ):
        with pytest.raises(NothingToLink):
            problems.link(many, kind, pk, by=by, at=at)
    problems.link(many, Evidence.COMPLAINT, hidden.pk, by=head, at=at)
    assert Evidence.COMPLAINT not in [kind for kind, _rows in candidates(many, manager)]
    problems.unlink(many.links.get(complaint=hidden), by=head, at=at)
    for bad, error in (("  ", WordsMissing), ("客户穿着土气", AppearanceNoted)):
        with pytest.raises(error):
            note(branch, head, at, bad)
    assert not [entry for entry in Entry.objects.filter(type="problem.changed") if "甲" in str(entry.payload)]


def test_clusters_are_suggested_and_taken_up_once(branch, cash, personal, manager, head, terms, at):
    for n in range(2):
        rate(came(personal, at - n * DAY, f"B{n:03}", waited=40), 1)
        rate(came(cash, at - n * DAY, f"A{n:03}"), 2)
    case = {"owner": head, "received_at": at - DAY, "local_cause": LocalCause.WAIT, "service": personal}
    make_complaint(branch, **case, severity=CaseSeverity.SERIOUS)
    make_complaint(branch, **case, about_staff=manager)
    make_complaint(branch, **{**case, "received_at": at - 200 * DAY})

    seen = {staff.username: suggestions(branch, staff, at=at) for staff in (head, manager)}

    (one,) = seen["wang"]
    assert (one.touchpoint, one.service, one.n, one.severity, one.score) == (Touchpoint.WAIT, personal, 4, 3, 12)
    assert (one.cause, one.kinds) == (LocalCause.WAIT, [(Evidence.COMPLAINT, 2), (Evidence.RATING, 2)])
    assert [other.n for other in seen["mei"]] == [3]
    said = {"title": "个人业务等候", "touchpoint": Touchpoint.WAIT, "service": personal, "severity": 3}
    problem = problems.take_up(branch, by=head, at=at, **said)
    assert (problem.links.count(), suggestions(branch, head, at=at)) == (4, [])
    with pytest.raises(NothingToLink):
        problems.take_up(branch, by=head, at=at, **said)


@pytest.fixture
def designed(branch, cash, manager, head, at):
    """Owned by the manager; the mean mark was 60 before and is 100 since."""
    for n, score in ((20, 3), (19, 3), (3, 5), (2, 5)):
        rate(came(cash, at - n * DAY, f"A{n:03}"), score)
    return improving.design(
        branch,
        by=head,
        at=at - 10 * DAY,
        title="增开窗口",
        hypothesis="等候缩短，评价提高",
        owner=manager,
        kpi_code="K05",
        before=((at - 25 * DAY).date(), (at - 15 * DAY).date()),
        due_on=(at - 5 * DAY).date(),
        problem=note(branch, head, at - 10 * DAY),
    )


def test_the_loop_from_design_to_improved(branch, designed, manager, head, at):
    since, until = (at - 8 * DAY).date(), (at - DAY).date()
    assert (str(designed.before_value), designed.before_n, designed.problem.status) == ("60.0", 2, P.IN_WORK)
    with pytest.raises(NotTheImprover):
        improving.implement(designed, by=head, at=at - 8 * DAY)
    improving.implement(designed, by=manager, at=at - 8 * DAY)
    with pytest.raises(EvaluatesOwn):
        improving.evaluate(designed, by=manager, at=at, after=(since, until), finding="好")
    for days in ((since - DAY, until), (since, at.date()), (until, since)):
        with pytest.raises(PeriodUnfit):
            improving.evaluate(designed, by=head, at=at, after=days, finding="好")
    with pytest.raises(NothingMeasured):
        improving.evaluate(designed, by=head, at=at, after=(since, since), finding="好")
    found = improving.evaluate(designed, by=head, at=at, after=(since, until), finding="评价提高")
    assert (str(found.after_value), found.after_n, found.evaluated_by) == ("100.0", 2, head)
    with pytest.raises(EvaluatesOwn):
        improving.improve(found, by=manager, at=at, ending="固定下来")
    Improvement.objects.update(after_value=50)
    with pytest.raises(NotBetter):
        improving.improve(found, by=head, at=at, ending="固定下来")
    Improvement.objects.update(after_value=100)
    found = improving.improve(found, by=head, at=at, ending="固定下来")
    assert (found.status, Problem.objects.get().status) == (M.IMPROVED, P.SOLVED)
    for values in ({"evaluated_by": manager}, {"after_first": found.before_first}, {"ended_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Improvement.objects.update(**values)
    told = Entry.objects.filter(type="improvement.moved").order_by("pk")
    assert [entry.payload["verb"] for entry in told] == ["design", "implement", "evaluate", "improve"]


def test_every_state_with_every_verb(branch, designed, cash, manager, head, teller, at):
    since, until = (at - 8 * DAY).date(), (at - DAY).date()
    acts = {
        "implement": lambda one: improving.implement(one, by=manager, at=at),
        "evaluate": lambda one: improving.evaluate(one, by=head, at=at, after=(since, until), finding="好"),
        "improve": lambda one: improving.improve(one, by=head, at=at, ending="固定"),
        "close": lambda one: improving.close(one, by=head, at=at, ending="没有效果"),
    }
    measured = {"after_first": since, "after_last": until, "after_value": 100, "after_n": 2, "evaluated_by": head}
    for status in M:
        for verb, act in acts.items():
            ended = {"ended_at": at if status in (M.IMPROVED, M.CLOSED) else None}
            Improvement.objects.update(status=status, implemented_on=since, **measured, **ended)
            Problem.objects.update(status=P.IN_WORK)
            one = Improvement.objects.get()
            if status in IMPROVEMENT_MOVES[verb][0]:
                assert act(one).status == IMPROVEMENT_MOVES[verb][1]
                left = {"improve": P.SOLVED, "close": P.OPEN}.get(verb, P.IN_WORK)
                assert Problem.objects.get().status == left
            else:
                with pytest.raises(IllegalImprovementMove):
                    act(one)
    problem_acts = {
        "dismiss": lambda one: problems.dismiss(one, by=head, at=at, reason="太少"),
        "reopen": lambda one: problems.reopen(one, by=head, at=at, reason="又来了"),
    }
    for state in P:
        for verb, act in problem_acts.items():
            Problem.objects.update(status=state)
            if state in PROBLEM_MOVES[verb][0]:
                assert act(Problem.objects.get()).status == PROBLEM_MOVES[verb][1]
            else:
                with pytest.raises(IllegalProblemMove):
                    act(Problem.objects.get())
    said = {"title": "甲", "hypothesis": "乙", "due_on": at.date(), "by": head, "at": at}
    past = ((at - 25 * DAY).date(), (at - 15 * DAY).date())
    for more, error in (
        ({"owner": teller, "kpi_code": "K05", "before": past}, OwnerUnfit),
        ({"owner": manager, "kpi_code": "K99", "before": past}, UnknownKpi),
        ({"owner": manager, "kpi_code": "K05", "before": (past[0], at.date())}, PeriodUnfit),
        ({"owner": manager, "kpi_code": "K26", "before": past}, NothingMeasured),
    ):
        with pytest.raises(error):
            improving.design(branch, **said, **more)


def test_pages_of_the_loop(client, clock, branch, designed, cash, manager, head, teller, stranger, at):
    problem = designed.problem
    low = rate(came(cash, at - DAY, "A100"), 1)
    paths = [f"/experience/{part}/" for part in ("7001/problems", "7001/improvements", f"problems/{problem.pk}")]
    paths.append(f"/experience/improvements/{designed.pk}/")
    for staff, statuses in ((stranger, {404}), (teller, {403, 404}), (head, {200})):
        client.force_login(staff)
        assert {client.get(f"{path}?lang=en").status_code for path in paths} <= statuses, staff
    with statements_at_most(20):
        client.get(paths[0])

    def post(path, status, **said):
        answer = client.post(f"/experience/{path}", said, headers={"accept": "application/json"})
        assert answer.status_code == status, (path, answer.content)
        return answer.json()

    post(f"problems/{problem.pk}/link/", 200, row=f"rating:{low.pk}")
    post(f"problems/{problem.pk}/link/", 409, row=f"rating:{low.pk}")
    post(f"problems/{problem.pk}/link/", 400, row="ticket:1")
    post(f"problems/{problem.pk}/weigh/", 200, title="等候太长", severity=3)
    post(f"problems/{problem.pk}/dismiss/", 409, reason="不做")
    post(f"problems/{problem.pk}/solve/", 404, reason="不做")
    post("7001/problems/note/", 200, title="缺材料", touchpoint="consult", severity=2)
    post("7001/problems/take-up/", 409, title="没有", touchpoint="leave", severity=2)
    post(f"improvements/{designed.pk}/implement/", 403)
    post("7001/improvements/design/", 200, title="甲", hypothesis="乙", owner=manager.pk, kpi_code="K05",
         before_first="2026-02-13", before_last="2026-02-23", due_on="2026-04-01", problem=problem.pk)  # fmt: skip
    client.force_login(manager)
    post(f"improvements/{designed.pk}/implement/", 200)
    post(f"improvements/{designed.pk}/evaluate/", 403, after_first="2026-03-10", after_last="2026-03-11", reason="好")
    clock.shift(dt.timedelta(days=3))
    client.force_login(head)
    rate(came(cash, at + DAY, "A101"), 5)
    post(f"improvements/{designed.pk}/evaluate/", 200, after_first="2026-03-10", after_last="2026-03-11", reason="好")
    page = client.get(f"/experience/improvements/{designed.pk}/?lang=en").content.decode()
    assert ("60.0" in page, "100.0" in page, "better" in page) == (True, True, True)
    post(f"improvements/{designed.pk}/improve/", 200, reason="固定下来")
    client.force_login(teller)
    post(f"problems/{problem.pk}/weigh/", 404, title="甲", severity=1)
