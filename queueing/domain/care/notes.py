"""Quick notes of what a customer told or asked for, with the state of consent (S118)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.models import Staff
from lobby.floor.wording import check_words
from lobby.live import journal
from queueing.domain.care.warnings import forget_at
from queueing.enums.care import NoteTag
from queueing.errors import NoteMissing
from queueing.errors.care import NoCustomerCard, UnknownTag
from queueing.events.care import VisitNoted
from queueing.models import Visit, VisitNote


def note(
    visit: Visit, *, by: Staff, at: dt.datetime, text: str = "", tags: Iterable[str] = (), has_consent: bool = False
) -> VisitNote:
    """Write down what the customer told. Without consent the note stays with the visit and is deleted with it.

    Raises NoteMissing, UnknownTag, AppearanceNoted, NoCustomerCard.
    """
    chosen = list(dict.fromkeys(tags))
    if set(chosen) - set(NoteTag.values):
        raise UnknownTag
    words = check_words(text)
    if not words and not chosen:
        raise NoteMissing
    if has_consent and visit.customer_id is None:
        raise NoCustomerCard
    with journal.unit(by=by.actor, at=at):
        row = VisitNote.objects.create(
            visit=visit,
            text=words,
            tags=chosen,
            has_consent=has_consent,
            at=at,
            by_staff=by,
            forget_at=None if has_consent else forget_at(visit),
        )
        journal.record(VisitNoted(branch_id=visit.branch_id, visit=visit.pk))
    return row
