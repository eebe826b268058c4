"""What whoever looks after a customer keeps: the service memo and days to remember (S193c), what visits bring (S118).

All of it needs the customer's consent to be followed up, and goes when that consent goes.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Staff
from lobby.customers.domain.life_events import note_life_event
from lobby.customers.enums.care import KeyDateKind
from lobby.customers.enums.profile import ConsentPurpose, LifeEventKind
from lobby.customers.errors.cards import NoConsent
from lobby.customers.models import Customer, KeyDate, LifeEvent, Memo
from lobby.customers.selectors.care import day_index
from lobby.customers.selectors.terms import card_terms
from lobby.floor.wording import check_words
from lobby.live import journal
from marketing.errors.cards import BadDay, DayKnown
from marketing.events.cards import CareChanged
from queueing.enums.care import NoteTag
from queueing.models import Visit, VisitNote

LONGEST_MEMO = 2_000
# What a tag of a note says of the customer's life; the others speak of products or are too vague.
LIFE = {
    NoteTag.HOME: LifeEventKind.HOME,
    NoteTag.STUDY: LifeEventKind.SCHOOL,
    NoteTag.RETIREMENT: LifeEventKind.RETIREMENT,
    NoteTag.BUSINESS: LifeEventKind.BUSINESS,
    NoteTag.TRAVEL: LifeEventKind.ABROAD,
}


def write_memo(customer: Customer, *, by: Staff, at: dt.datetime, text: str) -> Memo:
    """Write the service memo anew; an empty one is one without words. Raises NoConsent, AppearanceNoted."""
    words = check_words(text)
    with journal.unit(by=by.actor, at=at):
        customer = consenting(customer)
        memo, _is_new = Memo.objects.update_or_create(
            customer=customer, defaults={"text": words, "updated_at": at, "by": by}
        )
        journal.record(CareChanged(branch_id=customer.branch_id, customer=customer.pk))
    return memo


def add_date(customer: Customer, *, by: Staff, at: dt.datetime, kind: str, day: str, label: str = "") -> KeyDate:
    """Remember a day of the year, written 03-28. Raises NoConsent, BadDay, DayKnown, AppearanceNoted."""
    words, day = check_words(label), read_day(day)
    with journal.unit(by=by.actor, at=at):
        customer = consenting(customer)
        date, is_new = KeyDate.objects.get_or_create(
            customer=customer,
            kind=KeyDateKind(kind),
            day_index=day_index(day),
            defaults={"day": day, "label": words, "noted_at": at, "by": by},
        )
        if not is_new:
            raise DayKnown
        journal.record(CareChanged(branch_id=customer.branch_id, customer=customer.pk))
    return date


def remove_date(date: KeyDate, *, by: Staff, at: dt.datetime) -> None:
    """Forget a day; one that is gone is gone."""
    with journal.unit(by=by.actor, at=at):
        KeyDate.objects.filter(pk=date.pk).delete()
        journal.record(CareChanged(branch_id=date.customer.branch_id, customer=date.customer_id))


def remove_life_event(event: LifeEvent, *, by: Staff, at: dt.datetime) -> None:
    """The customer says it is not so, or does not want it kept."""
    with journal.unit(by=by.actor, at=at):
        LifeEvent.objects.filter(pk=event.pk).delete()
        journal.record(CareChanged(branch_id=event.customer.branch_id, customer=event.customer_id))


def consenting(customer: Customer) -> Customer:
    """The card, held, of somebody who agreed to be followed up. Raises NoConsent."""
    found = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    if found.consent_service_at is None:
        raise NoConsent
    return found


def read_day(text: str) -> str:
    """A day of the year as it is kept. Raises BadDay."""
    try:
        return f"{dt.datetime.strptime(f'2024-{text.strip()}', '%Y-%m-%d'):%m-%d}"  # noqa: DTZ007  no moment
    except ValueError as error:
        raise BadDay from error


def when_noted(event: Any, by: Actor, at: dt.datetime) -> None:
    """What a customer agreed to have kept goes into the card, from the newest note of the visit (1–4 statements)."""
    note = VisitNote.objects.filter(visit=event.visit, has_consent=True).select_related("visit__customer").last()
    customer = note.visit.customer if note else None
    if note is None or customer is None or customer.consent_service_at is None:
        return
    today = business_date(Visit.objects.select_related("branch").get(pk=event.visit).branch, at)
    for tag in note.tags:
        if tag in LIFE:
            note_life_event(customer, by=by, at=at, kind=LIFE[NoteTag(tag)], date=today)


def when_withdrawn(event: Any, by: Actor, at: dt.datetime) -> None:
    """Nothing that was kept with the consent outlives it; what the core system states is the core system's."""
    if event.purpose != ConsentPurpose.SERVICE:
        return
    Memo.objects.filter(customer=event.customer).delete()
    KeyDate.objects.filter(customer=event.customer).delete()
    LifeEvent.objects.filter(customer=event.customer, source="customer").delete()
    VisitNote.objects.filter(visit__customer=event.customer, has_consent=True).delete()


def when_forgotten(event: Any, by: Actor, at: dt.datetime) -> None:
    """Notes of visits go with the card."""
    VisitNote.objects.filter(visit__customer=event.customer).delete()


def forget_notes(*, at: dt.datetime, limit: int = 500) -> int:
    """Delete notes that were kept in cards long enough; returns how many. Safe to run late and twice."""
    before = at - dt.timedelta(days=card_terms(at).card_note_days)
    gone = 0
    old = VisitNote.objects.filter(has_consent=True, at__lte=before).order_by("at", "pk")
    while due := list(old.values_list("pk", flat=True)[:limit]):
        gone += VisitNote.objects.filter(pk__in=due).delete()[0]
    return gone
