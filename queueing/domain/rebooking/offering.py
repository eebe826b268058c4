"""Offering another time or place to many at once: so many statements for one ticket as for two hundred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, openings
from lobby.branches.models import Branch, Service
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.enums.outages import OutageStatus
from lobby.floor.errors.outages import IllegalOutageMove
from lobby.floor.models import Outage
from lobby.live import journal
from queueing.domain.locks import take_booking_lock
from queueing.domain.rebooking.moving import news_of
from queueing.enums import CALLABLE
from queueing.enums.outages import OfferStatus
from queueing.errors.outages import DrillOnly, NotAnAlternative, NothingToOffer
from queueing.events.outages import OfferMade
from queueing.models import Rebooking, RebookingOffer, Ticket
from queueing.selectors.alternatives import alternatives
from queueing.selectors.slots import Slot, lead_day, slots

EXPIRY = "rebooking.expiry"
LOOKS_AHEAD_DAYS = 14
MOST = 500


def offer(
    outage: Outage,
    *,
    by: Actor,
    at: dt.datetime,
    tickets: Iterable[int] | None = None,
    place: Branch | None = None,
    minutes: int = 15,
) -> Rebooking:
    """Offer those who wait for what has failed (or `tickets` of them) a later time here, or a time at `place`.

    In calling order each gets the earliest slot that is left: here once service is expected back, from the next open day on
    when that is not known. Whoever has an open offer or declined the same keeps what they have. About 20 statements,
    however many wait. Raises IllegalOutageMove, DrillOnly, NotAnAlternative, NothingToOffer.
    """
    with journal.unit(by=by, at=at):
        target = place or outage.branch
        take_booking_lock(target.pk)
        outage = Outage.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=outage.pk)
        check(outage, target, at=at)
        waiting = asked(outage, target, tickets, at=at)
        found = given(waiting, target, outage, at=at)
        if not found:
            raise NothingToOffer
        rebooking = Rebooking.objects.create(
            outage=outage,
            branch=outage.branch,
            place=target,
            offered_at=at,
            offered_by_id=by.staff_id,
            expires_at=at + dt.timedelta(minutes=minutes),
        )
        offers = RebookingOffer.objects.bulk_create(
            RebookingOffer(
                rebooking=rebooking, ticket=ticket, service=slot.rule.service, rule=slot.rule, slot_at=slot.starts_at
            )
            for ticket, slot in found
        )
        for one in offers:
            journal.record(OfferMade(**news_of(one)))
        subject = ("rebooking", rebooking.pk)
        deadlines.set_deadline(EXPIRY, branch_id=outage.branch_id, subject=subject, due_at=rebooking.expires_at)
    return rebooking


def check(outage: Outage, target: Branch, *, at: dt.datetime) -> None:
    """Only during a real outage, and only where customers can be served."""
    if outage.status != OutageStatus.RUNNING:
        raise IllegalOutageMove(status=OutageStatus(outage.status).label)
    if outage.is_drill:
        raise DrillOnly
    if target.pk != outage.branch_id and target.pk not in {one.branch.pk for one in alternatives(outage, at=at)}:
        raise NotAnAlternative


def asked(outage: Outage, target: Branch, tickets: Iterable[int] | None, *, at: dt.datetime) -> list[Ticket]:
    """Who waits for what has failed and has not been asked this, in calling order (1 query)."""
    rows = Ticket.objects.filter(
        branch=outage.branch, day=business_date(outage.branch, at), status__in=CALLABLE, service__in=outage.services
    )
    if tickets is not None:
        rows = rows.filter(pk__in=list(tickets))
    known = RebookingOffer.objects.filter(status=OfferStatus.OFFERED)
    no_thanks = RebookingOffer.objects.filter(
        status=OfferStatus.DECLINED, rebooking__outage=outage, rebooking__place=target
    )
    rows = rows.exclude(pk__in=known.values("ticket")).exclude(pk__in=no_thanks.values("ticket"))
    return list(rows.select_related("service", "appointment").order_by("-goes_first", "queue_at", "pk")[:MOST])


def given(waiting: Sequence[Ticket], target: Branch, outage: Outage, *, at: dt.datetime) -> list[tuple[Ticket, Slot]]:
    """The earliest slot that is left for each; who finds none is left out (10 queries at most).

    Large sums need their days (R15), whatever has failed.
    """
    codes = {ticket.service.code for ticket in waiting}
    services = {one.code: one for one in Service.objects.filter(branch=target, code__in=codes, is_active=True)}
    today = business_date(target, at)
    offered = slots(target, at=at, first=today, days=LOOKS_AHEAD_DAYS) if services else []
    since = at if target.pk != outage.branch_id else back_at(outage, at=at)
    by_service: dict[int, list[Slot]] = {}
    for slot in offered:
        if slot.rule.staff_id is None and slot.starts_at >= since:
            by_service.setdefault(slot.rule.service_id, []).append(slot)
    left = places_left(by_service)
    cash_over = policy_of(target, today)
    needs_days = any(is_large(ticket, cash_over.large_cash_over) for ticket in waiting)
    first_day = lead_day(target, at=at, days=cash_over.large_cash_lead_days) if needs_days else today
    found = []
    for ticket in waiting:
        service = services.get(ticket.service.code)
        not_before = first_day if is_large(ticket, cash_over.large_cash_over) else today
        choices = by_service.get(service.pk, []) if service else []
        first = next((one for one in choices if one.day >= not_before and left[key_of(one)] > 0), None)
        if first is not None:
            left[key_of(first)] -= 1
            found.append((ticket, first))
    return found


def places_left(by_service: dict[int, list[Slot]]) -> dict[tuple[int, dt.datetime], int]:
    """Free places of each slot, less those that others are offered and have not answered (1 query)."""
    left = {key_of(slot): slot.free for found in by_service.values() for slot in found}
    rules = {rule for rule, _starts_at in left}
    open_offers = RebookingOffer.objects.filter(status=OfferStatus.OFFERED, rule__in=rules)
    for key in open_offers.values_list("rule_id", "slot_at"):
        if key in left:
            left[key] -= 1
    return left


def key_of(slot: Slot) -> tuple[int, dt.datetime]:
    """What tells a slot from others."""
    return slot.rule.pk, slot.starts_at


def back_at(outage: Outage, *, at: dt.datetime) -> dt.datetime:
    """When service is back here: as expected, else from the next open day on (0–2 queries)."""
    if outage.expected_at is not None:
        return max(at, outage.expected_at)
    tomorrow = business_date(outage.branch, at) + dt.timedelta(days=1)
    opened = [day.opens_at for day in openings(outage.branch, tomorrow, LOOKS_AHEAD_DAYS).values() if day.opens_at]
    return min(opened, default=at + dt.timedelta(days=1))


def is_large(ticket: Ticket, over: int) -> bool:
    """Whether the customer came for a sum that has to be got ready (R15)."""
    booked = getattr(ticket, "appointment", None)
    return booked is not None and booked.cash_amount is not None and booked.cash_amount > over
