"""Problems: noting them by hand or from a cluster, what they rest on, how bad they are, leaving them alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from complaints.access.experience import low_ratings, mystery_issues, open_ideas, visible_complaints
from complaints.enums.experience import PROBLEM_MOVES, Evidence, ProblemStatus, Touchpoint, Weight
from complaints.errors.cases import WordsMissing
from complaints.errors.experience import IllegalProblemMove, NothingToLink
from complaints.events.experience import ProblemChanged
from complaints.models import Problem, ProblemLink
from complaints.selectors.experience.clusters import rows_of_cluster
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.wording import check_words
from lobby.live import journal

COLUMNS = {
    Evidence.COMPLAINT: "complaint_id",
    Evidence.RATING: "rating_id",
    Evidence.IDEA: "idea_id",
    Evidence.MYSTERY: "answer_id",
}
Pair = tuple[Evidence, int]


def note(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    title: str,
    touchpoint: Touchpoint,
    severity: int = Weight.BAD,
    local_cause: str = "",
    service: Service | None = None,
    evidence: Iterable[Pair] = (),
) -> Problem:
    """Write a problem down, with what it rests on. Raises WordsMissing, AppearanceNoted, NothingToLink."""
    title = worded(title)
    with journal.unit(by=by.actor, at=at):
        problem = Problem.objects.create(
            branch=branch,
            title=title,
            touchpoint=touchpoint,
            severity=severity,
            local_cause=local_cause,
            service=service,
            since=at,
            noted_at=at,
            noted_by=by,
        )
        if pairs := list(evidence):
            write_links(problem, pairs, by=by, at=at)
        journal.record(news_of(problem, "note"))
    return problem


def take_up(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    title: str,
    touchpoint: Touchpoint,
    service: Service | None,
    severity: int,
    local_cause: str = "",
) -> Problem:
    """Make a problem of a suggested cluster, with every row of it that the person sees.

    Raises WordsMissing, AppearanceNoted, NothingToLink when somebody took it up before.
    """
    with journal.unit(by=by.actor, at=at):
        # One at a time for a branch: the second finds the rows linked.
        Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        pairs = rows_of_cluster(branch, by, touchpoint, service.pk if service else None, at=at)
        if not pairs:
            raise NothingToLink
        return note(
            branch,
            by=by,
            at=at,
            title=title,
            touchpoint=touchpoint,
            severity=severity,
            local_cause=local_cause,
            service=service,
            evidence=pairs,
        )


def link(problem: Problem, kind: Evidence, row_id: int, *, by: Staff, at: dt.datetime) -> Problem:
    """Add one thing that it rests on. Raises NothingToLink, IllegalProblemMove."""
    with journal.unit(by=by.actor, at=at):
        problem = locked(problem)
        if problem.status not in (ProblemStatus.OPEN, ProblemStatus.IN_WORK):
            raise IllegalProblemMove(status=ProblemStatus(problem.status).label)
        write_links(problem, [(kind, row_id)], by=by, at=at)
        journal.record(news_of(problem, "link"))
    return problem


def write_links(problem: Problem, pairs: list[Pair], *, by: Staff, at: dt.datetime) -> None:
    """Write the links of rows that the person may link, all or none. Call it in a unit."""
    for kind in Evidence:
        ids = {pk for one, pk in pairs if one == kind}
        if ids and linkable(problem.branch, kind, by).filter(pk__in=ids).count() != len(ids):
            raise NothingToLink
    links = [
        ProblemLink(problem=problem, kind=kind, linked_at=at, linked_by=by, **{COLUMNS[kind]: pk}) for kind, pk in pairs
    ]
    try:
        with transaction.atomic():
            ProblemLink.objects.bulk_create(links)
    except IntegrityError:
        raise NothingToLink from None


def linkable(branch: Branch, kind: Evidence, staff: Staff) -> Any:
    """The rows of a kind that this person may link at a branch."""
    match kind:
        case Evidence.COMPLAINT:
            return visible_complaints(staff, branch)
        case Evidence.RATING:
            return low_ratings(branch)
        case Evidence.IDEA:
            return open_ideas(branch)
        case Evidence.MYSTERY:
            return mystery_issues(branch)


def unlink(found: ProblemLink, *, by: Staff, at: dt.datetime) -> Problem:
    """Take one thing away again."""
    with journal.unit(by=by.actor, at=at):
        problem = locked(found.problem)
        found.delete()
        journal.record(news_of(problem, "unlink"))
    return problem


def weigh(problem: Problem, *, by: Staff, at: dt.datetime, title: str, severity: int) -> Problem:
    """Say anew what it is and how bad. Raises WordsMissing, AppearanceNoted."""
    title = worded(title)
    with journal.unit(by=by.actor, at=at):
        problem = locked(problem)
        problem.title, problem.severity = title, severity
        problem.save(update_fields=["title", "severity"])
        journal.record(news_of(problem, "weigh"))
    return problem


def dismiss(problem: Problem, *, by: Staff, at: dt.datetime, reason: str) -> Problem:
    """Leave it alone, and say why. Raises WordsMissing, IllegalProblemMove."""
    reason = worded(reason)
    with journal.unit(by=by.actor, at=at):
        return move(locked(problem), "dismiss", at=at, reason=reason)


def reopen(problem: Problem, *, by: Staff, at: dt.datetime, reason: str) -> Problem:
    """It came back, or is worth it after all. Raises WordsMissing, IllegalProblemMove."""
    reason = worded(reason)
    with journal.unit(by=by.actor, at=at):
        return move(locked(problem), "reopen", at=at, reason=reason)


def move(problem: Problem, verb: str, *, at: dt.datetime, **fields: Any) -> Problem:
    """Take the verb's move (1 statement). The row must be locked. Raises IllegalProblemMove."""
    sources, target = PROBLEM_MOVES[verb]
    if problem.status not in sources:
        raise IllegalProblemMove(status=ProblemStatus(problem.status).label)
    problem.status, problem.since = target, at
    for name, value in fields.items():
        setattr(problem, name, value)
    problem.save(update_fields=["status", "since", *fields])
    journal.record(news_of(problem, verb))
    return problem


def locked(problem: Problem) -> Problem:
    """Read the problem again with its row locked (1 statement)."""
    return (
        Problem.objects.select_for_update(no_key=True, of=("self",))
        .select_related("branch", "service")
        .get(pk=problem.pk)
    )


def news_of(problem: Problem, what: str) -> ProblemChanged:
    """The event of a change."""
    return ProblemChanged(branch_id=problem.branch_id, problem=problem.pk, status=problem.status, what=what)


def worded(text: str) -> str:
    """Words that were asked for. Raises WordsMissing, AppearanceNoted."""
    if not text.strip():
        raise WordsMissing
    return check_words(text)
