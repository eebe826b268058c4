"""Panels: phone. Its place in the queue comes as values cut from one computation; its state as a panel of its own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Zone
from lobby.live import panels, screens, values
from lobby.live.credentials import Credentials
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope
from lobby.live.screens import Screen
from lobby.live.values import Values
from queueing.enums import CALLABLE, OPEN, TicketStatus
from queueing.enums.outages import REBOOKED
from queueing.selectors.eforms import papers_of
from queueing.selectors.phone import PAGES, is_of_today, may_leave, may_postpone, positions, turn_of
from queueing.selectors.prereview import reviewed
from queueing.slips import to_the_machine

# What each state is called and what to do about it.
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "waiting": (_("Waiting"), _("This page follows your turn by itself. Please keep it open.")),
    "called": (_("It is your turn"), _("Please go there now.")),
    "serving": (_("You are being served"), ""),
    "on_hold": (
        _("Your service is on hold"),
        _("Finish what the teller asked for and come back to the counter. You need no new number."),
    ),
    "returned": (_("Please complete your papers"), _("Then wait in the hall. You go first.")),
    "diverted": (
        _("Please use the machine"),
        _("Staff in the self-service area help you. If it does not work, you go first at the counter."),
    ),
    "done": (_("All done"), _("Thank you for your visit.")),
    "no_show": (
        _("Your call was missed"),
        _("If you are still here, please see the lobby manager: the number can be brought back."),
    ),
    "cancelled": (_("This number was cancelled"), _("If you still need something, please see the lobby manager.")),
    "abandoned": (_("You have left the queue"), _("Please take a new number when you come again.")),
}
# A ticket that ended for another time or place.
REBOOKED_WORDS = (_("You come another time"), _("This number has ended; your new time is kept for you."))


def turn(scope: Scope) -> dict[str, Any]:
    """The state of one ticket, what to do, and the map of the hall (3 queries, 4 at a machine, 5 while it waits)."""
    assert scope.audience_id is not None  # the panel is for a ticket
    ticket = PAGES.get(pk=scope.audience_id)
    turn = turn_of(ticket, at=scope.at)
    zones = Zone.objects.filter(branch=scope.branch_id).order_by("code")
    title, what_to_do = REBOOKED_WORDS if ticket.end_reason == REBOOKED else WORDS[ticket.status]
    return {
        "turn": turn,
        "ticket": ticket,
        "title": title,
        "what_to_do": what_to_do,
        "zones": zones,
        "machine": to_the_machine(ticket) if ticket.status == TicketStatus.DIVERTED else [],
        "may_postpone": may_postpone(ticket),
        "may_leave": may_leave(ticket),
    }


def papers(scope: Scope) -> dict[str, Any]:
    """What to have ready and to fill in before the turn comes (5 queries, 6 once reviewed, 1 when over)."""
    assert scope.audience_id is not None  # the panel is for a ticket
    ticket = PAGES.get(pk=scope.audience_id)
    if ticket.status not in OPEN:
        return {}
    found = reviewed(ticket)
    query = f"?lang={scope.language}"
    return {
        "review": found.review,
        "documents": found.documents if ticket.status in CALLABLE else [],
        "papers": [
            (paper, reverse("queueing:phone-form", args=[ticket.page_token, paper.template.pk]) + query)
            for paper in papers_of(ticket)
        ],
    }


def authorise(credentials: Credentials, branch: Branch) -> Audience | None:
    """Whoever holds the secret of a ticket of this branch's day (0–1 query)."""
    token = credentials.token
    if not token or "\0" in token:
        return None
    ticket = PAGES.filter(page_token=token, branch=branch).first()
    if ticket is None or not is_of_today(ticket, at=timezone.now()):
        return None
    return Audience(language=credentials.language, ticket=ticket.pk)


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name="ticket", authorise=authorise, events=("ticket.*",), own=True))
    panels.register(
        Panel(
            name="turn",
            screens=("ticket",),
            template="queueing/phone/_turn.html",
            context=turn,
            dirtied_by=("ticket.*",),
            audience="ticket",
            own=True,
        )
    )
    panels.register(
        Panel(
            name="papers",
            screens=("ticket",),
            template="queueing/phone/_papers.html",
            context=papers,
            dirtied_by=("ticket.*", "prereview.*", "form.*"),
            audience="ticket",
            own=True,
        )
    )
    values.register(Values(screens=("ticket",), compute=positions, dirtied_by=("ticket.*", "counter.*", "roster.*")))
