"""One-time tokens: what was typed elsewhere is loaded at a ticket without being typed again."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, day_bounds
from lobby.live import journal
from queueing.domain.eforms import locked_form, record_form
from queueing.domain.moving import locked
from queueing.domain.prereview import check_open
from queueing.enums.eforms import FormStatus
from queueing.errors.eforms import FormNotReady, FormTaken, TokenExpired, TokenUsed, UnknownToken
from queueing.events.eforms import FormLoaded
from queueing.models import FormInstance, PrefillToken, Ticket


def make_token(form: FormInstance, *, by: Actor, at: dt.datetime, day: dt.date | None = None) -> str:
    """A fresh secret of 128 bits that loads a complete form once, until the end of its slot's business day, else today's.

    Tokens made before for the same form end now. Raises FormOutdated, FormNotReady.
    """
    with journal.unit(by=by, at=at):
        PrefillToken.objects.filter(form=form, used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
        form = locked_form(form)
        if form.status == FormStatus.DRAFT:
            raise FormNotReady(status=FormStatus(form.status).label)
        secret = secrets.token_urlsafe(16)
        _, ends = day_bounds(form.branch, day or business_date(form.branch, at))
        PrefillToken.objects.create(form=form, token_hash=hash_of(secret), expires_at=ends)
    return secret


def hash_of(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def use_token(ticket: Ticket, *, by: Actor, at: dt.datetime, token: str) -> FormInstance:
    """Load the token's form at a ticket. Of two at once one wins.

    Raises IllegalMove (the ticket has ended), UnknownToken, TokenUsed, TokenExpired, FormTaken.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_open(ticket)
        row = claimed(token, ticket, at=at)
        form = locked_form(row.form)
        has_own = FormInstance.objects.filter(ticket=ticket, template=form.template_id, is_current=True).exists()
        if form.ticket_id not in {None, ticket.pk} or (has_own and form.ticket_id is None):
            raise FormTaken
        form.ticket = ticket
        form.save(update_fields=["ticket"])
        record_form(form, FormLoaded)
    return form


def claimed(token: str, ticket: Ticket, *, at: dt.datetime) -> PrefillToken:
    """The token's row, locked and used up; a refusal leaves it as it was (2 statements)."""
    rows = PrefillToken.objects.select_for_update(no_key=True, of=("self",)).select_related("form__case")
    row = rows.filter(token_hash=hash_of(token)).first()
    if row is None or not is_for(row.form, ticket):
        raise UnknownToken
    if row.used_at is not None:
        raise TokenUsed
    if at >= row.expires_at:
        raise TokenExpired
    row.used_at, row.ticket = at, ticket
    row.save(update_fields=["used_at", "ticket"])
    return row


def is_for(form: FormInstance, ticket: Ticket) -> bool:
    """Whether a form may be loaded at the ticket's branch: its own, or any when its case is the whole bank's."""
    return form.branch_id == ticket.branch_id or (form.case is not None and form.case.is_bank_wide)
