"""A teller at work at this moment: views read the clock."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lobby.branches.models import OpeningHours
from queueing.domain.calling import call_next
from queueing.domain.serving import start
from tests import factories

BODIES = {
    "send-back": {"reason": "copy"},
    "hand-on": {"service": "personal"},
    "note": {"text": "x"},
    "pause": {"reason": "meal"},
    "call-number": {"number": "A001", "reason": "unwell"},
    "serve": {"service": "cash"},
}


@pytest.fixture
def now(branch):
    """This moment, with the branch open all day."""
    OpeningHours.objects.filter(branch=branch).delete()
    for day in range(7):
        OpeningHours.objects.create(branch=branch, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4))
    return timezone.now()


@pytest.fixture
def own_session(counter, teller, now):
    """The teller's session, open now."""
    return factories.make_session(counter, teller, now)


@pytest.fixture
def ticket(cash, own_session, manager, now):
    """A waiting ticket."""
    return factories.make_ticket(cash, now, by=manager)


@pytest.fixture
def called(own_session, ticket, teller, now):
    """A ticket called half a minute ago."""
    return call_next(own_session, by=teller.actor, at=now - dt.timedelta(seconds=30))


@pytest.fixture
def served(called, teller, now):
    """A ticket in service."""
    return start(called, by=teller.actor, at=now)


@pytest.fixture
def press():
    """Post as a page's script does: `press(client, "start", ticket)`; the body is a sensible one unless given."""

    def post(client, act, target=None, **body):
        address = reverse(f"queueing:teller-{act}", args=[target.pk] if target else [])
        return client.post(address, body or BODIES.get(act, {}), headers={"accept": "application/json"})

    return post


@pytest.fixture
def hand(client, teller, press):
    """The teller's own hand, in English: `hand("start", ticket)`."""
    client.force_login(teller)
    client.cookies["django_language"] = "en"
    return lambda act, target=None, **body: press(client, act, target, **body)
