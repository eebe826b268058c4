"""The live screens of leads: what was referred to me, what I work on, the head's pool; the counter's way to refer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.floor import menu
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen
from marketing.enums.leads import DeclineReason, LeadReason
from marketing.enums.products import Family
from marketing.selectors import leads
from queueing import calendar_parts, desk_parts
from queueing.enums import TicketStatus
from queueing.models import CounterSession, Ticket

P = Permission
NEWS = ("lead.*",)
SCREEN = Screen(name="leads", permission=P.LEAD_CREATE, events=NEWS, fields=frozenset({"lead"}))
INBOX, REFER = "leads-inbox", "counter-refer"
EVERY_S = 60.0
DAYS = dt.timedelta(days=14)
STYLES, SCRIPTS = ("marketing/leads.css",), ()


def inbox(scope: Scope) -> dict[str, Any]:
    """What waits for the person's answer (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "leads": leads.inbox(branch, scope.audience_id), "reasons": DeclineReason.choices}


def mine(scope: Scope) -> dict[str, Any]:
    """What the person works on (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "leads": leads.mine(branch, scope.audience_id), "at": scope.at}


def begun(scope: Scope) -> dict[str, Any]:
    """What the person noted in the last two weeks (2 queries)."""
    branch = branch_of(scope)
    since = business_date(branch, scope.at) - DAYS
    return {"branch": branch, "leads": leads.begun(branch, scope.audience_id, since=since), "at": scope.at}


def pool(scope: Scope) -> dict[str, Any]:
    """What nobody has taken (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "leads": leads.pool(branch), "at": scope.at}


def refer(scope: Scope) -> dict[str, Any]:
    """The customer at the person's counter, if they are known and agreed to offers (1 query)."""
    serving = Ticket.objects.filter(
        branch=scope.branch_id,
        session__staff=scope.audience_id,
        session__closed_at__isnull=True,
        status=TicketStatus.SERVING,
        visit__customer__consent_marketing_at__isnull=False,
    )
    return {"ticket": serving.select_related("visit__customer").order_by("-started_at").first()}


def refer_dialog(_session: CounterSession) -> dict[str, Any]:
    """What can be said in one tap."""
    return {"families": Family.choices, "reasons": LeadReason.choices, "first": Family.WEALTH.value}


PANELS = (
    Panel(
        name=INBOX,
        screens=(SCREEN.name, "wealth", "counter"),
        template="marketing/leads/_inbox.html",
        context=inbox,
        dirtied_by=NEWS,
        audience="person",
        permission=P.LEAD_WORK,
    ),
    Panel(
        name="leads-mine",
        screens=(SCREEN.name,),
        template="marketing/leads/_mine.html",
        context=mine,
        dirtied_by=NEWS,
        audience="person",
        permission=P.LEAD_WORK,
        every=EVERY_S,
    ),
    Panel(
        name="leads-begun",
        screens=(SCREEN.name,),
        template="marketing/leads/_begun.html",
        context=begun,
        dirtied_by=NEWS,
        audience="person",
        permission=P.LEAD_CREATE,
        every=EVERY_S,
    ),
    Panel(
        name="leads-pool",
        screens=(SCREEN.name,),
        template="marketing/leads/_pool.html",
        context=pool,
        dirtied_by=NEWS,
        permission=P.LEAD_MANAGE,
        every=EVERY_S,
    ),
    Panel(
        name=REFER,
        screens=("counter",),
        template="marketing/leads/_refer.html",
        context=refer,
        dirtied_by=("ticket.*", "lead.*", "customer.*"),
        audience="person",
        permission=P.LEAD_CREATE,
    ),
)
LEADS = menu.Entry(
    name=SCREEN.name,
    title=_("Leads"),
    icon="handshake",
    address=lambda branch: reverse("marketing:leads", args=[branch.code]),
    place=130,
    permission=P.LEAD_CREATE,
)
CONTRIBUTIONS = menu.Entry(
    name="contributions",
    title=_("Contributions"),
    icon="chart-pie",
    address=lambda branch: reverse("marketing:contributions", args=[branch.code]),
    place=131,
    permission=P.MARKETING_VIEW,
)
TILE = landing.Tile(
    name=SCREEN.name,
    title=_("Leads"),
    note=_("Referrals to answer, customers to speak to, what became of them"),
    icon="handshake",
    address=lambda branch: reverse("marketing:leads", args=[branch.code]),
    place=26,
    permission=P.LEAD_CREATE,
)
SPLITS_TILE = landing.Tile(
    name="contributions",
    title=_("Contributions"),
    note=_("Who brought won leads about, disputes, pairs"),
    icon="chart-pie",
    address=lambda branch: reverse("marketing:contributions", args=[branch.code]),
    place=36,
    permission=P.MARKETING_VIEW,
)


def register() -> None:
    """Fill the registries."""
    screens.register(SCREEN)
    for panel in PANELS:
        panels.register(panel)
    for entry in (LEADS, CONTRIBUTIONS):
        menu.register(entry)
    for tile in (TILE, SPLITS_TILE):
        landing.register(tile)
    desk_parts.register(desk_parts.DeskPart(panel=INBOX, place=10, styles=STYLES, permission=P.LEAD_WORK))
    desk_parts.register(desk_parts.DeskPart(panel=REFER, place=60, styles=STYLES, permission=P.LEAD_CREATE))
    desk_parts.register_dialog(
        desk_parts.DeskDialog(
            template="marketing/leads/_dialog_refer.html",
            place=60,
            context=refer_dialog,
            key="L",
            words=_("Refer the customer to a wealth manager"),
            permission=P.LEAD_CREATE,
        )
    )
    calendar_parts.register(calendar_parts.CalendarPart(panel=INBOX, place=10, styles=STYLES, permission=P.LEAD_WORK))
