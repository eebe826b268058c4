"""A complaint comes in: from the floor, the customer's own page, a letter, an authority. No way to lose one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from complaints.domain import clocks
from complaints.domain.cases import calling, evidence, majors, moving
from complaints.domain.cases.dues import due_of
from complaints.domain.cases.numbers import take_number
from complaints.domain.cases.owning import owner_for
from complaints.domain.cases.words import contact_key, perhaps, said
from complaints.enums.cases import FORWARDED, ActsFor, CaseSeverity, EntryKind, MajorReason, ReceiptChannel, Step
from complaints.errors.cases import NumberOfAuthorityMissing, TicketElsewhere, TooManyRepresentatives
from complaints.events.cases import ComplaintReceived
from complaints.models import Complaint, ComplaintTerms, Representative
from complaints.models.cases import CONTACT_LENGTH, CONTENT_LENGTH, NAME_LENGTH
from complaints.selectors import terms
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.holding import hold_contact as hold
from lobby.customers.encryption import blind_index
from lobby.customers.enums import ContactHoldKind
from lobby.live import journal
from queueing.models import Ticket


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks for the people of a joint complaint."""

    name: str
    contact: str = ""


def receive(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    channel: ReceiptChannel,
    content: str,
    ticket: Ticket | None = None,
    about_staff: Staff | None = None,
    amount: Decimal | None = None,
    severity: CaseSeverity | str = "",
    has_bad_influence: bool = False,
    is_strong_discontent: bool = False,
    complainant: str = "",
    contact: str = "",
    acts_for: ActsFor | str = ActsFor.SELF,
    language: str = "zh-hans",
    representatives: Sequence[Speaker] = (),
    forwarded_number: str = "",
    is_heard: bool = False,
    heard_at: dt.datetime | None = None,
) -> Complaint:
    """Note a complaint: it has a number, an owner, both clocks and the facts of the visit from this moment on.

    `is_heard` says that the customer was listened to before the facts were written down (S182), `heard_at` also when. A large amount, bad
    influence, strong discontent or several people make it major, which is told in the same transaction (S188).
    Raises NoTerms, NobodyLeft, WordsMissing, WordsTooLong, TooManyRepresentatives and what `check_source` does.
    """
    rules = terms.in_force(at)
    words = said(content, CONTENT_LENGTH)
    speakers = checked(representatives, rules)
    check_source(branch, channel, ticket, forwarded_number)
    reached = reached_by(contact)
    with journal.unit(by=by, at=at):
        complaint = Complaint(
            branch=branch,
            day=business_date(branch, at),
            owner=owner_for(branch, at=at, about=about_staff.pk if about_staff else None),
            terms=rules,
            receipt_channel=channel,
            forwarded_number=perhaps(forwarded_number, 60),
            content=words,
            complainant=perhaps(complainant, NAME_LENGTH),
            acts_for=acts_for,
            language=language,
            received_by_id=by.staff_id,
            about_staff=about_staff,
            severity=severity,
            amount=amount,
            emotion_at=heard_at or (at if is_heard else None),
            facts_at=at,
            received_at=at,
            step_since=at,
            touched_at=at,
            **reached,
            **seen_in(ticket, at=at),
        )
        reasons = major_by(influence=has_bad_influence, discontent=is_strong_discontent, group=bool(speakers))
        enter(complaint, reasons, speakers, by=by, at=at)
    return complaint


def check_source(branch: Branch, channel: ReceiptChannel, ticket: Ticket | None, forwarded_number: str) -> None:
    """Its ticket is of the branch, and what an authority passes on has its number. Raises TicketElsewhere,
    NumberOfAuthorityMissing.
    """
    if ticket is not None and ticket.branch_id != branch.pk:
        raise TicketElsewhere
    if channel in FORWARDED and not forwarded_number.strip():
        raise NumberOfAuthorityMissing


