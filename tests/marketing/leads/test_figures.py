"""K10 and K27: attempts that won, referrals accepted, how fast, and won."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.kpi import periods, readings
from marketing.kpis.leads import K10, K27, K27_MINUTES, K27_WON
from marketing.models import Contact, Referral
from tests.marketing.factories import make_customer, make_lead

MINUTE = dt.timedelta(minutes=1)


def test_twelve_of_forty(branch: Branch, adviser: Staff, customer: Customer, at: dt.datetime) -> None:
    day = at.date()
    made = Contact.objects.bulk_create(
        Contact(branch=branch, day=day, customer=customer, staff=adviser, way="meeting", at=at) for _ in range(40)
    )
    for contact in made[:14]:
        status = "won" if contact in made[:12] else "lost"
        ended = {"ended_at": at, "deal_reference": "D-1"}
        make_lead(branch, customer, at, status=status, contact=contact, accepted_at=at, **ended)
    waiting = make_lead(branch, make_customer(branch, "C9"), at)
    for answer, minutes in (("accepted", 1), ("accepted", 3), ("expired", 3), ("declined", 1), ("", None)):
        answered = at + minutes * MINUTE if minutes else None
        Referral.objects.create(
            branch=branch,
            day=day,
            lead=waiting,
            by=None,
            to=adviser,
            at=at,
            accept_by=at + 3 * MINUTE,
            answer=answer,
            answered_at=answered,
        )

    own = {"lead": waiting, "by": adviser, "to": adviser, "answer": "accepted", "answered_at": at}
    Referral.objects.create(branch=branch, day=day, at=at, accept_by=at, **own)  # no referral to a colleague
    himself = {"creator": adviser, "receiver": adviser, "accepted_at": at}
    make_lead(branch, make_customer(branch, "C10"), at, status="accepted", **himself)
    period = periods.period(branch, day, day)

    told = {kpi.code: (readings.read(kpi, period).n, readings.read(kpi, period).text) for kpi in (K10, K27)}
    assert told == {"K10": (40, "30.0"), "K27": (5, "40.0")}
    assert readings.read_split(K10, period)[1][0][0] == "Lin"
    assert readings.read(K27_MINUTES, period).text == "2.0"
    assert readings.read(K27_WON, period).n == 14
