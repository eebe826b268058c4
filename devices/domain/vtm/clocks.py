"""What the clocks of a video session do when they ring. Late after an outage each does once what is still due."""

from __future__ import annotations

import datetime as dt

from devices.domain.vtm import moving
from devices.domain.vtm.alerts import QUEUE_LATE
from devices.domain.vtm.customer import close_unrated
from devices.domain.vtm.ending import drop, give_up
from devices.domain.vtm.requesting import cancel
from devices.enums.vtm import LINKED, VtmEnd, VtmStatus
from devices.models.vtm import VtmSession
from lobby.branches.actors import SYSTEM
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.kinds import in_both
from lobby.floor.models import Deadline


def register() -> None:
    """Name the handlers; called once when Django starts."""
    deadlines.register(moving.LATE, when_late)
    deadlines.register(moving.UNANSWERED, when_unanswered)
    deadlines.register(moving.RESUME, when_not_resumed)
    deadlines.register(moving.SILENCE, when_silent)
    deadlines.register(moving.RATING, when_not_rated)


def of(deadline: Deadline) -> VtmSession:
    """The session of a clock, as it is now (1 query)."""
    return VtmSession.objects.select_related("branch", "device", "service").get(pk=deadline.subject_id)


def when_late(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody answered within the target: the hall hears of it, once for each call."""
    session = of(deadline)
    if session.status == VtmStatus.QUEUED:
        values = {"device": in_both(session.device), "service": in_both(session.service)}
        subject = (moving.SUBJECT, session.pk)
        raise_alert(session.branch, QUEUE_LATE, by=SYSTEM, at=at, subject=subject, values=values)


def when_unanswered(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody came: the call ends, and the customer is offered a counter."""
    session = of(deadline)
    if session.status == VtmStatus.QUEUED:
        cancel(session, by=SYSTEM, at=at, reason=VtmEnd.UNANSWERED)


def when_not_resumed(deadline: Deadline, at: dt.datetime) -> None:
    """The line did not come back in time."""
    session = of(deadline)
    if session.status == VtmStatus.DROPPED:
        give_up(session, by=SYSTEM, at=at)


def when_silent(deadline: Deadline, at: dt.datetime) -> None:
    """The machine said nothing for too long."""
    session = of(deadline)
    if session.status in LINKED:
        drop(session, by=SYSTEM, at=at)


def when_not_rated(deadline: Deadline, at: dt.datetime) -> None:
    """The customer went without rating."""
    session = of(deadline)
    if session.status == VtmStatus.RATING:
        close_unrated(session, at=at)
