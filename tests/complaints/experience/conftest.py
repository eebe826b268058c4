"""A month of customers, low marks and complaints; a mystery visitor and the office that sends one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from complaints.enums.ratings import RatingSource
from complaints.models import Rating
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from queueing.enums import Outcome, Source, TicketStatus, VisitStatus
from queueing.models import Ticket, Visit
from tests import factories
from tests.floor.checks.making import make_item, make_version
from tests.queueing.conftest import clock

__all__ = ["clock"]
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def came(service: Service, at: dt.datetime, number: str, *, waited: int = 5, **fields: Any) -> Ticket:
    """A customer who waited so many minutes and was served, as the row is afterwards."""
    traits, triaged = fields.pop("traits", []), fields.pop("triage_seconds", 20)
    called_at, ended_at = at + waited * MINUTE, at + (waited + 8) * MINUTE
    visit = Visit.objects.create(
        branch=service.branch,
        day=at.date(),
        status=VisitStatus.FINISHED,
        arrived_at=at,
        ended_at=ended_at,
        triage_seconds=triaged,
        traits=traits,
        customer=fields.get("customer"),
    )
    values: dict[str, Any] = {
        "status": TicketStatus.DONE,
        "outcome": Outcome.COMPLETED,
        "source": Source.TABLET,
        "first_called_at": called_at,
        "started_at": called_at,
        "ended_at": ended_at,
        "long_wait_at": at + 15 * MINUTE,
        "quoted_p50_s": 300,
        "quoted_p90_s": 600,
        **fields,
    }
    times = {"issued_at": at, "queue_at": at, "waits_since": at}
    return Ticket.objects.create(
        branch=service.branch, day=at.date(), number=number, service=service, visit=visit, **times, **values
    )


def rate(ticket: Ticket, score: int, nps: int | None = None) -> Rating:
    """Its customer's mark, as the row is."""
    assert ticket.ended_at is not None
    return Rating.objects.create(
        branch=ticket.branch,
        day=ticket.day,
        ticket=ticket,
        visit=ticket.visit,
        number=ticket.number,
        service=ticket.service,
        score=score,
        nps=nps,
        source=RatingSource.PHONE,
        given_at=ticket.ended_at,
    )


@pytest.fixture
def corporate(branch: Branch) -> Service:
    """Business of companies."""
    return factories.make_service(branch, "corporate", "D", family="corporate")


@pytest.fixture
def office(branch: Branch) -> Staff:
    """The regional branch, above the branch."""
    return factories.make_staff("ops", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def visitor(branch: Branch) -> Staff:
    """A mystery visitor of the region."""
    return factories.make_staff("bai", None, RoleCode.MYST, unit=branch.unit)


@pytest.fixture
def sheet(db: None) -> None:
    """The mystery sheet: told how long it takes, seen off."""
    version = make_version("mystery", when="ad_hoc", roles=["MYST"], signed_by="HEAD", is_watched=False)
    make_item(version, "4.1", group_en="While waiting", weight=5)
    make_item(version, "6.1", group_en="Farewell", weight=5)
