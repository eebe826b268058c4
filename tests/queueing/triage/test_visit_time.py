"""Where the time of a visit went: the parts are what happened and add up to the whole."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.live.models import Entry
from queueing.domain import serving, waiting
from queueing.domain.calling import call_next, call_this
from queueing.domain.visits import greet
from queueing.enums import ReturnReason
from queueing.models import Visit
from queueing.selectors.visit_time import BEGINS, UNDONE, split, split_of
from tests.factories import make_ticket

MINUTE = dt.timedelta(minutes=1)


def minutes(found):
    return tuple(seconds / 60 for _name, seconds in found.parts)


def test_a_plain_visit(branch, cash, session, teller, manager, at):
    visit = greet(branch, by=manager.actor, at=at)
    make_ticket(cash, at + MINUTE, by=manager, greeted=visit)
    ticket = call_next(session, by=teller.actor, at=at + 5 * MINUTE)
    serving.start(ticket, by=teller.actor, at=at + 6 * MINUTE)
    serving.finish(ticket, by=teller.actor, at=at + 16 * MINUTE)

    found = split_of(Visit.objects.select_related("branch").get(), at=at + 60 * MINUTE)

    assert minutes(found) == (1, 5, 10, 0)
    assert (found.total_s, found.service_s) == (16 * 60, 10 * 60)


def test_what_is_done_again_is_rework_until_service_goes_on(cash, session, teller, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at + 2 * MINUTE)
    serving.start(ticket, by=teller.actor, at=at + 2 * MINUTE)
    serving.send_back(ticket, by=teller.actor, at=at + 5 * MINUTE, reason=ReturnReason.FORM)
    call_this(session, by=teller.actor, at=at + 9 * MINUTE, ticket=ticket, reason="ready")
    serving.start(ticket, by=teller.actor, at=at + 10 * MINUTE)
    serving.hold(ticket, by=teller.actor, at=at + 12 * MINUTE)
    serving.resume(ticket, by=teller.actor, at=at + 13 * MINUTE, session=session)
    serving.finish(ticket, by=teller.actor, at=at + 15 * MINUTE)

    assert minutes(split_of(Visit.objects.get(), at=at)) == (0, 2, 7, 6)


def test_what_a_machine_could_not_do_is_rework(cash, smart, session, teller, manager, route, at):
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))
    waiting.fall_back(ticket, by=manager.actor, at=at + 4 * MINUTE, reason="jam")
    call_next(session, by=teller.actor, at=at + 6 * MINUTE)
    serving.start(ticket, by=teller.actor, at=at + 6 * MINUTE)

    assert minutes(split_of(Visit.objects.get(), at=at + 9 * MINUTE)) == (0, 2, 3, 4)


def test_a_machine_that_did_it_served(cash, smart, manager, route, at):
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))
    waiting.complete_diversion(ticket, by=manager.actor, at=at + 4 * MINUTE)

    assert minutes(split_of(Visit.objects.get(), at=at + 60 * MINUTE)) == (0, 0, 4, 0)


def test_the_split_costs_two_queries(cash, manager, at, django_assert_num_queries):
    make_ticket(cash, at, by=manager)
    visit = Visit.objects.select_related("branch").get()

    with django_assert_num_queries(2):
        split_of(visit, at=at)


AT = dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC)
news = st.builds(
    lambda kind, ticket, second, verb: Entry(
        type=kind, subject_id=ticket, at=AT + dt.timedelta(seconds=second), payload={"verb": verb} if verb else {}
    ),
    st.sampled_from([*BEGINS, "ticket.called", "ticket.noted", "ticket.undone"]),
    st.integers(1, 3),
    st.integers(-50, 4000),
    st.sampled_from(["", *UNDONE]),
)


@given(entries=st.lists(news, max_size=30), ended=st.integers(0, 3600))
@pytest.mark.parametrize("arrived", [AT])
def test_parts_always_add_up(arrived, entries, ended):
    for seq, entry in enumerate(entries):
        entry.seq = seq

    found = split(arrived, arrived + dt.timedelta(seconds=ended), entries)

    assert found.total_s == pytest.approx(ended)
    assert min(seconds for _name, seconds in found.parts) >= 0
