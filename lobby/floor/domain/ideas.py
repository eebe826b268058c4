"""The idea box: handing in, voting, deciding, merging (S198g)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.ideas import IDEA_MOVES, IdeaSource, IdeaStatus
from lobby.floor.errors import EmptyText, ReasonMissing
from lobby.floor.errors.ideas import CannotMerge, IllegalIdeaMove, OwnIdea
from lobby.floor.events.ideas import IdeaDecided, IdeaSubmitted
from lobby.floor.models import Idea, IdeaVote
from lobby.floor.wording import check_words
from lobby.live import journal

INTO = (IdeaStatus.SUBMITTED, IdeaStatus.TRIAGED, IdeaStatus.ADOPTED)


def submit(branch: Branch, *, by: Staff, at: dt.datetime, text: str, source: IdeaSource = IdeaSource.STAFF) -> Idea:
    """Hand an idea in, one's own or a customer's. Raises EmptyText, AppearanceNoted."""
    text = check_words(text)
    if not text:
        raise EmptyText
    with journal.unit(by=by.actor, at=at):
        idea = Idea.objects.create(branch=branch, text=text, source=source, author=by, at=at)
        journal.record(IdeaSubmitted(branch_id=branch.pk, idea=idea.pk, source=source))
    return idea


def vote(idea: Idea, *, by: Staff, at: dt.datetime) -> bool:
    """Give or take back one's voice; whether it counts now. Raises IllegalIdeaMove, OwnIdea."""
    with journal.unit(by=by.actor, at=at):
        idea = locked(idea)
        if idea.status not in IDEA_MOVES["merge"][0]:
            raise IllegalIdeaMove(status=IdeaStatus(idea.status).label)
        if idea.author_id == by.pk:
            raise OwnIdea
        _vote, is_new = IdeaVote.objects.get_or_create(idea=idea, staff=by)
        if not is_new:
            IdeaVote.objects.filter(idea=idea, staff=by).delete()
    return is_new


def triage(idea: Idea, *, by: Actor, at: dt.datetime) -> Idea:
    """Somebody looks at it. Raises IllegalIdeaMove, OwnIdea."""
    return decide(idea, "triage", by=by, at=at)


def adopt(idea: Idea, *, by: Actor, at: dt.datetime, answer: str) -> Idea:
    """It will be done; the author reads how. Raises ReasonMissing, IllegalIdeaMove, OwnIdea."""
    return decide(idea, "adopt", by=by, at=at, answer=worded(answer), decided_at=at)


def decline(idea: Idea, *, by: Actor, at: dt.datetime, answer: str) -> Idea:
    """It will not be done; the author reads why. Raises ReasonMissing, IllegalIdeaMove, OwnIdea."""
    return decide(idea, "decline", by=by, at=at, answer=worded(answer), decided_at=at)


def merge(idea: Idea, *, by: Actor, at: dt.datetime, into: Idea) -> Idea:
    """It is the same as another, which gets its voices. Raises IllegalIdeaMove, OwnIdea, CannotMerge."""
    with journal.unit(by=by, at=at):
        # Both rows in order of their keys, so that two merges at once cannot wait for each other.
        rows = Idea.objects.select_for_update(no_key=True).filter(pk__in=(idea.pk, into.pk)).order_by("pk")
        target = {row.pk: row for row in rows}.get(into.pk)
        if target is None or target.pk == idea.pk or target.branch_id != idea.branch_id or target.status not in INTO:
            raise CannotMerge
        idea = decide(idea, "merge", by=by, at=at, merged_into=target, decided_at=at)
        voices = IdeaVote.objects.filter(idea=idea).exclude(staff=target.author_id)
        moved = [IdeaVote(idea=target, staff_id=staff) for staff in voices.values_list("staff", flat=True)]
        IdeaVote.objects.bulk_create(moved, ignore_conflicts=True)
    return idea


def decide(idea: Idea, verb: str, *, by: Actor, at: dt.datetime, **fields: Any) -> Idea:
    """Take the verb's move; nobody decides on their own."""
    sources, target = IDEA_MOVES[verb]
    with journal.unit(by=by, at=at):
        idea = locked(idea)
        if idea.status not in sources:
            raise IllegalIdeaMove(status=IdeaStatus(idea.status).label)
        if idea.author_id == by.staff_id:
            raise OwnIdea
        idea.status, idea.decided_by_id = target, by.staff_id
        for name, value in fields.items():
            setattr(idea, name, value)
        idea.save(update_fields=["status", "decided_by", *fields])
        journal.record(IdeaDecided(branch_id=idea.branch_id, idea=idea.pk, status=target))
    return idea


def locked(idea: Idea) -> Idea:
    """Read the idea again with its row locked (1 statement)."""
    return Idea.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=idea.pk)


def worded(answer: str) -> str:
    """The answer without the space around it. Raises ReasonMissing, AppearanceNoted."""
    if not answer.strip():
        raise ReasonMissing
    return check_words(answer)
