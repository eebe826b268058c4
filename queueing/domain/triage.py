"""Recording where customers were sent, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from devices.domain.states import held_usable
from lobby.branches.actors import Actor
from lobby.branches.enums import Channel, RoleCode
from lobby.branches.models import Branch, BranchPolicy, RoleGrant, Service
from queueing.domain.moving import news_of
from queueing.enums.triage import MACHINES, Offer, OverrideReason
from queueing.errors import CannotDivert
from queueing.errors.triage import DeviceOutOfUse, EscortMissing
from queueing.events import TicketDiverted
from queueing.models import GuidedOnce, RoutingDecision, Ticket
from queueing.triage.asking import asker_of
from queueing.triage.routes import Route

# Older customers fade out: a machine that has become slower is known to be after so many.
REMEMBERED = 200

LEARN = """
    INSERT INTO queueing_channelstats AS known (service_id, channel, mean_service_s, samples)
    VALUES (%(service)s, %(channel)s, %(took_s)s, 1)
    ON CONFLICT (service_id, channel) DO UPDATE SET
        mean_service_s = known.mean_service_s
            + (excluded.mean_service_s - known.mean_service_s) / (least(known.samples, %(remembered)s) + 1),
        samples = known.samples + 1
"""


def decide(
    ticket: Ticket, route: Route, *, policy: BranchPolicy, by: Actor, at: dt.datetime, own_wish: bool = False
) -> RoutingDecision:
    """Record a decision about a ticket, inside the verb that holds the machine and carries it out (1–2 statements).

    Raises CannotDivert for somebody who may not be nudged, EscortMissing.
    """
    asker = asker_of(ticket.traits, ticket.customer, policy=policy, day=ticket.day)
    if route.is_to_machine and asker.is_protected and not (own_wish or route.override == OverrideReason.CUSTOMER_WISH):
        raise CannotDivert(service=ticket.service.name)
    return RoutingDecision.objects.create(
        branch_id=ticket.branch_id,
        day=ticket.day,
        ticket=ticket,
        service=ticket.service,
        options=list(route.options),
        recommended=route.recommended,
        chosen=route.chosen,
        device_id=route.device_id,
        override_reason=route.override,
        offer=offer_of(route, is_protected=asker.is_protected),
        is_protected=asker.is_protected,
        escort_id=escort_of(ticket, route, by),
        rule_order=route.rule_order,
        triage_seconds=ticket.visit.triage_seconds,
        guess=route.guess,
        guess_signs=list(route.guess_signs),
        by_name=by.name,
        by_staff_id=by.staff_id,
        at=at,
    )


def hold_machine(route: Route, service: Service, *, at: dt.datetime) -> None:
    """A machine that somebody is sent to stays as it is until commit (0–1 statement). Raises DeviceOutOfUse."""
    if route.device_id is not None and not held_usable(route.device_id, at=at, service=service):
        raise DeviceOutOfUse


def offer_of(route: Route, *, is_protected: bool) -> str:
    """What became of the offer; without a machine proposed or taken there was none."""
    if route.is_to_machine:
        return Offer.ACCEPTED
    return Offer.DECLINED if route.recommended in MACHINES and not is_protected else ""


def escort_of(ticket: Ticket, route: Route, by: Actor) -> int | None:
    """Who goes along to a video teller: whoever sends the customer there (0–1 query). Raises EscortMissing."""
    if route.chosen != Channel.VTM:
        return None
    if by.kind == "device" and not has_used(ticket, MACHINES[Channel.VTM]):
        raise EscortMissing
    return by.staff_id


def has_used(ticket: Ticket, kind: str) -> bool:
    """Whether a known customer was once led through such a machine (0–1 query)."""
    return ticket.customer_id is not None and GuidedOnce.objects.filter(customer=ticket.customer_id, kind=kind).exists()


def diverted(ticket: Ticket, channel: str) -> TicketDiverted:
    """The news of a diversion."""
    return TicketDiverted(**news_of(ticket), channel=str(channel))


def offer_failed(ticket: Ticket, reason: str) -> None:
    """The machine could not do it (1 statement)."""
    accepted = RoutingDecision.objects.filter(ticket=ticket, offer=Offer.ACCEPTED)
    accepted.update(offer=Offer.FAILED, fail_reason=reason[:120])


def offer_worked(ticket: Ticket, *, at: dt.datetime) -> None:
    """The machine did it: remember how long it took, and that the customer has been led through it (1–3 statements)."""
    decision = RoutingDecision.objects.filter(ticket=ticket, offer=Offer.ACCEPTED).order_by("-pk").first()
    if decision is None:
        return
    took_s = max(0.0, (at - decision.at).total_seconds())
    values: dict[str, Any] = {
        "service": decision.service_id,
        "channel": decision.chosen,
        "took_s": took_s,
        "remembered": REMEMBERED,
    }
    with connection.cursor() as cursor:
        cursor.execute(LEARN, values)
    if ticket.customer_id is not None and decision.chosen in MACHINES:
        once = GuidedOnce(customer_id=ticket.customer_id, kind=MACHINES[Channel(decision.chosen)], at=at)
        GuidedOnce.objects.bulk_create([once], ignore_conflicts=True)


def helper_id(branch: Branch, by: Actor) -> int | None:
    """Who looks after somebody with a claim to care: whoever receives them, else a lobby assistant or manager (0–1 query)."""
    if by.kind == "staff":
        return by.id
    lobby = RoleGrant.objects.filter(
        branch=branch, role__in=[RoleCode.LM, RoleCode.LMA], staff__is_active=True
    ).order_by("-role", "staff")
    return lobby.values_list("staff", flat=True).first()
