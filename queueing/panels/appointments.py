"""Panels about appointments: the hall's list (LM-2), the teller's line (TL-2), a customer manager's weeks (WM-2)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.floor import shell
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen
from queueing.domain.appointments import clocks, following
from queueing.selectors import appointment_lists as lists
from queueing.selectors import teller

NEWS = ("appointment.*", "day.*")
# Check-in opens by the clock, without any news.
WINDOWS_AGE_S = 30.0
WEALTH = "wealth"


def hall(scope: Scope) -> dict[str, Any]:
    """Who is expected today, and what tomorrow has free (9 queries at most)."""
    branch = branch_of(scope)
    return {"today": lists.today(branch, at=scope.at), "branch": branch}


def line(scope: Scope) -> dict[str, Any]:
    """Who is booked for this counter; numbers and times only (5 queries, 1 without a session)."""
    session = teller.open_session(scope.audience_id, scope.branch_id)
    if session is None:
        return {"rows": []}
    services, staff = session.services_in_force, session.staff_id
    return {"rows": lists.for_counter(session.branch, services=services, staff_id=staff, at=scope.at)}


def weeks(scope: Scope) -> dict[str, Any]:
    """A customer manager's own weeks (11 queries at most)."""
    assert scope.audience_id is not None
    branch = branch_of(scope)
    return {"weeks": lists.weeks_of(branch, scope.audience_id, at=scope.at), "branch": branch}


PANELS = (
    Panel(
        name="floor-appointments",
        screens=(shell.SCREEN,),
        template="queueing/appointments/_hall.html",
        context=hall,
        dirtied_by=NEWS,
        permission=Permission.TICKET_ISSUE,
        every=WINDOWS_AGE_S,
    ),
    Panel(
        name="counter-appointments",
        screens=("counter",),
        template="queueing/appointments/_line.html",
        context=line,
        dirtied_by=(*NEWS, "counter.*"),
        audience="person",
        permission=Permission.COUNTER_WORK,
        every=WINDOWS_AGE_S,
    ),
    Panel(
        name="wealth-weeks",
        screens=(WEALTH,),
        template="queueing/appointments/_weeks.html",
        context=weeks,
        dirtied_by=NEWS,
        audience="person",
        permission=Permission.COUNTER_WORK,
        every=WINDOWS_AGE_S,
    ),
)
PARTS = (
    shell.Part(
        name="appointments",
        slot="waiting",
        place=20,
        panel="floor-appointments",
        permission=Permission.TICKET_ISSUE,
        styles=("queueing/appointments.css",),
    ),
    shell.Part(
        name="appointment-book",
        slot="more",
        place=15,
        template="queueing/appointments/_book_button.html",
        permission=Permission.TICKET_MANAGE,
    ),
)
TILE = landing.Tile(
    name=WEALTH,
    title=_("My appointments"),
    note=_("Own slots of two weeks, invitations, what to prepare"),
    icon="calendar-days",
    address=lambda branch: reverse("queueing:wealth-calendar", args=[branch.code]),
    place=25,
    permission=Permission.COUNTER_WORK,
)
REPORT_TILE = landing.Tile(
    name="appointment-report",
    title=_("Use of appointments"),
    note=_("Offered, booked and used places of a fortnight"),
    icon="calendar-check",
    address=lambda branch: reverse("queueing:appointment-report", args=[branch.code]),
    place=35,
    permission=Permission.KPI_VIEW,
)


def register() -> None:
    """Fill the registries."""
    clocks.register()
    following.register()
    screens.register(Screen(name=WEALTH, permission=Permission.COUNTER_WORK, events=("appointment.*",)))
    for panel in PANELS:
        panels.register(panel)
    for part in PARTS:
        shell.register(part)
    landing.register(TILE)
    landing.register(REPORT_TILE)
