"""What is kept of a customer beside the card's facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from lobby.branches.access import staff_with_role
from lobby.branches.models import Staff
from lobby.customers.domain.households import members_of
from lobby.customers.domain.owning import OWNERS
from lobby.customers.models import Customer, KeyDate, LifeEvent, Memo, Segment
from queueing.enums.care import NoteTag
from queueing.models import VisitNote

NOTES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Care:
    """Memo, days, notes, family, segments."""

    memo: Memo | None
    dates: list[KeyDate]
    notes: list[tuple[VisitNote, list[str]]]
    members: list[Customer]
    segments: list[str]


def care_of(customer: Customer) -> Care:
    """Everything that is kept (5 queries); nothing personal where the consent to be followed up is gone."""
    agreed = customer.consent_service_at is not None
    return Care(
        memo=Memo.objects.filter(customer=customer).select_related("by").first() if agreed else None,
        dates=list(KeyDate.objects.filter(customer=customer).order_by("pk")) if agreed else [],
        notes=notes_of(customer) if agreed else [],
        members=members_of(customer),
        segments=segments_of(customer),
    )


def notes_of(customer: Customer) -> list[tuple[VisitNote, list[str]]]:
    """The newest notes that the customer let us keep, with what they are about (1 query)."""
    notes = VisitNote.objects.filter(visit__customer=customer, has_consent=True).select_related("by_staff")
    return [(one, [str(NoteTag(tag).label) for tag in one.tags]) for one in notes.order_by("-at", "-pk")[:NOTES_SHOWN]]


def segments_of(customer: Customer) -> list[str]:
    """Names of the segments the customer belongs to (1 query)."""
    found = Segment.objects.filter(members__customer=customer, members__until__isnull=True)
    return [one.name for one in found.order_by("code")]


def part_of(customer: Customer, staff: Staff, at: dt.datetime) -> dict[str, Any]:
    """The section of the portrait."""
    return {"care": care_of(customer), "customer": customer}


def told_events(customer: Customer) -> list[LifeEvent]:
    """What the customer said of their life, the newest first (1 query)."""
    return list(LifeEvent.objects.filter(customer=customer).order_by("-date", "-pk"))


def possible_owners(customer: Customer) -> list[Staff]:
    """Who can look after the customer (1 query)."""
    return list(staff_with_role(customer.branch, OWNERS).order_by("name", "pk"))
