"""Demo data of incidents: numbers to call, a first-aider, one closed drill and one open incident."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.domain import reminders, security
from lobby.floor.domain.incidents import closing, notes, reporting, responding
from lobby.floor.enums.incidents import ContactKind, IncidentKind, IncidentSeverity, StepKind
from lobby.floor.enums.security import OrderAction, OrderKind, OrderOutcome
from lobby.floor.models import Contact, FirstAider, Incident, Reminder

C = ContactKind
CONTACTS = [
    (
        C.HOSPITAL,
        "城东医院急诊",
        "Chengdong hospital, emergency",
        "0571-5550-0120",
        "东门出左转400米",
        "400 m left of the east door",
    ),
    (C.POLICE, "城东派出所", "Chengdong police station", "0571-5550-0110", "", ""),
    (C.FIRE, "城东消防站", "Chengdong fire station", "0571-5550-0119", "", ""),
    (C.ON_CALL, "分行应急值班", "Regional branch, on call", "0571-5550-9001", "昼夜有人", "Day and night"),
    (C.TECH, "科技运维热线", "Technical support", "0571-5550-9002", "", ""),
    (C.PROPERTY, "大楼物业", "Building management", "0571-5550-7000", "", ""),
]
DRILLED_AGO = dt.timedelta(days=20)
# Of the tasks of an injury, those that are done at once; what is left is to write down what happened.
AT_THE_PLACE = 3


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code="0001")
    people = {staff.username: staff for staff in Staff.objects.filter(username__in=["head", "manager", "guard1"])}
    for position, (kind, zh, en, phone, note_zh, note_en) in enumerate(CONTACTS):
        Contact.objects.get_or_create(
            branch=branch,
            kind=kind,
            name_zh=zh,
            defaults={
                "name_en": en,
                "phone": phone,
                "note_zh": note_zh,
                "note_en": note_en,
                "position": position,
            },
        )
    valid = business_date(branch, at) + dt.timedelta(days=200)
    FirstAider.objects.get_or_create(branch=branch, staff=people["manager"], defaults={"valid_until": valid})
    if not Incident.objects.filter(branch=branch).exists():
        drill(branch, people["head"], at=at - DRILLED_AGO)
        disturb(branch, people["manager"], at=at)


def drill(branch: Branch, head: Staff, *, at: dt.datetime) -> None:
    """A drill of a system failure, from report to closing."""
    by, minute = head.actor, dt.timedelta(minutes=1)
    found = reporting.start_drill(branch, by=head, at=at, kind=IncidentKind.SYSTEM_FAILURE)
    reporting.classify(found, by=by, at=at + minute, severity=IncidentSeverity.II)
    for task in Reminder.objects.filter(subject_type="incident", subject_id=found.pk).select_related("branch", "owner"):
        reminders.finish(task, by=by, at=at + 4 * minute)
    notes.take_step(found, by=by, at=at + 5 * minute, kind=StepKind.CUSTOMERS_TOLD)
    responding.contain(found, by=by, at=at + 9 * minute)
    responding.recover(found, by=by, at=at + 14 * minute)
    closing.review(
        found,
        by=by,
        at=at + 40 * minute,
        place=branch.name_zh,
        happened_at=at,
        cause="演练：模拟核心系统中断",
        nature="演练",
        amount="演练，无客户",
        harm="无",
        reaction="无",
        trend="无",
        measures="说明、备用渠道、改约",
        improvement="备用取号单放到前台",
    )
    closing.close(found, by=by, at=at + 45 * minute)


def disturb(branch: Branch, manager: Staff, *, at: dt.datetime) -> None:
    """An open incident of severity Ⅲ that is in hand, and an order event that was settled."""
    zone = Zone.objects.filter(branch=branch).order_by("pk").first()
    found = reporting.report(
        branch, by=manager.actor, at=at, kind=IncidentKind.INJURY, zone=zone, note="客户在门口滑倒"
    )
    reporting.classify(found, by=manager.actor, at=at, severity=IncidentSeverity.III)
    responding.activate(found, by=manager.actor, at=at)
    tasks = Reminder.objects.filter(subject_type="incident", subject_id=found.pk).select_related("branch", "owner")
    for task in tasks.order_by("due_at")[:AT_THE_PLACE]:
        reminders.finish(task, by=manager.actor, at=at)
    responding.contain(found, by=manager.actor, at=at)
    security.log_order(
        branch,
        by=manager.actor,
        at=at,
        kind=OrderKind.QUEUE_JUMPING,
        action=OrderAction.REMINDED,
        outcome=OrderOutcome.SETTLED,
        zone=zone,
    )
