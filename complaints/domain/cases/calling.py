"""Who hears of a complaint. What alerts say is its number and what it is; whom they are about never hears of them."""

from __future__ import annotations

import datetime as dt

from complaints.enums.cases import MajorReason
from complaints.models import Complaint
from lobby.branches.actors import SYSTEM, Actor
from lobby.floor.bilingual import both
from lobby.floor.domain import alerts
from lobby.floor.domain.alerts import raise_alert, resolve_about

NEW, MAJOR, APPROVAL, ADDED = "complaint.new", "complaint.major", "complaint.approval", "complaint.added"


def tell_owner(complaint: Complaint, *, by: Actor, at: dt.datetime) -> None:
    """Whoever owns it from now on hears of it, unless they did this themselves (4–6 statements)."""
    resolve_about(complaint.subject, at=at, reason="assigned", among=[NEW])
    if by.staff_id == complaint.owner_id:
        return
    raise_alert(
        complaint.branch,
        NEW,
        by=SYSTEM,
        at=at,
        subject=complaint.subject,
        values={"number": complaint.number},
        person=complaint.owner,
        apart_from=complaint.about_staff,
    )


def tell_major(complaint: Complaint, *, at: dt.datetime) -> None:
    """The branch head and the regional branch hear of a major complaint in the moment it is one (S188)."""
    raise_alert(
        complaint.branch,
        MAJOR,
        by=SYSTEM,
        at=at,
        subject=complaint.subject,
        values={"number": complaint.number, "reasons": reasons_in_words(complaint)},
        apart_from=complaint.about_staff,
    )


def ask_approval(complaint: Complaint, *, at: dt.datetime) -> None:
    """The plan of a major complaint waits for somebody else than its writer."""
    raise_alert(
        complaint.branch,
        APPROVAL,
        by=SYSTEM,
        at=at,
        subject=complaint.subject,
        values={"number": complaint.number},
        apart_from=complaint.about_staff or complaint.planned_by,
    )


def tell_added(complaint: Complaint, *, at: dt.datetime) -> None:
    """The customer added something: its owner reads it."""
    raise_alert(
        complaint.branch,
        ADDED,
        by=SYSTEM,
        at=at,
        subject=complaint.subject,
        values={"number": complaint.number},
        person=complaint.owner,
        apart_from=complaint.about_staff,
    )


def keep_apart(complaint: Complaint, *, at: dt.datetime) -> None:
    """What called whom it turned out to be about calls somebody else (1 query when nothing is open)."""
    assert complaint.about_staff is not None
    ended = {alert.kind for alert in alerts.keep_apart(complaint.subject, complaint.about_staff, at=at)}
    if NEW in ended:
        tell_owner(complaint, by=SYSTEM, at=at)
    for kind, tell in ((MAJOR, tell_major), (APPROVAL, ask_approval), (ADDED, tell_added)):
        if kind in ended:
            tell(complaint, at=at)


def call_off(complaint: Complaint, *kinds: str, at: dt.datetime, reason: str) -> None:
    """End what calls for people about it, or some of it (1 query when nothing does)."""
    resolve_about(complaint.subject, at=at, reason=reason, among=kinds or None)


def reasons_in_words(complaint: Complaint) -> dict[str, str]:
    """Why it is major, in both languages."""
    words = [both(MajorReason(reason).label) for reason in complaint.major_reasons]
    return {"zh": "、".join(word["zh"] for word in words), "en": ", ".join(word["en"] for word in words)}
