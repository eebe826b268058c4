"""What clocks register: their alerts, what rings, and who hears of acts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.demo import clocks as demo_data
from complaints.domain.clocks import following, reckoning, telling, warning
from complaints.domain.clocks.rounds import together
from complaints.enums.cases import HANDLER_LEVEL, HEAD_LEVEL, HEAD_OFFICE_LEVEL, REGION_LEVEL, ClockKind
from complaints.enums.clocks import (
    BASIS,
    EXTENSION,
    STEP,
    STEP_LATE,
    UNTOUCHED,
    UNTOUCHED_HEAD,
    clock_alert,
    clock_deadline,
)
from lobby.branches import demo
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity

R = RoleCode
FEEDBACK, LEGAL = ClockKind.FIRST_FEEDBACK, ClockKind.LEGAL
# Level → how bad it is, who stands for the office where nobody is named.
LEVELS = {
    HANDLER_LEVEL: (Severity.INFO, R.LM),
    HEAD_LEVEL: (Severity.ATTENTION, R.HEAD),
    REGION_LEVEL: (Severity.LATE, R.BR_OPS),
    HEAD_OFFICE_LEVEL: (Severity.LATE, R.HO),
}
TITLES = {
    (FEEDBACK, HANDLER_LEVEL): _("Complaint: half the time for the first feedback is over"),
    (FEEDBACK, HEAD_LEVEL): _("Complaint: first feedback soon due"),
    (FEEDBACK, REGION_LEVEL): _("Complaint: first feedback overdue"),
    (FEEDBACK, HEAD_OFFICE_LEVEL): _("Complaint: first feedback still missing"),
    (LEGAL, HANDLER_LEVEL): _("Complaint: half the legal time is over"),
    (LEGAL, HEAD_LEVEL): _("Complaint: legal deadline soon due"),
    (LEGAL, REGION_LEVEL): _("Complaint: legal deadline overdue"),
    (LEGAL, HEAD_OFFICE_LEVEL): _("Complaint: legal deadline passed, still not decided"),
}
TEXTS = {
    (FEEDBACK, HANDLER_LEVEL): _("{number}: half the time for the first feedback is over, due {due}"),
    (FEEDBACK, HEAD_LEVEL): _("{number}: the first feedback is soon due, {due}"),
    (FEEDBACK, REGION_LEVEL): _("{number}: the first feedback was due {due}"),
    (FEEDBACK, HEAD_OFFICE_LEVEL): _("{number}: the first feedback was due {due} and is still missing"),
    (LEGAL, HANDLER_LEVEL): _("{number}: half the legal time is over, due {due}"),
    (LEGAL, HEAD_LEVEL): _("{number}: the legal deadline is near, {due}"),
    (LEGAL, REGION_LEVEL): _("{number}: the legal deadline was {due}"),
    (LEGAL, HEAD_OFFICE_LEVEL): _("{number}: the legal deadline was {due} and it is still not decided"),
}
HELP = {
    FEEDBACK: _("See that the customer hears something of substance, and write it down in the complaint."),
    LEGAL: _("See that it is decided and the customer told, or ask for more time before it is due."),
}
# What belongs to no level of a clock.
OTHERS = (
    kinds.AlertKind(
        name=STEP_LATE,
        title=_("Complaint: step not done in time"),
        text=_("{number}: this step was due {due}"),
        help=_("Take the next step, or write down what is in the way."),
        severity=Severity.ATTENTION,
        roles=(R.LM,),
        is_timed=False,
        escalation=(),
    ),
    kinds.AlertKind(
        name=UNTOUCHED,
        title=_("Complaint that nobody touches"),
        text=_("{number}: somebody should have worked on it by {due}"),
        help=_("Go on with it, or write down what it waits for."),
        severity=Severity.ATTENTION,
        roles=(R.LM,),
        is_timed=False,
        escalation=(),
    ),
    kinds.AlertKind(
        name=UNTOUCHED_HEAD,
        title=_("Complaint that still nobody touches"),
        text=_("{number}: still nobody has worked on it, since {due} at the latest"),
        help=_("Ask its owner what is in the way, or give it to somebody else."),
        severity=Severity.LATE,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(),
    ),
    kinds.AlertKind(
        name=EXTENSION,
        title=_("Complaint: more time asked for"),
        text=_("{number}: more time is asked for, now due {due}"),
        help=_("Decide in time: the customer must be told before it is due."),
        severity=Severity.ATTENTION,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(),
    ),
)


def register() -> None:
    """Fill the registries."""
    for kind in ClockKind:
        for level in LEVELS:
            kinds.register_alert(alert_of(kind, level))
        deadlines.register(clock_deadline(kind), telling.when_time_runs_out, together=together)
    for other in OTHERS:
        kinds.register_alert(other)
    deadlines.register(STEP, warning.when_a_step_lasts, together=together)
    deadlines.register(UNTOUCHED, warning.when_untouched, together=together)
    deadlines.register(BASIS, reckoning.when_to_look)
    following.register()
    demo.register(demo_data.write)


def alert_of(kind: ClockKind, level: int) -> kinds.AlertKind:
    """The alert of a level of a clock. The ladder itself escalates: nobody passes it on before the next level."""
    severity, role = LEVELS[level]
    return kinds.AlertKind(
        name=clock_alert(kind, level),
        title=TITLES[kind, level],
        text=TEXTS[kind, level],
        help=HELP[kind],
        severity=severity,
        roles=(role,),
        is_timed=False,
        escalation=(),
    )
