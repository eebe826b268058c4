"""Prompts on live screens: beside the ticket at the counter (TL-3), and who may be spoken to in the hall (LM-5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from marketing.selectors import prompts as selectors
from queueing import desk_parts
from queueing.models import Ticket
from queueing.panels.care import SCREEN as CARE

P = Permission
NEWS = (
    "ticket.*",
    "prompt.*",
    "need.*",
    "visit.*",
    "peak.*",
    "contact.*",
    "cool_off.*",
    "customer.*",
    "care.*",
    "offer_rule.*",
    "suitability.*",
    "counter.*",
    "day.*",
)
STYLE = "marketing/prompts.css"
KEYS = (("Y", _("interested")), ("G", pgettext_lazy("answer", "later")), ("K", pgettext_lazy("answer", "no")))
# The time to the call runs without any news.
AGES_S = 15.0


def at_counter(scope: Scope) -> dict[str, Any]:
    """What stands beside the ticket at the person's counter (20 queries at most, 1 without a known customer)."""
    assert scope.audience_id is not None
    ticket = selectors.ticket_of_desk(scope.audience_id, scope.branch_id, at=scope.at)
    if ticket is None or ticket.visit.customer_id is None:
        return {"part": None}
    staff = Staff.objects.get(pk=scope.audience_id)
    return {"part": selectors.beside(ticket, staff, language=scope.language, at=scope.at), "is_desk": True}


def in_hall(scope: Scope) -> dict[str, Any]:
    """Who may be spoken to (18 queries at most)."""
    assert scope.audience_id is not None
    staff = Staff.objects.get(pk=scope.audience_id)
    branch = branch_of(scope)
    return {"rows": selectors.suggestions(branch, staff, language=scope.language, at=scope.at)}


def of_ticket(ticket: Ticket, staff: Staff, at: dt.datetime) -> dict[str, Any] | None:
    """What stands in the dialog of a ticket (LM-7)."""
    found = selectors.beside(ticket, staff, language=get_language() or "zh-hans", at=at)
    return {"beside": found} if found is not None else None


PANELS = (
    Panel(
        name="counter-prompt",
        screens=("counter",),
        template="marketing/prompts/_counter.html",
        context=at_counter,
        dirtied_by=NEWS,
        audience="person",
        permission=P.PROMPT_USE,
    ),
    Panel(
        name="hall-prompts",
        screens=(CARE,),
        template="marketing/prompts/_hall.html",
        context=in_hall,
        dirtied_by=NEWS,
        audience="person",
        permission=P.PROMPT_USE,
        every=AGES_S,
    ),
)


def register() -> None:
    """Fill the registries."""
    for panel in PANELS:
        panels.register(panel)
    desk_parts.register(
        desk_parts.DeskPart(panel="counter-prompt", place=20, styles=(STYLE,), permission=P.PROMPT_USE, keys=KEYS)
    )
    desk_parts.register(
        desk_parts.DeskPart(panel="hall-prompts", place=10, styles=(STYLE,), permission=P.PROMPT_USE, screen="care")
    )
    desk_parts.register_for_ticket(
        desk_parts.TicketPart(
            name="prompt",
            template="marketing/prompts/_ticket.html",
            place=20,
            context=of_ticket,
            permission=P.PROMPT_USE,
        )
    )
