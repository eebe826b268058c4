"""The round of a branch at its opening, meetings, and what is late after an outage."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.models import BusinessDay
from lobby.customers.enums import Tier
from lobby.customers.models import ContactHold, Holding
from lobby.customers.selectors.care import day_index
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline
from lobby.live import journal
from marketing.domain.follow import rounds, ruling
from marketing.domain.inviting import invite
from marketing.enums.follow import FollowUpKind
from marketing.errors.contacting import Silenced
from marketing.models import Contact, FollowUp, FollowUpRule, Message
from marketing.selectors.pipeline import pipeline_of
from marketing.selectors.terms import in_force
from queueing.domain.appointments import booking
from queueing.domain.appointments.booking import Guest
from queueing.domain.appointments.moving import locked, move, news_of
from queueing.enums import Outcome
from queueing.enums.appointments import AppointmentStatus, BookingChannel
from queueing.errors.appointments import ValueFlagged, ValueMissing
from queueing.events.appointments import AppointmentCompleted
from queueing.models import Appointment, AppointmentNotice, PrepareItem, SlotRule, Ticket
from tests import factories
from tests.marketing.factories import make_customer

K = FollowUpKind
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@pytest.fixture
def rules(db):
    """What ships, without regular contacts."""
    ruling.install()
    FollowUpRule.objects.filter(kind=K.CADENCE).update(is_active=False)


def round_of(branch, at):
    """Let the branch's round come; returns what is open now, in order."""
    rounds.begin(branch, at=at)
    Deadline.objects.filter(kind=rounds.CLOCK).update(due_at=at)
    sweep_deadlines(at=at)
    found = FollowUp.objects.filter(ended_at=None).order_by("pk")
    return list(found.values_list("kind", "due_on", "about_on"))


def served(service, at, teller, customer, outcome, **fields):
    """A customer whose ticket ended."""
    ticket = factories.make_ticket(service, at, by=teller)
    ticket.visit.customer = customer
    ticket.visit.save()
    Ticket.objects.filter(pk=ticket.pk).update(outcome=outcome, ended_at=at, status="done", **fields)


def test_visits_are_followed_by_their_outcome_once(rules, branch, cash, teller, customer, at):
    wealth = factories.make_service(branch, "wealth", "V", zone=cash.zone, family="wealth")
    others = [make_customer(branch, f"C{n}", consent_service_at=at) for n in range(3)]
    silent = make_customer(branch, "C9")
    served(wealth, at, teller, customer, Outcome.COMPLETED)
    served(cash, at, teller, others[0], Outcome.NOT_POSSIBLE)
    served(cash, at, teller, others[1], Outcome.PARTLY)
    served(cash, at, teller, others[2], Outcome.COMPLETED)
    served(cash, at, teller, silent, Outcome.NOT_POSSIBLE)

    found = round_of(branch, at + DAY)

    assert found == [
        (K.VISIT, dt.date(2026, 3, 17), None),
        (K.VISIT, dt.date(2026, 3, 11), None),
        (K.VISIT, dt.date(2026, 3, 13), None),
    ]
    assert round_of(branch, at + 3 * DAY) == found  # two days without a worker change nothing


def test_a_branch_has_its_own_rules(rules, branch, cash, teller, customer, at):
    FollowUpRule.objects.create(branch=branch, kind=K.VISIT, tier=Tier.VIP, days=2)
    served(cash, at, teller, customer, Outcome.NOT_POSSIBLE)
    assert round_of(branch, at + DAY) == []

    type(customer).objects.update(tier=Tier.VIP)

    assert round_of(branch, at + DAY) == [(K.VISIT, dt.date(2026, 3, 12), None)]


@pytest.mark.parametrize(
    ("birthday", "closed", "told", "about"),
    [
        ("03-16", [], "2026-03-13", "2026-03-16"),
        ("03-18", [], "2026-03-13", "2026-03-18"),  # three days before is a Sunday
        ("03-18", ["2026-03-13"], "2026-03-12", "2026-03-18"),  # and the Friday is a holiday
    ],
)
def test_birthdays_are_told_of_three_days_ahead_on_an_open_day(
    rules, branch, customer, at, birthday, closed, told, about
):
    for day in closed:
        BusinessDay.objects.create(branch=branch, date=dt.date.fromisoformat(day))
    customer.birthday = birthday
    customer.birthday_index = day_index(birthday)
    customer.save()
    nobodys = make_customer(branch, "C002", birthday=birthday, birthday_index=day_index(birthday), owner=None)
    morning = dt.datetime.fromisoformat(f"{told}T01:00:00+00:00")
    assert nobodys.owner is None

    assert round_of(branch, morning - DAY) == []
    found = round_of(branch, morning)

    assert found == [(K.BIRTHDAY, dt.date.fromisoformat(told), dt.date.fromisoformat(about))]
    assert round_of(branch, morning + HOUR) == found


def test_what_matures_is_told_of_while_there_is_time(rules, branch, customer, at):
    for days, family in ((8, "fund"), (7, "time_deposit"), (-1, "wealth")):
        Holding.objects.create(customer=customer, family=family, matures_on=at.date() + days * DAY, imported_at=at)

    assert round_of(branch, at) == [(K.MATURITY, at.date(), dt.date(2026, 3, 17))]
    assert len(round_of(branch, at + 2 * DAY)) == 2

    type(customer).objects.update(consent_marketing_at=None)
    FollowUp.objects.all().delete()
    assert round_of(branch, at) == []


