"""Listening, and writing down what has to be known before a complaint counts as registered (S182, S422)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.domain.cases import calling, majors, moving
from complaints.domain.cases.classing import check_dimension, set_cause
from complaints.domain.cases.dues import due_of
from complaints.domain.cases.owning import give_away, keep_apart
from complaints.domain.cases.receiving import index_of
from complaints.domain.cases.rights import P, check_apart, check_may, check_open
from complaints.domain.cases.words import perhaps
from complaints.enums.cases import CaseSeverity, Dimension, EntryKind, LocalCause, MajorReason, Step
from complaints.errors.cases import RegistrationIncomplete
from complaints.models import Complaint, ComplaintCode
from complaints.models.cases import CONTACT_LENGTH, CONTENT_LENGTH, NAME_LENGTH
from lobby.branches.access import can
from lobby.branches.models import Staff
from lobby.floor.wording import check_words
from lobby.live import journal

# What has to be known of a registered complaint, and what people call it.
NEEDED = {
    "complainant": _("who complains"),
    "severity": _("how serious it is"),
    "channel_code": _("where the business was done"),
    "business_code": _("kind of business"),
    "cause_code": pgettext_lazy("complaints", "cause"),
}


def hear(complaint: Complaint, *, by: Staff, at: dt.datetime, text: str = "") -> Complaint:
    """The customer was listened to and felt with, before anything else is asked (S182, S421).

    Whoever noted the complaint may say so too. Raises Forbidden, AboutOwner, EndedForGood, AppearanceNoted.
    """
    words = check_words(perhaps(text, CONTENT_LENGTH))
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_open(complaint)
        check_apart(complaint, by)
        if not (complaint.received_by_id == by.pk and can(by, complaint.branch, P.COMPLAINT_CAPTURE)):
            check_may(complaint, by, P.COMPLAINT_HANDLE)
        if complaint.emotion_at is None:
            complaint.emotion_at = at
            complaint.save(update_fields=["emotion_at"])
        moving.log(complaint, EntryKind.EMOTION, by=by.actor, at=at, text=words)
    return complaint


def register(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    severity: CaseSeverity | str = "",
    channel_code: ComplaintCode | None = None,
    business_code: ComplaintCode | None = None,
    cause_code: ComplaintCode | None = None,
    local_cause: LocalCause | str = "",
    complainant: str = "",
    contact: str = "",
    about_staff: Staff | None = None,
    amount: Decimal | None = None,
    has_bad_influence: bool = False,
    is_strong_discontent: bool = False,
    effort_minutes: int = 0,
) -> Complaint:
    """Say what it is. What is named here replaces what was noted; what nobody named yet is asked for.

    When it turns out to be about its owner, it goes to the next one of the rule at once. It may turn out to be major.
    Raises RegistrationIncomplete, WrongDimension, WordsTooLong, Forbidden, AboutOwner, NobodyLeft,
    IllegalComplaintMove.
    """
    check_dimension(channel_code, Dimension.CHANNEL)
    check_dimension(business_code, Dimension.BUSINESS)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "register")
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        complaint.complainant = perhaps(complainant, NAME_LENGTH) or complaint.complainant
        if reached_at := perhaps(contact, CONTACT_LENGTH):
            complaint.contact, complaint.contact_index = reached_at, index_of(reached_at)
        complaint.severity = severity or complaint.severity
        complaint.amount = complaint.amount if amount is None else amount
        complaint.channel_code = channel_code or complaint.channel_code
        complaint.business_code = business_code or complaint.business_code
        set_cause(complaint, local_cause=local_cause, cause_code=cause_code)
        check_complete(complaint)
        is_about = about_staff is not None and about_staff.pk != complaint.about_staff_id
        if is_about:
            complaint.about_staff = about_staff
            check_apart(complaint, by)
        reasons = {MajorReason.INFLUENCE: has_bad_influence, MajorReason.DISCONTENT: is_strong_discontent}
        is_more = majors.judge(complaint, (reason for reason, holds in reasons.items() if holds))
        if complaint.owner_id == complaint.about_staff_id:
            give_away(complaint, by=by.actor, at=at)
        due_at = due_of(complaint, Step.REGISTERED, since=at)
        moving.move(
            complaint, "register", by=by.actor, at=at, due_at=due_at, effort_minutes=effort_minutes, **noted(complaint)
        )
        calling.call_off(complaint, calling.NEW, at=at, reason="registered")
        if complaint.owner_id != by.pk:
            calling.tell_owner(complaint, by=by.actor, at=at)
        if is_about:
            keep_apart(complaint, at=at)
        if is_more:
            majors.announce(complaint, at=at)
    return complaint


REGISTERED_FIELDS = (
    "owner",
    "about_staff",
    "complainant",
    "contact",
    "contact_index",
    "severity",
    "amount",
    "channel_code",
    "business_code",
    "cause_code",
    "local_cause",
    "is_major",
    "major_reasons",
)


def noted(complaint: Complaint) -> dict[str, Any]:
    """What registering saves."""
    return {name: getattr(complaint, name) for name in REGISTERED_FIELDS}


def check_complete(complaint: Complaint) -> None:
    """Raises RegistrationIncomplete with everything that is missing."""
    missing = [name for name in NEEDED if not getattr(complaint, name)]
    if missing:
        raise RegistrationIncomplete(what=", ".join(str(NEEDED[name]) for name in missing), fields=missing)
