"""Outage mode (S198d): said once, it stops what cannot be served, tells every screen, and names who explains.

An outage is an incident of the kind "system failure", whose response levels, clocks, tasks and report it has; declaring
one puts the incident's plan in force, ending it recovers the incident, and recovering the incident ends it.
Locks are taken in the order branch, incident, outage, services.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import Channel
from lobby.branches.models import Branch, Service, Staff
from lobby.floor import wall_notices
from lobby.floor.bilingual import both
from lobby.floor.domain.incidents import moves, reporting, responding
from lobby.floor.enums.incidents import UNRESOLVED, IncidentKind, IncidentSeverity, IncidentStatus
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.outages import NOTICE_PREFIX, OUTAGE_MOVES, OutageScope, OutageStatus
from lobby.floor.errors.incidents import UnknownOnRoster
from lobby.floor.errors.outages import (
    IllegalOutageMove,
    NotApproved,
    NothingFailed,
    OutageRunning,
    OverBeforeItBegan,
)
from lobby.floor.events.incidents import IncidentEvent, IncidentHandled
from lobby.floor.events.outages import OutageChanged, OutageDeclared, OutageEnded, OutageEvent
from lobby.floor.models import Incident, Outage
from lobby.floor.selectors.incidents.duty import people_of
from lobby.floor.selectors.library import in_force
from lobby.live import journal
from lobby.live.events import Event

EXPLAIN = _("Explain to the customers what has failed and what they can do now")
EXPLAIN_WITHIN = dt.timedelta(minutes=2)
# Whatever ends an incident ends its outage.
OVER = ("incident.recovered", "incident.closed", "incident.false_alarm")


@dataclass(frozen=True, slots=True)
class Reach:
    """What has failed: everything, a `channel`, or `services` by their ids."""

    scope: OutageScope
    channel: str = ""
    services: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known and told: the approved `notice`, who explains, since when and until when."""

    notice: str
    explainer: Staff
    since: dt.datetime | None = None
    expected_at: dt.datetime | None = None


def declare(
    branch: Branch, *, by: Actor, at: dt.datetime, reach: Reach, terms: Terms, note: str = "", is_drill: bool = False
) -> Outage:
    """Systems have failed: the notice is on every screen, what cannot be served gives no numbers.

    A system failure that is open already becomes this outage, else one is reported, Ⅱ for all systems and Ⅲ for some.
    Raises OutageRunning, NothingFailed, NotApproved, UnknownOnRoster, OverBeforeItBegan, AppearanceNoted.
    """
    with journal.unit(by=by, at=at):
        Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        if Outage.objects.filter(branch=branch, status=OutageStatus.RUNNING, is_drill=is_drill).exists():
            raise OutageRunning
        affected, barred = reached(branch, reach)
        check_terms(branch, terms, at=at)
        outage = Outage.objects.create(
            branch=branch,
            incident=incident_in_force(branch, reach, by=by, at=at, note=note, is_drill=is_drill),
            is_drill=is_drill,
            declared_at=at,
            declared_by_id=by.staff_id,
            **fields_of(reach, terms, affected),
            since=terms.since or at,
            stopped=[] if is_drill else stop(barred),
        )
        ask_to_explain(outage, at=at)
        tell(OutageDeclared, outage)
    return outage


def change(outage: Outage, *, by: Actor, at: dt.datetime, reach: Reach, terms: Terms) -> Outage:
    """It reaches further or less far, lasts longer, or somebody else explains; `since` stays.

    Raises IllegalOutageMove, NothingFailed, NotApproved, UnknownOnRoster, OverBeforeItBegan.
    """
    with journal.unit(by=by, at=at):
        outage = locked(outage)
        check_move(outage, "change")
        affected, barred = reached(outage.branch, reach)
        check_terms(outage.branch, terms, at=at)
        is_handed_on = terms.explainer.pk != outage.explainer_id
        stopped = outage.stopped
        if not outage.is_drill:
            go_on(set(outage.stopped) - barred)
            stopped = sorted(set(outage.stopped) & barred | set(stop(barred - set(outage.stopped))))
        move(outage, "change", **fields_of(reach, terms, affected), stopped=stopped)
        if is_handed_on:
            ask_to_explain(outage, at=at)
        tell(OutageChanged, outage)
    return outage


def end(outage: Outage, *, by: Actor, at: dt.datetime) -> Outage:
    """Service is back: numbers are issued again, screens are clean, the incident is recovered. Raises IllegalOutageMove."""
    with journal.unit(by=by, at=at):
        outage = locked(outage)
        ended(outage, by=by, at=at)
        recover(outage.incident, by=by, at=at)
    return outage


def ended(outage: Outage, *, by: Actor, at: dt.datetime) -> None:
    """Take the move; only services that this outage stopped go on. The rows must be locked."""
    move(outage, "end", ended_at=at, ended_by_id=by.staff_id)
    go_on(set(outage.stopped))
    tell(OutageEnded, outage)


def when_incident_ends(event: Event, by: Actor, at: dt.datetime) -> None:
    """The incident was recovered, closed or a false alarm: so its outage is over (0–5 statements)."""
    if event.type not in OVER or not isinstance(event, IncidentEvent) or event.kind != IncidentKind.SYSTEM_FAILURE:
        return
    found = Outage.objects.select_for_update(no_key=True, of=("self",)).select_related("branch")
    outage = found.filter(incident=event.incident, status=OutageStatus.RUNNING).first()
    if outage is not None:
        ended(outage, by=by, at=at)


def locked(outage: Outage) -> Outage:
    """Read the outage again, its incident's row and its own locked (2 statements)."""
    incident = moves.locked(Incident(pk=outage.incident_id))
    fresh = Outage.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=outage.pk)
    fresh.incident = incident
    return fresh


