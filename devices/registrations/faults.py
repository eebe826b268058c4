"""What faults register: kinds of alerts and tasks, clocks, subscribers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.access.faults import sees_fault
from devices.demo import faults as demo_data
from devices.domain import hints
from devices.domain.faults import calling, clocks
from devices.enums.faults import ACCEPT_CLOCK, LEVEL_CLOCK
from devices.kpis.faults import KPIS
from devices.panels import faults as panels
from lobby.branches import demo, landing
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch
from lobby.floor import attachable, kinds, menu
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.kpi import registry
from lobby.live import journal

R = RoleCode


# Faults by level, and machines that need a hand.
ALERTS = (
    kinds.AlertKind(
        name=calling.OPEN,
        title=_("Fault of a machine"),
        text=_("{device}: {fault}"),
        help=_("Take it on the fault board; the card says what to try first"),
        severity=Severity.ATTENTION,
        roles=(R.LM, R.TECH),
        is_timed=False,
        escalation=(R.LM, R.HEAD),
    ),
    kinds.AlertKind(
        name=calling.LEVEL,
        title=_("Fault handed up"),
        text=_("{device}: {fault} · level {level}"),
        help=_("Not mended so far · help from above"),
        severity=Severity.LATE,
        roles=(R.BR_OPS, R.HEAD),
        is_timed=False,
    ),
    kinds.AlertKind(
        name=calling.TEST,
        title=_("Mended machine to be tested"),
        text=_("{device}: {fault} · mended, to be tested"),
        help=_("Try it and say on the fault's page whether it works"),
        severity=Severity.INFO,
        roles=(R.LM, R.TELLER_LEAD),
        is_timed=False,
        escalation=(R.TELLER_LEAD, R.HEAD),
    ),
    kinds.AlertKind(
        name=calling.SUSPECTED,
        title=_("Machine that may have been tampered with"),
        text=_("{device}: {fault}"),
        help=_("Look at it without being noticed, then decide on the fault's page"),
        severity=Severity.LATE,
        roles=(R.SEC, R.HEAD),
        escalation=(R.HEAD, R.BR_OPS),
        is_silent=True,
    ),
    kinds.AlertKind(
        name=hints.HELP,
        title=_("Machine that waits for help"),
        text=_("{device} waits for help"),
        help=_("Go there: the customer at it does not get on"),
        severity=Severity.ATTENTION,
        roles=(R.LMA, R.LM),
    ),
    kinds.AlertKind(
        name=hints.UNHEARD,
        title=_("Machine that nothing is heard of"),
        text=_("Nothing is heard of {device}"),
        help=_("Look whether it is switched on and connected; nobody is sent there meanwhile"),
        severity=Severity.ATTENTION,
        roles=(R.LM, R.TECH),
        is_timed=False,
    ),
)


def register() -> None:
    """Fill the registries."""
    register_kinds()
    deadlines.register(ACCEPT_CLOCK, clocks.when_not_accepted)
    deadlines.register(LEVEL_CLOCK, clocks.when_it_lasts)
    journal.subscribe("device.status_changed", hints.when_it_changes)
    kinds.register_subject("fault", fault_address)
    kinds.register_subject("device", device_address)
    attachable.register("fault", sees_fault)
    panels.register()
    register_pages()
    for kpi in KPIS:
        registry.register(kpi)
    demo.register(demo_data.write)


def register_kinds() -> None:
    """Alerts of faults by level, of machines that need a hand, and the task of a refill."""
    for alert in ALERTS:
        kinds.register_alert(alert)
    kinds.register_reminder(
        kinds.ReminderKind(
            name=hints.REFILL,
            text=_("Refill {device}"),
            lead_s=kinds.AT_ONCE,
            due_within_s=hints.REFILL_WITHIN_S,
        )
    )


def register_pages() -> None:
    """The ways to LM-9 and to the board of the offices."""
    menu.register(
        menu.Entry(
            name="faults",
            title=_("Faults"),
            icon="wrench",
            address=board_address,
            place=100,
            permission=Permission.FLOOR_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="faults",
            title=_("Faults"),
            note=_("What is out of order or needs attention, and where"),
            icon="wrench",
            address=board_address,
            place=65,
            permission=Permission.FAULT_HANDLE,
            # Who receives customers has the tablet, whose menu leads there.
            unless=Permission.TICKET_ISSUE,
        )
    )
    for permission, name in ((Permission.FAULT_SUPPORT, "fault-support"), (Permission.FAULT_EXPERT, "fault-expert")):
        landing.register(
            landing.Tile(
                name=name,
                title=_("Faults of all branches"),
                note=_("What branches could not mend themselves"),
                icon="wrench",
                address=office_address,
                place=66,
                permission=permission,
            )
        )


def board_address(branch: Branch) -> str:
    """LM-9 of a branch."""
    return reverse("devices:faults", args=[branch.code])


def office_address(branch: Branch) -> str:
    """The board over all branches of an office."""
    return reverse("devices:fault-office")


def device_address(device_id: int) -> str:
    """The inside of the tablet's detail dialog for a machine."""
    return reverse("devices:detail", args=[device_id])


def fault_address(fault_id: int) -> str:
    """The inside of the tablet's detail dialog for a fault."""
    return reverse("devices:fault-card", args=[fault_id])
