"""Looking at a customer's papers before the counter does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lobby.branches.actors import Actor
from lobby.branches.models import DocRequirement
from lobby.live import journal
from queueing.domain.moving import locked, news_of
from queueing.enums import OPEN, TicketStatus
from queueing.enums.prereview import DocState
from queueing.errors import IllegalMove
from queueing.errors.prereview import DocumentsLacking, UnknownDocument
from queueing.events.prereview import PreReviewPassed, PreReviewSaved
from queueing.models import DocCheck, PreReview, Ticket


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one document."""

    state: DocState
    is_copied: bool = False


def review(
    ticket: Ticket, *, by: Actor, at: dt.datetime, checks: Mapping[int, Check], passed: bool = False
) -> PreReview:
    """Keep what was found, by the requirement's id; documents not named stay as they were.

    With `passed` the papers are ready, which needs every required document present and copied. Raises IllegalMove (the
    ticket has ended), UnknownDocument, DocumentsLacking.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_open(ticket)
        required = list(DocRequirement.objects.filter(service=ticket.service_id))
        if set(checks) - {one.pk for one in required}:
            raise UnknownDocument
        found = known_checks(ticket) | dict(checks)
        lacking = lacking_of(required, found)
        if passed and lacking:
            raise DocumentsLacking(documents="; ".join(words_of(one, found.get(one.pk)) for one in lacking))
        row = saved_review(ticket, is_ready=passed, lacking=len(lacking), by=by, at=at)
        save_checks(row, checks)
        news = PreReviewPassed(**news_of(ticket)) if passed else PreReviewSaved(**news_of(ticket), lacking=len(lacking))
        journal.record(news)
    return row


def check_open(ticket: Ticket) -> None:
    """What has ended is not prepared any more. Raises IllegalMove."""
    if ticket.status not in OPEN:
        raise IllegalMove(number=ticket.number, status=TicketStatus(ticket.status).label)


def known_checks(ticket: Ticket) -> dict[int, Check]:
    """What earlier looks at the ticket's papers found (1 query)."""
    rows = DocCheck.objects.filter(review__ticket=ticket)
    return {row.requirement_id: Check(DocState(row.state), row.is_copied) for row in rows}


def lacking_of(required: Iterable[DocRequirement], found: Mapping[int, Check]) -> list[DocRequirement]:
    """Required documents that are not ready."""
    return [one for one in required if one.is_required and not is_ready(one, found.get(one.pk))]


def is_ready(document: DocRequirement, check: Check | None) -> bool:
    """Present, and copied where copies are needed."""
    return check is not None and check.state == DocState.PRESENT and (check.is_copied or not document.copies)


def words_of(document: DocRequirement, check: Check | None) -> str:
    """A document and what is wrong with it."""
    if check is None:
        return _("%(document)s not checked") % {"document": document.name}
    if check.state == DocState.PRESENT:
        return _("%(document)s not copied") % {"document": document.name}
    return f"{document.name} {check.state.label}"


def saved_review(ticket: Ticket, *, is_ready: bool, lacking: int, by: Actor, at: dt.datetime) -> PreReview:
    """The ticket's one review, written or written over (1 statement)."""
    row = PreReview(
        ticket=ticket,
        service=ticket.service,
        is_ready=is_ready,
        lacking=lacking,
        by_name=by.name,
        by_staff_id=by.staff_id,
        at=at,
    )
    fields = ["service", "is_ready", "lacking", "by_name", "by_staff", "at"]
    PreReview.objects.bulk_create([row], update_conflicts=True, unique_fields=["ticket"], update_fields=fields)
    return row


def save_checks(review: PreReview, checks: Mapping[int, Check]) -> None:
    """Write the found states (1 statement, none for no checks)."""
    rows = [
        DocCheck(review=review, requirement_id=pk, state=one.state, is_copied=one.is_copied)
        for pk, one in checks.items()
    ]
    DocCheck.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["review", "requirement"], update_fields=["state", "is_copied"]
    )
