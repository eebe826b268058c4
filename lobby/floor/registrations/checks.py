"""What checks register: their clocks, alerts and tasks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo, landing, shipped
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch
from lobby.floor import attachable, checking, kinds, menu, shell
from lobby.floor.access.checks import may_see_result
from lobby.floor.demo.checks import write
from lobby.floor.domain import deadlines
from lobby.floor.domain.checks import alarms, clocks, making, scheduling, tasks
from lobby.floor.domain.checks.shipped import installing
from lobby.floor.enums import Severity
from lobby.floor.kpis.checks import KPIS
from lobby.floor.panels import patrol
from lobby.kpi import registry
from lobby.live import panels as live_panels

ALERTS = (
    kinds.AlertKind(
        name=alarms.NOT_HANDED_IN,
        text=_("Not handed in by {due}: {check}"),
        title=_("Check not handed in"),
        help=_("See who does it, or begin it yourself."),
        severity=Severity.LATE,
        roles=(RoleCode.LM, RoleCode.HEAD),
        is_timed=False,
    ),
    kinds.AlertKind(
        name=alarms.PATROL_MISSED,
        text=_("A patrol was missed: {check}"),
        title=_("Patrol missed"),
        help=_("Walk through the hall now, or send somebody."),
        severity=Severity.ATTENTION,
        roles=(RoleCode.LM, RoleCode.LMA),
    ),
    kinds.AlertKind(
        name=alarms.TOO_FEW,
        text=_("Too few are left: {item} {count} / {minimum}"),
        title=_("Too few left at a check"),
        help=_("A task to refill is written; see who takes it."),
        severity=Severity.ATTENTION,
        roles=(RoleCode.LM, RoleCode.LMA),
    ),
)


def register() -> None:
    """Fill the registries; called once when Django starts."""
    for kind in ALERTS:
        kinds.register_alert(kind)
    kinds.register_reminder(
        kinds.ReminderKind(name=tasks.TASK_KIND, text=_("Check {code}: {item} {note}"), lead_s=kinds.AT_ONCE)
    )
    deadlines.register(making.CLOCK, clocks.when_it_rings)
    deadlines.register(scheduling.DAY_CLOCK, scheduling.when_day_comes)
    checking.register_action(
        tasks.TASK, _("Make it a task"), tasks.make_task, take_back=tasks.cancel_task, states=tasks.states_of_tasks
    )
    attachable.register(tasks.SUBJECT, may_see_result)
    menu.register(
        menu.Entry(
            name="checks",
            title=_("Checks"),
            icon="clipboard-check",
            address=address,
            place=20,
            permission=Permission.CHECK_DO,
        )
    )
    shell.register(
        shell.Part(
            name="patrol",
            slot="actions",
            place=30,
            panel=patrol.PATROL.name,
            permission=Permission.CHECK_DO,
            styles=("floor/checks.css",),
        )
    )
    live_panels.register(patrol.PATROL)
    shipped.register("checklists", lambda _branch, at, begins: installing.install(at=at, effective_from=begins))
    demo.register(write)
    for kpi in KPIS:
        registry.register(kpi)
    landing.register(
        landing.Tile(
            name="checks",
            title=_("Checks"),
            note=_("What has to be looked at today, and patrols"),
            icon="clipboard-check",
            address=address,
            place=15,
            permission=Permission.CHECK_DO,
            unless=Permission.FLOOR_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="checklists",
            title=_("Checklists"),
            note=_("What checks ask, who does and who signs them"),
            icon="list-checks",
            address=templates_address,
            place=70,
            permission=Permission.CHECK_EDIT,
        )
    )


def address(branch: Branch) -> str:
    """The day's checks of a branch."""
    return reverse("floor:checks", args=[branch.code])


def templates_address(branch: Branch) -> str:
    """The checklists of a branch."""
    return reverse("floor:check-templates", args=[branch.code])
