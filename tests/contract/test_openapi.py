"""The API against its own OpenAPI description: generated requests, good and bad, never a 5xx and never a surprise.

500 requests with a fixed seed; `LOBBY_FUZZ_CASES` sets another number (`make test-long`: 10,000).
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.db.models import Model
from django.db.transaction import atomic, set_rollback
from django.utils import timezone
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from complaints.domain.cases import receive
from complaints.domain.installing import install as install_complaints
from complaints.enums.cases import ReceiptChannel
from complaints.models import Complaint
from devices.models import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.api.throttles import CredentialThrottle, Limiter
from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel, RoleCode
from lobby.branches.keys import create_key
from lobby.branches.models import Branch, OpeningHours, Service, Staff
from lobby.config.wsgi import application
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.incidents.reporting import report
from lobby.floor.domain.library.installing import install
from lobby.floor.domain.reminders import create
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.models import Alert, ChecklistRun, Incident, LibraryItem, Material, Outage, Reminder, Seizure
from lobby.live.models import Entry
from marketing.domain.leads import create as create_lead
from marketing.enums.leads import LeadSource
from marketing.enums.products import Family
from marketing.models import Lead
from queueing.domain.appointments.booking import Guest, request
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, hold, start
from queueing.domain.waiting import miss
from queueing.enums.appointments import BookingChannel
from queueing.models import CounterSession, RebookingOffer, SlotRule, SupportCall, Ticket
from queueing.selectors.slots import slots
from tests.factories import (
    make_branch,
    make_counter,
    make_policy,
    make_service,
    make_session,
    make_skills,
    make_staff,
    make_ticket,
    make_zone,
)
from tests.marketing.factories import make_customer

CASES = int(os.environ.get("LOBBY_FUZZ_CASES") or (10_000 if os.environ.get("LOBBY_TEST_LONG") else 500))
# Rows that calls name in their address; an id of nobody where there are none.
ROWS: dict[str, type[Model]] = {
    "alert_id": Alert,
    "reminder_id": Reminder,
    "incident_id": Incident,
    "run_id": ChecklistRun,
    "row_id": Seizure,
    "call_id": SupportCall,
    "fault_id": Fault,
    "complaint_id": Complaint,
    "lead_id": Lead,
    "outage_id": Outage,
    "offer_id": RebookingOffer,
}
NOBODY = 2**31
FIRST_STATES: tuple[tuple[Callable[..., Ticket], ...], ...] = (
    (),
    (),
    (start, hold),
    (start, finish),
    (miss,),
    (start,),
)

# What a description cannot say: the ends of the days that can be reckoned with, and that one of two fields is there.
RULED = {
    "/api/v1/branches/{code}/checklists/",
    "/api/v1/branches/{code}/materials/{material}/receive/",
    "/api/v1/branches/{code}/reminders/",
    "/api/v1/reminders/{reminder_id}/hand-over/",
}

api = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
OPERATIONS = sum(1 for _ in api.get_all_operations())
api.config.generation.update(
    modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE],
    max_examples=-(-CASES // OPERATIONS),
    deterministic=True,
    with_security_parameters=False,
)
# The other phases would add requests of their own to the set number.
api.config.phases.coverage.enabled = False
api.config.phases.examples.enabled = False

sent = itertools.count()


@pytest.fixture(autouse=True)
def one_transaction() -> Iterator[None]:
    """Requests run inside the test's transaction, which Django would take for a broken connection."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Ids, Staff, str]]:
    """The rows that all operations find, built once: some 150 times they would take longer than the requests."""
    with django_db_blocker.unblock(), taken_back():
        lead = somebody_who_may()
        yield hall_of(lead), lead, create_key(lead, at=timezone.now())[1]


