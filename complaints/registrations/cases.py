"""What complaints register: kinds of alerts, what ships with them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.access.cases import about
from complaints.demo import cases as demo_data
from complaints.domain import installing
from complaints.domain.cases import calling
from lobby.branches import demo, shipped
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.enums import Severity
from lobby.live import records

R = RoleCode

ALERTS = (
    kinds.AlertKind(
        name=calling.NEW,
        title=_("New complaint"),
        text=_("Complaint {number} is yours"),
        help=_("Listen first, then register it; the clocks are running"),
        severity=Severity.ATTENTION,
        roles=(R.LM, R.TELLER_LEAD),
        escalation=(R.TELLER_LEAD, R.HEAD, R.CP),
    ),
    kinds.AlertKind(
        name=calling.MAJOR,
        title=_("Major complaint"),
        text=_("Major complaint {number}: {reasons}"),
        help=_("Look at it now; its plan needs your approval"),
        severity=Severity.LATE,
        roles=(R.HEAD, R.BR_OPS),
        escalation=(R.BR_OPS, R.HO),
    ),
    kinds.AlertKind(
        name=calling.APPROVAL,
        title=_("Plan of a complaint to be approved"),
        text=_("Complaint {number}: its plan waits for approval"),
        help=_("Read the plan on the complaint's page and let it go on, or say what is missing"),
        severity=Severity.ATTENTION,
        roles=(R.HEAD,),
        escalation=(R.BR_OPS,),
    ),
    kinds.AlertKind(
        name=calling.ADDED,
        title=_("Customer added to a complaint"),
        text=_("Complaint {number}: the customer added something"),
        help=_("Read it on the complaint's page and tell the customer how it stands"),
        severity=Severity.ATTENTION,
        roles=(R.LM, R.TELLER_LEAD),
        escalation=(R.TELLER_LEAD, R.HEAD, R.CP),
    ),
)


def register() -> None:
    """Fill the registries."""
    shipped.register("complaints", lambda _branch, _at, _begins: installing.install())
    records.keep_apart("complaint", about)
    for alert in ALERTS:
        kinds.register_alert(alert)
    demo.register(demo_data.write)
