"""A lead that is noted and handed on in one act: from the hall (LM-8) and from the counter (TL-4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.models import Branch, Staff
from lobby.live import journal
from marketing.domain.leads import calling
from marketing.domain.leads.choosing import in_order
from marketing.domain.leads.creating import create
from marketing.domain.leads.offering import offer
from marketing.models import Lead


def refer(branch: Branch, *, by: Staff, at: dt.datetime, to: Staff | None = None, **what: Any) -> tuple[Lead, bool]:
    """Note it and offer it to a colleague, named or the best of who is there; nobody there means the head's pool.

    An open one is linked and stays where it is; the second value says whether it is new. Raises what `create` and
    `offer` raise.
    """
    with journal.unit(by=by.actor, at=at):
        lead, is_new = create(branch, by=by, at=at, **what)
        if is_new:
            best = to or next(iter(in_order(branch, lead.customer, lead.family, at=at)), None)
            if best is None:
                calling.tell_head(lead, at=at)
            else:
                lead = offer(lead, by=by, at=at, to=best)
    return lead, is_new
