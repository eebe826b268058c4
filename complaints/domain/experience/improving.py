"""The loop: an improvement is designed, implemented, evaluated by somebody else, and then stays or is closed (S197d)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from complaints.access.experience import improvers
from complaints.domain.experience.problems import locked as locked_problem
from complaints.domain.experience.problems import move as move_problem
from complaints.domain.experience.problems import worded
from complaints.enums.experience import (
    IMPROVEMENT_MOVES,
    RUNNING,
    ImprovementStatus,
    ProblemStatus,
)
from complaints.errors.experience import (
    EvaluatesOwn,
    IllegalImprovementMove,
    NotBetter,
    NothingMeasured,
    NotTheImprover,
    OwnerUnfit,
    PeriodUnfit,
)
from complaints.events.experience import ImprovementMoved
from complaints.models import Improvement, Problem
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.kpi import periods, registry
from lobby.kpi.enums import Direction
from lobby.kpi.readings import read
from lobby.live import journal

Days = tuple[dt.date, dt.date]


def design(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    title: str,
    hypothesis: str,
    owner: Staff,
    kpi_code: str,
    before: Days,
    due_on: dt.date,
    problem: Problem | None = None,
) -> Improvement:
    """Say what is to be done, by whom, and how it stands before; its problem is being worked on from now on.

    Raises WordsMissing, AppearanceNoted, OwnerUnfit, UnknownKpi, PeriodUnfit, NothingMeasured, IllegalProblemMove.
    """
    title, hypothesis = worded(title), worded(hypothesis)
    if not improvers(branch).filter(pk=owner.pk).exists():
        raise OwnerUnfit(name=owner.name)
    if before[0] > before[1] or before[1] >= business_date(branch, at):
        raise PeriodUnfit
    with journal.unit(by=by.actor, at=at):
        if problem is not None:
            problem = locked_problem(problem)
            move_problem(problem, "work", at=at)
        value, n = figure_of(branch, kpi_code, before)
        improvement = Improvement.objects.create(
            branch=branch,
            problem=problem,
            title=title,
            hypothesis=hypothesis,
            owner=owner,
            since=at,
            due_on=due_on,
            kpi_code=kpi_code,
            before_first=before[0],
            before_last=before[1],
            before_value=value,
            before_n=n,
            designed_at=at,
            designed_by=by,
        )
        journal.record(news_of(improvement, "design"))
    return improvement


def implement(improvement: Improvement, *, by: Staff, at: dt.datetime) -> Improvement:
    """Its owner says that it is done from today on. Raises NotTheImprover, IllegalImprovementMove."""
    with journal.unit(by=by.actor, at=at):
        improvement = locked(improvement)
        if improvement.owner_id != by.pk:
            raise NotTheImprover(name=improvement.owner.name)
        return move(improvement, "implement", at=at, implemented_on=business_date(improvement.branch, at))


def evaluate(improvement: Improvement, *, by: Staff, at: dt.datetime, after: Days, finding: str) -> Improvement:
    """Somebody else looks at the figure after it. Raises WordsMissing, EvaluatesOwn, PeriodUnfit, NothingMeasured,
    IllegalImprovementMove.
    """
    finding = worded(finding)
    with journal.unit(by=by.actor, at=at):
        improvement = locked(improvement)
        check_move(improvement, "evaluate")
        check_another(improvement, by)
        begun = improvement.implemented_on
        assert begun is not None  # it is implemented
        is_over = after[1] < business_date(improvement.branch, at)
        if after[0] > after[1] or after[0] < begun or after[0] <= improvement.before_last or not is_over:
            raise PeriodUnfit
        value, n = figure_of(improvement.branch, improvement.kpi_code, after)
        return move(
            improvement,
            "evaluate",
            at=at,
            after_first=after[0],
            after_last=after[1],
            after_value=value,
            after_n=n,
            evaluated_at=at,
            evaluated_by=by,
            finding=finding,
        )


def improve(improvement: Improvement, *, by: Staff, at: dt.datetime, ending: str) -> Improvement:
    """It got better and stays so; its problem is solved when nothing else is being tried.

    Raises WordsMissing, EvaluatesOwn, NotBetter, IllegalImprovementMove.
    """
    ending = worded(ending)
    with journal.unit(by=by.actor, at=at):
        improvement = locked(improvement)
        check_move(improvement, "improve")
        check_another(improvement, by)
        if not is_better(improvement):
            raise NotBetter(
                kpi=registry.get(improvement.kpi_code).name,
                before=improvement.before_value,
                after=improvement.after_value,
            )
        improvement = move(improvement, "improve", at=at, ended_at=at, ended_by=by, ending=ending)
        settle_problem(improvement, "solve", at=at)
    return improvement


def close(improvement: Improvement, *, by: Staff, at: dt.datetime, ending: str) -> Improvement:
    """It ends without improvement; its problem is open again when nothing else is being tried.

    Raises WordsMissing, IllegalImprovementMove.
    """
    ending = worded(ending)
    with journal.unit(by=by.actor, at=at):
        improvement = move(locked(improvement), "close", at=at, ended_at=at, ended_by=by, ending=ending)
        settle_problem(improvement, "put_back", at=at)
    return improvement


def settle_problem(improvement: Improvement, verb: str, *, at: dt.datetime) -> None:
    """The last try decides what becomes of the problem (0–4 statements)."""
    if improvement.problem is None:
        return
    problem = locked_problem(improvement.problem)
    others = Improvement.objects.filter(problem=problem, status__in=RUNNING).exclude(pk=improvement.pk)
    if problem.status == ProblemStatus.IN_WORK and not others.exists():
        move_problem(problem, verb, at=at)


def is_better(improvement: Improvement) -> bool:
    """Whether the figure went to its better side."""
    assert improvement.after_value is not None  # it is evaluated
    went = improvement.after_value - improvement.before_value
    return went < 0 if registry.get(improvement.kpi_code).direction == Direction.LOW else went > 0


def figure_of(branch: Branch, kpi_code: str, days: Days) -> tuple[Decimal, int]:
    """A figure over whole business days and its n, as the registry computes it (2 queries).

    Raises UnknownKpi, NothingMeasured.
    """
    kpi = registry.get(kpi_code)
    figure = read(kpi, periods.period(branch, *days))
    if figure.value is None:
        raise NothingMeasured(kpi=kpi.name, first=days[0].isoformat(), last=days[1].isoformat())
    return figure.value, figure.n


def check_another(improvement: Improvement, by: Staff) -> None:
    """Raises EvaluatesOwn for the owner."""
    if by.pk == improvement.owner_id:
        raise EvaluatesOwn


def check_move(improvement: Improvement, verb: str) -> ImprovementStatus:
    """Return the state the verb leads to. Raises IllegalImprovementMove."""
    sources, target = IMPROVEMENT_MOVES[verb]
    if improvement.status not in sources:
        raise IllegalImprovementMove(status=ImprovementStatus(improvement.status).label)
    return target


def move(improvement: Improvement, verb: str, *, at: dt.datetime, **fields: Any) -> Improvement:
    """Take the verb's move, save it with the named fields, tell it (1 statement). The row must be locked."""
    improvement.status, improvement.since = check_move(improvement, verb), at
    for name, value in fields.items():
        setattr(improvement, name, value)
    improvement.save(update_fields=["status", "since", *fields])
    journal.record(news_of(improvement, verb))
    return improvement


def locked(improvement: Improvement) -> Improvement:
    """Read the improvement again with its row locked, after its problem's (1–2 statements)."""
    if improvement.problem_id is not None:
        Problem.objects.select_for_update(no_key=True).get(pk=improvement.problem_id)
    rows = Improvement.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "owner", "problem")
    return rows.get(pk=improvement.pk)


def news_of(improvement: Improvement, verb: str) -> ImprovementMoved:
    """The event of a move."""
    return ImprovementMoved(
        branch_id=improvement.branch_id,
        improvement=improvement.pk,
        status=improvement.status,
        verb=verb,
        owner=improvement.owner_id,
    )
