"""Sending a customer back with what is wrong marked, so that it can be put right in the hall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from lobby.branches.actors import Actor
from lobby.live import journal
from queueing.domain.eforms import mark
from queueing.domain.moving import check_move, locked
from queueing.domain.prereview import Check, review
from queueing.domain.serving import send_back
from queueing.enums import ReturnReason
from queueing.enums.prereview import DocState
from queueing.models import FormInstance, Ticket


def send_back_marked(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    reason: ReturnReason,
    lines: Mapping[FormInstance, Collection[str]],
    documents: Collection[int] = (),
) -> Ticket:
    """Send back with the wrong lines of forms and the wrong documents marked: on the phone, the tablet and the screen.

    The number stays and goes first, as with `send_back`. Raises IllegalMove, UnknownLine, UnknownDocument, FormOutdated.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_move(ticket, "send_back")
        for form, keys in lines.items():
            mark(form, by=by, at=at, lines=keys)
        if documents:
            state = DocState.MISSING if reason == ReturnReason.DOCUMENT else DocState.INVALID
            found = Check(DocState.PRESENT) if reason == ReturnReason.COPY else Check(state)
            review(ticket, by=by, at=at, checks=dict.fromkeys(documents, found))
        return send_back(ticket, by=by, at=at, reason=reason)
