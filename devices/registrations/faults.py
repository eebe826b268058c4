"""What faults register: kinds of alerts and tasks, clocks, subscribers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.domain import hints
from devices.domain.faults import calling, clocks
from devices.enums.faults import ACCEPT_CLOCK, LEVEL_CLOCK
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.live import journal

R = RoleCode


def register() -> None:
    """Fill the registries."""
    register_kinds()
    deadlines.register(ACCEPT_CLOCK, clocks.when_not_accepted)
    deadlines.register(LEVEL_CLOCK, clocks.when_it_lasts)
    journal.subscribe("device.status_changed", hints.when_it_changes)
    kinds.register_subject("fault", fault_address)


def register_kinds() -> None:
    """Alerts of faults by level, of machines that need a hand, and the task of a refill."""
    for alert in (
        kinds.AlertKind(
            name=calling.OPEN,
            text=_("{device}: {fault}"),
            help=_("Take it on the fault board; the card says what to try first"),
            severity=Severity.ATTENTION,
            roles=(R.LM, R.TECH),
            is_timed=False,
            escalation=(R.LM, R.HEAD),
        ),
        kinds.AlertKind(
            name=calling.LEVEL,
            text=_("{device}: {fault} · level {level}"),
            help=_("Not mended so far · help from above"),
            severity=Severity.LATE,
            roles=(R.BR_OPS, R.HEAD),
            is_timed=False,
        ),
        kinds.AlertKind(
            name=calling.SUSPECTED,
            text=_("{device}: {fault}"),
            help=_("Look at it without being noticed, then decide on the fault's page"),
            severity=Severity.LATE,
            roles=(R.SEC, R.HEAD),
            escalation=(R.HEAD, R.BR_OPS),
            is_silent=True,
        ),
        kinds.AlertKind(
            name=hints.HELP,
            text=_("{device} waits for help"),
            help=_("Go there: the customer at it does not get on"),
            severity=Severity.ATTENTION,
            roles=(R.LMA, R.LM),
        ),
        kinds.AlertKind(
            name=hints.UNHEARD,
            text=_("Nothing is heard of {device}"),
            help=_("Look whether it is switched on and connected; nobody is sent there meanwhile"),
            severity=Severity.ATTENTION,
            roles=(R.LM, R.TECH),
            is_timed=False,
        ),
    ):
        kinds.register_alert(alert)
    kinds.register_reminder(
        kinds.ReminderKind(
            name=hints.REFILL,
            text=_("Refill {device}"),
            lead_s=kinds.AT_ONCE,
            due_within_s=hints.REFILL_WITHIN_S,
        )
    )


def fault_address(fault_id: int) -> str:
    """The inside of the tablet's detail dialog for a fault."""
    return reverse("devices:fault-card", args=[fault_id])