@pytest.fixture
def key(standing: tuple[Ids, Staff, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The caller's key; its rate is out of reach."""
    monkeypatch.setattr(CredentialThrottle, "limiter", Limiter("1000000000/s"))
    return standing[2]


@pytest.fixture
def ids(standing: tuple[Ids, Staff, str], django_db_blocker: DjangoDbBlocker) -> Iterator[Ids]:
    """The addresses of those rows; what an operation does to them is taken back after it."""
    with django_db_blocker.unblock(), taken_back():
        standing[0].begin()
        yield standing[0]


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction, or a part of one, that is rolled back at the end; what is inside takes it for a test's own."""
    inside = atomic()
    inside._from_testcase = True
    with inside:
        yield
        set_rollback(True)


def somebody_who_may() -> Staff:
    """Somebody who may do nearly everything: works at a counter and manages the floor of a branch."""
    branch = make_branch("7001")
    make_policy(branch)
    staff = make_staff("lead", branch, RoleCode.TELLER_LEAD)
    make_skills(staff, "cash", "personal")
    return staff


def hall_of(lead: Staff) -> Ids:
    """Tickets in many states at a branch that is open round the clock."""
    branch = lead.home_branch
    assert branch is not None
    for day in range(7):
        OpeningHours.objects.create(branch=branch, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4))
    zone = make_zone(branch)
    cash = make_service(branch, "cash", "A", zone=zone, channels=[Channel.COUNTER, Channel.VTM])
    personal = make_service(branch, "personal", "B", zone=zone, complexity="complex", standard_minutes=15)
    counters = [make_counter(branch, code, zone, [cash, personal]) for code in ("1", "2")]
    at = timezone.now() - dt.timedelta(seconds=30)
    install(branch, at=at)
    begin_day(branch, lead, at)
    session = make_session(counters[0], lead, at)
    for _ in range(20):
        make_ticket(cash, at, by=lead)
    return Ids(branch, session, prepare(session, lead, at), [one.pk for one in counters], booked(cash, lead, at))


def begin_day(branch: Branch, lead: Staff, at: dt.datetime) -> None:
    """What the day's calls are about: alerts, tasks, an incident, complaints, a check, a seizure, something in the cupboard."""
    for number in range(3):
        raise_alert(branch, kinds.PARKED, by=SYSTEM, at=at, subject=("thing", number), roles=[RoleCode.TELLER_LEAD])
        create(lead, branch, by=lead.actor, at=at, due_at=at + dt.timedelta(hours=1), text="Look")
    report(branch, by=lead.actor, at=at, kind=IncidentKind.OTHER)
    install_complaints()
    for _ in range(3):
        receive(branch, by=SYSTEM, at=at, channel=ReceiptChannel.LETTER, content="Too long a wait")
    guest = make_customer(branch, consent_marketing_at=at)
    for family in (Family.SAVINGS, Family.MOBILE_BANK, Family.CREDIT_CARD):
        create_lead(branch, by=lead, at=at, customer=guest, family=family, source=LeadSource.FOLLOW_UP)
    Material.objects.create(branch=branch, code="leaflet", kind="leaflet", name_zh="折页", name_en="Leaflets")


class Ids:
    """Real addresses for generated requests, in turn."""

    def __init__(
        self, branch: Branch, session: CounterSession, tickets: list[int], counters: list[int], booked: list[int]
    ) -> None:
        self.branch, self.session = branch, session
        self.found: dict[str, list[Any]] = {
            "code": [branch.code],
            "name": ["heartbeat"],
            "ticket_id": tickets,
            "counter_id": counters,
            "appointment_id": booked,
            "item_id": list(LibraryItem.objects.order_by("pk").values_list("pk", flat=True)[:5]),
            "material": [Material.objects.get(branch=branch).code],
        }
        for name, model in ROWS.items():
            self.found[name] = list(model.objects.order_by("pk").values_list("pk", flat=True)[:5])
        self.begin()

    def begin(self) -> None:
        """Every operation starts with the first of each."""
        self.values = {name: itertools.cycle(found) for name, found in self.found.items()}

    def put_into(self, case: Case) -> None:
        """Replace generated path values, which would nearly always be 404."""
        for name in case.path_parameters or {}:
            case.path_parameters[name] = next(self.values[name], NOBODY)
        if isinstance(case.body, dict) and "service" in case.body:
            case.body["service"] = "cash"


def booked(service: Service, lead: Staff, at: dt.datetime) -> list[int]:
    """Three appointments of the coming hours; returns their ids."""
    rule = SlotRule.objects.create(branch=service.branch, service=service, capacity=9, lead_min=0)
    free = slots(service.branch, at=at, first=business_date(service.branch, at), days=2, service=rule.service)[:3]
    guests = [Guest("张小明", f"1380013800{number}") for number in range(3)]
    made = [
        request(
            service.branch,
            by=lead.actor,
            at=at,
            service=service,
            starts_at=slot.starts_at,
            guest=guest,
            channel=BookingChannel.TABLET,
        )
        for slot, guest in zip(free, guests, strict=True)
    ]
    return [appointment.pk for appointment in made]


def prepare(session: CounterSession, lead: Staff, at: dt.datetime) -> list[int]:
    """One ticket in each of the states, the last one at the counter; returns their ids."""
    tickets = []
    for verbs in FIRST_STATES:
        ticket = call_next(session, by=lead.actor, at=at) if verbs else Ticket.objects.latest("pk")
        assert ticket is not None
        for verb in verbs:
            ticket = verb(ticket, by=lead.actor, at=at)
        tickets.append(ticket.pk)
    return tickets


@api.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_api_keeps_its_word(case: Case, ids: Ids, key: str) -> None:
    """Whatever is sent: no 5xx, the described answers, refusals as `{code, detail}` that leave nothing behind."""
    next(sent)
    if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
        ids.put_into(case)
    entries = Entry.objects.count()

    response = case.call(headers={"Authorization": f"Key {key}"})

    refusal: dict[str, Any] = response.json() if response.status_code >= 400 else {}
    # A description cannot say which services, customers and counters there are.
    is_unknown = refusal.get("code", "").startswith("unknown_")
    # Nor what a rule asks for beyond the form: such a refusal has a code of its own.
    is_ruled = response.status_code == 400 and (refusal["code"] != "invalid" or case.operation.path in RULED)
    case.validate_response(
        response,
        headers={"Authorization": f"Key {key}"},
        excluded_checks=[positive_data_acceptance] if is_unknown or is_ruled else [],
    )
    assert not refusal or (set(refusal) - {"slots", "rows", "missing"}, Entry.objects.count()) == (
        {"code", "detail"},
        entries,
    )


def test_enough_was_sent() -> None:
    """The number of requests is what the name of this run promises."""
    assert next(sent) >= CASES
