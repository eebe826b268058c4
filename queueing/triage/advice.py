"""What can be done about a need now: reads the hall, weighs the ways, says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Q

from devices.selectors import Machine, usable
from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel, ZoneKind
from lobby.branches.models import Branch, BranchPolicy, Service
from lobby.branches.policies import policy_of
from lobby.customers.models import Customer
from lobby.floor.enums.outages import OutageStatus
from lobby.floor.models import Outage
from queueing.domain.issuing import new_ticket
from queueing.enums import SessionStatus, Source
from queueing.enums.triage import MACHINES
from queueing.estimate import Wait, quote
from queueing.models import CounterSession, GuidedOnce, ServiceStats, Visit
from queueing.selectors.lines import minutes_of
from queueing.triage import machines, words
from queueing.triage.asking import asker_of
from queueing.triage.routes import sealed
from queueing.triage.rules import Asker, Case, Choice, Option, at_own_wish, choose


@dataclass(frozen=True, slots=True)
class Told:
    """An option as it is shown."""

    option: Option
    reason: str
    at_own_wish: bool

    @property
    def minutes(self) -> int:
        """Minutes until the customer is done."""
        return words.minutes(self.option.finish_s)

    @property
    def wait_minutes(self) -> int:
        """Whole minutes of waiting, rounded up; 0 for less than half a minute."""
        return minutes_of(self.option.wait_p50_s)

    @property
    def service_minutes(self) -> int:
        """Minutes of service."""
        return words.minutes(self.option.service_s)


@dataclass(frozen=True, slots=True)
class Advice:
    """Every way to serve a need: the proposed one first, the rest by their finish."""

    branch: Branch
    service: Service
    case: Case
    choice: Choice
    order: str
    told: list[Told] = field(default_factory=list)

    @property
    def recommended(self) -> Told:
        """The proposed way."""
        return self.told[0]

    @property
    def others(self) -> list[Told]:
        """The other ways."""
        return self.told[1:]

    @property
    def books_instead(self) -> bool:
        """Whether to offer an appointment: a wealth manager who is not free (S414)."""
        option = self.choice.option
        return option.channel == Channel.WEALTH_DESK and (not option.is_open or option.wait_p50_s > 0)

    @property
    def sooner_s(self) -> int | None:
        """How much sooner the proposed machine is done than people would be; None when no machine is proposed."""
        served = [told.option for told in self.others if not told.option.is_machine]
        if not self.choice.option.is_machine or not served:
            return None
        return min(option.finish_s for option in served) - self.choice.option.finish_s

    @property
    def token(self) -> str:
        """The advice as the page carries it until somebody chooses."""
        return sealed(self.branch, self.service, self.snapshot())

    def snapshot(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "recommended": self.choice.option.channel.value,
            "order": self.order,
            "options": [snapshot_of(told.option) for told in self.told],
        }


def snapshot_of(option: Option) -> dict[str, Any]:
    """An option in codes and seconds."""
    return {
        "channel": option.channel.value,
        "device": option.device.code if option.device else None,
        "device_id": option.device.pk if option.device else None,
        "zone": option.zone.code if option.zone else None,
        "wait_s": option.wait_p50_s,
        "service_s": option.service_s,
    }


def advise(
    branch: Branch,
    service: Service,
    *,
    at: dt.datetime,
    traits: Iterable[str] = (),
    customer: Customer | None = None,
    accompanied: bool = True,
) -> Advice:
    """Every way to serve a need and the one to propose (9 queries at most; it writes nothing).

    `accompanied`: a member of staff stands there and can go along to a video teller.
    """
    day = business_date(branch, at)
    policy, stated = policy_of(branch, day), list(traits)
    asker = asker_of(stated, customer, policy=policy, day=day, guided=guided(customer))
    served = by_people(branch, service, policy, traits=stated, customer=customer, at=at)
    alone = by_machine(branch, service, policy, asker, accompanied=accompanied, at=at)
    found = [*served, *alone] or [
        Option(Channel.COUNTER, service.standard_minutes * 60, zone=service.zone, is_open=False)
    ]
    options = sorted(found, key=lambda option: option.finish_s)
    case = Case(asker, service.family, tuple(options), policy.triage_margin_s, tuple(policy.triage_order.split(",")))
    choice = choose(case)
    ordered = [choice.option, *(option for option in options if option != choice.option)]
    told = [Told(option, words.reason(case, choice, option), at_own_wish(case, option)) for option in ordered]
    return Advice(branch, service, case, choice, policy.triage_order, told)


def guided(customer: Customer | None) -> frozenset[Channel]:
    """The machines that a known customer was once led through (0–1 query)."""
    if customer is None:
        return frozenset()
    kinds = set(GuidedOnce.objects.filter(customer=customer).values_list("kind", flat=True))
    return frozenset(channel for channel, kind in MACHINES.items() if kind in kinds)


def by_people(
    branch: Branch,
    service: Service,
    policy: BranchPolicy,
    *,
    traits: list[str],
    customer: Customer | None,
    at: dt.datetime,
) -> list[Option]:
    """Counter and wealth desk, with the wait that a number taken now would be told (1 or 3 queries).

    None where no counter of the branch offers the service.
    """
    wait = wait_of(branch, service, policy, traits=traits, customer=customer, at=at)
    if wait is None:
        return []
    desks = open_desks(branch, service)
    mean_s = ServiceStats.objects.filter(service=service).values_list("mean_service_s", flat=True).first()
    both = {Channel.COUNTER, Channel.WEALTH_DESK} <= set(service.channels)
    options = []
    # A service without any channel in the catalogue is done at the counter.
    for channel in [Channel.COUNTER, Channel.WEALTH_DESK]:
        if channel in service.channels or (channel == Channel.COUNTER and not service.channels):
            kinds = [is_wealth for is_wealth in desks if not both or is_wealth == (channel == Channel.WEALTH_DESK)]
            options.append(
                Option(
                    channel=channel,
                    service_s=round(mean_s or service.standard_minutes * 60),
                    wait_p50_s=wait.p50_s,
                    wait_p90_s=wait.p90_s,
                    zone=service.zone,
                    is_open=bool(kinds),
                )
            )
    return options


def wait_of(
    branch: Branch,
    service: Service,
    policy: BranchPolicy,
    *,
    traits: list[str],
    customer: Customer | None,
    at: dt.datetime,
) -> Wait | None:
    """The estimate of the number that this customer would get now, None where no counter offers it (1 query)."""
    visit = Visit(branch=branch, day=business_date(branch, at), customer=customer, arrived_at=at)
    ticket = new_ticket(branch, policy, visit, service=service, source=Source.TABLET, traits=traits, at=at)
    return quote(ticket, at=at)


def open_desks(branch: Branch, service: Service) -> list[bool]:
    """For each open counter that serves this: whether it is one of the wealth zone; none while counters are down (1 query)."""
    able = Q(primary_services__contains=[service.pk]) | Q(secondary_services__contains=[service.pk])
    down = Outage.objects.filter(branch=branch, status=OutageStatus.RUNNING, is_drill=False, channel=Channel.COUNTER)
    sessions = CounterSession.objects.filter(
        able, ~Exists(down), branch=branch, closed_at__isnull=True, status=SessionStatus.OPEN
    )
    return [kind == ZoneKind.WEALTH for kind in sessions.values_list("counter__zone__kind", flat=True)]


def by_machine(
    branch: Branch, service: Service, policy: BranchPolicy, asker: Asker, *, accompanied: bool, at: dt.datetime
) -> list[Option]:
    """For each channel of the service the machine that can do it and is free first (0 or 3 queries)."""
    wanted = [channel for channel in MACHINES if channel in service.channels]
    found = [one for one in usable(branch, service) if one.channel in wanted] if wanted else []
    if not found:
        return []
    sent, seen = machines.sent_to(branch, business_date(branch, at)), machines.learned(service)
    options = []
    for channel in wanted:
        takes_s = machines.service_s(service, channel, policy, seen)
        free = {
            machine: machines.free_in_s(machine, sent.get(machine.device.pk, ()), takes_s, at=at)
            for machine in found
            if machine.channel == channel
        }
        if free:
            machine = min(free, key=lambda one: free[one])
            options.append(option_at(machine, channel, takes_s, free[machine], asker, accompanied=accompanied))
    return options


def option_at(
    machine: Machine, channel: Channel, takes_s: int, wait_s: float, asker: Asker, *, accompanied: bool
) -> Option:
    """The option of one machine."""
    is_first_use = channel == Channel.VTM and channel not in asker.guided
    return Option(
        channel=channel,
        service_s=takes_s,
        wait_p50_s=round(wait_s),
        wait_p90_s=round(wait_s * machines.SPREAD),
        zone=machine.device.zone,
        device=machine.device,
        is_first_use=is_first_use,
        needs_escort=is_first_use and not accompanied,
    )
