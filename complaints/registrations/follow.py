"""What the following-up of complaints registers: kinds of alerts and tasks, clocks, subscribers, figures."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.demo import follow as demo_data
from complaints.domain.follow import following, promises, reviews, subtasks, visits
from complaints.enums import follow as words
from complaints.kpis.follow import KPIS
from lobby.branches import demo
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.kpi import registry
from lobby.live import journal

R = RoleCode
NEVER_S = kinds.AT_ONCE
ALERTS = (
    kinds.AlertKind(
        name=words.VISIT_LATE,
        title=_("Return call not made in time"),
        text=_("Complaint {number}: nobody has called the customer back"),
        help=_("Call, or write down that nobody answered; without it the complaint cannot be closed"),
        severity=Severity.LATE,
        roles=(R.CP, R.HEAD),
        is_timed=False,
        escalation=(R.HEAD, R.TELLER_LEAD, R.LM),
    ),
    kinds.AlertKind(
        name=words.PROMISE_LATE,
        title=_("Promise to a customer not kept in time"),
        text=_("Complaint {number}: {owner} promised something that is due now"),
        help=_("Keep it now, or tell the customer why not and call it off"),
        severity=Severity.LATE,
        roles=(R.HEAD,),
        is_timed=False,
        escalation=(R.TELLER_LEAD, R.LM),
    ),
    kinds.AlertKind(
        name=words.SUBTASK_LATE,
        title=_("Department has not answered in time"),
        text=_("Complaint {number}: a department has not answered"),
        help=_("Ask what is in the way; the complaint's own clocks run on"),
        severity=Severity.ATTENTION,
        roles=(),
        escalation=(R.HEAD,),
    ),
    kinds.AlertKind(
        name=words.REVIEW_ASKED,
        title=_("Internal review asked for"),
        text=_("Complaint {number}: the customer asks for an internal review"),
        help=_("Somebody who had no hand in the complaint decides"),
        severity=Severity.ATTENTION,
        roles=(R.BR_OPS, R.HO),
        is_timed=False,
    ),
    kinds.AlertKind(
        name=words.REVIEW_LATE,
        title=_("Internal review not decided in time"),
        text=_("Complaint {number}: the internal review is overdue"),
        help=_("Decide it now and tell the customer"),
        severity=Severity.LATE,
        roles=(R.BR_OPS, R.HO),
        is_timed=False,
    ),
    kinds.AlertKind(
        name=words.COMPENSATION_ASKED,
        title=_("Compensation to be approved"),
        text=_("Complaint {number}: {amount} yuan to be approved"),
        help=_("Decide it on the complaint's page, within your own limit"),
        severity=Severity.INFO,
        roles=(R.HEAD, R.TELLER_LEAD, R.BR_OPS),
        is_timed=False,
    ),
)
TASKS = (
    kinds.ReminderKind(
        name=words.VISIT_TASK,
        text=_("Complaint {number}: call the customer back"),
        lead_s=kinds.AT_ONCE,
        escalate_after_s=NEVER_S,
    ),
    kinds.ReminderKind(
        name=words.PROMISE_TASK,
        text=_("Complaint {number}: keep what was promised"),
        lead_s=kinds.AT_ONCE,
        escalate_after_s=NEVER_S,
    ),
    kinds.ReminderKind(
        name=words.SUBTASK_TASK,
        text=_("Complaint {number}: your department is asked for something"),
        lead_s=kinds.AT_ONCE,
        escalate_after_s=NEVER_S,
    ),
)
CLOCKS = {
    words.VISIT_CLOCK: visits.when_nobody_called,
    words.PROMISE_CLOCK: promises.when_due,
    words.SUBTASK_CLOCK: subtasks.when_due,
    words.REVIEW_CLOCK: reviews.when_nobody_decided,
}


def card_of(noun: str) -> Callable[[int], str]:
    """Where the tablet's detail dialog shows a row of a noun."""
    return lambda pk: reverse("complaints:follow-card", args=[noun, pk])


def task_address(task_id: int) -> str:
    """A department's task in the tablet's detail dialog."""
    return reverse("complaints:task-card", args=[task_id])


ADDRESSES = {
    visits.SUBJECT: card_of("visits"),
    "complaint_promise": card_of("promises"),
    "complaint_compensation": card_of("compensations"),
    "complaint_review": card_of("reviews"),
    "complaint_subtask": task_address,
}


def register() -> None:
    """Fill the registries."""
    for alert in ALERTS:
        kinds.register_alert(alert)
    for task in TASKS:
        kinds.register_reminder(task)
    for kind, handler in CLOCKS.items():
        deadlines.register(kind, handler)
    for subject, address in ADDRESSES.items():
        kinds.register_subject(subject, address)
    for kpi in KPIS:
        registry.register(kpi)
    journal.subscribe("complaint.moved", following.when_it_moves)
    journal.subscribe("complaint.recused", following.when_somebody_is_recused)
    journal.subscribe("reminder.done", subtasks.when_task_is_done)
    demo.register(demo_data.write)
