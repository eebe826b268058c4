"""Segments: who belongs to which, reckoned anew when a rule, a card or the calendar changes (S010)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lobby.customers.domain.tables import insert, one_of
from lobby.customers.errors.cards import EmptyRule
from lobby.customers.models import Customer, Holding, LifeEvent, Segment, SegmentMember

CHUNK = 2_000
DAY = dt.timedelta(days=1)


def define(segment: Segment) -> Segment:
    """Save a new or changed rule as its next version; the sweep reckons its members. Raises EmptyRule.

    The history keeps every version and who wrote it.
    """
    if conditions(segment, dt.date.max.year, dt.date.max) is None:
        raise EmptyRule
    segment.version = segment.version + 1 if segment.pk else 1
    segment.computed_at = None
    segment.save()
    return segment


def conditions(segment: Segment, year: int, today: dt.date) -> Q | None:
    """What the rule asks of a customer; None for a rule that asks nothing."""
    asked = Q()
    if segment.tiers:
        asked &= Q(tier__in=segment.tiers)
    if segment.age_from is not None:
        asked &= Q(birth_year__lte=year - segment.age_from)
    if segment.age_to is not None:
        asked &= Q(birth_year__gte=year - segment.age_to)
    if segment.is_payroll is not None:
        asked &= Q(is_payroll=segment.is_payroll)
    if segment.is_corporate is not None:
        asked &= Q(is_corporate=segment.is_corporate)
    if segment.life_events:
        since = today - dt.timedelta(days=segment.life_event_days)
        events = LifeEvent.objects.filter(customer=OuterRef("pk"), kind__in=segment.life_events, date__gte=since)
        asked &= Q(Exists(events))
    if segment.families:
        asked &= Q(Exists(Holding.objects.filter(customer=OuterRef("pk"), family__in=segment.families)))
    return asked or None


def belonging(segment: Segment, at: dt.datetime) -> QuerySet[Customer]:
    """The customers who meet the rule; ages turn with the year."""
    asked = conditions(segment, at.year, at.date())
    if asked is None or not segment.is_active:
        return Customer.objects.none()
    return Customer.objects.filter(asked, closed_on__isnull=True)


def recompute(segment: Segment, *, at: dt.datetime) -> int:
    """Let members in and out; returns how many moved (3 statements and a chunk each)."""
    current = SegmentMember.objects.filter(segment=segment, until__isnull=True)
    found = belonging(segment, at)
    moved = current.exclude(customer__in=found.values("pk")).update(until=at)
    inside = SegmentMember.objects.filter(segment=segment, until__isnull=True, customer=OuterRef("pk"))
    while coming := list(found.exclude(Exists(inside)).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        SegmentMember.objects.bulk_create(
            (SegmentMember(customer_id=pk, segment=segment, version=segment.version, since=at) for pk in coming),
            ignore_conflicts=True,
        )
        moved += len(coming)
    return moved


def recompute_for(customers: list[int], *, at: dt.datetime) -> None:
    """The segments of some customers whose cards changed (1 query for each segment and 4 statements at most)."""
    segments = list(Segment.objects.filter(is_active=True))
    current = SegmentMember.objects.filter(one_of("customer_id", customers), segment__in=segments, until__isnull=True)
    inside = {(segment, customer): pk for pk, segment, customer in current.values_list("pk", "segment", "customer")}
    found = {
        (segment.pk, customer): segment.version
        for segment in segments
        for customer in belonging(segment, at).filter(one_of("pk", customers)).values_list("pk", flat=True)
    }
    if gone := [pk for one, pk in inside.items() if one not in found]:
        SegmentMember.objects.filter(one_of("pk", gone)).update(until=at)
    insert(
        "customers_segmentmember",
        {"segment_id": "bigint", "customer_id": "bigint", "version": "int", "since": "timestamptz"},
        ((*one, found[one], at) for one in sorted(found.keys() - inside.keys())),
        ending="ON CONFLICT DO NOTHING",
    )


def sweep_segments(*, at: dt.datetime) -> int:
    """Reckon every changed rule, and once a day the others; returns how many members moved. Safe to run twice."""
    due = Q(computed_at__isnull=True) | Q(computed_at__lte=at - DAY, is_active=True)
    moved = 0
    for pk in list(Segment.objects.filter(due).values_list("pk", flat=True)):
        with transaction.atomic():
            segment = Segment.objects.select_for_update(no_key=True, skip_locked=True).filter(due, pk=pk).first()
            if segment is not None:
                moved += recompute(segment, at=at)
                Segment.objects.filter(pk=pk).update(computed_at=at)
    return moved
