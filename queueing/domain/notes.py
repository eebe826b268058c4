"""Staff notes that follow a ticket."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.floor.wording import check_words
from lobby.live import journal
from queueing.domain.moving import news_of
from queueing.errors import NoteMissing
from queueing.events import TicketNoted
from queueing.models import Ticket, TicketNote


def add_note(ticket: Ticket, *, by: Actor, at: dt.datetime, text: str) -> TicketNote:
    """Add a staff note to a ticket in any state; customers never see it.

    Raises NoteMissing when it says nothing, AppearanceNoted when it is about looks or health.
    """
    if not text.strip():
        raise NoteMissing
    words = check_words(text)
    with journal.unit(by=by, at=at):
        row = TicketNote.objects.create(ticket=ticket, text=words, by_name=by.name, by_staff_id=by.staff_id, at=at)
        journal.record(TicketNoted(**news_of(ticket)))
    return row
