"""Events from the plan to what was learned from them (S011, S016)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.calendar import business_date, local
from lobby.branches.models import Branch, Staff
from lobby.floor.errors import EmptyText, ReasonMissing
from lobby.floor.models import LibraryItem
from lobby.floor.selectors.library import in_force
from lobby.live import journal
from marketing.domain.campaigns.planning import check_another, check_works_at
from marketing.enums.campaigns import EVENT_MOVES, EventStatus
from marketing.errors.campaigns import IllegalEventMove, NoApprovedMaterial, NotYet, PrivateNotPromoted, SpanUnfit
from marketing.events.campaigns import EventChanged
from marketing.models import Campaign, Event, Product


def plan(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    name_zh: str,
    name_en: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    seats: int,
    family: str,
    owner: Staff,
    budget: int = 0,
    product: Product | None = None,
    material: LibraryItem | None = None,
    campaign: Campaign | None = None,
) -> Event:
    """Plan an event. Raises SpanUnfit, OwnerElsewhere, PrivateNotPromoted (N22)."""
    if not at < starts_at < ends_at:
        raise SpanUnfit
    if product is not None and product.is_private:
        raise PrivateNotPromoted(name=product.name)
    check_works_at(branch, owner)
    with journal.unit(by=by.actor, at=at):
        event = Event.objects.create(
            branch=branch,
            campaign=campaign,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            day=business_date(branch, starts_at),
            starts_at=starts_at,
            ends_at=ends_at,
            place=place.strip(),
            seats=seats,
            budget=budget,
            family=product.family if product else family,
            product=product,
            material=material,
            owner=owner,
            planned_by=by,
            since=at,
            created_at=at,
        )
        journal.record(news_of(event, "plan"))
    return event


def approve(event: Event, *, by: Staff, at: dt.datetime) -> Event:
    """Somebody who neither owns nor planned it lets it go on. Raises ApprovesOwnPlan, IllegalEventMove."""
    with journal.unit(by=by.actor, at=at):
        event = locked(event)
        check_another(event, by)
        return move(event, "approve", at=at, approved_at=at, approved_by=by)


def start_inviting(event: Event, *, by: Staff, at: dt.datetime) -> Event:
    """Guests may be chosen from now on. Raises IllegalEventMove."""
    with journal.unit(by=by.actor, at=at):
        return move(locked(event), "start_inviting", at=at)


def choose_material(event: Event, *, by: Staff, at: dt.datetime, material: LibraryItem) -> Event:
    """Say which content of the library invites to it, until sign-up opens. Raises IllegalEventMove, NoApprovedMaterial."""
    with journal.unit(by=by.actor, at=at):
        event = locked(event)
        if event.status not in (EventStatus.PLANNED, EventStatus.APPROVED, EventStatus.INVITING):
            raise IllegalEventMove(status=EventStatus(event.status).label)
        event.material = material
        check_material(event, at=at)
        event.save(update_fields=["material"])
        journal.record(news_of(event, "choose_material"))
    return event


def open_sign_up(event: Event, *, by: Staff, at: dt.datetime) -> Event:
    """Invitations can be answered from now on. Raises IllegalEventMove, NoApprovedMaterial (S011)."""
    with journal.unit(by=by.actor, at=at):
        event = locked(event)
        check_move(event, "open")
        check_material(event, at=at)
        return move(event, "open", at=at)


def hold(event: Event, *, by: Staff, at: dt.datetime) -> Event:
    """It is over: nobody signs up or in any more. Raises NotYet before it began, IllegalEventMove."""
    with journal.unit(by=by.actor, at=at):
        event = locked(event)
        check_move(event, "hold")
        check_begun(event, at=at)
        return move(event, "hold", at=at)


def evaluate(event: Event, *, by: Staff, at: dt.datetime, spent: int, finding: str) -> Event:
    """What it cost and what was learned. Raises EmptyText, IllegalEventMove."""
    if not finding.strip():
        raise EmptyText
    with journal.unit(by=by.actor, at=at):
        return move(locked(event), "evaluate", at=at, spent=spent, finding=finding.strip())


def cancel(event: Event, *, by: Staff, at: dt.datetime, reason: str) -> Event:
    """It will not be; the invitations' pages say so. Raises ReasonMissing, IllegalEventMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        return move(locked(event), "cancel", at=at, end_reason=reason.strip())


def check_material(event: Event, *, at: dt.datetime) -> None:
    """What invites to it is approved and in force at this moment (1 query). Raises NoApprovedMaterial."""
    if not is_in_force(event, at=at):
        raise NoApprovedMaterial


def is_in_force(event: Event, *, at: dt.datetime) -> bool:
    """Whether what invites to it may be shown at this moment (1 query)."""
    return in_force(None, event.branch, at).filter(item=event.material_id).exists()


def check_begun(event: Event, *, at: dt.datetime) -> None:
    """Raises NotYet."""
    if at < event.starts_at:
        raise NotYet(at=f"{local(event.branch, event.starts_at):%Y-%m-%d %H:%M}")


def check_move(event: Event, verb: str) -> EventStatus:
    """The state that the verb leads to. Raises IllegalEventMove."""
    sources, target = EVENT_MOVES[verb]
    if event.status not in sources:
        raise IllegalEventMove(status=EventStatus(event.status).label)
    return target


def move(event: Event, verb: str, *, at: dt.datetime, **fields: Any) -> Event:
    """Take the verb's move (1 statement). The row must be locked. Raises IllegalEventMove."""
    event.status, event.since = check_move(event, verb), at
    for name, value in fields.items():
        setattr(event, name, value)
    event.save(update_fields=["status", "since", *fields])
    journal.record(news_of(event, verb))
    return event


def locked(event: Event) -> Event:
    """Read the event again with its row locked: its seats are handed out one after the other (1 statement)."""
    related = ("branch", "product", "campaign")
    return Event.objects.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=event.pk)


def news_of(event: Event, verb: str) -> EventChanged:
    """The event of a change."""
    return EventChanged(branch_id=event.branch_id, event=event.pk, status=event.status, verb=verb)
