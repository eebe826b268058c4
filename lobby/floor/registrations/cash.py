"""What authority, dual sign-off, counterfeit money, bills and fraud register."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch
from lobby.floor import attachable, kinds, menu
from lobby.floor.access.cash import sees_step
from lobby.floor.demo import cash as cash_demo
from lobby.floor.domain import authority, bills, deadlines, dual_signs
from lobby.floor.domain.fraud import cases, checks
from lobby.floor.domain.seizures import appraising, reporting, steps
from lobby.floor.enums import Severity
from lobby.floor.kinds import AT_ONCE, AlertKind, ReminderKind
from lobby.floor.kpis.fraud import FRAUD_PREVENTED
from lobby.floor.panels import decisions
from lobby.kpi import registry
from lobby.live import panels, screens

HEAD = (RoleCode.HEAD,)
LEAD = (RoleCode.TELLER_LEAD,)
ALERTS = [
    AlertKind(
        name=authority.REQUESTED,
        text=_("{name} asks for approval: {action}, {amount} yuan"),
        title=_("Approval asked for"),
        help=_("Look at the grounds, then approve or refuse."),
        severity=Severity.ATTENTION,
        roles=LEAD,
        accept_within="authority_accept_s",
        escalation=HEAD,
    ),
    AlertKind(
        name=steps.FOUND,
        text=_("{name} found counterfeit money, {pieces} pieces: a second person is needed"),
        title=_("Counterfeit money found"),
        help=_("Go to the counter at once; the money stays in the customer's view."),
        severity=Severity.LATE,
        roles=LEAD,
        accept_within="authority_accept_s",
        escalation=HEAD,
    ),
    AlertKind(
        name=reporting.TO_REPORT,
        text=_("Counterfeit money, {pieces} pieces: report to the central bank and the police at once"),
        title=_("Counterfeit money to report"),
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
        title=_("Appraisal without a result"),
        help=_("Ask the appraiser, then write the result down."),
        severity=Severity.ATTENTION,
        roles=HEAD,
        is_timed=False,
    ),
    AlertKind(
        name=bills.WAITING,
        text=_("{name} needs a specialist: {kind}"),
        title=_("Bill that needs a specialist"),
        help=_("The customer was asked to wait. Nobody is suspected of anything."),
        severity=Severity.ATTENTION,
        roles=LEAD,
        accept_within="bill_accept_s",
        escalation=HEAD,
    ),
    AlertKind(
        name=checks.REVIEW,
        text=_("{name} sees {signs} signs of fraud: decide before the money goes out"),
        title=_("Signs of fraud to decide on"),
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


def at_branch(name: str) -> Callable[[Branch], str]:
    """The address of a page of a branch."""
    return lambda branch: reverse(name, args=[branch.code])


def of_row(name: str) -> Callable[[int], str]:
    """The inside of the detail dialog for a row."""
    return lambda row_id: reverse(name, args=[row_id])


ENTRIES = [
    menu.Entry(
        name="decisions",
        title=_("Decisions"),
        icon="gavel",
        address=at_branch("floor:decisions"),
        place=140,
        permission=Permission.CASH_SEIZE,
    ),
    menu.Entry(
        name="fraud",
        title=_("Against fraud"),
        icon="shield-alert",
        address=at_branch("floor:fraud"),
        place=150,
        permission=Permission.FRAUD_CHECK,
    ),
    menu.Entry(
        name="dual-signs",
        title=_("Signed by two"),
        icon="signature",
        address=at_branch("floor:dual-signs"),
        place=160,
        permission=Permission.DUAL_SIGN,
    ),
    menu.Entry(
        name="cash-month",
        title=_("Cash and fraud, by month"),
        icon="calendar-days",
        address=at_branch("floor:cash-month"),
        place=180,
        permission=Permission.KPI_VIEW,
    ),
]
TILE = landing.Tile(
    name="decisions",
    title=_("Decisions"),
    note=_("Approve, examine, decide on signs of fraud, join a seizure"),
    icon="gavel",
    address=at_branch("floor:decisions"),
    place=25,
    permission=Permission.CASH_SEIZE,
)
SUBJECTS = {
    "authority_use": of_row("floor:waiver-detail"),
    "seizure": of_row("floor:seizure-detail"),
    "bill_check": of_row("floor:bill-detail"),
    "fraud_check": of_row("floor:fraud-check-detail"),
}


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
    for screen in decisions.SCREENS:
        screens.register(screen)
    for panel in decisions.PANELS:
        panels.register(panel)
    for entry in ENTRIES:
        menu.register(entry)
    for kind, address in SUBJECTS.items():
        kinds.register_subject(kind, address)
    landing.register(TILE)
    attachable.register("fraud_step", sees_step)
    demo.register(cash_demo.write)
    registry.register(FRAUD_PREVENTED)
