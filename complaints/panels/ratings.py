"""Panels of ratings: on the customer's phone, on the evaluator at a counter, on the staff's page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.enums.ratings import NPS_HIGHEST, Mark
from complaints.kpis.ratings import K05, K25
from complaints.selectors import ratings as selectors
from complaints.selectors.ratings import Asked
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.landing import DevicePage, register_device_page
from lobby.branches.models import Branch, Device
from lobby.floor import menu
from lobby.kpi import periods, readings
from lobby.live import panels, screens
from lobby.live.models import Entry
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen
from queueing import customer_pages
from queueing.models import Ticket
from queueing.selectors.phone import PAGES

SCREEN, EVALUATOR = "ratings", "evaluator"
NEWS = ("rating.*",)
SERVED = ("ticket.finished", "ticket.undone")
AT_COUNTER = ("ticket.called", "ticket.started", "ticket.finished", "ticket.undone", "evaluator.placed", *NEWS)
# The faces go after a while without any news.
EVALUATOR_EVERY_S = 15.0
# Where each evaluator of this process stands, as it was last drawn: news of other counters draws nothing.
_counters: dict[int, str] = {}


def drawn(asked: Asked) -> dict[str, Any]:
    """What the faces and the thanks are drawn from."""
    return {
        "asked": asked,
        "ticket": asked.ticket,
        "rating": asked.rating,
        "marks": list(Mark),
        "answers": range(NPS_HIGHEST + 1),
    }


def phone(scope: Scope) -> dict[str, Any]:
    """The rating of one ticket (1 query before it is served, 3 after)."""
    assert scope.audience_id is not None
    return drawn(selectors.asked_of(PAGES.get(pk=scope.audience_id), at=scope.at))


def is_of_ticket(entry: Entry, ticket_id: int | None) -> bool:
    """Whether news is about this ticket."""
    return bool(entry.payload.get("ticket") == ticket_id)


def evaluator(scope: Scope) -> dict[str, Any]:
    """Whom the evaluator asks, or thanks (2–7 queries)."""
    assert scope.audience_id is not None
    device = Device.objects.get(pk=scope.audience_id)
    counter = selectors.counter_of(device)
    _counters[device.pk] = counter.code if counter else ""
    ticket = selectors.asked_at(counter, at=scope.at, also_rated=True) if counter else None
    context = drawn(selectors.asked_of(ticket, at=scope.at)) if ticket else {}
    return {"device": device, "counter": counter, **context}


def is_at_counter(entry: Entry, device_id: int | None) -> bool:
    """Whether news is about the counter at which this evaluator stands, or about the evaluator."""
    known = _counters.get(device_id or 0)
    return known is None or entry.payload.get("counter") == known or entry.payload.get("device") == device_id


def to_recover(scope: Scope) -> dict[str, Any]:
    """Customers to look after (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "rows": selectors.to_recover(branch)}


def recent(scope: Scope) -> dict[str, Any]:
    """The figures of the day, the first by source, and the last ratings (5 queries)."""
    branch = branch_of(scope)
    period = periods.today(branch, scope.at)
    whole, groups = readings.read_split(K05, period)
    return {
        "branch": branch,
        "rows": selectors.recent(branch, at=scope.at),
        "csat": whole,
        "groups": groups,
        "nps": readings.read(K25, period),
    }


def page_after(ticket: Ticket, at: dt.datetime) -> str:
    """Where a ticket of a day that is over can still be rated."""
    asked = selectors.asked_of(ticket, at=at)
    is_needed = asked.may_rate or asked.may_add
    return reverse("complaints:ticket-rating", args=[ticket.page_token]) if is_needed else ""


def page_address(branch: Branch) -> str:
    """The staff's page of ratings."""
    return reverse("complaints:ratings", args=[branch.code])


PANELS = (
    Panel(
        name="phone-rating",
        screens=("ticket",),
        template="complaints/ratings/_phone.html",
        context=phone,
        dirtied_by=(*SERVED, *NEWS),
        audience="ticket",
        concerns=is_of_ticket,
    ),
    Panel(
        name="evaluator",
        screens=(EVALUATOR,),
        template="complaints/ratings/_evaluator.html",
        context=evaluator,
        dirtied_by=AT_COUNTER,
        audience="device",
        every=EVALUATOR_EVERY_S,
        concerns=is_at_counter,
    ),
    Panel(
        name="ratings-to-recover",
        screens=(SCREEN,),
        template="complaints/ratings/_to_recover.html",
        context=to_recover,
        dirtied_by=NEWS,
        permission=Permission.EXPERIENCE_VIEW,
    ),
    Panel(
        name="ratings-recent",
        screens=(SCREEN,),
        template="complaints/ratings/_recent.html",
        context=recent,
        dirtied_by=(*NEWS, "day.*"),
        permission=Permission.EXPERIENCE_VIEW,
    ),
)


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name=SCREEN, permission=Permission.EXPERIENCE_VIEW, events=NEWS))
    screens.register(Screen(name=EVALUATOR, device=DeviceKind.EVALUATOR, events=AT_COUNTER))
    for panel in PANELS:
        panels.register(panel)
    customer_pages.register(
        customer_pages.Part(
            panel="phone-rating",
            title=_("Rate your visit"),
            icon="star",
            style="complaints/ratings.css",
            script="complaints/ratings.js",
            after=page_after,
        )
    )
    customer_pages.register_kiosk(
        customer_pages.KioskWay(
            name="rating",
            title=_("Rate your visit"),
            icon="star",
            address=lambda device: reverse("complaints:kiosk-rating", args=[device.code]),
        )
    )
    register_device_page(
        DevicePage(
            kind=DeviceKind.EVALUATOR,
            icon="star",
            address=lambda device: reverse("complaints:evaluator", args=[device.code]),
        )
    )
    menu.register(
        menu.Entry(
            name=SCREEN,
            title=_("Ratings"),
            icon="star",
            address=page_address,
            place=107,
            permission=Permission.EXPERIENCE_VIEW,
        )
    )
