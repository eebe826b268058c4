"""QR codes of materials with anonymous counts (S151, S171), and décor proven by a photo (S159)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import business_date
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.domain import attachments
from lobby.floor.errors import EmptyText
from lobby.floor.models import LibraryItem, LibraryVersion
from lobby.floor.selectors.library import in_force
from lobby.live import journal
from marketing.domain import leaflets, suitability
from marketing.domain.campaigns.planning import check_works_at
from marketing.enums.products import Surface
from marketing.enums.prompts import Silence
from marketing.errors.campaigns import DecorUpAlready, NoApprovedMaterial, PhotoMissing, SpanUnfit
from marketing.errors.contacting import Silenced
from marketing.events.campaigns import CodeChanged, DecorChanged
from marketing.models import Campaign, Decor, MaterialCode, ScanInterest
from marketing.models.codes import DECOR
from queueing.models import Ticket

# One statement, so that two phones at once count twice.
COUNT = """
    INSERT INTO marketing_scanday (code_id, day, scans) VALUES (%s, %s, 1)
    ON CONFLICT (code_id, day) DO UPDATE SET scans = marketing_scanday.scans + 1
"""


def make_code(
    branch: Branch, *, by: Staff, at: dt.datetime, item: LibraryItem, place: str, campaign: Campaign | None = None
) -> MaterialCode:
    """A code for one leaflet or poster of approved content. Raises EmptyText, NoApprovedMaterial."""
    if not place.strip():
        raise EmptyText
    if not in_force(None, branch, at).filter(item=item).exists():
        raise NoApprovedMaterial
    with journal.unit(by=by.actor, at=at):
        code = MaterialCode.objects.create(
            branch=branch, item=item, campaign=campaign, place=place.strip(), created_at=at, by=by
        )
        journal.record(CodeChanged(branch_id=branch.pk, material_code=code.pk, is_active=True))
    return code


def switch_code(code: MaterialCode, *, by: Staff, at: dt.datetime, is_active: bool) -> MaterialCode:
    """The leaflet was taken away, or lies there again."""
    with journal.unit(by=by.actor, at=at):
        code = MaterialCode.objects.select_for_update(no_key=True).get(pk=code.pk)
        code.is_active = is_active
        code.save(update_fields=["is_active"])
        journal.record(CodeChanged(branch_id=code.branch_id, material_code=code.pk, is_active=is_active))
    return code


def scan(code: MaterialCode, *, at: dt.datetime, counts: bool = True) -> LibraryVersion | None:
    """Count one opening of a code, with nothing about who; the content that is in force, None while none is (2 statements).

    One that does not count was no person's, or the same person's again. Raises NotFound for a code that was taken away.
    """
    if not code.is_active:
        raise NotFound
    version = in_force(None, code.branch, at).filter(item=code.item_id).first()
    if not counts:
        return version
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [code.pk, business_date(code.branch, at)])
    return version


def reader_of(ticket: Ticket) -> Customer | None:
    """Whose ticket's page it is, None where nobody is known, or by a typed number alone."""
    return ticket.visit.customer if ticket.visit.is_proven else None


def note_interest(code: MaterialCode, ticket: Ticket, *, at: dt.datetime) -> ScanInterest:
    """The customer of a ticket says that this interests them: only with their consent it is kept who (N09, S151).

    Raises NotFound for another branch's code, Silenced without consent, Unsuitable for what they cannot bear.
    """
    customer = reader_of(ticket)
    if code.branch_id != ticket.branch_id or not code.is_active:
        raise NotFound
    if customer is None or customer.consent_marketing_at is None:
        raise Silenced(Silence.NO_CONSENT)
    with journal.unit(by=CUSTOMER, at=at):
        product = leaflets.product_of(in_force(None, code.branch, at).filter(item=code.item_id).first())
        if product is not None:
            asked = {"branch": code.branch, "by": CUSTOMER, "at": at, "surface": Surface.DEVICE}
            suitability.require(customer, product, **asked, visit_id=ticket.visit_id)
        interest, _is_new = ScanInterest.objects.get_or_create(code=code, customer=customer, defaults={"at": at})
    return interest


def plan_decor(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    name_zh: str,
    name_en: str,
    due_on: dt.date,
    ends_on: dt.date,
    owner: Staff,
) -> Decor:
    """Say what is put up by when, and until when. Raises SpanUnfit, OwnerElsewhere."""
    if ends_on < due_on or ends_on < business_date(branch, at):
        raise SpanUnfit
    check_works_at(branch, owner)
    with journal.unit(by=by.actor, at=at):
        decor = Decor.objects.create(
            branch=branch,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            due_on=due_on,
            ends_on=ends_on,
            owner=owner,
            created_at=at,
        )
        journal.record(DecorChanged(branch_id=branch.pk, decor=decor.pk, verb="plan"))
    return decor


def put_up(decor: Decor, *, by: Staff, at: dt.datetime, photos: Sequence[int]) -> Decor:
    """It is up, and the photo shows it. Raises PhotoMissing, DecorUpAlready, AttachmentUnknown."""
    if not photos:
        raise PhotoMissing
    with journal.unit(by=by.actor, at=at):
        decor = locked_decor(decor)
        if decor.done_at is not None or decor.removed_at is not None:
            raise DecorUpAlready(status=decor.state.label)
        attachments.bind(photos, subject=(DECOR, decor.pk), branch=decor.branch, by=by)
        decor.done_at, decor.done_by = at, by
        decor.save(update_fields=["done_at", "done_by"])
        journal.record(DecorChanged(branch_id=decor.branch_id, decor=decor.pk, verb="put_up"))
    return decor


def take_down(decor: Decor, *, by: Staff, at: dt.datetime) -> Decor:
    """It came down, or is not put up at all. Raises DecorUpAlready."""
    with journal.unit(by=by.actor, at=at):
        decor = locked_decor(decor)
        if decor.removed_at is not None:
            raise DecorUpAlready(status=decor.state.label)
        decor.removed_at = at
        decor.save(update_fields=["removed_at"])
        journal.record(DecorChanged(branch_id=decor.branch_id, decor=decor.pk, verb="take_down"))
    return decor


def locked_decor(decor: Decor) -> Decor:
    """Read it again with its row locked (1 statement)."""
    return Decor.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=decor.pk)
