"""Who may sell what, from which day to which (N13; R07, R09)."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from lobby.branches.models import Branch, Qualification, Staff
from lobby.live import journal
from marketing.errors.products import QualificationOver, QualifiedAlready, QualifiesSelf
from marketing.events.products import QualificationChanged


def grant(
    staff: Staff,
    *,
    branch: Branch,
    by: Staff,
    at: dt.datetime,
    kind: str,
    number: str,
    valid_from: dt.date,
    valid_until: dt.date,
) -> Qualification:
    """Enter a qualification of somebody else's. Raises QualifiesSelf, QualificationOver, QualifiedAlready."""
    if staff.pk == by.pk:
        raise QualifiesSelf
    if valid_until < valid_from:
        raise QualificationOver
    with journal.unit(by=by.actor, at=at):
        try:
            with transaction.atomic():
                found = Qualification.objects.create(
                    staff=staff, kind=kind, number=number, valid_from=valid_from, valid_until=valid_until
                )
        except IntegrityError:
            raise QualifiedAlready(name=staff.name) from None
        journal.record(news_of(branch, found))
    return found


def end(found: Qualification, *, branch: Branch, by: Staff, at: dt.datetime, last_day: dt.date) -> Qualification:
    """It is valid to this day and no longer. Raises QualifiesSelf, QualificationOver."""
    if found.staff_id == by.pk:
        raise QualifiesSelf
    with journal.unit(by=by.actor, at=at):
        found = Qualification.objects.select_for_update(no_key=True).get(pk=found.pk)
        if not found.valid_from <= last_day < found.valid_until:
            raise QualificationOver
        found.valid_until = last_day
        found.save(update_fields=["valid_until"])
        journal.record(news_of(branch, found))
    return found


def news_of(branch: Branch, found: Qualification) -> QualificationChanged:
    """The event of a change."""
    return QualificationChanged(
        branch_id=branch.pk,
        qualification=found.pk,
        staff=found.staff_id,
        kind=found.kind,
        valid_from=f"{found.valid_from:%F}",
        valid_until=f"{found.valid_until:%F}",
    )
