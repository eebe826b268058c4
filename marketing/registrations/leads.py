"""What leads, referrals, contributions register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo
from lobby.branches.enums import Permission, RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.kpi import registry
from marketing.demo import leads as demo_data
from marketing.domain.contributions import calling as split_calls
from marketing.domain.contributions.drafting import WINDOW
from marketing.domain.leads import calling, clocks, following, ringing
from marketing.kpis.leads import KPIS
from marketing.panels import leads as panels
from queueing import offers
from queueing.models import Ticket, Visit

R = RoleCode
ALERTS = (
    kinds.AlertKind(
        name=calling.OFFERED,
        title=_("A customer is referred to you"),
        text=_("A customer is referred to you: {family}"),
        help=_("Accept or decline in one tap; the customer may be waiting."),
        severity=Severity.ATTENTION,
        roles=(),
        is_timed=False,
        escalation=(),
    ),
    kinds.AlertKind(
        name=calling.POOL,
        title=_("A referral that nobody took"),
        text=_("Nobody took this referral: {family}"),
        help=_("Offer it to somebody else, or end it."),
        severity=Severity.ATTENTION,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(),
    ),
    kinds.AlertKind(
        name=calling.CONTACT_LATE,
        title=_("A referred customer who has not heard from us"),
        text=_("A referred customer has not heard from us: {family}"),
        help=_("Speak to the customer today, or hand the lead on."),
        severity=Severity.ATTENTION,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(),
    ),
    kinds.AlertKind(
        name=split_calls.DISPUTED,
        title=_("A disputed contribution"),
        text=_("The split of lead {lead} is disputed"),
        help=_("Hear both sides, then set the parts or let them stand."),
        severity=Severity.ATTENTION,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(R.BR_OPS,),
    ),
    kinds.AlertKind(
        name=split_calls.READY,
        title=_("A contribution to be approved"),
        text=_("The split of lead {lead} can be approved"),
        help=_("Look at who brought it about, then approve it."),
        severity=Severity.INFO,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(R.BR_OPS,),
    ),
)


def register() -> None:
    """Fill the registries."""
    for alert in ALERTS:
        kinds.register_alert(alert)
    deadlines.register(clocks.ACCEPT, ringing.when_not_answered)
    deadlines.register(clocks.FIRST_CONTACT, ringing.when_not_contacted)
    deadlines.register(WINDOW, split_calls.when_window_ends)
    following.register()
    panels.register()
    for kpi in KPIS:
        registry.register(kpi)
    demo.register(demo_data.write)
    kinds.register_subject("lead", lambda lead_id: reverse("marketing:lead-card", args=[lead_id]))
    offers.register(
        offers.Offer(
            name="lead",
            title=_("Note an interest"),
            icon="handshake",
            address=from_visit,
            ticket_address=from_ticket,
            permission=Permission.LEAD_CREATE,
        )
    )


def from_visit(visit: Visit) -> str:
    """LM-8 for a visit: its newest ticket."""
    return f"{reverse('marketing:lead-new', args=[visit.branch.code])}?visit={visit.pk}"


def from_ticket(ticket: Ticket) -> str:
    """LM-8 for a ticket."""
    return f"{reverse('marketing:lead-new', args=[ticket.branch.code])}?ticket={ticket.pk}"
