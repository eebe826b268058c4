"""Panels of waiting and care (LM-5), and of the help buttons on customers' and tellers' screens."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu
from lobby.floor.domain.help import open_call
from lobby.floor.enums.care import OPEN_HELP
from lobby.floor.models import HelpRequest
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen
from queueing.enums.care import CareKind
from queueing.models import Ticket
from queueing.selectors import care as selectors
from queueing.selectors.phone import MAY_CALL_HELP

SCREEN = "care"
DAY = ("day.*",)
HELP = (
    "care.help_asked",
    "care.help_accepted",
    "care.help_finished",
    "care.help_withdrawn",
    "care.help_reopened",
)
ICONS = {
    CareKind.APOLOGISED: "message-circle-heart",
    CareKind.EXPLAINED: "message-circle-more",
    CareKind.WATER: "glass-water",
    CareKind.READING: "book-open",
}


def waiting(scope: Scope) -> dict[str, Any]:
    """Who waits, longest first, with what was done for them (7 queries)."""
    branch = branch_of(scope)
    rows, count = selectors.waiting_rows(branch, at=scope.at)
    acts = [(kind.value, kind.label, ICONS[kind]) for kind in CareKind]
    return {"rows": rows, "count": count, "more": count - len(rows), "acts": acts, "timezone": branch.timezone}


def watched(scope: Scope) -> dict[str, Any]:
    """Visits that may become a complaint, and calls for a host (5 queries)."""
    branch = branch_of(scope)
    return {"watched": selectors.watched(branch), "timezone": branch.timezone}


def follow_up(scope: Scope) -> dict[str, Any]:
    """Who was served and waits for a last word (3 queries)."""
    return {"stages": selectors.to_follow_up(branch_of(scope), at=scope.at)}


def phone_help(scope: Scope) -> dict[str, Any]:
    """Whether help is on its way to one ticket (2 queries)."""
    assert scope.audience_id is not None
    ticket = Ticket.objects.get(pk=scope.audience_id)
    may_call = ticket.status in MAY_CALL_HELP
    return {"call": open_call(("ticket", ticket.pk)), "may_call": may_call}


def kiosk_help(scope: Scope) -> dict[str, Any]:
    """Whether help is on its way to one kiosk (1 query)."""
    assert scope.audience_id is not None
    return {"call": open_call(("device", scope.audience_id))}


def counter_help(scope: Scope) -> dict[str, Any]:
    """Whether help is on its way to one teller (1 query)."""
    calls = HelpRequest.objects.filter(
        branch=scope.branch_id, subject_type="counter", asked_by=scope.audience_id, status__in=OPEN_HELP
    )
    return {"call": calls.select_related("accepted_by").order_by("-pk").first()}


PANELS = (
    Panel(
        name="care-waiting",
        screens=(SCREEN,),
        template="queueing/care/_waiting.html",
        context=waiting,
        dirtied_by=("ticket.*", "visit.*", "care.given", "care.taken_back", *DAY),
        permission=Permission.CARE_GIVE,
    ),
    Panel(
        name="care-watched",
        screens=(SCREEN,),
        template="queueing/care/_watched.html",
        context=watched,
        dirtied_by=(
            *("care.visit_watched", "care.visit_unwatched", "care.host_asked", "care.hosted", "care.host_released"),
            *DAY,
        ),
        permission=Permission.CARE_GIVE,
    ),
    Panel(
        name="care-follow-up",
        screens=(SCREEN,),
        template="queueing/care/_follow_up.html",
        context=follow_up,
        dirtied_by=("visit.*", *DAY),
        permission=Permission.CARE_GIVE,
    ),
    Panel(
        name="phone-help",
        screens=("ticket",),
        template="queueing/care/_phone_help.html",
        context=phone_help,
        dirtied_by=(*HELP, "ticket.*"),
        audience="ticket",
        own=True,
    ),
    Panel(
        name="kiosk-help",
        screens=("kiosk",),
        template="queueing/care/_kiosk_help.html",
        context=kiosk_help,
        dirtied_by=HELP,
        audience="device",
        own=True,
    ),
    Panel(
        name="counter-help",
        screens=("counter",),
        template="queueing/care/_counter_help.html",
        context=counter_help,
        dirtied_by=HELP,
        audience="person",
        permission=Permission.COUNTER_WORK,
    ),
)


def address(branch: Branch) -> str:
    """The page of a branch."""
    return reverse("queueing:care", args=[branch.code])


def register() -> None:
    """Fill the registries."""
    screens.register(
        Screen(name=SCREEN, permission=Permission.CARE_GIVE, events=("ticket.*", "visit.*", "care.*", "day.*"))
    )
    for panel in PANELS:
        panels.register(panel)
    menu.register(
        menu.Entry(
            name=SCREEN,
            title=_("Waiting and care"),
            icon="hand-heart",
            address=address,
            place=40,
            permission=Permission.CARE_GIVE,
        )
    )
