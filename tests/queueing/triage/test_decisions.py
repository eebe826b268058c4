"""Going where one was sent: what is recorded, what fails, who comes back where, and what it costs."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.enums import Channel, DeviceKind, RoleCode
from lobby.floor.wording import AppearanceNoted
from lobby.live.models import Entry
from queueing.domain import waiting
from queueing.domain.calling import call_next
from queueing.domain.notes import add_note
from queueing.domain.visits import greet
from queueing.enums import Source, Trait
from queueing.errors import CannotDivert
from queueing.errors.triage import (
    AdviceExpired,
    DeviceOutOfUse,
    EscortMissing,
    OverrideMissing,
    UnknownOption,
)
from queueing.models import ChannelStats, GuidedOnce, RoutingDecision, Ticket, Visit
from queueing.triage.advice import advise
from queueing.triage.routes import opened, route_of
from tests.factories import make_customer, make_staff, make_ticket
from tests.statements import statements_at_most

SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("session")


def sent(cash, manager, route, at, **fields):
    return make_ticket(cash, at, by=manager, route=route(cash, "smart_counter", when=at), **fields)


def test_the_decision_says_exactly_what_was_shown_and_chosen(branch, cash, personal, smart, vtm, manager, route, at):
    visit = greet(branch, by=manager.actor, at=at)
    chosen = route(cash, "smart_counter").guessed(personal, ["passbook", "asks"])

    ticket = make_ticket(cash, at + 12 * SECOND, by=manager, greeted=visit, route=chosen)

    decision = RoutingDecision.objects.get()
    assert decision.options == [
        {"channel": "smart_counter", "device": "SC9", "zone": "self", "wait_s": 0, "service_s": 288},
        {"channel": "counter", "device": None, "zone": "hall", "wait_s": 0, "service_s": 480},
        {"channel": "vtm", "device": "VTM9", "zone": "self", "wait_s": 0, "service_s": 480},
    ]
    assert (decision.ticket, decision.service, decision.device, decision.branch) == (ticket, cash, smart, branch)
    assert (decision.recommended, decision.chosen, decision.override_reason) == ("smart_counter", "smart_counter", "")
    assert (decision.offer, decision.is_protected, decision.escort) == ("accepted", False, None)
    assert (decision.rule_order, decision.triage_seconds) == ("device,vtm,counter", 12)
    assert (decision.guess, decision.guess_signs) == (personal, ["passbook", "asks"])
    assert (decision.by_staff, decision.by_name, decision.at) == (manager, manager.name, at + 12 * SECOND)


def test_a_machines_customer_keeps_a_number_and_waits_for_nobody(cash, smart, manager, route, at):
    ticket = sent(cash, manager, route, at)

    assert (ticket.status, ticket.number, ticket.quoted_p50_s) == ("diverted", "A001", None)
    assert ticket.visit.status == "waiting"
    news = Entry.objects.filter(subject_type="ticket").order_by("seq").values_list("type", flat=True)
    assert list(news) == ["ticket.issued", "ticket.diverted"]


def test_declining_is_recorded_with_its_reason(cash, smart, manager, route, at):
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "counter", override="needs_help"))

    decision = RoutingDecision.objects.get()
    assert (ticket.status, decision.offer, decision.override_reason) == ("waiting", "declined", "needs_help")
    assert decision.device is None


def test_a_counter_proposed_and_taken_is_no_offer(cash, smart, manager, route, at):
    make_ticket(cash, at, by=manager, traits=[Trait.ELDERLY], route=route(cash, "counter", traits=["elderly"]))

    decision = RoutingDecision.objects.get()
    assert (decision.offer, decision.is_protected) == ("", True)


def test_another_way_needs_a_listed_reason(branch, cash, smart, at, route):
    for reason in ("", "looks poor", "customer_wish "):
        with pytest.raises(OverrideMissing):
            route(cash, "counter", override=reason)
    with pytest.raises(UnknownOption):
        route(cash, "self_service", override="customer_wish")
    assert route(cash, "smart_counter", override="crowded").override == ""


def test_advice_is_for_its_need_its_branch_and_a_quarter_of_an_hour(branch, other_branch, cash, personal, clock, at):
    token = advise(branch, cash, at=at).token
    assert opened(token, branch=branch, service=cash)["recommended"] == "counter"

    for where, what in ((branch, personal), (other_branch, cash)):
        with pytest.raises(AdviceExpired):
            opened(token, branch=where, service=what)
    with pytest.raises(AdviceExpired):
        opened(f"{token}x", branch=branch, service=cash)
    clock.shift(15 * MINUTE + SECOND)
    with pytest.raises(AdviceExpired):
        opened(token, branch=branch, service=cash)


@pytest.mark.parametrize("trait", [Trait.ELDERLY, Trait.PREFERS_COUNTER])
def test_the_protected_go_to_a_machine_only_at_their_own_wish(cash, smart, manager, route, at, trait):
    for reason in ("known_better", "crowded"):
        with pytest.raises(CannotDivert):
            make_ticket(
                cash,
                at,
                by=manager,
                traits=[trait],
                route=route(cash, "smart_counter", traits=[trait], override=reason),
            )
    assert not Ticket.objects.exists()

    wished = route(cash, "smart_counter", traits=[trait], override="customer_wish")
    ticket = make_ticket(cash, at, by=manager, traits=[trait], route=wished)

    decision = RoutingDecision.objects.get()
    assert (ticket.status, decision.is_protected, decision.override_reason) == ("diverted", True, "customer_wish")


def test_the_card_protects_a_waiting_customer_too(branch, cash, smart, manager, at):
    customer = make_customer(branch, at, by=manager, birth_year=1950)
    ticket = make_ticket(cash, at, by=manager, customer=customer)

    with pytest.raises(CannotDivert):
        waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.SMART_COUNTER)

    waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.SMART_COUNTER, own_wish=True)
    assert RoutingDecision.objects.get().is_protected


def test_a_machine_that_has_just_failed_takes_nobody(cash, smart, manager, route, at):
    chosen = route(cash, "smart_counter")
    report(smart, DeviceStatus.DOWN, by=manager.actor, at=at)

    with pytest.raises(DeviceOutOfUse):
        make_ticket(cash, at, by=manager, route=chosen)
    assert not Ticket.objects.exists()
    assert not RoutingDecision.objects.exists()


def test_a_video_teller_is_first_used_in_company(branch, cash, vtm, manager, kiosk, route, at):
    with pytest.raises(EscortMissing):
        make_ticket(cash, at, by=kiosk, source=Source.KIOSK, route=route(cash, "vtm", override="customer_wish"))
    customer = make_customer(branch, at, by=manager)
    ticket = make_ticket(cash, at, by=manager, customer=customer, route=route(cash, "vtm", override="customer_wish"))
    assert ticket.decisions.get().escort == manager
    waiting.complete_diversion(ticket, by=manager.actor, at=at + 5 * MINUTE)

    again = make_ticket(
        cash, at, by=kiosk, source=Source.KIOSK, customer=customer, route=route(cash, "vtm", override="customer_wish")
    )

    assert again.decisions.get().escort is None


def test_a_failed_diversion_comes_back_first_with_its_arrival(cash, smart, session, teller, manager, route, at):
    earlier = [make_ticket(cash, at - 10 * MINUTE, by=manager) for _ in range(2)]
    ticket = sent(cash, manager, route, at)

    back = waiting.fall_back(ticket, by=manager.actor, at=at + 8 * MINUTE, reason="card refused")

    assert (back.status, back.issued_at, back.queue_at, back.goes_first) == ("waiting", at, at, True)
    assert (back.decisions.get().offer, back.decisions.get().fail_reason) == ("failed", "card refused")
    called = [call_next(session, by=teller.actor, at=at + 9 * MINUTE)]
    assert called[0] == ticket
    assert all(one.status == "waiting" for one in earlier)


def test_done_at_the_machine_teaches_and_is_remembered_once(branch, cash, smart, manager, route, at):
    customer = make_customer(branch, at, by=manager)
    for n, minutes in enumerate((4, 6, 5)):
        when = at + n * 10 * MINUTE
        ticket = make_ticket(
            cash, when, by=manager, customer=customer, route=route(cash, "smart_counter", customer=customer, when=when)
        )
        done = waiting.complete_diversion(ticket, by=manager.actor, at=when + minutes * MINUTE)
        assert (done.status, done.visit.status) == ("done", "finished")

    stats = ChannelStats.objects.get()
    assert (stats.service, stats.channel, stats.samples, stats.mean_service_s) == (cash, "smart_counter", 3, 300)
    guided = GuidedOnce.objects.get()
    assert (guided.customer, guided.kind, guided.at) == (customer, DeviceKind.SMART_COUNTER, at + 4 * MINUTE)


def test_everybody_at_a_failing_machine_comes_back(branch, cash, smart, machine, manager, route, at):
    beside = machine("SC8", DeviceKind.SMART_COUNTER)
    first, second = sent(cash, manager, route, at), sent(cash, manager, route, at)
    at_smart = next(one for one in (first, second) if one.decisions.get().device == smart)
    elsewhere = next(one for one in (first, second) if one.decisions.get().device == beside)

    report(smart, DeviceStatus.DOWN, by=manager.actor, at=at + MINUTE)

    for one in (first, second):
        one.refresh_from_db()
    assert (at_smart.status, at_smart.goes_first, elsewhere.status) == ("waiting", True, "diverted")
    assert at_smart.decisions.get().offer == "failed"
    types = list(Entry.objects.order_by("seq").values_list("type", flat=True))
    assert types[-2:] == ["device.status_changed", "ticket.fell_back"]


@pytest.mark.parametrize(
    "status", [DeviceStatus.BUSY, DeviceStatus.DEGRADED, DeviceStatus.AVAILABLE, DeviceStatus.UNKNOWN]
)
def test_a_machine_that_goes_on_keeps_its_customer(cash, smart, manager, route, at, status):
    ticket = sent(cash, manager, route, at)

    report(smart, status, by=manager.actor, at=at)

    ticket.refresh_from_db()
    assert ticket.status == "diverted"


def test_care_has_a_named_helper(branch, cash, manager, kiosk, at):
    assistant = make_staff("yan", branch, RoleCode.LMA)

    received = make_ticket(cash, at, by=manager, traits=[Trait.DISABLED])
    taken = make_ticket(cash, at, by=kiosk, source=Source.KIOSK, traits=[Trait.ELDERLY])
    plain = make_ticket(cash, at, by=kiosk, source=Source.KIOSK)

    assert [one.visit.helper for one in (received, taken, plain)] == [manager, assistant, None]


def test_care_is_called_before_ordinary_numbers(cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    care = make_ticket(cash, at + MINUTE, by=manager, traits=[Trait.PREGNANT])

    assert call_next(session, by=teller.actor, at=at + 2 * MINUTE) == care


@pytest.mark.parametrize("text", ["客户拿名牌包,可能有钱", "穿着体面", "Looks rich, offer a fund"])
def test_a_note_about_looks_is_refused(cash, manager, at, text):
    ticket = make_ticket(cash, at, by=manager)

    with pytest.raises(AppearanceNoted):
        add_note(ticket, by=manager.actor, at=at, text=text)
    assert add_note(ticket, by=manager.actor, at=at, text="需要放大镜").text == "需要放大镜"


def test_no_field_holds_looks_or_dress():
    words = ("cloth", "dress", "look", "appear", "ethnic", "bag")
    names = [field.name for model in (RoutingDecision, Visit, Ticket) for field in model._meta.get_fields()]
    signs = [value for value, _label in RoutingDecision._meta.get_field("guess_signs").base_field.choices]

    assert not [one for one in (*names, *signs) if any(word in one for word in words)]


def test_what_the_verbs_cost(branch, cash, smart, vtm, manager, kiosk, route, at):
    visit = greet(branch, by=manager.actor, at=at)
    to_counter, to_machine = route(cash, "counter", override="customer_wish"), route(cash, "smart_counter")
    with statements_at_most(10):
        make_ticket(cash, at, by=manager, greeted=visit, route=to_counter)
    visit = greet(branch, by=manager.actor, at=at)
    with statements_at_most(10):
        gone = make_ticket(cash, at, by=manager, greeted=visit, route=to_machine)
    with statements_at_most(10):
        make_ticket(cash, at, by=kiosk, source=Source.KIOSK, traits=[Trait.ELDERLY])
    ticket = make_ticket(cash, at, by=manager)
    with statements_at_most(8):
        waiting.divert(ticket, by=manager.actor, at=at, channel=Channel.SMART_COUNTER, device=smart)
    with statements_at_most(8):
        waiting.fall_back(ticket, by=manager.actor, at=at, reason="jam")
    with statements_at_most(8):
        waiting.complete_diversion(gone, by=manager.actor, at=at)


def test_a_known_customers_diversion_costs_eight_statements(branch, cash, smart, manager, route, at):
    customer = make_customer(branch, at, by=manager)
    ticket = make_ticket(cash, at, by=manager, customer=customer, route=route(cash, "smart_counter"))

    with statements_at_most(8):
        waiting.complete_diversion(ticket, by=manager.actor, at=at)


def test_routes_are_made_of_advice_alone(branch, cash, smart, at):
    advice = opened(advise(branch, cash, at=at).token, branch=branch, service=cash)

    assert route_of(advice, "smart_counter").device_id == smart.pk


def test_a_customer_brought_back_by_hand_does_not_stop_the_report(cash, smart, manager, route, at):
    first, second = sent(cash, manager, route, at), sent(cash, manager, route, at)
    waiting.fall_back(first, by=manager.actor, at=at + MINUTE, reason="card refused")

    report(smart, DeviceStatus.DOWN, by=manager.actor, at=at + 2 * MINUTE)

    for one in (first, second):
        one.refresh_from_db()
    assert [one.status for one in (first, second)] == ["waiting", "waiting"]
    assert [one.decisions.get().fail_reason[:4] for one in (first, second)] == ["card", "SC9:"]
