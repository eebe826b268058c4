"""Draws and gifts: for taking part or knowing the answer, never for buying (N07, S162, S166)."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from django.db import IntegrityError, transaction

from lobby.branches.calendar import business_date
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor.domain.stock import moving
from lobby.floor.enums.stock import PRIZES, Purpose
from lobby.floor.errors import EmptyText
from lobby.floor.errors.stock import PrizeForPurchase
from lobby.floor.models import Material
from lobby.live import journal
from marketing.domain.campaigns import holding, inviting, planning
from marketing.domain.language import findings
from marketing.enums.campaigns import DrawBasis, EventStatus, GuestStatus
from marketing.errors.campaigns import (
    DrawnAlready,
    DrawTooLate,
    GiftGivenAlready,
    IllegalEventMove,
    NobodyToDraw,
    NotAGift,
)
from marketing.errors.prompts import VisitOver
from marketing.events.campaigns import PrizeGiven
from marketing.models import Campaign, Draw, Event, EventGuest, PrizeIssue
from queueing.models import Visit

DRAWABLE = (EventStatus.OPEN, EventStatus.HELD)
PLANNABLE = (EventStatus.PLANNED, EventStatus.APPROVED, EventStatus.INVITING, EventStatus.OPEN)
PURCHASE = "N07"
# In the rules of a draw "the draw" is one of prizes; in other texts the word may mean anything.
DRAW = re.compile(r"\b(?:(?:prize|lucky) )?draw\b", re.IGNORECASE)


def plan_draw(
    event: Event,
    *,
    by: Staff,
    at: dt.datetime,
    material: Material,
    prizes: int,
    basis: str,
    rules_zh: str,
    rules_en: str,
) -> Draw:
    """Announce a draw, before anybody knows who comes.

    Raises PrizeForPurchase, whether the basis or the rules ask for a purchase (N07), NotAGift, EmptyText,
    IllegalEventMove, DrawTooLate.
    """
    rules_zh, rules_en = rules_zh.strip(), rules_en.strip()
    if not (rules_zh and rules_en):
        raise EmptyText
    if basis not in DrawBasis.values or asks_for_purchase(rules_zh) or asks_for_purchase(rules_en):
        raise PrizeForPurchase
    check_gift(material, event.branch_id)
    moving.check_quantity(prizes)
    with journal.unit(by=by.actor, at=at):
        event = holding.locked(event)
        if event.status not in PLANNABLE:
            raise IllegalEventMove(status=EventStatus(event.status).label)
        if at >= event.starts_at:
            raise DrawTooLate
        draw = Draw.objects.create(
            event=event,
            material=material,
            prizes=prizes,
            basis=basis,
            rules_zh=rules_zh,
            rules_en=rules_en,
            created_at=at,
            by=by,
        )
        journal.record(holding.news_of(event, "plan_draw"))
    return draw


def draw_lots(draw: Draw, *, by: Staff, at: dt.datetime) -> list[PrizeIssue]:
    """Draw among the guests who were there, with the operating system's randomness; every prize leaves the stock.

    Raises DrawnAlready, IllegalEventMove, NotYet, NobodyToDraw and what giving out raises.
    """
    with journal.unit(by=by.actor, at=at):
        event = holding.locked(Event(pk=draw.event_id))
        draw = Draw.objects.select_for_update(no_key=True, of=("self",)).select_related("material").get(pk=draw.pk)
        if draw.drawn_at is not None:
            raise DrawnAlready
        if event.status not in DRAWABLE:
            raise IllegalEventMove(status=EventStatus(event.status).label)
        holding.check_begun(event, at=at)
        takers = list(takers_of(draw))
        if not takers:
            raise NobodyToDraw
        winners = secrets.SystemRandom().sample(takers, min(draw.prizes, len(takers)))
        draw.drawn_at, draw.drawn_by, draw.entered = at, by, len(takers)
        draw.save(update_fields=["drawn_at", "drawn_by", "entered"])
        purpose = Purpose.EDUCATION if draw.basis == DrawBasis.QUIZ else Purpose.PARTICIPATION
        won = [hand_out(draw.material, by=by, at=at, purpose=purpose, guest=one, draw=draw) for one in winners]
        journal.record(holding.news_of(event, "draw_lots"))
    return won


def takers_of(draw: Draw) -> list[EventGuest]:
    """Who takes part: whether somebody bought anything is asked nowhere (1 query)."""
    guests = EventGuest.objects.filter(event=draw.event_id, status=GuestStatus.ATTENDED).select_related("event")
    if draw.basis == DrawBasis.QUIZ:
        guests = guests.filter(has_answered_quiz=True)
    return list(guests.order_by("pk"))


def give_to_guest(guest: EventGuest, material: Material, *, by: Staff, at: dt.datetime) -> PrizeIssue:
    """A gift for coming. Raises NoGuestFound, NotAGift, GiftGivenAlready and what giving out raises."""
    with journal.unit(by=by.actor, at=at):
        guest, _event = inviting.locked(guest)
        inviting.check_there(guest)
        check_gift(material, guest.branch_id)
        return hand_out(material, by=by, at=at, purpose=Purpose.EVENT, guest=guest)


def give_in_visit(
    campaign: Campaign, visit: Visit, material: Material, *, by: Staff, at: dt.datetime, purpose: str
) -> PrizeIssue:
    """A small gift of a campaign in a visit, once, for something that is no purchase (N07).

    Raises NotFound for another branch's visit, VisitOver for another day's, PrizeForPurchase, SpendTooEarly,
    NotTheseDays, NotAGift, GiftGivenAlready and what giving out raises.
    """
    if visit.branch_id != campaign.branch_id:
        raise NotFound
    if purpose not in Purpose.values:
        raise PrizeForPurchase
    with journal.unit(by=by.actor, at=at):
        campaign = planning.locked(campaign)
        planning.check_approved(campaign)
        today = business_date(campaign.branch, at)
        planning.check_days(campaign, today)
        if visit.day != today:
            raise VisitOver
        check_gift(material, campaign.branch_id)
        return hand_out(material, by=by, at=at, purpose=purpose, campaign=campaign, visit=visit)


def hand_out(
    material: Material,
    *,
    by: Staff,
    at: dt.datetime,
    purpose: str,
    campaign: Campaign | None = None,
    guest: EventGuest | None = None,
    draw: Draw | None = None,
    visit: Visit | None = None,
) -> PrizeIssue:
    """One piece leaves the stock and is written down with who got it. Call it in a unit. Raises GiftGivenAlready."""
    subject = (moving.VISIT, visit.pk) if visit else None
    # The stock's note names the row of the guest, not the person.
    note = f"event {guest.event_id} guest {guest.pk}" if guest else ""
    (move,) = moving.issue(material, quantity=1, by=by.actor, at=at, purpose=purpose, subject=subject, note=note)
    if guest is not None and campaign is None:
        campaign = guest.event.campaign
    prize = PrizeIssue(
        branch_id=material.branch_id,
        day=business_date(material.branch, at),
        campaign=campaign,
        guest=guest,
        draw=draw,
        visit=visit,
        material=material,
        move=move,
        purpose=purpose,
        at=at,
        by=by,
    )
    try:
        with transaction.atomic():
            prize.save(force_insert=True)
    except IntegrityError as error:
        raise GiftGivenAlready from error
    journal.record(
        PrizeGiven(
            branch_id=material.branch_id,
            prize=prize.pk,
            campaign=campaign.pk if campaign else None,
            event=guest.event_id if guest else None,
            material=material.pk,
            purpose=purpose,
        )
    )
    return prize


def check_gift(material: Material, branch_id: int) -> None:
    """Raises NotAGift."""
    if material.branch_id != branch_id or material.kind not in PRIZES or not material.is_active:
        raise NotAGift(name=material.name)


def asks_for_purchase(rules: str) -> bool:
    """Whether words tie a prize to a purchase, by the language check (N07)."""
    return any(one.guard == PURCHASE for one in findings(DRAW.sub("prize draw", rules)))
