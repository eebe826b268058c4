"""What leads, referrals, contributions register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from marketing.domain.contributions import calling as split_calls
from marketing.domain.contributions.drafting import WINDOW
from marketing.domain.leads import calling, clocks, following, ringing

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
