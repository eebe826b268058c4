"""A customer rates a service: once for each ticket, never forced, never bought, never by whoever served."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaints.domain.ratings.recovering import KEPT, LOW_RATING, RECOVERY, call_for_recovery, held_tasks, news_of
from complaints.enums.ratings import BY_STAFF, HIGHEST, LOWEST, NPS_HIGHEST, RATED_OUTCOMES, RatingSource
from complaints.errors.ratings import (
    AlreadyRated,
    MarkInvalid,
    NotAtCounter,
    NotServed,
    OwnService,
    RatingClosed,
    RatingStands,
)
from complaints.events.ratings import RatingAdded, RatingGiven, RatingTakenBack
from complaints.models import Rating
from complaints.selectors.ratings import asked_at
from devices.models.vtm import VtmSession
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Counter
from lobby.branches.policies import policy_of
from lobby.floor.domain import reminders
from lobby.floor.domain.alerts import resolve_about
from lobby.floor.wording import check_words
from lobby.live import journal
from queueing.domain.moving import locked
from queueing.enums import TicketStatus
from queueing.models import Ticket


def give(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    score: int,
    source: RatingSource,
    nps: int | None = None,
    comment: str = "",
) -> Rating:
    """Rate what was served (7 statements, more for a low mark: somebody is asked to look after the customer at once).

    Raises MarkInvalid, NotServed, OwnService, RatingClosed, AlreadyRated, and what notes about customers refuse.
    """
    check_marks(score, nps)
    if source in BY_STAFF:
        check_words(comment)
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_served(ticket)
        served_by = ticket.session.staff_id if ticket.session else None
        if by.staff_id is not None and by.staff_id == served_by:
            raise OwnService
        check_open(ticket, at=at)
        if ticket.rated_at is not None:
            raise AlreadyRated
        mark_rated(ticket, at)
        rating = Rating.objects.create(
            branch=ticket.branch,
            day=business_date(ticket.branch, at),
            ticket=ticket,
            visit=ticket.visit,
            number=ticket.number,
            service=ticket.service,
            served_by_id=served_by,
            given_by_id=by.staff_id if source in BY_STAFF else None,
            given_at=at,
            score=score,
            source=source,
            **words_of(comment, nps, at=at),
        )
        tell(rating, at=at)
    return rating


def give_at_counter(counter: Counter, ticket: Ticket, *, by: Actor, at: dt.datetime, score: int) -> Rating:
    """The customer who was just served touches the evaluator. Raises NotAtCounter, and what `give` raises."""
    with journal.unit(by=by, at=at):
        asked = asked_at(counter, at=at, also_rated=True)
        if asked is None or asked.pk != ticket.pk:
            raise NotAtCounter
        return give(ticket, by=by, at=at, score=score, source=RatingSource.COUNTER)


def give_at_machine(session: VtmSession, *, by: Actor, at: dt.datetime) -> Rating | None:
    """Keep what the customer gave at a video teller, where its ticket has no rating yet. Call it in the session's unit.

    A session without a ticket is rated by itself.
    """
    assert session.rating is not None
    subject = session.subject
    is_ticket = subject is not None and subject[0] == "ticket"
    ticket = locked(Ticket(pk=session.subject_id)) if is_ticket else None
    if ticket is not None:
        if ticket.rated_at is not None:
            return None
        mark_rated(ticket, at)
    rating = Rating.objects.create(
        branch=session.branch,
        day=business_date(session.branch, at),
        ticket=ticket,
        video=session,
        visit=ticket.visit if ticket else None,
        number=session.number,
        service=session.service,
        served_by_id=session.agent_id,
        given_at=at,
        score=session.rating,
        source=RatingSource.MACHINE,
    )
    tell(rating, at=at)
    return rating


def tell(rating: Rating, *, at: dt.datetime) -> None:
    """The news, and somebody for the customer when the mark is low."""
    journal.record(
        RatingGiven(**news_of(rating), score=rating.score, source=rating.source, service=rating.service.code)
    )
    if rating.is_low:
        call_for_recovery(rating, at=at)


def add(rating: Rating, *, by: Actor, at: dt.datetime, nps: int | None = None, comment: str = "") -> Rating:
    """The customer goes on after the mark: the second question, some words. Each is answered once.

    Raises MarkInvalid, RatingClosed, AlreadyRated.
    """
    check_marks(rating.score, nps)
    with journal.unit(by=by, at=at):
        rating = held(rating)
        if rating.ticket is None:
            raise RatingClosed
        check_open(rating.ticket, at=at)
        if (nps is not None and rating.nps is not None) or (comment.strip() and rating.comment):
            raise AlreadyRated
        values = words_of(comment, nps, at=at)
        if not values:
            return rating
        for name, value in values.items():
            setattr(rating, name, value)
        rating.save(update_fields=list(values))
        journal.record(RatingAdded(**news_of(rating)))
    return rating


def take_back(rating: Rating, *, by: Actor, at: dt.datetime) -> None:
    """The customer touched the wrong face: within a minute it was never given. Raises RatingStands."""
    with journal.unit(by=by, at=at):
        rating = held(rating)
        policy = policy_of(rating.branch, rating.day)
        is_over = at - rating.given_at > dt.timedelta(seconds=policy.undo_within_s)
        if is_over or rating.ticket is None or rating.recovered_at is not None:
            raise RatingStands
        subject = ("rating", rating.pk)
        reminders.cancel_about(subject, at=at, reason="rating taken back", kind=RECOVERY)
        resolve_about(subject, at=at, reason="rating taken back", among=[LOW_RATING])
        journal.record(RatingTakenBack(**news_of(rating)))
        mark_rated(rating.ticket, None)
        rating.delete()


def mark_rated(ticket: Ticket, at: dt.datetime | None) -> None:
    """Say on the locked ticket whether it was rated: then nobody takes its finish back (1 statement)."""
    ticket.rated_at = at
    ticket.save(update_fields=["rated_at"])


def held(rating: Rating) -> Rating:
    """The rating again: its ticket, its task and then itself locked (3 statements). Raises RatingStands for none."""
    if rating.ticket_id is not None:
        locked(Ticket(pk=rating.ticket_id))
    held_tasks(rating)
    rows = Rating.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "ticket__branch", "ticket__counter", "service"
    )
    found = rows.filter(pk=rating.pk).first()
    if found is None:
        raise RatingStands
    return found


def check_marks(score: int, nps: int | None) -> None:
    """Marks within their scales. Raises MarkInvalid."""
    if not LOWEST <= score <= HIGHEST or (nps is not None and not 0 <= nps <= NPS_HIGHEST):
        raise MarkInvalid


def check_served(ticket: Ticket) -> None:
    """Whoever was not served has nothing to rate. Raises NotServed."""
    if ticket.status != TicketStatus.DONE or ticket.outcome not in RATED_OUTCOMES:
        raise NotServed(number=ticket.number)


def check_open(ticket: Ticket, *, at: dt.datetime) -> None:
    """A while after the service it can no longer be rated (1 query). Raises RatingClosed."""
    policy = policy_of(ticket.branch, ticket.day)
    if ticket.ended_at is None or at - ticket.ended_at > dt.timedelta(seconds=policy.rating_open_s):
        raise RatingClosed


def words_of(comment: str, nps: int | None, *, at: dt.datetime) -> dict[str, Any]:
    """The columns of what is answered, nothing for what is not."""
    words = comment.strip()
    kept = {"comment": words, "forget_at": at + KEPT} if words else {}
    return kept | ({"nps": nps} if nps is not None else {})
