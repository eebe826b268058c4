"""Who owns a complaint: always somebody, never the person complained about (R01, S187)."""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases import calling, moving
from complaints.domain.cases.rights import P, check_apart, check_may, check_open
from complaints.enums.cases import EntryKind
from complaints.errors.cases import AboutOwner, MayNotOwn, NobodyLeft
from complaints.events.cases import ComplaintRecused
from complaints.models import Complaint, ComplaintStep
from lobby.branches.access import can, staff_with_role, units_above
from lobby.branches.actors import Actor
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.live import journal
from queueing.selectors.duty import on_duty

R = RoleCode
# Who is asked first, at the branch; the consumer protection officer may sit above it.
OWNERS = (R.LM, R.TELLER_LEAD, R.HEAD, R.CP)


def owner_for(branch: Branch, *, at: dt.datetime, about: int | None) -> Staff:
    """The lobby manager on duty unless the complaint is about them, else the next one of the rule (1–9 queries).

    Where nobody of the rule is there, whoever holds the first of these roles has it in the morning.
    Raises NobodyLeft.
    """
    for role in OWNERS:
        for person in on_duty(branch, role, at=at):
            if person.pk != about:
                return person
    above = Staff.objects.filter(is_active=True, grants__role=R.CP, grants__unit__in=units_above(branch))
    for people in (*(staff_with_role(branch, [role]) for role in OWNERS), above):
        found = people.exclude(pk=about or 0).order_by("pk").first()
        if found is not None:
            return found
    raise NobodyLeft


def may_own(person: Staff, complaint: Complaint) -> bool:
    """Whether somebody still may have it (1 query)."""
    is_apart = person.pk != complaint.about_staff_id
    return is_apart and person.is_active and can(person, complaint.branch, P.COMPLAINT_HANDLE)


def give_away(complaint: Complaint, *, by: Actor, at: dt.datetime) -> None:
    """Hand it and its step to whom the rule names; the caller saves the row and tells them. Raises NobodyLeft."""
    complaint.owner = owner_for(complaint.branch, at=at, about=complaint.about_staff_id)
    hand_step(complaint)
    moving.log(complaint, EntryKind.ASSIGNED, by=by, at=at, values={"to": complaint.owner_id}, is_news=False)


def hand_step(complaint: Complaint) -> None:
    """The step it is in goes on with its new owner (1 statement); who had it before stands in the log."""
    ComplaintStep.objects.filter(complaint=complaint, ended_at__isnull=True).update(owner=complaint.owner)


def keep_apart(complaint: Complaint, *, at: dt.datetime) -> None:
    """It turned out whom it is about: nothing of it calls them any more, and what they had to do is others' (R01).

    Call it in a unit, the row locked and saved with its new owner.
    """
    calling.keep_apart(complaint, at=at)
    journal.record(ComplaintRecused(**moving.news_of(complaint)))


def assign(complaint: Complaint, *, by: Staff, at: dt.datetime, to: Staff) -> Complaint:
    """The branch head or an office above gives it to somebody who handles complaints; an owner may hand it on.

    Raises EndedForGood, Forbidden, AboutOwner, MayNotOwn.
    """
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_open(complaint)
        check_apart(complaint, by)
        if complaint.owner_id != by.pk:
            check_may(complaint, by, P.COMPLAINT_LEAD, P.COMPLAINT_OVERSEE)
        if complaint.about_staff_id == to.pk:
            raise AboutOwner(name=to.name)
        if not may_own(to, complaint):
            raise MayNotOwn(name=to.name)
        if complaint.owner_id == to.pk:
            return complaint
        complaint.owner = to
        complaint.save(update_fields=["owner"])
        hand_step(complaint)
        moving.log(complaint, EntryKind.ASSIGNED, by=by.actor, at=at, values={"to": to.pk})
        calling.tell_owner(complaint, by=by.actor, at=at)
    return complaint
