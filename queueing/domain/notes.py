"""Staff notes that follow a ticket."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.live import journal
from queueing.domain.moving import news_of
from queueing.errors import NoteMissing
from queueing.errors.triage import AppearanceNoted
from queueing.events import TicketNoted
from queueing.models import Ticket, TicketNote

# Words about dress and looks, by which nobody is judged here (N02).
LOOKS = (
    *("名牌", "穿着", "衣着", "服饰", "打扮", "外貌", "长相", "气质", "体面"),
    *("designer bag", "well dressed", "badly dressed", "looks rich", "looks poor", "good-looking"),
)


def add_note(ticket: Ticket, *, by: Actor, at: dt.datetime, text: str) -> TicketNote:
    """Add a staff note to a ticket in any state; customers never see it.

    Raises NoteMissing when it says nothing, AppearanceNoted when it is about looks.
    """
    if not text.strip():
        raise NoteMissing
    if (word := next((one for one in LOOKS if one in text.lower()), None)) is not None:
        raise AppearanceNoted(word=word)
    with journal.unit(by=by, at=at):
        row = TicketNote.objects.create(
            ticket=ticket, text=text.strip(), by_name=by.name, by_staff_id=by.staff_id, at=at
        )
        journal.record(TicketNoted(**news_of(ticket)))
    return row
