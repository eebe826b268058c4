"""What authority, dual sign-off, counterfeit money, bills and fraud register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import authority, bills, deadlines, dual_signs
from lobby.floor.domain.fraud import cases, checks
from lobby.floor.domain.seizures import appraising, reporting, steps
from lobby.floor.enums import Severity
from lobby.floor.kinds import AT_ONCE, AlertKind, ReminderKind

HEAD = (RoleCode.HEAD,)
LEAD = (RoleCode.TELLER_LEAD,)
ALERTS = [
    AlertKind(
        name=authority.REQUESTED,
        text=_("{name} asks for approval: {action}, {amount} yuan"),
        help=_("Look at the grounds, then approve or refuse."),
        severity=Severity.ATTENTION,
        roles=LEAD,
        accept_within="authority_accept_s",
        escalation=HEAD,
    ),
    AlertKind(
        name=steps.FOUND,
        text=_("{name} found counterfeit money, {pieces} pieces: a second person is needed"),
        help=_("Go to the counter at once; the money stays in the customer's view."),
        severity=Severity.LATE,
        roles=LEAD,
        accept_within="authority_accept_s",
        escalation=HEAD,
    ),
    AlertKind(
        name=reporting.TO_REPORT,
        text=_("Counterfeit money, {pieces} pieces: report to the central bank and the police at once"),
        help=_("Write down on the seizure's page who was told."),
        severity=Severity.LATE,
        roles=HEAD,
        is_timed=False,
    ),
    AlertKind(
        name=appraising.NOT_IN_CUSTODY,
        text=_("Seized money has not been handed to custody"),
        help=_("Whoever keeps it confirms it on the seizure's page."),
        severity=Severity.LATE,
        roles=HEAD,
        is_timed=False,
    ),
    AlertKind(
        name=appraising.RESULT_LATE,
        text=_("The appraisal of voucher {voucher} has no result yet"),
        help=_("Ask the appraiser, then write the result down."),
        severity=Severity.ATTENTION,
        roles=HEAD,
        is_timed=False,
    ),
    AlertKind(
        name=bills.WAITING,
        text=_("{name} needs a specialist: {kind}"),
        help=_("The customer was asked to wait. Nobody is suspected of anything."),
        severity=Severity.ATTENTION,
        roles=LEAD,
        accept_within="bill_accept_s",
        escalation=HEAD,
    ),
    AlertKind(
        name=checks.REVIEW,
        text=_("{name} sees {signs} signs of fraud: decide before the money goes out"),
        help=_("Talk with the customer in private; police advice 96110, emergency 110."),
        severity=Severity.LATE,
        roles=LEAD,
        accept_within="authority_accept_s",
        escalation=HEAD,
    ),
]
REMINDERS = [
    ReminderKind(
        name="seizure.report_pboc",
        text=_("Report {pieces} counterfeit pieces to the central bank's branch"),
        lead_s=AT_ONCE,
        escalate_after_s=15 * 60,
    ),
    ReminderKind(
        name="seizure.report_police",
        text=_("Report {pieces} counterfeit pieces to the police"),
        lead_s=AT_ONCE,
        escalate_after_s=15 * 60,
    ),
    ReminderKind(name=cases.FOLLOW_UP, text=_("Fraud case: {text}"), lead_s=15 * 60, escalate_after_s=24 * 3600),
]


def register() -> None:
    """Fill the registries; called once when Django starts."""
    for alert in ALERTS:
        kinds.register_alert(alert)
    for reminder in REMINDERS:
        kinds.register_reminder(reminder)
    deadlines.register(authority.LAPSE, authority.when_the_day_ends)
    deadlines.register(dual_signs.EXPIRY, dual_signs.when_it_expires)
    deadlines.register(steps.WINDOW, appraising.when_the_window_ends)
    deadlines.register(appraising.RESULT, appraising.when_the_result_is_late)
    deadlines.register(checks.LAPSE, checks.when_the_day_ends)
