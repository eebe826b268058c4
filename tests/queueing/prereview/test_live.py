"""A customer saves a form on the phone: the teller's screen shows it, a teller elsewhere hears nothing."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from django.utils import timezone

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import OpeningHours
from queueing.domain.calling import call_next
from queueing.domain.eforms import fill
from queueing.enums.eforms import FormSource
from tests import factories
from tests.live.conftest import running, server  # noqa: F401 - fixtures
from tests.live.screen import database, sign_in, watching
from tests.queueing.prereview.conftest import TYPED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def called(branch, template, cash, counter, teller, manager, other_branch, stranger):
    """A customer called to the teller's counter at this moment; somebody works elsewhere, too."""
    for one in (branch, other_branch):
        OpeningHours.objects.filter(branch=one).delete()
        for day in range(7):
            OpeningHours.objects.create(branch=one, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4))
    at = timezone.now()
    session = factories.make_session(counter, teller, at)
    factories.make_ticket(cash, at, by=manager)
    return call_next(session, by=teller.actor, at=at)


@database
def save(template, ticket):
    return fill(
        template,
        by=CUSTOMER,
        at=timezone.now(),
        holder=ticket,
        source=FormSource.PHONE,
        typed=TYPED,
        is_final=True,
    )


async def test_value_saved_on_the_phone_reaches_the_teller(
    server,  # noqa: F811
    called,
    template,
    branch,
    other_branch,
    teller,
    stranger,
):
    inside, outside = await sign_in(teller), await sign_in(stranger)
    async with (
        watching(server, session=inside, branch=branch.code, screen="counter", since=0) as near,
        watching(server, session=outside, branch=other_branch.code, screen="counter", since=0) as far,
    ):
        await near.next()
        await far.next()

        await save(template, called)

        await asyncio.wait_for(near.shows("counter-desk", TYPED["amount"]), 5)
        assert TYPED["id_number"] not in near.panels["counter-desk"]
        await far.silence(1)
