"""Taking a complaint down on the tablet (LM-10): first listening, then the facts, and what was typed is not lost."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from complaints.domain.cases import moving
from complaints.domain.cases.receiving import receive
from complaints.enums.cases import EntryKind
from complaints.errors.cases import EmotionFirst, TicketElsewhere
from complaints.models import Complaint, ComplaintDraft
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import attachments, deadlines
from lobby.floor.models import Deadline
from lobby.live import journal
from queueing.models import Ticket

DRAFT_CLOCK = "complaint.draft"
KEPT = dt.timedelta(days=1)


def register() -> None:
    """Name what the clock of a draft does."""
    deadlines.register(DRAFT_CLOCK, when_forgotten)


def hear(branch: Branch, *, by: Staff, at: dt.datetime, ticket: Ticket | None = None) -> ComplaintDraft:
    """The customer was listened to: the facts are open from now on. A second tick keeps the first moment.

    Raises TicketElsewhere.
    """
    if ticket is not None and ticket.branch_id != branch.pk:
        raise TicketElsewhere
    with journal.unit(by=by.actor, at=at):
        draft, is_new = ComplaintDraft.objects.get_or_create(
            branch=branch, by=by, ticket=ticket, defaults={"heard_at": at, "saved_at": at}
        )
        if is_new:
            deadlines.set_deadline(DRAFT_CLOCK, branch_id=branch.pk, subject=draft.subject, due_at=at + KEPT)
    return draft


def keep(draft: ComplaintDraft, *, by: Staff, at: dt.datetime, words: Mapping[str, Any]) -> bool:
    """Keep what was typed so far (1 statement); of two pages of one person the last one counts.

    False when it has become a complaint meanwhile: the page saves by itself while somebody presses.
    """
    with journal.unit(by=by.actor, at=at):
        rows = ComplaintDraft.objects.filter(pk=draft.pk)
        return rows.update(words=json.dumps(words, ensure_ascii=False), saved_at=at) > 0


def words_of(draft: ComplaintDraft | None) -> dict[str, Any]:
    """What was typed so far."""
    return json.loads(draft.words) if draft is not None and draft.words else {}


def take_down(
    branch: Branch, *, by: Staff, at: dt.datetime, ticket: Ticket | None, pictures: Iterable[int] = (), **facts: Any
) -> Complaint:
    """Make a complaint of what was heard and typed; `facts` are those of `receive`. The draft is gone.

    Raises EmotionFirst while nobody said that they listened, AttachmentUnknown, and what `receive` raises.
    """
    with journal.unit(by=by.actor, at=at):
        draft = (
            ComplaintDraft.objects.select_for_update(no_key=True).filter(branch=branch, by=by, ticket=ticket).first()
        )
        if draft is None:
            raise EmotionFirst
        complaint = receive(branch, by=by.actor, at=at, ticket=ticket, heard_at=draft.heard_at, **facts)
        bound = attachments.bind(pictures, subject=complaint.subject, branch=branch, by=by)
        if bound:
            moving.log(complaint, EntryKind.ATTACHED, by=by.actor, at=at, values={"files": len(bound)}, is_news=False)
        forget(draft, at=at)
    return complaint


def forget(draft: ComplaintDraft, *, at: dt.datetime) -> None:
    """Throw a draft away with its clock (2 statements). Call it inside a unit."""
    deadlines.stop(subject=draft.subject, at=at, kind=DRAFT_CLOCK)
    draft.delete()


def when_forgotten(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """A day after it was touched last a draft is gone; what is in it may be personal."""
    draft = ComplaintDraft.objects.filter(pk=deadline.subject_id).first()
    if draft is None:
        return None
    if at < draft.saved_at + KEPT:
        return draft.saved_at + KEPT
    draft.delete()
    return None
