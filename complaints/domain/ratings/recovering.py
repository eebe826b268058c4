"""A low rating is looked after at once: a task, an alert, and the early-warning list (S008, S119)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaints.enums.ratings import Recovery
from complaints.errors.ratings import NotLow, OwnService
from complaints.events.ratings import RatingRead, RatingRecovered
from complaints.models import Rating
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, next_opening, opening
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain import reminders
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.models import Reminder
from lobby.floor.wording import check_words
from lobby.live import journal
from queueing.domain.care.warnings import watch
from queueing.selectors.duty import on_duty

RECOVERY = "rating.recovery"
LOW_RATING = "rating.low"
KEPT = dt.timedelta(days=180)  # words of customers, and notes about them; then only the marks stay


def call_for_recovery(rating: Rating, *, at: dt.datetime) -> None:
    """Ask the lobby manager who is there, never whoever served; the visit may come onto the early-warning list.

    Call it in the unit that wrote the rating (about 12 statements), with the visit's row locked. While the branch is closed it is due after
    the next opening, by whoever is there then.
    """
    branch, subject = rating.branch, ("rating", rating.pk)
    values = {"number": rating.number or "–", "score": rating.score, "service": kinds.in_both(rating.service)}
    due_at, is_open = due_of(branch, at=at)
    owner = owner_of(rating, at=at) if is_open else None
    reminders.create(
        owner,
        branch,
        by=SYSTEM,
        at=at,
        due_at=due_at,
        kind=RECOVERY,
        values=values,
        subject=subject,
        team="" if owner else RoleCode.LM.value,
    )
    without = rating.served_by
    raise_alert(branch, LOW_RATING, by=SYSTEM, at=at, subject=subject, values=values, person=owner, apart_from=without)
    if rating.visit is not None:
        watch(rating.visit, at=at, is_told=True)


def due_of(branch: Branch, *, at: dt.datetime) -> tuple[dt.datetime, bool]:
    """When a customer has been looked after, and whether the branch is open now (2–4 queries)."""
    time = dt.timedelta(seconds=policy_of(branch, business_date(branch, at)).rating_recover_s)
    now = opening(branch, business_date(branch, at))
    if now.opens_at is not None and now.closes_at is not None and now.opens_at <= at < now.closes_at:
        return at + time, True
    return (next_opening(branch, at) or at) + time, False


def owner_of(rating: Rating, *, at: dt.datetime) -> Staff | None:
    """A lobby manager who is there and did not serve this customer, else the head (1–2 queries)."""
    for role in (RoleCode.LM, RoleCode.HEAD):
        people = [one for one in on_duty(rating.branch, role, at=at) if one.pk != rating.served_by_id]
        if people:
            return people[0]
    return None


def recover(rating: Rating, *, by: Staff, at: dt.datetime, how: Recovery, note: str = "") -> Rating:
    """Say what was done for the customer; task and alert end with it. Raises NotLow, OwnService."""
    check_words(note)
    with journal.unit(by=by.actor, at=at):
        tasks = held_tasks(rating)
        rating = end_recovery(rating, by=by.actor, at=at, how=how, note=note)
        for task in tasks:
            if task.status in REMINDER_MOVES["finish"][0]:
                reminders.finish(task, by=by.actor, at=at)
            else:
                reminders.cancel(task, by=by.actor, at=at, reason="looked after")
    return rating


def held_tasks(rating: Rating) -> list[Reminder]:
    """The open task of a rating, locked: a task comes before its rating in the order of locks (1 statement)."""
    about = Reminder.objects.filter(subject_type="rating", subject_id=rating.pk, kind=RECOVERY, ended_at__isnull=True)
    return list(about.select_for_update(no_key=True).order_by("pk"))


def end_recovery(rating: Rating, *, by: Actor, at: dt.datetime, how: Recovery, note: str = "") -> Rating:
    """Note it in the row and end the alert. Call it in a unit. Raises NotLow, OwnService."""
    rows = Rating.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "service", "ticket__counter"
    )
    rating = rows.get(pk=rating.pk)
    if not rating.is_to_recover:
        raise NotLow
    if by.staff_id is not None and by.staff_id == rating.served_by_id:
        raise OwnService
    rating.recovery, rating.recovery_note = how, note.strip()
    rating.recovered_at, rating.recovered_by_id = at, by.staff_id
    rating.forget_at = rating.forget_at or (at + KEPT if note.strip() else None)
    rating.save(update_fields=["recovery", "recovery_note", "recovered_at", "recovered_by", "forget_at"])
    resolve_about(("rating", rating.pk), at=at, reason="looked after", among=[LOW_RATING])
    journal.record(RatingRecovered(**news_of(rating), how=how))
    return rating


def read(rating: Rating, *, by: Staff, at: dt.datetime) -> dict[str, Any]:
    """What the customer wrote, and what was noted about it; that somebody read it stands in the journal."""
    if not rating.comment and not rating.recovery_note:
        return {}
    with journal.unit(by=by.actor, at=at):
        journal.record(RatingRead(**news_of(rating)))
    return {"comment": rating.comment, "note": rating.recovery_note}


def news_of(rating: Rating) -> dict[str, Any]:
    """The values that every event of a rating carries; its ticket's counter should be joined."""
    return {
        "branch_id": rating.branch_id,
        "rating": rating.pk,
        "ticket": rating.ticket_id,
        "number": rating.number,
        "counter": rating.ticket.counter.code if rating.ticket and rating.ticket.counter else "",
    }
