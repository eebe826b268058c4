"""What customers of the demo's last days said: services of yesterday with their ratings, and an evaluator at counter 1."""

from __future__ import annotations

import datetime as dt

from complaints.domain import ratings
from complaints.enums.ratings import RatingSource, Recovery
from complaints.models import EvaluatorPlace, Rating
from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import business_date, moment
from lobby.branches.models import Branch, Counter, Device, Service, Staff
from queueing.enums import Outcome, Source, TicketStatus, VisitStatus
from queueing.models import Ticket, Visit

BRANCH, EVALUATOR = "0001", "EVAL1"
TEN = dt.time(10)
MINUTE = dt.timedelta(minutes=1)
S = RatingSource
# Minutes of waiting, service, minutes until it was rated, source, mark, would recommend, words.
GIVEN = (
    (4, "cash", 1, S.COUNTER, 5, None, ""),
    (7, "personal", 2, S.PHONE, 5, 10, "办得很快，谢谢。"),
    (5, "card", 1, S.COUNTER, 4, None, ""),
    (9, "cash", 9, S.KIOSK, 5, 9, ""),
    (26, "personal", 4, S.PHONE, 2, 4, "排了很久才轮到，缺什么材料也没有一次说清。"),
    (6, "cash", 3, S.PHONE, 4, 8, ""),
)


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    manager = Staff.objects.get(username="manager")
    place(branch, manager, at=at)
    if Rating.objects.filter(branch=branch, ticket__isnull=False).exists():
        return
    came_at = moment(branch, business_date(branch, at) - dt.timedelta(days=1), TEN)
    for number, (waited, service, later, source, score, nps, comment) in enumerate(GIVEN, start=1):
        ticket = served(branch, service, number, came_at + 8 * number * MINUTE, waited)
        assert ticket.ended_at is not None  # it was served
        given_at = ticket.ended_at + later * MINUTE
        rating = ratings.give(ticket, by=CUSTOMER, at=given_at, score=score, source=source, nps=nps, comment=comment)
        if rating.is_low:
            ratings.recover(rating, by=manager, at=given_at + 6 * MINUTE, how=Recovery.TALKED)


def served(branch: Branch, code: str, number: int, issued_at: dt.datetime, waited: int) -> Ticket:
    """A ticket of yesterday as it is after its service; nobody worked at the demo's counters then."""
    service, day = Service.objects.get(branch=branch, code=code), business_date(branch, issued_at)
    started_at = issued_at + waited * MINUTE
    ended_at = started_at + service.standard_minutes * MINUTE
    visit = Visit.objects.create(
        branch=branch, day=day, status=VisitStatus.FINISHED, arrived_at=issued_at, ended_at=ended_at
    )
    return Ticket.objects.create(
        branch=branch,
        day=day,
        number=f"{service.prefix}{number:03}",
        service=service,
        visit=visit,
        status=TicketStatus.DONE,
        outcome=Outcome.COMPLETED,
        services_done=[code],
        source=Source.KIOSK,
        issued_at=issued_at,
        queue_at=issued_at,
        waits_since=issued_at,
        long_wait_at=issued_at + 15 * MINUTE,
        first_called_at=started_at,
        called_at=started_at,
        call_count=1,
        started_at=started_at,
        ended_at=ended_at,
    )


def place(branch: Branch, manager: Staff, *, at: dt.datetime) -> None:
    """The evaluator of the register stands at counter 1."""
    device = Device.objects.filter(branch=branch, code=EVALUATOR).first()
    counter = Counter.objects.filter(branch=branch, code="1").first()
    if device and counter and not EvaluatorPlace.objects.filter(device=device).exists():
        ratings.place(device, counter, by=manager, at=at)
