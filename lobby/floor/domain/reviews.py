"""The evening review: words beside the day's facts, and the moment from which both are kept as they were."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.floor import review as registry
from lobby.floor.domain import reminders
from lobby.floor.domain.briefing import REVIEW_DUE
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.enums.briefing import BRIEFING_MOVES, BriefingStatus
from lobby.floor.errors.briefing import ReviewClosed, ReviewEmpty, ReviewNotYet
from lobby.floor.events.briefing import ReviewHeld, ReviewWritten
from lobby.floor.models import Briefing, EveningReview, Reminder
from lobby.live import journal


def write_review(
    branch: Branch, *, by: Actor, at: dt.datetime, date: dt.date, wins: str, troubles: str, tomorrow: str
) -> EveningReview:
    """Write what the day was like. Raises ReviewNotYet, ReviewClosed."""
    with journal.unit(by=by, at=at):
        review = locked_review(branch, date, at=at)
        check_move(review, "write")
        review.wins, review.troubles, review.tomorrow = wins.strip(), troubles.strip(), tomorrow.strip()
        review.save(update_fields=["wins", "troubles", "tomorrow"])
        journal.record(ReviewWritten(**news_of(review)))
    return review


def write_and_close(
    branch: Branch, *, by: Actor, at: dt.datetime, date: dt.date, wins: str, troubles: str, tomorrow: str
) -> EveningReview:
    """Write the last words and close: both or neither. Raises ReviewNotYet, ReviewClosed, ReviewEmpty."""
    with journal.unit(by=by, at=at):
        write_review(branch, by=by, at=at, date=date, wins=wins, troubles=troubles, tomorrow=tomorrow)
        return close_review(branch, by=by, at=at, date=date)


def close_review(branch: Branch, *, by: Actor, at: dt.datetime, date: dt.date) -> EveningReview:
    """Keep the review with the facts as they are now. Raises ReviewNotYet, ReviewClosed, ReviewEmpty."""
    with journal.unit(by=by, at=at):
        review = locked_review(branch, date, at=at)
        status = check_move(review, "close")
        if not (review.wins and review.tomorrow):
            raise ReviewEmpty
        review.status, review.closed_at, review.closed_by_id = status, at, by.staff_id
        review.facts = registry.facts_of(branch, date, at)
        review.save(update_fields=["status", "closed_at", "closed_by", "facts"])
        end_reminder(branch, date, by=by, at=at)
        journal.record(ReviewHeld(**news_of(review)))
    return review


def locked_review(branch: Branch, date: dt.date, *, at: dt.datetime) -> EveningReview:
    """The review of a day with its row locked; the first word begins it (2–3 statements). Raises ReviewNotYet."""
    if date > business_date(branch, at):
        raise ReviewNotYet
    review, _is_new = EveningReview.objects.get_or_create(branch=branch, date=date, defaults={"begun_at": at})
    return EveningReview.objects.select_for_update(no_key=True).get(pk=review.pk)


def check_move(review: EveningReview, verb: str) -> BriefingStatus:
    """Return the state the verb leads to; raises ReviewClosed when the table does not list it."""
    sources, target = BRIEFING_MOVES[verb]
    if review.status not in sources:
        raise ReviewClosed
    return target


def end_reminder(branch: Branch, date: dt.date, *, by: Actor, at: dt.datetime) -> None:
    """The review is written: its reminder is done."""
    sources, _target = REMINDER_MOVES["finish"]
    briefings = Briefing.objects.filter(branch=branch, date=date).values("pk")
    asked = Reminder.objects.filter(
        subject_type="briefing", subject_id__in=briefings, kind=REVIEW_DUE, ended_at__isnull=True
    )
    for reminder in asked.order_by("pk"):
        if reminder.status in sources:
            reminders.finish(reminder, by=by, at=at)
        else:
            reminders.cancel(reminder, by=by, at=at, reason=ReviewHeld.type)


def news_of(review: EveningReview) -> dict[str, Any]:
    """The values that every event of a review carries."""
    return {"branch_id": review.branch_id, "review": review.pk, "day": review.date.isoformat()}