def check_move(outage: Outage, verb: str) -> OutageStatus:
    """Return the state the verb leads to; raises IllegalOutageMove when the table does not list it."""
    sources, target = OUTAGE_MOVES[verb]
    if outage.status not in sources:
        raise IllegalOutageMove(status=OutageStatus(outage.status).label)
    return target


def move(outage: Outage, verb: str, **fields: Any) -> None:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    outage.status = check_move(outage, verb)
    for name, value in fields.items():
        setattr(outage, name, value)
    outage.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])


def reached(branch: Branch, reach: Reach) -> tuple[set[int], set[int]]:
    """Ids of the services that are affected, and of those that nobody can serve any more (1 query). Raises NothingFailed.

    When the counters have failed, what a machine can do goes on there; when a kind of machine has, what people do.
    """
    services = list(Service.objects.filter(branch=branch, is_active=True))
    if reach.scope == OutageScope.ALL:
        affected = services
    elif reach.scope == OutageScope.SERVICES:
        affected = [service for service in services if service.pk in reach.services]
    else:
        affected = [service for service in services if reach.channel in ways_of(service)]
    if not affected:
        raise NothingFailed
    barred = [one for one in affected if reach.scope != OutageScope.CHANNEL or not ways_of(one) - {reach.channel}]
    return {one.pk for one in affected}, {one.pk for one in barred}


def ways_of(service: Service) -> set[str]:
    """The channels by which a service is done; one without any in the catalogue is done at the counter."""
    return set(service.channels) or {Channel.COUNTER.value}


def check_terms(branch: Branch, terms: Terms, *, at: dt.datetime) -> None:
    """Only approved words, somebody of the branch, times that fit (2 queries)."""
    since = terms.since or at
    if since > at or (terms.expected_at is not None and terms.expected_at <= at):
        raise OverBeforeItBegan
    if not people_of(branch).filter(pk=terms.explainer.pk).exists():
        raise UnknownOnRoster
    cards = in_force(ContentKind.MESSAGE_TEMPLATE, branch, at).filter(item__code=terms.notice)
    if not terms.notice.startswith(NOTICE_PREFIX) or not cards.exists():
        raise NotApproved


def fields_of(reach: Reach, terms: Terms, affected: set[int]) -> dict[str, Any]:
    """The fields that declaring and changing both write."""
    return {
        "scope": reach.scope,
        "channel": reach.channel if reach.scope == OutageScope.CHANNEL else "",
        "services": sorted(affected),
        "notice": terms.notice,
        "explainer_id": terms.explainer.pk,
        "expected_at": terms.expected_at,
    }


def stop(services: set[int]) -> list[int]:
    """Issue no numbers for these; returns those that were not stopped already (2 statements, none for none)."""
    if not services:
        return []
    rows = Service.objects.filter(pk__in=services, is_stopped=False)
    running = sorted(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    Service.objects.filter(pk__in=running).update(is_stopped=True)
    return running


def go_on(services: set[int]) -> None:
    """Issue numbers for these again (1 statement, none for none)."""
    if services:
        Service.objects.filter(pk__in=services).update(is_stopped=False)


def incident_in_force(
    branch: Branch, reach: Reach, *, by: Actor, at: dt.datetime, note: str, is_drill: bool
) -> Incident:
    """The open system failure without an outage, or a new one, with its plan in force; its row is locked."""
    open_ones = Incident.objects.filter(
        branch=branch, kind=IncidentKind.SYSTEM_FAILURE, is_drill=is_drill, status__in=UNRESOLVED, outage=None
    )
    found = open_ones.order_by("pk").first() or reporting.report(
        branch, by=by, at=at, kind=IncidentKind.SYSTEM_FAILURE, note=note, is_drill=is_drill
    )
    incident = moves.locked(found)
    if incident.status == IncidentStatus.REPORTED:
        severity = IncidentSeverity.II if reach.scope == OutageScope.ALL else IncidentSeverity.III
        incident = reporting.classify(incident, by=by, at=at, severity=severity)
    if incident.status == IncidentStatus.CLASSIFIED:
        responding.put_in_force(incident, by=by, at=at)
    return incident


def recover(incident: Incident, *, by: Actor, at: dt.datetime) -> None:
    """Walk a locked incident to "recovered", by every move that is left on the way there."""
    if incident.status == IncidentStatus.ACTIVATED:
        moves.move(incident, "handle", handled_at=at)
        journal.record(IncidentHandled(**moves.news_of(incident)))
    if incident.status == IncidentStatus.HANDLING:
        incident = responding.contain(incident, by=by, at=at)
    if incident.status == IncidentStatus.CONTAINED:
        responding.recover(incident, by=by, at=at)


def ask_to_explain(outage: Outage, *, at: dt.datetime) -> None:
    """One person explains, and has it as a task of the incident (S198d)."""
    with journal.unit(by=SYSTEM, at=at):
        responding.give_task(outage.incident, outage.explainer, "", both(EXPLAIN), at=at, due_at=at + EXPLAIN_WITHIN)


def tell(news: type[OutageEvent], outage: Outage) -> None:
    """Record the news; screens ask for their notices again."""
    codes = Service.objects.filter(pk__in=outage.services).order_by("position", "code").values_list("code", flat=True)
    journal.record(
        news(
            branch_id=outage.branch_id,
            outage=outage.pk,
            incident=outage.incident_id,
            scope=outage.scope,
            channel=outage.channel,
            services=list(codes),
            is_drill=outage.is_drill,
        )
    )
    if not outage.is_drill:
        wall_notices.changed(outage.branch)
