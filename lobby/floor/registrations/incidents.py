"""What incidents, security and order register: kinds, clocks, subscribers, screens, panels, pages of the day."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing, shipped
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch
from lobby.floor import attachable, kinds, menu, wall_notices
from lobby.floor.access.incidents import sees_evidence
from lobby.floor.demo import incidents as demo_data
from lobby.floor.domain import crowds, deadlines, plans, security
from lobby.floor.domain import outages as outage_mode
from lobby.floor.domain.incidents import clocks, moves, notes, outages, responding
from lobby.floor.enums import Severity
from lobby.floor.enums.incidents import CLASSIFY_CLOCK, LEVEL_CLOCK, REVIEW_CLOCK
from lobby.floor.panels import incidents as panels
from lobby.live import journal

R = RoleCode
MANAGERS, GUARDS = (R.LM, R.HEAD), (R.SEC, R.HEAD)
QUIET_ABOVE = (R.HEAD, R.BR_OPS)
TASK_ESCALATES_S = 10 * 60
LOUD: dict[str, tuple[str | Promise, str | Promise, tuple[RoleCode, ...]]] = {
    moves.REPORTED: (_("Incident reported: {kind}"), _("{zone} · go there and say how grave it is"), MANAGERS),
    moves.UNCLASSIFIED: (_("Not classified yet: {kind}"), _("{zone} · the plan waits for it"), MANAGERS),
    moves.ACTIVE: (_("Emergency plan in force: {kind}"), _("{zone} · see your tasks"), MANAGERS),
    moves.LEVEL: (_("Response level {level}: {kind}"), _("Not resolved in time · help from above"), (R.HEAD, R.BR_OPS)),
    moves.SUPPORT: (_("Support asked for: {kind}"), _("Call the branch"), (R.BR_OPS,)),
    moves.REVIEW_LATE: (_("Report is late: {kind}"), _("Complete the report and the review"), (R.HEAD,)),
    moves.TASK_LATE: (_("{owner} has not done: {text}"), _("Help, or do it yourself."), MANAGERS),
}
TITLES: dict[str, str | Promise] = {
    moves.REPORTED: _("Incident reported"),
    moves.UNCLASSIFIED: _("Incident not classified"),
    moves.ACTIVE: _("Emergency plan in force"),
    moves.LEVEL: _("Response level raised"),
    moves.SUPPORT: _("Support asked for"),
    moves.REVIEW_LATE: _("Incident report late"),
    moves.TASK_LATE: _("Task of an incident late"),
}
UNTIMED = (moves.ACTIVE, moves.LEVEL, moves.SUPPORT, moves.REVIEW_LATE)


def register() -> None:
    """Fill the registries."""
    register_alerts()
    register_tasks()
    for clock, handler in (
        (CLASSIFY_CLOCK, clocks.when_not_classified),
        (LEVEL_CLOCK, clocks.when_it_lasts),
        (REVIEW_CLOCK, clocks.when_not_reviewed),
        (security.EXPIRY, security.when_it_expires),
    ):
        deadlines.register(clock, handler)
    journal.subscribe("reminder.*", responding.task_news)
    journal.subscribe("security.*", responding.task_news)
    journal.subscribe("incident.*", outages.when_it_matters)
    journal.subscribe("incident.*", outage_mode.when_incident_ends)
    wall_notices.register_notice_source("incidents", outages.notices)
    attachable.register("evidence", sees_evidence)
    kinds.register_subject("incident", incident_address)
    panels.register()
    shipped.register("plans", lambda _branch, at, _begins: plans.install(by=SYSTEM, at=at))
    demo.register(demo_data.write)
    register_pages()


def register_alerts() -> None:
    """Every kind twice: loud, and silent for restricted incidents."""
    for name, (text, help_text, roles) in LOUD.items():
        severity = Severity.LATE if name != moves.TASK_LATE else Severity.ATTENTION
        is_timed = name not in UNTIMED
        words = {"text": text, "title": TITLES[name], "help": help_text}
        common: dict[str, Any] = {**words, "severity": severity, "is_timed": is_timed}
        kinds.register_alert(kinds.AlertKind(name=name, roles=roles, escalation=(R.LM, R.HEAD, R.BR_OPS), **common))
        quiet_roles = roles if name in (moves.LEVEL, moves.SUPPORT, moves.REVIEW_LATE) else GUARDS
        kinds.register_alert(
            kinds.AlertKind(name=moves.QUIET[name], roles=quiet_roles, escalation=QUIET_ABOVE, is_silent=True, **common)
        )
    drill: dict[str, Any] = {
        "text": _("Drill: {kind}"),
        "title": _("Drill"),
        "help": _("This is an exercise"),
        "severity": Severity.INFO,
        "is_timed": False,
    }
    kinds.register_alert(kinds.AlertKind(name=moves.DRILL, roles=(R.LM, R.HEAD, R.LMA, R.TELLER_LEAD), **drill))
    kinds.register_alert(kinds.AlertKind(name=moves.QUIET[moves.DRILL], roles=GUARDS, is_silent=True, **drill))
    kinds.register_alert(
        kinds.AlertKind(
            name=security.SUSPICION,
            text=_("Suspicious act seen"),
            help=_("Watch, do not approach alone"),
            severity=Severity.LATE,
            roles=GUARDS,
            escalation=QUIET_ABOVE,
            is_silent=True,
        )
    )
    kinds.register_alert(
        kinds.AlertKind(
            name=crowds.CROWDED,
            text=_("{zone} is too full: {people} for {capacity}"),
            title=_("Zone too full"),
            help=_("Announce the wait, free the ways, remind of belongings"),
            severity=Severity.ATTENTION,
            roles=(R.LM, R.LMA, R.SEC),
        )
    )


def register_tasks() -> None:
    """Tasks of plans and promises: loud or silent, real or drill."""
    for name, text, quiet in (
        (responding.TASK, _("{kind}: {step}"), False),
        (responding.DRILL_TASK, _("Drill · {kind}: {step}"), False),
        (responding.QUIET_TASK, _("{kind}: {step}"), True),
        (responding.QUIET_DRILL_TASK, _("Drill · {kind}: {step}"), True),
        (notes.PROMISE, "{text}", False),
        (notes.QUIET_PROMISE, "{text}", True),
    ):
        late = moves.QUIET[moves.TASK_LATE] if quiet else moves.TASK_LATE
        kinds.register_reminder(
            kinds.ReminderKind(
                name=name,
                text=text,
                lead_s=kinds.AT_ONCE,
                escalate_after_s=TASK_ESCALATES_S,
                overdue=late,
                is_silent=quiet,
            )
        )


def register_pages() -> None:
    """The ways to LM-11, to the command board and to the page of security."""
    menu.register(
        menu.Entry(
            name="incidents",
            title=_("Incidents"),
            icon="siren",
            address=incidents_address,
            place=50,
            permission=Permission.INCIDENT_REPORT,
        )
    )
    menu.register(
        menu.Entry(
            name="command",
            title=_("Command board"),
            icon="radio-tower",
            address=command_address,
            place=102,
            permission=Permission.INCIDENT_COMMAND,
        )
    )
    menu.register(
        menu.Entry(
            name="security",
            title=_("Security"),
            icon="shield",
            address=security_address,
            place=104,
            permission=Permission.SECURITY_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="security",
            title=_("Security"),
            note=_("Silent alerts, suspicious acts, order in the hall"),
            icon="shield",
            address=security_address,
            place=64,
            permission=Permission.SECURITY_VIEW,
        )
    )


def incidents_address(branch: Branch) -> str:
    """LM-11 of a branch."""
    return reverse("floor:incidents", args=[branch.code])


def command_address(branch: Branch) -> str:
    """BH-10 of a branch."""
    return reverse("floor:command", args=[branch.code])


def security_address(branch: Branch) -> str:
    """The page of security of a branch."""
    return reverse("floor:security", args=[branch.code])


def incident_address(incident_id: int) -> str:
    """The inside of the tablet's detail dialog for an incident."""
    return reverse("floor:incident-card", args=[incident_id])