def test_whoever_hears_too_rarely_gets_a_contact_few_a_day(branch, adviser, customer, at):
    ruling.install()
    type(customer).objects.update(tier=Tier.VIP)
    Contact.objects.create(branch=branch, day=at.date(), customer=customer, way="phone", at=at - 29 * DAY)
    for number in range(5):
        make_customer(branch, f"D{number}", owner=adviser, consent_marketing_at=at)

    found = round_of(branch, at)
    assert [kind for kind, _due, _about in found] == [K.CADENCE] * 3
    assert not FollowUp.objects.filter(customer=customer).exists()

    round_of(branch, at + DAY)
    assert FollowUp.objects.filter(customer=customer).count() == 1


def test_a_round_costs_no_statement_for_those_it_leaves_alone(
    rules, branch, customer, adviser, at, django_assert_max_num_queries
):
    for number in range(3):
        make_customer(branch, f"D{number}", owner=adviser, consent_marketing_at=at, birthday="07-01")
        with django_assert_max_num_queries(18):
            assert list(rounds.wishes(branch, at=at)) == []


@pytest.fixture
def slots(branch, cash, adviser):
    """An hour each with the adviser."""
    wealth = factories.make_service(branch, "wealth", "V", zone=cash.zone, family="wealth", complexity="complex")
    factories.make_skills(adviser, "wealth")
    rule = {
        "length_min": 60,
        "lead_min": 30,
        "needs_preparation": True,
        "prepare_zh": "查阅持仓",
        "prepare_en": "Holdings",
    }
    return SlotRule.objects.create(branch=branch, service=wealth, staff=adviser, **rule)


def test_from_picking_a_customer_to_following_up(
    rules, slots, branch, customer, adviser, templates, outbox, at, django_assert_num_queries
):
    def stages():
        found = pipeline_of(branch, adviser, at=at)
        return [len(one) for one in (found.picked, found.booked, found.preparing, found.following)]

    assert stages() == [1, 0, 0, 0]
    far = at.replace(hour=2) + 6 * DAY
    asked = {"by": adviser, "at": at, "service": slots.service, "starts_at": far}
    with pytest.raises(ValueMissing):
        invite(customer, value=" ", **asked)
    with pytest.raises(ValueFlagged):
        invite(customer, value="带名牌包的客户优先", **asked)
    assert not Contact.objects.exists()

    meeting = invite(customer, value="一起看看下月到期的存款怎样安排", **asked)
    assert stages() == [0, 1, 0, 0]
    assert Contact.objects.get().way == "meeting"
    PrepareItem.objects.update(done_at=at)
    assert stages() == [0, 0, 1, 0]

    ticket = factories.make_ticket(slots.service, at, by=adviser)
    Appointment.objects.filter(pk=meeting.pk).update(status=AppointmentStatus.IN_SERVICE, ticket=ticket)
    with journal.unit(by=SYSTEM, at=at):
        row = move(locked(meeting.pk), "complete", ended_at=at)
        journal.record(AppointmentCompleted(**news_of(row)))

    found = pipeline_of(branch, adviser, at=at + HOUR)
    assert [one.follow_up.due_on for one in found.following] == [dt.date(2026, 3, 17)]
    assert FollowUp.objects.get().owner == adviser
    with django_assert_num_queries(13):
        pipeline_of(branch, adviser, at=at)


def test_nobody_is_picked_who_is_left_in_peace(branch, adviser, at):
    asks = {"owner": adviser, "consent_marketing_at": at}
    free, held, often = (make_customer(branch, name, **asks) for name in ("P1", "P2", "P3"))
    make_customer(branch, "P4", closed_on=at.date(), **asks)
    ContactHold.objects.create(branch=branch, customer=held, kind="complaint", cause_type="c", cause_id=1, since=at)
    for n in range(in_force(at).contacts_in_30_days):
        Contact.objects.create(branch=branch, day=at.date(), customer=often, way="phone", at=at - n * DAY)

    assert [one.customer for one in pipeline_of(branch, adviser, at=at).picked] == [free]


def test_who_may_not_be_asked_is_not_invited(slots, customer, adviser, at):
    type(customer).objects.update(consent_marketing_at=None)

    with pytest.raises(Silenced):
        invite(customer, by=adviser, at=at, service=slots.service, starts_at=at + 3 * DAY, value="谈谈")


def test_without_approved_words_an_appointment_is_noted_all_the_same(slots, branch, customer, at):
    start = at + 3 * DAY
    asked = {"by": CUSTOMER, "at": at, "service": slots.service, "starts_at": start, "channel": BookingChannel.PHONE}
    booking.request(branch, guest=Guest("李娜", "13900000002"), **asked)

    sweep_deadlines(at=at + 2 * DAY)

    assert AppointmentNotice.objects.count() == 1
    assert not Message.objects.exists()


def test_an_appointment_is_told_of_by_message(slots, branch, customer, templates, at):
    """The notice that the queue gives is written to a card's customer and to a guest without one, once."""
    for guest in (Guest(customer.name, customer.phone, "en", customer), Guest("李娜", "13900000002")):
        start = at.replace(hour=2 if guest.customer else 3) + 3 * DAY
        booking.request(
            branch,
            by=CUSTOMER,
            at=at,
            service=slots.service,
            starts_at=start,
            guest=guest,
            channel=BookingChannel.PHONE,
        )

    sweep_deadlines(at=at + 2 * DAY + 2 * HOUR)
    sweep_deadlines(at=at + 2 * DAY + 3 * HOUR)

    written = Message.objects.order_by("pk")
    assert [(one.customer, one.recipient, one.language) for one in written] == [
        (customer, "", "en"),
        (None, "13900000002", "zh-hans"),
    ]
    assert "at 10:00 on 13 March" in written[0].body
    assert "3月13日11:00" in written[1].body
