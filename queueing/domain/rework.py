"""Sending a customer back with what is wrong marked, so that it can be put right in the hall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from lobby.branches.actors import Actor
from lobby.branches.models import DocRequirement
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
    documents: Collection[DocRequirement] = (),
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
            checks = {one.pk: found_wrong(one, reason) for one in documents}
            review(ticket, by=by, at=at, checks=checks)
        return send_back(ticket, by=by, at=at, reason=reason)


def found_wrong(document: DocRequirement, reason: ReturnReason) -> Check:
    """How a document stands that the counter did not take."""
    if reason == ReturnReason.COPY and document.copies:
        return Check(DocState.PRESENT, is_copied=False)
    return Check(DocState.MISSING if reason == ReturnReason.DOCUMENT else DocState.INVALID)