def major_by(*, influence: bool, discontent: bool, group: bool) -> list[MajorReason]:
    """What whoever notes it says that makes it major; a large amount is seen later."""
    said_of = {MajorReason.INFLUENCE: influence, MajorReason.DISCONTENT: discontent, MajorReason.GROUP: group}
    return [reason for reason, holds in said_of.items() if holds]


def enter(
    complaint: Complaint, reasons: Sequence[MajorReason], speakers: Sequence[Speaker], *, by: Actor, at: dt.datetime
) -> None:
    """Number a new complaint, save it with its first step, log, clocks and hold, and tell its people."""
    is_major = majors.judge(complaint, reasons)
    complaint.step_due_at = due_of(complaint, Step.RECEIVED, since=at)
    complaint.number = take_number(complaint.branch, complaint.day)
    complaint.save(force_insert=True)
    Representative.objects.bulk_create(
        Representative(complaint=complaint, position=place, name=one.name, contact=one.contact)
        for place, one in enumerate(speakers, start=1)
    )
    moving.begin_step(complaint, at=at)
    write_receipt(complaint, by=by, at=at)
    clocks.start(complaint, at=at)
    hold_contact(complaint, by=by, at=at)
    news = moving.news_of(complaint)
    journal.record(ComplaintReceived(**news, channel=complaint.receipt_channel, ticket=complaint.ticket_id))
    calling.tell_owner(complaint, by=by, at=at)
    if is_major:
        majors.announce(complaint, at=at)


def checked(representatives: Sequence[Speaker], rules: ComplaintTerms) -> list[Speaker]:
    """Those who speak for all, each with a name. Raises TooManyRepresentatives, WordsMissing, WordsTooLong."""
    if len(representatives) > rules.most_representatives:
        raise TooManyRepresentatives(most=rules.most_representatives)
    return [Speaker(said(one.name, NAME_LENGTH), perhaps(one.contact, CONTACT_LENGTH)) for one in representatives]


def seen_in(ticket: Ticket | None, *, at: dt.datetime) -> dict[str, Any]:
    """What a ticket says about the complaint."""
    if ticket is None:
        return {}
    return {
        "ticket": ticket,
        "visit_id": ticket.visit_id,
        "service_id": ticket.service_id,
        "evidence": evidence.snapshot(ticket, at=at),
    }


def reached_by(contact: str) -> dict[str, str]:
    """How the customer is reached, and what finds it again. Raises WordsTooLong."""
    reached_at = perhaps(contact, CONTACT_LENGTH)
    return {"contact": reached_at, "contact_index": index_of(reached_at)}


def index_of(contact: str) -> str:
    """What finds other complaints of a contact, empty for none."""
    key = contact_key(contact)
    return blind_index(key) if key else ""


def write_receipt(complaint: Complaint, *, by: Actor, at: dt.datetime) -> None:
    """The first lines of the log: that feelings were heard, then that it came in (2–4 statements)."""
    if complaint.emotion_at is not None:
        moving.log(complaint, EntryKind.EMOTION, by=by, at=complaint.emotion_at, is_news=False)
    values = {"channel": complaint.receipt_channel}
    moving.log(complaint, EntryKind.RECEIVED, by=by, at=at, values=values, is_for_customer=True, is_news=False)


def whole(complaint: Complaint) -> list[Complaint]:
    """A complaint with all that were joined to it, also by way of another (1 query for each)."""
    found = [complaint]
    for one in found:
        found += one.merged.select_related("branch", "ticket")
    return found


def hold_contact(complaint: Complaint, *, by: Actor, at: dt.datetime) -> None:
    """Nobody offers products to somebody who complains, until it has ended."""
    customer_id = complaint.ticket.customer_id if complaint.ticket else None
    if customer_id is not None or complaint.visit_id is not None:
        hold(
            complaint.branch,
            by=by,
            at=at,
            kind=ContactHoldKind.COMPLAINT,
            cause=complaint.subject,
            customer_id=customer_id,
            visit_id=complaint.visit_id,
        )
