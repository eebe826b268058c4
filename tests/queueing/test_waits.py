"""What customers are told: one reading, one computation, honest about who goes first and who can serve."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import SkillKind
from queueing.domain.calling import call_next
from queueing.domain.counters import close, pause, resume
from queueing.domain.serving import finish, start
from queueing.domain.waiting import transfer
from queueing.enums import PauseReason, Trait
from queueing.estimate import quoting, waits, waits_by_service
from queueing.estimate.hall import Hall
from queueing.estimate.reading import read
from queueing.models import ServiceStats, Ticket
from queueing.selectors.roster import planned_closings
from tests import factories
from tests.factories import make_session, make_shift, make_skills, make_ticket
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)


def line(branch, at):
    """Ticket → p50 in calling order."""
    return {pk: wait.p50_s for pk, wait in waits(branch, at=at).items()}


def serve(session, at, minutes, by):
    """Call the next customer and finish after so many minutes."""
    ticket = start(call_next(session, by=by, at=at), by=by, at=at)
    return finish(ticket, by=by, at=at + minutes * MINUTE)


def test_a_free_counter_and_nobody_ahead_means_no_wait(branch, cash, session, at):
    assert waits_by_service(branch, at=at)[cash.pk] == quoting.Wait(0, 0, 0)


def test_quote_list_and_services_agree(branch, cash, personal, session, manager, at):
    tickets = [make_ticket(service, at, by=manager) for service in (cash, personal, cash)]
    last = Ticket.objects.get(pk=tickets[-1].pk)

    found, by_service = waits(branch, at=at), waits_by_service(branch, at=at)

    assert [found[ticket.pk].ahead for ticket in tickets] == [0, 1, 2]
    assert [ticket.ahead_at_issue for ticket in tickets] == [0, 1, 2]
    assert by_service[cash.pk].ahead == 3
    assert (found[last.pk].p50_s, found[last.pk].p90_s) == (last.quoted_p50_s, last.quoted_p90_s)


@pytest.mark.parametrize("tickets", [1, 3])
def test_both_lists_cost_two_queries(branch, cash, session, manager, at, tickets):
    for _ in range(tickets):
        make_ticket(cash, at, by=manager)

    with statements_at_most(2):
        waits(branch, at=at)
    with statements_at_most(2):
        waits_by_service(branch, at=at)


def test_two_hundred_waiting_at_twenty_counters_cost_two_queries(branch, zone, cash, personal, manager, at):
    for number in range(20):
        staff = factories.make_staff(f"t{number}", branch, "TELLER")
        make_skills(staff, "cash", "personal")
        make_session(factories.make_counter(branch, f"c{number}", zone, [cash, personal]), staff, at)
    first = make_ticket(cash, at, by=manager)
    rows = [
        Ticket(
            **{
                field.attname: getattr(first, field.attname)
                for field in Ticket._meta.concrete_fields
                if field.attname not in {"id", "number", "page_token"}
            },
            number=f"T{number}",
        )
        for number in range(199)
    ]
    Ticket.objects.bulk_create(rows)

    with statements_at_most(2):
        found = waits(branch, at=at)

    assert len(found) == 200


def test_an_unchanged_branch_is_computed_once(branch, cash, session, manager, at, monkeypatch):
    make_ticket(cash, at, by=manager)

    first = waits(branch, at=at)

    with monkeypatch.context() as patch:
        patch.delattr(quoting, "reading_of")  # what did not change is not even looked through
        assert waits(branch, at=at + dt.timedelta(seconds=1)) is first
    assert waits(branch, at=at + dt.timedelta(seconds=3)) is not first
    make_ticket(cash, at, by=manager)
    assert len(waits(branch, at=at)) == 2


def test_waits_never_fall_along_the_queue_of_one_service(branch, cash, personal, session, counter2, manager, at):
    make_session(counter2, factories_teller(branch, "cash"), at)
    tickets = [make_ticket(cash if n % 3 else personal, at + n * MINUTE, by=manager) for n in range(20)]

    found = waits(branch, at=at + 20 * MINUTE)

    for service in (cash, personal):
        queue = [found[ticket.pk] for ticket in tickets if ticket.service_id == service.pk]
        assert [wait.p50_s for wait in queue] == sorted(wait.p50_s for wait in queue)
        assert [wait.p90_s for wait in queue] == sorted(wait.p90_s for wait in queue)
        assert all(wait.p50_s <= wait.p90_s for wait in queue)


def factories_teller(branch, *skills):
    staff = factories.make_staff("helper", branch, "TELLER")
    make_skills(staff, *skills)
    return staff


def test_a_priority_arrival_pushes_the_others(branch, cash, session, manager, at):
    tickets = [make_ticket(cash, at, by=manager) for _ in range(3)]
    before = line(branch, at + MINUTE)

    care = make_ticket(cash, at + MINUTE, by=manager, traits=[Trait.ELDERLY])
    after = line(branch, at + MINUTE)

    assert (care.ahead_at_issue, care.quoted_p50_s) == (0, before[tickets[0].pk])
    assert all(after[ticket.pk] > before[ticket.pk] for ticket in tickets)


def test_the_pass_rule_counts_in_what_is_told(branch, cash, session, manager, at):
    normal = make_ticket(cash, at, by=manager)
    for _ in range(5):
        make_ticket(cash, at + MINUTE, by=manager, traits=[Trait.ELDERLY])

    assert waits(branch, at=at + MINUTE)[normal.pk].ahead == 3
    late = make_ticket(cash, at + MINUTE, by=manager)
    assert late.ahead_at_issue == 6


def test_a_closing_counter_makes_everybody_wait_longer(branch, cash, session, counter2, teller2, manager, at):
    second = make_session(counter2, teller2, at)
    for _ in range(6):
        make_ticket(cash, at, by=manager)
    both = line(branch, at)

    pause(second, by=teller2.actor, at=at, reason=PauseReason.MEAL)
    paused = line(branch, at)
    resume(second, by=teller2.actor, at=at)
    resumed = line(branch, at)
    close(second, by=teller2.actor, at=at)
    closed = line(branch, at)

    assert resumed == both
    assert paused == closed
    assert sum(closed.values()) > sum(both.values())


def test_no_open_counter_counts_from_its_opening(branch, cash, counter, teller, manager, at):
    first, second = (make_ticket(cash, at, by=manager) for _ in range(2))

    wait = waits(branch, at=at)[second.pk]

    assert (first.quoted_p50_s, first.quote_needs_opening) == (0, True)
    assert (wait.ahead, wait.needs_opening) == (1, True)
    assert wait.p50_s > 0
    assert waits_by_service(branch, at=at)[cash.pk].needs_opening

    make_session(counter, teller, at)
    assert not waits(branch, at=at)[second.pk].needs_opening


def test_what_no_counter_offers_has_no_wait(branch, cash, counter, manager, at):
    nowhere = factories.make_service(branch, "loan", "L")
    ticket = make_ticket(nowhere, at, by=manager)

    assert (ticket.quoted_p50_s, ticket.quoted_p90_s) == (None, None)
    assert ticket.pk not in waits(branch, at=at)
    assert nowhere.pk not in waits_by_service(branch, at=at)
    counter.services.add(nowhere)
    assert ticket.pk in waits(branch, at=at)


def test_a_customer_reserved_for_one_counter_waits_for_that_one(
    branch, cash, session, counter2, teller2, manager, teller, at
):
    make_session(counter2, teller2, at)
    for _ in range(2):
        make_ticket(cash, at, by=manager)
        call_next(session if session.tickets.count() == 0 else teller2.sessions.get(), by=teller.actor, at=at)
    mine, other = (make_ticket(cash, at, by=manager) for _ in range(2))
    for _ in range(3):
        transfer(make_ticket(cash, at, by=manager), by=manager.actor, at=at, counter=counter2)
    last = transfer(make_ticket(cash, at, by=manager), by=manager.actor, at=at, counter=counter2)

    found = waits(branch, at=at)

    assert found[last.pk].p50_s > found[other.pk].p50_s >= found[mine.pk].p50_s
    transferred = waits_by_service(branch, at=at)[cash.pk]
    assert transferred.p50_s < found[last.pk].p50_s


def test_a_reserved_customer_needs_that_counter_open(branch, cash, session, counter2, teller2, manager, at):
    second = make_session(counter2, teller2, at)
    ticket = transfer(make_ticket(cash, at, by=manager), by=manager.actor, at=at, counter=counter2)
    close(second, by=teller2.actor, at=at)

    assert waits(branch, at=at)[ticket.pk].needs_opening


def test_a_language_keeps_to_its_counter_while_one_is_open(branch, cash, session, counter2, teller2, manager, at):
    foreign = make_ticket(cash, at, by=manager, language="en")
    hall = Hall(read(branch.pk, foreign.day), branch, at=at)
    assert hall.need_of(hall.order()[0]).key == str(cash.pk)

    make_skills(teller2, "en", kind=SkillKind.LANGUAGE)
    english = make_session(counter2, teller2, at)

    hall = Hall(read(branch.pk, foreign.day), branch, at=at)
    need = hall.need_of(hall.order()[0])
    desks = {desk.counter: desk for desk in hall.snapshot(hall.order(), [need]).desks}
    assert need.key in desks[str(english.staff_id)].services
    assert need.key in desks[str(session.staff_id)].secondary
    patient = Hall(read(branch.pk, foreign.day), branch, at=at + 9 * MINUTE)
    assert patient.need_of(patient.order()[0]).key == str(cash.pk)


def test_secondary_skills_come_after_the_patience(branch, cash, counter, manager, at):
    helper = factories.make_staff("helper", branch, "TELLER")
    make_skills(helper, "cash", rank="secondary")
    session = make_session(counter, helper, at)
    ticket = make_ticket(cash, at, by=manager)

    def desk(moment):
        hall = Hall(read(branch.pk, ticket.day), branch, at=moment)
        queue = hall.order()
        need = hall.need_of(queue[0])
        found = hall.snapshot(queue, [need]).desks[0]
        return need.key in found.services, need.key in found.secondary

    assert ticket.quoted_p50_s == 8 * 60  # nobody may call before
    assert desk(at) == (False, True)
    assert desk(at + 8 * MINUTE) == (True, False)
    assert not waits(branch, at=at)[ticket.pk].needs_opening
    assert session.secondary_services == [cash.pk]


def test_a_snapshot_tells_what_was_seen_today(branch, cash, personal, session, teller, counter2, manager, at):
    for number in range(3):
        make_ticket(cash, at + number * MINUTE, by=manager)
    serve(session, at + 5 * MINUTE, 4, teller.actor)
    serve(session, at + 9 * MINUTE, 16, teller.actor)
    called = call_next(session, by=teller.actor, at=at + 25 * MINUTE)

    hall = Hall(read(branch.pk, called.day), branch, at=at + 30 * MINUTE)
    seen = hall.snapshot(hall.order(), [])

    key = str(cash.pk)
    assert (seen.second_of_day, seen.weekday) == (10.5 * 3600, 1)
    assert (seen.last_waits[key].waited_s, seen.last_waits[key].ago_s) == (23 * 60, 5 * 60)
    assert [(quote.called - seen.now, quote.waited_s) for quote in seen.past] == [
        (-1500, 300),
        (-1260, 480),
        (-300, 1380),
    ]
    (desk,) = seen.desks
    assert (desk.busy_service, desk.busy_for_s, desk.served) == (key, 300, 2)
    assert desk.served_log == pytest.approx(0)  # half as long and twice as long as the standard
    assert (seen.mean_s[key], seen.away) == (480, [])


def test_who_has_gone_is_away_and_comes_back(branch, cash, session, teller, counter2, at):
    pause(session, by=teller.actor, at=at + 5 * MINUTE, reason=PauseReason.MEAL)

    hall = Hall(read(branch.pk, session.day), branch, at=at + 10 * MINUTE)
    (away,) = hall.away
    assert (away.counter, away.services, hall.now - away.since) == (str(teller.pk), {str(cash.pk)} | away.services, 300)

    close(session, by=teller.actor, at=at + 11 * MINUTE)
    make_session(counter2, teller, at + 12 * MINUTE)
    assert Hall(read(branch.pk, session.day), branch, at=at + 13 * MINUTE).away == []


def test_yesterdays_calls_are_not_seen(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    serve(session, at, 4, teller.actor)

    assert len(read(branch.pk, at.date()).calls) == 1
    assert read(branch.pk, at.date() + dt.timedelta(days=1)).calls == []


def test_learned_times_replace_the_standard(branch, cash, session, manager, at):
    for _ in range(3):
        make_ticket(cash, at, by=manager)
    before = line(branch, at)

    ServiceStats.objects.create(service=cash, mean_service_s=960, samples=500, learned_at=at)
    after = line(branch, at)

    assert sum(after.values()) > 1.5 * sum(before.values())


def test_who_is_planned_to_stop_is_not_counted_on_for_longer(branch, cash, session, counter2, teller2, manager, at):
    make_session(counter2, teller2, at)
    for _ in range(8):
        make_ticket(cash, at, by=manager)
    before = line(branch, at)

    make_shift(teller2, at - 55 * MINUTE, hours=1)
    after = line(branch, at)

    assert sum(after.values()) > sum(before.values())
    hall = Hall(read(branch.pk, session.day), branch, at=at, closings=planned_closings(branch, at))
    closes = {desk.counter: desk.closes for desk in hall.snapshot(hall.order(), []).desks}
    assert closes == {str(session.staff_id): None, str(teller2.pk): (at + 5 * MINUTE).timestamp()}
